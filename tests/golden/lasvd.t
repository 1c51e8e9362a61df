# Singular values, descending, a column.

$ printf '3,0\n0,4\n' | lasvd
4
3
$ lasvd --digits 10 testdata/B.csv
16.71139712
2.393576056
$ lasvd --digits 10 < testdata/C.csv
9.525518092
0.5143005807
$ lasvd --digits 10 testdata/M.csv
9.508032001
0.7728696357
$ lasvd --digits 10 testdata/v.csv
5
$ printf '3,4\n' | lasvd --digits 10
5
$ echo -5 | lasvd
5
$ printf '0,0\n0,0\n' | lasvd
0
0
$ printf '3+4i,0\n0,1\n' | lasvd --digits 10
5
1
$ lasvd --digits 10 testdata/rotation.csv
1
1
$ lasvd --emit s --digits 10 testdata/B.csv
16.71139712
2.393576056

# Their product is the modulus of the determinant; they are the roots of the eigenvalues of A'A.

$ lasvd testdata/B.csv | paste -sd' ' | awk '{ printf "%.10g\n", $1 * $2 }'
40
$ lasvd testdata/C.csv | awk '{ printf "%.17g\n", $1 * $1 }' | lacmp - <(lamul --gram testdata/C.csv | laeig)

# U*S*Vt is the matrix: tall, wide, square, 1x1, 1xn, nx1, complex, of deficient rank.

$ printf '3,0\n0,4\n' | lasvd --all
| # name: U
0,1
1,0

| # name: S
4,0
0,3

| # name: Vt
0,1
1,0
$ echo -5 | lasvd --all
| # name: U
-1

| # name: S
5

| # name: Vt
1
$ printf '3,4\n' | lasvd --all --digits 10
| # name: U
1

| # name: S
5

| # name: Vt
0.6,0.8
$ lasvd --all --digits 10 testdata/v.csv
| # name: U
0.6
0.8

| # name: S
5

| # name: Vt
1
$ for f in A B C M v rotation shear spd complex Q K V; do lasvd --all testdata/$f.csv | lamul | lacmp --rtol 1e-14 - testdata/$f.csv
> lasvd --full testdata/$f.csv | lamul | lacmp --rtol 1e-14 - testdata/$f.csv; done
$ printf '1,2\n2,4\n3,6\n' > deficient.csv; lasvd --all deficient.csv | lamul --digits 10
1,2
2,4
3,6
$ lasvd --all testdata/table.csv | lamul --digits 10
,height,weight,age
Ada,165,58,36
Emmy,160,61,53
"Gauss, Carl",172,75,77

# Thin and full shapes.

$ lasvd --all testdata/C.csv | laconv --list
U	3x2
S	2x2
Vt	2x2
$ lasvd --full testdata/C.csv | laconv --list
U	3x3
S	3x2
Vt	2x2
$ lasvd --all testdata/M.csv | laconv --list
U	2x2
S	2x2
Vt	2x3
$ lasvd --full testdata/M.csv | laconv --list
U	2x2
S	2x3
Vt	3x3
$ lasvd --emit s,U,S,V,Vt,R testdata/C.csv | laconv --list
s	2x1
U	3x2
S	2x2
V	2x2
Vt	2x2
R	2x2
$ lasvd --full --emit V,S testdata/M.csv | laconv --list
V	3x3
S	2x3

# The columns are orthonormal.

$ printf '%s\n' 1,0,0 0,1,0 0,0,1 > I3.csv; printf '1,0\n0,1\n' > I2.csv
$ lasvd --emit U testdata/C.csv | lamul --gram | lacmp --atol 1e-14 - I2.csv
$ lasvd --full --emit U testdata/C.csv | lamul --gram | lacmp --atol 1e-14 - I3.csv
$ lasvd --full --emit V testdata/M.csv | lamul --gram | lacmp --atol 1e-14 - I3.csv
$ lasvd --full --emit U deficient.csv | lamul --gram | lacmp --atol 1e-14 - I3.csv
$ lasvd --emit U testdata/complex.csv | lamul --gram | lacmp --atol 1e-14 - I2.csv

# Signs: the component of largest modulus of each column of V is positive real, and U follows.

