#!/usr/bin/env python3
"""Negative controls: every check of this directory is shown something wrong, and must say so.

The tools are stand-ins of a few lines; each check is run as ctest runs it, once on what is right, once on what is not.
"""

import pathlib
import subprocess
import sys
import tempfile
import textwrap
import unittest

HERE = pathlib.Path(__file__).resolve().parent


class Control(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.root = pathlib.Path(scratch.name)
        (self.root / "bin").mkdir()
        (self.root / "data").mkdir()

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).removeprefix("\n"))
        return path

    def tool(self, name, text):
        self.write("bin/" + name, "#!/bin/sh\n" + textwrap.dedent(text)).chmod(0o755)

    def run_check(self, script, *arguments):
        run = subprocess.run([sys.executable, "-B", HERE / script, *arguments], capture_output=True, text=True)
        self.assertEqual(run.stderr, "")
        return run.returncode, run.stdout


class Transcripts(Control):
    def transcript(self, text, *options, name="t.t"):
        path = self.write(name, text)
        return self.run_check("transcript.py", "--bin", self.root / "bin", "--testdata", self.root / "data", *options,
                              path)

    def assertFails(self, text, *lines, status=1, name="t.t"):
        actual, printed = self.transcript(text, name=name)
        self.assertEqual(actual, status, printed)
        for line in lines:
            self.assertIn(line, printed)

    def test_what_is_right_passes(self):
        self.write("data/A.csv", "1,2\n")
        self.tool("latool", "echo tool")
        status, printed = self.transcript("""
            # a comment
            $ cat testdata/A.csv; latool
            1,2
            tool

            $ printf 'a\\n\\n# b\\n[1]\\n[1 2]\\n$ x\\n> y\\n| z\\n2> w\\n\\\\ v\\n\\n'; printf 'two\\n\\n' >&2; exit 3
            a

            | # b
            | [1]
            [1 2]
            | $ x
            | > y
            | | z
            | 2> w
            | \\ v
            |
            2> two
            2>
            [3]
            $ printf 'kept' > file
            $ cat file; printf err >&2
            kept
            \\ no final newline
            2> err
            2\\ no final newline
            $ false | cat <<E
            > here
            > E
            here
            $ kill -TERM $$
            [143]
            """)
        self.assertEqual((status, printed.split(": ", 1)[1]), (0, "6 commands, 0 not as expected\n"))

    def test_each_kind_of_difference_fails(self):
        self.assertFails("# c\n$ echo b\na\n", "t.t:2: $ echo b", "-a", "+b")
        self.assertFails("$ true\na\n", "-a")
        self.assertFails("$ echo a\n", "+a")
        self.assertFails("$ printf a\na\n", "+\\ no final newline")
        self.assertFails("$ echo a\na\n\\ no final newline\n", "-\\ no final newline")
        self.assertFails("$ echo; echo\n|\n", "@@")
        self.assertFails("$ echo a >&2\n", "+2> a")
        self.assertFails("$ echo a >&2\na\n", "-a", "+2> a")
        self.assertFails("$ true\n2> a\n", "-2> a")
        self.assertFails("$ exit 3\n", "+[3]")
        self.assertFails("$ true\n[3]\n", "-[3]")
        self.assertFails("$ printf 'a \\n'\na\n", "+a ")

    def test_a_command_that_does_not_end_fails(self):
        status, printed = self.transcript("$ sleep 60\n", "--timeout", "0.2")
        self.assertEqual(status, 1)
        self.assertIn("t.t:1: killed after 0.2 seconds: $ sleep 60", printed)

    def test_what_is_no_transcript_is_refused(self):
        self.assertFails("", "no command", status=2)
        self.assertFails("a\n", "t.t:1: neither a command nor a comment", status=2)
        self.assertFails("$ echo a\n# name: U\n1\n", "t.t:3: neither a command nor a comment", status=2)
        self.assertFails("$ exit 3\n[3]\na\n", "t.t:3: text after the exit status", status=2)
        self.assertFails("$ echo a\n\\ no newline\n", "t.t:2: to expect this line", status=2)
        self.assertFails("$ echo a\na\n\\ no final newline\nb\n", "t.t:4: text after", status=2)

    def test_blessing_writes_what_was_printed(self):
        before = ("# kept\n$ printf '\\n# a\\n\\n'; echo b >&2; printf c; exit 4\nwrong\n\n"
                  "# kept too\n$ echo right\nright\n")
        status, printed = self.transcript(before, "--bless")
        self.assertEqual(status, 0)
        self.assertIn("-wrong", printed)
        self.assertIn("1 of 1 expectations rewritten", printed)
        after = (self.root / "t.t").read_text()
        self.assertEqual(after, before.replace("wrong\n", "\n| # a\n\nc\n\\ no final newline\n2> b\n[4]\n"))
        self.assertEqual(self.transcript(after)[0], 0)

    def test_blessing_refuses_aloud(self):
        status, printed = self.transcript("$ sleep 60\n", "--bless", "--timeout", "0.2")
        self.assertEqual(status, 1)
        self.assertIn("t.t:1: not blessed", printed)
        page = subprocess.run([sys.executable, "-B", HERE / "transcript.py", "--bin", ".", "--testdata", ".", "--bless",
                               "README.md"], capture_output=True, text=True)
        self.assertEqual(page.returncode, 2)
        self.assertIn("pages are written by hand", page.stderr)

    def test_markdown(self):
        page = "```sh setup\nexit 1\n```\n```sh\n$ echo a\n%s\n$ %s\n```\n```text\n$ false\n```\n"
        self.assertEqual(self.transcript(page % ("a", "echo unseen"), name="t.md")[0], 0)
        self.assertFails(page % ("b", "true"), "t.md:5: $ echo a", "-b", "+a", name="t.md")
        self.assertFails(page % ("a", "false"), "t.md:7: $ false", "+[1]", name="t.md")
        self.assertFails("```sh\necho a\n```\n", "t.md:2: the display does not begin", status=2, name="t.md")

    def test_manual(self):
        page = (".Dd January 1, 2026\n.Dt T 1\n.Os\n.Sh NAME\n.Nm t\n.Nd t\n.Sh EXAMPLES\n.Bd -literal\n"
                "$ printf 'a\\en\\en<b>\\en'\na\n\n%s\n$ laerr\nlaerr: no\n.Ed\n")
        self.tool("laerr", "echo laerr: no >&2; exit 3")
        self.assertEqual(self.transcript(page % "<b>", name="t.1"),
                         (0, f"{self.root}/t.1: 2 commands, 0 not as expected\n"))
        self.assertFails(page % "c", "t.1:9: $ printf", "-c", "+<b>", name="t.1")
        self.tool("laerr", "echo laerr: no >&2; echo lost; exit 3")
        self.assertFails(page % "<b>", "t.1:13: $ laerr", "+lost", name="t.1")


