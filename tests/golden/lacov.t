# lacov: covariance, correlation, means; partial results and their merging.

$ printf 'a,b,c\n1,2,0\n3,2,1\n5,8,5\n' > X.csv
> seq -f '%.0f,0.5' 100000 > tall.csv

# The divisor is the number of rows less one; names stand on both sides.
$ lacov X.csv
,a,b,c
a,4,6,5
b,6,12,9
c,5,9,7
$ lacov --ddof 0 X.csv | lamul --scale 3
,a,b,c
a,8,12,10
b,12,24,18
c,10,18,14
$ lacov --ddof 2 X.csv | laconv --names no --rows 1
8,12,10
$ lacov < X.csv | cmp - <(lacov X.csv)
$ lacov --mean X.csv
a,b,c
3,4,2
$ lacov --center X.csv
a,b,c
-2,-2,-2
0,-2,-1
2,4,3
$ printf ',x,y\np,1,2\nq,3,6\n' > named.csv; lacov --center named.csv
,x,y
p,-1,-2
q,1,2
$ lacov named.csv
,x,y
x,2,4
y,4,8
$ lacov --cor named.csv
,x,y
x,1,1
y,1,1
$ lacov --cor --digits 6 X.csv
,a,b,c
a,1,0.866025,0.944911
b,0.866025,1,0.981981
c,0.944911,0.981981,1
$ lacov --cor X.csv | lainfo --is symmetric && lacov testdata/real/mtcars.csv | lainfo --is pd
$ lacov -O mtx named.csv
%%MatrixMarket matrix array real general
2 2
2
4
4
8

# Complex data: the conjugate stands on the left, and the result is Hermitian.
$ printf '1,0\n1i,1\n-1,0\n-1i,1\n' | lacov --ddof 0
1,0
0,0.25
$ printf '1,1i\n-1,-1i\n' | lacov
2+0i,0+2i
0-2i,2+0i
$ printf '1,1i\n-1,-1i\n' | lacov --cor
1+0i,0+1i
0-1i,1+0i

# A mean of 10^8 beside a deviation of 1 costs nothing, at any length: 1, -1, 1, -1 about it.
$ yes "$(printf '100000001\n99999999')" | head -n 1000000 > far.csv; lacov --ddof 0 far.csv
1
$ lacov --mean far.csv
100000000
$ cat far.csv | lacov --partial | lacov --merge --ddof 0
1
$ printf '1000000000001\n1000000000002\n1000000000003\n' | lacov
1

# Constant columns have a covariance of exactly zero, and no correlation.
$ yes 0.1,1 | head -n 100000 | lacov
0,0
0,0
$ lacov --cor tall.csv
2> lacov: tall.csv: column 2 is constant: its correlation is undefined
[4]
$ printf 'x,y\n1,3\n1,4\n' | lacov --cor
2> lacov: -: column 1 ('x') is constant: its correlation is undefined
[4]

# The same bytes from a file and from a pipe, whatever -S and --threads.
$ lacov tall.csv > 1; cat tall.csv | lacov > 2; (sleep 0.05; cat tall.csv) | lacov -S 64K --threads 1 > 3; lacov --threads 7 < tall.csv > 4; md5sum [1-4] | cut -d ' ' -f 1 | uniq | wc -l
1
$ lacov --partial tall.csv > 1; cat tall.csv | lacov --partial -S 64K --threads 1 > 2; cmp 1 2
$ head -n 1 1 | lacmp - <(echo 100000 50000.5 0.5 | awk '{ r = sqrt($1); printf "%.17g,%.17g,%.17g\n", r, r * $2, r * $3 }')

# Partial results: the triangular factor of [1 X].
$ printf '1\n2\n3\n6\n' | lacov --partial --digits 6
2,6
0,3.74166
$ lacov --partial --digits 6 X.csv
intercept,a,b,c
1.73205,5.19615,6.9282,3.4641
0,2.82843,4.24264,3.53553
0,0,2.44949,1.22474
$ laconv --cols 1-4 testdata/real/attitude.csv > all.csv
> for i in 1 2 3; do laconv --rows $((10 * i - 9))-$((10 * i)) all.csv | lacov --partial > part$i.csv; done
$ lacov --merge part1.csv part2.csv part3.csv | lacmp --rtol 1e-14 - <(lacov all.csv)
$ lacov --merge part3.csv part1.csv part2.csv --cor | lacmp --rtol 1e-14 - <(lacov --cor all.csv)
$ (cat part1.csv; echo; cat part2.csv; echo; cat part3.csv) | lacov --merge --mean --digits 6
rating,complaints,privileges,learning
64.6333,66.6,53.1333,56.3667
$ lacov --merge part1.csv part2.csv | head -n 1
,rating,complaints,privileges,learning
$ lacov --merge --partial part1.csv part2.csv | lacov --merge - part3.csv | lacmp --rtol 1e-14 - <(lacov all.csv)
$ lacov --merge --partial part?.csv | lacmp --rtol 1e-13 - <(lacov --partial all.csv)
$ laconv -O mtx part1.csv > part1.mtx; lacov --merge part1.mtx | lacmp --rtol 1e-14 - <(laconv --rows 1-10 all.csv | lacov)

