# lamul: products, powers and Gram matrices.

$ printf '1,2,3\n4,5,6\n' > M.csv
> printf '1,2\n3,4\n5,6\n' > C.csv
> printf '4,1\n2,3\n' > A.csv
> printf '3,4\n2,16\n' > B.csv
> printf '3\n4\n' > v.csv
> printf '4\n-3\n' > w.csv

# Two files, and a left factor on standard input.
$ lamul M.csv C.csv
22,28
49,64
$ lamul C.csv M.csv
9,12,15
19,26,33
29,40,51
$ lamul C.csv < M.csv
22,28
49,64
$ lamul M.csv - < C.csv
22,28
49,64
$ lamul - C.csv < M.csv
22,28
49,64

# All factors on one stream, or a stream for several of them.
$ (cat M.csv; echo; cat C.csv) | lamul
22,28
49,64
$ (cat A.csv; echo; cat B.csv) | lamul v.csv
170
260
$ (cat A.csv; echo; cat B.csv) > AB.csv; lamul AB.csv v.csv
170
260
$ lamul v.csv < AB.csv
170
260

# One document is its own product.
$ lamul < M.csv
1,2,3
4,5,6
$ lamul - < M.csv
1,2,3
4,5,6

# Factors by name and by position; -#… may share standard input.
$ printf '# name: U\n1,2\n3,4\n\n# name: V\n0,1\n1,0\n' > UV.csv
> lamul UV.csv#V UV.csv#U
3,4
1,2
$ lamul UV.csv#2 UV.csv#1
3,4
1,2
$ lamul -#V -#U -#V < UV.csv
4,3
2,1
$ lamul -#W -#U < UV.csv
2> lamul: -: no document 'W' among U, V
[3]

# Vectors are columns, and nothing is transposed to make shapes fit.
$ lamul v.csv w.csv
2> lamul: v.csv is 2x1, w.csv is 2x1: inner dimensions 1 and 2 differ
[3]
$ lamul M.csv A.csv
2> lamul: M.csv is 2x3, A.csv is 2x2: inner dimensions 3 and 2 differ
[3]
$ lamul A.csv < M.csv
2> lamul: - is 2x3, A.csv is 2x2: inner dimensions 3 and 2 differ
[3]
$ lamul A.csv M.csv v.csv
2> lamul: M.csv is 2x3, v.csv is 2x1: inner dimensions 3 and 2 differ
[3]
$ printf '2\n' > two.csv; lamul two.csv A.csv
2> lamul: two.csv is 1x1, A.csv is 2x2: inner dimensions 1 and 2 differ
[3]

# --transpose: the numbered factors, conjugate.
$ lamul -t 1 v.csv w.csv
0
$ lamul -t 2 v.csv w.csv
12,-9
16,-12
$ lamul --transpose=1,2 M.csv C.csv
9,19,29
12,26,40
15,33,51
$ lamul -t 1 M.csv
2> lamul: -: empty input
[3]
$ lamul -t 1 < M.csv
1,4
2,5
3,6
$ lamul -t 2 A.csv < M.csv
2> lamul: - is 2x3, A.csv is 2x2: inner dimensions 3 and 2 differ
[3]
$ lamul -t 1 A.csv < M.csv
12,13
18,17
24,21
$ lamul -t 3 A.csv A.csv
2> lamul: factor 3 is out of range 1..2
[3]

# --scale alone takes the file itself; with several factors it scales the product.
$ lamul --scale 2 A.csv
8,2
4,6
$ lamul --scale=-.5 < A.csv
-2,-0.5
-1,-1.5
$ lamul --scale 1e-3 A.csv v.csv
0.016
0.018000000000000002
$ lamul --scale two A.csv
2> lamul: --scale takes a number, found 'two'
[2]

# --power.
$ lamul --power 2 A.csv
18,7
14,11
$ lamul --power 0 A.csv
1,0
0,1
$ lamul --power 1 A.csv
4,1
2,3
$ printf '1,1\n1,0\n' | lamul --power 50
20365011074,12586269025
12586269025,7778742049
$ printf '2,0\n0,4\n' | lamul --power -2
0.25,0
0,0.0625
$ printf '2,0\n0,4\n' | lamul --power -1 --scale 8
4,0
0,2
$ printf '0,0\n0,0\n' | lamul --power 0
1,0
0,1
$ lamul --power 010 two.csv
1024
$ lamul --power 2 M.csv
2> lamul: M.csv is 2x3: a square matrix is needed
[3]
$ lamul --power 1.5 A.csv
2> lamul: --power takes an integer, found '1.5'
[2]
$ lamul --power 0x2 A.csv
2> lamul: --power takes an integer, found '0x2'
[2]
$ printf '1,2\n2,4\n' > S.csv; lamul --power -1 S.csv
2> lamul: S.csv is singular to working accuracy (reciprocal condition number 0)
[4]