$ lasvd --emit V --digits 6 testdata/C.csv
0.619629,0.784894
0.784894,-0.619629
$ lasvd --emit V --digits 6 testdata/B.csv
0.163034,0.98662
0.98662,-0.163034
$ lasvd --emit V testdata/complex.csv | laconv --rows 2 --digits 6
0.816497+0i,-0.408248-0.408248i

# R of A = QR: the Cholesky factor of A'A, its diagonal not negative; triangular by rows for a wide matrix.

$ printf '3,5\n4,10\n' | lasvd --emit R --digits 10
5,11
0,2
$ lasvd --emit R --digits 6 testdata/C.csv
5.91608,7.43736
0,0.828079
$ lasvd --emit R testdata/C.csv | lamul --gram --digits 10
35,44
44,56
$ lasvd --emit R --digits 6 testdata/M.csv
4.12311,5.33578,6.54846
0,0.727607,1.45521
$ printf '%s\n' -2 | lasvd --emit R
2
$ printf '1i\n0\n' | lasvd --emit R
1
$ for f in iris.csv state.csv mtcars.csv; do lasvd --emit R testdata/real/$f | lamul --gram | lacmp --rtol 1e-13 - <(lamul --gram testdata/real/$f); done

# -k: the largest, all of them where there are no more.

$ lasvd -k 1 --digits 10 testdata/C.csv
9.525518092
$ lasvd -k 9 --digits 10 testdata/C.csv
9.525518092
0.5143005807
$ lasvd -k 1 --all testdata/C.csv | laconv --list
U	3x1
S	1x1
Vt	1x2
$ lasvd -k 1 --all testdata/C.csv | lamul | lacmp - <(lasvd --lowrank 1 testdata/C.csv)
$ lasvd -k 3 testdata/real/west0067.mtx | lacmp - <(lasvd testdata/real/west0067.mtx | head -n 5 | sed 2s/67/3/)

# The pseudo-inverse; of an invertible matrix it is the inverse, of a column its transpose over its squared length.

$ lasvd --pinv --digits 10 testdata/B.csv
0.4,-0.1
-0.05,0.075
$ lasvd --pinv --digits 10 testdata/x.csv
0.2,0.4
$ lasvd --pinv --digits 10 testdata/C.csv
-1.333333333,-0.3333333333,0.6666666667
1.083333333,0.3333333333,-0.4166666667
$ lasvd --pinv --digits 10 deficient.csv
0.01428571429,0.02857142857,0.04285714286
0.02857142857,0.05714285714,0.08571428571
$ lasvd --pinv testdata/complex.csv | lacmp --rtol 1e-14 - <(printf '0.75,-0.25+0.25i\n-0.25-0.25i,0.5\n')
$ printf '0,0\n0,0\n0,0\n' | lasvd --pinv
0,0,0
0,0,0
$ printf '1e-310,0\n0,2e-310\n' | lasvd --pinv
2> lasvd: the pseudo-inverse lies beyond the range of doubles
[4]
$ printf '1e-300,0\n0,2e-300\n' | lasvd --pinv --digits 10
1e+300,0
0,5e+299
$ printf '1e308,1e308\n1e308,1e308\n' > huge.csv; lasvd --pinv --digits 10 huge.csv
2.5e-309,2.5e-309
2.5e-309,2.5e-309
$ lasvd --lowrank 1 --digits 10 huge.csv
1e+308,1e+308
1e+308,1e+308
$ lasvd --rank huge.csv
1
$ lasvd --rank --tol 1e307 huge.csv
1
$ lasvd huge.csv
2> lasvd: the largest singular value lies beyond the range of doubles
[4]
$ printf '1,0\n0,0.01\n' | lasvd --pinv --tol 0.1
1,0
0,0
$ lasvd --pinv --digits 4 testdata/table.csv
,Ada,Emmy,"Gauss, Carl"
height,-0.05816,0.1423,-0.07073
weight,0.2581,-0.5246,0.2405
age,-0.1215,0.1932,-0.06324
$ for f in Q C M complex; do (cat testdata/$f.csv; echo; lasvd --pinv testdata/$f.csv; echo; cat testdata/$f.csv) | lamul | lacmp --rtol 1e-13 - testdata/$f.csv; done

