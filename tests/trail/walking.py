"""A small fictional study with a history: commits by two people on fixed days, so with fixed hashes."""

import hashlib
from pathlib import Path

from framework_cli.cells import digest
from tests.history.repositories import commit, git, repository

OLIVE = """\
INT: What made you join?
Olive: My neighbour knocked. I would not have come for a leaflet.
INT: And what keeps you coming?
Olive: You say things walking that you would not say across a table.
Olive: If it rains I stay at home, mind.
"""
KEN = """\
INT: How did you hear of it?
Ken: From Olive. She had a list before I had said a word.
INT: Has anything changed?
Ken: I sleep. I had not slept since my wife died.
Ken: I tell them things at the gate that I don't tell my son.
"""
CORRECTED = KEN.replace("I had not slept", "I'd not slept")
SETTINGS = """\
title: Walking groups
notice: Fictional data
coders: {AK: Asha Karim, RS: Rob Stone}
interviewers: [INT]
"""
FIRST = """\
version: 1
themes:
  - id: coming
    name: Coming along
    subthemes:
      - {id: asked, name: Being asked, definition: How somebody was asked to come.}
      - {id: weather, name: Weather, definition: Rain and cold.}
      - {id: coming-other, name: 'Other, coming along'}
  - id: company
    name: Company
    subthemes:
      - {id: talk, name: Talk, definition: What is said while walking.}
      - {id: company-other, name: 'Other, company'}
"""
GAINS = "      - {id: gains, name: What it does, definition: Sleep and mood., since: 2}\n"
SECOND = FIRST.replace("version: 1", "version: 2").replace(
    "      - {id: company-other", f"{GAINS}      - {{id: company-other"
)
THIRD = (
    SECOND.replace("version: 2", "version: 3")
    .replace("name: Talk, definition: What is said while walking.", "name: Talk on the way, revised: 3, "
             "definition: What is said while walking and not elsewhere.")
    .replace("      - {id: weather, name: Weather, definition: Rain and cold.}\n", "")
    .replace(
        "name: Being asked, definition: How somebody was asked to come.",
        "name: Coming or not, was: [weather], revised: 3, definition: What makes somebody come or stay.",
    )
)  # fmt: skip
DECISION = """\
---
about: [code:asked, study]
by: AK
on: 2026-02-20
kind: decision
---
Weather had one passage. We merged it into coming or not.
"""

Coded = tuple[str, int, str, str]  # id, line, quote, codes


def coding(text: str, *entries: Coded, read: str = "", origins: dict[str, str] | None = None) -> str:
    """An annotation file as the tool writes it."""
    lines = text.split("\n")
    out = [f"text: {hashlib.sha256(text.encode()).hexdigest()}"]
    out += [f"read: {{codebook: {read.split()[0]}, on: {read.split()[1]}}}"] if read else []
    out.append("excerpts:")
    for id, line, quote, codes in entries:
        start = lines[line - 1].index(quote) + 1
        out += [
            f"- id: {id}",
            f"  at: {line}:{start}-{line}:{start + len(quote)}",
            "  quote: |2-",
            f"    {quote}",
        ]
        out += ["  codes:", *(f"    - {code}" for code in codes.split())]
        out += [f"  from: [{origins[id]}]"] if origins and id in origins else []
    return "\n".join(out) + "\n"


def cell(title: str, code: str, marks: str, words: str, *evidence: tuple[str, str, str]) -> str:
    """A charted cell with its evidence: ids, words and codes."""
    items = " ".join(f"{id}:{digest(said, codes.split())}" for id, said, codes in evidence)
    return f"## {title} {{#{code} {marks}}}\n<!-- evidence {items} -->\n{words}\n\n"


KNOCKED = ("t7c2m9xe", 2, "My neighbour knocked. I would not have come for a leaflet.", "asked")
THINGS = ("p4kd81wn", 4, "You say things walking that you would not say across a table.", "talk")
RAIN = ("z6f1k2mb", 5, "If it rains I stay at home, mind.", "weather")
LEAFLET = ("w3n8v5ja", 2, "I would not have come for a leaflet.", "asked")
LIST = ("h5s2p8rt", 2, "From Olive. She had a list before I had said a word.", "asked")
SLEEP = ("m9b4c7qx", 4, "I sleep. I had not slept since my wife died.", "gains")
GATE = ("d2r6t1yk", 5, "I tell them things at the gate that I don't tell my son.", "talk")


