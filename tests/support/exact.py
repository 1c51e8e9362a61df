"""Slow arithmetic without rounding, on lists of rows: the judge of check_reference.py.

Numbers are Gaussian rationals, so that sums, products, determinants and solutions are exact. What no rational can hold
(roots, exponentials, logarithms) is computed in decimals of 60 digits.
"""

import decimal
import fractions

decimal.getcontext().prec = 60
decimal.getcontext().Emax = 10**6
decimal.getcontext().Emin = -(10**6)


class Gaussian:
    """re + im·i, both fractions."""

    __slots__ = ("re", "im")

    def __init__(self, re=0, im=0):
        self.re, self.im = fractions.Fraction(re), fractions.Fraction(im)

    def __add__(self, other):
        return Gaussian(self.re + other.re, self.im + other.im)

    def __sub__(self, other):
        return Gaussian(self.re - other.re, self.im - other.im)

    def __mul__(self, other):
        return Gaussian(self.re * other.re - self.im * other.im, self.re * other.im + self.im * other.re)

    def __truediv__(self, other):
        size = other.re * other.re + other.im * other.im
        return self * Gaussian(other.re / size, -other.im / size)

    def __bool__(self):
        return bool(self.re or self.im)

    def modulus(self):
        """|self|, as a fraction that is right to 50 digits."""
        square = self.re * self.re + self.im * self.im
        return to_fraction(to_decimal(square).sqrt()) if self.im else abs(self.re)

    def conjugate(self):
        return Gaussian(self.re, -self.im)


def to_decimal(x):
    return decimal.Decimal(x.numerator) / decimal.Decimal(x.denominator)


def to_fraction(x):
    return fractions.Fraction(*x.as_integer_ratio())


def moduli(a):
    return [[x.modulus() for x in row] for row in a]


def product(a, b):
    zero = a[0][0] - a[0][0]
    return [[sum((x * y for x, y in zip(row, column)), zero) for column in zip(*b)] for row in a]


def adjoint(a):
    return [[x.conjugate() for x in column] for column in zip(*a)]


def eliminated(a, b):
    """(det A, X) with A·X = B, by elimination; X is None where A is singular."""
    rows, n, det = [list(x) + list(y) for x, y in zip(a, b)], len(a), Gaussian(1)
    for k in range(n):
        pivot = next((i for i in range(k, n) if rows[i][k]), None)
        if pivot is None:
            return Gaussian(0), None
        if pivot != k:
            rows[k], rows[pivot], det = rows[pivot], rows[k], det * Gaussian(-1)
        det = det * rows[k][k]
        rows[k] = [x / rows[k][k] for x in rows[k]]
        for i in range(n):
            if i != k and rows[i][k]:
                factor = rows[i][k]
                rows[i] = [x - factor * y for x, y in zip(rows[i], rows[k])]
    return det, [row[n:] for row in rows]


def identity(n):
    return [[Gaussian(i == j) for j in range(n)] for i in range(n)]


def covariance(x):
    """Of the columns of real rows: (covariance, means), exact."""
    n, columns = len(x), [[v.re for v in column] for column in zip(*x)]
    means = [sum(column) / n for column in columns]
    centered = [[v - mean for v in column] for column, mean in zip(columns, means)]
    return [[sum(u * v for u, v in zip(a, b)) / (n - 1) for b in centered] for a in centered], means


def exponential(a):
    """exp(A) of decimals, by the Taylor series of A/2^s squared s times; exact to 60 digits less those of its norm."""
    n = len(a)
    norm = max(sum(abs(x) for x in row) for row in a)
    squarings = max(0, int(norm).bit_length() + 3)
    decimal.getcontext().prec = 120
    scaled = [[x / 2**squarings for x in row] for row in a]
    total = [[decimal.Decimal(i == j) for j in range(n)] for i in range(n)]
    term = total
    for k in range(1, 90):
        term = [[x / k for x in row] for row in product(term, scaled)]
        total = [[x + y for x, y in zip(u, v)] for u, v in zip(total, term)]
    for _ in range(squarings):
        total = product(total, total)
    decimal.getcontext().prec = 60
    return total
