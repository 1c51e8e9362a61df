"""The tasks in pandas: TASK INPUT… OUTPUT, - for standard input."""
import sys

import numpy as np
import pandas as pd


def read(path):
    source = sys.stdin.buffer if path == "-" else path
    return pd.read_csv(source, header=None, float_precision="round_trip").to_numpy()


def write(path, array):
    pd.DataFrame(array).to_csv(path, header=False, index=False)


task, *inputs, out = sys.argv[1:]
if task == "product":
    write(out, read(inputs[0]) @ read(inputs[1]))
elif task == "corner":
    write(out, read(inputs[0])[:1, :1])
elif task == "outer":
    write(out, np.outer(read(inputs[0]), read(inputs[1])))
elif task == "gram":
    a = read(inputs[0])
    write(out, a.T @ a)
elif task == "covariance":
    write(out, np.cov(read(inputs[0]), rowvar=False))
elif task.startswith("logistic-"):
    x, y, w = (read(path) for path in inputs)
    s = 1 / (1 + np.exp(y * (x @ w)))
    write(out, -x.T @ (y * s) if task == "logistic-gradient" else x.T @ (y**2 * s * (1 - s) * x))
else:
    sys.exit(2)