def walking(folder: Path) -> Path:
    """Lay the study out in a folder, with all its commits."""
    root = repository(folder)
    olive, ken = "transcripts/Olive.txt", "transcripts/Ken.txt"
    git(root, "config", "core.autocrlf", "false")
    commit(
        root,
        {
            ".gitignore": ".framework/\n",
            "framework.yaml": SETTINGS,
            "codebooks/walking.yaml": FIRST,
            olive: OLIVE,
        },
        "The first interview and a codebook from the topic guide",
        day="2026-02-02",
    )
    commit(
        root,
        {"annotations/Olive.AK.yaml": coding(OLIVE, KNOCKED, THINGS, RAIN, read="1 2026-02-04")},
        "Olive coded and read through",
        day="2026-02-04",
    )
    commit(
        root,
        {"annotations/Olive.RS.yaml": coding(OLIVE, LEAFLET, RAIN_RS, read="1 2026-02-05")},
        "Olive coded a second time",
        author="RS",
        day="2026-02-05",
    )
    commit(
        root,
        {ken: KEN, "codebooks/walking.yaml": SECOND},
        "Ken's interview; what walking does is new",
        day="2026-02-10",
    )
    commit(
        root,
        {"annotations/Ken.RS.yaml": coding(KEN, LIST, SLEEP, read="2 2026-02-12")},
        "Ken coded and read through",
        author="RS",
        day="2026-02-12",
    )
    commit(
        root, {"annotations/Olive.agreed.yaml": AGREED}, "Olive talked through and agreed", day="2026-02-16"
    )
    merged = "\n".join(line.replace("    - weather", "    - asked") for line in AGREED.split("\n"))
    files = {
        "codebooks/walking.yaml": THIRD,
        "annotations/Olive.agreed.yaml": merged,
        "annotations/Olive.AK.yaml": coding(
            OLIVE, KNOCKED, THINGS, (*RAIN[:3], "asked"), read="1 2026-02-04"
        ),
        "annotations/Olive.RS.yaml": coding(OLIVE, LEAFLET, (*RAIN_RS[:3], "asked"), read="1 2026-02-05"),
        "memos/weather.md": DECISION,
    }
    commit(root, files, "Weather merged into coming or not; talk redefined", day="2026-02-20")
    commit(root, {"charts/Olive.md": chart("")}, "Olive charted", day="2026-02-24")
    commit(
        root,
        {"charts/Olive.md": chart(" reviewed=RS")},
        "Olive's chart reviewed",
        author="RS",
        day="2026-02-26",
    )
    git(root, "switch", "-q", "-c", "ken")
    commit(
        root,
        {"annotations/Ken.RS.yaml": coding(KEN, LIST, SLEEP, GATE, read="2 2026-02-12")},
        "Ken: what he says at the gate",
        author="RS",
        day="2026-03-02",
    )
    git(root, "switch", "-q", "main")
    rewritten = chart(" reviewed=RS").replace("asked by name", "asked by name, not by leaflet")
    commit(root, {"charts/Olive.md": rewritten}, "Olive: coming or not, said better", day="2026-03-03")
    git(root, "merge", "-q", "--no-ff", "-m", "Merge Rob's work on Ken", "ken", author="AK", day="2026-03-04")
    commit(root, {ken: CORRECTED}, "Ken's transcript heard again and corrected", day="2026-03-05")
    return root


RAIN_RS = ("k8v3n1us", 5, "If it rains I stay at home, mind.", "weather")
AGREED = coding(
    OLIVE,
    ("a1d5f9hj", *KNOCKED[1:]),
    ("e4g7k2lp", *THINGS[1:]),
    ("c6j3x8mz", *RAIN[1:]),
    origins={"a1d5f9hj": "t7c2m9xe, w3n8v5ja", "e4g7k2lp": "p4kd81wn", "c6j3x8mz": "z6f1k2mb, k8v3n1us"},
)


def chart(review: str) -> str:
    """Olive's chart."""
    marks = f"charted=AK on=2026-02-24{review} codebook=3"
    return (
        "---\ncase: Olive\n---\n\n# 1 Coming along\n\n"
        + cell(
            "1.1 Coming or not",
            "asked",
            marks,
            "Was asked by name [*@a1d5f9hj]; stays at home in the rain [@c6j3x8mz].",
            ("a1d5f9hj", KNOCKED[2], "asked"),
            ("c6j3x8mz", RAIN[2], "asked"),
        )
        + "# 2 Company\n\n"
        + cell(
            "2.1 Talk on the way",
            "talk",
            marks.replace(review, ""),
            "Says on the way what she would not say at a table [@e4g7k2lp].",
            ("e4g7k2lp", THINGS[2], "talk"),
        )
    ).rstrip("\n") + "\n"
