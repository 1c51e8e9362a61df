#!/usr/bin/env python3
"""Writes testdata/exponential/NAME.csv: a matrix, its exponential to the last digit, and the condition of the problem.

    make_exponentials.py OUT

Each file holds three documents. `A` is the matrix, of doubles. `exact` is exp(A), computed with twice as many digits as
it needs and rounded once. `sensitivity` is the sum over all entries of A of |a_kl|·|L(E_kl)|, where L(E) is the
derivative of the exponential at A in the direction E (Higham, Functions of Matrices, 2008, chapter 3): if each entry of
A is wrong by eps of itself, those of exp(A) may be wrong by eps times this. Needs Debian's python3-mpmath.
"""
import random
import sys
from pathlib import Path

from mpmath import mp, mpf, mpc, matrix, eye, zeros, ldexp, log, sqrt


def norm(a):
    return sqrt(sum(abs(x) ** 2 for x in a))


def exponential(a):
    """The Taylor series of a·2^-s, squared s times."""
    size = norm(a)
    s = max(0, int(log(size, 2)) + 8) if size else 0
    x = a * ldexp(mpf(1), -s)
    term = total = eye(a.rows)
    k = 0
    while norm(term) > norm(total) * mpf(10) ** -mp.dps:
        k += 1
        term = term * x / k
        total = total + term
    for _ in range(s):
        total = total * total
    return total


def digits_for(a):
    """Squaring loses what the norm has digits, and a non-normal matrix may lose them again."""
    return 50 + 4 * max(0, int(log(norm(a) + 1, 10)))


def derivative(a, e):
    """The upper right block of the exponential of [a e; 0 a]."""
    n = a.rows
    block = zeros(2 * n)
    block[:n, :n], block[:n, n:], block[n:, n:] = a, e, a
    return exponential(block)[:n, n:]


def sensitivity(a):
    n = a.rows
    total = zeros(n)
    for k in range(n):
        for l in range(n):
            if a[k, l] != 0:
                e = zeros(n)
                e[k, l] = abs(a[k, l])
                total += derivative(a, e).apply(abs)
    return total


# ---- the matrices --------------------------------------------------------------------------------------------------


def rotation(angle):
    return [[0, -angle], [angle, 0]]


def jordan_block(n, value):
    return [[value if i == j else float(j == i + 1) for j in range(n)] for i in range(n)]


def chain(up, down):
    """The generator of a birth and death chain: its rows sum to exactly 0, since the rates are small multiples of powers of 2."""
    n = len(up) + 1
    a = [[0.0] * n for _ in range(n)]
    for i in range(n - 1):
        a[i][i + 1], a[i + 1][i] = up[i], down[i]
    for i in range(n):
        a[i][i] = -sum(a[i])
    return a


def random_matrix(seed, n, scale, is_complex=False, lowest=0):
    """Normal entries with six decimals times scale; entries below the diagonal of number `lowest` are 0."""
    source = random.Random(seed)

    def entry(i, j):
        x, y = round(source.gauss(0, 1), 6) * scale, round(source.gauss(0, 1), 6) * scale
        return 0 if j - i < lowest else complex(x, y) if is_complex else x

    return [[entry(i, j) for j in range(n)] for i in range(n)]


def random_full(*arguments, **more):
    return random_matrix(*arguments, lowest=-1000, **more)


def combined(a, f):
    return [[f(a[i][j], a[j][i]) for j in range(len(a))] for i in range(len(a))]


def symmetric(a):
    return combined(a, lambda x, y: (x + complex(y).conjugate()) / 2 if isinstance(x, complex) else (x + y) / 2)


def skew(a):
    return combined(a, lambda x, y: (x - complex(y).conjugate()) / 2 if isinstance(x, complex) else (x - y) / 2)


def with_diagonal(a, diagonal):
    return [[diagonal[i] if i == j else x for j, x in enumerate(row)] for i, row in enumerate(a)]


def in_blocks(a, b, c):
    """[a b; 0 c]."""
    return [x + y for x, y in zip(a, b)] + [[0.0] * len(a) + x for x in c]


def companion(coefficients):
    n = len(coefficients)
    return [list(coefficients)] + [[float(j == i) for j in range(n)] for i in range(n - 1)]


