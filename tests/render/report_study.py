"""A small study with every state of a cell, three voices and hostile text, as files."""

from pathlib import Path

from framework_cli.cells import grid
from framework_cli.cells.digest import digest
from framework_cli.index import build
from framework_cli.read import load
from framework_cli.render.report import Options, Report, report_of

SCRIPT = "</script><img src=x onerror=\"document.title='owned'\"> <b>bold</b> &amp; &lt;"
PIPES = "| a | b | `code` {{ 7*7 }} {% raw %} [[not a comment"
WILD = f'{SCRIPT} {PIPES} =HYPERLINK("x") # no heading *no stress* \u202eRTL\u202c e\u0301 🎲 ~~x~~ $a$ @you'

FILES = {
    "framework.yaml": """\
title: Waiting rooms & <i>windows</i>
notice: Fictional data
coders: {AK: Asha Karim, RS: Rob Stone}
interviewers: [INT]
order: [site, role]
attribution: [role]
labels: {case: Participant}
""",
    "cases.csv": """\
case,kind,site,role
P01,person,north,porter
P02,person,north,nurse
P03,person,south,porter | <b>lead</b>
P04,person,south,nurse
P05,person,south,guard
""",
    "sources.csv": """\
source,speaker,role,case,wave,kind,date
P01,,,P01,,interview,2026-01-05
P02,,,P02,,interview,2026-01-06
P03,,,P03,,interview,2026-01-07
GROUP,Dee,,P04,,focus-group,
GROUP,Oz,,P05,,focus-group,
REPORT,,,,,document,2026-01-08
""",
    "codebooks/rooms.yaml": """\
version: 3
themes:
  - id: access
    name: Getting in
    definition: How people come through the door.
    origin: a_priori
    subthemes:
      - id: door
        name: The door
        definition: What is said of doors, `{{ 1+1 }}` and </script>.
        include: Doors that stay shut.
        exclude: Windows (1.2).
        examples: [kdoor0p1, A door is a door]
      - {id: window, name: The window, definition: Panes and what is seen through them.}
  - id: trust
    name: Trust
    subthemes:
      - {id: believed, name: Being believed, definition: Whose word counts., origin: emergent, since: 2}
      - {id: other, name: "Other, trust", definition: None of the above.}
retired:
  - {id: hatch, into: [window], on: 2026-01-02, why: Too few passages.}
""",
    "transcripts/P01.txt": """\
INT: Tell me about the door.

P01: It was shut, and nobody came to the door for an hour.
I sat on the step.

INT: And the window?

P01: You could see them through it, laughing.

INT: Who was believed?

P01: Not me, at first. The tall nurse believed me.
""",
    "transcripts/P02.txt": f"""\
INT: Tell me about the door.

P02: {WILD}

INT: Thank you.

P02: We leave it on the latch these days.
""",
    "transcripts/P03.txt": """\
INT: Tell me about the door.

P03: The secret lever is behind the boiler.

INT: And trust?

P03: Trust nobody with a clipboard.
""",
    "transcripts/GROUP.txt": """\
INT: What of the window, all of you?

Dee: It rattles.
Oz: It never did in my day.
Dee: Well, it does now.
""",
    "transcripts/REPORT.md": """\
The trust replaced eleven doors in March.
""",
    "memos/start.md": """\
---
about: [study]
by: AK
on: 2026-01-09
---
A memo for the team: mind the porter.
""",
    "memos/public.md": """\
---
about: ["code:access"]
by: AK
public: true
---
Doors were spoken of by everybody who was asked [@kdoor0p1]. [[Not for outside.]]
""",
}

