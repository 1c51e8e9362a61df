#!/usr/bin/env python3
"""A second opinion on what the tools compute: random matrices against arithmetic without rounding (exact.py).

    check_reference.py --bin BUILD/bin [--trials N] [--seed N]

Entries lie anywhere between 1e-300 and 1e300, rows and columns are graded, matrices are nearly singular, of integers or
complex. An error is told in units of eps times what the best algorithm may lose: the size of the terms, or, for
solutions, these through the inverse. The worst ratio of each kind is printed; above its bound the status is 1.
"""

import argparse
import decimal
import fractions
import math
import random
import subprocess
import sys

import exact
from exact import Gaussian

EPS = fractions.Fraction(1, 2**52)
LARGEST = fractions.Fraction(sys.float_info.max)
TINY = fractions.Fraction(1, 2**1022)  # what lies below has lost digits
ALLOWED = 30  # in units of n·eps, as in the tests of LAPACK


class Refused(Exception):
    pass


def text_of(value):
    re, im = repr(float(value.re)), float(value.im)
    return re if im == 0 else f"{re}{'+' if im >= 0 else ''}{im!r}i"


def csv(a):
    return "".join(",".join(text_of(x) for x in row) + "\n" for row in a)


def parsed(cell):
    if not cell.endswith("i"):
        return complex(float(cell), 0)
    return complex(cell[:-1] + "j")


class Tools:
    def __init__(self, binaries):
        self.binaries = binaries

    def run(self, *arguments, documents):
        """The matrix of exact numbers that a tool prints; the documents are its standard input."""
        result = subprocess.run([f"{self.binaries}/{arguments[0]}", "-q", *arguments[1:]], input="\n".join(documents),
                                capture_output=True, text=True)
        if result.returncode == 4:
            raise Refused(result.stderr)
        if result.returncode != 0:
            raise RuntimeError(f"{arguments}: status {result.returncode}: {result.stderr}{documents}")
        numbers = [[parsed(cell) for cell in line.split(",")] for line in result.stdout.split("\n") if line]
        if not all(math.isfinite(x.real) and math.isfinite(x.imag) for row in numbers for x in row):
            raise Refused("not finite")
        return [[Gaussian(x.real, x.imag) for x in row] for row in numbers]


