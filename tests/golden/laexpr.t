# laexpr: the value of a matrix expression.

$ printf '1\n2\n' > y.csv; printf '5\n7\n' > z.csv; printf '3,4\n2,16\n' > A.csv; printf '1,2,3\n4,5,6\n' > B.csv
$ printf '1+2i,0\n3,4-1i\n' > Z.csv
$ printf '%%%%MatrixMarket matrix coordinate real general\n3 3 3\n1 1 2\n2 3 4\n3 2 -1\n' > S.mtx

# Bindings: files, standard input, documents, constants; the only unbound name is read from standard input.

$ laexpr '3*y - z' y=y.csv z=z.csv
-2
-1
$ laexpr '3*y - z' y=y.csv < z.csv
-2
-1
$ laexpr '3*y - z' y=- z=z.csv < y.csv
-2
-1
$ laexpr 'y + y' < y.csv
2
4
$ laexpr 'A*y' 'A:=[1 2; 3 4]' y=y.csv
5
11
$ laexpr 'a*y' a:=2.5 y=y.csv unused:=1
2.5
5
$ laexpr A=y.csv A=y.csv
2> laexpr: unexpected character '='
2>   A=y.csv
2>    ^
[2]
$ (echo '# name: U'; cat y.csv; echo; echo '# name: V'; cat z.csv) > two.csv
$ laexpr 'u + v' u=two.csv#U v=two.csv#2
6
9
$ laexpr 'u - v' u=-#V v=-#U < two.csv
4
5
$ laexpr 'u + 1' u=two.csv
2> laexpr: two.csv: holds 2 documents, one is wanted: U, V
[3]
$ laexpr 'u + 1' < two.csv
2> laexpr: -: holds 2 documents, one is wanted: U, V
[3]
$ laexpr 'u + 1' u=two.csv#W
2> laexpr: two.csv: no document 'W' among U, V
[3]
$ laexpr 'x' x=none.csv
2> laexpr: none.csv: no such file or directory
[3]
$ laexpr 'x + y' x=- y=- < y.csv
2> laexpr: standard input can be read only once
[2]
$ laexpr 'x' x:=y
2> laexpr: unknown name 'y'
2>   y
2>   ^
[2]
$ laexpr 'x' 'x:=[1 2'
2> laexpr: '[' is never closed
2>   [1 2
2>   ^
[2]
$ laexpr 'x' 2x=y.csv
2> laexpr: '2x' in '2x=y.csv' is not a name
[2]
$ laexpr 'x' sin=y.csv
2> laexpr: 'sin' is a function and cannot be bound
[2]
$ laexpr 'x' pi:=3
2> laexpr: 'pi' is a constant and cannot be bound
[2]
$ laexpr 'x' x=y.csv x=z.csv
2> laexpr: 'x' is bound twice
[2]
$ laexpr 'x' =y.csv
2> laexpr: '' in '=y.csv' is not a name
[2]
$ laexpr 'x' x
2> laexpr: expected NAME=FILE or NAME:=CONSTANT, found 'x'
[2]
$ laexpr 'x + w' y=y.csv < z.csv
2> laexpr: unknown name 'x'
2>   x + w
2>   ^
[2]
$ laexpr
2> laexpr: an expression is needed
[2]
$ laexpr ''
2> laexpr: the expression is empty
2>   
2>   ^
[2]
$ script -qec "laexpr 'x+1' 2> usage; echo \$?" /dev/null < /dev/null | tr -d '\r'; cat usage
2
laexpr: standard input is a terminal; usage: laexpr [OPTION...] EXPR [NAME=FILE...] [NAME:=CONSTANT...]

# Operators, and how tightly they bind.

$ for e in '1+2*3' '(1+2)*3' '2^3^2' '2^-3' '-2^2' '-2.^2' '7-3-2' '12/3/2' '2\6\12' '6/2*3' '- -3' '+3' '2*-3' '2.*3' '1e-3' '.5' '5.' '1e3*1E-3' 'pi-pi'; do laexpr -- "$e"; done | paste -sd' '
7 9 64 0.125 -4 -4 2 2 4 9 3 3 -6 6 0.001 0.5 5 1 0
$ laexpr '[1 -2]'
1,-2
$ laexpr '[1 - 2]'
-1
$ laexpr '[1-2, 3
> 4 5]'
-1,3
4,5
$ laexpr "[1 2; 3 4]'"
1,3
2,4
$ laexpr "[1 2; 3 4].'*[1; 1]"
4
6
$ laexpr '[1 2; 3 4].*[2 3; 4 5] - [1 1; 1 1]'
1,5
11,19
$ laexpr '[1 2; 3 4]./[2 4; 6 8]'
0.5,0.5
0.5,0.5
$ laexpr '[1 2; 3 4].^2'
1,4
9,16
$ laexpr '2.^[1 2 3]'
2,4,8
$ laexpr '2^[1 2; 3 4]'
2> laexpr: '^': the exponent is 2x2: a scalar is needed (.^ is elementwise)
2>   2^[1 2; 3 4]
2>    ^
[3]
$ laexpr '[1 1; 0 1]^5'
1,5
0,1
$ laexpr '[1 1; 0 1]^-2'
1,-2
0,1
$ laexpr '[1 1; 0 1]^0'
1,0
0,1
$ laexpr '[1 1; 0 1]^.5'
2> laexpr: '^': the exponent of a matrix must be an integer (.^ is elementwise)
2>   [1 1; 0 1]^.5
2>             ^
[2]
$ laexpr '[2 0; 0 4]\[2; 8]'
1
2
$ laexpr '[2 8]/[2 0; 0 4]'
1,2
$ laexpr '5 + [1 2]'
6,7
$ laexpr "([1 2]*[3; 4])*[1 2]"
11,22
$ laexpr '[[1 2]; [] ; 3 [4]]'
1,2
3,4
$ laexpr --digits 6 'B\[1; 2]' B=B.csv
-0.0555556
0.111111
0.277778
$ laexpr -- -y < y.csv
-1
-2
$ laexpr -y < y.csv
2> laexpr: unknown option '-y'; an expression that begins with '-' follows '--'
[2]

