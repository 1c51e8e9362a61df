"""The tasks in SciPy's sparse matrices: TASK INPUT… OUTPUT."""
import os
import sys

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # ARPACK gains nothing from a second one, but pays for it

import numpy as np
import pandas as pd
from scipy.io import mmread, mmwrite
from scipy.sparse import coo_matrix, tril
from scipy.sparse.linalg import eigs, eigsh, svds


def read_quickly(path):
    """A real coordinate matrix without comments by the fastest reader there is, and whether it is symmetric."""
    with open(path) as file:
        is_symmetric = file.readline().split()[-1] == "symmetric"
        shape = [int(word) for word in file.readline().split()[:2]]
    i, j, x = pd.read_csv(path, sep=" ", skiprows=2, header=None).to_numpy().T
    a = coo_matrix((x.astype(float), (i.astype(int) - 1, j.astype(int) - 1)), shape).tocsc()
    return (a + tril(a, -1).T.tocsc() if is_symmetric else a), is_symmetric


task, *inputs, out = sys.argv[1:]
if task == "sparse-product":
    a, b = (mmread(path).tocsc() for path in inputs)
    c = a @ b
    c.sort_indices()
    with open(out, "wb") as file:  # given a name, mmwrite would add an ending to it
        mmwrite(file, c, precision=17)
elif task == "eigenvalues":  # 6 of them, at the end or near the number that the second argument is
    a, is_symmetric = read_quickly(inputs[0])
    where = {"which": inputs[1]} if inputs[1].isalpha() else {"sigma": float(inputs[1])}
    start = np.random.default_rng(0).standard_normal(a.shape[0])
    w = (eigsh if is_symmetric else eigs)(a, 6, v0=start, return_eigenvectors=False, **where)
    np.savetxt(out, np.sort(w.real)[::-1], fmt="%.17g")
elif task == "singular-values":  # the 6 largest by ARPACK; PROPACK does not converge in the steps it is given
    a, _ = read_quickly(inputs[0])
    start = np.random.default_rng(0).standard_normal(min(a.shape))
    np.savetxt(out, np.sort(svds(a, 6, v0=start, return_singular_vectors=False))[::-1], fmt="%.17g")
else:
    sys.exit(2)