# The nearest matrix of rank K.

$ printf '3,1\n1,3\n' | lasvd --lowrank 1 --digits 10
2,2
2,2
$ lasvd --lowrank 0 testdata/C.csv
0,0
0,0
0,0
$ lasvd --lowrank 9 testdata/C.csv | lacmp --rtol 1e-14 - testdata/C.csv
$ lasvd --lowrank 2 testdata/real/iris.csv | lasvd --rank
2
$ lasvd --lowrank 3 --digits 10 testdata/table.csv
,height,weight,age
Ada,165,58,36
Emmy,160,61,53
"Gauss, Carl",172,75,77

# The rank: a number and nothing else; --tol is absolute.

$ lasvd --rank testdata/C.csv
2
$ lasvd --rank deficient.csv
1
$ printf '0,0\n0,0\n' | lasvd --rank
0
$ printf '1e-200,0\n0,1e-200\n' | lasvd --rank
2
$ printf '1,0\n0,1e-17\n' | lasvd --rank
1
$ printf '1,0\n0,1e-17\n' | lasvd --rank --tol 0
2
$ lasvd --rank --tol 1 testdata/C.csv
1
$ lasvd --rank testdata/real/lp_afiro.mtx
27
$ lasvd --rank testdata/real/ash219.mtx
85

# No rows, no columns.

$ printf '# size: 0 0\n' | lasvd --all
| # name: U
| # size: 0 0

| # name: S
| # size: 0 0

| # name: Vt
| # size: 0 0
$ printf '# size: 3 0\n' | lasvd
| # size: 0 1
$ printf '# size: 3 0\n' | lasvd --all
| # name: U
| # size: 3 0

| # name: S
| # size: 0 0

| # name: Vt
| # size: 0 0
$ printf '# size: 3 0\n' | lasvd --full | laconv --list
U	3x3
S	3x0
Vt	0x0
$ printf '# size: 3 0\n' | lasvd --all | lamul
| # size: 3 0
$ printf '# size: 0 3\n' | lasvd --all | lamul
| # size: 0 3
$ printf '# size: 0 3\n' | lasvd --pinv
| # size: 3 0
$ printf '# size: 3 0\n' | lasvd --rank
0
$ printf '# size: 3 0\n' | lasvd --emit R
| # size: 0 0
$ printf '# size: 3 0\n' | lasvd --lowrank 1
| # size: 3 0

# The unit circle becomes an ellipse: rotated, stretched, rotated.

$ lasvd --steps --circle 4 testdata/C.csv | laconv --list
x	2x4
Vt*x	2x4
S*Vt*x	2x4
U*S*Vt*x	3x4
$ lasvd --steps --circle 4 --digits 10 testdata/B.csv | laconv --pick 'U*S*Vt*x'
3,4,-3,-4
2,16,-2,-16
$ lasvd --steps --circle 4 testdata/B.csv > steps; laconv steps#x
1,0,-1,0
0,1,0,-1
$ laconv steps#Vt\*x | lacmp - <(lasvd --emit Vt testdata/B.csv | lamul - steps#x)
$ laconv steps#S\*Vt\*x | lacmp - <(lasvd --emit S testdata/B.csv | lamul - steps#Vt\*x)
$ lasvd --steps --circle 6 testdata/B.csv | laconv --pick 'Vt*x' | lamul --gram | lacmp --atol 1e-14 - <(lasvd --steps --circle 6 testdata/B.csv | laconv --pick x | lamul --gram)
$ printf '2,0\n0,1\n' | lasvd --steps --circle 4
| # name: x
1,0,-1,0
0,1,0,-1

| # name: Vt*x
1,0,-1,0
0,1,0,-1

| # name: S*Vt*x
2,0,-2,0
0,1,0,-1

| # name: U*S*Vt*x
2,0,-2,0
0,1,0,-1
$ lasvd --steps --points testdata/v.csv testdata/C.csv | laconv --pick 'U*S*Vt*x' --digits 10
11
25
39
$ lasvd --steps --points - testdata/C.csv < testdata/v.csv | laconv --pick x
3
4

