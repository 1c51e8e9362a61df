#!/usr/bin/env bash
# The tools that say that they do not use BLAS can be linked without it. One that calls it all the same would crash:
# OpenBLAS is not started for it.
#
#     check_without_blas.sh COMPILER BUILD TOOLS
#
# TOOLS is the folder of their sources.
set -euo pipefail
compiler=$1 build=$2 tools=$3

# What cli/run.cpp needs to start OpenBLAS for the others.
starting=' blas_memory_alloc | blas_memory_free | openblas_get_corename | openblas_set_num_threads '

# Prints what a tool needs beside the library.
missing() {
    echo 'int main() {}' | LC_ALL=C "$compiler" -Wl,--wrap=posix_memalign,--wrap=pthread_create,--warn-unresolved-symbols \
        -o /dev/null -x c++ - -x none "$build/tools/CMakeFiles/latools.dir/$1.cpp.o" "$build/lib/libla.a" -lz -lzstd 2>&1 |
        sed -n "s/.*undefined reference to [\`']\(.*\)'/ \1 /p" | sort -u
}

failures=0 count=0
for source in $(grep -l 'uses_blas=\*/false' "$tools"/*.cpp); do
    tool=$(basename "$source" .cpp) count=$((count + 1))
    found=$(missing "$tool" | grep -vE "^($starting)$" || true)
    if [ -n "$found" ]; then
        echo "$tool: calls" $found
        failures=$((failures + 1))
    fi
done
if ! missing lamul | grep -q ' dgemm_ '; then echo "lamul calls no dgemm_: nothing is found"; failures=$((failures + 1)); fi
echo "$count tools, $failures failures"
[ "$failures" = 0 ]