# --gram: AᴴA, or AAᴴ of the rows, exactly symmetric.
$ lamul --gram M.csv
17,22,27
22,29,36
27,36,45
$ lamul --gram=rows M.csv
14,32
32,77
$ lamul --gram < M.csv
17,22,27
22,29,36
27,36,45
$ printf '1+1i\n2-3i\n' | lamul --gram
15
$ printf '1+1i\n2-3i\n' | lamul --gram=rows
2+0i,-1+5i
-1-5i,13+0i
$ printf '1,1i\n' | lamul --gram
1+0i,0+1i
0-1i,1+0i
$ lamul --gram rows
2> lamul: rows: no such file or directory
[3]
$ lamul --gram=columns M.csv
2> lamul: --gram= takes rows, found 'columns'
[2]
$ seq 1 100000 | lamul --gram
333338333350000
$ lamul --gram testdata/real/iris.csv > iris.gram; lainfo --is symmetric iris.gram

# --inner and --outer: two vectors, each a row or a column; the first of the inner, the second of the outer conjugated.
$ lamul --inner v.csv v.csv
25
$ lamul --inner v.csv < w.csv
0
$ laconv -t v.csv | lamul --inner w.csv
0
$ lamul --outer v.csv w.csv
12,-9
16,-12
$ laconv -t v.csv | lamul --outer - w.csv
12,-9
16,-12
$ printf '1i\n2\n\n1\n1\n' | lamul --inner
2-1i
$ printf '1\n1\n\n1i\n2\n' | lamul --outer
0-1i,2+0i
0-1i,2+0i
$ lamul --inner M.csv v.csv
2> lamul: M.csv is 2x3: a vector is needed
[3]
$ printf '1\n2\n3\n' | lamul --inner v.csv
2> lamul: - is 3x1, v.csv is 2x1: lengths 3 and 2 differ
[3]

# Options that each choose the result exclude each other.
$ lamul --gram --power 2 A.csv
2> lamul: --power, --gram, --inner and --outer exclude each other
[2]
$ lamul --inner --outer v.csv w.csv
2> lamul: --power, --gram, --inner and --outer exclude each other
[2]

# --order and --explain: the cheapest parenthesisation, 2mnk each; ties go left; the product is the same.
$ lamul --explain A.csv B.csv v.csv
170
260
2> (A.csv (B.csv v.csv))	16
$ lamul --explain --order left A.csv B.csv v.csv
170
260
2> ((A.csv B.csv) v.csv)	24
$ lamul --explain A.csv A.csv A.csv
86,39
78,47
2> ((A.csv A.csv) A.csv)	32
$ lamul --explain M.csv C.csv
22,28
49,64
2> (M.csv C.csv)	24
$ printf '# name: A\n1,2\n3,4\n# name: b\n1\n1\n# name: c\n5\n' | lamul --explain
15
35
2> ((A b) c)	12
$ lamul --order right A.csv B.csv
2> lamul: --order takes auto, left, found 'right'
[2]

# Names: of the rows from the leftmost factor, of the columns from the rightmost; inner ones are ignored.
$ printf ',x,y\nfirst,4,1\nsecond,2,3\n' > named.csv
> printf ',p,q\na,1,0\nb,0,2\n' > right.csv
> lamul named.csv right.csv
,p,q
first,4,2
second,2,6
$ lamul named.csv v.csv
first,16
second,18
$ printf '3,4\n' | lamul named.csv
x,y
20,15
$ lamul --names no named.csv right.csv
4,2
2,6
$ lamul --gram named.csv
,x,y
x,20,10
y,10,10
$ lamul --gram=rows named.csv
,first,second
first,17,11
second,11,13
$ lamul --scale 2 named.csv
,x,y
first,8,2
second,4,6
$ lamul -t 1 named.csv right.csv
,p,q
x,4,4
y,1,6

