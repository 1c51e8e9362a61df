# The projection of every column of VECTORS onto the column space of BASIS.

$ laproj --digits 10 testdata/v.csv testdata/x.csv
1.32
1.76
$ laproj --digits 10 testdata/v.csv < testdata/x.csv
1.32
1.76
$ laproj --digits 10 - testdata/x.csv < testdata/v.csv
1.32
1.76
$ (cat testdata/v.csv; echo; cat testdata/x.csv) | laproj --digits 10 -
1.32
1.76
$ laproj testdata/v.csv testdata/w.csv | lacmp --atol 1e-15 - <(printf '0\n0\n')
$ printf '3,1\n4,2\n' | laproj --digits 10 testdata/v.csv
3,1.32
4,1.76
$ laproj --residual --digits 10 testdata/v.csv testdata/x.csv
-0.32
0.24
$ laproj --distance --digits 10 testdata/v.csv testdata/x.csv
0.4
$ printf '1,4,3\n2,-3,4\n' | laproj --distance testdata/v.csv | lacmp --atol 1e-14 - <(echo 0.4,5,0)
$ laproj --split --digits 10 testdata/v.csv testdata/x.csv
| # name: projection
1.32
1.76

| # name: residual
-0.32
0.24
$ laproj --coef --digits 10 testdata/v.csv testdata/x.csv
0.44

# The projector onto the line of v is vv'/v'v.

$ laproj --matrix --digits 10 testdata/v.csv
0.36,0.48
0.48,0.64
$ laproj --matrix testdata/v.csv | lacmp - <(lamul --outer testdata/v.csv testdata/v.csv | lamul --scale 0.04 -)
$ laproj --matrix --digits 10 < testdata/v.csv
0.36,0.48
0.48,0.64

# P = P^2 = P', P X = X, and lainfo knows it; the trace is the dimension.

$ laproj testdata/Q.csv testdata/Q.csv | lacmp --rtol 1e-14 - testdata/Q.csv

# The four subspaces.

$ laproj --matrix --onto null testdata/M.csv | lacmp --rtol 1e-14 - <(printf '1,-2,1\n-2,4,-2\n1,-2,1\n' | awk -F, '{ printf "%.17g,%.17g,%.17g\n", $1 / 6, $2 / 6, $3 / 6 }')
$ laproj --matrix --onto row testdata/M.csv > R; laproj --matrix --onto null testdata/M.csv > N
$ paste -d, R N | tr , ' ' | awk '{ printf "%.10g %.10g %.10g\n", $1 + $4, $2 + $5, $3 + $6 }' | lacmp --atol 1e-14 - <(printf '%s\n' 1,0,0 0,1,0 0,0,1)
$ lamul testdata/M.csv N | lacmp --atol 1e-14 - <(printf '0,0,0\n0,0,0\n')
$ laproj --basis --onto null testdata/M.csv | lamul testdata/M.csv - | lacmp --atol 1e-14 - <(printf '0\n0\n')
$ laproj --basis --onto left testdata/C.csv | laconv --transpose | lamul - testdata/C.csv | lacmp --atol 1e-14 - <(echo 0,0)
$ for s in col row null left; do laproj --basis --onto $s testdata/C.csv | laconv --list; done
| #1	3x2
| #1	2x2
| #1	2x0
| #1	3x1
$ laproj --basis --digits 10 testdata/v.csv
0.6
0.8
$ printf '1,2\n2,4\n3,6\n' > d.csv; laproj --basis --onto row --digits 6 d.csv | tr -d -
0.447214
0.894427

# Onto the whole space and onto {0} a projection is exact.

$ laproj --matrix testdata/spd.csv
1,0,0
0,1,0
0,0,1
$ laproj --matrix --onto null testdata/spd.csv
0,0,0
0,0,0
0,0,0
$ laproj --matrix --onto left testdata/complex.csv
0,0
0,0
$ laproj --onto row --matrix testdata/C.csv
1,0
0,1
$ laproj --split --onto null testdata/A.csv testdata/x.csv
| # name: projection
0
0