# Real data give themselves back, and the same bytes from a file and a pipe, run after run.

$ cd testdata/real; for f in *.csv *.tsv *.txt *.mtx
> do lasvd --all --na 0 $f | lamul | lacmp --rtol 1e-13 - <(laconv --na 0 $f) || echo $f; done
$ for f in swiss.txt volcano.tsv west0067.mtx qc324_block.csv; do lasvd --emit s,U,V,R testdata/real/$f > a
> cat testdata/real/$f | lasvd --emit s,U,V,R > b; cmp a b && lasvd --emit s,U,V,R testdata/real/$f | cmp - a; done

# A tall table streams: the same values, right factor and R.

$ awk 'BEGIN { for (i = 1; i <= 60000; i++) printf "%d,%.6f,%.6f,%.6f\n", i % 7, sin(i), cos(3 * i), sin(i * i % 1000) }' > tall.csv
$ lasvd tall.csv > a; cat tall.csv | lasvd > b; cmp a b && lasvd -S 64K tall.csv | cmp - a
$ lasvd -S 64K --emit V,R tall.csv > a; cat tall.csv | lasvd --emit V,R | cmp - a
$ lasvd --emit R tall.csv | lamul --gram | lacmp --rtol 1e-12 - <(lamul --gram tall.csv)
$ lasvd tall.csv | lacmp --rtol 1e-12 - <(lasvd --emit s,U tall.csv | laconv --pick s)
$ lasvd --rank tall.csv
4

# Options of every tool.

$ lasvd -o s.csv testdata/v.csv; laconv --digits 6 s.csv
5
$ lasvd -O mtx --digits 6 testdata/v.csv
%%MatrixMarket matrix array real general
1 1
5
$ lasvd --all -O mtx --digits 6 testdata/v.csv | grep name
% name: U
% name: S
% name: Vt
$ lasvd --format %.3f -d ';' --emit V <(printf '3;0\n4;5\n')
0.707;0.707
0.707;-0.707
$ printf '1,\n2,3\n' | lasvd --na 0 --digits 6
3.65028
0.821854
$ lasvd --rank --threads 1 -q -o r testdata/C.csv; cat r
2
$ lasvd --help | head -2
Singular values and vectors, rank, pseudo-inverse.
Usage: lasvd [OPTIONS] [FILE]

$ for o in --rank --pinv --all '--emit s' '--emit R'; do lasvd -v $o testdata/complex.csv 2>&1 > /dev/null | sed -n 's/.*: driver //p'; done | paste -sd' '
zgesdd zgesdd zgesdd zgesdd zgeqrt
$ lasvd -v testdata/A.csv 2>&1 > /dev/null | sed -n 's/.*: driver //p'
dgesdd

# A rule of a makefile.

$ printf '%%.inv: %%.csv\n\tlasvd --pinv $< > $@\n\tlamul $< $@ | lacmp - I2.csv --rtol 1e-12\n' > Makefile
$ cp testdata/B.csv . && make -s B.inv && laconv --digits 6 B.inv
0.4,-0.1
-0.05,0.075

# What is refused.

$ lasvd --tol 1 testdata/A.csv
2> lasvd: --tol goes with --pinv and --rank
[2]
$ lasvd --emit U,U testdata/A.csv
2> lasvd: --emit names 'U' twice
[2]
$ lasvd -k 1 --rank testdata/A.csv
2> lasvd: -k goes with singular values and factors only
[2]
$ lasvd -k 1 --pinv testdata/A.csv
2> lasvd: -k goes with singular values and factors only
[2]
$ lasvd -k 1 --lowrank 1 testdata/A.csv
2> lasvd: -k goes with singular values and factors only
[2]

