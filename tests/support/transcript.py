#!/usr/bin/env python3
"""Runs transcripts of shell commands and compares what they print, byte for byte.

    transcript.py --bin BUILD/bin --testdata DIR [--bless] [--timeout SECONDS] FILE...

FILE is a transcript (NAME.t), a manual page (NAME.1, NAME.5, NAME.7) or a Markdown page (NAME.md).
Exit status: 0 all as expected, 1 something differs, 2 a file cannot be read as a transcript.

A transcript:

    # a comment; it also ends the output above it
    $ command                    run by bash -c, without pipefail, standard input empty
    > more of the command        directly below it only
    text                         standard output, exactly
    2> text                      standard error, exactly; silence is expected where there is none
    | text                       standard output, for lines that would mean something else: those that begin with
                                 "$ ", ">", "#", "2> ", "2\\", "|" or "\\", look like "[3]", or are empty and come last
    \\ no final newline           standard output ends without a newline here (2\\ for standard error)
    [3]                          the exit status, last; 0 where there is none; 128 + N for signal N

Empty lines before the next command, a comment or the end of the file belong to nothing; others are output.
The commands of a file share one fresh directory, where testdata/ is a link to the data; PATH begins with the tools.
--bless replaces what is expected by what was printed, shows each change, and refuses what it cannot write down.

In pages, a reader sees a terminal: all below a command, up to the next one or the end of the block, is its output,
standard error included. Manual pages: the literal displays (.Bd -literal) of the section EXAMPLES. Markdown: the
fences marked exactly "sh"; a command there with nothing below it need only succeed. A command of a page may fail only
by answering "no" (status 1), or if the last line shown is its diagnostic.
"""

import argparse
import dataclasses
import difflib
import html.parser
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

NO_NEWLINE = "\\ no final newline"
STATUS = re.compile(r"\[\d+\]")
NEEDS_ESCAPE = re.compile(r"\$ |>|#|2>$|2> |2\\|\||\\|\[\d+\]$")


class MalformedTranscript(Exception):
    pass


@dataclasses.dataclass
class Result:
    """What a command printed and how it ended; in pages `out` is both streams."""

    out: str = ""
    err: str = ""
    status: int = 0


@dataclasses.dataclass
class Block:
    line: int  # of the command, counted from 1
    command: str
    expected: Result | None  # None: it need only succeed
    body: range = range(0)  # the lines that hold the expectation, counted from 0


# --- reading ---------------------------------------------------------------------------------------------------------


def read_text(path):
    return pathlib.Path(path).read_text(encoding="utf-8", errors="surrogateescape")


def take_command(lines, at):
    """The command at lines[at], which begins with "$ ", and the index below it."""
    command = [lines[at][2:]]
    at += 1
    while at < len(lines) and (lines[at] == ">" or lines[at].startswith("> ")):
        command.append(lines[at][2:])
        at += 1
    return "\n".join(command), at


def parse_expectation(lines, first_line, name):
    """The result that the lines of a transcript describe."""
    streams = {"out": "", "err": ""}
    status = None
    for number, line in enumerate(lines, first_line):
        place = f"{name}:{number}"
        if status is not None:
            raise MalformedTranscript(f"{place}: text after the exit status: {line!r}")
        if STATUS.fullmatch(line):
            status = int(line[1:-1])
            continue
        stream = "err" if line.startswith(("2> ", "2\\")) or line == "2>" else "out"
        if streams[stream] and not streams[stream].endswith("\n"):
            raise MalformedTranscript(f"{place}: text after '{NO_NEWLINE}'")
        if line in (NO_NEWLINE, "2" + NO_NEWLINE):
            streams[stream] = streams[stream].removesuffix("\n")
        elif stream == "err" and line.startswith("2>"):
            streams[stream] += line[3:] + "\n"
        elif line == "|" or line.startswith("| "):
            streams[stream] += line[2:] + "\n"
        elif NEEDS_ESCAPE.match(line):
            raise MalformedTranscript(f"{place}: to expect this line write '| ' before it: {line!r}")
        else:
            streams[stream] += line + "\n"
    return Result(streams["out"], streams["err"], status or 0)