| # name: residual
1
2
$ laproj --distance testdata/A.csv testdata/x.csv
0
$ printf '1i\n' | laproj --matrix
1

# x = x_R + x_N, and A x = A x_R.

$ printf '1,2\n3,6\n' > A.csv; printf '4\n3\n' > x.csv
$ laproj --onto row --split --digits 10 A.csv x.csv
| # name: projection
2
4

| # name: residual
2
-1
$ laproj --onto row A.csv x.csv | lamul --digits 10 A.csv -
10
30
$ lamul A.csv x.csv
10
30
$ laproj --onto null --digits 10 A.csv x.csv
2
-1
$ laproj --onto row --residual A.csv x.csv | lamul A.csv - | lacmp --atol 1e-14 - <(printf '0\n0\n')
$ laproj --onto left --digits 10 A.csv x.csv
2.7
-0.9
$ laproj --onto col --distance --digits 10 A.csv x.csv
2.846049894

# Least squares.

$ printf '0\n1\n2\n' > t.csv; printf '6\n0\n0\n' > b.csv; printf '1,0\n1,1\n1,2\n' > T.csv
$ laproj --coef --digits 10 T.csv b.csv
5
-3
$ laproj --coef --intercept --digits 10 t.csv b.csv
5
-3
$ laproj --coef --intercept --digits 10 t.csv < b.csv
5
-3
$ laproj --digits 10 T.csv b.csv
5
2
-1
$ laproj --residual --digits 10 T.csv b.csv
1
-2
1
$ laproj --coef --digits 10 testdata/B.csv testdata/x.csv
0.2
0.1
$ laproj --coef --intercept --digits 6 testdata/X.csv testdata/y.csv
,price
intercept,20.0108
area,1.92292
rooms,14.3163
$ laproj --coef --digits 6 testdata/X.csv testdata/y.csv
,price
area,2.25896
rooms,11.1224
$ laproj --coef testdata/X.csv testdata/y.csv | lamul testdata/X.csv - | lacmp --rtol 1e-13 - <(laproj testdata/X.csv testdata/y.csv)
$ laproj --coef testdata/C.csv testdata/C.csv | lacmp --atol 1e-14 - <(printf '1,0\n0,1\n')

# Of many solutions the shortest.

$ printf '1,2\n2,4\n' | laproj --coef --digits 10 - testdata/x.csv
0.2
0.4
$ echo 3,4 | laproj --coef --digits 10 - <(echo 5)
0.6
0.8
$ laproj --coef testdata/M.csv testdata/x.csv | lacmp --atol 1e-14 - <(lasvd --pinv testdata/M.csv | lamul - testdata/x.csv)
$ laproj --coef d.csv testdata/C.csv | lacmp --rtol 1e-13 - <(lasvd --pinv d.csv | lamul - testdata/C.csv)
$ printf '0\n0\n' | laproj --coef - testdata/v.csv
0
$ printf '1,1,1\n1,1,1\n1,1,1\n' | laproj --coef --intercept --digits 10 - <(printf '4\n4\n4\n')
1
1
1
1

# The same without its scale: columns are brought to a like size before the rank is judged.

$ printf '1,1e20\n1,2e20\n1,4e20\n' | laproj --coef --digits 10 - <(printf '3\n5\n9\n')
1
2e-20

# --tol, absolute.

$ printf '1,0\n0,0.01\n' > s.csv
$ laproj --matrix --tol 0.1 s.csv
1,0
0,0
$ laproj --coef --tol 0.1 s.csv testdata/v.csv
3
0
$ laproj --coef --tol 0.001 --digits 10 s.csv testdata/v.csv
3
400
$ laproj --basis --tol 0.1 --onto null s.csv | tr -d -
0
1

# Complex.