# Complex; a product whose imaginary parts all vanish is real.
$ printf '0+1i,0\n0,0+1i\n' > J.csv; lamul J.csv J.csv
-1,0
0,-1
$ lamul J.csv v.csv
0+3i
0+4i
$ printf '(1+2j),3\n' | lamul v.csv
15+6i
$ lamul -t 1 J.csv J.csv
1,0
0,1
$ lamul --power 4 J.csv
1,0
0,1

# Sparse: the product of sparse matrices is sparse, with the nonzeros only; with a dense factor it is dense.
$ printf '%%%%MatrixMarket matrix coordinate real general\n2 3 2\n1 1 2\n2 3 -1\n' > S.mtx
> printf '%%%%MatrixMarket matrix coordinate real general\n3 2 2\n1 1 5\n3 2 4\n' > T.mtx
> lamul S.mtx T.mtx
%%MatrixMarket matrix coordinate real general
2 2 2
1 1 10
2 2 -4
$ lamul S.mtx T.mtx -O csv
10,0
0,-4
$ lamul S.mtx C.csv
%%MatrixMarket matrix array real general
2 2
2
-5
4
-6
$ lamul C.csv S.mtx
2,0,-2
6,0,-4
10,0,-6
$ lamul --gram S.mtx
%%MatrixMarket matrix coordinate real general
3 3 2
1 1 4
3 3 1
$ lamul -t 2 S.mtx S.mtx -O csv
4,0
0,1
$ cat S.mtx T.mtx | lamul
%%MatrixMarket matrix coordinate real general
2 2 2
1 1 10
2 2 -4

# Zero dimensions: an empty sum is zero.
$ printf '# size: 2 0\n' > E20.csv; printf '# size: 0 2\n' > E02.csv
> lamul E20.csv E02.csv
0,0
0,0
$ lamul E02.csv E20.csv
| # size: 0 0
$ lamul A.csv E20.csv
| # size: 2 0
$ lamul --gram E02.csv
0,0
0,0
$ lamul --gram E20.csv
| # size: 0 0
$ lamul E02.csv A.csv -O mtx
%%MatrixMarket matrix array real general
0 2
$ printf '# size: 0 0\n' | lamul --power 3
| # size: 0 0
$ lamul E02.csv E02.csv
2> lamul: E02.csv is 0x2, E02.csv is 0x2: inner dimensions 2 and 0 differ
[3]

# NaN and Inf go through a product as IEEE arithmetic has it.
$ printf 'NaN,Inf\n1,2\n' | lamul v.csv
NaN
11
$ printf 'Inf,1\n-Inf,2\n' | lamul v.csv
Inf
-Inf

# The format of the first input, its delimiter included.
$ printf '1;2\n3;4\n' > semi.csv; lamul semi.csv A.csv
8;7
20;15
$ lamul A.csv semi.csv
7,12
11,16
$ lamul v.csv < semi.csv
11
25
$ lamul semi.csv < A.csv
7,12
11,16
$ lamul -O tsv A.csv B.csv
14	32
12	56
$ lamul -O mtx A.csv B.csv
%%MatrixMarket matrix array real general
2 2
14
12
32
56

# A tall factor in blocks of rows gives what it gives whole.
$ seq 200000 | lamul two.csv -S 100K | md5sum > streamed; seq 2 2 400000 | md5sum | cmp - streamed
$ seq -f '%.0f,1' 200000 > tall.csv; printf '1,0\n1,1\n' > U.csv
> lamul tall.csv U.csv | tail -n 1
200001,1
$ lamul tall.csv U.csv U.csv U.csv | tail -n 1
200003,1
$ (cat tall.csv; echo; cat U.csv) | lamul | tail -n 1
200001,1
$ cmp <(lamul tall.csv U.csv) <(cat tall.csv | lamul - U.csv --threads 1 -S 64K)
$ (cat tall.csv; echo 1) | lamul - U.csv
2> lamul: -:200001: row has 1 cells, expected 2
[3]

# Real data: sums of squares and products, sums of rows, and two identities of sparse matrices.
$ lamul --gram testdata/real/women.csv
,height,weight
height,63655,134281
weight,134281,283803
$ head -n 1 testdata/real/eurodist.csv | tr , '\n' | tail -n +2 | sed 's/.*/1/' > ones.csv
> lamul testdata/real/eurodist.csv ones.csv | head -n 3
Athens,60225
Barcelona,29099
Brussels,21544
$ lamul -t 1 testdata/real/west0067.mtx testdata/real/west0067.mtx > WW; lamul --gram testdata/real/west0067.mtx | lacmp WW
$ lamul testdata/real/plskz362.mtx testdata/real/plskz362.mtx > PP; lainfo --is symmetric PP
$ lamul -t 1 testdata/real/ash219.mtx testdata/real/ash219.mtx | head -n 4
%%MatrixMarket matrix coordinate real general
85 85 523
1 1 4
2 1 1