def render(result):
    """The lines of a transcript that describe a result: the inverse of parse_expectation."""
    out, err = result.out.split("\n"), result.err.split("\n")
    lines = ["| " + text if NEEDS_ESCAPE.match(text) else text for text in out]
    lines = lines + [NO_NEWLINE] if out[-1] else lines[:-1]
    if lines and lines[-1] == "":
        lines[-1] = "|"
    lines += ["2> " + text if text else "2>" for text in err[:-1]]
    if err[-1]:
        lines += ["2> " + err[-1], "2" + NO_NEWLINE]
    if result.status:
        lines.append(f"[{result.status}]")
    return lines


def parse_transcript(text, name):
    lines = text.split("\n")
    blocks, at = [], 0
    while at < len(lines):
        if lines[at] == "" or lines[at].startswith("#"):
            at += 1
            continue
        if not lines[at].startswith("$ "):
            raise MalformedTranscript(f"{name}:{at + 1}: neither a command nor a comment (output that begins with "
                                      f"'#' is written '| #'): {lines[at]!r}")
        start = at
        command, at = take_command(lines, at)
        end = at
        while end < len(lines) and not lines[end].startswith(("$ ", "#")):
            end += 1
        following = end
        while end > at and lines[end - 1] == "":
            end -= 1
        expected = parse_expectation(lines[at:end], at + 1, name)
        blocks.append(Block(start + 1, command, expected, range(at, end)))
        at = following
    return blocks


def parse_terminal(lines, first_line, name, output_optional):
    """The blocks of a display in a page, whose first line is first_line of the page."""
    while lines and lines[-1] == "":
        lines = lines[:-1]
    if not lines or not lines[0].startswith("$ "):
        raise MalformedTranscript(f"{name}:{first_line}: the display does not begin with '$ command'")
    blocks, at = [], 0
    while at < len(lines):
        start = at
        command, at = take_command(lines, at)
        end = at
        while end < len(lines) and not lines[end].startswith("$ "):
            end += 1
        shown = lines[at:end]
        if end < len(lines):
            while shown and shown[-1] == "":
                shown = shown[:-1]
        expected = None if output_optional and not shown else Result("".join(text + "\n" for text in shown))
        blocks.append(Block(first_line + start, command, expected))
        at = end
    return blocks


def parse_markdown(text, name):
    blocks, opened, info = [], None, None
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if not line.startswith("```"):
            continue
        if opened is None:
            opened, info = i + 1, line[3:]
            continue
        if info == "sh":
            blocks += parse_terminal(lines[opened:i], opened + 1, name, output_optional=True)
        opened = None
    return blocks


class Displays(html.parser.HTMLParser):
    """The literal displays of the section EXAMPLES of a page that mandoc has written as HTML."""

    def __init__(self, page):
        super().__init__()
        self.inside, self.heading, self.pre, self.found = False, None, None, []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "h1":
            self.heading = ""
        elif tag == "pre" and self.inside:
            self.pre = ""

    def handle_endtag(self, tag):
        if tag == "h1":
            self.inside, self.heading = self.heading.strip() == "EXAMPLES", None
        elif tag == "pre" and self.pre is not None:
            self.found.append(self.pre)
            self.pre = None

    def handle_data(self, data):
        if self.heading is not None:
            self.heading += data
        elif self.pre is not None:
            self.pre += data


def parse_manual(path, name):
    page = subprocess.run(["mandoc", "-T", "html", str(path)], check=True, capture_output=True, text=True).stdout
    starts, inside = [], False
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.startswith(".Sh "):
            inside = line == ".Sh EXAMPLES"
        elif inside and line.startswith(".Bd -literal"):
            starts.append(number + 1)
    displays = Displays(page).found
    if len(displays) != len(starts):
        raise MalformedTranscript(f"{name}: {len(starts)} literal displays in EXAMPLES, {len(displays)} when rendered")
    blocks = []
    for first_line, display in zip(starts, displays):
        blocks += parse_terminal(display.strip("\n").split("\n"), first_line, name, output_optional=False)
    return blocks


# --- running ---------------------------------------------------------------------------------------------------------


def run_command(command, directory, environment, timeout, merged):
    """The result of one command; None if it had to be killed."""
    process = subprocess.Popen(["bash", "-c", command], cwd=directory, env=environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT if merged else subprocess.PIPE,
                               start_new_session=True)
    try:
        out, err = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return None
    status = process.returncode if process.returncode >= 0 else 128 - process.returncode
    return Result(out.decode("utf-8", "surrogateescape"), (err or b"").decode("utf-8", "surrogateescape"), status)