EXCERPTS = {
    "P01.AK": [
        ("kdoor0p1", "It was shut, and nobody came to the door for an hour.\nI sat on the step.", ["door"]),
        ("kwind0p1", "You could see them through it, laughing.", ["window"]),
        ("ktrus0p1", "The tall nurse believed me.", ["believed"]),
    ],
    "P02.AK": [("kdoor0p2", WILD, ["door"]), ("klatc0p2", "We leave it on the latch these days.", ["door"])],
    "P03.RS": [
        ("kdoor0p3", "The secret lever is behind the boiler.", ["door"]),
        ("ktrus0p3", "Trust nobody with a clipboard.", ["believed"]),
    ],
    "GROUP.AK": [("krattle1", "Dee: It rattles.\nOz: It never did in my day.", ["window"])],
    "REPORT.AK": [("kdoor0r1", "The trust replaced eleven doors in March.", ["door"])],
}


def _evidence(*excerpts: tuple[str, str, str]) -> str:
    return (
        "<!-- evidence " + " ".join(f"{id}:{digest(words, [code])}" for id, words, code in excerpts) + " -->"
    )


CHARTS = {
    "P01": f"""\
---
case: P01
---
A porter of twenty years. Portrait of P01.

# 1 Getting in
## 1.1 The door {{#door charted=AK on=2026-02-01 reviewed=RS}}
{_evidence(("kdoor0p1", EXCERPTS["P01.AK"][0][1], "door"))}
Waited an hour at the door, and sat on the step [*@kdoor0p1].
[[Compare P02, who opens it; see also [@klatc0p2].]]
## 1.2 The window {{#window state=nothing-said}}
# 2 Trust
## 2.1 Being believed {{#believed}}
## 2.2 Other {{#other state=not-asked}}
""",
    "P02": f"""\
---
case: P02
---

# 1 Getting in
## 1.1 The door {{#door charted=AK on=2026-02-01}}
{_evidence(("kdoor0p2", WILD, "door"))}
Says: {SCRIPT} {PIPES.removesuffix("[[not a comment")} [@kdoor0p2].

- first point
- second point [@klatc0p2]
## 1.2 The window {{#window state=not-asked}}
# 2 Trust
## 2.1 Being believed {{#believed state=nothing-said}}
""",
    "P04": """\
---
case: P04
---
# 1 Getting in
## 1.2 The window {#window}
Says that it rattles; contradicted [*@krattle1].
""",
    "P03": """\
---
case: P03
---

# 1 Getting in
## 1.1 The door {#door}
Knows of a lever, a summary for the team [@kdoor0p3].
""",
}


THEORY = """\
theory: {id: doors, kind: realist, version: 2, label: Why doors <b>open</b>}
nodes:
  - {id: c-shut, type: context, label: The door is shut}
  - {id: m-believed, type: mechanism-reasoning, label: Somebody is believed}
  - {id: o-in, type: outcome, label: People get in}
edges:
  - id: e1
    from: m-believed
    to: o-in
    relation: leads-to
    status: contested
    evidence:
      - {excerpt: ktrus0p1, stance: supports, basis: experienced}
      - {cell: P02/door, stance: contradicts, basis: second-hand, note: He opens it himself.}
configurations:
  - {id: cmo1, if: [c-shut], because: [m-believed], then: [o-in]}
"""


def write_study(root: Path) -> Path:
    """Write the study's files to a folder."""
    for name, text in FILES.items():
        _write(root / name, text)
    for name, entries in EXCERPTS.items():
        body = "".join(_entry(*entry) for entry in entries)
        _write(root / "annotations" / f"{name}.yaml", f"excerpts:\n{body}")
    for case, text in CHARTS.items():
        _write(root / "charts" / f"{case}.md", text)
    return root


def report(root: Path, options: Options | None = None) -> Report:
    """Read the study in a folder and make its report's context."""
    study, _ = load(root)
    index, _ = build(study, cache=False)
    return report_of(study, index, grid(study, index), options or Options())


def _entry(id: str, quote: str, codes: list[str]) -> str:
    lines = "\n".join(f"    {line}" for line in quote.split("\n"))
    memo = "  memo: A note of the team's.\n" if id == "kwind0p1" else ""
    return f"- id: {id}\n  quote: |2-\n{lines}\n  codes: [{', '.join(codes)}]\n{memo}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
