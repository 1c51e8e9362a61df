# The tools in a Makefile and in a script of a build server: testdata/pipeline/.

$ cp testdata/pipeline/* .; laconv --names yes --cols 'Sepal.Length,Sepal.Width,Petal.Length,Petal.Width' testdata/real/iris.csv > measurements.csv
> cp testdata/real/USArrests.tsv .; make -s && ls *.csv
axes.csv
centered.csv
covariance.csv
measurements.csv
projection.csv
spectrum.csv
variance.csv
$ laconv --digits 6 variance.csv
4.22824
0.242671
0.0782095
0.0238351
$ lainfo --get rows projection.csv; lacov --mean projection.csv | lacmp --atol 1e-12 - <(echo 0,0)
150

# Nothing is made twice, and what depends on a file that changed is made again.
$ make -q
$ touch measurements.csv; make -n | grep -c '^la'
8

# A row that cannot be read, and a matrix that is not what it should be, stop the build and leave nothing behind.
$ sed '7s/,/,x/' measurements.csv > broken.csv; make -s clean; make -s DATA=broken.csv 2> err; echo $?; grep lacov err; test ! -e centered.csv
2
lacov: broken.csv:7:2: expected a number, found 'x3.9'
$ printf 'a,b\n1,2\n3,4\n' > spoilt.csv; printf '1,2\n2,1\n' > covariance.csv; make -s -o covariance.csv DATA=spoilt.csv 2> err; echo $?; test ! -e checked; make -s clean
row 2, column 2: -1 and 0 differ by 1
2

# A build server.
$ make -s && ./ci.sh covariance.csv covariance.csv
condition number 177
$ lamul --scale 1.001 covariance.csv > other.csv; ./ci.sh other.csv covariance.csv > said; echo $?; sed -E 's/([0-9]\.[0-9]{8})[0-9]*/\1/g' said
1
row 3, column 3: 3.11939413 and 3.11627785 differ by 0.00311627
$ lamul --scale -1 covariance.csv > other.csv; ./ci.sh other.csv covariance.csv
2> other.csv is not positive definite
[1]
$ ./ci.sh missing.csv covariance.csv
2> lainfo: missing.csv: no such file or directory
[3]
