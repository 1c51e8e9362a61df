#!/usr/bin/env python3
"""Runs the unit tests, and transcripts that compute, with one kernel of OpenBLAS on one or two threads.

    check_kernel.py --kernel NAME --threads N --bin BUILD/bin [--unit PROGRAM] [--testdata DIR FILE.t...]

What a test claims must hold whatever order a kernel adds in. NAME is a value of OPENBLAS_CORETYPE, or "newest": the
newest that this processor can run. Exit status: 0 all as expected, 1 not, 77 where the processor cannot run it.
"""

import argparse
import os
import pathlib
import subprocess
import sys

# From the oldest on, with what /proc/cpuinfo must list. Zen computes with the kernels of Haswell, tuned otherwise.
KERNELS = {
    "Prescott": {"pni"},
    "Nehalem": {"sse4_2"},
    "Sandybridge": {"avx"},
    "Haswell": {"avx2", "fma"},
    "Zen": {"avx2", "fma"},
    "SkylakeX": {"avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"},
    "Cooperlake": {"avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl", "avx512_bf16"},
}
SKIPPED = 77

# Unit tests of what never calls BLAS.
NO_ARITHMETIC = "*cli_*,*core_*,*io_*,*plot_*,*text_*,*expr_parser*,*expr_print*,*expr_shapes*"


def processor_flags():
    for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n"):
        if line.startswith("flags"):
            return set(line.split(":")[1].split())
    return set()


def runnable(flags):
    return [kernel for kernel, needed in KERNELS.items() if needed <= flags]


def cores(count, first):
    """The first or the last processors of those that this process may use: a tool takes as many threads."""
    usable = sorted(os.sched_getaffinity(0))
    return usable[:count] if first else usable[-count:]


def succeeds(command, environment, processors):
    result = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                            errors="backslashreplace",
                            preexec_fn=lambda: os.sched_setaffinity(0, processors))
    if result.returncode != 0:
        print(result.stdout[-20000:], result.stderr[-20000:], sep="\n")
    return result.returncode == 0


def kernel_in_use(binaries, environment):
    """What a tool says with --verbose of the kernel that it computes with."""
    said = subprocess.run([f"{binaries}/laeig", "-v"], input="2,1\n1,2\n", env=environment, capture_output=True, text=True,
                          check=True).stderr
    return said.split("kernel ")[1].split(",")[0].split("\n")[0] if "kernel " in said else said


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--kernel", required=True, choices=[*KERNELS, "newest"])
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--unit")
    parser.add_argument("--testdata")
    parser.add_argument("transcripts", nargs="*")
    options = parser.parse_args()

    possible = runnable(processor_flags())
    kernel = possible[-1] if options.kernel == "newest" and possible else options.kernel
    if kernel not in possible:
        print(f"this processor cannot run the kernel {kernel}")
        return SKIPPED
    processors = cores(options.threads, first=bool(options.unit))  # so that both kinds of test may run side by side
    if len(processors) < options.threads:
        print(f"{options.threads} processors are needed")
        return SKIPPED

    environment = {**os.environ, "OPENBLAS_CORETYPE": kernel, "OPENBLAS_NUM_THREADS": str(options.threads)}
    used = kernel_in_use(options.bin, environment)
    if used.lower() != kernel.lower():
        print(f"expected the kernel {kernel}, found {used}")
        return 1
    transcript = pathlib.Path(__file__).parent / "transcript.py"
    runs = [[options.unit, f"--source-file-exclude={NO_ARITHMETIC}"]] if options.unit else []
    runs += [[sys.executable, "-B", str(transcript), "--bin", options.bin, "--testdata", options.testdata, path]
             for path in options.transcripts]
    passed = [succeeds(run, environment, processors) for run in runs]
    print(f"kernel {kernel}, {options.threads} threads: {sum(passed)} of {len(runs)} runs as expected")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
