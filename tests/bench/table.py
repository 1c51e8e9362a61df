"""The Markdown report."""
import datetime
import os
import pathlib
import platform

COLUMNS = ["task", "latools ms", "limit ms", "ratio to limit", "best peer, its ms", "ratio to peer", "peak RSS MiB",
           "target", "met?"]
# Four times the rows may take this much more: which thread gets ahead of which varies from run to run by a chunk or two,
# and pairwise merging holds two parts more. The rows themselves would be 240 MiB more.
FLAT_FACTOR, FLAT_MIB = 1.1, 4


def line(cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def milliseconds(value):
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def best_peer(result):
    """Name and time of the fastest peer, None without any."""
    peers = {name: run.ms for name, run in result.runs.items() if name not in ("tool", "limit")}
    return min(peers.items(), key=lambda peer: peer[1]) if peers else None


def cpu_ratio(result, peer):
    return result.runs["tool"].cpu / result.runs[peer[0]].cpu


def verdicts(result, quick):
    """Of each part of the target: its text, and whether it is met (None: cannot be told here)."""
    tool, target, peer = result.runs["tool"], result.row.target, best_peer(result)
    rate = result.bytes / 1e3 / tool.ms
    parts = [
        ("≤ {}× limit", target.limit, lambda most: tool.ms <= most * result.runs["limit"].ms),
        ("≤ {}× peer", target.peer, lambda most: tool.ms <= most * peer[1] if peer else None),
        ("≤ {}× peer CPU", target.cpu, lambda most: cpu_ratio(result, peer) <= most if peer else None),
        ("≤ {} ms", target.ms, lambda most: tool.ms <= most),
        ("≥ {} MB/s", target.rate, lambda least: None if quick else rate >= least),
        ("RSS ≤ {} MiB", target.rss, lambda most: tool.mib <= most),
    ]
    return [(text.format(wanted), met(wanted)) for text, wanted, met in parts if wanted is not None]


def row_cells(result, quick):
    tool, limit, peer = result.runs["tool"], result.runs.get("limit"), best_peer(result)
    parts = verdicts(result, quick)
    missed = [text for text, met in parts if met is False]
    time = milliseconds(tool.ms)
    if result.row.target.rate:
        time += f" ({result.bytes / 1e3 / tool.ms:.0f} MB/s)"
    to_peer = f"{tool.ms / peer[1]:.2f}" if peer else "-"
    if result.row.target.cpu and peer:
        to_peer += f" (CPU {cpu_ratio(result, peer):.2f})"
    return [result.row.task, time, milliseconds(limit.ms) if limit else "-",
            f"{tool.ms / limit.ms:.2f}" if limit else "-", f"{peer[0]} {milliseconds(peer[1])}" if peer else "-", to_peer,
            f"{tool.mib:.0f}", ", ".join(text for text, _ in parts), "no: " + ", ".join(missed) if missed else "yes"]


def processor():
    for entry in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if entry.startswith("model name"):
            return entry.split(":", 1)[1].strip()
    return platform.machine()


def memory_gib():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def heading(here, rounds, quick):
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    present = ", ".join(f"{name} {version}" for name, version in here.items() if version)
    absent = ", ".join(name for name, version in here.items() if not version)
    size = "small sizes (`--quick`): the figures show that the bench works, nothing else" if quick else "full sizes"
    return ["# Benchmark", "",
            f"{datetime.date.today()}, {processor()}, {os.cpu_count()} cores, {memory_gib():.0f} GiB, {system}. "
            f"Medians of {rounds} interleaved rounds, {size}.", "",
            f"Peers: {present or 'none'}. Not installed, so left out: {absent or 'none'}.", ""]


def flat_cells(flat, small, large, quick):
    verdict = "-" if quick else "yes" if large <= max(FLAT_FACTOR * small, small + FLAT_MIB) else "no"
    return [flat.task, f"{small:.1f}", f"{large:.1f}", verdict]


def start_up_cells(name, starts, most):
    return [name, milliseconds(starts[name]), f"{starts[name] / starts['limit']:.2f}",
            "yes" if starts[name] <= most else "no"]


def report(results, flats, starts, start_up_ms, failures, here, rounds, quick):
    lines = heading(here, rounds, quick)
    lines += [line(COLUMNS), line(["---"] + ["---:"] * 6 + ["---"] * 2)]
    lines += [line(row_cells(result, quick)) for result in results]
    if flats:
        lines += ["", line(["peak memory, from a pipe", "quarter of the rows, MiB", "all rows, MiB", "flat?"]),
                  line(["---", "---:", "---:", "---"])]
        lines += [line(flat_cells(flat, small, large, quick)) for flat, (small, large) in flats]
    if starts:
        lines += ["", line(["start-up", "ms", "ratio to limit", f"≤ {start_up_ms} ms?"]),
                  line(["---", "---:", "---:", "---"])]
        lines += [line(start_up_cells(name, starts, start_up_ms)) for name in starts if name != "limit"]
    remarks = failures + [remark for result in results for remark in result.remarks]
    lines += [""] * bool(remarks) + [f"- {remark}" for remark in remarks]
    return "\n".join(lines) + "\n"
