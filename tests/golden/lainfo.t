# Every key, in order.

$ lainfo -q --digits 10 testdata/A.csv
rows	2
cols	2
nnz	4
field	real
symmetry	none
asymmetry	1
diagonal	no
triangular	no
orthogonal	no
rank	2
tolerance	2.272259152e-15
trace	7
det	10
det_sign	1
log_abs_det	2.302585093
norm1	6
norm2	5.116672736
norminf	5
normfro	5.477225575
cond	2.618033989
definiteness	positive-definite
$ lainfo --digits 10 < testdata/M.csv
rows	2
cols	3
nnz	6
field	real
symmetry	none
asymmetry	-
diagonal	no
triangular	no
orthogonal	no
rank	2
tolerance	6.333621628e-15
trace	-
det	-
det_sign	-
log_abs_det	-
norm1	9
norm2	9.508032001
norminf	15
normfro	9.539392014
cond	12.3022455
definiteness	-
$ lainfo --digits 6 - < testdata/complex.csv
rows	2
cols	2
nnz	4
field	complex
symmetry	hermitian
asymmetry	0
diagonal	no
triangular	no
orthogonal	no
rank	2
tolerance	1.77636e-15
trace	5
det	4
det_sign	1
log_abs_det	1.38629
norm1	4.41421
norm2	4
norminf	4.41421
normfro	4.12311
cond	4
definiteness	positive-definite
$ echo 5 | lainfo --digits 6
rows	1
cols	1
nnz	1
field	real
symmetry	symmetric
asymmetry	0
diagonal	yes
triangular	both
orthogonal	no
rank	1
tolerance	1.11022e-15
trace	5
det	5
det_sign	1
log_abs_det	1.60944
norm1	5
norm2	5
norminf	5
normfro	5
cond	1
definiteness	positive-definite
$ printf '# size: 0 0\n' | lainfo
rows	0
cols	0
nnz	0
field	real
symmetry	symmetric
asymmetry	0
diagonal	yes
triangular	both
orthogonal	yes
rank	0
tolerance	0
trace	0
det	1
det_sign	1
log_abs_det	0
norm1	0
norm2	0
norminf	0
normfro	0
cond	-
definiteness	zero
$ printf '# size: 3 0\n' | lainfo | cut -f 2 | paste -sd' '
3 0 0 real none - yes both no 0 0 - - - - 0 0 0 0 - -
$ printf '0,0\n0,0\n' | lainfo | cut -f 2 | paste -sd' '
2 2 0 real symmetric 0 yes both no 0 0 0 0 0 -Inf 0 0 0 0 Inf zero

# JSON; null where nothing is defined.

$ lainfo --json --digits 6 testdata/M.csv
{
  "rows": 2,
  "cols": 3,
  "nnz": 6,
  "field": "real",
  "symmetry": "none",
  "asymmetry": null,
  "diagonal": false,
  "triangular": "no",
  "orthogonal": false,
  "rank": 2,
  "tolerance": 6.33362e-15,
  "trace": null,
  "det": null,
  "det_sign": null,
  "log_abs_det": null,
  "norm1": 9,
  "norm2": 9.50803,
  "norminf": 15,
  "normfro": 9.53939,
  "cond": 12.3022,
  "definiteness": null
}
$ printf '1,2\n2,4\n' | lainfo --json | python3 -c 'import json, sys; d = json.load(sys.stdin); print(len(d), d["rank"], d["det"], d["log_abs_det"], d["cond"], d["diagonal"])'
21 1 0 -Inf Inf False
$ printf '1i,0\n0,2\n' | lainfo --json | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["field"], d["trace"], d["det"], d["symmetry"], d["diagonal"])'
complex 2+1i 0+2i symmetric True

# --get prints the value alone.

