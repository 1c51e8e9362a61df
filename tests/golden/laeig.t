# Eigenvalues: one a row, by descending real part, then descending imaginary part.

$ laeig --digits 15 testdata/A.csv
5
2
$ laeig --digits 15 < testdata/A.csv
5
2
$ laeig --digits 15 - < testdata/A.csv
5
2
$ laeig --digits 15 testdata/spd.csv
3.41421356237309
2
0.585786437626905
$ laeig --digits 15 testdata/rotation.csv
0+1i
0-1i
$ laeig --digits 12 testdata/complex.csv
4
1
$ laeig --digits 6 testdata/B.csv
16.5887
2.41128
$ laeig --digits 6 testdata/shear.csv
1
1
$ printf '1,1i\n0,2i\n' | laeig --digits 15
1+0i
0+2i
$ printf '%s\n' 0,1,0 0,0,1 1,0,0 | laeig --digits 6
1+0i
-0.5+0.866025i
-0.5-0.866025i

# Names of rows and columns do not stand at eigenvalues.

$ laeig --digits 6 testdata/table.csv
273.512
30.9545
-1.46626

# det = the product of the eigenvalues, trace = their sum.

$ laeig testdata/B.csv | tr '\n' ' ' | awk '{ printf "%.10g %.10g\n", $1 * $2, $1 + $2 }'
40 19
$ lainfo --get det testdata/B.csv
40
$ lainfo --get trace testdata/B.csv
19

# 1x1, 0x0.

$ echo 5 | laeig
5
$ echo 5 | laeig --all
| # name: V
1

| # name: D
5

| # name: Vinv
1
$ printf '# size: 0 0\n' | laeig
| # size: 0 1
$ printf '# size: 0 0\n' | laeig --vectors
| # size: 0 0
$ printf '# size: 0 0\n' | laeig --charpoly
1
$ printf '# size: 0 0\n' | laeig --definiteness
zero

# Eigenvectors: norm 1, the component of largest modulus positive real; where moduli tie, the first of them.

$ laeig --vectors --digits 10 testdata/A.csv
0.7071067812,-0.4472135955
0.7071067812,0.894427191
$ laeig --vectors --digits 6 testdata/rotation.csv
0.707107+0i,0.707107+0i
0-0.707107i,0+0.707107i
$ printf '0,1\n1,0\n' | laeig --vectors --digits 6
0.707107,0.707107
0.707107,-0.707107
$ laeig --vectors testdata/complex.csv > V; laeig --emit D testdata/complex.csv > D
$ laconv --transpose V | lamul - V | lacmp --atol 1e-14 - <(printf '1,0\n0,1\n')
$ lamul testdata/complex.csv V | lacmp --atol 1e-14 - <(lamul V D)

# A result alone has no name, several have theirs, in the order of the list.

$ laeig --emit w --digits 6 testdata/A.csv
5
2
$ laeig --emit D,w --digits 6 testdata/A.csv
| # name: D
5,0
0,2

| # name: w
5
2
$ laeig --emit w,V,D,Vinv,W testdata/A.csv | laconv --list
w	2x1
V	2x2
D	2x2
Vinv	2x2
W	2x2

# Near the ends of the range of doubles.

$ printf '1e308,0\n0,5e307\n' | laeig
1e+308
5e+307
$ printf '1e-310,0\n0,2e-310\n' | laeig --digits 10
2e-310
1e-310
$ printf '1e308,1e308\n1e308,1e308\n' | laeig --all
2> laeig: an eigenvalue lies beyond the range of doubles
[4]
$ printf '1e308,1e308\n1e308,1e308\n' | laeig --definiteness
positive-semidefinite

# Left eigenvectors: W'A = DW'; of a symmetric matrix they are the right ones.

