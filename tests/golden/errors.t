# What all tools share: operands, options, statuses and diagnostics.

$ printf '4,1\n2,3\n' > A.csv
> printf '1,2,3\n4,5,6\n' > M.csv

# Options and operands mix; a value stands after a blank, after "=", or directly behind a short option.
$ laconv A.csv --cols 1 -O tsv
4
2
$ laconv --cols=2 A.csv
1
3
$ laconv -Otsv A.csv
4	1
2	3
$ laconv -tOtsv A.csv
4	2
1	3
$ laconv -qt -O tsv A.csv
4	2
1	3
$ laconv -d\; -O csv A.csv -d ,
4,1
2,3

# The last repetition wins, also where it is another spelling.
$ laconv --cols 1 --cols 2 A.csv
1
3
$ laconv --digits 3 --digits=1 A.csv --cols 1
4
2
$ laconv -O mtx --output-format csv A.csv
4,1
2,3
$ lamul --gram --gram=rows M.csv
14,32
32,77
$ lamul --gram=rows --gram A.csv
20,10
10,10
$ laconv --digits 1 --digits two A.csv
2> laconv: --digits takes an integer, found 'two'
[2]

# "--" ends the options; after it, and for "-" alone, an operand is taken verbatim, the empty one too.
$ cp A.csv ./-t; laconv -- -t
4,1
2,3
$ laconv -t -- -t
4,2
1,3
$ laconv ./-t
4,1
2,3
$ laconv -- -- < A.csv
2> laconv: --: no such file or directory
[3]
$ lamul - A.csv < A.csv
18,7
14,11
$ laconv '' < A.csv
2> laconv: '': no such file or directory
[3]
$ lamul A.csv ''
2> lamul: '': no such file or directory
[3]
$ cp A.csv 'a b=c#d'; laconv 'a b=c#d'
4,1
2,3

# "-#NAME" is an operand.
$ printf '# name: U\n1\n\n# name: t\n2\n' | laconv -#t
2
$ printf '# name: U\n1\n\n# name: t\n2\n' | lamul -#U -#t
2
$ lamul -#U A.csv - < A.csv
2> lamul: -: no document 'U' among #1
[3]
$ lamul - - < A.csv
2> lamul: standard input can be read only once
[2]
$ lamul -#1 - < A.csv
2> lamul: standard input can be read only once
[2]

# Unknown, ambiguous and abbreviated options.
$ laconv --frobnicate A.csv
2> laconv: unknown option '--frobnicate'
[2]
$ laconv -Z A.csv
2> laconv: unknown option '-Z'
[2]
$ laconv -tZ A.csv
2> laconv: unknown option '-Z'
[2]
$ laconv --trans A.csv
4,2
1,3
$ laconv --output-f tsv A.csv
4	1
2	3
$ laconv --row yes A.csv
2> laconv: option '--row' is ambiguous: --row-names, --rows
[2]
$ laconv --rows 1 A.csv
4,1

# Values that are missing, unwanted or bad.
$ laconv A.csv --cols
2> laconv: option '--cols' needs a value
[2]
$ laconv A.csv -O
2> laconv: option '-O' needs a value
[2]
$ laconv --dense=yes A.csv
2> laconv: option '--dense' takes no value
[2]
$ laconv --cols= A.csv
2> laconv: empty item in the list of columns ''
[2]
$ laconv --digits -1 A.csv
2> laconv: --digits takes 1 to 40, found -1
[2]
$ laconv --digits 07 A.csv --cols 1
4
2
$ laconv --digits 1e1 A.csv
2> laconv: --digits takes an integer, found '1e1'
[2]
$ laconv --threads 0 A.csv
2> laconv: --threads takes 1 to 1024, found '0'
[2]
$ laconv -O xml A.csv
2> laconv: --output-format takes csv, tsv, mtx, found 'xml'
[2]
$ laconv -d '' A.csv
2> laconv: --delimiter takes one character, found ''
[2]
$ laconv --comment '' A.csv
2> laconv: --comment takes one character, found ''
[2]
$ laconv -S lots A.csv
2> laconv: --buffer-size takes a size such as 500M or 10%, found 'lots'
[2]
$ laconv -S -1 A.csv
2> laconv: --buffer-size takes a size such as 500M or 10%, found '-1'
[2]

# -S as sort takes it.
$ for size in 1 64b 64k 64K 1m 1M 1g 1G 1T 1P 1E 1Z 1Y 10%; do laconv -S $size A.csv | cmp - A.csv || echo $size; done

# --help and --version: on standard output, status 0, and before operands and input matter.
$ for tool in lamul laconv lacmp laeig lasvd laproj lainfo; do $tool --version | grep -c "^$tool (latools) [0-9]"; done | sort | uniq -c | tr -s ' '
 7 1
$ for tool in lamul laconv lacmp laeig lasvd laproj lainfo; do $tool --help > help || echo $tool; cmp help <($tool -h missing.csv) || echo $tool; done
$ laconv -h > help; test -s help
$ laconv --frobnicate --help | head -c 0
2> laconv: unknown option '--frobnicate'