$ for k in rows cols nnz field symmetry asymmetry diagonal triangular orthogonal rank trace det det_sign norm1 norminf
> do lainfo --get $k testdata/rotation.csv; done | paste -sd' '
2 2 2 real skew-symmetric 2 no no yes 2 0 1 1 1 1
$ lainfo --get norm2 --digits 10 testdata/B.csv
16.71139712
$ lainfo --get normfro --format %.3f testdata/B.csv
16.882
$ lainfo --get cond --digits 10 testdata/B.csv
6.981769842
$ lainfo --get log_abs_det --digits 10 testdata/B.csv
3.688879454
$ lainfo --get tolerance testdata/v.csv
2.220446049250313e-15
$ lainfo --get definiteness testdata/spd.csv
positive-definite
$ lainfo --get definiteness testdata/A.csv
positive-definite
2> lainfo: warning: testdata/A.csv is not symmetric: classified by its symmetric part
$ lainfo -q --get definiteness testdata/A.csv
positive-definite
$ lainfo --get trace testdata/table.csv
303

# The determinant of an integer matrix is an integer; it may overflow, its sign and logarithm do not.

$ lainfo --get det testdata/B.csv
40
$ printf '%s\n' 1,2,3 4,5,6 7,8,10 | lainfo --get det
-3
$ printf '%s\n' 1,2,3 4,5,6 7,8,9 | lainfo --get det
0
$ printf '1e300,0\n0,-1e300\n' > big.csv; for k in det det_sign log_abs_det; do lainfo --get $k --digits 10 big.csv; done
-Inf
-1
1381.551056
$ printf '1e-300,0\n0,1e-300\n' > small.csv; for k in det det_sign log_abs_det rank cond; do lainfo --get $k --digits 10 small.csv; done
0
1
-1381.551056
2
1
$ printf '3i,0\n0,2\n' > z.csv; for k in det det_sign trace; do lainfo --get $k z.csv; done
0+6i
0+1i
2+3i
$ for k in det det_sign log_abs_det; do lainfo --get $k --digits 6 testdata/real/bcsstk01.mtx; done
Inf
1
818.978

# det = the product of the eigenvalues.

$ laeig testdata/spd.csv | paste -sd' ' | awk '{ printf "%.10g\n", $1 * $2 * $3 }'
4
$ lainfo --get det testdata/spd.csv
4

# --tol: the rank is that of lasvd.

$ lainfo --get rank --tol 3 testdata/A.csv
1
$ lainfo --get tolerance --tol 3 testdata/A.csv
3
$ for f in lp_afiro.mtx ash219.mtx west0067.mtx iris.csv volcano.tsv; do lainfo --get rank testdata/real/$f; lasvd --rank testdata/real/$f; done | paste - -
27	27
85	85
67	67
4	4
61	61


# Sparse: nnz counts values that are not zero, duplicates summed.

$ printf '%%%%MatrixMarket matrix coordinate real general\n300000 300000 2\n1 1 3\n300000 1 4\n' > wide.mtx
$ for k in rows cols nnz field symmetry asymmetry diagonal triangular trace norm1 norminf normfro; do lainfo --get $k wide.mtx; done | paste -sd' '
300000 300000 2 real none 4 no lower 3 7 4 5
$ for p in symmetric hermitian diagonal identity triangular square; do lainfo --is $p wide.mtx; echo $?; done | paste -sd' '
1 1 1 1 0 0
$ for k in norm2 cond rank orthogonal; do lainfo -q --get $k --digits 6 wide.mtx; done
5
Inf
1
no

# Large sparse matrices are factored as they are for the determinant, definiteness and invertible: a grid, a path, a
# cycle, whose Laplacian is singular, and its adjacency.

