# lagrad: derivatives of matrix expressions, as formulas and as numbers.

$ printf '1,2\n3,4\n' > A.csv; printf '1\n-1\n' > x.csv; printf '0\n0\n' > zero.csv; printf '2,3\n' > r.csv
> printf '2,1\n1,3\n' > S.csv; printf '1+2i\n0\n' > complex.csv

# The layouts: scalar by scalar, column, row and matrix.
$ lagrad "t^3" --wrt t t:=2
12
$ lagrad "x'*x" --wrt x x=x.csv
2
-2
$ lagrad "r*x" --wrt r r=r.csv x=x.csv
1,-1
$ lagrad "x'*A*x" --wrt A A=A.csv x=x.csv
1,-1
-1,1
# Column, row and matrix by scalar.
$ lagrad "t^2*x" --wrt t t:=3 x=x.csv
6
-6
$ lagrad "t^2*r" --wrt t t:=3 r=r.csv
12,18
$ lagrad "t^2*A" --wrt t t:=3 A=A.csv
6,12
18,24
# Vector by vector: p rows, d columns.
$ lagrad "A*x" --wrt x A=A.csv x=x.csv
1,2
3,4
$ lagrad "x'*A" --wrt x A=A.csv x=x.csv
1,3
2,4
$ lagrad "r*A" --wrt r A=A.csv r=r.csv
1,3
2,4
# Matrix by matrix: vec by vec; matrix by vector.
$ lagrad "2*A'" --wrt A A=A.csv
2,0,0,0
0,0,2,0
0,2,0,0
0,0,0,2
$ lagrad "x*x'" --wrt x x=x.csv
2,0
-1,1
-1,1
0,-2
# Second derivatives.
$ lagrad "x'*A*x" --wrt x --hessian A=A.csv x=x.csv
2,5
5,8
$ lagrad "tr(A*A)" --wrt A --order 2 A=A.csv
2,0,0,0
0,0,2,0
0,2,0,0
0,0,0,2
$ lagrad "t^3*x" --wrt t --hessian t:=2 x=x.csv
12
-12
$ lagrad "x.*(A*x)" --wrt x --hessian A=A.csv x=x.csv
| # name: 1
2,2
2,0

| # name: 2
0,3
3,8
# Third derivatives.
$ lagrad "t^3" --wrt t --order 3 t:=2
6
$ lagrad "sum(x.^4)" --wrt x --order 3 x=x.csv
| # name: 1
24,0
0,0

| # name: 2
0,0
0,-24
$ lagrad "x.^3" --wrt x --order 3 x=x.csv
| # name: 1,1
6,0
0,0

| # name: 1,2
0,0
0,0

| # name: 2,1
0,0
0,0

| # name: 2,2
0,0
0,6
# A name that does not occur: zeros.
$ lagrad "x'*x" --wrt A A=A.csv x=x.csv
0,0
0,0
$ lagrad "A*x" --wrt r A=A.csv x=x.csv r=r.csv
0,0
0,0
$ lagrad "x" --wrt y
zeros(rows(x), rows(y))
$ lagrad "3" --wrt t --declare t=scalar
0

# The value, the formula though names are bound, standard input.
$ lagrad "x'*A*x" --wrt x --value A=A.csv x=x.csv
0
$ lagrad "log(1+exp(x))" --wrt x --value
softplus(x)
$ lagrad "sum(r)" --wrt r --formula r=r.csv
ones(1, 2)
$ lagrad "x'*A*x" --wrt x A=A.csv x=- < x.csv
-3
-3
# Names that are taken for directions are moved out of the way.
$ lagrad "e.^2" --wrt e --hessian
2*diag(e1)

# Declarations.
$ lagrad "x'*S*x" --wrt x --declare S=symmetric
2*S*x
$ lagrad "x'*S*x" --wrt S --declare S=symmetric S=S.csv x=x.csv
1,-1
-1,1
$ lagrad "a*x" --wrt x --declare a=1x3
a'
$ lagrad "x^2" --wrt x --declare x=scalar
2*x
$ lagrad "x'*S*x" --wrt x --declare S=symmetric S=A.csv x=x.csv
2> lagrad: A.csv is 2x2 and not symmetric, as 'S' is declared
[3]
$ lagrad "x" --wrt x --declare x=tensor
2> lagrad: 'tensor' in 'x=tensor' is not scalar, vector, matrix, symmetric or RxC
[2]
$ lagrad "x" --wrt x --declare =scalar
2> lagrad: --declare takes NAME=SPEC, found '=scalar'
[2]
$ lagrad "x" --wrt x --declare x
2> lagrad: --declare takes NAME=SPEC, found 'x'
[2]
$ lagrad "x" --wrt x --declare x=scalar --declare x=vector
2> lagrad: 'x' is declared twice
[2]
$ lagrad "x" --wrt x --declare x=1x3 x=x.csv
2> lagrad: 'x' is declared 1x3, x.csv is 2x1
[3]