$ laexpr '-d*x' d:=2 x:=3
2> laexpr: --delimiter takes one character, found '*x'; an expression that begins with '-' follows '--'
[2]
$ laexpr -S < y.csv
2> laexpr: option '-S' needs a value; an expression that begins with '-' follows '--'
[2]
$ laexpr '--y' < y.csv
2> laexpr: unknown option '--y'; an expression that begins with '-' follows '--'
[2]
$ laexpr y --digits x < y.csv
2> laexpr: --digits takes an integer, found 'x'
[2]

# Every function of entries, real and complex.

$ for f in sin cos tan asin acos atan sinh cosh tanh exp log sqrt abs sign relu sigmoid softplus arcsin arccos arctan; do echo "$f $(laexpr --digits 10 "$f(0.5)")"; done
sin 0.4794255386
cos 0.8775825619
tan 0.5463024898
asin 0.5235987756
acos 1.047197551
atan 0.463647609
sinh 0.5210953055
cosh 1.127625965
tanh 0.4621171573
exp 1.648721271
log -0.6931471806
sqrt 0.7071067812
abs 0.5
sign 1
relu 0.5
sigmoid 0.6224593312
softplus 0.9740769842
arcsin 0.5235987756
arccos 1.047197551
arctan 0.463647609
$ for f in sin cos tan asin acos atan sinh cosh tanh exp log sqrt abs sign sigmoid softplus; do echo "$f $(laexpr --digits 10 "$f(1+2i)")"; done
sin 3.165778513+1.959601041i
cos 2.032723007-3.051897799i
tan 0.03381282608+1.014793616i
asin 0.4270785864+1.528570919i
acos 1.14371774-1.528570919i
atan 1.338972522+0.4023594781i
sinh -0.489056259+1.403119251i
cosh -0.6421481247+1.068607421i
tanh 1.166736257-0.2434582012i
exp -1.131204384+2.471726672i
log 0.8047189562+1.107148718i
sqrt 1.27201965+0.7861513778i
abs 2.236067977
sign 0.4472135955+0.894427191i
sigmoid 1.021415364+0.4034387061i
softplus 0.9063238362+1.623828631i
$ laexpr '[abs([-1 0 2]); sign([-1 0 2]); relu([-1 0 2])]'
1,0,2
-1,0,1
0,0,2
$ laexpr '[sigmoid([-1000 0 1000]); softplus([-1000 1000 0]*1)]' --digits 10
0,0.5,1
0,1000,0.6931471806

# Every other function.

