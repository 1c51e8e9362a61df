# Prints what zsh offers at the end of a line, a candidate a line, sorted. FOLDER holds the completions.
#
#     zsh -f zsh_offers.zsh FOLDER LINE
zmodload zsh/zpty
zpty shell TERM=dumb zsh -f -i
zpty -w shell "PROMPT=; unset zle_bracketed_paste; stty -echo
fpath=(${(q)1} \$fpath); autoload -Uz compinit; compinit -u -D; bindkey '^I' complete-word"
zpty -w shell '
compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
        builtin compadd "$@"
        return
    fi
    local -a offered
    builtin compadd -A offered "$@"
    print -rl -- "<offer>"${^offered}
}
leave() { exit }
prepare() { comppostfuncs=(leave) }
compprefuncs=(prepare)
print rea""dy'
zpty -r -m shell output '*ready*'
zpty -w -n shell "$2"$'\t'
while zpty -r shell output; do print -rn -- "$output"; done | tr -d '\r' | sed -n 's/.*<offer>//p' | LC_ALL=C sort -u