# At a kink the derivative of the kinked function is 0; a smooth whole is exact there.
$ lagrad "norm2(x)" --wrt x x=zero.csv
0
0
2> lagrad: warning: 'norm2' has a kink at 0, where x is: its derivative is taken to be 0
$ lagrad "norm2(x)^2" --wrt x x=zero.csv
0
0
$ lagrad "norm2(x)^2" --wrt x --hessian x=zero.csv
2,0
0,2
$ lagrad "norm2(x)^3" --wrt x x=zero.csv
0
0
$ lagrad "norm2(x)^3" --wrt x --hessian x=zero.csv
0,0
0,0
$ lagrad "norm2(A*x)^3+x'*x" --wrt x --hessian A=A.csv x=zero.csv
2,0
0,2
$ lagrad "norm2(x-y)*(x-y)" --wrt x x=x.csv y=x.csv
0,0
0,0
$ lagrad "norm2(x)*sum(x)" --wrt x --hessian x=zero.csv
0,0
0,0
2> lagrad: warning: 'norm2' has a kink at 0, where x is: its derivative is taken to be 0
$ lagrad "norm2(x)^3" --wrt x --order 3 x=zero.csv
| # name: 1
0,0
0,0

| # name: 2
0,0
0,0
2> lagrad: warning: 'norm2' has a kink at 0, where x is: its derivative is taken to be 0
$ lagrad "norm1(x)" --wrt x x=zero.csv
0
0
2> lagrad: warning: 'abs' has a kink at 0, where x is: its derivative is taken to be 0
$ lagrad "sum(relu(x))" --wrt x -q x=zero.csv
0
0
$ lagrad "sum(abs(x).^2)" --wrt x x=zero.csv
0
0
$ lagrad "norm2(c*x)" --wrt x c:=2 x=zero.csv
0
0
2> lagrad: warning: 'norm2' has a kink at 0, where x is: its derivative is taken to be 0
$ lagrad "norm2(c*x)" --wrt x c:=0 x=x.csv
0
0
$ lagrad "norm2((x-a)/s)" --wrt x s:=2 a=x.csv x=x.csv
0
0
2> lagrad: warning: 'norm2' has a kink at 0, where x-a is: its derivative is taken to be 0
$ lagrad "norm2((x-a)/s)^3" --wrt x --hessian s:=2 a=x.csv x=x.csv
0,0
0,0
$ lagrad "normfro(x*y')" --wrt x y=x.csv x=zero.csv
0
0
2> lagrad: warning: 'normfro' has a kink at 0, where x is: its derivative is taken to be 0
$ lagrad "sqrt(x'*x+t^2)" --wrt x t:=0 x=zero.csv
0
0
2> lagrad: warning: 'sqrt' has a kink at 0, where x is: its derivative is taken to be 0
$ printf '0,0\n3,4\n0,0\n' > Z.csv; lagrad "sum(sqrt(rowsum(X.^2)))" --wrt X --digits 10 X=Z.csv
0,0
0.6,0.8
0,0
2> lagrad: warning: 'sqrt' has a kink at 0, where rowsum(X.^2) is: its derivative is taken to be 0
$ lagrad "sum(sqrt(rowsum(X.^2)))" --wrt X --check -q X=Z.csv > error.csv
$ lagrad "sum(sqrt(rowsum(X.^2)).^3)" --wrt X X=Z.csv
0,0
45,60
0,0
$ lagrad "sum(abs(x).^3)" --wrt x x=zero.csv
0
0
$ lagrad "(1+sqrt(3)*norm2(x-y))*exp(-sqrt(3)*norm2(x-y))" --wrt x x=x.csv y=x.csv
0
0

