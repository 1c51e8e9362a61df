"""Measuring a row: agreement first, then the interleaved rounds and their medians."""
import statistics
import sys
from dataclasses import dataclass

import workspace

# Only the fastest peer is reported: one that is slower than it by this factor when checked is not timed any more.
HOPELESS = 1.5


@dataclass
class Result:
    row: object
    runs: dict      # contestant -> Run of medians; "tool", "limit" and the peers' names
    bytes: int      # of the file whose rate is asked for
    remarks: list   # peers that failed or disagree


def say(text):
    print(text, file=sys.stderr, flush=True)


def contestants(row, here):
    """All commands of a row that can be run here, the tool and the limit first."""
    ours = {"tool": row.tool, "limit": row.limit} if row.limit else {"tool": row.tool}
    return ours | {name: row.peers[name] for name in row.peers if here.get(name)}


def check(space, row, commands):
    """Runs every command once. Drops, with a remark, the peers that fail or answer otherwise than the reference, which
    is the limit or, where a row has none, its first peer, and the hopeless ones."""
    remarks = []
    once = {}
    options = {"stdin": row.stdin, "pipe": row.pipe}
    reference = next((name for name in commands if name != "tool"), None)
    if reference is None:
        raise workspace.BenchError(f"{row.tool}: nothing here to compare with")
    reference_run = space.run(commands[reference], "reference.out", **options)
    if reference != "limit":
        once[reference] = reference_run.ms
    for name in [name for name in commands if name != reference]:
        try:
            once[name] = space.run(commands[name], "result.out", **options).ms
            wrong = "" if name in row.unlike else space.difference("result.out", "reference.out", row.tolerance)
        except workspace.BenchError as error:
            wrong = str(error)
        if wrong and name == "tool":
            raise workspace.BenchError(f"{row.tool}: {wrong}")
        if wrong:
            remarks.append(f"{row.task}: {name} left out ({wrong})")
            del commands[name]
    peers = {name: ms for name, ms in once.items() if name in commands and name != "tool"}
    for name, ms in peers.items():
        if ms > HOPELESS * min(peers.values()):
            del commands[name]
    return remarks


def measure(space, row, here, rounds):
    """The Result of a row; a tool that fails or disagrees with the reference is a BenchError."""
    say(row.task)
    commands = contestants(row, here)
    remarks = check(space, row, commands)
    samples = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            samples[name].append(space.run(command, "timed.out", row.stdin, row.pipe, row.repeats))
    runs = {name: median(of_one) for name, of_one in samples.items()}
    rate_of = row.target.rate_of
    size = runs["tool"].out_bytes if rate_of == "out" else (space.folder / rate_of).stat().st_size
    return Result(row, runs, size, remarks)


def median(runs):
    return workspace.Run(statistics.median(run.ms for run in runs), statistics.median(run.cpu for run in runs),
                         statistics.median(run.mib for run in runs), runs[-1].out_bytes)


def flatness(space, flat):
    """Peak memory in MiB of the small and of the large input."""
    say(f"memory of {flat.task}")
    return tuple(space.run(flat.tool.replace("{table}", name), "timed.out", f"{name}.csv", pipe=True).mib
                 for name in (flat.small, flat.large))


def start_up(space, tools, limit, repeats, rounds):
    """Median milliseconds of each command and of "limit", which take turns."""
    say("start-up of every tool")
    commands = {"limit": limit} | tools
    samples = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            samples[name].append(space.run(command, "timed.out", repeats=repeats).ms)
    return {name: statistics.median(of_one) for name, of_one in samples.items()}