def page_accepts(block, actual):
    """Whether a page may show this command: see the top of the file."""
    succeeded = actual.status in (0, 1)
    if block.expected is None:
        return actual.status == 0
    last = actual.out.rstrip("\n").split("\n")[-1]
    return actual.out == block.expected.out and (succeeded or re.match(r"la\w+: ", last) is not None)


def difference(block, actual, name):
    expected = render(block.expected or Result())
    diff = difflib.unified_diff(expected, render(actual), "expected", "printed", lineterm="", n=3)
    command = block.command.replace("\n", "\n> ")
    return "\n".join([f"{name}:{block.line}: $ {command}", *diff])


# What the caller's shell, or a make that runs the tests, would otherwise hand to the commands of a transcript.
INHERITED = ("BASH_ENV", "CDPATH", "POSIXLY_CORRECT", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "GNUMAKEFLAGS", "MAKEOVERRIDES")


def environment_for(binaries):
    environment = {k: v for k, v in os.environ.items() if k not in INHERITED}
    environment["PATH"] = f"{binaries}{os.pathsep}{environment['PATH']}"
    environment["LC_ALL"] = "C.UTF-8"
    return environment


def run_blocks(blocks, is_page, binaries, testdata, timeout):
    """Pairs of a block and its actual result (None: killed) in a scratch directory of their own."""
    directory = tempfile.mkdtemp(prefix="latools-")
    try:
        os.symlink(os.path.abspath(testdata), os.path.join(directory, "testdata"))
        environment = environment_for(os.path.abspath(binaries))
        return [(b, run_command(b.command, directory, environment, timeout, is_page)) for b in blocks]
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def check_file(path, options):
    """Runs one file and prints every difference; true if there was none."""
    suffix = pathlib.Path(path).suffix
    is_page = suffix != ".t"
    if suffix == ".md":
        blocks = parse_markdown(read_text(path), path)
    elif is_page:
        blocks = parse_manual(path, path)
    else:
        blocks = parse_transcript(read_text(path), path)
    if not blocks:
        raise MalformedTranscript(f"{path}: no command in it")
    results = run_blocks(blocks, is_page, options.bin, options.testdata, options.timeout)
    failed = [(b, r) for b, r in results
              if r is None or not (page_accepts(b, r) if is_page else r == b.expected)]
    for block, actual in failed:
        if actual is None:
            print(f"{path}:{block.line}: killed after {options.timeout:g} seconds: $ {block.command}")
        else:
            print(difference(block, actual, path), flush=True)
    print(f"{path}: {len(blocks)} commands, {len(failed)} not as expected")
    if failed and options.bless:
        return bless(path, failed)
    return not failed


def bless(path, failed):
    """Rewrites the expectations that failed; true if every one could be written down."""
    lines = read_text(path).split("\n")
    written = 0
    for block, actual in sorted(failed, key=lambda pair: pair[0].line, reverse=True):
        if actual is None or parse_expectation(render(actual), 1, path) != actual:
            print(f"{path}:{block.line}: not blessed: the command was killed or its result cannot be written down")
            continue
        lines[block.body.start:block.body.stop] = render(actual)
        written += 1
    pathlib.Path(path).write_text("\n".join(lines), encoding="utf-8", errors="surrogateescape")
    print(f"{path}: {written} of {len(failed)} expectations rewritten")
    return written == len(failed)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bin", required=True, help="directory of the tools")
    parser.add_argument("--testdata", required=True, help="directory that commands see as testdata/")
    parser.add_argument("--bless", action="store_true", help="rewrite what is expected")
    parser.add_argument("--timeout", type=float, default=120, help="seconds for one command (default: %(default)s)")
    parser.add_argument("files", nargs="+", metavar="FILE")
    options = parser.parse_args()
    if options.bless and any(pathlib.Path(path).suffix != ".t" for path in options.files):
        parser.error("--bless rewrites transcripts (.t) only; pages are written by hand")
    sys.stdout.reconfigure(errors="backslashreplace")
    try:
        as_expected = [check_file(path, options) for path in options.files]
    except MalformedTranscript as error:
        print(error)
        return 2
    return 0 if all(as_expected) else 1


if __name__ == "__main__":
    sys.exit(main())
