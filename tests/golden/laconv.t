# laconv: the same matrix in another form. What is read and written right shows here first.

$ printf '1,2,3\n4,5,6\n' > M.csv
> printf ',x,y\nfirst,4,1\nsecond,2,3\n' > named.csv
> printf '# name: U\n1,2\n3,4\n\n5,6,7\n\n# name: 2\n8\n' > three.csv
> printf '%%%%MatrixMarket matrix coordinate real general\n2 3 2\n1 3 5\n2 1 2\n' > S.mtx

# The bare call.
$ laconv M.csv
1,2,3
4,5,6
$ laconv < M.csv
1,2,3
4,5,6
$ laconv -
2> laconv: -: empty input
[3]

# --transpose: conjugates, or =plain does not; the names change places.
$ laconv -t M.csv
1,4
2,5
3,6
$ printf '1+2i,3\n-1i,0\n' > Z.csv; laconv --transpose Z.csv
1-2i,0+1i
3+0i,0+0i
$ laconv --transpose=plain Z.csv
1+2i,0-1i
3+0i,0+0i
$ laconv -t named.csv
,first,second
x,4,2
y,1,3
$ laconv -t S.mtx
%%MatrixMarket matrix coordinate real general
3 2 2
3 1 5
1 2 2
$ laconv --transpose=both M.csv
2> laconv: --transpose= takes plain, found 'both'
[2]
$ laconv -t plain
2> laconv: plain: no such file or directory
[3]

# --cols and --rows: in the order of the list; numbers, ranges, names; a name wins over a number.
$ laconv --cols 3,1 M.csv
3,1
6,4
$ laconv --cols 2-3 --rows 2 M.csv
5,6
$ laconv --rows 2,1,2 M.csv
4,5,6
1,2,3
4,5,6
$ laconv --cols y,x named.csv
,y,x
first,1,4
second,3,2
$ laconv --rows second --cols 2 named.csv
,y
second,3
$ printf '2,1\n10,20\n' | laconv --header yes --cols 1
"1"
20
$ printf '"a,b",c\n1,2\n' | laconv --cols a,b
"a,b"
1
$ laconv --cols 1,1-2 S.mtx -O csv
0,0,0
2,2,0
$ laconv --cols 4 M.csv
2> laconv: column 4 is out of range 1..3
[3]
$ laconv --rows 0 M.csv
2> laconv: row 0 is out of range 1..2
[3]
$ laconv --cols z named.csv
2> laconv: named.csv has no column 'z'
[3]
$ laconv --cols 1,,2 M.csv
2> laconv: empty item in the list of columns '1,,2'
[2]
$ laconv --cols x.y named.csv
2> laconv: named.csv has no column 'x.y'
[3]

# --pick and --list; several documents are not one matrix.
$ laconv --pick U three.csv
1,2
3,4
$ laconv --pick 1 three.csv
1,2
3,4
$ laconv --pick 2 three.csv
8
$ laconv three.csv#2
8
$ laconv -#3 < three.csv
8
$ laconv --pick 4 three.csv
2> laconv: three.csv: no document '4' among U, #2, 2
[3]
$ laconv --list three.csv
U	2x2
| #2	1x3
2	1x1
$ laconv --list M.csv
| #1	2x3
$ laconv three.csv
2> laconv: three.csv: holds 3 documents, one is wanted: U, #2, 2
[3]
$ printf '# name: U\n1\n# name: U\n2\n' > twice.csv; laconv twice.csv#U
2> laconv: twice.csv: two documents are named 'U'
[3]
$ laconv twice.csv#2
2
$ laconv twice.csv#V
2> laconv: twice.csv: no document 'V' among U, U
[3]
$ cp M.csv 'three.csv#U'; laconv three.csv#U
1,2,3
4,5,6
$ rm 'three.csv#U'; laconv three.csv#U
1,2
3,4