class Draw:
    """Random matrices: diag(r)·B·diag(c) with entries of B below 1 and powers of two in r and c."""

    KINDS = ("plain", "huge", "tiny", "graded", "integer", "nearly singular", "complex")

    def __init__(self, seed):
        self.random = random.Random(seed)

    def scales(self, kind, n, share):
        draw = self.random.randint
        if kind == "huge":
            return [draw(900 // share - 40, 900 // share)] * n
        if kind == "tiny":
            return [draw(-900 // share, -900 // share + 40)] * n
        if kind == "graded":
            return [draw(-300 // share, 300 // share) for _ in range(n)]
        return [0] * n

    def entry(self, kind):
        if kind == "integer":
            return Gaussian(self.random.randint(-9, 9))
        uniform = self.random.uniform
        return Gaussian(uniform(-1, 1), uniform(-1, 1) if kind == "complex" else 0)

    def matrix(self, kind, rows, cols, share=1):
        """A, and M with |A| <= M, M = r·c': `share` factors of that size have a product within the range."""
        b = [[self.entry(kind) for _ in range(cols)] for _ in range(rows)]
        if kind == "nearly singular" and rows > 1:
            b[-1] = [Gaussian(float((x + y).re * (1 + fractions.Fraction(self.random.uniform(-1, 1)) / 2**20)))
                     for x, y in zip(b[0], b[1 % rows])]
        r, c = self.scales(kind, rows, 2 * share), self.scales(kind, cols, 2 * share)
        power = [[fractions.Fraction(2) ** (x + y) for y in c] for x in r]
        size = max(x.modulus() for row in b for x in row)
        a = [[x * Gaussian(p) for x, p in zip(row, powers)] for row, powers in zip(b, power)]
        return a, [[size * p for p in powers] for powers in power]


def ratio(found, expected, unit):
    """The worst |found - expected| in units of eps·unit, entry by entry."""
    worst = fractions.Fraction(0)
    if (len(found), len(found[0])) != (len(expected), len(expected[0])):
        return math.inf
    for f, e, u in zip(found, expected, unit):
        for x, y, size in zip(f, e, u):
            worst = max(worst, (x - y).modulus() / (EPS * size + TINY * EPS * 4))
    return float(worst)


def in_range(a):
    return all(abs(part) < LARGEST / 4 for row in a for x in row for part in (x.re, x.im))


def times(a, factor):
    return [[x * factor for x in row] for row in a]


# Each check draws an input and returns a ratio that should be below ALLOWED, or None where there is nothing to compare.


def check_product(tools, draw, kind):
    m, k, n = (draw.random.randint(1, 6) for _ in range(3))
    a, _ = draw.matrix(kind, m, k, 2)
    b, _ = draw.matrix(kind, k, n, 2)
    expected = exact.product(a, b)
    return ratio(tools.run("lamul", documents=[csv(a), csv(b)]), expected,
                 times(exact.product(exact.moduli(a), exact.moduli(b)), k))


def check_gram(tools, draw, kind):
    a, _ = draw.matrix(kind, draw.random.randint(1, 9), draw.random.randint(1, 5), 2)
    size = exact.moduli(a)
    return ratio(tools.run("lamul", "--gram", documents=[csv(a)]), exact.product(exact.adjoint(a), a),
                 times(exact.product(list(zip(*size)), size), len(a)))


def solution_unit(inverse, bound, x):
    """|A⁻¹|·M·|X|: what errors of the size of M's entries do to the solution."""
    return times(exact.product(exact.product(exact.moduli(inverse), bound), exact.moduli(x)), len(bound))


def check_solve(tools, draw, kind):
    n = draw.random.randint(1, 6)
    a, bound = draw.matrix(kind, n, n, 2)
    b, _ = draw.matrix("plain", n, 2)
    det, inverse = exact.eliminated(a, exact.identity(n))
    if inverse is None:
        return refused(tools, "laexpr", "inv(A)", documents=[csv(a)])
    x = exact.product(inverse, b)
    if not in_range(x):
        return None
    expression = "A\\[" + ";".join(",".join(text_of(v) for v in row) for row in b) + "]"
    return ratio(tools.run("laexpr", expression, documents=[csv(a)]), x, solution_unit(inverse, bound, x))


def check_inverse(tools, draw, kind):
    n = draw.random.randint(1, 6)
    a, bound = draw.matrix(kind, n, n, 2)
    _, inverse = exact.eliminated(a, exact.identity(n))
    if inverse is None:
        return refused(tools, "lamul", "--power", "-1", documents=[csv(a)])
    if not in_range(inverse):
        return None
    return ratio(tools.run("lamul", "--power", "-1", documents=[csv(a)]), inverse,
                 solution_unit(inverse, bound, inverse))


def refused(tools, *arguments, documents):
    """A singular matrix has no inverse: finding one is the worst error there is."""
    try:
        tools.run(*arguments, documents=documents)
    except Refused:
        return 0
    return math.inf


def check_determinant(tools, draw, kind):
    n = draw.random.randint(1, 6)
    a, bound = draw.matrix(kind, n, n, n)
    det, inverse = exact.eliminated(a, exact.identity(n))
    if inverse is None or not in_range([[det]]):
        return None
    sensitivity = sum(exact.product(exact.moduli(inverse), bound)[i][i] for i in range(n))
    return ratio(tools.run("lainfo", "--get", "det", documents=[csv(a)]), [[det]],
                 [[det.modulus() * sensitivity * n]])


def column_sizes(x, covariance):
    """Of each column the deviation, and how many digits its mean takes: max|x| over the deviation."""
    deviations = [exact.to_fraction(exact.to_decimal(covariance[j][j]).sqrt()) for j in range(len(covariance))]
    largest = [max(abs(v.re) for v in column) for column in zip(*x)]
    return deviations, [1 + size / deviation if deviation else None for size, deviation in zip(largest, deviations)]


def table(draw, kind):
    x, _ = draw.matrix(kind, draw.random.randint(3, 12), draw.random.randint(1, 4), 2)
    if kind == "plain":  # far from the origin
        x = [[Gaussian(float(v.re + 2**draw.random.randint(0, 1) * 1000)) for v in row] for row in x]
    covariance, means = exact.covariance(x)
    return x, covariance, means


def check_covariance(tools, draw, kind):
    x, covariance, _ = table(draw, kind)
    deviations, digits = column_sizes(x, covariance)
    if None in digits:
        return None
    unit = [[len(x) * s * t * (d + e) for t, e in zip(deviations, digits)] for s, d in zip(deviations, digits)]
    return ratio(tools.run("lacov", documents=[csv(x)]), [[Gaussian(v) for v in row] for row in covariance], unit)


def check_correlation(tools, draw, kind):
    x, covariance, _ = table(draw, kind)
    deviations, digits = column_sizes(x, covariance)
    if None in digits:
        return None
    expected = [[Gaussian(v / s / t) for v, t in zip(row, deviations)] for row, s in zip(covariance, deviations)]
    unit = [[len(x) * (d + e) for e in digits] for d in digits]
    return ratio(tools.run("lacov", "--cor", documents=[csv(x)]), expected, unit)


def check_mean(tools, draw, kind):
    x, _, means = table(draw, kind)
    sizes = [sum(abs(v.re) for v in column) / len(x) for column in zip(*x)]
    return ratio(tools.run("lacov", "--mean", documents=[csv(x)]), [[Gaussian(m) for m in means]],
                 [[4 * s for s in sizes]])


def check_kernel(tools, draw, kind):
    """exp(-gamma |x - y|²), and (gamma x·y + 1)³."""
    x, _ = draw.matrix("plain" if kind in ("huge", "tiny", "graded", "complex") else kind, 4, 3)
    gram = exact.product(x, exact.adjoint(x))
    size = exact.product(exact.moduli(x), list(zip(*exact.moduli(x))))
    half = Gaussian(fractions.Fraction(1, 2))
    cube = [[(half * v + Gaussian(1)) for v in row] for row in gram]
    expected = [[v * v * v for v in row] for row in cube]
    polynomial = ratio(tools.run("lakern", "--kernel", "poly", "--gamma", "0.5", documents=[csv(x)]), expected,
                       [[4 * (v / 2 + 1) ** 3 for v in row] for row in size])
    distances = [[gram[i][i].re + gram[j][j].re - 2 * gram[i][j].re for j in range(4)] for i in range(4)]
    expected = [[Gaussian(exact.to_fraction((-exact.to_decimal(d) / 2).exp())) for d in row] for row in distances]
    unit = [[e.re * (1 + size[i][i] + size[j][j]) * 3 for j, e in enumerate(row)] for i, row in enumerate(expected)]
    return max(polynomial, ratio(tools.run("lakern", "--kernel", "rbf", "--gamma", "0.5", documents=[csv(x)]), expected,
                                 unit))


def check_functions(tools, draw, kind):
    """Logarithms and roots of positive numbers of any size, entry by entry: a few units in the last place."""
    a, _ = draw.matrix("plain" if kind == "complex" else kind, 2, 3)
    a = [[Gaussian(abs(v.re)) if v else Gaussian(1) for v in row] for row in a]
    worst = 0
    for name, function in (("log", decimal.Decimal.ln), ("sqrt", decimal.Decimal.sqrt)):
        expected = [[Gaussian(exact.to_fraction(function(exact.to_decimal(v.re)))) for v in row] for row in a]
        worst = max(worst, ratio(tools.run("laexpr", f"{name}(A)", documents=[csv(a)]), expected,
                                 [[4 * v.modulus() for v in row] for row in expected]))
    return worst


def check_exponential(tools, draw, kind):
    n = draw.random.randint(1, 5)
    a, _ = draw.matrix("plain" if kind in ("huge", "tiny", "graded", "complex") else kind, n, n)
    a = [[Gaussian(float(v.re) * 2 ** draw.random.randint(-4, 1)) for v in row] for row in a]
    expected = exact.exponential([[exact.to_decimal(v.re) for v in row] for row in a])
    size = [[abs(exact.to_decimal(v.re)) for v in row] for row in a]
    norm = max(sum(row) for row in size)
    unit = [[exact.to_fraction(v * (1 + norm)) * n for v in row] for row in exact.exponential(size)]
    return ratio(tools.run("laexpr", "expm(A)", documents=[csv(a)]),
                 [[Gaussian(exact.to_fraction(v)) for v in row] for row in expected], unit)


CHECKS = {name.removeprefix("check_"): f for name, f in list(globals().items()) if name.startswith("check_")}
REAL_ONLY = {"covariance", "correlation", "mean"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--bin", required=True)
    parser.add_argument("--trials", type=int, default=6, help="of each check with each kind of matrix")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tools, failures = Tools(options.bin), 0
    for name, check in CHECKS.items():
        worst, compared = 0.0, 0
        for kind in Draw.KINDS:
            if name in REAL_ONLY and kind == "complex":
                continue
            for trial in range(options.trials):
                draw = Draw(f"{options.seed} {name} {kind} {trial}")
                try:
                    found = check(tools, draw, kind)
                except Refused as reason:
                    print(f"{name}, {kind}, trial {trial}: refused: {reason}".rstrip())
                    failures += 1
                    continue
                if found is None:
                    continue
                compared += 1
                worst = max(worst, found)
                if found > ALLOWED:
                    print(f"{name}, {kind}, trial {trial}: {found:.3g} units")
                    failures += 1
        print(f"{name}: {compared} compared, the worst {worst:.3g} of {ALLOWED} units")
        failures += compared == 0
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