# Wrong usage is told before any input is read.
$ laconv --dense --sparse < /dev/null
2> laconv: --dense and --sparse exclude each other
[2]
$ lamul --digits 3 --format %g missing.csv
2> lamul: --digits and --format exclude each other
[2]
$ laconv A.csv missing.csv
2> laconv: unexpected operand 'missing.csv'
[2]
$ lainfo A.csv A.csv
2> lainfo: unexpected operand 'A.csv'
[2]

# Every tool says which file, which line, which cell.
$ printf '1,2\n3,abc\n' > bad.csv
> for tool in lamul laconv laeig lasvd laproj lainfo; do $tool - < bad.csv; echo $?; done
3
3
3
3
3
3
2> lamul: -:2:2: expected a number, found 'abc'
2> laconv: -:2:2: expected a number, found 'abc'
2> laeig: -:2:2: expected a number, found 'abc'
2> lasvd: -:2:2: expected a number, found 'abc'
2> laproj: -:2:2: expected a number, found 'abc'
2> lainfo: -:2:2: expected a number, found 'abc'
$ lamul A.csv bad.csv
2> lamul: bad.csv:2:2: expected a number, found 'abc'
[3]
$ lacmp A.csv bad.csv
2> lacmp: bad.csv:2:2: expected a number, found 'abc'
[3]
$ for tool in lamul laconv laeig lasvd lainfo; do $tool missing.csv < A.csv; echo $?; done
3
3
3
3
3
2> lamul: missing.csv: no such file or directory
2> laconv: missing.csv: no such file or directory
2> laeig: missing.csv: no such file or directory
2> lasvd: missing.csv: no such file or directory
2> lainfo: missing.csv: no such file or directory
$ for tool in lamul laconv laeig lasvd lainfo; do $tool < /dev/null; echo $?; done
3
3
3
3
3
2> lamul: -: empty input
2> laconv: -: empty input
2> laeig: -: empty input
2> lasvd: -: empty input
2> lainfo: -: empty input
$ (cat A.csv; echo; cat M.csv) > two.csv; for tool in laconv laeig lasvd lainfo; do $tool two.csv; done
2> laconv: two.csv: holds 2 documents, one is wanted: #1, #2
2> laeig: two.csv: holds 2 documents, one is wanted: #1, #2
2> lasvd: two.csv: holds 2 documents, one is wanted: #1, #2
2> lainfo: two.csv: holds 2 documents, one is wanted: #1, #2
[3]
$ lamul --gram two.csv
2> lamul: two.csv: holds 2 documents, one is wanted: #1, #2
[3]
$ lamul --power 2 < two.csv
2> lamul: -: holds 2 documents, one is wanted: #1, #2
[3]

# The numerical status: NaN and Inf are refused by name of the cell, singular matrices are not inverted.
$ printf '1,2\n3,NaN\n' > nan.csv; lasvd nan.csv
2> lasvd: nan.csv: row 2, column 2 is NaN: finite values are needed
[4]
$ printf '1,-Inf\n3,4\n' | laeig
2> laeig: -: row 1, column 2 is -Inf: finite values are needed
[4]
$ lamul --power -1 nan.csv
2> lamul: nan.csv: row 2, column 2 is NaN: finite values are needed
[4]
$ laeig M.csv
2> laeig: M.csv is 2x3: a square matrix is needed
[3]

# The question that is answered "no".
$ lacmp A.csv M.csv
A.csv is 2x2, M.csv is 2x3
[1]
$ lainfo --is symmetric A.csv
[1]

# -o: nothing on standard output; what fails leaves no file.
$ laconv -o copy.csv A.csv; cmp copy.csv A.csv
$ laconv -t -o copy.mtx A.csv; head -n 1 copy.mtx
4,2
$ laconv -o none.csv bad.csv; ls none.csv 2> /dev/null
2> laconv: bad.csv:2:2: expected a number, found 'abc'
[2]
$ laconv -o '' A.csv
2> laconv: '': no such file or directory
[3]

# One bare call prints one matrix and nothing else; -v speaks on standard error only.
$ laconv -v A.csv 2> notes | cmp - A.csv; test -s notes
$ lamul -v A.csv A.csv 2> notes; grep -vc '^lamul: ' notes
18,7
14,11
0
[1]

# -v names the kernel of OpenBLAS, and how many threads may call it: those asked for, or as many as there are processors
# to run on; laconv and lacmp leave OpenBLAS alone.
$ . testdata/each_tool.sh; export OPENBLAS_CORETYPE=Prescott
> for tool in $(tools); do small $tool -v --threads 2 2>&1 > /dev/null | sed -n "/kernel/s/^$tool/TOOL/p"; done | sort -u
TOOL: kernel Prescott, 2 threads
$ lacmp -v A.csv A.csv 2>&1 | grep -c kernel
0
[1]
$ OPENBLAS_CORETYPE=Prescott taskset -c "$(taskset -cp $$ | sed 's/.*: //; s/[,-].*//')" lamul -v A.csv A.csv 2>&1 > /dev/null | grep kernel
lamul: kernel Prescott, 1 thread