$ awk -v m=30 'BEGIN { n = m * m; print "%%MatrixMarket matrix coordinate real symmetric"; print n, n, n + 2 * m * (m - 1); for (i = 1; i <= n; ++i) { print i, i, 4; if (i % m) print i + 1, i, -1; if (i + m <= n) print i + m, i, -1 } }' > grid.mtx
$ awk 'BEGIN { n = 600; print "%%MatrixMarket matrix coordinate real symmetric"; print n, n, 2 * n - 1; for (i = 1; i <= n; ++i) { print i, i, 2; if (i < n) print i + 1, i, -1 } }' > path.mtx
$ awk 'BEGIN { n = 600; print "%%MatrixMarket matrix coordinate real symmetric"; print n, n, 2 * n; for (i = 1; i <= n; ++i) print i, i, 2 "\n" (i < n ? i + 1 : n), (i < n ? i : 1), -1 }' > cycle.mtx
$ laexpr '2*eye(600) - C' C=cycle.mtx > adjacency.mtx; laexpr -- '-C' C=cycle.mtx > minus.mtx
$ for m in grid path cycle minus adjacency wide; do echo $m $(lainfo -q --get definiteness $m.mtx); done
grid positive-definite
path positive-definite
cycle positive-semidefinite
minus negative-semidefinite
adjacency indefinite
wide indefinite
$ for m in grid path cycle minus adjacency; do for p in pd psd nd nsd indefinite invertible; do lainfo --is $p $m.mtx; echo $?; done | paste -sd' '; done
0 0 1 1 1 0
0 0 1 1 1 0
1 0 1 1 1 1
1 1 1 0 1 1
1 1 1 1 0 1
$ lainfo --get det path.mtx
601
$ lainfo --get log_abs_det grid.mtx | lacmp --rtol 1e-12 - <(laconv --dense -O csv grid.mtx | lainfo --get log_abs_det) && lainfo --get det_sign grid.mtx
1
$ lainfo --get det testdata/real/young1c.mtx | lacmp --rtol 1e-8 - <(laconv --dense -O csv testdata/real/young1c.mtx | lainfo --get det) && echo same
same
$ lainfo -v --get det_sign testdata/real/mhd1280b_block.mtx 2>&1 | grep -o 'sparse [A-Z].*'
sparse Cholesky (CHOLMOD)

# Their norm comes from block Lanczos; where a dense decomposition would take more than about a second the condition
# number is an estimate and said to be one, and so is the rank where it is not clear. The grid's values lie between 4 - 4cos(pi/31) and 4 + 4cos(pi/31). Real ones: a survey, and which
# counties touch.

