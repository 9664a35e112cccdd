"""Measure start-up, the main commands, the pages and agreement; print ratios to floors of the same run.

`python -m benchmarks [--write] [--sizes 33,330,1000] [--runs 3]`; with `--write` the figures go to
`benchmarks/RESULTS.md` with a description of the machine.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import agreement, coding, generate, report

HERE = Path(__file__).parent
CURVE = ("cases / excerpts", "MB", "floor ms/MB", "cold ms/MB", "warm ms/MB")
SIZES = {33: generate.SMALL, 330: generate.MIDDLE, 1000: generate.LARGE}
COMMANDS = {
    "check": ["check", "--format", "json"],
    "index": ["index", "--format", "csv"],
    "chart": ["chart", "--cells", "counts", "--format", "csv"],
}


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds of CPU (user and system) and megabytes at its peak (0: not known)."""

    cpu: float
    peak: float


def main() -> None:
    """Run everything and print, or write, the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--sizes", default="33,330,1000")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    parts = [_machine(), _start(options.runs * 5)]
    curve = []
    with tempfile.TemporaryDirectory() as folder:
        for size in (SIZES[int(part)] for part in options.sizes.split(",")):
            root = Path(folder) / str(size.cases)
            generate.study(root, size)
            costs = _commands(root, options.runs)
            parts.append(_sized(size, costs))
            curve.append(_point(root, size, costs))
            shutil.rmtree(root)
        pages = [*report.tables(Path(folder), options.runs), coding.table(Path(folder), options.runs)]
    parts.append(_table("Is the cost linear in the work? (chart --cells counts)", CURVE, curve))
    parts += [_table(*page) for page in [*pages, agreement.table()]]
    text = "\n\n".join(parts) + "\n"
    if options.write:
        (HERE / "RESULTS.md").write_text(text, encoding="utf-8", newline="\n")
    print(text)


def _machine() -> str:
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`. CPU seconds (user and system) of whole processes, medians; ratios are",
        'to a floor measured in the same run: for start-up `python -c "import typer"`; for the commands',
        "`benchmarks/floor.py`, which reads the same bytes, parses the same YAML events and, for",
        "`chart`, imports pandas.",
        "",
        "Of a report all bytes of the file are counted. *Before excerpts* leaves out its last part, the",
        "excerpts with their context; styles, script, overview, matrix, themes with the quotes worth",
        "quoting, cases, figures and codebook stay. Of its cells 60 % have a summary of 30 to 150 words.",
        "",
        f"Machine: {os.cpu_count()} cores, {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}.",
    ]
    return "\n".join(lines)


def _start(runs: int) -> str:
    floor = _median(runs, [sys.executable, "-c", "import typer"])
    rows = [_row("import typer (floor)", floor, floor)]
    rows += [
        _row(word, _median(runs, [sys.executable, "-m", "framework_cli", word]), floor)
        for word in ("--help", "--version")
    ]
    return _table("Start-up", ["what", "CPU s", "× floor"], rows)


@dataclass(frozen=True)
class Costs:
    """A command without its cache, with it, and the floor under both."""

    floor: Cost
    cold: Cost
    warm: Cost


def _commands(root: Path, runs: int) -> dict[str, Costs]:
    cache = root / ".framework"
    costs = {}
    for name, words in COMMANDS.items():
        library = "pandas" if name == "chart" else "none"
        command = [sys.executable, "-m", "framework_cli", "-C", str(root), *words]
        floor = _median(runs, [sys.executable, str(HERE / "floor.py"), str(root), library])
        costs[name] = Costs(floor, _median(runs, command, without=cache), _median(runs, command))
    return costs


def _sized(size: generate.Size, costs: dict[str, Costs]) -> str:
    rows = []
    for name, cost in costs.items():
        kinds = (("floor", cost.floor), ("cold", cost.cold), ("warm", cost.warm))
        rows += [_row(f"{name}: {kind}", each, cost.floor) for kind, each in kinds]
    return _table(
        f"{size.cases} cases, {size.excerpts} excerpts", ["what", "CPU s", "× floor", "peak MB"], rows
    )


def _point(root: Path, size: generate.Size, costs: dict[str, Costs]) -> list[str]:
    """One size on the curve: its megabytes, and milliseconds a megabyte over the bare import of pandas."""
    files = (path for path in root.rglob("*") if path.is_file() and ".framework" not in path.parts)
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    bare = _median(3, [sys.executable, "-c", "import typer, pandas"]).cpu
    chart = costs["chart"]
    return [
        f"{size.cases} / {size.excerpts}",
        f"{megabytes:.1f}",
        *(f"{(cost.cpu - bare) / megabytes * 1000:.1f}" for cost in (chart.floor, chart.cold, chart.warm)),
    ]


def _row(name: str, cost: Cost, floor: Cost) -> list[str]:
    return [name, f"{cost.cpu:.2f}", f"{cost.cpu / floor.cpu:.2f}", f"{cost.peak:.0f}"]


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"## {title}", "", "| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(row[: len(heads)]) + " |" for row in rows]
    return "\n".join(lines)


def _median(runs: int, command: Sequence[str], without: Path | None = None) -> Cost:
    """The median cost of some runs, each begun without that folder where one is named."""
    costs = []
    for _ in range(runs):
        if without is not None:
            shutil.rmtree(without, ignore_errors=True)
        costs.append(_run(command))
    return Cost(statistics.median(c.cpu for c in costs), statistics.median(c.peak for c in costs))


def _run(command: Sequence[str]) -> Cost:
    """Run a process and read its own cost from the system (POSIX; elsewhere benchmarks do not run)."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale)


if __name__ == "__main__":
    main()