class Invalid(Control):
    def check(self):
        return self.run_check("check_invalid.py", "--bin", self.root / "bin", "--at-least", "1", self.root / "data")

    def setUp(self):
        super().setUp()
        self.tool("laconv", """\
            if [ "$1" = --na ]; then shift 2; status=4; fi
            [ $# = 0 ] && cat > /dev/null
            echo "laconv: ${1:--}:1:1: wrong" >&2; exit ${status:-3}
            """)
        self.write("data/a.csv", "x\n")
        self.write("data/a.csv.refusal", "a.csv:1:1: wrong\n")
        self.write("data/b.csv", "x\n")
        self.write("data/b.csv.refusal", "b.csv:1:1: wrong\n[4]\nargs: --na error\n")

    def test_what_is_right_passes(self):
        self.assertEqual(self.check(), (0, "2 invalid files, 0 failures\n"))

    def test_another_message_or_status_fails(self):
        self.write("data/a.csv.refusal", "a.csv:1:2: wrong\n")
        status, printed = self.check()
        self.assertEqual(status, 1)
        self.assertIn("a.csv (from a pipe):\n  expected [3] laconv: -:1:2: wrong\n  printed  [3] laconv: -:1:1: wrong",
                      printed)
        self.assertIn("2 failures", printed)
        self.write("data/a.csv.refusal", "a.csv:1:1: wrong\n[1]\n")
        self.assertEqual(self.check()[0], 1)

    def test_output_fails(self):
        self.tool("laconv", 'cat ${1:--}; echo "laconv: ${1:--}:1:1: wrong" >&2; exit 3')
        status, printed = self.check()
        self.assertEqual(status, 1)
        self.assertIn("and 2 bytes on standard output", printed)

    def test_lone_files_fail(self):
        self.write("data/c.csv", "x\n")
        self.write("data/d.csv.refusal", "x\n")
        status, printed = self.check()
        self.assertEqual(status, 1)
        self.assertIn("c.csv: has no c.csv.refusal", printed)
        self.assertIn("d.csv.refusal: refuses nothing", printed)

    def test_few_files_fail(self):
        status, printed = self.run_check("check_invalid.py", "--bin", self.root / "bin", self.root / "data")
        self.assertEqual(status, 1)
        self.assertIn("only 2 invalid files, at least 60 are wanted", printed)


