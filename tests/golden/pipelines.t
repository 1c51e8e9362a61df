# Tools together: one matrix in, one matrix out, and the documents of one tool as the operands of the next.

$ printf '4,1\n2,3\n' > A.csv
> printf '3,4\n2,16\n' > B.csv
> printf '1,2,3\n4,5,6\n' > M.csv

# A stream is a formula.
$ (cat A.csv; echo; cat B.csv) | lamul
14,32
12,56
$ lamul A.csv B.csv | lamul --power -1 | lamul B.csv | lamul - A.csv | lainfo --is identity
[1]
$ lamul A.csv B.csv | lamul --power -1 > inverse.csv; lamul inverse.csv A.csv B.csv | lainfo --is identity
$ cat A.csv | lamul B.csv | laconv -t | lacmp - <(lamul -t 1,2 B.csv A.csv)
$ (cat A.csv; echo '# name: B'; cat B.csv) | lamul --explain
14,32
12,56
2> (-#1 B)	16

# The factors of a decomposition, multiplied, are the matrix.
$ lasvd --all M.csv | lamul | lacmp --rtol 1e-14 - M.csv
$ laeig --all A.csv | lamul | lacmp --rtol 1e-14 - A.csv
$ lasvd --all testdata/complex.csv | lamul | lacmp --rtol 1e-14 - testdata/complex.csv
$ laeig --all testdata/rotation.csv | lamul | lacmp --rtol 1e-14 - testdata/rotation.csv
$ lasvd --all testdata/real/mtcars.csv | lamul | lacmp --rtol 1e-13 - testdata/real/mtcars.csv
$ lasvd --all -O mtx M.csv | lamul | lacmp --rtol 1e-14 - M.csv
$ lasvd --all -O tsv M.csv | lamul | lacmp --rtol 1e-14 - M.csv

# Documents by name, from a file and from one standard input shared.
$ lasvd --all M.csv > usv.csv; laconv --list usv.csv
U	2x2
S	2x2
Vt	2x3
$ lamul usv.csv#U usv.csv#S usv.csv#Vt | lacmp --rtol 1e-14 - M.csv
$ lasvd --all M.csv | lamul -#U -#S -#Vt | lacmp --rtol 1e-14 - M.csv
$ lasvd --all M.csv | lamul -#1 -#2 -#3 | lacmp --rtol 1e-14 - M.csv
$ lamul -t 1 usv.csv#U usv.csv#U | lainfo --is identity
$ lasvd --all M.csv | laconv --pick S | lainfo --is diagonal
$ lasvd M.csv | lacmp - <(lasvd --all M.csv | laconv --pick S | laconv --rows 1-2 | lasvd)

# The same bytes from a file, a redirection, a pipe, a FIFO and a process substitution, whatever -S and --threads.
$ F=testdata/real/mtcars.csv; laconv $F > 1; laconv < $F > 2; cat $F | laconv > 3; laconv <(cat $F) > 4
> mkfifo fifo; cat $F > fifo & laconv fifo > 5; laconv -S 1K $F > 6; laconv --threads 1 $F > 7; md5sum [1-7] | cut -d ' ' -f 1 | uniq | wc -l
1
$ seq -f '%.0f,0.1' 100000 > tall.csv
> lamul --gram tall.csv > 1; cat tall.csv | lamul --gram > 2; cat tall.csv | lamul --gram -S 64K > 3; lamul --gram -S 1K < tall.csv > 4; md5sum [1-4] | cut -d ' ' -f 1 | uniq | wc -l
1
$ lamul tall.csv A.csv > 1; (cat tall.csv; echo; cat A.csv) | lamul > 2; (sleep 0.05; cat tall.csv) | lamul -S 64K A.csv > 3; md5sum [1-3] | cut -d ' ' -f 1 | uniq | wc -l
1

# Two FIFOs at once, and the same FIFO is read but once.
$ mkfifo p q; cat A.csv > p & cat B.csv > q & lamul p q
14,32
12,56
$ lamul <(lamul A.csv B.csv) <(lamul --power -1 B.csv) | lacmp --rtol 1e-14 - A.csv

# Compressed input, by its first bytes and not by its name, from pipes too; output is never compressed.
$ gzip -c A.csv > A.csv.gz; zstd -q A.csv -o A.zst; laconv A.csv.gz
4,1
2,3
$ laconv A.zst
4,1
2,3
$ gzip -c A.csv | lamul B.csv
14,32
12,56
$ zstd -qc A.csv | lamul - <(gzip -c B.csv)
14,32
12,56
$ cp A.csv plain.gz; laconv plain.gz
4,1
2,3
$ (gzip -c A.csv; echo | gzip; gzip -c B.csv) | lamul
14,32
12,56
$ (zstd -qc A.csv; echo | zstd -qc; zstd -qc B.csv) | lamul
14,32
12,56
$ laconv A.csv.gz -o out.gz; cat out.gz
4,1
2,3
$ gzip -c tall.csv | laconv | cmp - tall.csv
$ zstd -qc tall.csv | lamul --gram | cmp - <(lamul --gram tall.csv)
$ gzip -c testdata/real/bcsstk01.mtx | lacmp --rtol 0 testdata/real/bcsstk01.mtx
$ head -c 30 A.csv.gz | laconv
2> laconv: -: truncated gzip stream
[3]
$ (head -c 20 A.csv.gz; echo garbage) | laconv 2> err; echo $?; wc -l < err
3
1

# Matrix Market files one after another.
$ cat testdata/real/can_24.mtx testdata/real/can_24.mtx | lamul | lacmp --rtol 0 - <(lamul --power 2 testdata/real/can_24.mtx)
$ (laconv -O mtx A.csv; laconv -O mtx B.csv) | lamul
%%MatrixMarket matrix array real general
2 2
14
12
32
56

# Formats may be mixed; the first input decides: standard input where it is implied, else the leftmost operand.
$ laconv -O mtx A.csv > A.mtx; lamul A.mtx B.csv
%%MatrixMarket matrix array real general
2 2
14
12
32
56
$ lamul A.csv <(laconv -O mtx B.csv)
14,32
12,56
$ lamul B.csv < A.mtx
%%MatrixMarket matrix array real general
2 2
14
12
32
56
$ printf '4;1\n2;3\n' | lamul B.csv
14;32
12;56
$ printf '4\t1\n2\t3\n' | lamul --gram
20	10
10	10

# Names travel through the pipe.
$ printf ',x,y\nfirst,4,1\nsecond,2,3\n' | laconv -t | lamul --scale 2 | laconv --cols second
,second
x,4
y,6
$ laconv --cols wt,hp testdata/real/mtcars.csv | lamul --digits 8 -t 1 - <(laconv --cols mpg testdata/real/mtcars.csv)
,mpg
wt,1909.7528
hp,84362.7
$ laconv --header yes --names no testdata/real/women.csv | head -n 1
58,115

# A tool in the middle that fails leaves the next nothing to read.
$ lamul M.csv M.csv | lasvd; echo "${PIPESTATUS[@]}"
3 3
2> lamul: M.csv is 2x3, M.csv is 2x3: inner dimensions 3 and 2 differ
2> lasvd: -: empty input

# Enough is enough: head ends an endless source through the tools.
$ yes 1,2 | lamul -S 1M A.csv | lamul -S 1M A.csv | head -n 1
46,29
