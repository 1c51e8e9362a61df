#!/usr/bin/env bash
# What is installed: one program with a link for each tool, in less than 45 MB. The Debian package installs, runs and leaves
# nothing behind when it is removed: in a scratch root with its own list of packages, so that the system is not touched.
#
#     check_package.sh BUILD
set -euo pipefail
build=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
    echo "$*"
    exit 1
}

# The folder of a prefix's programs, wherever it is moved.
check_programs() {
    local path product
    for path in "$1"/*; do
        if [ "$path" != "$1/latools" ] && [ "$(readlink "$path")" != latools ]; then fail "$path is no link to latools"; fi
        "$path" --version
    done
    product=$(printf '1,2\n3,4\n' | "$1/lamul" --power 2)
    if [ "$product" != $'7,10\n15,22' ]; then fail "lamul says '$product'"; fi
}

# check_size KIBIBYTES WHAT
check_size() {
    if [ "$(($1 * 1024))" -ge 45000000 ]; then fail "$2: $1 KiB"; fi
}

cmake --install "$build" --prefix "$scratch/prefix" > "$scratch/log" || { cat "$scratch/log"; exit 1; }
check_size "$(du -sk "$scratch/prefix" | cut -f1)" "what is installed"
mv "$scratch/prefix" "$scratch/moved"
check_programs "$scratch/moved/bin"
rm -r "$scratch/moved"

cpack -G DEB --config "$build/CPackConfig.cmake" -B "$scratch/package" > "$scratch/log" || { cat "$scratch/log"; exit 1; }
package=$(echo "$scratch"/package/*.deb)

root=$scratch/root
mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates"
touch "$root/var/lib/dpkg/status"
# The shared libraries of the system are not in the scratch root.
in_root() {
    dpkg --root="$root" --log="$scratch/dpkg.log" --force-not-root --force-bad-path --force-depends "$@" \
        > "$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }
}

check_size "$(dpkg-deb --field "$package" Installed-Size)" "Installed-Size of the package"
in_root --install "$package"
check_size "$(du -sk "$root/usr" | cut -f1)" "what the package installs"
for path in usr/bin/lamul usr/bin/lacov usr/share/man/man1/lamul.1 usr/share/man/man7/latools-scale.7 usr/share/doc/latools/gallery/map.svg \
    usr/share/bash-completion/completions/latools usr/share/bash-completion/completions/lamul usr/share/zsh/vendor-completions/_lamul \
    usr/share/fish/vendor_completions.d/lamul.fish; do
    if [ ! -e "$root/$path" ]; then fail "missing: $path"; fi
done
check_programs "$root/usr/bin"

in_root --purge latools
left=$(find "$root" -path "$root/var/lib/dpkg" -prune -o ! -type d -print)
if [ -n "$left" ]; then fail "left behind: $left"; fi
