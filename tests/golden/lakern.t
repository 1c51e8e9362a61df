# lakern: kernel matrices between rows.

$ printf '1,2\n3,4\n0,0\n' > X.csv
> printf '1,0\n0,1\n' > Z.csv
> printf ',a,b\np,3,4\nq,4,-3\n' > named.csv

# Products: X·X', and X·Z' for two tables.
$ lakern X.csv
5,11,0
11,25,0
0,0,0
$ lakern X.csv Z.csv
1,2
3,4
0,0
$ lakern < X.csv | cmp - <(lakern --kernel linear X.csv)
$ cat X.csv | lakern - Z.csv | cmp - <(lakern X.csv Z.csv)
$ lakern named.csv
,p,q
p,25,0
q,0,25
$ lakern named.csv X.csv
p,11,25,0
q,-2,0,0
$ lakern X.csv named.csv
p,q
11,-2
25,0
0,0

# (gamma x·z + coef0)^degree, gamma one over the number of columns.
$ lakern --kernel poly X.csv
42.875,274.625,1
274.625,2460.375,1
1,1,1
$ lakern --kernel poly --gamma 1 --degree 2 --coef0 0 X.csv
25,121,0
121,625,0
0,0,0
$ lakern --kernel poly --gamma 1 --degree 0 --coef0 0 Z.csv
1,1
1,1
$ lakern --kernel poly --gamma 1 --degree 0.5 --coef0 0 X.csv Z.csv --digits 6
1,1.41421
1.73205,2
0,0
$ printf -- '-1,0\n' | lakern --kernel poly --degree 0.5 --coef0 0 - Z.csv
2> lakern: a fractional power of a number that is not positive
[4]

# exp(-gamma·distance²) and exp(-gamma·distance); the exponents here are exact, ln 2 makes the values so.
$ lakern --kernel rbf --gamma 0.6931471805599453 --digits 12 Z.csv
1,0.25
0.25,1
$ lakern --kernel laplace --gamma 0.6931471805599453 --digits 12 X.csv
1,0.0625,0.125
0.0625,1,0.0078125
0.125,0.0078125,1
$ lakern --kernel rbf X.csv | lacmp --rtol 1e-14 - <(lakern --kernel rbf --gamma 0.5 X.csv)
$ lakern --kernel rbf X.csv X.csv | lacmp --rtol 0 - <(lakern --kernel rbf X.csv)

# Distances come from differences: far from the origin nothing is lost.
$ printf '1000000001\n1000000002\n' | lakern --kernel rbf --gamma 0.6931471805599453 --digits 12
1,0.5
0.5,1

# Angles: the diagonal is exactly 1, and no entry exceeds it.
$ lakern --kernel cosine --format %.12f named.csv | tr -d -
,p,q
p,1.000000000000,0.000000000000
q,0.000000000000,1.000000000000
$ printf '0.1,0.7\n0.3,2.1\n1e-200,7e-200\n1e200,7e200\n' | lakern --kernel cosine --digits 12
1,1,1,1
1,1,1,1
1,1,1,1
1,1,1,1
$ lakern --kernel cosine X.csv
2> lakern: X.csv: row 3 is zero: its angle is undefined
[4]

# Exactly symmetric, with exact diagonals.
$ for k in linear poly rbf laplace cosine; do lakern --kernel $k testdata/real/mtcars.csv > K; lacmp --rtol 0 K <(laconv -t K) || echo $k; done
$ for k in rbf laplace cosine; do lakern --kernel $k --names no testdata/real/mtcars.csv | awk -F, '$NR != 1 { print "diagonal", NR }'; done
$ lakern --kernel rbf --gamma 1e-4 testdata/real/mtcars.csv | lainfo --is pd

# Complex rows: x·z' is Hermitian, distances are moduli.
$ printf '1,1i\n1i,1\n' > C.csv; lakern C.csv
2,0
0,2
$ printf '1i\n2\n' | lakern
1+0i,0+2i
0-2i,4+0i
$ lakern --kernel rbf --gamma 0.6931471805599453 --digits 12 C.csv
1,0.0625
0.0625,1
$ printf '1i\n2\n' | lakern --kernel cosine
1+0i,0+1i
0-1i,1+0i
$ printf '1i\n2\n' | lakern --kernel poly --degree 2 --gamma 1 --coef0 0
1,-4
-4,16
$ printf '1i\n2\n' | lakern --kernel poly --degree 2.5
2> lakern: a fractional power of a number that is not positive
[4]

# Sparse rows: products stay sparse.
$ laconv -O mtx --sparse Z.csv > Z.mtx; lakern Z.mtx
%%MatrixMarket matrix coordinate real general
2 2 2
1 1 1
2 2 1
$ lakern --kernel cosine Z.mtx | head -n 1
%%MatrixMarket matrix coordinate real general
$ lakern --kernel rbf -O csv Z.mtx | lacmp --rtol 0 - <(lakern --kernel rbf Z.csv)

# A long left table goes through in blocks: the same bytes as from a file, whatever -S, and its end may be missed.
$ seq -f '%.0f,1' 4500000 > long.csv; cat long.csv | lakern - Z.csv | tail -n 1
4500000,1
$ cmp <(lakern long.csv Z.csv) <(cat long.csv | lakern -S 1M --threads 1 - Z.csv)
$ lakern -O mtx long.csv Z.csv | sed -n 2p
4500000 2
$ lakern -S 1M long.csv Z.csv | head -n 2; echo "${PIPESTATUS[0]}"
1,1
2,1
141

# Shapes and usage.
$ echo 1,2,3 | lakern - Z.csv
2> lakern: - is 1x3, Z.csv is 2x2: column counts 3 and 2 differ
[3]
$ echo 1,NaN | lakern --kernel rbf
2> lakern: -: row 1, column 2 is NaN: finite values are needed
[4]
$ echo '# size: 0 2' | lakern - Z.csv
| # size: 0 2
$ echo '# size: 2 0' | lakern
0,0
0,0
$ lakern --kernel gauss X.csv
2> lakern: --kernel takes linear, poly, rbf, laplace, cosine, found 'gauss'
[2]
$ lakern --gamma 2 X.csv
2> lakern: --gamma goes with --kernel poly, rbf and laplace
[2]
$ lakern --kernel rbf --degree 2 X.csv
2> lakern: --degree and --coef0 go with --kernel poly
[2]
$ lakern --kernel rbf --gamma -1 X.csv
2> lakern: --gamma takes a number that is not negative
[2]
$ lakern X.csv Z.csv Z.csv
2> lakern: unexpected operand 'Z.csv'
[2]
$ lakern - - < X.csv
2> lakern: standard input can be read only once
[2]

# What lies beyond the range of doubles is told, once.
$ printf '1e200,1\n0,3\n' > big.csv; lakern --kernel poly big.csv
Inf,15.625
15.625,166.375
2> lakern: warning: the kernel is Inf at row 1, column 1: it lies beyond the range of doubles
$ lakern big.csv big.csv
Inf,3
3,9
2> lakern: warning: the kernel is Inf at row 1, column 1: it lies beyond the range of doubles
$ lakern -q --kernel poly big.csv
Inf,15.625
15.625,166.375
$ (cat big.csv; yes 1,1 | head -n 2200000) | lakern - big.csv | head -n 1; echo 'read in blocks'
Inf,3
read in blocks
2> lakern: warning: some of the kernel lies beyond the range of doubles
$ lakern --kernel rbf big.csv
1,0
0,1
