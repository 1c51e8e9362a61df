"""The rows of the table. A new row is one more entry: commands are words, run in the folder of the data.

In a command, {out} is the file that takes the result where standard output does not; n, m and rows are sizes of
data.py. Peers are named as in peers.py; their scripts know the task by its first argument.
"""
from dataclasses import dataclass, field

from data import chain_sizes


@dataclass
class Target:
    """What a row has to reach: at most these ratios, milliseconds and MiB, at least this rate."""

    limit: float = None   # of the limit program's time
    peer: float = None    # of the fastest peer's time
    cpu: float = None     # of its CPU time
    ms: float = None
    rss: float = None     # MiB at full size
    rate: float = None    # MB/s of the file that `rate_of` names ("out": of the result)
    rate_of: str = "out"


@dataclass
class Row:
    task: str
    tool: str
    limit: str  # None where the peer is the measure
    target: Target
    peers: dict = field(default_factory=dict)
    stdin: str = "/dev/null"
    pipe: bool = False        # standard input comes through a pipe
    repeats: int = 1          # runs averaged in each round, for tasks of a few milliseconds
    tolerance: float = 1e-12  # of the agreement, relative to the largest number
    unlike: tuple = ()        # peers that do a comparable task with another answer


@dataclass
class Flat:
    """Memory that must not depend on the number of rows; {table} in the command is the name of the data, without .csv."""

    task: str
    tool: str
    small: str = "quarter"
    large: str = "tall"