def reflected(a):
    """H·A·H with the reflection H = I - ones/n·2: what was triangular is full."""
    n = len(a)
    h = eye(n) - mp.ones(n) * 2 / n
    b = h * matrix(a) * h
    return [[float(b[i, j]) for j in range(n)] for i in range(n)]


def matrices():
    for angle in ("1e-8", "1e-3", "1", "16", "32", "100", "128", "512", "1e4", "1e6"):
        yield f"rotation_{angle}", rotation(float(angle))
    # Ward, Numerical computation of the matrix exponential with accuracy estimate, 1977, examples 1 to 4.
    yield "ward_1", [[4, 2, 0], [1, 4, 1], [1, 1, 4]]
    yield "ward_2", [
        [29.87942128909879, 0.7815750847907159, -2.289519314033932],
        [0.7815750847907159, 25.72656945571064, 8.680737820540137],
        [-2.289519314033932, 8.680737820540137, 34.39400925519054],
    ]
    yield "ward_3", [[-131, 19, 18], [-390, 56, 54], [-387, 57, 52]]
    yield "ward_4", [[1e-10 if (i, j) == (9, 0) else float(j == i + 1) for j in range(10)] for i in range(10)]
    # Moler and Van Loan, Nineteen dubious ways, 1978.
    yield "moler_van_loan", [[-49, 24], [-64, 31]]
    for n, value in ((2, 0), (4, -1), (5, 5), (6, -100), (12, 0.5)):
        yield f"jordan_{n}_{value}", jordan_block(n, value)
    yield "jordan_complex", jordan_block(4, complex(-1, 50))
    # Al-Mohy and Higham 2009, section 1, and its relatives: the norm says nothing of how far to scale.
    yield "overscaling_1e6", [[1, 1e6], [0, -1]]
    yield "overscaling_1e200", [[1, 1e200], [0, -1]]
    yield "overscaling_lower", [[1, 0, 0], [1e6, -1, 0], [1e3, 1e8, 0.5]]
    yield "overscaling_full", reflected([[1, 1e3, 1e6], [0, -1, 1e3], [0, 0, 0.5]])
    for size in ("10", "30", "100"):
        x = float(size)
        yield f"nonnormal_{size}", reflected([[1, x, x * x, -x], [0, -1, x, 1], [0, 0, 0.5, -x], [0, 0, 0, 2]])
    yield "nilpotent_1e100", [[0, 1e100, 1], [0, 0, 1e100], [0, 0, 0]]
    yield "nilpotent_signed", [[0, 1e100, 1], [0, 0, -1e100], [0, 0, 0]]
    yield "nilpotent_full", [[6, -4], [9, -6]]
    yield "badly_scaled", [[0, 1e10], [1e-10, 0]]
    yield "badly_scaled_4", [[1, 1e4, 1e7, 1e9], [-1e-4, -2, 1e4, 1e6], [1e-7, -1e-3, 0.5, 1e3], [0, 1e-6, -1e-3, -1]]
    # Known from public reports of wrong exponentials in other systems: a badly scaled matrix, a stiff Markov generator,
    # coupled oscillations that decay at different speeds.
    yield "nelson1201", [[0, 1e-8, 0], [-20066666666.666668, -3, 20000000000.0], [66.66666666666667, 0, -66.66666666666667]]
    yield "Qs3", [[-30000, 20000, 10000], [5, -10, 5], [1, 1, -2]]
    yield "gmf71", [
        [-3512, 8.4694e5, 0, 600, 0, 0, 0],
        [-8.4694e5, -3512, 6283.19, 0, 600, 0, 0],
        [0, -6283.19, -26, 0, 0, 600, 14],
        [12, 0, 0, -40600, 3.58321e5, 0, 0],
        [0, 12, 0, -3.58321e5, -40600, 6283.19, 0],
        [0, 0, 12, 0, -6283.19, -602, 0.04],
        [0, 0, 0, 0, 0, 0, 0],
    ]
    yield "chain_slow", chain([1.0] * 9, [2.0] * 9)
    yield "chain_stiff", chain([2.0**k for k in range(0, 18, 2)], [3 * 2.0 ** (16 - k) for k in range(0, 18, 2)])
    yield "chain_absorbing", chain([100.0] * 7, [0.0] + [50.0] * 6)
    yield "chain_1e6", chain([1e6, 1, 1e6], [1e6, 1, 1e6])
    yield "two_scales", [[-1e6, 1e6, 0, 0], [1e6, -1000001, 1, 0], [0, 1, -2, 1], [0, 0, 1e-3, -1e-3]]
    yield "laplacian_1e4", symmetric(chain([1e4] * 7, [1e4] * 7))
    yield "adjacency", [[float(abs(i - j) == 1 or (i, j) in ((0, 5), (5, 0))) for j in range(9)] for i in range(9)]
    for scale in ("1e-8", "0.1", "1", "20", "200"):
        yield f"random_{scale}", random_full(1, 6, float(scale))
        yield f"complex_{scale}", random_full(2, 5, float(scale), is_complex=True)
    yield "symmetric", symmetric(random_full(3, 7, 10.0))
    yield "hermitian", symmetric(random_full(4, 5, 10.0, is_complex=True))
    yield "symmetric_negative", symmetric(with_diagonal(random_full(5, 5, 30.0), [-1e4, -500, -300, -40, -250]))
    yield "skew_1e3", skew(random_full(6, 6, 1e3))
    yield "skew_hermitian_1e5", skew(random_full(7, 4, 1e5, is_complex=True))
    yield "triangular", random_matrix(8, 8, 3.0)
    yield "triangular_stiff", with_diagonal(random_matrix(9, 6, 1.0), [-1e5, -1, -1e3, -1e-3, -1e5, 2])
    yield "triangular_close", [[1, 1e3, -5], [0, 1 + 1e-9, 1e2], [0, 0, 1 - 1e-9]]
    yield "triangular_complex", random_matrix(10, 5, 10.0, is_complex=True)
    yield "lower_triangular", [list(row) for row in zip(*random_matrix(11, 6, 3.0))]
    yield "diagonal", with_diagonal([[0.0] * 5] * 5, [-1e6, -700, 1e-300, 1, 700])
    yield "blocks", in_blocks(random_full(12, 3, 1.0), random_full(13, 3, 1e5), with_diagonal(random_full(14, 3, 1.0), [-1e4, -1e4, -1e4]))
    yield "blocks_apart", in_blocks([[-50, 40], [40, -50]], [[0.0, 0.0]] * 2, [[3, 1], [1, -600]])
    yield "grcar", [[-float(j == i - 1) or float(i <= j <= i + 3) for j in range(9)] for i in range(9)]
    yield "frank", [[float(8 - max(i, j)) if i <= j + 1 else 0.0 for j in range(8)] for i in range(8)]
    yield "companion", companion([-10, -35, -50, -24])
    yield "shifted", with_diagonal(random_full(15, 5, 1.0), [-600.0] * 5)
    yield "near_overflow", [[700, 1], [1, 700]]


