#!/usr/bin/env python3
"""Every kind of picture, drawn by gnuplot: well-formed SVG that shows what it should; and the pictures of the README.

    check_pictures.py --bin BUILD/bin --testdata DIR [--readme README.md]

A picture of KINDS must hold its texts, and of each element at least so many. For each `![...](man/gallery/NAME.svg)` of
the README one of its commands ends in `-o NAME.svg`; it is run after the commands before it, and must draw the texts
and as many elements of each sort as the committed file holds. Places are not compared: they depend on fonts.
"""

import argparse
import collections
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

FILES = {
    "A.csv": "2,1\n1,-1\n",
    "A3.csv": "2,1,0\n0,1,1\n1,0,3\n",
    "wide.csv": "1,2,0\n0,1,1\n",
    "tall.csv": "1,2\n0,1\n1,1\n",
    "line.csv": "2\n1\n",
    "plane.csv": "1,0\n0,1\n1,1\n",
    "points.csv": "1,2,-1\n2,0,1\n",
    "points3.csv": "1,2,-1\n2,0,1\n0,1,1\n",
    "named.csv": ",p,q\na,1,-2\nb,3,4\n",
}

# A command, the texts it must show, and how many elements of a name at least. A scale of colors has 132 or 134
# polygons of its own.
KINDS = [
    ("laplot map A.csv", ["v₁", "σ₁ = 2.3", "λ = 2.3", "λ = -1.3", "area × 3, mirrored"], {"path": 8}),
    ("laplot map A3.csv", ["v₃", "σ₃ = 0.99", "x₃", "volume × 7;  λ = 1.34 ± 0.56i"], {"path": 20}),
    ("laplot map wide.csv", ["v₃ → 0", "σ₂ = 1", "x₁"], {"path": 12}),
    ("laplot map tall.csv", ["v₂", "σ₂ = 0.63", "x₃"], {"path": 10}),
    ("laeig --steps --circle 16 A.csv | laplot steps", ["x", "Vinv*x", "D*Vinv*x", "V*D*Vinv*x", "e₁", "e₂"], {"use": 64}),
    ("lasvd --steps --points points3.csv A3.csv | laplot steps", ["x", "Vt*x", "S*Vt*x", "U*S*Vt*x", "1", "3"], {"use": 12}),
    ("laplot form A.csv", ["xᵀAx of A.csv is indefinite: a saddle", "λ₁ = 2.3", "→ gradient"], {"path": 80}),
    ("laplot form --surface A.csv", ["x₁", "x₂"], {"polygon": 300}),
    ("laplot scree testdata/real/attitude.csv", ["singular value", "cumulative share of the sum of σ²", "1", "7"], {"polygon": 7}),
    ("laplot scree --log testdata/real/attitude.csv", ["singular value", "index"], {"path": 6}),
    ("laplot spectrum --gershgorin A3.csv", ["3.32", "1.34 ± 0.56i", "● eigenvalues", "○ Gershgorin discs"], {"use": 3}),
    ("laplot heat named.csv", ["p", "q", "a", "b", "-2", "named.csv: 2x2"], {"polygon": 136}),
    ("laplot heat testdata/real/volcano.tsv", ["volcano.tsv: 87x61", "10"], {"image": 1}),
    ("laplot heat line.csv", ["line.csv: 2x1", "2", "1"], {"polygon": 136}),
    ("laplot spy testdata/real/bcsstk01.mtx", ["bcsstk01.mtx: 48x48, 400 nonzeros (17.36 %)"], {"polygon": 400}),
    ("laplot project line.csv points.csv", ["● feet", "● points"], {"use": 6}),
    ("laplot project plane.csv points3.csv", ["● feet", "x₃"], {"use": 6, "path": 12}),
    ("laplot cov testdata/real/women.csv", ["height", "weight", "1σ", "2σ"], {"use": 15, "path": 6}),
    ("laplot points testdata/real/women.csv", ["height  (axes not to one scale)", "weight", "women.csv: 15 points"], {"use": 15}),
    ("laplot points testdata/real/trees.csv", ["Girth", "Height", "Volume"], {"use": 31}),
]