$ lainfo -q --get norm2 grid.mtx | lacmp --rtol 1e-12 - <(laexpr '4 + 4*cos(pi/31)')
$ lainfo -q --get cond grid.mtx | lacmp --rtol 1e-11 - <(laexpr '(1 + cos(pi/31))/(1 - cos(pi/31))')
$ for m in grid path cycle adjacency; do lainfo -q --get rank $m.mtx; done | paste -sd' '
900 600 599 598
$ lainfo --get rank cycle.mtx
599
$ lainfo --get cond testdata/real/large/survey.mtx | lacmp --rtol 1e-12 - <(laconv --dense testdata/real/large/survey.mtx | lainfo --get cond)
$ awk 'BEGIN { n = 2000; print "%%MatrixMarket matrix coordinate real symmetric"; print n, n, 2 * n; for (i = 1; i <= n; ++i) print i, i, 2 "\n" (i < n ? i + 1 : n), (i < n ? i : 1), -1 }' > ring.mtx
$ lainfo --get rank ring.mtx
1999
2> lainfo: warning: ring.mtx is large and sparse: its rank is an estimate
$ laexpr 'C + eye(2000)' C=ring.mtx > around.mtx; lainfo --get cond around.mtx | lacmp --rtol 1e-10 - <(echo 5)
2> lainfo: warning: around.mtx is large and sparse: its cond is an estimate
$ for k in rank cond norm2; do lainfo -q --get $k testdata/real/large/survey.mtx | lacmp --rtol 1e-6 - <(laconv --dense testdata/real/large/survey.mtx | lainfo --get $k) || echo $k; done
$ for k in rank cond tolerance; do lainfo -q --get $k --digits 6 testdata/real/large/counties.mtx; done
3103
Inf
4.63884e-12
$ for t in 0.004 0.5 5; do lainfo --tol $t --get rank testdata/real/large/counties.mtx; done | paste -sd' '
3100 2723 152
$ lainfo -qv --get rank testdata/real/large/counties.mtx 2>&1 | grep -o "LU.*\|sparse QR.*"; lainfo -v --tol 0.5 --get rank testdata/real/large/counties.mtx 2>&1 | grep -o "LDL'.*"
LU (Eigen)
sparse QR (SuiteSparseQR)
LDL' (CHOLMOD)
$ awk 'BEGIN { n = 5000; print "%%MatrixMarket matrix coordinate real general"; print n, n, n; for (i = 1; i <= n; ++i) print i, (i * 7) % n + 1, i % 2 ? 1 : -1 }' > signs.mtx
$ for p in orthogonal projection invertible; do lainfo --is $p signs.mtx; echo $?; done | paste -sd' '
0 1 0
$ awk 'BEGIN { n = 5000; print "%%MatrixMarket matrix coordinate real symmetric"; print n, n, 3 * n / 2; for (i = 1; i < n; i += 2) print i, i, 0.2 "\n" i + 1, i, 0.4 "\n" i + 1, i + 1, 0.8 }' > blocks.mtx; for p in orthogonal projection invertible; do lainfo --is $p blocks.mtx; echo $?; done | paste -sd' '
1 0 1

# --is is a test for the shell: silent, 0 or 1.

$ lainfo --is pd testdata/spd.csv
$ lainfo --is nd testdata/spd.csv
[1]
$ lainfo --is symmetric testdata/A.csv
[1]
$ printf '2,1\n1,2\n' | lainfo --is pd && echo minimum
minimum
$ printf '1,2\n2,1\n' | lainfo --is indefinite && echo saddle
saddle
$ cat > answers <<'END'
> for p in symmetric hermitian diagonal identity triangular orthogonal projection invertible pd psd nd nsd indefinite square
> do lainfo -q --is $p "$1"; case $? in 0) printf ' %s' $p ;; 1) ;; *) printf ' (%s: failed)' $p ;; esac; done
> echo
> END
$ bash answers testdata/A.csv
 invertible pd psd square
$ bash answers testdata/M.csv
|
$ bash answers testdata/spd.csv
 symmetric hermitian invertible pd psd square
$ bash answers testdata/complex.csv
 hermitian invertible pd psd square
$ bash answers testdata/rotation.csv
 orthogonal invertible psd nsd square
$ bash answers testdata/shear.csv
 triangular invertible pd psd square
$ printf '1,0\n0,1\n' > m.csv; bash answers m.csv
 symmetric hermitian diagonal identity triangular orthogonal projection invertible pd psd square
$ for m in "0.36,0.48\n0.48,0.64" "-2,1\n1,-2" "-1,1\n1,-1" "0,0\n0,0" "0,1\n1,0" "1,2\n2,4" "0,1i\n1i,0" "0,-1i\n1i,0"; do printf -- "$m\n" > m.csv; bash answers m.csv; done
 symmetric hermitian projection psd square
 symmetric hermitian invertible nd nsd square
 symmetric hermitian nsd square
 symmetric hermitian diagonal triangular projection psd nsd square
 symmetric hermitian orthogonal invertible indefinite square
 symmetric hermitian psd square
 symmetric orthogonal invertible psd nsd square
 hermitian orthogonal invertible indefinite square
$ bash answers testdata/real/bcsstk01.mtx
 symmetric hermitian invertible pd psd square
$ bash answers testdata/real/plskz362.mtx
 invertible psd nsd square
$ bash answers testdata/real/ash219.mtx
|
$ bash answers testdata/v.csv
 triangular