def rows(quick):
    spectral, general, examples = (100, 80, 10_000) if quick else (1000, 800, 1_000_000)
    n, tall, order = (200, 20_000, 10_000) if quick else (2000, 2_000_000, 1_000_000)
    half_more, labels = (150, 2_000) if quick else (1500, 200_000)
    side, cube, graph = (40, 12, 5_000) if quick else (300, 40, 200_000)
    survey = 30 if quick else 150
    chain = " ".join(map(str, chain_sizes(quick)))
    factors = " ".join(f"chain{i}.csv" for i in range(5))
    loss = "'sum(softplus(-y.*(X*w)))' --wrt w X=L.csv y=labels.csv w=w.csv"
    long, factor = (100_000, 10_000) if quick else (10_000_000, 100_000)
    return [
        Row("start-up: 3×3 product", "lamul A3.csv B3.csv", "limit_text small-product 3 A3.csv B3.csv",
            Target(peer=1.5, ms=3),
            {"datamash": "datamash sum 1", "NumPy": "numpy product A3.csv B3.csv {out}",
             "R": "R product A3.csv B3.csv {out}", "Octave": "octave product A3.csv B3.csv {out}"},
            stdin="column.csv", repeats=20, unlike=("datamash",)),
        Row("eigenvalues 2×2", "laeig A2.csv", "limit_text eigenvalues A2.csv",
            Target(ms=6), {"NumPy": "numpy eigenvalues A2.csv {out}"}, repeats=20),
        Row(f"product {n}×{n}, CSV to CSV", "lamul A.csv B.csv", f"limit_blas product {n} A.csv B.csv",
            Target(limit=1.2, peer=0.33, rss=165),
            {"R": "R product A.csv B.csv {out}", "NumPy": "numpy product A.csv B.csv {out}",
             "pandas": "pandas product A.csv B.csv {out}", "Octave": "octave product A.csv B.csv {out}"}),
        Row(f"read a {n}×{n} CSV, file", "laconv --rows 1 --cols 1 A.csv", f"limit_text corner {n} {n} A.csv",
            Target(limit=1.3, rate=1000, rate_of="A.csv", rss=98),
            {"R": "R corner A.csv {out}", "NumPy": "numpy corner A.csv {out}",
             "pandas": "pandas corner A.csv {out}", "Octave": "octave corner A.csv {out}"}),
        Row(f"read a {n}×{n} CSV, pipe", "laconv --rows 1 --cols 1", f"limit_text corner {n} {n} -",
            Target(limit=1.3, rate=800, rate_of="A.csv", rss=98),
            {"R": "R corner - {out}", "NumPy": "numpy corner - {out}", "pandas": "pandas corner - {out}"},
            stdin="A.csv", pipe=True),
        Row(f"CSV to Matrix Market, {n}×{n}", "laconv -O mtx A.csv", f"limit_text to-matrix-market {n} {n} A.csv",
            Target(limit=1.3),
            {"R": "R matrix-market A.csv {out}", "NumPy": "numpy matrix-market A.csv {out}"}),
        Row(f"outer product of two {n}-vectors", "lamul --outer x.csv y.csv", f"limit_text outer {n} x.csv y.csv",
            Target(limit=1.3, rate=550),
            {"R": "R outer x.csv y.csv {out}", "NumPy": "numpy outer x.csv y.csv {out}",
             "pandas": "pandas outer x.csv y.csv {out}"}),
        Row(f"Gram matrix, {tall:,}×20, pipe", "lamul --gram", "limit_blas gram 20 -",
            Target(limit=1.2, peer=0.4, rss=64),
            {"R": "R gram - {out}", "pandas": "pandas gram - {out}"}, stdin="tall.csv", pipe=True),
        Row(f"covariance, {tall:,}×20, pipe", "lacov", "limit_blas covariance 20 -",
            Target(limit=1.3, rss=64),
            {"R": "R covariance - {out}", "pandas": "pandas covariance - {out}"}, stdin="tall.csv", pipe=True),
        Row(f"rbf kernel of {n}×20", "lakern --kernel rbf points.csv", f"limit_blas rbf {n} 20 points.csv",
            Target(),
            {"R": "R rbf points.csv {out}", "NumPy": "numpy rbf points.csv {out}"}),
        Row(f"sparse mat-vec, n = {order:,}, {5 * order:,} entries", "lamul S.mtx v.csv",
            f"limit_text sparse-times-vector {order} S.mtx v.csv",
            Target(limit=1.6, peer=0.5, rss=180),
            {"R": "R sparse S.mtx v.csv {out}", "NumPy": "numpy sparse S.mtx v.csv {out}"}),
        # The largest numbers of this result are its indices: the tolerance is 1e-13 of the values.
        Row(f"sparse × sparse, n = {factor:,}, {5 * factor:,} entries each", "lamul P.mtx Q.mtx",
            f"limit_sparse sparse-product {factor} P.mtx Q.mtx", Target(limit=1.6, peer=0.1),
            {"SciPy": "scipy sparse-product P.mtx Q.mtx {out}"}, tolerance=1e-13 / factor),
        Row(f"streamed product, {tall:,}×20 by 20×3", "lamul - W.csv", "limit_text streamed-product 20 3 - W.csv",
            Target(limit=1.3, rss=64),
            {"R": "R product - W.csv {out}"}, stdin="tall.csv"),
        Row(f"symmetric eigenvectors, {spectral}, CSV to CSV", "laeig --vectors H.csv",
            f"limit_lapack symmetric-eigenvectors {spectral} H.csv", Target(limit=1.3, peer=1),
            {"NumPy": "numpy symmetric-eigenvectors H.csv {out}"}, tolerance=1e-9),
        Row(f"symmetric eigenvectors, {half_more}, CSV to CSV", "laeig --vectors H15.csv",
            f"limit_lapack symmetric-eigenvectors {half_more} H15.csv", Target(limit=1.25, peer=1),
            {"NumPy": "numpy symmetric-eigenvectors H15.csv {out}"}, tolerance=1e-9),
        Row(f"general eigenvectors, {general}, CSV to CSV", "laeig --vectors G.csv",
            f"limit_lapack eigenvectors {general} G.csv", Target(limit=1.25, peer=1),
            {"NumPy": "numpy eigenvectors G.csv {out}"}, tolerance=1e-9),
        Row(f"6 largest of the {side}×{side} grid", "laeig -O csv -k 6 --which LA grid.mtx", None, Target(cpu=0.05),
            {"SciPy": "scipy eigenvalues grid.mtx LA {out}"}, tolerance=1e-9),
        Row(f"6 smallest of the {side}×{side} grid", "laeig -O csv -k 6 --which SA grid.mtx", None, Target(cpu=0.5),
            {"SciPy": "scipy eigenvalues grid.mtx 0 {out}"}, tolerance=1e-9),
        Row(f"6 smallest of the {cube}×{cube}×{cube} grid", "laeig -O csv -k 6 --which SA cube.mtx", None,
            Target(cpu=0.125), {"SciPy": "scipy eigenvalues cube.mtx 0 {out}"}, tolerance=1e-9),
        Row(f"6 smallest of the {cube}×{cube}×{cube} grid, the peer without factors",
            "laeig -O csv -k 6 --which SA cube.mtx", None, Target(cpu=1),
            {"SciPy": "scipy eigenvalues cube.mtx SA {out}"}, tolerance=1e-9),
        Row(f"6 at both ends of a random symmetric matrix, n = {graph:,}, {10 * graph:,} entries",
            "laeig -O csv -k 6 --which LM graph.mtx", None, Target(cpu=0.45),
            {"SciPy": "scipy eigenvalues graph.mtx LM {out}"}, tolerance=1e-9),
        Row(f"6 largest singular values, {graph:,}×{graph // 4:,}, {10 * graph:,} entries",
            "lasvd -O csv -k 6 terms.mtx", None, Target(cpu=0.5),
            {"SciPy": "scipy singular-values terms.mtx {out}"}, tolerance=1e-9),
        Row(f"6 near 0.01 of convection and diffusion, {side}×{side}", "laeig -O csv -k 6 --sigma 0.01 flow.mtx", None,
            Target(cpu=1), {"SciPy": "scipy eigenvalues flow.mtx 0.01 {out}"}, tolerance=1e-9),
        Row(f"sparse least squares, {2 * survey * (survey - 1) + survey**2:,}×{survey**2:,}",
            "laproj -O csv --coef slopes.mtx heights.csv", None, Target(cpu=0.2),
            {"R": "R sparse-least-squares slopes.mtx heights.csv {out}"}, tolerance=1e-9),
        Row(f"thin SVD, {spectral}, CSV to CSV", "lasvd --all F.csv", f"limit_lapack svd {spectral} F.csv",
            Target(limit=1.25, peer=1), {"NumPy": "numpy svd F.csv {out}"}, tolerance=1e-9),
        Row(f"least squares, {examples:,}×20", "laproj --coef X.csv Y.csv",
            f"limit_lapack least-squares {examples} 20 X.csv Y.csv", Target(limit=1.4, peer=0.4, rss=80),
            {"NumPy": "numpy least-squares X.csv Y.csv {out}"}, tolerance=1e-9),
        Row("chain of five, 50× more flops left to right", f"lamul {factors}",
            f"limit_blas chain-of-five {chain} {factors}", Target(limit=1.3, peer=0.15),
            {"R": f"R chain {factors} {{out}}", "NumPy": f"numpy chain {factors} {{out}}"}),
        Row(f"gradient of the logistic loss, {labels:,}×50", f"lagrad {loss}",
            f"limit_blas logistic-gradient {labels} 50 L.csv labels.csv w.csv", Target(limit=1.5, rss=148),
            {"R": "R logistic-gradient L.csv labels.csv w.csv {out}",
             "pandas": "pandas logistic-gradient L.csv labels.csv w.csv {out}"}, tolerance=1e-10),
        Row(f"Hessian of the logistic loss, {labels:,}×50", f"lagrad --hessian {loss}",
            f"limit_blas logistic-hessian {labels} 50 L.csv labels.csv w.csv", Target(limit=1.8, rss=232),
            {"R": "R logistic-hessian L.csv labels.csv w.csv {out}",
             "pandas": "pandas logistic-hessian L.csv labels.csv w.csv {out}"}, tolerance=1e-10),
        # Expressions against the tool or the driver that does the same; the limit of the first is lamul itself.
        Row(f"laexpr A*B against lamul, {n}×{n}", "laexpr A*B A=A.csv B=B.csv", "lamul A.csv B.csv",
            Target(limit=1.05)),
        Row(f"laexpr X'*X against lamul --gram, {tall:,}×20", "laexpr \"X'*X\" X=tall.csv", "lamul --gram tall.csv",
            Target(limit=1.2)),
        Row(f"laexpr inv(A)*b, {n}×{n}", "laexpr inv(A)*b A=A.csv b=x.csv", f"limit_blas solve {n} A.csv x.csv",
            Target(limit=1.2), tolerance=1e-8),
        Row(f"laexpr, five elementwise operations and a sum, {long:,} numbers",
            "laexpr 'sum((2*u - 1).*exp(-u))' u=u.csv", f"limit_blas chain {long} u.csv",
            Target(limit=1.3), tolerance=1e-10),
    ]


