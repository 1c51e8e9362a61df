#!/usr/bin/env python3
"""The functions of Armadillo that the sources call are those that lib/README.md lists, and none that it rules out.

    check_armadillo.py ROOT

ROOT holds lib/ and tools/. Prints each function that is called and not listed, listed and not called, or ruled out and
called; exit status 1 if there is one, or if there is no list.
"""

import pathlib
import re
import sys

# Constructors and constants: what a matrix is, not what is done with it.
TYPES = re.compile(r"(?:u|cx_|sp_|sp_cx_)?(?:mat|vec|rowvec|word|double)|Mat|SpMat|Col|Row|podarray|vec2|blas_int|arma_\w+")
CALL = re.compile(r"\barma::(\w+)(?:<[^;{}()]*>)?\(")
HEADING = "## Algorithms of Armadillo's own\n"


def called(root):
    """Each function and the first file that calls it."""
    found = {}
    for path in sorted(p for folder in ("lib", "tools") for p in (root / folder).rglob("*.[ch]pp")):
        source = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
        for name in CALL.findall(source):
            if not TYPES.fullmatch(name):
                found.setdefault(name, path.relative_to(root))
    return found


def listed(text):
    """The functions in the first column of the first table, and those of the second."""
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    return [{name for row in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])}
            for table in tables[:2]]


def main():
    root = pathlib.Path(sys.argv[1])
    tables = listed((root / "lib/README.md").read_text(encoding="utf-8").partition(HEADING)[2])
    if len(tables) < 2 or not all(tables):
        print("lib/README.md: the two tables of Armadillo's algorithms are missing")
        return 1
    used, forbidden = tables
    found = called(root)
    errors = [f"{path}: arma::{name} is ruled out by lib/README.md" for name, path in found.items() if name in forbidden]
    errors += [f"{path}: arma::{name} is missing in lib/README.md" for name, path in found.items()
               if name not in used | forbidden]
    errors += [f"lib/README.md: arma::{name} is called nowhere" for name in sorted(used - set(found))]
    print("\n".join([*errors, f"{len(found)} functions of Armadillo, {len(errors)} errors"]))
    return 1 if errors or not found else 0


if __name__ == "__main__":
    sys.exit(main())