$ printf '1\n1i\n' > z.csv
$ laproj --matrix z.csv | lacmp --rtol 1e-14 - <(printf '0.5,-0.5i\n0.5i,0.5\n')
$ laproj --coef --digits 10 z.csv testdata/v.csv
1.5-2i
$ laproj --digits 10 z.csv testdata/v.csv
1.5-2i
2+1.5i
$ laproj --residual --digits 10 z.csv testdata/v.csv
1.5+2i
2-1.5i
$ laproj --distance --digits 10 z.csv testdata/v.csv
3.535533906
$ printf '1,1i\n' | laproj --basis --onto null | lamul <(printf '1,1i\n') - | lacmp --atol 1e-15 - <(echo 0)
$ laproj --coef testdata/complex.csv testdata/x.csv | lamul testdata/complex.csv - | lacmp --atol 1e-14 - testdata/x.csv
$ laproj --coef testdata/real/qc324_block.csv testdata/real/qc324_block.csv | lainfo --is identity

# 1x1, no columns, no rows.

$ echo 5 | laproj --matrix
1
$ echo 5 | laproj --coef - <(echo 10)
2
$ printf '# size: 2 0\n' > none.csv
$ laproj --matrix none.csv
0,0
0,0
$ laproj none.csv testdata/v.csv
0
0
$ laproj --residual none.csv testdata/v.csv
3
4
$ laproj --distance none.csv testdata/v.csv
5
$ laproj --coef none.csv testdata/v.csv
| # size: 0 1
$ laproj --coef --intercept none.csv testdata/v.csv
3.5
$ laproj --basis none.csv
| # size: 2 0
$ laproj testdata/v.csv none.csv
| # size: 2 0
$ laproj --distance testdata/v.csv none.csv
| # size: 1 0
$ printf '# size: 0 2\n' | laproj --matrix --onto null
1,0
0,1
$ printf '# size: 0 0\n' | laproj --matrix
| # size: 0 0

# In a space of one dimension, a basis without columns.

$ for b in '0' '0,0' '# size: 1 0'; do printf "$b\n" > flat.csv; for w in --residual --distance '--onto left' --split
> do laproj $w flat.csv <(echo 5,7i) | grep -v '^#'; done | paste -sd' '; done
5+0i,0+7i 5,7 5+0i,0+7i 0,0  5+0i,0+7i
5+0i,0+7i 5,7 5+0i,0+7i 0,0  5+0i,0+7i
5+0i,0+7i 5,7 5+0i,0+7i 0,0  5+0i,0+7i
$ laproj --onto null <(echo 0) <(echo 5)
5

# Entries near the ends of the range of doubles.

$ printf '1e-310\n1e-310\n' | laproj --matrix --digits 10
0.5,0.5
0.5,0.5
$ printf '1e308,1e308\n1e308,1e308\n' > huge.csv; laproj --matrix --digits 10 huge.csv
0.5,0.5
0.5,0.5
$ laproj --onto null --digits 10 huge.csv <(printf '1e308\n0\n')
5e+307
-5e+307
$ laproj --distance --digits 10 <(printf '1e308\n1e308\n') <(printf '1e308\n-1e308\n')
1.414213562e+308
$ laproj --distance --digits 10 testdata/v.csv <(printf '1e-310\n2e-310\n')
4e-311
$ printf '1e200\n1e200\n' | laproj --coef --digits 10 - <(printf '2e200\n2e200\n')
2

# Names: rows from BASIS, or where it has none from VECTORS, columns from VECTORS.

$ laproj --digits 10 testdata/table.csv testdata/table.csv
,height,weight,age
Ada,165,58,36
Emmy,160,61,53
"Gauss, Carl",172,75,77
$ printf '%s\n' ,one a,1 b,1 > names.csv; laproj --digits 10 names.csv testdata/v.csv
a,3.5
b,3.5
$ laproj --digits 10 testdata/v.csv names.csv
,one
a,0.84
b,1.12
$ laproj --onto row --digits 10 names.csv <(echo 3)
one,3
$ laproj --distance --digits 6 testdata/X.csv testdata/y.csv
price
17.5246
$ laproj --distance --names no --digits 6 testdata/X.csv testdata/y.csv
17.5246

# The regression sets of NIST, each coefficient to the digits promised.