# ---- the files -----------------------------------------------------------------------------------------------------


def written(x):
    def real(y):
        return repr(float(y)).removesuffix(".0").replace("-0", "0") if y == 0 else repr(float(y)).removesuffix(".0")

    if not isinstance(x, (complex, mpc)):
        return real(x)
    imaginary = real(x.imag)
    return real(x.real) + ("" if imaginary.startswith("-") else "+") + imaginary + "i"


def document(name, a):
    return f"# name: {name}\n" + "".join(",".join(map(written, row)) + "\n" for row in a)


def rounded(a):
    return [[a[i, j] for j in range(a.cols)] for i in range(a.rows)]


def write(path, rows):
    mp.dps = 30
    mp.dps = digits_for(matrix(rows)) * 2 + 250
    a = matrix(rows)
    exact = exponential(a)
    mp.dps *= 2
    assert norm(exponential(a) - exact) <= norm(exact) * mpf(10) ** -40, path.name
    mp.dps = digits_for(a)
    moved = [[float(f"{float(x):.2g}") for x in row] for row in rounded(sensitivity(matrix(rows)))]
    documents = [document("A", rows), document("exact", rounded(exact)), document("sensitivity", moved)]
    path.write_text("\n".join(documents))


def main():
    out = Path(sys.argv[1])
    for name, rows in matrices():
        if len(sys.argv) < 3 or name in sys.argv[2:]:
            write(out / f"{name}.csv", rows)


if __name__ == "__main__":
    main()
