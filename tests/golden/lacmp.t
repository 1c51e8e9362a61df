# lacmp: |a-b| <= atol + rtol max|B|; silent when equal, else one line with the worst cell.

$ printf '1,2,3\n4,5,6\n' > A.csv
> printf '1,2,3\n4,5,6.5\n' > B.csv

# Equal.
$ lacmp A.csv A.csv
$ lacmp A.csv < A.csv
$ lacmp - A.csv < A.csv
$ lacmp A.csv - < A.csv
$ printf '1 2 3\n4 5 6\n' | lacmp A.csv
$ laconv -O mtx A.csv | lacmp A.csv
$ laconv --sparse -O mtx A.csv | lacmp - A.csv

# Different: the largest difference, and the first of them by columns. A is the left number.
$ lacmp A.csv B.csv
row 2, column 3: 6 and 6.5 differ by 0.5
[1]
$ lacmp B.csv A.csv
row 2, column 3: 6.5 and 6 differ by 0.5
[1]
$ lacmp B.csv < A.csv
row 2, column 3: 6 and 6.5 differ by 0.5
[1]
$ printf '1,2,4\n5,5,6\n' | lacmp - A.csv
row 2, column 1: 5 and 4 differ by 1
[1]
$ printf '0,0,3\n4,-5,6\n' | lacmp - A.csv
row 2, column 2: -5 and 5 differ by 10
[1]

# --rtol is relative to the largest modulus in B, so that noise beside large cells does not count.
$ printf '1000,0\n' > big.csv; printf '1000,1e-7\n' | lacmp - big.csv
$ printf '1000,1e-5\n' | lacmp - big.csv
row 1, column 2: 0.00001 and 0 differ by 0.00001
[1]
$ printf '1000,1e-5\n' | lacmp --rtol 1e-8 - big.csv
$ lacmp --rtol 0.1 A.csv B.csv
$ lacmp --rtol 0.07 A.csv B.csv
row 2, column 3: 6 and 6.5 differ by 0.5
[1]
$ printf '1\n' > one.csv; printf '1.0000000000000002\n' | lacmp --rtol 0 - one.csv
row 1, column 1: 1.0000000000000002 and 1 differ by 2.220446049250313e-16
[1]
$ printf '1.0000000000000002\n' | lacmp one.csv

# --atol, alone and beside --rtol; the bound itself is still equal.
$ lacmp --atol 0.5 A.csv B.csv
$ lacmp --atol 0.25 A.csv B.csv
row 2, column 3: 6 and 6.5 differ by 0.5
[1]
$ printf '4\n' > four.csv; printf '5\n' | lacmp --rtol 0.125 --atol 0.5 - four.csv
$ printf '5\n' | lacmp --rtol 0.125 --atol 0.25 - four.csv
row 1, column 1: 5 and 4 differ by 1
[1]
$ lacmp --atol=-1 A.csv A.csv
2> lacmp: a tolerance cannot be negative
[2]
$ lacmp --rtol nan A.csv A.csv
2> lacmp: a tolerance cannot be negative
[2]
$ lacmp --rtol tiny A.csv A.csv
2> lacmp: --rtol takes a number, found 'tiny'
[2]

# NaN equals NaN, an infinity itself, and neither anything else.
$ printf 'NaN,Inf,-Inf,1\n' > special.csv; lacmp special.csv special.csv
$ printf 'NaN,Inf,-Inf,1\n' | lacmp --rtol 0 special.csv
$ printf 'NaN,Inf,-Inf,2\n' | lacmp - special.csv
row 1, column 4: 2 and 1 differ by 1
[1]
$ printf 'NaN\n' | lacmp - one.csv
row 1, column 1: NaN and 1 differ by Inf
[1]
$ printf 'Inf\n' | lacmp - one.csv
row 1, column 1: Inf and 1 differ by Inf
[1]
$ printf '1\n' > a.csv; printf 'Inf\n' | lacmp a.csv -
row 1, column 1: 1 and Inf differ by Inf
[1]
$ printf -- '-Inf\n' > minus.csv; printf 'Inf\n' | lacmp - minus.csv
row 1, column 1: Inf and -Inf differ by Inf
[1]

# Complex, and complex with zero imaginary parts against real.
$ printf '1+1i,2\n' > Z.csv; lacmp Z.csv Z.csv
$ printf '1-1i,2\n' | lacmp - Z.csv
row 1, column 1: 1-1i and 1+1i differ by 2
[1]
$ printf '4+3i\n' > z.csv; printf '0\n' | lacmp - z.csv
row 1, column 1: 0 and 4+3i differ by 5
[1]
$ printf '1+0i,2+0i,3+0i\n4,5,6\n' | lacmp A.csv