# Documents: separated by empty or blank lines, or by a name alone.
$ printf '\n\n  \n1\n\n \t\n\n2\n\n\n' | laconv --list
| #1	1x1
| #2	1x1
$ printf '1\n# name: b\n2\n' | laconv --list
| #1	1x1
b	1x1
$ printf '1\n# name: b\n2\n' | laconv --list --comment %
| #1	1x1
b	1x1
$ printf '# a comment\n1\n# another\n2\n' | laconv
1
2
$ printf '%% a comment\n1\n%% another\n2\n' | laconv --comment %
1
2
$ printf '# name: long name, with all\n1\n' | laconv --list
long name, with all	1x1
$ cat S.mtx S.mtx | laconv --list
| #1	2x3
| #2	2x3
$ printf '%%%%MatrixMarket matrix array real general\n%% name: U\n1 1\n7\n%%%%MatrixMarket matrix array real general\n%% name: V\n1 1\n8\n' | laconv --pick V -O csv
8

# --hstack and --vstack.
$ (cat M.csv; echo; printf '7\n8\n') | laconv --hstack
1,2,3,7
4,5,6,8
$ (cat M.csv; echo; printf '7,8,9\n') | laconv --vstack
1,2,3
4,5,6
7,8,9
$ laconv --hstack M.csv Z.csv
1+0i,2+0i,3+0i,1+2i,3+0i
4+0i,5+0i,6+0i,0-1i,0+0i
$ laconv --vstack named.csv named.csv
,x,y
first,4,1
second,2,3
first,4,1
second,2,3
$ laconv --hstack S.mtx S.mtx
%%MatrixMarket matrix coordinate real general
2 6 4
2 1 2
1 3 5
2 4 2
1 6 5
$ laconv --vstack M.csv Z.csv
2> laconv: M.csv is 2x3, Z.csv is 2x2: numbers of columns 3 and 2 differ
[3]
$ laconv --hstack M.csv M.csv --vstack
2> laconv: --list, --pick, --hstack and --vstack exclude each other
[2]
$ laconv M.csv M.csv
2> laconv: unexpected operand 'M.csv'
[2]

# --dense and --sparse; nnz of a sparse matrix counts nonzero values.
$ laconv --sparse -O mtx M.csv
%%MatrixMarket matrix coordinate real general
2 3 6
1 1 1
2 1 4
1 2 2
2 2 5
1 3 3
2 3 6
$ laconv --dense S.mtx
%%MatrixMarket matrix array real general
2 3
0
2
0
0
5
0
$ laconv -O csv S.mtx
0,0,5
2,0,0
$ printf '0,1\n-0,0\n' | laconv --sparse -O mtx
%%MatrixMarket matrix coordinate real general
2 2 1
1 2 1
$ laconv --dense --sparse M.csv
2> laconv: --dense and --sparse exclude each other
[2]
$ printf '%%%%MatrixMarket matrix coordinate real general\n20000 20000 1\n1 1 1\n' > big.mtx
> laconv --dense big.mtx
2> laconv: big.mtx is 20000x20000 and sparse: as a dense matrix it would exceed the limit of 134217728 cells
[3]

# Output formats: that of the first input unless told; output never carries symmetry.
$ laconv -O tsv M.csv
1	2	3
4	5	6
$ laconv -O mtx M.csv
%%MatrixMarket matrix array real general
2 3
1
4
2
5
3
6
$ printf '1;2\n3;4\n' | laconv
1;2
3;4
$ printf '1 2\n3 4\n' | laconv
1 2
3 4
$ printf '1   2\n 3 4\n' | laconv
1 2
3 4
$ printf '1\t2\n3\t4\n' | laconv -O csv
1,2
3,4
$ printf '1;2\n3;4\n' | laconv -d ';' -t
1;3
2;4
$ printf '1;2\n3;4\n' | laconv -O tsv
1	2
3	4
$ laconv -O mtx Z.csv
%%MatrixMarket matrix array complex general
2 2
1 2
0 -1
3 0
0 0
$ printf '%%%%MatrixMarket matrix coordinate pattern symmetric\n2 2 2\n1 1\n2 1\n' | laconv
%%MatrixMarket matrix coordinate real general
2 2 3
1 1 1
2 1 1
1 2 1
$ printf '%%%%MatrixMarket matrix array complex hermitian\n2 2\n1 0\n2 3\n4 0\n' | laconv -O csv
1+0i,2-3i
2+3i,4+0i
$ printf '%%%%matrixmarket MATRIX Coordinate Real Skew-Symmetric\n%% c\n\n2 2 1\n%% c\n2 1 3\n' | laconv -O csv
0,-3
3,0
$ printf '%%%%MatrixMarket vector coordinate integer general\n3 2\n3 7\n1 -1\n' | laconv -O csv
-1
0
7
$ printf '%%%%MatrixMarket vector array double general\n2\n1.5\n2\n' | laconv -O csv
1.5
2
$ printf '%%%%MatrixMarket matrix coordinate real general\n2 2 3\n1 1 2\n1 1 3\n2 2 0\n' | laconv
%%MatrixMarket matrix coordinate real general
2 2 1
1 1 5