# Where the expression has no finite value there is no kink: told, once.
$ lagrad "log(x'*x)" --wrt x x=zero.csv
NaN
NaN
2> lagrad: warning: 'log(x'*x)' is -Inf
$ lagrad "1/norm2(x)" --wrt x x=zero.csv
NaN
NaN
2> lagrad: warning: '1/norm2(x)' is Inf
$ lagrad "x/norm2(x)" --wrt x x=zero.csv
NaN,NaN
NaN,NaN
2> lagrad: warning: 'x/norm2(x)' is NaN at row 1, column 1
$ lagrad "x/norm2(x)" --wrt x -q x=zero.csv
NaN,NaN
NaN,NaN
$ lagrad "sum(log(x))" --wrt x x=x.csv
1
-1
2> lagrad: warning: 'log' of -1 at row 2, column 1 is outside its real domain, in 'log(x)'
$ lagrad "logdet(A)" --wrt A A:=[1,0\;0,-2]
1,0
0,-0.5
2> lagrad: warning: 'logdet': the determinant of the matrix is not positive, in 'logdet(A)'
$ lagrad "sqrt(t)" --wrt t t:=0
Inf
2> lagrad: warning: '1/(2*sqrt(t))' is Inf
$ lagrad "sum(1./x)" --wrt x x:=[1\;0]
-1
-Inf
2> lagrad: warning: '1./x' is Inf at row 2, column 1
$ lagrad "sum(x.^p)" --wrt p p:=2 x=zero.csv
NaN
2> lagrad: warning: 'log(x)' is -Inf at row 1, column 1; 'x.^p'*log(x)' is NaN
$ lagrad "log(t)" --wrt t --value t:=0
-Inf
2> lagrad: warning: 'log(t)' is -Inf

# No overflow where the mathematics has none.
$ lagrad "sum(log(1+exp(s*x)))" --wrt x s:=2000 x=x.csv
2000
0
$ lagrad "log(sum(exp(s*x)))" --wrt x s:=2000 x=x.csv
2000
0
$ lagrad "exp(s*x)/sum(exp(s*x))" --wrt x s:=2000 x=x.csv
0,0
0,0

# --check: right, and beyond a tolerance that no difference meets.
$ lagrad "log(det(A'*A+x*x'))" --wrt A --check A=A.csv x=x.csv > error.csv
$ lagrad "x'*A*x" --wrt x --check --hessian A=A.csv x=x.csv > error.csv
$ lagrad "sum(x.^4)" --wrt x --check --order 3 x=x.csv > error.csv
$ lagrad "x.^3.*(A*x)" --wrt x --check --order 3 x=x.csv A=A.csv > error.csv
$ lagrad "logdet(S)" --wrt S --check --declare S=symmetric S=S.csv > error.csv
$ lagrad "exp(x)" --wrt x --check --rtol 0 x=x.csv > error.csv
[1]
$ printf '1\n2\n3\n' > one23.csv; lagrad "sum(softmax(x))" --wrt x --check x=one23.csv > error.csv
$ lagrad "sum(softmax(x))" --wrt x --check --hessian x=one23.csv > error.csv
$ lagrad "1e9+t" --wrt t --check t:=1 > error.csv
$ lagrad "0*t+t'" --wrt t --check t:=0 > error.csv
$ lagrad "log(t)" --wrt t --check t:=-1
2> lagrad: warning: 'log' of -1 is outside its real domain, in 'log(t)'
2> lagrad: 'log' of -1 is outside its real domain
2>   log(t)
2>   ^
[4]