# Another shape or another number of documents is an answer, not an error.
$ laconv -t A.csv | lacmp A.csv -
A.csv is 2x3, - is 3x2
[1]
$ printf '1,2,3,4,5,6\n' | lacmp A.csv
- is 1x6, A.csv is 2x3
[1]
$ (cat A.csv; echo; cat A.csv) > AA.csv; lacmp A.csv AA.csv
A.csv holds 1 document, AA.csv 2
[1]
$ printf '# size: 0 3\n' > E.csv; lacmp E.csv E.csv
$ lacmp E.csv A.csv
E.csv is 0x3, A.csv is 2x3
[1]

# Documents are compared in order; names of rows, columns and documents are ignored.
$ lacmp AA.csv AA.csv
$ printf '# name: U\n1\n\n# name: V\n2\n' > UV.csv; printf '1\n\n2\n' | lacmp UV.csv
$ printf '1\n\n3\n' | lacmp UV.csv -
V: row 1, column 1: 2 and 3 differ by 1
[1]
$ printf '1\n\n3\n' | lacmp - UV.csv
| #2: row 1, column 1: 3 and 2 differ by 1
[1]
$ printf '3\n\n2\n' | lacmp AA.csv
| #1: -#1 is 1x1, AA.csv#1 is 2x3
[1]
$ lacmp UV.csv#V UV.csv#2
$ lacmp UV.csv#U UV.csv#V
row 1, column 1: 1 and 2 differ by 1
[1]
$ printf ',x,y,z\nr,1,2,3\ns,4,5,6\n' | lacmp A.csv
$ lacmp -#U -#V < UV.csv
row 1, column 1: 1 and 2 differ by 1
[1]

# --up-to sign and phase: each column on its own.
$ printf '0.6,0.8\n0.8,-0.6\n' > V.csv; printf -- '-0.6,0.8\n-0.8,-0.6\n' > W.csv
> lacmp --up-to sign V.csv W.csv
$ lacmp --up-to phase V.csv W.csv
$ lacmp V.csv W.csv
row 2, column 1: 0.8 and -0.8 differ by 1.6
[1]
$ laconv -t W.csv > Wt.csv; laconv -t V.csv | lacmp --up-to sign Wt.csv
row 1, column 1: 0.6 and -0.6 differ by 1.2
[1]
$ printf '1\n1i\n' > p.csv; printf '1i\n-1\n' | lacmp --up-to phase - p.csv
$ printf '1i\n-1\n' | lacmp --up-to sign - p.csv
row 1, column 1: 0+1i and 1 differ by 1.4142135623730951
[1]
$ printf '0\n0\n' | lacmp --up-to sign - <(printf '0\n0\n')
$ lacmp --up-to scale V.csv W.csv
2> lacmp: --up-to takes sign, phase, found 'scale'
[2]

# Sparse stays sparse: 10^6 x 10^6 cells are never made.
$ printf '%%%%MatrixMarket matrix coordinate real general\n1000000 1000000 2\n1 1 1\n7 3 2\n' > S.mtx
> printf '%%%%MatrixMarket matrix coordinate real general\n1000000 1000000 2\n1 1 1\n7 4 2\n' > T.mtx
> lacmp S.mtx S.mtx
$ lacmp S.mtx T.mtx
row 7, column 3: 2 and 0 differ by 2
[1]

# Usage and data.
$ lacmp
2> lacmp: two matrices are needed; see 'lacmp --help'
[2]
$ lacmp A.csv B.csv A.csv
2> lacmp: unexpected operand 'A.csv'
[2]
$ lacmp A.csv missing.csv
2> lacmp: missing.csv: no such file or directory
[3]
$ lacmp A.csv
2> lacmp: -: empty input
[3]
$ printf '1,2\n3,x\n' | lacmp A.csv
2> lacmp: -:2:2: expected a number, found 'x'
[3]
$ lacmp - - < A.csv
2> lacmp: standard input can be read only once
[2]

# -o takes the answer, too; -q changes nothing.
$ lacmp -o answer A.csv B.csv
[1]
$ cat answer
row 2, column 3: 6 and 6.5 differ by 0.5
$ lacmp -q A.csv B.csv
row 2, column 3: 6 and 6.5 differ by 0.5
[1]

# Real data.
$ laconv -t testdata/real/eurodist.csv | lacmp --rtol 0 testdata/real/eurodist.csv
$ laconv --transpose=plain testdata/real/young1c.mtx | lacmp --rtol 0 testdata/real/young1c.mtx
$ laconv -t testdata/real/plskz362.mtx | lamul --scale -1 | lacmp --rtol 0 testdata/real/plskz362.mtx
