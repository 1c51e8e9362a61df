# What long streams end in when something is wrong: one line, status 3, and what had been written stays.

$ seq -f '%.0f,1' 400000 > long.csv; gzip -c long.csv > long.gz; zstd -qc long.csv > long.zst
> printf '1,0\n0,1\n' > I.csv

# Compressed streams that are cut off, in the middle or by a byte, from a file and from a pipe.
$ for tool in lacov 'lamul --gram' lasvd laconv; do head -c 100000 long.gz | $tool; echo $?; done
3
3
3
3
2> lacov: -: truncated gzip stream
2> lamul: -: truncated gzip stream
2> lasvd: -: truncated gzip stream
2> laconv: -: truncated gzip stream
$ head -c -1 long.gz > cut.gz; lacov cut.gz
2> lacov: cut.gz: truncated gzip stream
[3]
$ head -c 100000 long.zst | lacov
2> lacov: -: truncated zstd stream
[3]
$ head -c -1 long.zst > cut.zst; lacov cut.zst
2> lacov: cut.zst: truncated zstd stream
[3]
$ head -c 10 long.gz > cut.gz; lacov cut.gz
2> lacov: cut.gz: truncated gzip stream
[3]

# Corrupt ones: a byte changed in the middle, a wrong checksum, something else behind the end.
$ (head -c 50000 long.gz; printf '\377\377\377\377'; tail -c +50005 long.gz) | lacov 2> err; echo $?; wc -l < err
3
1
$ (head -c -8 long.gz; printf 'checksum') | lacov
2> lacov: -: corrupt gzip stream
[3]
$ (head -c 50000 long.zst; printf '\377\377\377\377'; tail -c +50005 long.zst) | lacov
2> lacov: -: corrupt zstd stream
[3]
$ (cat long.gz; echo 1,2) | lacov
2> lacov: -: corrupt gzip stream
[3]
$ (cat long.zst; echo 1,2) | lacov
2> lacov: -: corrupt zstd stream
[3]

# A row that breaks off at the end.
$ (cat long.csv; printf 400001) | lacov
2> lacov: -:400001: row has 1 cells, expected 2
[3]
$ (cat long.csv; printf '400001,') | lasvd
2> lasvd: -:400001:2: missing value
[3]
$ (cat long.csv; printf '400001,1e') | lamul --gram
2> lamul: -:400001:2: expected a number, found '1e'
[3]
$ (cat long.csv; printf 400001) | lakern - I.csv | wc -c; echo "${PIPESTATUS[1]}"
0
3
2> lakern: -:400001: row has 1 cells, expected 2

# Beyond -S what was written stays in a pipe; a file is cut back.
$ seq -f '%.0f,1' 5000000 > longer.csv; (cat longer.csv; printf 5000001) | lakern -S 1M - I.csv > out; echo $?; wc -c < out
3
0
2> lakern: -:5000001: row has 1 cells, expected 2
$ (cat longer.csv; printf 5000001) | lakern -S 1M - I.csv 2> err | tail -n +4000000 | head -n 1
4000000,1

# A row that does not fit into -S, at the beginning or where it comes, and one that never ends.
$ seq -s , 1000 | lacov -S 1K --ddof 0
2> lacov: -: a line is longer than the buffer size of 1024 bytes
[3]
$ seq -s , 1000 | lacov -S 4K --ddof 0 | wc -l
1000
$ (seq 10; head -c 3000000 /dev/zero | tr '\0' 1) | lacov -S 1M
2> lacov: -: a line is longer than the buffer size of 1048576 bytes
[3]
$ yes 1 | tr -d '\n' | lasvd -S 16M
2> lasvd: -: a line is longer than the buffer size of 16777216 bytes
[3]