# Without names the factors need no separation; one row is enough for a partial result.
$ (for i in 1 2 3; do laconv --rows $((10 * i - 9))-$((10 * i)) all.csv | lacov --partial --names no; done) | lacov --merge | lacmp --rtol 1e-14 - <(lacov all.csv)
$ (echo 1,2 | lacov --partial; echo 3,6 | lacov --partial) | lacov --merge --digits 12
2,4
4,8
$ laconv --vstack part?.csv | lasvd --emit R | lacov --merge | lacmp --rtol 1e-14 - <(lacov all.csv)

# A factor that was computed elsewhere may have negative signs.
$ printf -- '-2,-6\n0,3\n' | lacov --merge
3

# What is not a partial result.
$ lacov --merge X.csv
2> lacov: X.csv: not a triangular factor of [1 X]
[3]
$ printf '0,1\n0,2\n' | lacov --merge
2> lacov: -: not a triangular factor of [1 X]
[3]
$ printf '1.5,1\n0,2\n' | lacov --merge
2> lacov: -: not a triangular factor of [1 X]
[3]
$ lacov --merge part1.csv <(echo 1,2 | lacov --partial) 2>&1 | sed 's|/dev/fd/[0-9]*|FIFO|'
lacov: FIFO has 2 columns, what came before 4

# Too few rows, no rows.
$ echo 1,2 | lacov
2> lacov: - has 1 row: more than 1 are needed
[3]
$ lacov --ddof 3 X.csv
2> lacov: X.csv has 3 rows: more than 3 are needed
[3]
$ echo 1,2 | lacov --ddof 0
0,0
0,0
$ echo '# size: 0 2' | lacov --mean
2> lacov: - has no rows: its mean is undefined
[3]
$ echo '# size: 0 2' | lacov --center
| # size: 0 2
$ printf 'x,y\n' | lacov
2> lacov: -:1: header without rows
[3]

# NaN spreads in a covariance, as in NumPy; a factorization refuses it.
$ printf '1,2\nNaN,4\n3,6\n' | lacov
NaN,NaN
NaN,4
$ printf '1,2\nNaN,4\n' | lacov --partial
2> lacov: -: row 2, column 1 is NaN: finite values are needed
[4]
$ printf '1,2\n,4\n3,6\n' | lacov --na drop
2,4
4,8

# Matrix Market, sparse too.
$ laconv -O mtx --sparse X.csv | lacov -O csv
4,6,5
6,12,9
5,9,7
$ laconv -O mtx --sparse X.csv | lacov --center -O csv
-2,-2,-2
0,-2,-1
2,4,3

# Usage.
$ lacov --cor --mean X.csv
2> lacov: --cor, --mean, --center and --partial exclude each other
[2]
$ lacov --merge --center X.csv
2> lacov: --center takes data, not --merge
[2]
$ lacov --mean --ddof 0 X.csv
2> lacov: --ddof goes with covariances and correlations
[2]
$ lacov --ddof -1 X.csv
2> lacov: --ddof takes a number that is not negative
[2]
$ lacov X.csv X.csv
2> lacov: unexpected operand 'X.csv'
[2]
$ (cat X.csv; echo; cat X.csv) | lacov
2> lacov: -: holds 2 documents, one is wanted: #1, #2
[3]

# Columns of any size: correlations, means and centered data are right, a covariance beyond the range of doubles is told.

$ printf '1e200,2e200\n3e200,4e200\n' > H.csv; lacov --cor H.csv; sed 's/e200/e-200/g' H.csv | lacov --cor
1,1
1,1
1,1
1,1
$ lacov H.csv
2> lacov: H.csv: the variance of column 1 lies beyond the range of doubles
[4]
$ printf 'a,b\n1e200,1\n-1e200,2e200\n' | sed 2,3s/e200/e160/g | lacov --names no
2> lacov: -: the variance of column 1 ('a') lies beyond the range of doubles
[4]
$ printf '1e155,1\n2e155,2\n4e155,1\n' | lacov --cor --digits 7
1,-0.1889822
-0.1889822,1
$ printf '1e-161,1\n2e-161,2\n4e-161,1\n' | lacov --cor --digits 7
1,-0.1889822
-0.1889822,1
$ printf '1e308\n-1e308\n1.7e308\n' > ends.csv; lacov --mean --digits 6 ends.csv; lacov --center --digits 6 ends.csv
5.66667e+307
4.33333e+307
-1.56667e+308
1.13333e+308
$ lacov --partial H.csv | lacov --merge --mean --digits 6
2e+200,3e+200
$ lacov --partial ends.csv
2> lacov: the triangular factor lies beyond the range of doubles
[4]
$ lacov --partial H.csv | lacov --merge --cor
1,1
1,1
