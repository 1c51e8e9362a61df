#!/usr/bin/env bash
# The completions of every tool are valid in their shells, and bash offers what the option table has.
#
#     check_completions.sh BUILD/completions
set -euo pipefail
cd "$1"

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
    . "$file"
    expect '--output --output-format' "$tool" --outp
    expect 'auto' "$tool" --header a
    expect 'csv tsv mtx' "$tool" -O ''
    count=$((count + 1))
done
expect '--gram --gram=rows' lamul --gram
expect 'linear laplace' lakern --kernel l
expect '' lamul --power ''
if [ "$count" = 0 ]; then fail "no completions"; fi
echo "$count tools, $failures failures"
[ "$failures" = 0 ]
