"""A small study with everything that can name a codebook id, for the tests of changes to the framework."""

import shutil
from pathlib import Path

from framework_cli.cells import Grid, grid
from framework_cli.index import build
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import load
from framework_cli.revise.codebook import Revision
from framework_cli.write import edit_together
from tests.check.studies import write

CODEBOOK = """\
# Rules of the house: see memo.
version: 3
themes:
  - id: support
    name: Support
    since: 1
    subthemes:
      # as they call it
      - id: family
        name: Help from family
        definition: What relatives did; see 1.2.
        examples: [k3f9a2q7]
      - id: stigma
        name: 'Shame'
        definition: Being judged, or fearing to be.
        was: [blame]
        subthemes:
          - {id: work-shame, name: At work}
      - {id: support-other, name: Other}
  - id: money
    name: Money
    subthemes:
      - {id: debt, name: Debt, number: 2.7}
retired:
  - {id: old, into: [family, stigma]}
"""

FILES = {
    "framework.yaml": "interviewers: [INT]\n",
    "codebooks/example.yaml": CODEBOOK,
    "transcripts/P01.txt": (
        "INT: Who helped you then?\nP01: My sister came every week.\nP01: Nobody at work knew.\n"
        "INT: And later?\nP01: I kept it to myself.\n"
    ),
    "transcripts/P02.txt": "INT: And you?\nP02: They laughed at me.\nP02: My brother paid it back.\n",
    "cases.csv": "case\nP01\nP02\n",
    "annotations/P01.AK.yaml": """\
- id: k3f9a2q7
  quote: My sister came every week.
  codes: [family, stigma]  # both?
  open: [Visits, sister]
- id: m2x8d0aa
  quote: Nobody at work knew.
  codes:
  - 'stigma'
  - work-shame
""",
    "annotations/P01.RS.jsonl": (
        '{"id": "p4kd81wn", "quote": "I kept it to myself.", "codes": ["stigma"], "open": ["visits "]}\n'
        "not read\n"
    ).replace("not read\n", ""),
    "annotations/P02.AK.yaml": (
        "read: {codebook: 3, on: 2026-03-01}\r\nexcerpts:\r\n- id: z6f1k2mb\r\n"
        "  quote: They laughed at me.\r\n  codes: [stigma]\r\n- id: w3n8v5ja\r\n"
        "  quote: My brother paid it back.\r\n  open: [Visits]\r\n"
    ),
    "charts/P01.md": """\
---
case: P01
---
A portrait, 1.2 of it.

# 1 Support

## 1.1 Help from family {#family charted=AK on=2024-03-09 reviewed=RS}
<!-- evidence k3f9a2q7:5f82 -->
Her sister came every week [@k3f9a2q7].
[[Ask again about 1.1.]]

### Mine: of sisters
More on that.

## My own words {#stigma charted=RS on=2024-03-10 codebook=2}
Nobody knew [*@m2x8d0aa].

## 1.3 Other {#support-other state=not-asked}
""",
    "charts/P02.md": "---\r\ncase: P02\r\n---\r\n\r\n## 1.2 Shame {#stigma state=nothing-said}\r\n",
    "memos/m.md": """\
---
about: [code:stigma, 'cell:P01/stigma', code:family, study]
by: AK
---
On stigma.
""",
    "theory/t.yaml": """\
dimensions:
  - id: stigma
    from: [stigma, family]   # both
    categories:
      - {id: c, elements: [{cell: P01/stigma, text: stigma}, {cell: "P01/family"}]}
nodes:
  - {id: stigma, type: context, label: stigma}
edges:
  - id: e1
    from: stigma
    to: stigma
    evidence:
      - {cell: P02/stigma, stance: supports}
""",
}


def study_at(root: Path, changed: dict[str, str] | None = None) -> Path:
    """Write the study, with some files in place of its own."""
    write(root, {**FILES, **(changed or {})})
    return root


def opened(root: Path) -> tuple[Study, Index, Grid]:
    """Read a study."""
    study, _ = load(root)
    index, _ = build(study, cache=False)
    return study, index, grid(study, index)


def state(root: Path) -> dict[str, bytes]:
    """Every file of a study but the tool's own."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not {".framework", ".git"}.intersection(path.parts)
    }


def carry_out(root: Path, revision: Revision) -> None:
    """Write a change."""
    edit_together(root, revision.rewrites)


def copy(root: Path, name: str) -> Path:
    """Another study that says the same."""
    return Path(shutil.copytree(root, root.parent / name))


def changed(root: Path, revision: Revision) -> dict[str, tuple[str, str]]:
    """Carry a change out; by path, the lines that went and those that came."""
    before = state(root)
    carry_out(root, revision)
    after = state(root)
    assert before.keys() == after.keys()
    paths = [path for path in before if before[path] != after[path]]
    assert sorted(each.path for each in revision.rewrites) == sorted(paths)
    return {path: (lines(before[path], after[path]), lines(after[path], before[path])) for path in paths}


def lines(these: bytes, without: bytes) -> str:
    """The lines of one file that another does not have."""
    others = without.decode().split("\n")
    return "\n".join(line for line in these.decode().split("\n") if line not in others)


def after(revision: Revision, path: str) -> str:
    """What a file will say."""
    return next(each.after for each in revision.rewrites if each.path == path)


def codes(study: Study) -> dict[str, tuple[str, ...]]:
    """The codes of every excerpt."""
    return {e.id: e.codes for file in study.annotations for e in file.excerpts}
