"""The scratch folder: programs compiled, data generated, commands run and timed in it."""
import os
import pathlib
import shlex
import subprocess
from dataclasses import dataclass

import peers

HERE = pathlib.Path(__file__).resolve().parent
FLAGS = ["-std=c++20", "-O3"]
BLAS = ["-lopenblas", "-lgfortran", "-lquadmath", "-lpthread"]
PROGRAMS = {  # name -> source, libraries
    "generate": ("programs/generate.cpp", []),
    "agree": ("programs/agree.cpp", []),
    "launch": ("programs/launch.cpp", []),
    "limit_text": ("limits/text.cpp", []),
    "limit_sparse": ("limits/sparse.cpp", []),
    "limit_blas": ("limits/blas.cpp", BLAS),
    "limit_lapack": ("limits/lapack.cpp", BLAS),
}


class BenchError(Exception):
    """The bench cannot go on; its text is for the user."""


@dataclass
class Run:
    ms: float
    cpu: float  # milliseconds of all threads
    mib: float
    out_bytes: int


class Workspace:
    def __init__(self, folder, tools, data):
        self.folder = pathlib.Path(folder)
        self.data = data
        self.folder.mkdir(parents=True, exist_ok=True)
        path = f"{pathlib.Path(tools).resolve()}:{self.folder.resolve()}/bin:{os.environ['PATH']}"
        self.environment = os.environ | {"PATH": path, "LC_ALL": "C"}

    def compile(self):
        """Builds the programs that are older than the sources, statically where that links."""
        (self.folder / "bin").mkdir(exist_ok=True)
        newest = max(file.stat().st_mtime for file in HERE.glob("*/*.[ch]pp"))
        for name, (source, libraries) in PROGRAMS.items():
            program = self.folder / "bin" / name
            if program.exists() and program.stat().st_mtime > newest:
                continue
            command = ["g++", *FLAGS, HERE / source, "-o", program, *libraries]
            if subprocess.run([*command, "-static"], capture_output=True).returncode != 0:
                subprocess.run(command[:-len(libraries)] + libraries[:1] if libraries else command, check=True)

    def generate(self, words):
        """Makes the data files among `words`, but for those made before."""
        for name in set(words) & set(self.data):
            target = self.folder / name
            if target.exists():
                continue
            partial = self.folder / "partial"
            with open(partial, "wb") as file:
                arguments = [str(argument) for argument in self.data[name]]
                subprocess.run([self.folder / "bin/generate", *arguments], stdout=file, check=True)
            partial.rename(target)

    def run(self, command, out, stdin="/dev/null", pipe=False, repeats=1):
        """Runs a row's command once, its result in the file `out`."""
        words = [word.replace("{out}", out) for word in shlex.split(command)]
        # a {out} of the command is written there by the command itself: its standard output goes elsewhere
        stdout = "ignored" if out in words else out
        self.generate([*words, stdin])
        environment = self.environment
        if words[0].startswith("limit_"):
            environment = environment | {"OPENBLAS_NUM_THREADS": "1"}
        launch = ["bin/launch", "pipe" if pipe else "file", stdin, stdout, str(repeats), *peers.expand(words)]
        said = subprocess.run(launch, cwd=self.folder, env=environment, stdout=subprocess.PIPE, text=True)
        if said.returncode != 0:
            raise BenchError(f"cannot launch {command}")
        ms, cpu, kib, status = said.stdout.split()
        if status != "0":
            raise BenchError(f"status {status}: {command}")
        return Run(float(ms), float(cpu), int(kib) / 1024, (self.folder / out).stat().st_size)

    def difference(self, result, reference, tolerance):
        """What makes two results differ, empty if they agree."""
        agree = ["bin/agree", result, reference, str(tolerance)]
        return subprocess.run(agree, cwd=self.folder, stdout=subprocess.PIPE, text=True).stdout.strip()
