"""Small studies on disk for the tests of this room: one that is sound, changed file by file."""

from collections.abc import Mapping
from pathlib import Path

from framework_cli.cells import grid
from framework_cli.check import check
from framework_cli.index import build
from framework_cli.model.diagnostic import Diagnostic, Location
from framework_cli.read import load

SOUND = {
    "framework.yaml": """\
title: Example study
notice: Fictional data
interviewers: [INT]
""",
    "codebooks/example.yaml": """\
version: 2
themes:
  - id: support
    name: Support
    subthemes:
      - {id: family, name: Help from family, definition: What relatives did.}
      - {id: stigma, name: Shame, definition: 'Being judged, or fearing to be.'}
      - {id: support-other, name: Other}
""",
    "transcripts/P01.txt": """\
INT: Who helped you then?
P01: My sister came every week.
P01: Nobody at work knew.
INT: And later?
P01: I kept it to myself.
""",
    "cases.csv": """\
case,kind,site
P01,person,north
""",
    "annotations/P01.AK.yaml": """\
- id: k3f9a2q7
  quote: My sister came every week.
  codes: [family]
""",
    "charts/P01.md": """\
---
case: P01
---
# 1 Support
## 1.1 Help from family {#family charted=AK on=2024-03-09}
<!-- evidence k3f9a2q7:5f82 -->
Her sister came every week [@k3f9a2q7].
""",
}


def write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())


def sound(root: Path, changed: Mapping[str, str] | None = None) -> Path:
    """The sound study, with some files in place of its own or beside them."""
    write(root, {**SOUND, **(changed or {})})
    return root


def found(root: Path) -> list[Diagnostic]:
    study, problems = load(root)
    index, more = build(study, cache=False)
    return check(study, index, grid(study, index), [*problems, *more])


def places(root: Path, rule: str) -> list[tuple[str, int, int]]:
    """Path, line and column of every finding of a rule."""
    return [
        (where.path, where.line, where.column)
        for diagnostic in found(root)
        if diagnostic.rule.id == rule and isinstance(where := diagnostic.primary, Location)
    ]