$ laeig --emit W --digits 6 testdata/A.csv
0.894427,0.707107
0.447214,-0.707107
$ laeig --emit W testdata/B.csv | laconv --transpose > Wt; laeig --emit D testdata/B.csv > D
$ lamul Wt testdata/B.csv | lacmp --rtol 1e-14 - <(lamul D Wt)
$ laeig --emit W testdata/spd.csv | lacmp - <(laeig --vectors testdata/spd.csv)
$ laeig --emit W testdata/rotation.csv | laconv --transpose > Wt; laeig --emit D testdata/rotation.csv > D
$ lamul Wt testdata/rotation.csv | lacmp --atol 1e-15 - <(lamul D Wt)

# V*D*Vinv is the matrix; a Jordan block is refused, not answered with noise.

$ laeig --all testdata/A.csv | lamul --digits 10
4,1
2,3
$ laeig --all testdata/rotation.csv | lamul | lacmp --rtol 1e-14 - testdata/rotation.csv
$ laeig --all testdata/complex.csv | lamul | lacmp --rtol 1e-14 - testdata/complex.csv
$ laeig --all testdata/table.csv | lamul | lacmp --rtol 1e-12 - testdata/table.csv
$ laeig --all testdata/shear.csv
2> laeig: testdata/shear.csv is not diagonalizable to working accuracy
[4]
$ printf '%s\n' 2,1,0 0,2,0 0,0,3 | laeig --all
2> laeig: - is not diagonalizable to working accuracy
[4]
$ laeig --steps --circle 4 testdata/shear.csv
2> laeig: testdata/shear.csv is not diagonalizable to working accuracy
[4]

# Real data give themselves back, and the same bytes from a file and a pipe, run after run.

$ cd testdata/real; for f in eurodist.csv qc324_block.csv {bcsstk01,bcsstk02,can_24,fs_183_1,west0067,plskz362}.mtx
> do laeig --all $f | lamul | lacmp - $f && echo $f; done
eurodist.csv
qc324_block.csv
bcsstk01.mtx
bcsstk02.mtx
can_24.mtx
fs_183_1.mtx
west0067.mtx
plskz362.mtx
$ laeig --all testdata/real/mhd1280b_block.mtx | lamul | lacmp - testdata/real/mhd1280b_block.mtx
$ for f in eurodist.csv west0067.mtx qc324_block.csv; do laeig --emit w,V,W testdata/real/$f > a
> cat testdata/real/$f | laeig --emit w,V,W > b; cmp a b && laeig --emit w,V,W testdata/real/$f | cmp - a; done

# Names come back.

$ laeig --all --digits 17 testdata/table.csv | lamul --digits 10
,height,weight,age
Ada,165,58,36
Emmy,160,61,53
"Gauss, Carl",172,75,77
$ laeig --vectors --digits 2 testdata/real/eurodist.csv | cut -d, -f1-2 | head -n 3
Athens,0.38
Barcelona,0.2
Brussels,0.16
$ laeig --emit W testdata/table.csv | laconv --list
| #1	3x3

# A skew-symmetric matrix has imaginary eigenvalues, a Hermitian one real ones, written real.

$ laeig -O csv --format %.9f testdata/real/plskz362.mtx | grep -cv '^-\{0,1\}0\.000000000[+-]'
0
[1]
$ laeig -O csv testdata/real/mhd1280b_block.mtx | grep -c i
0
[1]

# The characteristic polynomial: monic, the highest power first; integers exact.

$ laeig --charpoly testdata/A.csv
1
-7
10
$ laeig --charpoly testdata/rotation.csv
1
0
1
$ laeig --charpoly testdata/shear.csv
1
-2
1
$ laeig --charpoly testdata/spd.csv
1
-6
10
-4
$ printf '%s\n' 1,2,3 4,5,6 7,8,10 | laeig --charpoly
1
-16
-12
3
$ printf '%s\n' 0,0,-6 1,0,11 0,1,-6 | laeig --charpoly
1
6
-11
6
$ laeig --charpoly testdata/table.csv
1
-303
8020
12414
$ laeig --charpoly --digits 12 testdata/complex.csv
1
-5
4
$ printf '1i,0\n0,2\n' | laeig --charpoly --digits 12
1+0i
-2-1i
0+2i
$ printf '1i,2,0\n3,4-2i,1\n0,5,7i\n' | laeig --charpoly
1+0i
-4-6i
-2+32i
28+33i
$ printf '2,1i\n-1i,2\n' | laeig --charpoly
1
-4
3
$ printf '0.5,1\n0,0.25\n' | laeig --charpoly --digits 12
1
-0.75
0.125
$ echo -5 | laeig --charpoly
1
5