# --delimiter sets input and output.
$ printf '1|2,5\n' | laconv -d '|'
2> laconv: -:1:2: expected a number, found '2,5' (decimal comma?)
[3]
$ printf '1|2\n3|4\n' | laconv -d '|'
1|2
3|4
$ printf '1\t2\n' | laconv -d '\t'
1	2
$ laconv -O csv -d ';' S.mtx
0;0;5
2;0;0
$ printf '1 2\n' | laconv -d ' '
1 2
$ laconv -d ab M.csv
2> laconv: --delimiter takes one character, found 'ab'
[2]
$ laconv -d ';' M.csv
2> laconv: M.csv:2:1: expected a number, found '4,5,6'
[3]

# --input-format.
$ printf '1\t2\n' | laconv -I tsv -O csv
1,2
$ printf '1,2\n' | laconv -I mtx
2> laconv: -:1: malformed Matrix Market banner
[3]
$ laconv -I xls M.csv
2> laconv: --input-format takes csv, tsv, mtx, found 'xls'
[2]
$ cp S.mtx S.csv; laconv S.csv -O csv
0,0,5
2,0,0

# The delimiter is found outside quotes on the second line: tab, else semicolon, else comma, else blanks.
$ printf '"a;b",c\n1,2\n' | laconv
a;b,c
1,2
$ printf 'a b;c\n1;2\n' | laconv
a b;c
1;2
$ printf 'x\n1\n2\n' | laconv
x
1
2
$ printf '  1,2\n  3,4\n' | laconv
1,2
3,4
$ printf '# c\na,b\n# c\n1,2\n' | laconv --names no
1,2

# What text editors and spreadsheets leave behind.
$ printf '\357\273\277"a",b\r\n1,2\r\n3,4' | laconv
a,b
1,2
3,4
$ printf ' 1 , 2 \n"3", " 4 "\n' | laconv
1,2
3,4
$ printf '1,2,\n3,4,\n' | laconv
1,2
3,4
$ printf 'a,b,\n1,2,\n' | laconv
a,b
1,2
$ printf '1,2,\n3,4\n' | laconv
2> laconv: -:1:3: missing value
[3]
$ printf '1,2,3\n4,5\n' | laconv
2> laconv: -:2: row has 2 cells, expected 3
[3]

# Numbers: shortest text that reads back; integers in plain digits; no sign on zero.
$ printf '+1,.5,5.,1e-3,-0,0e9\n' | laconv
1,0.5,5,0.001,0,0
$ printf '100000,1e5,9007199254740991,1e15,1e16,9007199254740993\n' | laconv
100000,100000,9007199254740991,1000000000000000,1e+16,9007199254740992
$ printf '0.00001,0.000009,1.5e-7,123456789.125,1e300,4.9e-324,1.7976931348623157e308\n' | laconv
0.00001,9e-06,1.5e-07,123456789.125,1e+300,5e-324,1.7976931348623157e+308
$ printf '0.1,0.30000000000000004,1e-400,-1e-400\n' | laconv
0.1,0.30000000000000004,0,0
$ printf 'NaN,nan,-NAN,inf,-Infinity,+INF\n' | laconv
NaN,NaN,NaN,Inf,-Inf,Inf
$ printf '1+2i,(3-4j),5i,1+-2j,-1e-3-.5i,7,1-0i\n' | laconv
1+2i,3-4i,0+5i,1-2i,-0.001-0.5i,7+0i,1+0i
$ printf '1+0i,2\n' | laconv
1,2
$ printf 'NaN+Infi,1-Infi\n' | laconv
NaN+Infi,1-Infi
$ printf '1e999\n' | laconv
2> laconv: -:1:1: number too large: '1e999'
[3]