$ printf '1,2\n3,NaN\n' | lasvd
2> lasvd: -: row 2, column 2 is NaN: finite values are needed
[4]
$ printf '1,2\n3,-Inf\n' | lasvd --emit R
2> lasvd: -: row 2, column 2 is -Inf: finite values are needed
[4]
$ printf '1,2\n3,Inf\n' | lasvd --pinv
2> lasvd: -: row 2, column 2 is Inf: finite values are needed
[4]
$ printf '1,2\n3,NaN\n' | lasvd --rank
2> lasvd: -: row 2, column 2 is NaN: finite values are needed
[4]
$ (cat tall.csv; echo NaN,1,2,3) | lasvd
2> lasvd: -: row 60001, column 1 is NaN: finite values are needed
[4]
$ (yes 1,2,3,4,5,6,7,8,9,10,11,12 | head -n 800000; echo 1,2,3,4,5,6,7,8,9,NaN,11,12) | lasvd --emit R
2> lasvd: -: row 800001, column 10 is NaN: finite values are needed
[4]
$ (cat tall.csv; echo 1,2,3) | lasvd
2> lasvd: -:60001: row has 3 cells, expected 4
[3]
$ lasvd --steps --circle 4 testdata/M.csv
2> lasvd: testdata/M.csv is 2x3: --circle needs 2 columns
[3]
$ lasvd --steps --points testdata/v.csv testdata/M.csv
2> lasvd: testdata/v.csv is 2x1: points are columns of 3 entries
[3]
$ lasvd nowhere.csv
2> lasvd: nowhere.csv: no such file or directory
[3]
$ lasvd < /dev/null
2> lasvd: -: empty input
[3]
$ lasvd --all testdata/A.csv | lasvd
2> lasvd: -: holds 3 documents, one is wanted: U, S, Vt
[3]
$ lasvd --all --pinv testdata/C.csv
2> lasvd: --all, --full, --emit, --pinv, --lowrank, --rank and --steps exclude each other
[2]
$ lasvd --emit s,Q testdata/C.csv
2> lasvd: --emit takes s, U, S, V, Vt and R, found 'Q'
[2]
$ lasvd -k 0 testdata/C.csv
2> lasvd: -k takes a positive number
[2]
$ lasvd --lowrank -1 testdata/C.csv
2> lasvd: --lowrank takes a number that is not negative
[2]
$ lasvd --rank --tol -1 testdata/C.csv
2> lasvd: --tol takes a number that is not negative
[2]
$ lasvd --rank --tol x testdata/C.csv
2> lasvd: --tol takes a number, found 'x'
[2]
$ lasvd --steps testdata/C.csv
2> lasvd: --steps takes its points from either --points or --circle
[2]
$ lasvd --steps --circle 0 testdata/C.csv
2> lasvd: --circle takes a positive number
[2]
$ lasvd testdata/C.csv testdata/M.csv
2> lasvd: unexpected operand 'testdata/M.csv'
[2]
$ lasvd --vectors testdata/C.csv
2> lasvd: unknown option '--vectors'
[2]

# A few values of large sparse matrices, which stay sparse: those of the dense drivers, and A v = s u, A'u = s v.

$ cd testdata/real; for f in ash219 bcsstk01 can_24 fs_183_1 lp_afiro west0067 mhd1280b_block young1c
> do lasvd -k 6 $f.mtx | lacmp --rtol 1e-12 - <(laconv --dense $f.mtx | lasvd -k 6) && echo $f; done
ash219
bcsstk01
can_24
fs_183_1
lp_afiro
west0067
mhd1280b_block
young1c
$ for f in mhd1280b_block young1c; do lasvd -k 5 --emit U,S,V testdata/real/$f.mtx > USV
> lamul testdata/real/$f.mtx 'USV#V' | lacmp --rtol 1e-11 - <(lamul 'USV#U' 'USV#S')
> lamul -t 1 testdata/real/$f.mtx 'USV#U' | lacmp --rtol 1e-11 - <(lamul 'USV#V' 'USV#S')
> lamul --gram 'USV#U' | lacmp --atol 1e-12 - <(laexpr 'eye(5)'); lamul --gram 'USV#V' | lacmp --atol 1e-12 - <(laexpr 'eye(5)'); done
$ lasvd -k 5 --all testdata/real/young1c.mtx | laconv --list
U	841x5
S	5x5
Vt	5x841
$ lasvd -k 2 -v testdata/real/young1c.mtx 2>&1 > few | grep -o "block Lanczos on AA', [0-9]* steps, nothing larger in the complement" | sed 's/[0-9][0-9]*/N/'
block Lanczos on AA', N steps, nothing larger in the complement

