#!/usr/bin/env python3
"""Data flows one way: which layer may include which, and what only some layers may do.

    check_layers.py ROOT

ROOT holds lib/ and tools/. Every violation is printed with its place; exit status 1 if there is one. A type's name is
defined once in all of both, unnamed namespaces aside: of two, the linker would mix the code up without a word.
"""

import pathlib
import re
import sys

MAY_INCLUDE = {
    "core": "",
    "platform": "core",
    "text": "core",
    "lapack": "core",
    "sparse": "core lapack",
    "krylov": "core lapack sparse",
    "ops": "core lapack sparse krylov",
    "expr": "ops core text",
    "calculus": "expr ops core",
    "plot": "ops core",
    "io": "core text",
    "cli": "io core text platform",
    "tools": "cli io ops expr calculus plot core",
}
LIBRARY = set(MAY_INCLUDE) - {"tools"}

# What a line of code may not hold outside the layers named: pattern, layers, reason.
RULES = [
    (r"#\s*include\s*<CLI/|\bCLI::", {"cli"}, "CLI11 appears in cli only"),
    (r"\bstd::visit\b", {"core", "io", "lapack", "sparse", "krylov", "ops", "plot"}, "std::visit lives where matrices are computed, read and drawn"),
    (r"\bstd::w?(cin|cout|cerr|clog)\b", set(), "the standard streams are never started (platform/unused_streams.cpp)"),
    (r"\b(v?f?printf|f?puts|putchar|perror)\s*\(", {"cli"}, "only cli prints"),
    (r"\b(_?exit|_Exit|quick_exit|abort|terminate)\s*\(", {"cli"}, "only cli ends the program"),
    (r"\b(secure_)?getenv\s*\(|\benviron\b", {"cli", "platform"}, "only cli and platform read the environment"),
    (r"#\s*include\s*<(iostream|istream|ostream|fstream|sstream|iomanip)>", {"tools"}, "no iostreams in the library"),
    (r"\btry\b", LIBRARY, "a tool catches nothing: cli::run does"),
    (r"#\s*define\s+ARMA_", set(), "ARMA_ macros are target definitions"),
]

NOT_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)


def without(text, begins):
    """The text with blanks for the comments, and for the strings too if begins says so; its lines stay in place."""
    return NOT_CODE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]) if m[0].startswith(begins) else m[0], text)


def violations(path, layer, name):
    source = path.read_text(encoding="utf-8")
    allowed = {layer, *MAY_INCLUDE[layer].split()}
    for number, line in enumerate(without(source, ("/",)).split("\n"), 1):
        included = re.match(r'\s*#\s*include\s*"([^"]*)"', line)
        if layer == "tools" and included and "/" not in included[1]:
            continue  # the second file of a tool
        if included and included[1].split("/")[0] not in allowed - {"tools"}:
            yield f'{name}:{number}: {layer} may not include "{included[1]}"'
    for number, line in enumerate(without(source, ("/", '"')).split("\n"), 1):
        for pattern, layers, reason in RULES:
            if layer not in layers and re.search(pattern, line):
                yield f"{name}:{number}: {reason}: {line.strip()}"


def types_defined(path):
    """The types that a file defines in the namespace of all, by name; of a header the aliases too."""
    source = re.sub(r"namespace \{.*?\n\}  // namespace\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    types = re.findall(r"^(?:struct|class|union|enum(?: class)?) (\w+)(?: final)?(?: : [^;\n]*)? \{", source, re.MULTILINE)
    aliases = re.findall(r"^using (\w+) =", source, re.MULTILINE) if path.suffix == ".hpp" else []
    return set(types) | set(aliases)


def defined_twice(root):
    first = {}
    for path in sorted(p for folder in ("lib", "tools") for p in (root / folder).rglob("*") if p.suffix in (".hpp", ".cpp")):
        for name in sorted(types_defined(path)):
            if name in first:
                yield f"{path.relative_to(root)}: {name} is defined in {first[name].relative_to(root)} too"
            first.setdefault(name, path)


def main():
    root = pathlib.Path(sys.argv[1])
    found, sources = [], 0
    for folder in [*sorted((root / "lib").iterdir()), root / "tools"]:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".hpp", ".cpp")) if folder.is_dir() else []:
            sources += 1
            if folder.name in MAY_INCLUDE:
                found += violations(path, folder.name, path.relative_to(root))
            else:
                found.append(f"{path.relative_to(root)}: {folder.name} is not a layer")
    found += defined_twice(root)
    print("\n".join([*found, f"{sources} sources, {len(found)} violations"]))
    return 1 if found or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