# The same real data sparse and dense: products of all kinds and forms agree, complex ones too.
$ A=testdata/real/west0067.mtx; laconv --dense -O csv $A > W.csv
> lamul $A $A | lacmp - <(lamul W.csv W.csv); lamul $A W.csv | lacmp - <(lamul W.csv $A)
> laexpr "A'*W" A=$A W=W.csv | lacmp - <(lamul -t 1 W.csv W.csv); laexpr "W'*A" A=$A W=W.csv | lacmp - <(lamul --gram $A)
> laexpr "A*W'" A=$A W=W.csv | lacmp - <(laexpr "W*A'" A=$A W=W.csv)
$ Y=testdata/real/young1c.mtx; laexpr "Y'*Y" Y=$Y | lacmp - <(lamul --gram $Y)
> lamul $Y $Y $Y | lacmp - <(lamul --power 3 --threads 1 $Y); laconv --cols 1-3 --dense $Y > D
> laexpr "Y.'*D" Y=$Y D=D | lacmp - <(lamul $Y D)

# A sparse matrix by a column: symmetric files count both halves, duplicates add up, and the column keeps its name.
$ printf '%%%%MatrixMarket matrix coordinate real symmetric\n3 3 4\n1 1 2\n2 1 -1\n3 3 5\n3 3 1\n' > S.mtx
> printf '%%%%MatrixMarket matrix coordinate integer general\n3 3 3\n1 3 1\n2 2 1\n3 1 1\n' > P.mtx
> printf 'height\n1\n2\n3\n' > h.csv
$ lamul S.mtx h.csv -O csv
height
0
-1
18
$ lamul --scale 0.5 S.mtx h.csv -O csv
height
0
-0.5
9
$ lamul S.mtx h.csv
%%MatrixMarket matrix array real general
3 1
0
-1
18
$ cat S.mtx P.mtx | lamul h.csv -O csv
height
4
-3
6
$ printf '%%%%MatrixMarket matrix coordinate real general\n2 3 3\n1 1 2\n2 3 -1\n1 3 4\n' > R.mtx
> printf '1\n10\n' | lamul -t 1 -O csv R.mtx -; lamul -t 1 -O csv R.mtx R.mtx; lamul -t 1 -O csv R.mtx h.csv
2
0
-6
4,0,8
0,0,0
8,0,17
2> lamul: R.mtx is 3x2, h.csv is 3x1: inner dimensions 2 and 3 differ
[3]
$ printf '1\n2\n' | lamul S.mtx -
2> lamul: S.mtx is 3x3, - is 2x1: inner dimensions 3 and 2 differ
[3]
$ printf '1\n2\nx\n' | lamul S.mtx -
2> lamul: -:3:1: expected a number, found 'x'
[3]

# A Gram matrix of one sparse column, of none.
$ banner='%%MatrixMarket matrix coordinate real general'
> printf '%s\n2 1 2\n1 1 3\n2 1 4\n' "$banner" > column.mtx; printf '%s\n3 0 0\n' "$banner" > nothing.mtx
> lamul --gram column.mtx; lamul --gram=rows -O csv column.mtx; lamul --gram -O csv nothing.mtx
%%MatrixMarket matrix coordinate real general
1 1 1
1 1 25
9,12
12,16
| # size: 0 0

# Of a table that is streamed the rows are not known, and not told.
$ printf '1\n2\n' > pair.csv; yes "$(seq -s, 40)" | head -n 60000 > wide.csv; lamul -S 16M pair.csv < wide.csv
2> lamul: - has 40 columns, pair.csv is 2x1: inner dimensions 40 and 2 differ
[3]

# Where the shapes do not fit yet, the table is held for what may follow it on the stream; where they fit, it is not.
$ (cat wide.csv; echo; yes 1,1 | head -n 40) | lamul pair.csv | tail -n 1
2460
$ lamul pair.csv < wide.csv
2> lamul: - is 60000x40, pair.csv is 2x1: inner dimensions 40 and 2 differ
[3]
$ printf '1,2\n3,4\n' > square.csv; (yes 1,2 | head -n 1100000; echo; cat square.csv) | lamul square.csv
2> lamul: -: documents behind a first factor that is too long to be held; give them as files
[3]
