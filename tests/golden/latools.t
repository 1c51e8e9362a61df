# All tools are one program: a link's name says which one runs, and so does the first operand of latools.

$ . testdata/each_tool.sh; for tool in $(tools); do cmp <(latools $tool --help) <($tool --help); cmp <($tool --version) <(latools $tool -V); done
$ . testdata/each_tool.sh; for tool in $(tools); do $tool --version | grep -c "^$tool (latools) [0-9][0-9.]*$"; done | sort -u; latools --version | grep -c '^latools [0-9][0-9.]*$'
1
1
$ latools lamul A.csv --power 2; latools lainfo --is square A.csv && echo yes; latools lasvd --rank < A.csv
18,7
14,11
yes
2
$ latools laconv missing.csv; latools lasvd --frobnicate
2> laconv: missing.csv: no such file or directory
2> lasvd: unknown option '--frobnicate'
[2]

# Without a tool: what there is, on standard error.
$ latools 2> usage
[2]
$ latools --help | cmp - usage; latools -h | cmp - usage; latools --he lamul | cmp - usage; head -n 2 usage
Linear algebra for the shell.
Usage: latools TOOL [OPTION...] [OPERAND...]
$ . testdata/each_tool.sh; for tool in $(tools); do $tool --help | head -n 1 | cmp - <(sed -n "s/^  $tool *//p" usage); done
$ latools --vers | cmp - <(latools -V)
$ latools --version > /dev/full
2> latools: standard output: no space left on device
[3]
$ latools --help >&-
2> latools: standard output: bad file descriptor
[3]

# What is no tool.
$ . testdata/each_tool.sh; latools foo 2>&1 | cmp - <(echo "latools: unknown tool 'foo' (tools: $(tools | paste -sd, | sed 's/,/, /g'))")
$ latools foo 2> /dev/null
[2]
$ for name in lasvdd svd SVD '' - latools; do latools "$name" A.csv 2>&1 | sed 's/ (tools:.*)$//'; done
latools: unknown tool 'lasvdd'; did you mean 'lasvd'?
latools: unknown tool 'svd'; did you mean 'lasvd'?
latools: unknown tool 'SVD'; did you mean 'lasvd'?
latools: unknown tool ''
latools: unknown tool '-'
latools: unknown tool 'latools'
$ latools --frobnicate lamul A.csv
2> latools: unknown option '--frobnicate'; see 'latools --help'
[2]
$ latools -t lamul
2> latools: unknown option '-t'; see 'latools --help'
[2]

# Links: to the program or to another link, relative and absolute, hard and from another folder; a copy of the folder.
$ folder=$(dirname "$(command -v latools)"); mkdir bin; ln -s "$folder/latools" bin/lainfo; ln -s lainfo bin/lamul; ln -s "$folder/lasvd" bin/lacmp
> bin/lainfo --get rows A.csv; bin/lamul --power 2 A.csv; bin/lacmp A.csv A.csv && echo equal; cd bin; ./lainfo --get rows ../A.csv
2
18,7
14,11
equal
2
$ cp -a "$(dirname "$(command -v latools)")" copied; copied/lamul --power 2 A.csv; PATH=$PWD/copied:$PATH; laconv -t A.csv; ln copied/latools hard; ln hard lacov; ./lacov --mean A.csv
18,7
14,11
4,2
1,3
3,2
$ mv copied/latools copied/lainfo; copied/lainfo --get rows A.csv
2
$ ln -s "$(command -v latools)" foo; for name in ./foo './foo lamul A.csv'; do $name 2>&1 | sed 's/ (tools:.*)$//'; done; ln -s foo lasvdd; ./lasvdd --version 2> err; echo $?; sed 's/ (tools:.*)$//' err
latools: unknown tool 'foo'
latools: unknown tool 'foo'
2
latools: unknown tool 'lasvdd'; did you mean 'lasvd'?

# Other ways to be called.
$ cat > as.sh <<'E'
> as() { (exec -a "$@"); }
> E
$ . ./as.sh; as lamul latools --power 2 A.csv; as -lamul lasvd --power 2 A.csv; as /no/where/lamul latools --power 2 A.csv
18,7
14,11
18,7
14,11
18,7
14,11
$ . ./as.sh; for name in latools ./latools -latools '' /usr/bin/; do as "$name" lamul lasvd --rank A.csv; done
2
2
2
2
2
$ . ./as.sh; as '' lamul 2>&1 | cmp - usage; as sh latools 2>&1 | sed 's/ (tools:.*)$//'; as latools lamul lasvd --frobnicate
latools: unknown tool 'sh'
2> lasvd: unknown option '--frobnicate'
[2]
$ printf '%s\0' '[1 2]*[3; 4]' | xargs -0 latools laexpr; find A.csv -exec lainfo --get rows {} \;
11
2