class Malformed(Exception):
    pass


def contents(svg):
    """The texts of a picture, and how many elements it has of each name."""
    try:
        root = xml.etree.ElementTree.fromstring(svg)
    except xml.etree.ElementTree.ParseError as error:
        raise Malformed(f"not well-formed: {error}") from error
    if not root.tag.endswith("}svg"):
        raise Malformed(f"not SVG but {root.tag}")
    drawn = [e for e in root.iter() if isinstance(e.tag, str)]
    names = collections.Counter(e.tag.split("}")[1] for e in drawn)
    return ["".join(e.itertext()).strip() for e in drawn if e.tag.endswith("}text")], names


def run(command, directory, environment):
    return subprocess.run(["bash", "-c", command], cwd=directory, env=environment, capture_output=True, timeout=120)


def fault_of(command, texts, elements, directory, environment):
    """What is wrong with the picture that a command draws on standard output, or nothing."""
    drawn = run(command + " --terminal svg", directory, environment)
    if drawn.returncode != 0 or drawn.stderr:
        return f"status {drawn.returncode}: {drawn.stderr.decode()}"
    try:
        shown, names = contents(drawn.stdout)
    except Malformed as error:
        return str(error)
    faults = [f"'{text}' is missing among {shown}" for text in texts if text not in shown]
    faults += [f"{names[name]} {name} elements, not {least}" for name, least in elements.items() if names[name] < least]
    return "; ".join(faults)


def commands_of(readme):
    """The commands of the fences marked "sh", as transcript.py has them."""
    for fence in re.findall(r"^```sh\n(.*?)^```", readme, re.MULTILINE | re.DOTALL):
        for command in re.findall(r"^\$ (.*(?:\n> .*)*)", fence, re.MULTILINE):
            yield command.replace("\n> ", "\n")


def gallery_faults(path, directory, environment):
    readme = path.read_text(encoding="utf-8")
    names = re.findall(r"!\[[^]]*\]\(man/gallery/([\w-]+\.svg)\)", readme)
    if not names:
        yield f"{path}: no picture of man/gallery"
    commands = list(commands_of(readme))
    for name in names:
        drawing = [i for i, command in enumerate(commands) if command.endswith("-o " + name)]
        if not drawing:
            yield f"{name}: no command of {path.name} ends in -o {name}"
            continue
        # What it needs is made by the commands with printf before it.
        needed = [c for c in commands[:drawing[0]] if c.startswith("printf")]
        made = run("\n".join([*needed, commands[drawing[0]]]), directory, environment)
        try:
            if made.returncode != 0:
                raise Malformed(f"status {made.returncode}: {made.stderr.decode()}")
            committed = contents((path.parent / "man/gallery" / name).read_bytes())
            if contents((directory / name).read_bytes()) != committed:
                raise Malformed("draws something else than the committed picture")
        except (Malformed, OSError) as error:
            yield f"{name}: {error}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--testdata", type=pathlib.Path, required=True)
    parser.add_argument("--readme", type=pathlib.Path)
    arguments = parser.parse_args()
    environment = dict(os.environ, PATH=f"{arguments.bin.resolve()}:{os.environ['PATH']}", LC_ALL="C.UTF-8")
    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        directory = pathlib.Path(scratch)
        (directory / "testdata").symlink_to(arguments.testdata.resolve())
        for name, text in FILES.items():
            (directory / name).write_text(text)
        for command, texts, elements in KINDS:
            fault = fault_of(command, texts, elements, directory, environment)
            if fault:
                faults.append(f"{command}: {fault}")
        if arguments.readme:
            faults += gallery_faults(arguments.readme, directory, environment)
    print("\n".join([*faults, f"{len(KINDS)} pictures, {len(faults)} faults"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