$ cat > certify <<'END'
> set=testdata/real/nist/$1 rtol=$2; shift 2
> laconv --cols 1 $set.csv > y.csv
> laconv --cols 2-$(lainfo --get cols $set.csv) $set.csv > X.csv
> laproj --coef --names no "$@" X.csv y.csv > coef.csv
> laconv --names no $set.certified.csv | paste coef.csv - | awk '{ printf "%.17g\n", $1 / $2 }' > ratio.csv
> lacmp --rtol $rtol ratio.csv <(sed 's/.*/1/' ratio.csv) && lacmp --rtol $rtol coef.csv $set.certified.csv && wc -l < coef.csv
> END
$ bash certify Norris 1e-13 --intercept
2
$ bash certify Pontius 1e-13 --intercept
3
$ bash certify Filip 3.1e-8 --intercept
11
$ bash certify Longley 1e-13 --intercept
7
$ bash certify Wampler1 1e-13 --intercept
6
$ bash certify Wampler2 3.1e-13 --intercept
6
$ bash certify Wampler3 1e-13 --intercept
6
$ bash certify Wampler4 1e-11 --intercept
6
$ bash certify Wampler5 1e-9 --intercept
6
$ bash certify NoInt1 3.1e-15
1
$ bash certify NoInt2 3.1e-15
1

# The same bytes from a file and a pipe, run after run; two tables are read in step.

$ cd testdata/real; for w in --coef --residual --distance --split; do
> laproj $w <(laconv --cols 1-3 state.csv) <(laconv --cols 4-8 state.csv) | cksum
> laconv --cols 4-8 state.csv | laproj $w <(laconv --cols 1-3 state.csv) - | cksum; done | uniq -c | awk '{ print $1 }'
2
2
2
2
$ awk 'BEGIN { for (i = 1; i <= 60000; i++) print i % 7 "," sin(i) "," cos(3 * i) }' > X.csv; awk -F, '{ print 1 + 2 * $1 - 3 * $2 + 4 * $3 }' OFMT=%.17g X.csv > y.csv
$ laproj --coef --intercept X.csv y.csv | lacmp --rtol 1e-5 - <(printf '1\n2\n-3\n4\n')
$ laproj --coef --intercept X.csv y.csv > a; cat X.csv | laproj --coef --intercept - y.csv | cmp - a
$ laproj --coef --intercept -S 64K X.csv - < y.csv | cmp - a
$ laproj --coef <(cut -d, -f1-2 X.csv) <(head -n 59999 y.csv) 2>&1 | sed 's,/dev/fd/[0-9]*,F,g'
laproj: F is 60000x2, F is 59999x1: row counts 60000 and 59999 differ

# What is wrong far down names its row in the table; tables of different length are both named.

$ seq 1200000 > n; head -n 1100000 n | laproj --coef n
2> laproj: - has 1100000 rows, n has more
[3]
$ (cat n; echo 1) | laproj --coef n
2> laproj: n has 1200000 rows, - has more
[3]
$ sed '1100000s/.*/NaN/' n | laproj --coef n
2> laproj: -: row 1100000, column 1 is NaN: finite values are needed
[4]
$ sed '1100000s/.*/Inf/' n | laproj --coef --intercept - n
2> laproj: -: row 1100000, column 1 is Inf: finite values are needed
[4]
$ laproj --coef --tol 1 --intercept --digits 8 n n | lacmp --atol 1e-7 - <(printf '0\n1\n')

# Options of every tool.

$ laproj -o p.csv --digits 6 testdata/v.csv testdata/x.csv; cat p.csv
1.32
1.76
$ laproj -O mtx --format %.2f --matrix testdata/v.csv
%%MatrixMarket matrix array real general
2 2
0.36
0.48
0.48
0.64
$ laproj --matrix -q --threads 1 --digits 6 -d ';' <(printf '1;0\n0;1\n1;1\n')
0.666667;-0.333333;0.333333
-0.333333;0.666667;0.333333
0.333333;0.333333;0.666667
$ laproj --help | head -2
Orthogonal projection and least squares.
Usage: laproj [OPTIONS] BASIS [VECTORS]

