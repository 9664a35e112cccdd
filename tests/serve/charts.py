"""A small study to chart: two people, one of them in two waves, and a focus group; no server."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from framework_cli.index import build
from framework_cli.read import load
from framework_cli.serve.desk import Desk
from framework_cli.serve.wish import Wish
from framework_cli.write import edit
from tests.check.studies import write

FILES = {
    "framework.yaml": "title: Example\ninterviewers: [INT]\norder: [site]\ncoders: {AK: Asha, RS: Rob}\n",
    "codebooks/example.yaml": """\
version: 2
themes:
  - id: support
    name: Support
    subthemes:
      - {id: family, name: Help from family, definition: What relatives did.}
      - {id: stigma, name: Shame, definition: 'Being judged, or fearing to be.'}
  - id: money
    name: Money
    subthemes:
      - {id: debt, name: Debt}
""",
    "transcripts/P01.txt": """\
INT: Who helped you then?
P01: My sister came every week.
P01: Nobody at work knew.
INT: And later?
P01: I kept it to myself.
""",
    "transcripts/P02-1.txt": "INT: Hello?\nP02: My brother paid for it all. 🎲 I owed.\nP02: That is all.\n",
    "transcripts/P02-2.txt": "INT: Again?\nP02: He did not pay any more.\nP02: No.\n",
    "transcripts/FG.txt": "INT: So?\nAnn: We all hid it.\nBob: I told my mother.\nAnn: Not me.\nBob: No.\n",
    "sources.csv": """\
source,speaker,role,case,wave,kind,date
P02-1,,,P02,1,,
P02-2,,,P02,2,,
FG,Ann,participant,ANN,,focus-group,
FG,Bob,participant,BOB,,focus-group,
""",
    "cases.csv": "case,kind,site\nP01,person,north\nP02,person,south\nANN,person,south\nBOB,person,south\n",
    "annotations/P01.AK.yaml": """\
- id: k3f9a2q7
  quote: My sister came every week.
  codes: [family]
- id: m2x8d0aa
  quote: Nobody at work knew.
  codes: [stigma, family]
""",
    "annotations/P02-1.AK.yaml": "- {id: p2w1aaaa, quote: My brother paid for it all., codes: [family]}\n",
    "annotations/P02-2.RS.yaml": "- {id: p2w2bbbb, quote: He did not pay any more., codes: [family]}\n",
    "annotations/FG.AK.yaml": "- {id: fgaaaaaa, quote: We all hid it., codes: [stigma]}\n",
    "charts/P01.md": """\
---
case: P01
---
A quiet person.

# 1 Support
## 1.1 Help from family {#family charted=AK on=2024-03-09}
<!-- evidence k3f9a2q7:5f82 -->
Her sister came every week [@k3f9a2q7].
""",
}


def study(root: Path, changed: Mapping[str, str] | None = None) -> Path:
    """The study on disk, with some files in place of its own or beside them."""
    write(root, {**FILES, **(changed or {})})
    return root


def desk(root: Path, coder: str = "RS") -> Desk:
    made, found = load(root)
    index, more = build(made, cache=False)
    return Desk(made, index, [*found, *more], coder)


def asking(case: str, theme: str, **query: str) -> Wish:
    return Wish({"case": case, "theme": theme}, query)


def writing(case: str, code: str, words: str, etag: str, mark: str | None = None, **query: str) -> Wish:
    return Wish({"case": case, "code": code}, query, {"words": words, "mark": mark}, etag)


def an_editor_saves(patch: pytest.MonkeyPatch, file: Path, words: str, *, first: bool) -> None:
    """Somebody saves a file at the worst moment, once: just before the page writes, or just after."""

    def edited(root: Path, path: Path, change: Callable[[str], str]) -> bool:
        patch.undo()
        if first:
            file.write_text(words, encoding="utf-8", newline="\n")
        done = edit(root, path, change)
        if not first:
            file.write_text(words, encoding="utf-8", newline="\n")
        return done

    patch.setattr("framework_cli.serve.saving.edit", edited)
