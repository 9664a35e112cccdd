"""A study with a full framework matrix: summaries of real length in most cells, each citing its excerpts."""

import random
import re
from pathlib import Path

from framework_cli.cells import digest

SITES, ROLES = ("North", "South", "Harbour", "Moor"), ("manager", "peer", "volunteer")
WORDS = re.findall(
    r"\w+",
    "the a of and to they said we our people group when because nobody work money week panel table form "
    "city meeting asked told trust harm debt adviser housing support phone night shift stop quiet laughed "
    "thought again never always perhaps between another community practice referral budget learning",
)
SETTINGS = """\
title: A study made up for measuring
notice: Fictional data
interviewers: [INT]
order: [site]
attribution: [role]
coders: {AK: Asha Karim}
"""


def study(root: Path, cases: int, themes: int, subthemes: int, seed: int = 4) -> None:
    """Write a study of that many cases, themes and subthemes a theme, the same bytes each time.

    Of the cells 22 % say that nothing was said, 10 % that it was not asked, 8 % wait to be charted; the
    rest have a summary of 30 to 150 words, one to three excerpts, and some a comment.
    """
    rng = random.Random(seed)
    for folder in ("codebooks", "transcripts", "annotations", "charts"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    _write(root / "framework.yaml", SETTINGS)
    ids = [f"t{theme}s{sub}" for theme in range(themes) for sub in range(subthemes)]
    _write(root / "codebooks" / "codebook.yaml", _codebook(themes, subthemes, rng))
    rows = [
        f"P{n:03d},person,{rng.choice(SITES)},{rng.choice(ROLES)},{rng.randint(20, 80)}" for n in range(cases)
    ]
    _write(root / "cases.csv", "\n".join(["case,kind,site,role,age", *rows]) + "\n")
    for n in range(cases):
        _case(root, f"P{n:03d}", ids, rng)


def _codebook(themes: int, subthemes: int, rng: random.Random) -> str:
    lines = ["version: 2", "themes:"]
    for theme in range(themes):
        lines += [f"  - id: t{theme}", f"    name: Theme about {rng.choice(WORDS)} {rng.choice(WORDS)}"]
        lines += [f"    definition: {_sentence(rng, 14)}", "    subthemes:"]
        for sub in range(subthemes):
            name = f"{rng.choice(WORDS).capitalize()} and {rng.choice(WORDS)} {rng.choice(WORDS)}"
            lines += [f"      - id: t{theme}s{sub}", f"        name: {name}"]
            lines += [f"        definition: {_sentence(rng, 12)}"]
    return "\n".join(lines) + "\n"


def _case(root: Path, case: str, ids: list[str], rng: random.Random) -> None:
    turns = ["INT: " + _sentence(rng, 10)]
    for _ in range(3 * len(ids)):
        turns += [f"{case}: {_sentence(rng, 14)} {_sentence(rng, 17)}", "INT: " + _sentence(rng, 7)]
    _write(root / "transcripts" / f"{case}.txt", "\n".join(turns) + "\n")
    entries, chart, place = ["excerpts:"], [f"---\ncase: {case}\n---", _sentence(rng, 30), ""], 0
    for id in ids:
        lot = rng.random()
        if lot < 0.32:
            chart.append(f"## {id} {{#{id} state={'nothing-said' if lot < 0.22 else 'not-asked'}}}\n")
            continue
        cited = []
        for _ in range(rng.randint(1, 3)):
            place += 1
            quote = turns[2 * place - 1].split(": ", 1)[1]
            cited.append((f"{case.lower()}x{place:03d}", quote))
            entries += [f"- id: {cited[-1][0]}", f"  at: {2 * place}:7-{2 * place}:{7 + len(quote)}"]
            entries += ["  quote: |2-", f"    {quote}", "  codes:", f"    - {id}"]
        if lot >= 0.4:
            chart += _summary(id, cited, rng)
    _write(root / "annotations" / f"{case}.AK.yaml", "\n".join(entries) + "\n")
    _write(root / "charts" / f"{case}.md", "\n".join(chart) + "\n")


def _summary(id: str, cited: list[tuple[str, str]], rng: random.Random) -> list[str]:
    evidence = " ".join(f"{excerpt}:{digest(quote, [id])}" for excerpt, quote in cited)
    told = [
        f"{_sentence(rng, rng.randint(10, 20))[:-1]} [{'*' if rng.random() < 0.2 else ''}@{excerpt}]."
        for excerpt, _ in cited
    ]
    comment = [f"[[{_sentence(rng, 10)}]]"] if rng.random() < 0.2 else []
    words = " ".join([*told, _sentence(rng, rng.randint(20, 70))])
    return [
        f"## {id} {{#{id} charted=AK on=2026-01-01}}",
        f"<!-- evidence {evidence} -->",
        words,
        *comment,
        "",
    ]


def _sentence(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words)).capitalize() + "."


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