# All six words, from the symmetric part.

$ for m in '2,1\n1,2' '1,1\n1,1' '-2,1\n1,-2' '-1,1\n1,-1' '1,2\n2,1' '0,0\n0,0'; do printf -- "$m\n" | laeig --definiteness; done
positive-definite
positive-semidefinite
negative-definite
negative-semidefinite
indefinite
zero
$ laeig --definiteness testdata/complex.csv
positive-definite
$ laeig --definiteness testdata/A.csv
positive-definite
2> laeig: warning: testdata/A.csv is not symmetric: classified by its symmetric part
$ laeig -q --definiteness testdata/A.csv
positive-definite
$ laeig --quiet --definiteness testdata/rotation.csv
zero

# --symmetric: auto takes the symmetric driver for rounding noise too, no takes the general one, yes insists.

$ laeig --symmetric yes --digits 6 testdata/spd.csv
3.41421
2
0.585786
$ laeig --symmetric no testdata/spd.csv | lacmp --rtol 1e-14 - <(laeig --symmetric auto testdata/spd.csv)
$ printf '2,1\n1.000000000000001,2\n' | laeig --symmetric yes --digits 10
3
1
$ laeig --symmetric yes testdata/A.csv
2> laeig: testdata/A.csv is not symmetric: the largest |A - A'| is 1
[3]
$ printf '1,1i\n1i,1\n' | laeig --symmetric yes
2> laeig: - is not symmetric: the largest |A - A'| is 2
[3]

# A x = w B x.

$ printf '2,-1\n-1,2\n' > K.csv; printf '2,0\n0,2\n' > M.csv; printf '1,0\n0,0\n' > S.csv; printf '1,0\n0,-1\n' > N.csv
$ laeig -B M.csv --digits 10 K.csv
1.5
0.5
$ laeig -B testdata/A.csv --digits 10 testdata/A.csv
1
1
$ laeig -B S.csv --digits 10 testdata/A.csv
Inf
3.333333333
$ laeig -B N.csv --digits 10 K.csv
1.732050808
-1.732050808
$ laeig -B testdata/complex.csv --digits 10 testdata/complex.csv
1
1
$ laeig -B M.csv --vectors --digits 6 K.csv
0.707107,0.707107
-0.707107,0.707107
$ laeig -B testdata/A.csv --vectors testdata/B.csv > V; laeig -B testdata/A.csv --emit D testdata/B.csv > D
$ lamul testdata/B.csv V | lacmp --rtol 1e-13 - <(lamul testdata/A.csv V D)
$ laeig -B testdata/A.csv --emit W testdata/B.csv | laconv --transpose > Wt
$ lamul Wt testdata/B.csv | lacmp --rtol 1e-13 - <(lamul D Wt testdata/A.csv)
$ laeig -B - K.csv --digits 10 < M.csv
1.5
0.5
$ laeig -B N.csv --symmetric yes K.csv
2> laeig: N.csv is not positive definite
[4]
$ laeig -B S.csv --symmetric yes K.csv
2> laeig: S.csv is not positive definite
[4]
$ laeig -B S.csv S.csv
2> laeig: the pencil is singular: det(A - x*B) vanishes for every x
[4]
$ laeig -B testdata/M.csv K.csv
2> laeig: testdata/M.csv is 2x3: a square matrix is needed
[3]
$ laeig -B testdata/spd.csv K.csv
2> laeig: K.csv is 2x2, testdata/spd.csv is 3x3: two matrices of one shape are needed
[3]
$ printf '1,NaN\n0,1\n' | laeig -B - K.csv
2> laeig: -: row 1, column 2 is NaN: finite values are needed
[4]

