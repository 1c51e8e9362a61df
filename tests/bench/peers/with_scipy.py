"""The tasks in SciPy's sparse matrices: TASK INPUT… OUTPUT."""
import sys

from scipy.io import mmread, mmwrite

task, *inputs, out = sys.argv[1:]
if task == "sparse-product":
    a, b = (mmread(path).tocsc() for path in inputs)
    c = a @ b
    c.sort_indices()
    with open(out, "wb") as file:  # given a name, mmwrite would add an ending to it
        mmwrite(file, c, precision=17)
else:
    sys.exit(2)
