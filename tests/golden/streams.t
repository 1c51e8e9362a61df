# What a shell does to a tool: full disks, closed pipes, FIFOs, outputs that are inputs. What holds here holds with
# sanitizers too, so shortage is made by files and sizes, not by limits on memory.

$ printf '1,2\n3,4\n' > A.csv
> seq 300000 > long.csv
> (seq 300000; echo x) > half.csv

# A disk that is full, for little and for much, for results and for help.
$ laconv A.csv > /dev/full
2> laconv: standard output: no space left on device
[3]
$ laconv long.csv > /dev/full
2> laconv: standard output: no space left on device
[3]
$ laconv --help > /dev/full
2> laconv: standard output: no space left on device
[3]
$ laconv --version > /dev/full
2> laconv: standard output: no space left on device
[3]
$ laconv -o /dev/full A.csv
2> laconv: /dev/full: no space left on device
[3]
$ printf '1,2\n3,5\n' | lacmp A.csv - > /dev/full
2> lacmp: standard output: no space left on device
[3]

# Standard output that is closed: the input, which then takes its number, is never written to.
$ laconv A.csv >&-
2> laconv: standard output: bad file descriptor
[3]
$ cat A.csv
1,2
3,4
$ laconv --help >&-
2> laconv: standard output: bad file descriptor
[3]
$ laconv -o B.csv A.csv >&- && cat B.csv
1,2
3,4
$ laconv <&-
2> laconv: -: bad file descriptor
[3]

# A reader that goes away ends the tool at once and without a word, even where the input has no end.
$ laconv -S 1M long.csv | head -n 1; echo "${PIPESTATUS[0]}"
1
141
$ printf '2\n' > two.csv; yes 1 | lamul -S 1M - two.csv | head -n 2; echo "${PIPESTATUS[1]}"
2
2
141
$ laconv --help | head -c 0; true

# A tool that fails leaves standard output empty.
$ laconv half.csv | wc -c; echo "${PIPESTATUS[0]}"
0
3
2> laconv: half.csv:300001:1: expected a number, found 'x'
$ laconv half.csv > out.csv
2> laconv: half.csv:300001:1: expected a number, found 'x'
[3]
$ wc -c < out.csv
0
$ echo before > out.csv; laconv half.csv >> out.csv
2> laconv: half.csv:300001:1: expected a number, found 'x'
[3]
$ cat out.csv
before

# -o leaves the old file and nothing else behind, whether the input, the disk or the path is at fault.
$ mkdir -p d; echo old > d/kept.csv; laconv -o d/kept.csv half.csv
2> laconv: half.csv:300001:1: expected a number, found 'x'
[3]
$ trap '' XFSZ; ulimit -f 8; laconv -o d/kept.csv long.csv
2> laconv: d/kept.csv: file too large
[3]
$ cat d/kept.csv; ls -A d
old
kept.csv
$ laconv -o d/none/B.csv A.csv
2> laconv: d/none/B.csv: no such file or directory
[3]
$ laconv -o d A.csv
2> laconv: d: is a directory
[3]
$ laconv -o d/new.csv missing.csv; ls -A d
kept.csv
2> laconv: missing.csv: no such file or directory

# -o follows links, keeps a mode, obeys the mask for a new file, and writes straight to what is no regular file.
$ ln -s kept.csv d/link.csv; laconv -o d/link.csv A.csv; readlink d/link.csv; cat d/kept.csv
kept.csv
1,2
3,4
$ ln -s later.csv d/dangling.csv; laconv -o d/dangling.csv A.csv; cat d/later.csv
1,2
3,4
$ chmod 640 d/kept.csv; laconv -o d/kept.csv A.csv; stat -c %a d/kept.csv
640
$ umask 027; laconv -o d/masked.csv A.csv; stat -c %a d/masked.csv
640
$ laconv -o /dev/null A.csv; test -c /dev/null
$ laconv -o /dev/stdout A.csv | cat
1,2
3,4
$ mkfifo d/out; cat d/out & laconv -o d/out A.csv; wait; test -p d/out
1,2
3,4