# Tolerances: rounding noise does not hide a property.

$ printf '2,1\n1.000000000000001,2\n' | lainfo --is symmetric
$ printf '2,1\n1.0000000001,2\n' | lainfo --is symmetric
[1]
$ printf '0.6,-0.8\n0.8,0.6\n' | lainfo --is orthogonal
$ lasvd --full --emit U testdata/real/iris.csv | lainfo --is orthogonal
$ laproj --matrix testdata/Q.csv | lainfo --is projection
$ laeig --vectors testdata/real/bcsstk01.mtx | lainfo --is orthogonal
$ lasvd --pinv testdata/B.csv | lamul testdata/B.csv - | lainfo --is identity

# Nothing infinite or undefined is symmetric, or the question fails; never yes.

$ printf '1,NaN\n1,2\n' | lainfo --is symmetric
[1]
$ printf '1,Inf\n1,2\n' | lainfo --is symmetric
[1]
$ printf '1,Inf\n1,2\n' | lainfo --get symmetry
none
$ printf '1,Inf\nInf,2\n' | lainfo --get symmetry
symmetric
$ printf '0,Inf\n-Inf,0\n' | lainfo --get symmetry
skew-symmetric
$ printf '1,Inf\n1i,2\n' | lainfo --is hermitian
[1]

# Near the ends of the range of doubles.

$ printf '1e308,1e308\n1e308,1e308\n' > huge.csv; for k in rank tolerance det norm2 cond definiteness; do lainfo --get $k --digits 6 huge.csv; done
1
8.88178e+292
0
Inf
Inf
positive-semidefinite
2> lainfo: warning: huge.csv: beyond the range of doubles: norm2
$ lainfo --is invertible huge.csv
[1]
$ printf '1e-310,0\n0,2e-310\n' > tiny.csv; for k in rank det det_sign log_abs_det norm2 cond definiteness; do lainfo --get $k --digits 10 tiny.csv; done
2
0
1
-1426.90961
2e-310
2
positive-definite
$ lainfo --is invertible tiny.csv
$ printf '1e-310,0\n0,1\n' | lainfo --get det
1e-310
$ printf '1e200,0,0,0\n0,1e200,0,0\n0,0,1e-200,0\n0,0,0,1e-200\n' | lainfo --get det
1
$ printf '1,2,3\n4,5,6\n7,8,9\n' | laexpr 'A*2^-1040' > tiny3.csv; for k in rank cond; do lainfo --get $k tiny3.csv; done
2
Inf

# Units do not matter to what can be inverted, nor to what is definite: a covariance of deviations 1e6, 1 and 1e-5.

$ printf '891473680705.1045,-211389.89172728194,12.027641637363427\n-211389.89172728194,1.1077287601637813,-9.706296810360443e-07\n12.027641637363427,-9.706296810360443e-07,2.5498352025350227e-10\n' > units.csv
$ lainfo --is pd units.csv && lainfo --is invertible units.csv; laexpr 'chol(S)' S=units.csv | lamul -t 1 - <(laexpr 'chol(S)' S=units.csv) | lacmp --rtol 1e-15 - units.csv
$ laexpr --digits 3 'diag(S*inv(S))' S=units.csv
1
1
1
$ printf '1,0\n0,-1e-30\n' | lainfo --get definiteness
indefinite
$ printf '1,0\n0,1e-300\n' > unlike.csv; lainfo --is invertible unlike.csv && lainfo --is pd unlike.csv && lamul --power -1 --digits 6 unlike.csv
1,0
0,1e+300
$ printf '1e-310,2e-310\n3e-310,4e-310\n' > subnormal.csv; lainfo --is invertible subnormal.csv; lamul --power -1 subnormal.csv
2> lamul: the inverse of subnormal.csv lies beyond the range of doubles
[4]

# Options of every tool.