# --digits and --format.
$ printf '3.14159265,100000,1e-7,NaN,-Inf,0.5\n' > pi.csv; laconv --digits 3 pi.csv
3.14,1e+05,1e-07,NaN,-Inf,0.5
$ laconv --format %.2f pi.csv
3.14,100000.00,0.00,NaN,-Inf,0.50
$ laconv --format %e pi.csv
3.141593e+00,1.000000e+05,1.000000e-07,NaN,-Inf,5.000000e-01
$ laconv --format '%+8.3f' --cols 1 pi.csv
|   +3.142
$ printf '1+2i,3-0.5i\n' | laconv --format %.1f
1.0+2.0i,3.0-0.5i
$ printf '1+2i,3-0.5i\n' | laconv --digits 2
1+2i,3-0.5i
$ printf -- '-0.001\n' | laconv --format %.1f
-0.0
$ laconv --format '%d' pi.csv
2> laconv: --format takes one %e, %f or %g conversion, found '%d'
[2]
$ laconv --format '%f%f' pi.csv
2> laconv: --format takes one %e, %f or %g conversion, found '%f%f'
[2]
$ laconv --format 'x%f' pi.csv
2> laconv: --format takes one %e, %f or %g conversion, found 'x%f'
[2]
$ laconv --digits 0 pi.csv
2> laconv: --digits takes 1 to 40, found 0
[2]
$ laconv --digits 3 --format %g pi.csv
2> laconv: --digits and --format exclude each other
[2]

# --header and --row-names: auto, and told.
$ printf 'a,b\n1,2\n' | laconv
a,b
1,2
$ printf ',b\n1,2\n' | laconv
,b
"1",2
$ printf 'a,2\n3,4\n' | laconv
2> laconv: -:1:1: expected a number, found 'a'
[3]
$ printf '1,b\n3,4\n' | laconv
2> laconv: -:1:2: expected a number, found 'b'
[3]
# What pandas writes where neither rows nor columns have names; with --na it is a row like others.
$ printf ',0,1\n0,1.5,2.5\n1,3,4\n' | laconv --names no
1.5,2.5
3,4
$ printf ',0,1\n0,1.5,2.5\n' | laconv --na nan
NaN,0,1
0,1.5,2.5
$ printf ',0,2\n0,1.5,2.5\n' | laconv
2> laconv: -:1:1: missing value
[3]
$ printf '1,2\n3,4\n' | laconv --header yes
"1","2"
3,4
$ printf '1,2\n3,4\n' | laconv --header yes --names no
3,4
$ printf 'a,b\n1,2\n' | laconv --header no
2> laconv: -:1:1: expected a number, found 'a'
[3]
$ printf 'r,1,2\ns,3,4\n' | laconv
r,1,2
s,3,4
$ printf 'r,1,2\ns,3,4\n' | laconv --names no
1,2
3,4
$ printf '1,2\n3,4\n' | laconv --row-names yes
"1",2
"3",4
$ printf 'k,a\nr,1\ns,2\n' | laconv
,a
r,1
s,2
$ printf 'k,a\nr,1\n5,2\n' | laconv
2> laconv: -:2:1: expected a number, found 'r'
[3]
$ printf 'x y\na 1 2\nb 3 4\n' | laconv
"" x y
a 1 2
b 3 4
$ printf '"","x","y"\n"a",1,2\n"b",3,4\n' | laconv
,x,y
a,1,2
b,3,4
$ printf ',x,y\n0,1,2\n1,3,4\n' | laconv
,x,y
"0",1,2
"1",3,4
$ laconv --header maybe M.csv
2> laconv: --header takes auto, yes, no, found 'maybe'
[2]
$ laconv --names maybe M.csv
2> laconv: --names takes yes, no, found 'maybe'
[2]