$ cat > drivers <<'END'
> laproj -v "$@" 2>&1 > /dev/null | sed -n 's/.*: driver //p'
> END
$ bash drivers --matrix testdata/v.csv
dgeqrf
$ bash drivers --basis d.csv
dgesdd
$ bash drivers --coef testdata/v.csv testdata/x.csv
dgeqp3
$ bash drivers --coef --tol 1 testdata/v.csv testdata/x.csv
dgesdd
$ bash drivers --split z.csv testdata/x.csv
zgeqrf

# A rule of a makefile.

$ printf 'fit.csv: T.csv b.csv\n\tlaproj --coef --digits 6 $^ > $@\n' > Makefile; make -s fit.csv && cat fit.csv
5
-3

# What is refused.

$ laproj testdata/v.csv testdata/C.csv
2> laproj: testdata/v.csv is 2x1: its columns have 2 entries, but testdata/C.csv is 3x2
[3]
$ laproj --onto row testdata/C.csv testdata/C.csv
2> laproj: testdata/C.csv is 3x2: its rows have 2 entries, but testdata/C.csv is 3x2
[3]
$ laproj --onto null testdata/M.csv testdata/x.csv
2> laproj: testdata/M.csv is 2x3: its rows have 3 entries, but testdata/x.csv is 2x1
[3]
$ laproj --coef testdata/v.csv testdata/C.csv
2> laproj: testdata/v.csv is 2x1, testdata/C.csv is 3x2: row counts 2 and 3 differ
[3]
$ printf '1\nNaN\n' | laproj testdata/v.csv
2> laproj: -: row 2, column 1 is NaN: finite values are needed
[4]
$ printf '1\nNaN\n' | laproj --coef testdata/v.csv
2> laproj: -: row 2, column 1 is NaN: finite values are needed
[4]
$ printf '1\nInf\n' | laproj - testdata/v.csv
2> laproj: -: row 2, column 1 is Inf: finite values are needed
[4]
$ printf '1,2\n-Inf,3\n' | laproj --coef --intercept - testdata/v.csv
2> laproj: -: row 2, column 1 is -Inf: finite values are needed
[4]
$ printf '1\nInf\n' | laproj --matrix
2> laproj: -: row 2, column 1 is Inf: finite values are needed
[4]
$ laproj testdata/v.csv nowhere.csv
2> laproj: nowhere.csv: no such file or directory
[3]
$ laproj testdata/v.csv
2> laproj: -: empty input
[3]
$ laproj --matrix < /dev/null
2> laproj: -: empty input
[3]
$ laproj --coef --split testdata/v.csv testdata/x.csv
2> laproj: --residual, --coef, --split, --distance, --matrix and --basis exclude each other
[2]
$ laproj --matrix --basis testdata/v.csv
2> laproj: --residual, --coef, --split, --distance, --matrix and --basis exclude each other
[2]
$ laproj --intercept testdata/v.csv testdata/x.csv
2> laproj: --intercept goes with --coef
[2]
$ laproj --coef --onto row testdata/v.csv testdata/x.csv
2> laproj: --coef takes no --onto
[2]
$ laproj --onto up testdata/v.csv testdata/x.csv
2> laproj: --onto takes col, row, null, left, found 'up'
[2]
$ laproj --tol -1 testdata/v.csv testdata/x.csv
2> laproj: --tol takes a number that is not negative
[2]
$ laproj --tol NaN testdata/v.csv testdata/x.csv
2> laproj: --tol takes a number that is not negative
[2]
$ laproj testdata/v.csv testdata/x.csv testdata/w.csv
2> laproj: unexpected operand 'testdata/w.csv'
[2]
$ laproj --matrix testdata/v.csv testdata/x.csv
2> laproj: unexpected operand 'testdata/x.csv'
[2]

# A large sparse basis stays sparse: a survey's 1850 observations of 712 unknowns, and that design with an intercept, which
# its columns span already.

