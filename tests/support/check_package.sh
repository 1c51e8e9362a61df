#!/usr/bin/env bash
# The Debian package installs, runs and leaves nothing behind when it is removed: in a scratch root with its own list of
# packages, so that the system is not touched.
#
#     check_package.sh BUILD
set -euo pipefail
build=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

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

in_root --install "$package"
for path in usr/bin/lamul usr/bin/lacov usr/share/man/man1/lamul.1 usr/share/man/man7/latools-scale.7 usr/share/doc/latools/gallery/map.svg \
    usr/share/bash-completion/completions/lamul usr/share/zsh/vendor-completions/_lamul \
    usr/share/fish/vendor_completions.d/lamul.fish; do
    if [ ! -e "$root/$path" ]; then echo "missing: $path"; exit 1; fi
done
product=$(printf '1,2\n3,4\n' | "$root/usr/bin/lamul" --power 2)
if [ "$product" != $'7,10\n15,22' ]; then echo "lamul says '$product'"; exit 1; fi
for tool in "$root"/usr/bin/*; do "$tool" --version; done

in_root --purge latools
left=$(find "$root" -path "$root/var/lib/dpkg" -prune -o ! -type d -print)
if [ -n "$left" ]; then echo "left behind: $left"; exit 1; fi
