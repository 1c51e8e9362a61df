"""The tasks in NumPy: TASK INPUT… OUTPUT, - for standard input."""
import sys

import numpy as np


def read(path, **options):
    array = np.loadtxt(sys.stdin if path == "-" else path, delimiter=",", **options)
    return array[:]  # NumPy 1.24 calls its own result contiguous both ways, and then dot takes it for its transpose


def write(path, array):
    np.savetxt(path, array, fmt="%.17g", delimiter=",")


def phases(v):
    """What makes the component of largest modulus of every column positive real."""
    largest = v[np.argmax(np.abs(v), axis=0), np.arange(v.shape[1])]
    return np.conj(largest) / np.abs(largest)


def write_complex(path, array):
    np.savetxt(path, array, fmt=["%.17g%+.17gi"] * array.shape[1], delimiter=",")


task, *inputs, out = sys.argv[1:]
if task == "product":
    write(out, read(inputs[0]) @ read(inputs[1], ndmin=2))
elif task == "corner":
    write(out, read(inputs[0])[:1, :1])
elif task == "outer":
    write(out, np.outer(read(inputs[0]), read(inputs[1])))
elif task == "matrix-market":
    a = read(inputs[0])
    # a.ravel(order="F") is wrong here: in NumPy 1.24 a long table from loadtxt claims to be stored by columns
    np.savetxt(out, np.concatenate([a[:, j] for j in range(a.shape[1])]), fmt="%.17g", comments="",
               header="%%%%MatrixMarket matrix array real general\n%d %d" % a.shape)
elif task == "sparse":
    v = read(inputs[1])
    i, j, value = np.loadtxt(inputs[0], skiprows=2, unpack=True)
    write(out, np.bincount(i.astype(int) - 1, value * v[j.astype(int) - 1], minlength=v.size))
elif task == "chain":
    write(out, np.linalg.multi_dot([read(path) for path in inputs]))
elif task == "eigenvalues":
    write(out, np.sort(np.linalg.eigvals(read(inputs[0])).real)[::-1])
elif task == "symmetric-eigenvectors":
    v = np.linalg.eigh(read(inputs[0]))[1][:, ::-1]
    write(out, v * phases(v))
elif task == "eigenvectors":
    w, v = np.linalg.eig(read(inputs[0]))
    v = v[:, np.lexsort((-w.imag, -w.real))]
    write_complex(out, v * phases(v))
elif task == "svd":
    u, s, vt = np.linalg.svd(read(inputs[0]), full_matrices=False)
    sign = phases(vt.T)
    with open(out, "w") as file:
        for name, part in ("U", u * sign), ("S", np.diag(s)), ("Vt", sign[:, None] * vt):
            file.write(f"# name: {name}\n")
            np.savetxt(file, part, fmt="%.17g", delimiter=",")
elif task == "least-squares":
    write(out, np.linalg.lstsq(read(inputs[0]), read(inputs[1]), rcond=None)[0])
elif task == "rbf":
    x = read(inputs[0])
    write(out, np.exp(-sum((c[:, None] - c) ** 2 for c in x.T) / x.shape[1]))
else:
    sys.exit(2)