# The output may be an input.
$ cp A.csv same.csv; laconv same.csv -t -o same.csv; cat same.csv
1,3
2,4
$ cp long.csv same.csv; laconv same.csv -o same.csv; cmp same.csv long.csv
$ cp A.csv same.csv; lamul same.csv same.csv -o same.csv; cat same.csv
7,10
15,22

# Nothing is opened twice, nothing needs to seek.
$ mkfifo in; cat A.csv > in & laconv in
1,2
3,4
$ lamul <(cat A.csv) <(printf '1,0\n0,1\n')
1,2
3,4
$ laconv /dev/fd/3 3< A.csv
1,2
3,4
$ laconv /dev/stdin < A.csv
1,2
3,4
$ (printf '1'; sleep 0.1; printf '0,2\n3'; sleep 0.1; printf ',-'; sleep 0.1; printf '4') | laconv
10,2
3,-4
$ cmp <(laconv long.csv) <(cat long.csv | laconv -S 64K --threads 1)

# What cannot be read. Root is held to the modes of files as everyone is.
$ laconv missing.csv
2> laconv: missing.csv: no such file or directory
[3]
$ laconv ''
2> laconv: '': no such file or directory
[3]
$ laconv d
2> laconv: d: is a directory
[3]
$ laconv < d
2> laconv: -: is a directory
[3]
$ laconv A.csv/B.csv
2> laconv: A.csv/B.csv: not a directory
[3]
$ cp A.csv secret.csv; chmod 000 secret.csv
> if [ "$(id -u)" = 0 ]; then as_anyone='setpriv --bounding-set=-dac_override,-dac_read_search'; fi
> $as_anyone laconv secret.csv
2> laconv: secret.csv: permission denied
[3]

# Nothing to read from but a terminal: usage.
$ script -qec 'laconv 2> usage; echo $?' /dev/null < /dev/null | tr -d '\r'; cat usage
2
laconv: standard input is a terminal; usage: laconv [OPTION...] [FILE...]

# More than any memory: 6000000 x 6000000 exceeds the address space. (A sanitizer adds a warning of its own.)
$ yes 1 | head -n 6000000 > ones.csv; lamul --outer ones.csv ones.csv 2> err | wc -c; echo "${PIPESTATUS[0]}"
> grep '^lamul' err
0
3
lamul: not enough memory for a 6000000x6000000 matrix

# Work of more than two seconds tells a terminal how far it is, and takes the line away again; -q does not.
$ slow='(yes 1,2 | head -n 600000; sleep 2.2; yes 1,2 | head -n 600000)'
> script -qec "$slow | lacov" told < /dev/null > /dev/null & script -qec "$slow | lacov -q" quiet < /dev/null > /dev/null &
> script -qec "$slow | lacov 2> errors" elsewhere < /dev/null > /dev/null & wait
> tr '\r' '\n' < told | grep MB | tr -d '\033' | sed 's/[0-9][0-9]* /N /g' | sort -u; grep -c MB quiet elsewhere errors
> tr -d '\r\033' < told | grep -o 'MB/s\[K0,0$'
[Klacov: N rows, N MB read, N MB/s
quiet:0
elsewhere:0
errors:0
MB/s[K0,0

# -o names what standard output goes to: nothing written to it before or after is lost.
$ (echo before; laconv -o /dev/stdout A.csv; echo after) > all.txt; cat all.txt
before
1,2
3,4
after
$ laconv -o /dev/stdout A.csv | tr , ' '
1 2
3 4

# zstd with a skippable frame in front, as pzstd writes it.
$ (printf '\x50\x2a\x4d\x18\x04\x00\x00\x00abcd'; zstd -qc A.csv) | laconv
1,2
3,4
