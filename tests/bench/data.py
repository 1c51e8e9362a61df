"""The generated files: name -> arguments of programs/generate.cpp (kind, seed, sizes)."""


def chain_sizes(quick):
    """Rows of the first factor of the chain of five, then the columns of each. From left to right costs 50 times more."""
    return [size // 10 if quick else size for size in (1500, 1300, 1400, 1200, 1300)] + [16]


def files(quick):
    """All data files at full size, or at the small one of a quick run. They are made when a row first names them."""
    square, wide, narrow, order = (200, 20_000, 5_000, 10_000) if quick else (2000, 2_000_000, 500_000, 1_000_000)
    half_more, labels = (150, 2_000) if quick else (1500, 200_000)
    spectral, general, examples = (100, 80, 10_000) if quick else (1000, 800, 1_000_000)
    long, factor = (100_000, 10_000) if quick else (10_000_000, 100_000)
    side, cube, graph = (40, 12, 5_000) if quick else (300, 40, 200_000)
    survey = 30 if quick else 150
    return {
        "A.csv": ("normals", 1, square, square),
        "B.csv": ("normals", 2, square, square),
        "x.csv": ("normals", 3, square, 1),
        "y.csv": ("normals", 4, square, 1),
        "tall.csv": ("normals", 5, wide, 20),
        "quarter.csv": ("normals", 6, narrow, 20),
        "target_tall.csv": ("normals", 13, wide, 1),
        "target_quarter.csv": ("normals", 14, narrow, 1),
        "points.csv": ("normals", 15, square, 20),
        "W.csv": ("normals", 7, 20, 3),
        "S.mtx": ("sparse", 8, order, order, 5 * order),
        "P.mtx": ("sparse", 30, factor, factor, 5 * factor),
        "Q.mtx": ("sparse", 31, factor, factor, 5 * factor),
        "terms.mtx": ("sparse", 33, graph, graph // 4, 10 * graph),
        "v.csv": ("normals", 9, order, 1),
        "A3.csv": ("normals", 10, 3, 3),
        "B3.csv": ("normals", 11, 3, 3),
        "column.csv": ("normals", 12, 3, 1),
        "H.csv": ("symmetric", 13, spectral),
        "G.csv": ("normals", 14, general, general),
        "F.csv": ("normals", 15, spectral, spectral),
        "X.csv": ("normals", 16, examples, 20),
        "Y.csv": ("normals", 17, examples, 1),
        "H15.csv": ("symmetric", 19, half_more),
        "A2.csv": ("symmetric", 20, 2),
        "L.csv": ("normals", 21, labels, 50),
        "labels.csv": ("normals", 22, labels, 1),
        "w.csv": ("normals", 23, 50, 1),
        **{f"chain{i}.csv": ("normals", 24 + i, *chain_sizes(quick)[i:i + 2]) for i in range(5)},
        "grid.mtx": ("grid", 2, side),
        "cube.mtx": ("grid", 3, cube),
        "flow.mtx": ("flow", side, 3),
        "slopes.mtx": ("slopes", survey),
        "heights.csv": ("normals", 34, 2 * survey * (survey - 1) + survey * survey, 1),
        "graph.mtx": ("sparse-symmetric", 32, graph, 10 * graph),
        "u.csv": ("normals", 18, long, 1),
    }