# The differences along the edges of a 30x30 grid: the values are roots of 4 - 2cos(i pi/30) - 2cos(j pi/30), in pairs.

$ awk 'BEGIN { n = 30; m = 2*n*(n-1); print "%%MatrixMarket matrix coordinate real general"; print m, n*n, 2*m; for (i = 0; i < n; i++) for (j = 0; j < n; j++) { k = i*n + j + 1; if (j + 1 < n) { e++; print e, k, -1; print e, k + 1, 1 } if (i + 1 < n) { e++; print e, k, -1; print e, k + n, 1 } } }' > edges.mtx
$ lasvd -O csv -k 7 --digits 9 edges.mtx
2.82455086
2.81874777
2.81874777
2.81293271
2.80912029
2.80912029
2.80328526
$ laconv -t edges.mtx | lasvd -k 7 | lacmp --rtol 1e-13 - <(lasvd -k 7 edges.mtx)
$ lasvd -k 4 --emit V edges.mtx | cksum > once; lasvd -k 4 --emit V --threads 2 < edges.mtx | cksum | cmp - once
$ f=testdata/real/mhd1280b_block.mtx; lasvd --lowrank 3 $f | lacmp --rtol 1e-10 - <(laconv --dense $f | lasvd --lowrank 3)

# Of rank 2: the others are zero.

$ printf '%%%%MatrixMarket matrix coordinate real general\n700 900 3\n1 1 3\n1 2 4\n700 900 2\n' > rank2.mtx
$ lasvd -O csv -k 4 --format %.12f rank2.mtx
5.000000000000
2.000000000000
0.000000000000
0.000000000000

# What would be dense beyond the limit is refused, and what no search has room for.

$ printf '%%%%MatrixMarket matrix coordinate real general\n200000 50000 2\n1 1 3\n7 50000 2\n' > large.mtx
$ lasvd -O csv -k 2 --digits 12 large.mtx
3
2
$ for o in --all --full --pinv '--lowrank 2' --rank; do lasvd $o large.mtx; done
2> lasvd: large.mtx is 200000x50000 and sparse: as a dense matrix it would exceed the limit of 134217728 cells
2> lasvd: large.mtx is 200000x50000 and sparse: as a dense matrix it would exceed the limit of 134217728 cells
2> lasvd: large.mtx is 200000x50000 and sparse: as a dense matrix it would exceed the limit of 134217728 cells
2> lasvd: large.mtx is 200000x50000 and sparse: as a dense matrix it would exceed the limit of 134217728 cells
2> lasvd: large.mtx is 200000x50000 and sparse: as a dense matrix it would exceed the limit of 134217728 cells
[3]
$ lasvd -k 1000 --all large.mtx
2> lasvd: large.mtx is 200000x50000 and sparse: its singular vectors, 200000x1000, would exceed the limit of 134217728 cells
[3]
$ lasvd -k 50000 large.mtx
2> lasvd: large.mtx is 200000x50000 and sparse: its search space, 50000x50000, would exceed the limit of 134217728 cells
[3]

# Values too close to be told apart in some hundred steps, by polynomials; a long matrix of few entries.

$ differences() { awk -v n=$1 'BEGIN { print "%%MatrixMarket matrix coordinate real general"; print n, n + 1, 2 * n; for (i = 1; i <= n; ++i) print i, i, 1 "\n" i, i + 1, -1 }'; }; differences 3000 | lasvd -v -k 3 -O csv --digits 12 2>&1 | sed 's/, [0-9]* steps.*//; /kernel/d; /first/d'; awk 'BEGIN { for (j = 1; j <= 3; ++j) printf "%.12g\n", 2 * cos(j * atan2(0, -1) / 2 / 3001) }'
lasvd: driver block Lanczos on AA', by a Chebyshev polynomial of degree 61
1.99999972603
1.99999890411
1.99999753424
1.99999972603
1.99999890411
1.99999753424
$ awk 'BEGIN { n = 200000; print "%%MatrixMarket matrix coordinate real general"; print n, 2, 2; print 1, 1, 1; print 2, 2, 1 }' | lasvd -k 2 -O csv --digits 10
1
1
