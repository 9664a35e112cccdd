"""A small study in real files, read by the toolkit itself."""

from dataclasses import dataclass
from pathlib import Path

from framework_cli.cells import Grid, digest, grid
from framework_cli.index import build
from framework_cli.model.cell import CellKey, CellState
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import load

CODEBOOK = """\
version: 4
themes:
- id: topics
  name: What was discussed
  subthemes:
  - {id: stigma, name: Stigma, revised: 3, was: [shame]}
- id: community
  name: What the community did
  subthemes:
  - id: lived
    name: Lived experience
    subthemes:
    - {id: panel, name: The panel}
  - {id: referral, name: Referral pathway, since: 4}
- id: alone
  name: A theme on its own
"""
TALK = """\
INT: What was it like?
Ann: Nobody had told us it could be gambling.
Ann: The panel turned my head round.
INT: And then?
Ann: I went to the clinic -- at last.
"""
FIRST = "Nobody had told us it could be gambling."
PANEL = "The panel turned my head round."
CLINIC = "I went to the clinic -- at last."


@dataclass(frozen=True)
class Read:
    """A study as read from its files."""

    study: Study
    index: Index
    grid: Grid

    def cell(self, name: str) -> CellState:
        """A cell by its name."""
        return {str(key): state for key, state in self.grid.states.items()}[name]

    def changes(self, name: str) -> list[tuple[str, str]]:
        """What changed in a cell."""
        return [tuple(change) for change in self.cell(name).changes]  # type: ignore[misc]


def excerpt(id: str, quote: str, *codes: str, more: str = "") -> str:
    """An entry of an annotation file."""
    first = f"- id: {id}\n  " if id else "- "
    return f'{first}quote: "{quote}"\n  codes: [{", ".join(codes)}]\n{more}'


def read(root: Path, files: dict[str, str]) -> Read:
    """Write the files of a study (over what is there) and read it."""
    base = {
        "framework.yaml": "interviewers: [INT]\n",
        "codebooks/c.yaml": CODEBOOK,
        "transcripts/P01.txt": TALK,
    }
    for name, text in ({} if (root / "framework.yaml").exists() else base | {}).items():
        put(root, name, text)
    for name, text in files.items():
        put(root, name, text)
    study, _ = load(root)
    index, _ = build(study, cache=False)
    return Read(study, index, grid(study, index))


def put(root: Path, name: str, text: str) -> None:
    """Write one file."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def chart(*cells: str, case: str = "P01") -> str:
    """A chart file."""
    return f"---\ncase: {case}\n---\n" + "\n".join(cells)


def evidence(**items: tuple[str, tuple[str, ...]]) -> str:
    """An evidence comment: id=(words, codes)."""
    told = " ".join(f"{id}:{digest(words, codes)}" for id, (words, codes) in items.items())
    return f"<!-- evidence {told} -->\n"


def key(name: str) -> CellKey:
    """`P01/stigma` or `P01@2/stigma` as a key."""
    row, _, code = name.partition("/")
    case, _, wave = row.partition("@")
    return CellKey(case, wave, code)