# What it refuses.
$ lagrad "max(x)+x'*x" --wrt x
2> lagrad: no derivative rule for 'max'
2>   max(x)+x'*x
2>   ^
[2]
$ for f in norm1 norm2 normnuc; do lagrad "$f(X)" --wrt X; done
2> lagrad: no derivative rule for 'norm1' of a matrix; sum(abs()) has one
2>   norm1(X)
2>   ^
2> lagrad: no derivative rule for 'norm2' of a matrix; normfro() has one
2>   norm2(X)
2>   ^
2> lagrad: no derivative rule for 'normnuc'
2>   normnuc(X)
2>   ^
[2]
$ lagrad "[normfro(X*y) normfro(x)]*[2; 3]" --wrt y
2> lagrad: no derivative rule for brackets
2>   [normfro(X*y) normfro(x)]*[2; 3]
2>   ^
[2]
$ lagrad "normfro(X*y)+normfro(A-X)^2+norm(y)" --wrt X
2*X-2*A+X*y*y'/norm2(X*y)
$ lagrad "chol(A)*x" --wrt A
2> lagrad: no derivative rule for 'chol'
2>   chol(A)*x
2>   ^
[2]
$ lagrad "chol(A)*x" --wrt x
chol(A)
$ lagrad "[x; x]" --wrt x
2> lagrad: no derivative rule for brackets
2>   [x; x]
2>   ^
[2]
$ lagrad "A^t*x" --wrt A --declare t=scalar
2> lagrad: no derivative rule for '^'
2>   A^t*x
2>    ^
[2]
$ lagrad "frobnicate(x)" --wrt x
2> lagrad: unknown function 'frobnicate'
2>   frobnicate(x)
2>   ^
[2]
$ lagrad "A*x" --wrt x x=x.csv
2> lagrad: 'A' is not bound: give A=FILE
[2]
$ lagrad "A*y" --wrt x A=A.csv y=x.csv
2> lagrad: 'x' is not bound: give x=FILE
[2]
$ lagrad "A*x" --wrt A A=A.csv x=r.csv
2> lagrad: '*': inner dimensions of 2x2 and 1x2 differ
2>   A*x
2>    ^
[3]
$ lagrad "x'*x" --wrt x x=complex.csv
2> lagrad: complex.csv: complex values: derivatives are of real functions
[3]
$ lagrad "2i*x" --wrt x
2> lagrad: an imaginary number: derivatives are of real functions
2>   2i*x
2>   ^
[2]
$ lagrad "x"
2> lagrad: --wrt is needed: the name that the derivative is taken by
[2]
$ lagrad "x" --wrt "x+1"
2> lagrad: --wrt takes a name, found 'x+1'
[2]
$ lagrad "x" --wrt pi
2> lagrad: --wrt takes a name, found 'pi'
[2]
$ lagrad
2> lagrad: an expression is needed
[2]
$ lagrad "x" --wrt x --order 4
2> lagrad: --order takes 1, 2 or 3
[2]
$ lagrad "x" --wrt x --hessian --value
2> lagrad: --order, --hessian and --value exclude each other
[2]
$ lagrad "x" --wrt x --check
2> lagrad: --check needs values: give NAME=FILE
[2]
$ lagrad "-x" --wrt x
2> lagrad: unknown option '-x'; an expression that begins with '-' follows '--'
[2]
$ lagrad --wrt x -- "-x'*x"
-2*x
$ lagrad "log(x)" --wrt x --value x=x.csv
2> lagrad: 'log' of -1 at row 2, column 1 is outside its real domain
2>   log(x)
2>   ^
[4]
$ lagrad "inv(A)*x" --wrt x A:=ones\(2,2\) x=x.csv
2> lagrad: the matrix is singular to working accuracy
2>   inv(A)
2>   ^
[4]

# Formulas that are written with a selection of rows and columns are expressions again.
$ lagrad "diag(x)*M*diag(z)" --wrt x
diag(vec(M*diag(z)))*kron(ones(cols(M), 1), eye(rows(M)))
$ lagrad "$(lagrad "diag(x)*M*diag(z)" --wrt x)" --wrt z --value
diag(vec(M*diag(z)))*kron(ones(cols(M), 1), eye(rows(M)))
$ lagrad "kron(z, ones(3, 1)).*vec(M)" --wrt z --declare M=3x3
diag(vec(M))*kron(eye(rows(z)), ones(3, 1))
$ lagrad "softmax(M)" --wrt M
diag(vec(softmax(M)))-diag(vec(softmax(M)))*kron(ones(cols(M), cols(M)), eye(rows(M)))*diag(vec(softmax(M)))
$ lagrad "kron(X, W)" --wrt W
diag(vec(kron(X, ones(rows(W), cols(W)))))*kron(ones(cols(X), 1), kron(eye(cols(W)), kron(ones(rows(X), 1), eye(rows(W)))))
# Zeros and identities of one size.
$ lagrad "tr(A*X)" --wrt X --hessian
zeros(numel(X), numel(X))
$ lagrad "tr(A*X)" --wrt X --hessian --declare X=3x2
zeros(6, 6)
$ lagrad "$(lagrad "normfro(X)" --wrt X --hessian)" --wrt X --value
eye(numel(X))/normfro(X)-vec(X)*vec(X)'/normfro(X)^3
$ lagrad "kron(A, x)*t" --wrt t --hessian --declare t=scalar --declare A=3x3
zeros(3*rows(x), 3)
$ laexpr "$(lagrad "kron(A, x)*t" --wrt t --hessian --declare t=scalar --declare A=2x2)" x=x.csv
0,0
0,0
0,0
0,0

