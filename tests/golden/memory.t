# Memory and threads that are not there: status 3 and one line, never an abort, and never waiting for what does not come.

$ seq -f '%.0f,1,0.5' 1000000 > long.csv; seq -s , 2000 > row.csv
> lacov long.csv > free; yes "$(cat row.csv)" | head -n 4000 > wide.csv

# What is held does not fit.
$ ulimit -v 300000; laconv -t long.csv > /dev/null
$ ulimit -v 75000; laconv -t long.csv
2> laconv: not enough memory
[3]
$ ulimit -v 300000; lamul -t 1 wide.csv wide.csv
2> lamul: not enough memory
[3]
$ ulimit -v 300000; lakern --kernel rbf long.csv
2> lakern: not enough memory for a 1000000x1000000 matrix
[3]

# Streams go through all the same, on as many threads as there is memory for.
$ ulimit -v 250000; lacov long.csv > limited; cmp limited free
$ ulimit -v 600000; lasvd --emit R long.csv | laconv --cols 2-3 | wc -l
3

# Too little for a decomposition to begin with.
$ ulimit -v 100000; lacov long.csv
2> lacov: not enough memory under the limit of 100000 KiB (ulimit -v)
[3]
$ ulimit -v 100000; laconv --rows 1 --cols 1 row.csv; lacmp row.csv row.csv
1
$ ulimit -v 100000; lacov --help | head -n 1
Covariance and correlation of the columns of a table.

# Every tool, on any number of processors: OpenBLAS is refused in one line where it does not fit, and what does fit is
# computed.
$ . testdata/each_tool.sh; for limit in '-v 100000' '-d 100000'; do for tool in $(tools); do
>   (ulimit $limit; small $tool 2>&1 > /dev/null || echo "status $?") | sed "s/^$tool/TOOL/"; done | sort -u; done
TOOL: not enough memory under the limit of 100000 KiB (ulimit -v)
status 3
TOOL: not enough memory under the limit of 100000 KiB (ulimit -d)
status 3
$ . testdata/each_tool.sh; for limit in '-v 300000' '-d 300000'; do for tool in $(tools); do
>   small $tool > free; (ulimit $limit; small $tool | cmp - free) || echo "$tool: differs"; done; done

# Where the system makes no threads (for ordinary users only) there is one.
$ seq 160000 | awk '{ printf "%s%s", $1 * 7919 % 1000, $1 % 400 ? "," : "\n" }' > square.csv; lamul --power 2 square.csv > free
$ as_user() { if [ $(id -u) = 0 ]; then setpriv --reuid=65534 --clear-groups "$@"; else "$@"; fi; }
> as_user prlimit --nproc=1 bash -c 'exec -a lamul /proc/self/fd/9 --threads 2 --power 2' 9< "$(command -v latools)" < square.csv | cmp - free

# The factors of a sparse matrix outgrow what is there while they are made.
$ awk 'BEGIN { n = 20000; print "%%MatrixMarket matrix coordinate real general"; print n, n, 4 * n - 3
>   for (i = 1; i < n; ++i) { print i, i, -1; print i, i * 7919 % n + 1, 0.3; print i, i * i % 19997 + 1, 0.7 }
>   for (j = 1; j <= n; ++j) print n, j, 1 }' > chain.mtx
$ ulimit -v 300000; laexpr 'A\ones(rows(A),1)' A=chain.mtx
2> laexpr: not enough memory for a sparse LU factorization, which would take about 0.165 GiB
2>   A\ones(rows(A),1)
2>    ^
[3]