# From a pipe: at full size the table is eleven times what -S allows.
FLAT = [
    Flat("lamul --gram", "lamul --gram -S 64M"),
    Flat("lacov", "lacov -S 64M"),
    Flat("lacov --partial", "lacov --partial -S 64M"),
    Flat("lacov --center of a file", "lacov --center -S 64M {table}.csv"),
    Flat("lasvd", "lasvd -S 64M"),
    Flat("laproj --coef", "laproj --coef -S 64M - target_{table}.csv"),
    Flat("lamul - W.csv", "lamul -S 64M - W.csv"),
]

# Every tool on the smallest work it has: what one step of a pipeline costs.
START_UP = {
    "lamul": "lamul A3.csv B3.csv",
    "laeig": "laeig A3.csv",
    "lasvd": "lasvd A3.csv",
    "laproj": "laproj A3.csv column.csv",
    "lagrad": "lagrad \"x'*A*x\" --wrt x --formula",
    "laexpr": "laexpr A*B A=A3.csv B=B3.csv",
    "lainfo": "lainfo --get trace A3.csv",
    "lacov": "lacov A3.csv",
    "lakern": "lakern A3.csv",
    "laconv": "laconv A3.csv",
    "lacmp": "lacmp A3.csv A3.csv",
    "laplot": "laplot map A3.csv",
}
START_UP_LIMIT = "limit_text small-product 3 A3.csv B3.csv"
START_UP_MS = 3
START_UP_REPEATS = 20
