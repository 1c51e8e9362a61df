# For loops over all tools: their names, and a small call of one, with the options given.
tools() { latools --help | sed -n 's/^  \(la[a-z]*\) .*/\1/p'; }
printf '4,1\n2,3\n' > A.csv
small() {
    case $1 in
        lamul | laproj | lacmp) "$@" A.csv A.csv ;;
        lagrad) "$@" "tr(A*A)" --wrt A A=A.csv ;;
        laexpr) "$@" "inv(A)" A=A.csv ;;
        laplot) "$@" scree A.csv ;;
        *) "$@" A.csv ;;
    esac
}