class Symmetry(Control):
    def check(self):
        return self.run_check("check_symmetry.py", "--bin", self.root / "bin", self.root / "data")

    def setUp(self):
        super().setUp()
        self.tool("laconv", 'for file; do :; done; cat "$file"')
        self.tool("lacmp", 'cmp -s "$1" "$2"')
        self.write("data/a.mtx", "1\n")
        self.write("data/a.general.mtx", "1\n")

    def test_what_is_right_passes(self):
        self.assertEqual(self.check(), (0, "1 pairs, 0 failures\n"))

    def test_other_values_fail(self):
        self.write("data/a.general.mtx", "2\n")
        status, printed = self.check()
        self.assertEqual(status, 1)
        self.assertIn("a.mtx: lacmp [1]", printed)
        self.assertIn("prints other bytes", printed)

    def test_a_lone_file_fails(self):
        self.write("data/b.mtx", "1\n")
        self.assertEqual(self.check()[0], 1)

    def test_nothing_fails(self):
        for name in ("a.mtx", "a.general.mtx"):
            (self.root / "data" / name).unlink()
        self.assertEqual(self.check()[0], 1)


class Layers(Control):
    def violations(self, name, text):
        self.write("tools/lax.cpp", '#include "cli/run.hpp"\nint main() { return run(); }\n')
        self.write(name, text)
        status, printed = self.run_check("check_layers.py", self.root)
        self.assertEqual(status, 0 if " 0 violations" in printed else 1, printed)
        (self.root / name).unlink()
        return printed.split("\n")[:-2]

    def test_what_is_right_passes(self):
        (self.root / "lib").mkdir()
        self.assertEqual(self.violations("lib/ops/a.cpp", """
            // never std::cout, never #include "io/x.hpp"
            /* nor exit(1) */
            #include <cstdio>
            #include "core/a.hpp"
            #include "ops/b.hpp"
            auto text = "std::cerr and getenv(";
            int n = snprintf(0, 0, "%d", on_exit(retry(1)));
            """), [])

    def test_each_kind_of_violation_fails(self):
        (self.root / "lib").mkdir()
        for name, line in [
            ("lib/ops/a.cpp", '#include "io/x.hpp"'),
            ("lib/io/a.hpp", '#include "ops/x.hpp"'),
            ("lib/core/a.hpp", '  #  include "text/x.hpp"'),
            ("lib/ops/a.cpp", '#include "b.hpp"'),
            ("lib/calculus/a.cpp", '#include "cli/b.hpp"'),
            ("tools/a.cpp", '#include "text/number.hpp"'),
            ("tools/a.cpp", '#include "krylov/arnoldi.hpp"'),
            ("lib/sparse/a.cpp", '#include "ops/product.hpp"'),
            ("tools/a.cpp", "#include <CLI/CLI.hpp>"),
            ("lib/cli/a.cpp", "std::visit(f, v);"),
            ("tools/a.cpp", "std::visit(f, v);"),
            ("lib/io/a.cpp", "std::cout << 1;"),
            ("lib/cli/a.cpp", "std::cerr << 1;"),
            ("lib/io/a.cpp", "std::fprintf(stderr, x);"),
            ("tools/a.cpp", 'printf("%d", 1);'),
            ("lib/io/a.cpp", "std::exit(3);"),
            ("lib/text/a.cpp", 'auto x = getenv("X");'),
            ("lib/io/a.cpp", "#include <iostream>"),
            ("lib/cli/a.cpp", "#include <fstream>"),
            ("tools/a.cpp", "int main() try { } catch (...) { }"),
            ("lib/ops/a.cpp", "#define ARMA_NO_DEBUG"),
            ("lib/other/a.cpp", "int x;"),
        ]:
            with self.subTest(name=name, line=line):
                found = self.violations(name, "// first\n" + line + "\n")
                self.assertEqual(len(found), 1, found)
                self.assertTrue(found[0].startswith(name + ":"), found)

    def test_one_name_for_two_things_fails(self):
        for first, second in [("struct A {\n};\n", "class A {\n};\n"), ("enum class A {\n};\n", "using A = int;\n")]:
            self.write("lib/core/a.hpp", first)
            self.assertEqual(self.violations("lib/ops/b.hpp", second), ["lib/ops/b.hpp: A is defined in lib/core/a.hpp too"])

    def test_a_name_of_two_types_fails(self):
        self.write("lib/expr/plan.hpp", "struct Factor {\n    int node;\n};\n")
        hidden = "namespace {\n\nstruct Factor {\n};\n\n}  // namespace\n"
        self.assertEqual(self.violations("lib/calculus/a.cpp", hidden), [])
        self.assertEqual(self.violations("lib/calculus/a.cpp", hidden + "struct Factor;\n"), [])
        for name in ("lib/calculus/a.cpp", "tools/a.hpp"):
            self.assertEqual(len(self.violations(name, hidden + "class Factor : Base {\n};\n")), 1)

    def test_an_empty_tree_fails(self):
        (self.root / "lib").mkdir()
        self.assertEqual(self.run_check("check_layers.py", self.root)[0], 1)


