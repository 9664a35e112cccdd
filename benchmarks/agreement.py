"""Measure all coefficients of agreement with 2,000 resamples, and the painting of characters beside them.

`python -m benchmarks.agreement [--coders 3] [--codes 40] [--resamples 2000]`: 33 and 330 transcripts of
60,000 characters, each read by all coders, ten passages a transcript, coder and code. Every figure at four
units, by code, by theme and overall. CPU seconds over the imports and megabytes at the peak, each in a
process of its own.

The floor does the least that can be done without a sweep: it paints every coder's characters of every code
and counts the patterns, with numpy, and works out no coefficient.
"""

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from framework_cli.compare.agreement.spans import joined
from framework_cli.compare.coefficients import rows_of
from framework_cli.compare.material import Material
from framework_cli.compare.sweep import Block
from framework_cli.model.codebook import Code, Codebook
from framework_cli.model.study import Study

LENGTH, PASSAGES, THEMES = 60_000, 10, 8
SOURCES = (33, 330)
TITLE = "Coefficients of agreement: transcripts of 60,000 characters, 3 coders, 40 codes, 2,000 resamples"
HEADS = ("transcripts", "what", "CPU s over the imports", "× floor", "peak MB")
GRAINS = {"character": 1, "line": 70, "turn": 300, "source": LENGTH}


def main() -> None:
    """Run each size in its own process and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--coders", type=int, default=3)
    parser.add_argument("--codes", type=int, default=40)
    parser.add_argument("--resamples", type=int, default=2_000)
    parser.add_argument("--part", nargs=2, metavar=("WHAT", "SOURCES"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        what, sources = options.part
        print(*measured(what, int(sources), options.coders, options.codes, options.resamples))
        return
    title, heads, rows = table(sys.argv[1:])
    for row in ([title], heads, *rows):
        print(*row, sep=" | ")


def table(words: Sequence[str] = ()) -> tuple[str, Sequence[str], list[list[str]]]:
    """The benchmark as a table: title, headings, rows; each thing is measured in a process of its own."""
    rows = []
    for sources in SOURCES:
        floor = 0.0
        for what in ("floor", *GRAINS, "all"):
            told = subprocess.run(
                [sys.executable, "-m", "benchmarks.agreement", *words, "--part", what, str(sources)],
                capture_output=True, text=True, check=True,
            ).stdout.split()  # fmt: skip
            cpu, peak = float(told[0]), float(told[1])
            floor = floor or cpu
            rows.append([str(sources), what, f"{cpu:.2f}", f"{cpu / floor:.2f}", f"{peak:.0f}"])
    return TITLE, HEADS, rows


def measured(what: str, sources: int, coders: int, codes: int, resamples: int) -> tuple[float, float]:
    """CPU seconds and peak megabytes of one thing, the making of the data left out of the seconds."""
    import numpy as np

    spent = 0.0
    if what == "floor":
        found = material("character", sources, coders, codes)
        began = time.process_time()
        for block in found.blocks:
            for marks in block.marks.values():
                painted = np.zeros(LENGTH, np.uint32)
                for coder, stretches in marks.items():
                    for start, end in stretches:
                        painted[start:end] |= 1 << coder
                np.bincount(painted)
        spent = time.process_time() - began
    else:
        study = Study(Path(), codebook=codebook(codes))
        for unit in GRAINS if what == "all" else (what,):
            found = material(unit, sources, coders, codes)
            began = time.process_time()
            for by in ("code", "theme", "overall"):
                rows_of(found, study, by, resamples, 1)
            spent += time.process_time() - began
    return spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def material(unit: str, sources: int, coders: int, codes: int) -> Material:
    """Transcripts that every coder read; each passage moved a little by every coder, three in ten missed."""
    rng = random.Random(20260302)
    grain = GRAINS[unit]
    blocks = []
    for source in range(sources):
        marks = {}
        for code in range(codes):
            meant = [rng.randrange(LENGTH - 1_000) for _ in range(PASSAGES)]
            marks[f"code-{code}"] = {
                coder: joined(_units(start, rng, grain) for start in meant if rng.random() < 0.7)
                for coder in range(coders)
            }
        blocks.append(Block(source, tuple(range(coders)), -(-LENGTH // grain), marks))
    names = tuple(f"K{coder}" for coder in range(coders))
    return Material(unit, names, tuple(map(str, range(sources))), tuple(blocks), sources, ())


def _units(start: int, rng: random.Random, grain: int) -> tuple[int, int]:
    begun, end = start + rng.randrange(200), start + 300 + rng.randrange(200)
    return begun // grain, -(-end // grain)


def codebook(codes: int) -> Codebook:
    """Themes with the codes dealt out among them."""
    entries = {f"theme-{n}": Code(f"theme-{n}", "", "", 0, f"theme-{n}") for n in range(THEMES)}
    for code in range(codes):
        theme = f"theme-{code % THEMES}"
        entries[f"code-{code}"] = Code(f"code-{code}", "", "", 1, theme, f"code-{code}", theme)
    return Codebook(codes=entries)


if __name__ == "__main__":
    main()
