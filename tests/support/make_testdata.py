#!/usr/bin/env python3
"""Writes testdata/real/nist/ and the matrices of testdata/real/ from their published originals.

Usage: make_testdata.py NIST SUITESPARSE OUT
  NIST         the folder data/nist of Debian's gretl-common
  SUITESPARSE  the unpacked source of SuiteSparse 5.12.0
  OUT          testdata/real
"""
import re
import sys
from fractions import Fraction
from pathlib import Path

DEGREE = {"Filip": 10, "Pontius": 2, **{f"Wampler{k}": 5 for k in range(1, 6)}}


def shortest(x):
    """The exact number x rounded once to a double, in its shortest decimal form."""
    return str(x.numerator) if x.denominator == 1 else repr(float(x))


def nist(source, out):
    """NAME.csv (y, x or x1..xk, powers of x where the model is a polynomial) and NAME.certified.csv of one data set."""
    name, text = source.stem, source.read_text()
    data = text[text.rindex("Data:"):].splitlines()[1:]
    rows = [[Fraction(word) for word in line.split()] for line in data if line.strip()]
    certified = re.findall(r"^ +(B\d+) +(\S+) +\S+ *$", text, re.M)
    if name in DEGREE:
        powers = range(1, DEGREE[name] + 1)
        rows = [[y] + [x**k for k in powers] for y, x in rows]
        names = ["x"] + [f"x^{k}" for k in powers[1:]]
    else:
        names = ["x"] if len(rows[0]) == 2 else [f"x{k}" for k in range(1, len(rows[0]))]
    assert len(certified) in (len(names), len(names) + 1), name
    lines = [",".join(["y"] + names)] + [",".join(map(shortest, row)) for row in rows]
    (out / f"{name}.csv").write_text("\n".join(lines) + "\n")
    lines = [",estimate"] + [",".join(pair) for pair in certified]
    (out / f"{name}.certified.csv").write_text("\n".join(lines) + "\n")


def triplets(path):
    """The entries (row, column, values as text) of a CSparse file, indices from zero."""
    return [(int(w[0]), int(w[1]), w[2:]) for w in map(str.split, path.read_text().splitlines())]


def cholmod(path):
    """The same of a CHOLMOD triplet file: comments, a size line, indices from one."""
    lines = [line.split() for line in path.read_text().splitlines() if not line.startswith("%")]
    return [(int(w[0]) - 1, int(w[1]) - 1, w[2:]) for w in lines[1:]]


def market(path, kind, size, lines, note):
    path.write_text("\n".join([f"%%MatrixMarket matrix {kind}", f"% {note}", size] + lines) + "\n")


def sparse(source, path, kind, shape, keep=lambda i, j: True):
    """A CSparse file as Matrix Market; the digits stay as they are."""
    entries = sorted(((i, j, v) for i, j, v in triplets(source) if keep(i, j)), key=lambda e: (e[1], e[0]))
    if "pattern" in kind:
        entries = [(i, j, []) for i, j, _ in entries]
    lines = [" ".join([str(i + 1), str(j + 1)] + v) for i, j, v in entries]
    market(path, kind, f"{shape[0]} {shape[1]} {len(lines)}", lines, f"{path.stem}, SuiteSparse Matrix Collection")


def main():
    nist_folder, suite, out = map(Path, sys.argv[1:])
    for source in sorted(nist_folder.glob("*.dat")):
        nist(source, out / "nist")

    lower = lambda i, j: i >= j
    matrices = suite / "CXSparse/Matrix"
    sparse(matrices / "ash219", out / "ash219.mtx", "coordinate pattern general", (219, 85))
    sparse(matrices / "bcsstk01", out / "bcsstk01.mtx", "coordinate real symmetric", (48, 48), lower)
    sparse(matrices / "fs_183_1", out / "fs_183_1.mtx", "coordinate real general", (183, 183))
    sparse(matrices / "west0067", out / "west0067.mtx", "coordinate real general", (67, 67))
    sparse(matrices / "lp_afiro", out / "lp_afiro.mtx", "coordinate real general", (27, 51))
    sparse(matrices / "young1c", out / "young1c.mtx", "coordinate complex symmetric", (841, 841), lower)
    sparse(matrices / "mhd1280b", out / "mhd1280b_block.mtx", "coordinate complex hermitian", (640, 640),
           lambda i, j: 640 > i >= j)

    for name, original in (("can_24", "Demo/Matrix/can___24.mtx"), ("plskz362", "Tcov/Matrix/plskz362.mtx")):
        (out / f"{name}.mtx").write_text((suite / "CHOLMOD" / original).read_text())

    # bcsstk02 is full: its lower triangle, column after column.
    entries = {(max(i, j), min(i, j)): v[0] for i, j, v in cholmod(suite / "CHOLMOD/Demo/Matrix/bcsstk02.tri")}
    lines = [entries.get((i, j), "0") for j in range(66) for i in range(j, 66)]
    market(out / "bcsstk02.mtx", "array real symmetric", "66 66", lines, "bcsstk02, SuiteSparse Matrix Collection")

    # The leading 50x50 block of qc324, complex symmetric, as delimited text.
    block = [["0"] * 50 for _ in range(50)]
    for i, j, (re_part, im_part) in triplets(matrices / "qc324"):
        if i < 50 and j < 50:
            block[i][j] = re_part + ("" if im_part.startswith("-") else "+") + im_part + "i"
    (out / "qc324_block.csv").write_text("\n".join(map(",".join, block)) + "\n")


main()