$ for f in sum mean max min norm1 numel rows cols; do echo "$f $(laexpr "$f(B)" < B.csv)"; done
sum 21
mean 3.5
max 6
min 1
norm1 9
numel 6
rows 2
cols 3
# A value that was computed has no file: no message about it names that of an operand.
$ printf '1,2\n3,4\n' > lopsided.csv; for e in "chol(A)" "chol(A')" "chol(A+A-A)"; do laexpr "$e" A=lopsided.csv; done
2> laexpr: 'chol': lopsided.csv is not symmetric
2>   chol(A)
2>   ^
2> laexpr: 'chol': the matrix is not symmetric
2>   chol(A')
2>   ^
2> laexpr: 'chol': the matrix is not symmetric
2>   chol(A+A-A)
2>   ^
[4]
# The largest singular value of a large sparse matrix, which stays sparse: all of them 3.
$ (echo '%%MatrixMarket matrix coordinate real general'; echo 40000 40000 40000; seq 40000 | sed 's/.*/& & 3/') > threefold.mtx; laexpr 'norm2(A)' A=threefold.mtx -v 2>&1 | grep -o 'block Lanczos'; laexpr 'norm2(A)' A=threefold.mtx | lacmp --rtol 1e-14 - <(echo 3)
block Lanczos
$ for f in norm1 norm2 norminf normfro; do laexpr --digits 17 "$f(A)" < A.csv | lacmp --rtol 1e-15 - <(lainfo --get $f --digits 17 A.csv); done
$ for f in norm2 normfro normnuc norminf tr det logdet rank; do echo "$f $(laexpr --digits 10 "$f(A)" < A.csv)"; done
norm2 16.71139712
normfro 16.88194302
normnuc 19.10497317
norminf 18
tr 19
det 40
logdet 3.688879454
rank 2
$ laexpr 'rowsum(B)' < B.csv
6
15
$ laexpr 'colsum(B)' < B.csv
5,7,9
$ laexpr --digits 10 'softmax([0 0; 1 1])'
0.5,0.5
0.5,0.5
$ laexpr --digits 10 'softmax([1000; 1000])'
0.5
0.5
$ laexpr --digits 10 'logsumexp([0 0; 1000 1000])'
0.6931471806
1000.693147
$ laexpr --digits 10 'logsumexp([0; 0; 0])'
1.098612289
$ laexpr --digits 10 'inv(A)' < A.csv
0.4,-0.1
-0.05,0.075
$ laexpr 'sym(A)' < A.csv
3,3
3,16
$ laexpr --digits 10 'expm([0 1; 0 0]) + expm(zeros(2))'
2,1
0,2
$ for name in Qs3 nelson1201 gmf71 rotation_100; do file=testdata/exponential/$name.csv; laexpr 'expm(A)' A=$file#A | lacmp --rtol 1e-12 - $file#exact && echo $name; done
Qs3
nelson1201
gmf71
rotation_100
# Each entry, not only the largest: probabilities down to 1e-16.
$ laexpr 'expm(A)./B' A=testdata/exponential/chain_stiff.csv#A B=testdata/exponential/chain_stiff.csv#exact | lacmp --rtol 1e-12 - <(laexpr 'ones(10)') && echo same
same
$ laexpr 'rowsum(expm(1e9*A))' A=testdata/exponential/Qs3.csv#A | lacmp --rtol 1e-14 - <(laexpr 'ones(3,1)') && echo probabilities
probabilities
$ laexpr 'expm([0 1e6; 0 0])'
1,1000000
0,1
$ printf '# size: 0 0\n' | laexpr 'expm(A)'
| # size: 0 0
$ printf '710,0\n0,1\n' | laexpr 'expm(A)'
2> laexpr: 'expm': the exponential of - lies beyond the range of doubles
2>   expm(A)
2>   ^
[4]
$ laexpr 'expm(A)' A:='[1e300 1; 1 1e300]'
2> laexpr: 'expm': the exponential of the matrix lies beyond the range of doubles
2>   expm(A)
2>   ^
[4]
$ laexpr 'expm([0 -1e17; 1e17 0])'
2> laexpr: 'expm': the matrix is so large that no digit of its exponential is certain
2>   expm([0 -1e17; 1e17 0])
2>   ^
[4]
$ printf '1,NaN\n0,1\n' | laexpr 'expm(A)'
2> laexpr: -: row 1, column 2 is NaN: finite values are needed
2>   expm(A)
2>   ^
[4]
$ laexpr 'chol([4 2; 2 5])'
2,1
0,2
$ laexpr --digits 10 'pinv([1 1; 1 1])'
0.25,0.25
0.25,0.25
$ laexpr 'A*null(A)' 'A:=[1 2; 2 4]' | lacmp --atol 1e-15 - <(printf '0\n0\n')
$ laexpr "orth(A)*orth(A)'" 'A:=[1 2; 2 4]' --digits 10
0.2,0.4
0.4,0.8
$ laexpr 'diag([1 2])'
1,0
0,2
$ laexpr 'diag(B)' < B.csv
1
5
$ laexpr 'vec(B)' < B.csv | paste -sd,
1,4,2,5,3,6
$ laexpr 'reshape(B,3,2)' < B.csv
1,5
4,3
2,6
$ laexpr 'kron([1 2],[1; 10])'
1,2
10,20
$ laexpr 'dot([1 2],[3; 4])'
11
$ laexpr 'outer([1 2],[3; 4])'
3,4
6,8
$ laexpr '[eye(2) ones(2,1) zeros(2,1)]'
1,0,1,0
0,1,1,0
$ laexpr 'ones(2) + zeros(rows(B),2)' < B.csv
1,1
1,1
$ laexpr 'commutation(2,3)*vec(B) - vec(B.'"'"')' < B.csv | paste -sd,
0,0,0,0,0,0
$ laexpr 'B*vector(2) + vector(1)' < B.csv
13
31
$ laexpr 'B + matrix(1)' < B.csv
2,3,4
5,6,7
$ laexpr '3*vector(1)'
2> laexpr: the shape of 'vector' does not follow from its place
2>   3*vector(1)
2>     ^
[2]

$ laexpr '[trace(B*B'"'"') columns(B)]' < B.csv
91,3

# What ran.

$ for e in 'A\y' "(A'*A)\y" "inv(A)*y + det(A)" "A'*A" "[A; A]\[y; y]" 'norm(A) + rank(A)' 'null(A)' 'chol(eye(2)*1i*-1i)'; do echo "$e:" $(laexpr -v "$e" A=A.csv y=y.csv 2>&1 > result | sed -n 's/.*driver //p'); done
A\y: dgetrf
(A'*A)\y: dpotrf
inv(A)*y + det(A): dgetrf
A'*A:
[A; A]\[y; y]: dgeqp3
norm(A) + rank(A): dgesdd dgesdd
null(A): dgeqrf
chol(eye(2)*1i*-1i): zpotrf

# Complex, sparse, names, empty.

$ laexpr "Z'" < Z.csv
1-2i,3+0i
0+0i,4+1i
$ laexpr "Z.'" < Z.csv
1+2i,3+0i
0+0i,4-1i
$ laexpr "Z*Z'" < Z.csv
5+0i,3+6i
3-6i,26+0i
$ laexpr '(1i)^2'
-1
$ laexpr "real'*real" 'real:=[3; 4i]'
25
$ laexpr '2*S + S'"'"'' < S.mtx
%%MatrixMarket matrix coordinate real general
3 3 3
1 1 6
3 2 2
2 3 7
$ laexpr 'S*S' < S.mtx
%%MatrixMarket matrix coordinate real general
3 3 3
1 1 4
2 2 -4
3 3 -4
$ laexpr 'S\[2; 4; 1]' S=S.mtx -O csv
1
-1
1
$ printf ',p,q\na,1,2\nb,3,4\n' > named.csv
$ laexpr "2*N'" < named.csv
,a,b
p,2,6
q,4,8
$ laexpr "N*N'" < named.csv
,a,b
a,5,11
b,11,25
$ laexpr 'inv(N)' --digits 10 < named.csv
,a,b
p,-2,1
q,1.5,-0.5
$ laexpr 'sum(N)' < named.csv
10
$ laexpr --digits 10 '[det(Z) tr(Z) sum(Z) mean(Z)]' < Z.csv
6+7i,5+1i,8+1i,2+0.25i
$ laexpr --digits 10 'Z*inv(Z) + Z\Z - 2*eye(2)' < Z.csv | lacmp --atol 1e-15 - <(printf '0,0\n0,0\n')
$ laexpr --digits 10 '[norm1(Z) norm2(Z) norm(Z)]' 'Z:=[3+4i 0; 0 0]'
5,5,5
$ laexpr 'dot(x, x) + outer(x, x)' 'x:=[1i]'
2
$ laexpr 'abs(S) .* S' < S.mtx
%%MatrixMarket matrix coordinate real general
3 3 3
1 1 4
3 2 -1
2 3 16
$ laexpr 'S + 1' -O csv < S.mtx
3,1,1
1,1,5
1,0,1
$ laexpr "[tr(S*S) sum(S) max(S) min(S) numel(S)]" < S.mtx
%%MatrixMarket matrix array real general
1 5
-4
5
4
-1
9
$ laexpr 'det([])'
1
$ laexpr '[]'
| # size: 0 0
$ laexpr 'zeros(0,3)'
| # size: 0 3
$ laexpr 'ones(2,0)*ones(0,2)'
0,0
0,0
$ laexpr 'sum([])'
0
$ laexpr 'max([])'
2> laexpr: 'max' of a 0x0 matrix: it has no entries
2>   max([])
2>   ^
[3]
$ laexpr 'inv([])'
| # size: 0 0

# Real arguments outside a domain have a value where an imaginary part is given.

$ laexpr '[sqrt(-4+0i) log(-1+0i)]' --digits 6
0+2i,0+3.14159i

# Sparse stays sparse where the dense matrix would not fit.

$ (n=100000; echo '%%MatrixMarket matrix coordinate real general'; echo $n $n $n; seq $n | awk '{print $1, ($1*7)%100000+1, 2}') > H.mtx
$ yes 0.5 | head -n 100000 > w.csv
$ for e in 'H.^2' 'H^3/8' 'H^0' 'diag(w)*H' 'diag(rowsum(H)) - H' '(eye(rows(H)) + H)/2' 'diag(1./rowsum(H))*H' 'sqrt(abs(H))' 'reshape(H, 200000, 50000)'; do echo "$e $(laexpr "$e" H=H.mtx w=w.csv | sed -n 2p)"; done
H.^2 100000 100000 100000
H^3/8 100000 100000 100000
H^0 100000 100000 100000
diag(w)*H 100000 100000 100000
diag(rowsum(H)) - H 100000 100000 200000
(eye(rows(H)) + H)/2 100000 100000 200000
diag(1./rowsum(H))*H 100000 100000 100000
sqrt(abs(H)) 100000 100000 100000
reshape(H, 200000, 50000) 200000 50000 100000
$ laexpr 'kron(S, [1 2])' < S.mtx | head -n 2
%%MatrixMarket matrix coordinate real general
3 6 6
$ laexpr 'exp(H)' < H.mtx
2> laexpr: the result is dense: 100000x100000 exceeds the limit of 134217728 cells
2>   exp(H)
2>   ^
[3]
$ laexpr 'sqrt(-H)' < H.mtx
2> laexpr: 'sqrt' of -2 at row 100000, column 1 is outside its real domain
2>   sqrt(-H)
2>   ^
[4]
$ laexpr 'kron(H, H)' < H.mtx
2> laexpr: a 10000000000x10000000000 matrix has too many cells
2>   kron(H, H)
2>   ^
[3]
$ laexpr 'commutation(1e5, 1e6)'
2> laexpr: a 100000000000x100000000000 matrix has too many cells
2>   commutation(1e5, 1e6)
2>   ^
[3]

# Large sparse systems are solved without making the matrix dense: Cholesky where it is positive definite, else LU.

$ awk -v m=30 'BEGIN { n = m * m; print "%%MatrixMarket matrix coordinate real symmetric"; print n, n, n + 2 * m * (m - 1); for (i = 1; i <= n; ++i) { print i, i, 4; if (i % m) print i + 1, i, -1; if (i + m <= n) print i + m, i, -1 } }' > grid.mtx
$ awk 'BEGIN { n = 600; print "%%MatrixMarket matrix coordinate real symmetric"; print n, n, 2 * n; for (i = 1; i <= n; ++i) print i, i, 2 "\n" (i < n ? i + 1 : n), (i < n ? i : 1), -1 }' > cycle.mtx
$ cp testdata/real/young1c.mtx testdata/real/mhd1280b_block.mtx .
$ for e in 'G\(G*ones(900,1)) - ones(900,1)' '(ones(2,900)*G)/G - ones(2,900)' 'inv(G)*(G*2i*ones(900,1)) - 2i*ones(900,1)' "G'\\(G*ones(900,1)) - ones(900,1)"; do laexpr "$e" G=grid.mtx | lacmp --atol 1e-11 - <(laexpr "0*($e)" G=grid.mtx) && echo solved; done
solved
solved
solved
solved
$ for e in "A*(A\\ones(841,1)) - ones(841,1)" "(ones(1,841)/A)*A - ones(1,841)" "A'*(inv(A)'*ones(841,1)) - ones(841,1)" "A.'*(inv(A).'*ones(841,1)) - ones(841,1)"; do laexpr "norm(abs($e))" A=young1c.mtx | lacmp --atol 1e-10 - <(echo 0) && echo solved; done
solved
solved
solved
solved
$ laexpr 'norm(M*(M\ones(640,1)) - ones(640,1))' M=mhd1280b_block.mtx | lacmp --atol 1e-8 - <(echo 0) && echo solved
solved
$ for m in grid young1c mhd1280b_block; do laexpr -v 'A\ones(rows(A),1)' A=$m.mtx 2>&1 >/dev/null | grep -o 'sparse [A-Z].*'; done
sparse Cholesky (CHOLMOD)
sparse LU (Eigen)
sparse Cholesky (CHOLMOD)
$ laexpr 'H\w' H=H.mtx w=w.csv | lacmp - <(laexpr "H'*w/4" H=H.mtx w=w.csv) && echo same
same
$ laexpr 'logdet(G) - log(det(G/4)) - 900*log(4)' G=grid.mtx | lacmp --atol 1e-9 - <(echo 0) && echo same
same
$ laexpr 'C\ones(600,1)' C=cycle.mtx
2> laexpr: cycle.mtx is singular to working accuracy (laproj --coef gives a least squares solution)
2>   C\ones(600,1)
2>    ^
[4]
$ (head -n 1 H.mtx; echo 100000 100000 99999; tail -n +4 H.mtx) | laexpr 'H\w' w=w.csv
2> laexpr: - is singular to working accuracy (laproj --coef gives a least squares solution)
2>   H\w
2>    ^
[4]

# A large sparse matrix that is not square: least squares by sparse QR, of minimum norm.

$ laexpr -v 'S\y' S=testdata/real/large/survey.mtx y=testdata/real/large/survey_y.csv 2>&1 >/dev/null | grep driver
laexpr: driver sparse QR (SuiteSparseQR), rank 712
$ laexpr "norm(S'*(S*(S\\y) - y))" S=testdata/real/large/survey.mtx y=testdata/real/large/survey_y.csv | lacmp --atol 1e-10 - <(echo 0) && echo orthogonal
orthogonal
$ laexpr "y'/S'" S=testdata/real/large/survey.mtx y=testdata/real/large/survey_y.csv | lacmp --rtol 1e-11 - <(laexpr "(S\\y)'" S=testdata/real/large/survey.mtx y=testdata/real/large/survey_y.csv) && echo same
same
$ laexpr "S'\\(S'*y)" S=testdata/real/large/survey.mtx y=testdata/real/large/survey_y.csv | lacmp --atol 1e-11 - <(laproj testdata/real/large/survey.mtx testdata/real/large/survey_y.csv) && echo same
same
$ laexpr '[S S; S S]\[y; y]' S=testdata/real/large/survey.mtx y=testdata/real/large/survey_y.csv | lacmp --rtol 1e-9 - <(laexpr '[S\y; S\y]/2' S=testdata/real/large/survey.mtx y=testdata/real/large/survey_y.csv) && echo same
same
$ laexpr 'inv(H)' < H.mtx
2> laexpr: the result is dense: 100000x100000 exceeds the limit of 134217728 cells
2>   inv(H)
2>   ^
[3]

# Language: status 2, with a caret.

$ laexpr '2*gama + 1' gamma:=2
2> laexpr: unknown name 'gama'; did you mean 'gamma'?
2>   2*gama + 1
2>     ^
[2]
$ laexpr '2*gama + other' gamma:=2 < y.csv
2> laexpr: unknown name 'gama'; did you mean 'gamma'?
2>   2*gama + other
2>     ^
[2]
$ laexpr '1 + sine(2)'
2> laexpr: unknown function 'sine'; did you mean 'sin'?
2>   1 + sine(2)
2>       ^
[2]
$ laexpr 'sin'
2> laexpr: 'sin' is a function: its arguments follow in parentheses
2>   sin
2>   ^
[2]
$ laexpr '(1 + 2'
2> laexpr: '(' is never closed
2>   (1 + 2
2>   ^
[2]
$ laexpr '1 + 2)'
2> laexpr: ')' closes nothing
2>   1 + 2)
2>        ^
[2]
$ laexpr '[1 2'
2> laexpr: '[' is never closed
2>   [1 2
2>   ^
[2]
$ laexpr '1]'
2> laexpr: ']' closes nothing
2>   1]
2>    ^
[2]
$ laexpr '[1 2)'
2> laexpr: expected ']', found ')'
2>   [1 2)
2>       ^
[2]
$ laexpr '1 + '
2> laexpr: expected an operand, found the end
2>   1 + 
2>       ^
[2]
$ laexpr '1 + * 2'
2> laexpr: expected an operand, found '*'
2>   1 + * 2
2>       ^
[2]
$ laexpr '1 2'
2> laexpr: expected an operator, found '2'
2>   1 2
2>     ^
[2]
$ laexpr 'sin(1, 2)'
2> laexpr: 'sin' takes 1 argument, found 2
2>   sin(1, 2)
2>   ^
[2]
$ laexpr 'reshape(1)'
2> laexpr: 'reshape' takes 3 arguments, found 1
2>   reshape(1)
2>   ^
[2]
$ laexpr 'ones()'
2> laexpr: 'ones' takes 1 or 2 arguments, found 0
2>   ones()
2>   ^
[2]
$ laexpr 'a = 1'
2> laexpr: unexpected character '='
2>   a = 1
2>     ^
[2]
$ laexpr 'A(1)' < A.csv
2> laexpr: unknown function 'A'
2>   A(1)
2>   ^
[2]
$ laexpr '1:3'
2> laexpr: unexpected character ':'
2>   1:3
2>    ^
[2]
$ laexpr '1 $ 2'
2> laexpr: unexpected character '$'
2>   1 $ 2
2>     ^
[2]
$ laexpr '1e999'
2> laexpr: the number is too large
2>   1e999
2>   ^
[2]
$ laexpr '"text"'
2> laexpr: unexpected character '"'
2>   "text"
2>   ^
[2]
$ laexpr 'é'
2> laexpr: unexpected character 'é'
2>   é
2>   ^
[2]
$ laexpr "[1 ']"
2> laexpr: inside brackets ' must follow its operand without a blank
2>   [1 ']
2>      ^
[2]
$ laexpr 'eye(n*1i)' n:=2
2> laexpr: 'eye' needs a size that is known before the evaluation
2>   eye(n*1i)
2>        ^
[2]
$ laexpr 'eye(sum(A))' < A.csv
2> laexpr: 'eye' needs a size that is known before the evaluation
2>   eye(sum(A))
2>       ^
[2]
$ laexpr -q 'x + unknown' x:=1 y=y.csv z=z.csv unknow:=3
2> laexpr: unknown name 'unknown'; did you mean 'unknow'?
2>   x + unknown
2>       ^
[2]
$ laexpr -x
2> laexpr: unknown option '-x'; an expression that begins with '-' follows '--'
[2]
$ laexpr --digits 3 --format %g 1
2> laexpr: --digits and --format exclude each other
[2]

# Shapes and data: status 3.

$ laexpr 'y + z'"'"'' y=y.csv z=z.csv
2> laexpr: '+': shapes 2x1 and 1x2 differ
2>   y + z'
2>     ^
[3]
$ laexpr 'B*B' < B.csv
2> laexpr: '*': inner dimensions of 2x3 and 2x3 differ
2>   B*B
2>    ^
[3]
$ laexpr 'B/A*B' A=A.csv B=B.csv
2> laexpr: '/': column counts of 2x3 and 2x2 differ
2>   B/A*B
2>    ^
[3]
$ laexpr 'B\[1 2 3]' < B.csv
2> laexpr: '\': row counts of 2x3 and 1x3 differ
2>   B\[1 2 3]
2>    ^
[3]
$ laexpr 'det(B)' < B.csv
2> laexpr: 'det': the matrix is 2x3: a square matrix is needed
2>   det(B)
2>   ^
[3]
$ laexpr '[1 2; 3]'
2> laexpr: column counts of 1x2 and 1x1 differ
2>   [1 2; 3]
2>         ^
[3]
$ laexpr '[[1; 2] 3]'
2> laexpr: row counts of 2x1 and 1x1 differ
2>   [[1; 2] 3]
2>           ^
[3]
$ laexpr 'dot(y, B)' y=y.csv B=B.csv
2> laexpr: 'dot': argument 2 is 2x3: a vector is needed
2>   dot(y, B)
2>   ^
[3]
$ laexpr 'reshape(B, 4, 2)' < B.csv
2> laexpr: 'reshape': 2x3 has 6 entries, 4x2 has 8
2>   reshape(B, 4, 2)
2>   ^
[3]
$ laexpr 'eye(-1)'
2> laexpr: a size must be an integer that is not negative
2>   eye(-1)
2>       ^
[3]
$ laexpr 'eye(1e6)'
2> laexpr: the result is sparse: 1000000x1000000 cells of delimited text exceed the limit of 134217728; -O mtx writes its nonzero ones
[3]
$ laexpr -O mtx 'eye(1e5)' | sed -n 2,3p; laexpr 'sum(diag(ones(2e4,1))*diag(ones(2e4,1)))'; laexpr 'commutation(1000,1000)'
100000 100000 100000
1 1 1
20000
2> laexpr: the result is sparse: 1000000x1000000 cells of delimited text exceed the limit of 134217728; -O mtx writes its nonzero ones
[3]
$ laexpr 'relu(1i)'
2> laexpr: 'relu' is not defined for complex numbers
2>   relu(1i)
2>   ^
[3]
$ laexpr 'max([1 2i])'
2> laexpr: 'max' is not defined for complex numbers
2>   max([1 2i])
2>   ^
[3]
$ printf '1,x\n' | laexpr 'A+1'
2> laexpr: -:1:2: expected a number, found 'x'
[3]

# Numbers: status 4.

$ laexpr '1 + log([1 2; -1 3])'
2> laexpr: 'log' of -1 at row 2, column 1 is outside its real domain
2>   1 + log([1 2; -1 3])
2>       ^
[4]
$ laexpr '1 + 2*sqrt(y - 5)' < y.csv
2> laexpr: 'sqrt' of -4 at row 1, column 1 is outside its real domain
2>   1 + 2*sqrt(y - 5)
2>         ^
[4]
$ laexpr 'asin(2)'
2> laexpr: 'asin' of 2 is outside its real domain
2>   asin(2)
2>   ^
[4]
$ laexpr 'acos([0 -2])'
2> laexpr: 'acos' of -2 at row 1, column 2 is outside its real domain
2>   acos([0 -2])
2>   ^
[4]
$ laexpr '(-8)^(1/3)'
2> laexpr: the power of -8 to the exponent 0.333333333333333 is outside its real domain
2>   (-8)^(1/3)
2>       ^
[4]
$ laexpr 'log(0)'
-Inf
2> laexpr: warning: 'log(0)' is -Inf
$ laexpr 'y*(inv(A)*y)'"'"'' 'A:=[1 2; 2 4]' y=y.csv
2> laexpr: the matrix is singular to working accuracy (laproj --coef gives a least squares solution)
2>   y*(inv(A)*y)'
2>      ^
[4]
$ laexpr 'A\y' 'A:=[1 2; 2 4]' y=y.csv
2> laexpr: the matrix is singular to working accuracy (laproj --coef gives a least squares solution)
2>   A\y
2>    ^
[4]
$ printf '1,2\n2,4\n' > sing.csv; laexpr 'inv(A)' < sing.csv
2> laexpr: - is singular to working accuracy
2>   inv(A)
2>   ^
[4]
$ laproj --coef sing.csv <(printf '1\n2\n') | lacmp --rtol 1e-15 - <(printf '0.2\n0.4\n')
$ laexpr 'A^-1' A=sing.csv
2> laexpr: sing.csv is singular to working accuracy
2>   A^-1
2>    ^
[4]
$ laexpr 'chol(A)' 'A:=[1 2; 2 1]'
2> laexpr: 'chol': the matrix is not positive definite
2>   chol(A)
2>   ^
[4]
$ laexpr 'chol(A)' 'A:=[1 2; 0 1]'
2> laexpr: 'chol': the matrix is not symmetric
2>   chol(A)
2>   ^
[4]
$ laexpr 'logdet(A)' 'A:=[1 0; 0 -1]'
2> laexpr: 'logdet': the determinant of the matrix is not positive
2>   logdet(A)
2>   ^
[4]
$ laexpr 'inv(A)' 'A:=[0/0 1; 1 1]'
2> laexpr: warning: '0/0' is NaN
2> laexpr: row 1, column 1 is NaN: finite values are needed
2>   inv(A)
2>   ^
[4]

# NaN and infinities that come out of finite values are told, once, with where they come from; what they vanish from is
# finite.

$ printf '0.5\n0.5\n0\n' > p.csv; laexpr 'exp(-sum(p.*log(p)))' p=p.csv
NaN
2> laexpr: warning: 'log(p)' is -Inf at row 3, column 1; 'p.*log(p)' is NaN at row 3, column 1
$ laexpr -q 'exp(-sum(p.*log(p)))' p=p.csv
NaN
$ laexpr 'exp(log(p)) - p' p=p.csv
0
0
0
$ laexpr '1/p' p:=0
Inf
2> laexpr: warning: '1/p' is Inf
$ laexpr '(B + 1)./(B - 3)' 'B:=[1 2; 3 4]'
-1,-3
Inf,5
2> laexpr: warning: '(B+1)./(B-3)' is Inf at row 2, column 1
$ laexpr 'x' x:=1e200*1e200
Inf
2> laexpr: warning: '1e+200*1e+200' is Inf
$ laexpr '[1 1e200]*[1; 1e200] + 1'
Inf
2> laexpr: warning: '[1, 1e+200]*[1; 1e+200]' is Inf
$ laexpr 'A - A' A:=[1e308+1e308,1]
NaN,0
2> laexpr: warning: '1e+308+1e+308' is Inf
$ printf 'NaN,1\n' | laexpr 'A - A'
NaN,0
$ printf 'NaN,1\n' | laexpr '[A - A, 1/0]'
NaN,0,Inf
2> laexpr: warning: '1/0' is Inf

# Sums, determinants and functions that overflow where the result does not.

$ laexpr 'mean([1e308 1e308])'; laexpr 'mean([1.5e308 1.5e308 0 0])'; laexpr --digits 14 'log(det(diag([1e200 1e200])))'
1e+308
7.5e+307
921.03403719762
$ laexpr --digits 14 'log(det(A))' 'A:=[1e-200 0; 0 1e-200]'; laexpr 'log(det(A))' 'A:=[1 2; 2 4]'; laexpr 'log(det(A))' 'A:=[0 1; 1 0]'
-921.03403719762
-Inf
2> laexpr: warning: 'log(det(A))' is -Inf
2> laexpr: 'log' of -1 is outside its real domain
2>   log(det(A))
2>   ^
[4]
$ laexpr 'softplus([1000+1i, 1000+4i, -1000+1i, 1i])'; laexpr 'sigmoid([1000+1i, -1000+1i])'
1000+1i,1000-2.2831853071795862i,0+0i,0.5625629401162227+0.5i
1,0

# Hostile input: bounded, refused, soon.

$ python3 -c "print('('*1000000 + '1')" > deep; laexpr "$(head -c 100000 deep)" 2>&1 | cut -c1-60
laexpr: nested too deeply (more than 1000 levels)
  ...(((((((((((((((((((((((((((((((((((((((((((((((((((((((
                                         ^
$ python3 -c "print('('*999 + '1' + ')'*999)" > deep; laexpr "$(cat deep)"
1
$ python3 -c "print('('*1001 + '1' + ')'*1001)" > deep; laexpr "$(cat deep)" 2>&1 | cut -c1-70
laexpr: nested too deeply (more than 1000 levels)
  ...(((((((((((((((((((((((((((((((((((((1)))))))))))))))))))))))))))
                                         ^
$ python3 -c "print('['*1001 + '1' + ']'*1001)" > deep; laexpr "$(cat deep)" 2>&1 | head -n 1
laexpr: nested too deeply (more than 1000 levels)
$ laexpr "$(python3 -c "print('x' + '+x'*40000)")" x:=1
40001
$ laexpr -- "$(python3 -c "print('-'*100000 + '1')")"
1
$ laexpr "$(python3 -c "print('1' + chr(39)*100000)")"
1
$ laexpr "$(python3 -c "print('n'*100000)")" < y.csv
1
2
$ laexpr "m + $(python3 -c "print('n'*100000)")" 2>&1 | head -n 3
laexpr: unknown name 'm'
  m + nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn...
  ^
$ laexpr "$(printf '1 +\a 2')"
2> laexpr: unexpected character of code 7
2>   1 +  2
2>      ^
[2]

# Units do not matter to inverses and solutions, and ill-conditioned systems are solved to all digits: Vandermonde's matrix
# of 1 to 12, whose condition number is 1e16.

$ awk 'BEGIN { for (i = 1; i <= 12; ++i) { x = 1; for (j = 1; j <= 12; ++j) { printf "%s%d", (j > 1 ? "," : ""), x; x *= i } print "" } }' > V.csv
$ laexpr 'V\(V*ones(12,1))' V=V.csv | paste -sd' '
1 1 1 1 1 1 1 1 1 1 1 1
$ laexpr 'inv(A)' 'A:=[1.7e308 1.7e308; 1.7e308 -1.7e308]' --digits 6
2.94118e-309,2.94118e-309
2.94118e-309,-2.94118e-309
$ laexpr 'inv(A)' 'A:=[1e-310 2e-310; 3e-310 4e-310]'
2> laexpr: the inverse of the matrix lies beyond the range of doubles
2>   inv(A)
2>   ^
[4]
$ laexpr 'A\b' 'A:=[1e-310 2e-310; 3e-310 4e-310]' 'b:=[5e-310; 11e-310]' --digits 6
1
2
$ printf '1,1,0\n1,0,1\n0,1,1\n' > ring.csv; laexpr 'A*diag([1,1e150,1e300])' A=ring.csv > graded.csv; laexpr 'A*inv(A)' A=graded.csv --digits 6
1,0,0
0,1,0
0,0,1
$ laexpr 'chol(A)' 'A:=[1e300 0; 0 1e-300]'
1e+150,0
0,1e-150
$ laexpr 'chol(A)' 'A:=[1 1; 1 1]'
2> laexpr: 'chol': the matrix is not positive definite
2>   chol(A)
2>   ^
[4]

# Sums and means do not overflow on the way, and have all their digits.

$ laexpr 'mean(x)' 'x:=[1e308 1e308]'; laexpr 'sum(x)' 'x:=[1e308 1e308 -1e308]'
1e+308
1e+308
$ seq 100000 | laexpr '[sum(x./10) mean(x./10)]'
500005000,5000.05
