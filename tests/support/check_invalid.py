#!/usr/bin/env python3
"""Every file of testdata/invalid/ is refused in the exact words of the file beside it.

    check_invalid.py --bin BUILD/bin [--at-least N] DIRECTORY

Beside NAME stands NAME.refusal: first the message of `laconv NAME` without "laconv: ", then, where they are needed,
a line `[4]` (the exit status if it is not 3) and a line `args: --header no` (more options). Standard output must stay
empty. Each file is read as an operand and again from a pipe, where its name in the message becomes "-".
A README.md there is for people. Adding a pair of files adds a test.
"""

import argparse
import pathlib
import re
import shlex
import subprocess
import sys


class Refusal:
    def __init__(self, path):
        self.status, self.options = 3, []
        self.message, *rest = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        if not self.message:
            raise ValueError(f"{path.name}: the message is empty")
        for line in rest:
            if re.fullmatch(r"\[\d+\]", line):
                self.status = int(line[1:-1])
            elif line.startswith("args: "):
                self.options = shlex.split(line[len("args: "):])
            else:
                raise ValueError(f"{path.name}: neither a status nor options: {line!r}")


def outcome(laconv, refusal, directory, operand, piped):
    """Standard output, standard error and status of one run."""
    command = [laconv, *refusal.options] + ([] if piped else [operand])
    content = (directory / operand).read_bytes() if piped else b""
    run = subprocess.run(command, cwd=directory, input=content, capture_output=True, timeout=120)
    return run.stdout, run.stderr.decode("utf-8", "backslashreplace"), run.returncode


def check(laconv, directory, name):
    """The differences found for one file."""
    refusal = Refusal(directory / (name + ".refusal"))
    found = []
    for piped in (False, True):
        message = refusal.message.replace(name, "-") if piped else refusal.message
        expected = (b"", f"laconv: {message}\n", refusal.status)
        actual = outcome(laconv, refusal, directory, name, piped)
        if actual != expected:
            found.append(f"{name} ({'from a pipe' if piped else 'as an operand'}):\n"
                         f"  expected [{expected[2]}] {expected[1].rstrip()}\n"
                         f"  printed  [{actual[2]}] {actual[1].rstrip()}"
                         + (f"\n  and {len(actual[0])} bytes on standard output" if actual[0] else ""))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="directory of the tools")
    parser.add_argument("--at-least", type=int, default=60, help="how many files there must be (default: %(default)s)")
    parser.add_argument("directory", type=pathlib.Path)
    options = parser.parse_args()

    present = {path.name for path in options.directory.iterdir()} - {"README.md"}
    inputs = sorted(name for name in present if not name.endswith(".refusal"))
    failures = [f"{name}: has no {name}.refusal" for name in inputs if name + ".refusal" not in present]
    failures += [f"{name}: refuses nothing" for name in sorted(present)
                 if name.endswith(".refusal") and name.removesuffix(".refusal") not in present]
    paired = [name for name in inputs if name + ".refusal" in present]
    if len(paired) < options.at_least:
        failures.append(f"only {len(paired)} invalid files, at least {options.at_least} are wanted")
    for name in paired:
        try:
            failures += check(options.bin.resolve() / "laconv", options.directory.resolve(), name)
        except (ValueError, subprocess.TimeoutExpired) as error:
            failures.append(str(error))
    print("\n".join([*failures, f"{len(paired)} invalid files, {len(failures)} failures"]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