# Names are quoted where they must be: delimiter, quote, outer blanks, comment character, a number.
$ printf '"a,b","say ""hi"""," c ","#d","5","1i","NA2",plain\n1,2,3,4,5,6,7,8\n' | laconv --header yes
"a,b","say ""hi"""," c ","#d","5","1i",NA2,plain
1,2,3,4,5,6,7,8
$ printf '"a,b",c\n1,2\n' | laconv -O tsv
a,b	c
1	2
$ laconv testdata/table.csv
,height,weight,age
Ada,165,58,36
Emmy,160,61,53
"Gauss, Carl",172,75,77
$ laconv testdata/table.csv -O mtx | head -n 2
%%MatrixMarket matrix array real general
3 3

# --na.
$ printf '1,2\n3,NA\n,6\nNaN,8\n' > missing.csv; laconv missing.csv
2> laconv: missing.csv:2:2: missing value
[3]
$ laconv --na nan missing.csv
1,2
3,NaN
NaN,6
NaN,8
$ laconv --na 0 missing.csv
1,2
3,0
0,6
0,8
$ laconv --na=-1.5 missing.csv
1,2
3,-1.5
-1.5,6
-1.5,8
$ laconv --na drop missing.csv
1,2
$ printf 'NA,1\n' | laconv --na drop
| # size: 0 2
$ printf ',x,y\na,1,NA\nb,3,4\n' | laconv --na drop
,x,y
b,3,4
$ printf '1\nNA\n' | laconv --na zero
2> laconv: --na takes error, nan, drop or a number, found 'zero'
[2]
$ laconv testdata/real/airquality.csv
2> laconv: testdata/real/airquality.csv:6:1: missing value
[3]
$ laconv --na drop testdata/real/airquality.csv | wc -l
112

$ printf 'a,b\n1,NA\n' | laconv --na drop
| # size: 0 2

# Matrices without cells.
$ printf '# size: 0 3\n' | laconv -t
| # size: 3 0
$ printf '# size: 0 3\n' | laconv -O mtx
%%MatrixMarket matrix array real general
0 3
$ printf '# size: 0 3\n' | laconv --sparse -O mtx
%%MatrixMarket matrix coordinate real general
0 3 0
$ printf '%%%%MatrixMarket matrix coordinate real general\n3 0 0\n' | laconv -O csv
| # size: 3 0
$ printf '# name: U\n# size: 2 0\n\n# name: V\n1\n' | laconv --list
U	2x0
V	1x1

# Real files: what came in goes out, names included.
$ laconv testdata/real/mtcars.csv --rows 'Fiat 128' --cols mpg,wt
,mpg,wt
Fiat 128,32.4,2.2
$ laconv testdata/real/swiss.txt --rows 1-2 --cols 1-2
"" Fertility Agriculture
Courtelary 80.2 17
Delemont 83.1 45.1
$ laconv testdata/real/USArrests.tsv --rows 'New York'
	Murder	Assault	UrbanPop	Rape
New York	11.1	254	86	26.1
$ laconv testdata/real/state.csv --rows 'New York' --cols 'Life Exp'
,Life Exp
New York,70.55
$ laconv testdata/real/attitude.csv --rows 1 --cols 1-2
,rating,complaints
"1",63,64
$ laconv testdata/real/trees.csv | cmp - testdata/real/trees.csv
$ laconv testdata/real/volcano.tsv | cmp - testdata/real/volcano.tsv
$ laconv testdata/real/women.csv | cmp - testdata/real/women.csv
$ laconv testdata/real/qc324_block.csv | lacmp testdata/real/qc324_block.csv --rtol 0
$ laconv testdata/real/young1c.mtx | laconv -O csv | laconv --sparse -O mtx | lacmp --rtol 0 testdata/real/young1c.mtx
