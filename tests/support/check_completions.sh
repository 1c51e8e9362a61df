#!/usr/bin/env bash
# The completions of every tool are valid in their shells, and what is offered is what the option table has.
#
#     check_completions.sh BUILD
set -euo pipefail
support=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$1/completions"
PATH=$PWD/../bin:$PATH  # fish completes what it can find

failures=0
fail() {
    echo "$*"
    failures=$((failures + 1))
}

# Prints what bash offers for the words of a command line, the last of which is being typed.
offered() {
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
    "_$1"
    echo "${COMPREPLY[*]}"
}

expect() {
    local expected=$1 found
    shift
    found=$(offered "$@")
    if [ "$found" != "$expected" ]; then fail "$*: expected '$expected', found '$found'"; fi
}

count=0
for file in bash/*; do
    tool=$(basename "$file")
    for shell_file in "bash:bash/$tool" "zsh:zsh/_$tool" "fish:fish/$tool.fish"; do
        shell=${shell_file%%:*} path=${shell_file#*:}
        if ! "$shell" -n "$path"; then fail "$path is not valid"; fi
    done
    . "$PWD/$file"
    if [ "$tool" = latools ]; then continue; fi
    expect '--output --output-format' "$tool" --outp
    expect 'auto' "$tool" --header a
    expect 'csv tsv mtx' "$tool" -O ''
    count=$((count + 1))
done
expect '--gram --gram=rows' lamul --gram
expect 'linear laplace' lakern --kernel l
expect '' lamul --power ''

# latools: its tools and options, then what the tool has; in each shell.
zsh_offered() { zsh -f "$support/zsh_offers.zsh" "$PWD/zsh" "$*" < /dev/null | paste -sd' '; }
fish_offered() {
    fish --no-config -c 'set fish_complete_path $argv[1]; complete -C $argv[2]' "$PWD/fish" "$*" | cut -f1 | LC_ALL=C sort | paste -sd' '
}
bash_offered() { offered "$@" | tr ' ' '\n' | LC_ALL=C sort | paste -sd' '; }
for shell in bash zsh fish; do
    while IFS=: read -r words expected; do
        found=$("${shell}_offered" $words)
        if [ "$found" != "$expected" ]; then fail "$shell, $words: expected '$expected', found '$found'"; fi
    done << 'LINES'
latools lac:lacmp laconv lacov
latools --v:--version
latools lamul --outp:--output --output-format
latools lamul A.csv --header a:auto
latools lakern --kernel l:laplace linear
latools foo --outp:
LINES
done
unset -f _lamul
found=$(cd / && offered latools lamul --gr)
if [ "$found" != '--gram --gram=rows' ]; then fail "latools lamul --gr, before lamul was completed: found '$found'"; fi

if [ "$count" = 0 ]; then fail "no completions"; fi
echo "$count tools, $failures failures"
[ "$failures" = 0 ]