# -k N: those that --which or --sigma choose, in the general order; conjugate pairs stay whole.

$ printf '%s\n' -5,0,0,0 0,1,0,0 0,0,3,0 0,0,0,-2 > d.csv
$ for w in LM SM LA SA LR SR; do laeig -k 2 --which $w d.csv | paste -sd' '; done
3 -5
1 -2
3 1
-2 -5
3 1
-2 -5
$ laeig -k 1 d.csv
-5
$ laeig -k 99 d.csv
3
1
-2
-5
$ laeig -k 1 --sigma 2.5 d.csv
3
$ laeig -k 2 --sigma -3 d.csv
-2
-5
$ laeig -k 1 --sigma 0.1+0.9i --digits 10 testdata/rotation.csv
0+1i
0-1i
$ laeig -k 1 --digits 10 testdata/rotation.csv
0+1i
0-1i
$ printf '%s\n' 2,0,0 0,2,0 0,0,1 | laeig -k 2
2
2
$ laeig -k 1 --vectors d.csv
1
0
0
0
$ laeig -k 1 --emit V,D,Vinv --digits 6 testdata/A.csv
| # name: V
0.707107
0.707107

| # name: D
5

| # name: Vinv
0.942809,0.471405
$ laeig -k 1 --certify d.csv
-5
$ laeig -k 2 --certify --which SM --digits 10 testdata/spd.csv
2
0.5857864376
$ laeig -k 1 -B M.csv --digits 10 K.csv
1.5

# --certify counts by inertia, for symmetric matrices and definite pencils; a multiple value at the edge may be cut.

$ laeig -k 1 -B M.csv --certify --digits 10 K.csv
1.5
$ printf '%s\n' 2,0,0 0,2,0 0,0,1 | laeig -k 1 --certify
2
$ printf '0,0\n0,0\n' | laeig -k 1 --certify --which SM
0
$ printf '# size: 0 0\n' | laeig -k 1 --certify
| # size: 0 1
$ laeig -k 1 --certify --digits 10 testdata/complex.csv
4
$ for w in LM SM LA SA LR SR; do laeig -k 5 --certify --which $w testdata/real/bcsstk01.mtx | lacmp --rtol 0 - <(laeig -k 5 --which $w testdata/real/bcsstk01.mtx); done
$ laeig -k 3 --certify --sigma 1e5 testdata/real/mhd1280b_block.mtx | lacmp --rtol 0 - <(laeig -k 3 --sigma 1e5 testdata/real/mhd1280b_block.mtx)
$ laeig -k 1 --certify testdata/A.csv
2> laeig: testdata/A.csv is 2x2 and not symmetric: only a symmetric problem can be certified
[4]
$ laeig -k 1 -B testdata/A.csv --certify K.csv
2> laeig: K.csv is 2x2 and not symmetric: only a symmetric problem can be certified
[4]

# Large sparse symmetric matrices stay sparse. The grid's values are 4 - 2cos(i pi/41) - 2cos(j pi/41).

$ awk 'BEGIN { n = 40; print "%%MatrixMarket matrix coordinate real symmetric"; print n*n, n*n, 3*n*n - 2*n; for (i = 0; i < n; i++) for (j = 0; j < n; j++) { k = i*n + j + 1; print k, k, 4; if (j + 1 < n) print k + 1, k, -1; if (i + 1 < n) print k + n, k, -1 } }' > grid.mtx
$ laeig -O csv -k 6 --which SA --digits 9 grid.mtx
0.0584775499
0.0584775499
0.0468783049
0.0293075501
0.0293075501
0.0117367953
$ laeig -O csv -k 6 --which LA --digits 9 grid.mtx
7.9882632
7.97069245
7.97069245
7.9531217
7.94152245
7.94152245
$ laeig -O csv -k 5 --sigma 4 --digits 9 grid.mtx
4
4
4
4
4
$ for w in LM SM LA SA LR SR; do laeig -k 7 --which $w grid.mtx | lacmp --rtol 1e-12 - <(laconv --dense grid.mtx | laeig -k 7 --which $w); done
$ for w in LM SM LA SA LR SR; do laeig -k 7 --certify --which $w grid.mtx | lacmp --rtol 1e-12 - <(laeig -k 7 --which $w grid.mtx); done
$ laeig -k 8 --sigma 4.1 grid.mtx | lacmp --rtol 1e-12 - <(laconv --dense grid.mtx | laeig -k 8 --sigma 4.1)
$ laeig -k 4 --emit V,D grid.mtx > VD; lamul grid.mtx 'VD#V' | lacmp --rtol 1e-11 - <(lamul 'VD#V' 'VD#D')
$ laeig -k 4 --vectors grid.mtx | lamul --gram | lacmp --atol 1e-12 - <(laexpr 'eye(4)')
$ laeig -k 4 --which SM --vectors grid.mtx | cksum > once; laeig -k 4 --which SM --vectors --threads 2 < grid.mtx | cksum | cmp - once