$ laproj --coef -O csv --digits 9 testdata/real/large/survey.mtx testdata/real/large/survey_y.csv | head -n 3
823.361288
340.115553
472.976005
$ laconv --dense -O csv testdata/real/large/survey.mtx > dense.csv
$ laproj --coef testdata/real/large/survey.mtx testdata/real/large/survey_y.csv | lacmp --rtol 1e-11 - <(laproj --coef dense.csv testdata/real/large/survey_y.csv) && echo same
same
$ laproj --coef --intercept testdata/real/large/survey.mtx testdata/real/large/survey_y.csv | lacmp --rtol 1e-9 - <(laproj --coef --intercept dense.csv testdata/real/large/survey_y.csv) && echo same
same
$ laproj --coef --intercept -v testdata/real/large/survey.mtx testdata/real/large/survey_y.csv 2>&1 >/dev/null | grep driver
laproj: driver sparse QR (SuiteSparseQR), rank 712
$ for how in '' --residual --distance '--onto left' '--onto left --residual'; do laproj $how testdata/real/large/survey.mtx testdata/real/large/survey_y.csv | lacmp --atol 1e-11 - <(laproj $how dense.csv testdata/real/large/survey_y.csv) && echo same; done
same
same
same
same
same
$ for onto in row null; do laproj --onto $onto <(laconv -t testdata/real/large/survey.mtx) testdata/real/large/survey_y.csv | lacmp --atol 1e-11 - <(laproj --onto $onto <(laconv -t dense.csv) testdata/real/large/survey_y.csv) && echo same; done
same
same
$ laproj --split testdata/real/large/survey.mtx testdata/real/large/survey_y.csv > parts; laexpr 'p*p + r*r - norm(y)^2' p=<(laconv --pick projection parts | lainfo --get normfro) r=<(laconv --pick residual parts | lainfo --get normfro) y=testdata/real/large/survey_y.csv | lacmp --atol 1e-5 - <(echo 0) && echo Pythagoras
Pythagoras
$ laproj --coef --tol 0.05 testdata/real/large/survey.mtx testdata/real/large/survey_y.csv | lacmp --rtol 1e-9 - <(laproj --coef --tol 0.05 dense.csv testdata/real/large/survey_y.csv) && echo same
same
$ laproj --matrix testdata/real/large/survey.mtx | lainfo --get trace --digits 10
712
$ laproj testdata/real/large/survey.mtx <(head -n 5 testdata/real/large/survey_y.csv)
2> laproj: testdata/real/large/survey.mtx is 1850x712: its columns have 1850 entries, but /dev/fd/63 is 5x1
[3]
$ (head -n 1 testdata/real/large/survey.mtx; echo '200000 100000 3'; printf '1 1 2\n2 1 2\n9 7 1\n') > few.mtx
$ (echo 3; echo 5; yes 0 | head -n 199998) > b.csv; laproj few.mtx b.csv -O csv | head -n 3
4
4
0
$ laproj --distance few.mtx b.csv -O csv --digits 10
1.414213562
$ laproj --coef -v few.mtx b.csv 2>&1 >/dev/null | grep -o 'LSQR, . steps'
LSQR, 2 steps
$ laproj --matrix few.mtx
2> laproj: few.mtx is 200000x100000: its columns have 200000 entries: the projector, 200000x200000, would exceed the limit of 134217728 cells
[3]

# Subnormal columns.

$ printf '1,2\n3,4\n5,9\n' > X.csv; printf '1\n2\n4\n' > y.csv; for f in X y; do laexpr 'A*2^-1040' A=$f.csv > tiny$f.csv; done
$ laproj --coef tinyX.csv tinyy.csv | lacmp --rtol 1e-15 - <(laproj --coef X.csv y.csv)
$ laproj --coef tinyX.csv y.csv
2> laproj: a coefficient lies beyond the range of doubles
[4]
$ laexpr "A'*2^-1040" A=X.csv > wide.csv; printf '1\n2\n' | laexpr 'A*2^-1040' | laproj --coef wide.csv - | lacmp --rtol 1e-14 - <(printf '1\n2\n' | laproj --coef <(laconv -t X.csv) -)
