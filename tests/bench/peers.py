"""The peers: how each is started, and which version is here. Absent ones are left out of the table."""
import pathlib
import subprocess

SCRIPTS = pathlib.Path(__file__).resolve().parent / "peers"

# name in rows.py -> (first word of its commands, what that word stands for, command that prints the version)
PEERS = {
    "datamash": ("datamash", ["datamash", "-t,"], ["datamash", "--version"]),
    "NumPy": ("numpy", ["/usr/bin/python3", f"{SCRIPTS}/with_numpy.py"],
              ["/usr/bin/python3", "-c", "import numpy; print(numpy.__version__)"]),
    "pandas": ("pandas", ["/usr/bin/python3", f"{SCRIPTS}/with_pandas.py"],
               ["/usr/bin/python3", "-c", "import pandas; print(pandas.__version__)"]),
    "SciPy": ("scipy", ["/usr/bin/python3", f"{SCRIPTS}/with_scipy.py"],
              ["/usr/bin/python3", "-c", "import scipy; print(scipy.__version__)"]),
    "R": ("R", ["Rscript", "--vanilla", f"{SCRIPTS}/with_data_table.R"],
          ["Rscript", "-e", "cat(paste0(getRversion(), ', data.table ', packageVersion('data.table')))"]),
    "Octave": ("octave", ["octave-cli", "--norc", "--quiet", f"{SCRIPTS}/with_octave.m"],
               ["octave-cli", "--norc", "--eval", "disp(version)"]),
}


def expand(words):
    """A row's command with its first word, if it stands for a peer, replaced."""
    for word, command, _ in PEERS.values():
        if words[0] == word:
            return command + words[1:]
    return words


def versions():
    """Version of every peer that can be run, None for the others."""
    found = {}
    for name, (_, _, command) in PEERS.items():
        try:
            said = subprocess.run(command, capture_output=True, text=True)
        except FileNotFoundError:
            found[name] = None
            continue
        found[name] = said.stdout.splitlines()[0].split(") ")[-1] if said.returncode == 0 and said.stdout else None
    return found