# Second derivatives are written as symmetric as they are, scalars drawn out.
$ lagrad "logsumexp(A*x)" --wrt x --hessian
A'*diag(softmax(A*x))*A-A'*softmax(A*x)*softmax(A*x)'*A
$ lagrad "x'*M*x/(x'*x)" --wrt x --hessian
(M+M'-2*(x*x'*(M+M')+(M+M')*x*x'+x'*M*x*(eye(rows(M))-4*x*x'/(x'*x)))/(x'*x))/(x'*x)
$ lagrad "x'*z/(norm2(x)*norm2(z))" --wrt x --hessian
-(x*z'+z*x'+x'*z*(eye(rows(x))-3*x*x'/(x'*x)))/(norm2(x)^3*norm2(z))
$ lagrad "norm2(M*tanh(N*x)-z)^2" --wrt x --hessian
4*N'*diag(tanh(N*x).*(tanh(N*x).^2-1).*(M'*(M*tanh(N*x)-z)))*N+2*N'*diag(tanh(N*x).^2-1)*M'*M*diag(tanh(N*x).^2-1)*N
$ lagrad "exp(-norm2(x-z)^2/(2*s^2))" --wrt x --hessian --declare s=scalar
exp(-norm2(x-z)^2/(2*s^2))*((x-z)*(x-z)'/s^4-eye(rows(x))/s^2)
$ lagrad "tr(M^3)" --wrt M --hessian --declare M=3x3
3*(kron(eye(3), M')+kron(M, eye(3)))*commutation(3, 3)
$ lagrad "det(M)" --wrt M --hessian --declare M=3x3
det(M)*(vec(inv(M)')*vec(inv(M)')'-kron(inv(M), inv(M)')*commutation(3, 3))
$ lagrad "sum(softplus(y.*(A*x)))" --wrt y --hessian
diag(sigmoid(y.*(A*x)).*sigmoid(-y.*(A*x)).*(A*x).^2)
$ lagrad "t.^x" --wrt x --declare t=scalar
log(t)*diag(t.^x)
$ lagrad "tanh(x)" --wrt x
diag(1-tanh(x).^2)
$ lagrad "sum(A*x)" --wrt x
colsum(A)'
$ lagrad "sym(M)*x" --wrt x
(M+M')/2

# Of a, -a, a' and -a' one is inverted.
$ lagrad "det(B'-B)" --wrt B
det(B'-B)*(inv(B-B')'-inv(B-B'))
$ lagrad "inv(A'-A)" --wrt A --value
-inv(A-A')
$ lagrad "(A'-A)\x" --wrt x
-inv(A-A')
$ lagrad "inv(B-A)*x+inv(A-B)*x+inv(A'-B')'*x" --wrt x
-inv(B-A)
$ printf '1,2,3,4\n0,1,5,2\n7,1,0,1\n2,2,3,1\n' > F.csv; printf '1\n2\n-1\n3\n' > f.csv
$ for e in "det(F'-F)" "inv(F'-F)" "pinv(F'-F)*f" "(F'-F)\f" "sum(abs(F'*B))+det(B'*F-F'*B)"; do lagrad "$e" --wrt F --check F=F.csv f=f.csv B:=ones\(4,4\)+eye\(4\) > error.csv || echo "$e"; done

# Numbers are drawn together where that loses nothing: small constants stay what they are.
$ lagrad "1/(x+1e-300)" --wrt x x:=2
-0.25
$ lagrad "1/(x+1e-12)^30" --wrt x --digits 10 x:=2
-1.396983862e-08
$ lagrad "log(x+1e-320)" --wrt x x:=2
0.5
$ lagrad "x/sqrt(x'*x+1e-6)" --wrt x --digits 10 x:=[1e100\;1e100]
3.535533906e-101,-3.535533906e-101
-3.535533906e-101,3.535533906e-101
$ lagrad "x/sqrt(x'*x+1e-6)" --wrt x
eye(rows(x))/sqrt(x'*x+1e-06)-x*x'/(x'*x+1e-06)^1.5
$ lagrad "diag(1./(rowsum(C)+1e-300))*C" --wrt C --check C:=[1,2\;3,4] > error.csv
$ lagrad "1e-200*x*(1e-200*y)" --wrt x --declare x=scalar --declare y=scalar
1e-200*(1e-200*y)
$ lagrad "(1e-200*t)*(1e-200*t)" --wrt t --digits 10 t:=1e150
2e-250
$ lagrad "1/(1e-200*t)^2" --wrt t --digits 10 t:=1e200
-2e-200
$ lagrad "2*x+1e-9*y'*x*y" --wrt x
2*eye(rows(x))+1e-09*y*y'
$ lagrad "x'*x/782" --wrt x
x/391

# Functions that would overflow are recognized, also transposed, whatever was written before.
$ printf '1000,-1000\n500,3\n' > L.csv; printf '1,0\n0,1\n' > I.csv
$ lagrad "sum((-T).*(W'*X))+sum(log(exp(X'*W)*vector(1)))" --wrt W
X*(softmax(X'*W)-T')
$ lagrad "sum((-T).*(W'*X))+sum(log(exp(X'*W)*vector(1)))" --wrt W W=L.csv X=I.csv T=I.csv
0,0
1,-1
$ lagrad "sum(log(exp(X'*W)*vector(1)))+sum((-T).*(W'*X))" --wrt W W=L.csv X=I.csv T=I.csv
0,0
1,-1
$ lagrad "tr(X*W)+sum(log(1+exp(W'*X')))" --wrt t --value
tr(X*W)+sum(softplus(X*W))
$ lagrad "tr(X*W)+sum(exp(W'*X')./(1+exp(W'*X')))" --wrt t --value
tr(X*W)+sum(sigmoid(X*W))
$ lagrad "tr(X*W)+sum(1-1./(1+exp(W'*X')))" --wrt t --value
tr(X*W)+sum(sigmoid(X*W))
$ lagrad "tr(X*W)+x'*(exp(W'*X')./(rowsum(exp(W'*X'))*vector(1)'))*x" --wrt t --value
tr(X*W)+x'*softmax(W'*X')*x
$ lagrad "tr(X-W)+sum((W'-X').*sign(X'-W')*x)" --wrt t --value
tr(X-W)-x'*rowsum(abs(X-W))
$ lagrad "log(2+2*exp(x))" --wrt t --value
softplus(x)+log(2)

# Arrays of equal entries keep their shape, diagonals are taken before powers.
$ lagrad "sum((1+r*ones(3,1)).^n)" --wrt r --digits 10 r:=0.05 n:=2
6.3
$ lagrad "sum((1+r*ones(3,1)).^n)" --wrt r --declare r=scalar --declare n=scalar
3*n*(1+r)^(n-1)
$ lagrad "sum((t*ones(2,3)).^t)" --wrt t --value t:=2
24
$ lagrad "c'*((1+r*ones(3,1)).^n)" --wrt r --value r:=1 n:=2 c:=[1\;2\;3]
24
$ printf '4,-1\n-2,9\n' > D.csv
$ lagrad "x'*sqrt(diag(S))" --wrt x S=D.csv x=x.csv
2
3
$ lagrad "sum(diag(S).^1.5)" --wrt S S=D.csv
3,0
0,4.5
$ lagrad "diag(1./sqrt(diag(S)))*S*diag(1./sqrt(diag(S)))" --wrt S --check S=D.csv > error.csv
$ awk 'BEGIN { n = 20000; print "%%MatrixMarket matrix coordinate real general"; print n, n, n
>   for (i = 1; i <= n; ++i) print i, i, 2 }' > diagonal.mtx; laexpr 'ones(20000, 1)' > long.csv
$ lagrad "sum(x./diag(S))" --wrt x S=diagonal.mtx x=long.csv -O csv | sort -u
0.5

# Deep nesting: what the terms have in common is drawn out once, not for each of their subsets; shared parts that would
# make a text without end are refused.
$ E=s; for i in $(seq 60); do E="sin($E*s)"; done; lagrad "$E" --wrt s --check s:=1 > error.csv
$ E=s; for i in $(seq 60); do E="sin($E*s)"; done; lagrad "$E" --wrt s --hessian --declare s=scalar
2> lagrad: the derivative is too long: written out it has more than 200000 names and operations
[2]
$ E=A; for i in B C D F G H J K L M N; do E="kron($E, $i)"; done; lagrad "$E" --wrt x --value
kron(A, kron(B, kron(C, kron(D, kron(F, kron(G, kron(H, kron(J, kron(K, kron(L, kron(M, N)))))))))))