$ lainfo -o facts --get det testdata/A.csv; cat facts
10
$ printf 'a;b\n1;2\n3;4\n' | lainfo --header yes -d ';' --get rows
2
$ lainfo --row-names no --threads 1 --get cols testdata/B.csv
2
$ for k in rank det definiteness trace; do lainfo -v --get $k testdata/spd.csv 2>&1 > /dev/null | sed -n "s/.*: driver /$k by /p"; done
rank by dgesdd
det by dpotrf
definiteness by dpotrf
$ lainfo -V | sed 's/ [0-9.]*$//'
lainfo (latools)
$ lainfo --help | head -2
What there is to know about a matrix.
Usage: lainfo [OPTIONS] [FILE]

# The Hessian of a makefile: make stops where it is not positive definite.

$ printf 'minimum: H.csv\n\tlainfo --is pd $<\n\ttouch $@\n\nH.csv: testdata/C.csv\n\tlamul --gram $< > $@\n' > Makefile
$ make -s minimum && ls minimum
minimum
$ printf '1,2\n2,1\n' > H.csv; touch -d tomorrow H.csv; make -s minimum 2> /dev/null; echo $?
2

# What is refused.

$ lainfo --get det testdata/M.csv
2> lainfo: testdata/M.csv is 2x3: 'det' is undefined
[3]
$ lainfo --get definiteness testdata/M.csv
2> lainfo: testdata/M.csv is 2x3: 'definiteness' is undefined
[3]
$ printf '# size: 3 0\n' | lainfo --get cond
2> lainfo: - is 3x0: 'cond' is undefined
[3]
$ printf '1,NaN\n2,3\n' | lainfo
2> lainfo: -: row 1, column 2 is NaN: finite values are needed
[4]
$ printf '1,NaN\n2,3\n' | lainfo --get rank
2> lainfo: -: row 1, column 2 is NaN: finite values are needed
[4]
$ printf '1,2\nInf,3\n' | lainfo --get det
2> lainfo: -: row 2, column 1 is Inf: finite values are needed
[4]
$ printf '1,2\n-Inf,3\n' | lainfo --is pd
2> lainfo: -: row 2, column 1 is -Inf: finite values are needed
[4]
$ printf '1,Inf\n2,3\n' | lainfo --is invertible
2> lainfo: -: row 1, column 2 is Inf: finite values are needed
[4]
$ printf '1,NaN\n2,3\n' | lainfo --get nnz
4
$ lainfo --get determinant testdata/A.csv
2> lainfo: unknown key 'determinant'
[2]
$ lainfo --is round testdata/A.csv
2> lainfo: unknown predicate 'round'
[2]
$ lainfo --is pd --json testdata/A.csv
2> lainfo: --get, --is and --json exclude each other
[2]
$ lainfo --tol -1 testdata/A.csv
2> lainfo: --tol takes a number that is not negative
[2]
$ lainfo nowhere.csv
2> lainfo: nowhere.csv: no such file or directory
[3]
$ lainfo < /dev/null
2> lainfo: -: empty input
[3]
$ lasvd --all testdata/A.csv | lainfo
2> lainfo: -: holds 3 documents, one is wanted: U, S, Vt
[3]
$ lainfo testdata/A.csv testdata/B.csv
2> lainfo: unexpected operand 'testdata/B.csv'
[2]
$ lainfo --vectors testdata/A.csv
2> lainfo: unknown option '--vectors'
[2]

# What lies beyond the range of doubles is told, once; what is infinite by right is not.
$ printf '1e308,0\n1e308,1e200\n' > big.csv; lainfo big.csv | grep Inf
det	Inf
norm1	Inf
cond	Inf
2> lainfo: warning: big.csv: beyond the range of doubles: norm1
$ lainfo -q --get det big.csv
Inf
$ lainfo --get log_abs_det <<< 0
-Inf
$ printf 'Inf,1\n' | lainfo --get norm1
Inf