class Armadillo(Control):
    def check(self, source):
        self.write("lib/README.md", """
            # Inside
            ## Algorithms of Armadillo's own

            | function | why |
            |---|---|
            | `norm` `kron` | `abs` |

            | not used | why |
            |---|---|
            | `solve` | it guesses |
            """)
        self.write("lib/ops/a.cpp", "// arma::solve(a, b)\narma::mat(2, 2); arma::norm(x); " + source)
        return self.run_check("check_armadillo.py", self.root)

    def test_what_is_right_passes(self):
        self.assertEqual(self.check("arma::kron<arma::mat>(x, y);"), (0, "2 functions of Armadillo, 0 errors\n"))

    def test_each_kind_of_error_fails(self):
        for source, said in [("", "arma::kron is called nowhere"),
                             ("arma::kron(x, y); arma::abs(x);", "lib/ops/a.cpp: arma::abs is missing"),
                             ("arma::kron(x, y); arma::solve(x, y);", "lib/ops/a.cpp: arma::solve is ruled out")]:
            with self.subTest(source=source):
                status, printed = self.check(source)
                self.assertEqual(status, 1)
                self.assertIn(said, printed)

    def test_a_list_that_is_missing_fails(self):
        self.write("lib/README.md", "# Inside\n")
        self.assertEqual(self.run_check("check_armadillo.py", self.root)[0], 1)


class Manual(Control):
    HELP = """\
        lax: a tool
        Usage: lax [OPTIONS] [FILE...]

        Options:
          -h,--help                   Print this help
          -o,--output FILE            Write to FILE
          -I,--input-format FORMAT:{csv,tsv,mtx}
                                      Read this format
          --rtol R=1e-9               Relative
          --gram [=rows]              Gram
        """
    OWN = [".It Fl I , Fl Fl input-format Cm csv | tsv | mtx\nThe format.",
           ".It Fl Fl rtol Ar R\nRelative.\nThe default is\n.Cm 1e-9 .",
           ".It Fl Fl gram Ns Op = Ns Cm rows\nGram."]
    COMMON = [".It Fl h , Fl Fl help\nHelp.", ".It Fl o , Fl Fl output Ar FILE\nThe output."]

    def differences(self, own=None, common=None, help=None):
        self.tool("lax", "cat <<E\n" + textwrap.dedent(help or self.HELP) + "E\n")
        for name, items in (("lax.1", own or self.OWN), ("latools.7", common or self.COMMON)):
            self.write("man/" + name, ".Dd January 1, 2026\n.Dt X 1\n.Os\n.Sh NAME\n.Nm x\n.Nd x\n.Sh OPTIONS\n"
                       ".Bl -tag -width Ds\n" + "\n".join(items) + "\n.El\n")
        status, printed = self.run_check("check_man.py", "--bin", self.root / "bin", "--man", self.root / "man", "lax")
        found = printed.split("\n")[:-2]
        self.assertEqual(status, 1 if found else 0)
        return found

    def test_what_is_right_passes(self):
        self.assertEqual(self.differences(), [])

    def test_an_own_description_wins(self):
        help = self.HELP.replace("--output FILE", "--output PICTURE")
        self.assertEqual(self.differences(own=self.OWN + [".It Fl o , Fl Fl output Ar PICTURE\nX."], help=help), [])

    def test_differences_fail(self):
        missing = "the manual has not: --rtol R, default 1e-9"
        self.assertIn(missing, "\n".join(self.differences(own=self.OWN[::2])))
        self.assertIn("--help has not: --atol R, no default",
                      "\n".join(self.differences(own=self.OWN + [".It Fl Fl atol Ar R\nAbsolute."])))
        self.assertIn("--help has not: --quiet",
                      "\n".join(self.differences(common=self.COMMON + [".It Fl Fl quiet\nX."])))
        for before, after in [("1e-9", "1e-8"), ("The default is\n.Cm 1e-9 .", ""), ("Ar R", "Ar T"),
                              ("Fl rtol", "Fl tol")]:
            changed = [item.replace(before, after) for item in self.OWN]
            self.assertEqual(len(self.differences(own=changed)), 2, after)
        changed = [item.replace("| mtx", "") for item in self.OWN]
        self.assertEqual(len(self.differences(own=changed)), 2)
        changed = [item.replace("Fl o , ", "") for item in self.COMMON]
        self.assertEqual(len(self.differences(common=changed)), 2)
        self.assertIn("lax.1: --gram stands there 2 times", self.differences(own=self.OWN + self.OWN[2:]))


