#!/usr/bin/env python3
"""The options that `TOOL --help` lists are those of the manual: names, arguments and defaults, in both directions.

    check_man.py --bin BUILD/bin --man DIR TOOL...

An option is documented in DIR/TOOL.1 or, if every tool has it, in DIR/latools.7 (the tool's own page wins):

    .It Fl o , Fl Fl output Ar FILE                   -o,--output FILE
    .It Fl I , Fl Fl input-format Cm csv | tsv        -I,--input-format FORMAT:{csv,tsv}  or  csv|tsv
    .It Fl Fl gram Ns Op = Ns Cm rows                 --gram [=rows]
    The default is                                    --rtol R=1e-9
    .Cm 1e-9 .

The sentence "The default is X." in the text of an option stands for X in its help, so a default that is computed is
described in other words. Blanks in arguments do not count.
"""

import argparse
import collections
import html.parser
import pathlib
import re
import subprocess
import sys

Option = collections.namedtuple("Option", "names argument default")
HEAD = re.compile(r"(-[^\s,=\[]+(?:,\s*-[^\s,=\[]+)*)\s*(.*)", re.DOTALL)
UNSAID = re.compile(r"\s*(\bREQUIRED\b|\b(Needs|Excludes): .*|\(Env:[^)]*\))", re.DOTALL)


def split_names(text):
    """The names and the rest of "-o,--output FILE"; a sorted tuple, so that the order of names is free."""
    names, rest = HEAD.match(text).groups()
    return tuple(sorted(re.sub(r"\{.*?\}", "", name).strip() for name in names.split(","))), rest


# --- the help --------------------------------------------------------------------------------------------------------


def head_of(line, following, column):
    """What precedes the description, which begins at the column or on the next line."""
    gap = re.match(r"\s*\S.*?(?=\s{2,}\S)", line)
    if gap:
        return gap[0].strip()
    described_below = re.match(r" {%d}\S" % column, following)
    return line.strip() if described_below or line[column - 1:column] != " " else line[:column].strip()


def split_default(argument):
    """An argument as help shows it, and what follows its first "=" outside brackets, if anything."""
    depth = 0
    for i, c in enumerate(argument):
        depth += (c in "[{(") - (c in "]})")
        if c == "=" and depth == 0:
            return argument[:i], argument[i + 1:]
    return argument, None


def normal_argument(argument):
    """Choices become a|b, other notes of the parser and blanks go."""
    repeated = "..." if argument.rstrip().endswith(" ...") else ""
    argument = argument.rstrip().removesuffix(" ...")
    choices = re.search(r":(?:[A-Z ]* in )?\{(.*?)\}", argument)
    if choices:
        argument = "|".join(choice.split("->")[0].strip() for choice in choices[1].split(","))
    else:
        argument = re.sub(r":.*", "", argument)
    return re.sub(r"\s", "", argument) + repeated


def options_of_help(text):
    lines = text.split("\n")
    gaps = [re.match(r"  -.*?\s{2,}(?=\S)", line) for line in lines]
    column = collections.Counter(gap.end() for gap in gaps if gap).most_common(1)[0][0]
    found = []
    for line, following in zip(lines, lines[1:] + [""]):
        if not re.match(r"  ?-", line):
            continue
        names, rest = split_names(UNSAID.sub("", head_of(line, following, column)))
        repeated = " ..." if rest.endswith(" ...") else ""
        argument, default = split_default(rest.removesuffix(repeated))
        found.append(Option(names, normal_argument(argument + repeated), default))
    return found


# --- the manual ------------------------------------------------------------------------------------------------------


class Items(html.parser.HTMLParser):
    """The items of the tag lists of a page that mandoc has written as HTML: pairs of tag and text.

    The text of an item holds the lists within it."""

    def __init__(self, page):
        super().__init__()
        self.found, self.open = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "dt":
            self.found.append(["", ""])
            self.open.append((tag, self.found[-1]))
        elif tag == "dd":
            self.open.append((tag, self.found[-1]))

    def handle_endtag(self, tag):
        if tag in ("dt", "dd"):
            self.open.pop()

    def handle_data(self, data):
        for tag, item in self.open:
            item[tag == "dd"] += data


def options_of_page(path):
    page = subprocess.run(["mandoc", "-T", "html", str(path)], check=True, capture_output=True, text=True).stdout
    found = []
    for tag, text in Items(page).found:
        if not re.match(r"\s*--?[A-Za-z]", tag):
            continue
        names, argument = split_names(tag.strip())
        default = re.search(r"\b[Tt]he\s+default\s+is\s+(\S+)", text)
        default = default and default[1].rstrip(".,;:").strip("‘’“”'\"")
        found.append(Option(names, re.sub(r"\s", "", argument), default))
    return found


# --- one against the other -------------------------------------------------------------------------------------------


def shown(option):
    default = "no default" if option.default is None else f"default {option.default}"
    return f"{','.join(option.names)} {option.argument or '(no argument)'}, {default}"


def duplicates(options, place):
    counts = collections.Counter(name for option in options for name in option.names)
    return [f"{place}: {name} stands there {count} times" for name, count in counts.items() if count > 1]


def check(tool, binaries, manual):
    """The differences between the help of a tool and its manual."""
    run = subprocess.run([binaries / tool, "--help"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if run.returncode != 0 or run.stderr or not re.search(r"^  ?-", run.stdout, re.MULTILINE):
        return [f"{tool} --help: status {run.returncode}, {run.stderr.strip() or 'no options on standard output'}"]
    own, common = options_of_page(manual / f"{tool}.1"), options_of_page(manual / "latools.7")
    helped = options_of_help(run.stdout)
    found = duplicates(own, f"{tool}.1") + duplicates(common, "latools.7") + duplicates(helped, f"{tool} --help")
    own_names = {name for option in own for name in option.names}
    documented = own + [option for option in common if not own_names & set(option.names)]
    found += [f"{tool} --help has, the manual has not: {shown(o)}" for o in helped if o not in documented]
    found += [f"the manual has, {tool} --help has not: {shown(o)}" for o in documented if o not in helped]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="directory of the tools")
    parser.add_argument("--man", required=True, type=pathlib.Path, help="directory of the pages")
    parser.add_argument("tools", nargs="+", metavar="TOOL")
    options = parser.parse_args()
    failures = [failure for tool in options.tools for failure in check(tool, options.bin, options.man)]
    print("\n".join([*failures, f"{len(options.tools)} tools, {len(failures)} differences"]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