# -v tells what was chosen.

$ laeig -k 6 --which SA -v grid.mtx 2>&1 > few | grep -o 'on the inverse of A - s, s = [-0-9.e]*, by [a-zA-Z]* (CHOLMOD'
on the inverse of A - s, s = 0, by Cholesky (CHOLMOD
$ laeig -k 6 --sigma 1 -v grid.mtx 2>&1 > few | grep -o "s = 1, by LDL'.*entries), counted by inertia"
s = 1, by LDL' (CHOLMOD, 20771 entries), counted by inertia

# Beyond the limit of dense cells: a cycle of 20000, which is singular and has every other value twice.

$ awk 'BEGIN { n = 20000; print "%%MatrixMarket matrix coordinate real symmetric"; print n, n, 2*n; for (i = 1; i <= n; i++) { print i, i, 2; if (i < n) print i + 1, i, -1 } print n, 1, -1 }' > cycle.mtx
$ laeig -O csv -k 5 --which SM cycle.mtx | laexpr --format %.12f 'abs(w)' w=-
0.000000394784
0.000000394784
0.000000098696
0.000000098696
0.000000000000
$ laeig -O csv -k 3 --certify --format %.12f cycle.mtx
4.000000000000
3.999999901304
3.999999901304
$ laeig cycle.mtx
2> laeig: cycle.mtx is 20000x20000 and sparse: as a dense matrix it would exceed the limit of 134217728 cells
[3]
$ laeig -k 10000 --vectors cycle.mtx
2> laeig: cycle.mtx is 20000x20000: its eigenvectors, 20000x10000, would exceed the limit of 134217728 cells
[3]

# A real one, complex Hermitian, of magnetohydrodynamics.

$ for w in LM LA; do laeig -k 6 --which $w testdata/real/mhd1280b_block.mtx | lacmp --rtol 1e-12 - <(laconv --dense testdata/real/mhd1280b_block.mtx | laeig -k 6 --which $w); done

# Sparse matrices that are not symmetric stay sparse too. Convection and diffusion on a grid of 30x30: the values are
# 4 + 2 sqrt(0.99) (cos(i pi/31) + cos(j pi/31)), most of them double.

$ awk 'BEGIN { n = 30; print "%%MatrixMarket matrix coordinate real general"; print n*n, n*n, 5*n*n - 4*n; for (i = 0; i < n; i++) for (j = 0; j < n; j++) { k = i*n + j + 1; print k, k, 4; if (j + 1 < n) { print k + 1, k, -1.1; print k, k + 1, -0.9 } if (i + 1 < n) { print k + n, k, -1.1; print k, k + n, -0.9 } } }' > flow.mtx
$ laeig -k 4 --sigma 0 flow.mtx | lacmp --rtol 1e-9 - <(laexpr '4-2*sqrt(0.99)*[2*cos(2*pi/31); cos(pi/31)+cos(2*pi/31); cos(pi/31)+cos(2*pi/31); 2*cos(pi/31)]')
$ for w in LM SM SR; do laeig -k 6 --which $w flow.mtx | lacmp --rtol 1e-9 - <(laconv --dense flow.mtx | laeig -k 6 --which $w); done
$ laeig -k 6 --sigma 3.1 flow.mtx | lacmp --rtol 1e-9 - <(laconv --dense flow.mtx | laeig -k 6 --sigma 3.1)
$ laeig -k 3 --sigma 0.5 --emit V,D,W,Vinv flow.mtx > few; lamul flow.mtx 'few#V' | lacmp --rtol 1e-9 - <(lamul 'few#V' 'few#D')
$ lamul -t 1 'few#W' flow.mtx | lacmp --rtol 1e-9 - <(lamul -t 2 'few#D' 'few#W')
$ lamul 'few#Vinv' 'few#V' | lacmp --atol 1e-9 - <(laexpr 'eye(3)')
$ laeig -k 5 --sigma 0.5 --vectors flow.mtx | cksum > once; laeig -k 5 --sigma 0.5 --vectors --threads 2 < flow.mtx | cksum | cmp - once
$ laeig -k 2 --sigma 0 -v flow.mtx 2>&1 > few | grep -o 'Arnoldi (ARPACK) on the inverse of A - s, s = 0, by LU'
Arnoldi (ARPACK) on the inverse of A - s, s = 0, by LU
$ laeig -k 2 --certify flow.mtx
2> laeig: flow.mtx is 900x900 and not symmetric: only a symmetric problem can be certified
[4]

# A directed cycle, whose values are roots of unity: conjugate pairs come whole; a shift may be complex, or an
# eigenvalue. All its values have the same modulus, and no method finds the largest.

$ awk 'BEGIN { n = 2400; print "%%MatrixMarket matrix coordinate pattern general"; print n, n, n; for (i = 1; i <= n; i++) print i, i % n + 1 }' > ring.mtx
$ laeig -O csv -k 2 --sigma 1 --format %.9f ring.mtx
1.000000000+0.000000000i
0.999996573+0.002617991i
0.999996573-0.002617991i
$ laeig -O csv -k 1 --sigma 0.01+1.001i --vectors ring.mtx | laconv --list
| #1	2400x2
$ laeig -O csv -k 1 --sigma -1.01 --format %.9f ring.mtx
-1.000000000
$ laeig -k 3 ring.mtx 2>&1 | sed 's/after.*norm/.../'
laeig: not converged: 0 of 3 eigenvalues ...; --sigma S finds those near S
$ laeig -k 3 ring.mtx > few 2> why
[4]

# A real one, complex symmetric and so not Hermitian, of acoustic scattering.

$ for w in LM SM; do laeig -k 5 --which $w testdata/real/young1c.mtx | lacmp --rtol 1e-10 - <(laconv --dense testdata/real/young1c.mtx | laeig -k 5 --which $w); done
$ laeig -k 4 --sigma -50+2i --emit V,D testdata/real/young1c.mtx > few; lamul testdata/real/young1c.mtx 'few#V' | lacmp --rtol 1e-10 - <(lamul 'few#V' 'few#D')

# --steps: the way of points through the eigenvectors.

$ laeig --steps --circle 4 testdata/A.csv | laconv --list
x	2x4
Vinv*x	2x4
D*Vinv*x	2x4
V*D*Vinv*x	2x4
$ laeig --steps --circle 4 --digits 10 testdata/A.csv | laconv --pick x
1,0,-1,0
0,1,0,-1
$ laeig --steps --circle 4 --digits 10 testdata/A.csv | laconv --pick 'V*D*Vinv*x'
4,1,-4,-1
2,3,-2,-3
$ laeig --steps --circle 4 testdata/A.csv > steps; laconv steps#D\*Vinv\*x | lacmp - <(lamul <(laeig --emit D testdata/A.csv) steps#Vinv\*x)
$ laeig --steps --points testdata/v.csv --digits 10 testdata/A.csv
| # name: x
3
4

| # name: Vinv*x
4.714045208
0.7453559925

| # name: D*Vinv*x
23.57022604
1.490711985

| # name: V*D*Vinv*x
16
18
$ laeig --steps --circle 4 --digits 6 testdata/rotation.csv | laconv --pick 'V*D*Vinv*x'
0,-1,0,1
1,0,-1,0
$ laeig --steps --points - --digits 6 testdata/A.csv < testdata/v.csv | laconv --pick 'V*D*Vinv*x'
16
18

# Options of every tool.

$ laeig -o w.csv testdata/A.csv; laconv --digits 6 w.csv
5
2
$ laeig -O mtx --digits 6 testdata/A.csv
%%MatrixMarket matrix array real general
2 1
5
2
$ printf '4\t1\n2\t3\n' | laeig --vectors --format %.3f
0.707	-0.447
0.707	0.894
$ laeig --threads 1 -d ';' --vectors --digits 3 <(printf '4;1\n2;3\n')
0.707;-0.447
0.707;0.894
$ printf '%s\n' a,b 4,1 2,3 | laeig --header yes --digits 6
5
2
$ laeig --definiteness -o word testdata/spd.csv; cat word
positive-definite
$ laeig --version | sed 's/ [0-9.]*$//'
laeig (latools)
$ cat > drivers <<'END'
> "$@" -v 2>&1 > /dev/null | sed -n 's/.*: driver //p' | paste -sd' '
> END
$ bash drivers laeig testdata/spd.csv
dsyevd
$ bash drivers laeig testdata/B.csv
dgeevx
$ bash drivers laeig -B M.csv K.csv
dsygvd
$ bash drivers laeig --definiteness testdata/spd.csv
dpotrf
$ bash drivers laeig --definiteness N.csv
dsyevd
$ bash drivers laeig --steps --circle 3 testdata/A.csv
dgeevx
$ laeig --help | head -2
Eigenvalues, eigenvectors, definiteness.
Usage: laeig [OPTIONS] [FILE]

# A test in a makefile; recipes end at the first "no".

$ printf 'minimum: H.csv\n\tlaeig --definiteness $< > $@\n\tgrep -qx positive-definite $@\n\nH.csv: K.csv\n\tlamul --gram $< > $@\n' > Makefile
$ make -s minimum && cat minimum
positive-definite

# What is refused.

$ laeig testdata/M.csv
2> laeig: testdata/M.csv is 2x3: a square matrix is needed
[3]
$ laeig --charpoly testdata/M.csv
2> laeig: testdata/M.csv is 2x3: a square matrix is needed
[3]
$ laeig --definiteness testdata/C.csv
2> laeig: testdata/C.csv is 3x2: a square matrix is needed
[3]
$ laeig --steps --circle 3 testdata/C.csv
2> laeig: testdata/C.csv is 3x2: a square matrix is needed
[3]
$ printf '# size: 3 0\n' | laeig
2> laeig: - is 3x0: a square matrix is needed
[3]
$ printf '1,NaN\n2,3\n' | laeig
2> laeig: -: row 1, column 2 is NaN: finite values are needed
[4]
$ printf '1,2\n-Inf,3\n' | laeig --all
2> laeig: -: row 2, column 1 is -Inf: finite values are needed
[4]
$ printf '1,2\nInf,3\n' | laeig --charpoly
2> laeig: -: row 2, column 1 is Inf: finite values are needed
[4]
$ printf '1,2\nInf,3\n' | laeig --definiteness
2> laeig: -: row 2, column 1 is Inf: finite values are needed
[4]
$ printf '%%%%MatrixMarket matrix coordinate real general\n2 2 1\n2 1 NaN\n' | laeig
2> laeig: -: row 2, column 1 is NaN: finite values are needed
[4]
$ laeig --steps --circle 4 testdata/spd.csv
2> laeig: testdata/spd.csv is 3x3: --circle needs 2 columns
[3]
$ laeig --steps --points testdata/spd.csv testdata/A.csv
2> laeig: testdata/spd.csv is 3x3: points are columns of 2 rows
[3]
$ laeig nowhere.csv
2> laeig: nowhere.csv: no such file or directory
[3]
$ laeig < /dev/null
2> laeig: -: empty input
[3]
$ laeig --all testdata/A.csv | laeig
2> laeig: -: holds 3 documents, one is wanted: V, D, Vinv
[3]
$ laeig --all --vectors testdata/A.csv
2> laeig: --vectors, --all, --emit, --charpoly, --definiteness and --steps exclude each other
[2]
$ laeig --steps testdata/A.csv
2> laeig: --steps takes its points from either --points or --circle
[2]
$ laeig --steps --circle 3 --points testdata/v.csv testdata/A.csv
2> laeig: --steps takes its points from either --points or --circle
[2]
$ laeig --circle 4 testdata/A.csv
2> laeig: --steps takes its points from either --points or --circle
[2]
$ laeig --steps --circle 0 testdata/A.csv
2> laeig: --circle takes a positive number
[2]
$ laeig -k 0 testdata/A.csv
2> laeig: -k takes a positive number
[2]
$ laeig --sigma 2 testdata/A.csv
2> laeig: --sigma goes with -k
[2]
$ laeig --which SM testdata/A.csv
2> laeig: --which goes with -k
[2]
$ laeig --certify testdata/A.csv
2> laeig: --certify goes with -k
[2]
$ laeig -k 1 --charpoly testdata/A.csv
2> laeig: -B, -k and --sigma go with eigenvalues and eigenvectors only
[2]
$ laeig -k 1 --which XX testdata/A.csv
2> laeig: --which takes LM, SM, LA, SA, LR, SR, found 'XX'
[2]
$ laeig -k 1 --which LM --sigma 2 testdata/A.csv
2> laeig: --which and --sigma exclude each other
[2]
$ laeig --emit w,V,w testdata/A.csv
2> laeig: --emit names 'w' twice
[2]
$ laeig --charpoly --symmetric yes testdata/A.csv
2> laeig: testdata/A.csv is not symmetric: the largest |A - A'| is 1
[3]
$ laeig --symmetric maybe testdata/A.csv
2> laeig: --symmetric takes auto, yes, no, found 'maybe'
[2]
$ laeig --emit w,x testdata/A.csv
2> laeig: 'x' is no part of an eigensystem: w, V, D, Vinv and W are
[2]
$ laeig --digits 3 --format %g testdata/A.csv 2>&1 | wc -l
1
$ laeig testdata/A.csv testdata/B.csv
2> laeig: unexpected operand 'testdata/B.csv'
[2]
$ laeig --pinv testdata/A.csv
2> laeig: unknown option '--pinv'
[2]

# Which counties touch: the random walk on that graph is not symmetric, but has the values of a matrix that is.

$ laexpr 'diag(1./(rowsum(C) + 1e-300))*C' C=testdata/real/large/counties.mtx > walk.mtx; laexpr 'diag(1./sqrt(rowsum(C) + 1e-300))*C*diag(1./sqrt(rowsum(C) + 1e-300))' C=testdata/real/large/counties.mtx > similar.mtx
$ lainfo --get symmetry walk.mtx; lainfo --get symmetry similar.mtx
none
symmetric
$ laeig -k 2 --which SR -O csv --digits 6 walk.mtx
-0.793972
-1
$ laeig -k 3 --sigma 0.5 -O csv --digits 6 walk.mtx
0.5
0.499273
0.498912
$ for w in LM LR SR; do laeig -k 6 --which $w -O csv walk.mtx | lacmp --atol 1e-10 - <(laeig -k 6 --which $w -O csv similar.mtx) && echo same; done
same
same
same
$ laeig -k 5 --sigma -0.3 walk.mtx | lacmp --atol 1e-10 - <(laeig --certify -k 5 --sigma -0.3 similar.mtx) && echo same
same
$ laeig -k 3 --all walk.mtx > parts; lamul walk.mtx 'parts#V' | lacmp --atol 1e-10 - <(lamul 'parts#V' 'parts#D') && echo eigenvectors
eigenvectors