class Pictures(Control):
    """The stand-in draws all texts of all kinds, and enough of every element, whatever it is asked for."""

    def setUp(self):
        super().setUp()
        checks = {}
        exec((HERE / "check_pictures.py").read_text().replace("__main__", ""), checks)
        texts = sorted({text for kind in checks["KINDS"] for text in kind[1]})
        names = {name for kind in checks["KINDS"] for name in kind[2]}
        self.svg = ('<svg xmlns="http://www.w3.org/2000/svg">' + "".join(f"<text>{text}</text>" for text in texts) +
                    "".join(f"<{name}/>" * 500 for name in names) + "</svg>")
        for tool in ("laeig", "lasvd"):
            self.tool(tool, "true")

    def faults(self, svg, readme=None):
        self.write("picture", svg)
        self.tool("laplot", f"""[ "$2" = -o ] && exec cp '{self.root}/picture' "$3"; cat '{self.root}/picture'""")
        given = ["--readme", self.write("README.md", readme)] if readme else []
        status, printed = self.run_check("check_pictures.py", "--bin", self.root / "bin", "--testdata",
                                         self.root / "data", *given)
        found = printed.split("\n")[:-2]
        self.assertEqual(status, 1 if found else 0)
        return "\n".join(found)

    def test_what_is_right_passes(self):
        self.assertEqual(self.faults(self.svg), "")

    def test_pictures_that_are_none_or_empty_fail(self):
        self.assertIn("laplot map A.csv: not well-formed", self.faults(""))
        self.assertIn("laplot cov testdata/real/women.csv: not well-formed", self.faults(self.svg + "<"))
        self.assertIn("not SVG", self.faults("<html/>"))
        self.assertIn("'→ gradient' is missing", self.faults(self.svg.replace("<text>→ gradient</text>", "")))
        self.assertIn("laplot heat testdata/real/volcano.tsv: 0 image elements, not 1",
                      self.faults(self.svg.replace("<image/>", "")))

    def test_pictures_of_the_readme_that_are_old_or_not_made_fail(self):
        readme = "![x](man/gallery/x.svg)\n```sh\n$ printf 1 > A\n$ laplot map -o x.svg\n```\n"
        self.write("man/gallery/x.svg", self.svg)
        self.assertEqual(self.faults(self.svg, readme), "")
        self.write("man/gallery/x.svg", self.svg.replace("→ gradient", "gradient"))
        self.assertIn("x.svg: draws something else", self.faults(self.svg, readme))
        self.assertIn("x.svg: no command", self.faults(self.svg, readme.replace("-o x.svg", "-o y.svg")))
        self.assertIn("no picture of man/gallery", self.faults(self.svg, "none"))


class Reference(Control):
    def check(self, answer):
        for tool in ("lamul", "laexpr", "lainfo", "lacov", "lakern"):
            self.tool(tool, answer)
        status, printed = self.run_check("check_reference.py", "--bin", self.root / "bin", "--trials", "1")
        self.assertEqual(status, 1)
        return printed

    def test_wrong_answers_and_refusals_fail(self):
        for name in ("product", "gram", "covariance", "correlation", "mean", "kernel", "functions", "exponential"):
            self.assertRegex(self.check("echo 1"), f"{name}, .*: .* units")
        self.assertIn("solve, integer, trial 0: refused", self.check("exit 4"))

    def test_an_error_of_more_than_rounding_is_seen(self):
        check = {}
        exec((HERE / "check_reference.py").read_text().replace("__main__", ""), check)
        one, wrong = check["Gaussian"](1), check["Gaussian"](1 + 1e-13)
        self.assertEqual(check["ratio"]([[one]], [[one]], [[1]]), 0)
        self.assertGreater(check["ratio"]([[wrong]], [[one]], [[1]]), check["ALLOWED"])


if __name__ == "__main__":
    unittest.main()
