#!/usr/bin/env python3
"""A Matrix Market file that stores one triangle reads as the same matrix as its general form.

    check_symmetry.py --bin BUILD/bin DIRECTORY

DIRECTORY holds pairs NAME.mtx and NAME.general.mtx: lacmp must call them equal, and laconv must print the same bytes
for both, as they come and as CSV.
"""

import argparse
import pathlib
import subprocess
import sys

GENERAL = ".general.mtx"


def run(*command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)


def check(binaries, stored, general):
    """The differences found for one pair."""
    found = []
    compared = run(binaries / "lacmp", stored, general)
    if (compared.returncode, compared.stdout, compared.stderr) != (0, b"", b""):
        found.append(f"{stored.name}: lacmp [{compared.returncode}] {(compared.stdout + compared.stderr).decode()}")
    for options in ([], ["-O", "csv"]):
        prints = [run(binaries / "laconv", *options, path) for path in (stored, general)]
        for path, result in zip((stored, general), prints):
            if result.returncode != 0 or result.stderr or not result.stdout:
                found.append(f"{path.name}: laconv {options} [{result.returncode}] {result.stderr.decode()}")
        if prints[0].stdout != prints[1].stdout:
            found.append(f"{stored.name}: laconv {options} prints other bytes than for {general.name}")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="directory of the tools")
    parser.add_argument("directory", type=pathlib.Path)
    options = parser.parse_args()

    present = {path.name for path in options.directory.iterdir()} - {"README.md"}
    names = sorted({name.removesuffix(GENERAL).removesuffix(".mtx") for name in present})
    failures = [] if names else [f"{options.directory}: no pairs"]
    for name in names:
        stored, general = options.directory / (name + ".mtx"), options.directory / (name + GENERAL)
        if stored.exists() and general.exists():
            failures += check(options.bin, stored, general)
        else:
            failures.append(f"{name}: {name}.mtx and {name}{GENERAL} go together")
    print("\n".join([*failures, f"{len(names)} pairs, {len(failures)} failures"]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
