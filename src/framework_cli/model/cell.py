"""Cells of the matrix: the summaries that analysts wrote, as the files of `charts/` hold them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """What is known of a cell. Stale is not here: it comes on top of charted."""

    UNCHARTED = "uncharted"
    CHARTED = "charted"
    NOTHING_SAID = "nothing-said"
    NOT_ASKED = "not-asked"


class CellKey(NamedTuple):
    """Which cell: a case, a wave (empty where cells are not kept by wave) and a codebook id."""

    case: str
    wave: str
    code: str

    def __str__(self) -> str:
        """`P01/referral`, or `P01@2/referral`."""
        return f"{self.case}@{self.wave}/{self.code}" if self.wave else f"{self.case}/{self.code}"


class Evidence(NamedTuple):
    """One item of an evidence comment: an excerpt's id and four hex digits of what it said (see `cells`)."""

    excerpt: str
    digest: str


class Citation(NamedTuple):
    """A reference in a summary: `[@id]` or `[P01:45-47]`; with a star (`[*@id]`, `[*P01:45-47]`) `quotable`.

    `start` and `end` are offsets in the file. `excerpt` is empty for a reference to lines, where
    `source`, `line` and `end_line` are given.
    """

    excerpt: str
    quotable: bool
    start: int
    end: int
    source: str = ""
    line: int = 0
    end_line: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as written in a chart file.

    `words` is what stands between this heading and the next, without the tool's own comments,
    stripped; analysts' comments in `[[ ]]` are in it. `summary` is `words` without those comments.
    `written` is the state given in the heading (None where none is). `charted`, `on` and `reviewed`
    are heading attributes, empty where absent; `codebook` is the one that says under which codebook
    version the cell was charted (None where absent). `evidence` is None where there is no evidence
    comment. `line` is the heading's line; `start` and `end` are offsets of the cell in its file.
    """

    key: CellKey
    path: str
    line: int
    start: int
    end: int
    words: str
    summary: str
    written: State | None = None
    charted: str = ""
    on: str = ""
    reviewed: str = ""
    evidence: tuple[Evidence, ...] | None = None
    citations: tuple[Citation, ...] = ()
    comments: tuple[str, ...] = ()
    codebook: int | None = None

    @property
    def state(self) -> State:
        """Charted where there are words of summary; else as marked; else uncharted."""
        if self.written is not None:
            return self.written
        return State.CHARTED if self.summary else State.UNCHARTED


@dataclass(frozen=True, slots=True)
class ChartFile:
    """One file of `charts/`: a case (and wave), its pen portrait and its cells in file order."""

    path: str
    case: str
    wave: str = ""
    portrait: str = ""
    cells: tuple[Cell, ...] = ()
    text: str = ""


class Change(NamedTuple):
    """Why a cell is stale: `what` is added, gone, reworded or recoded."""

    excerpt: str
    what: str


@dataclass(frozen=True, slots=True)
class CellState:
    """A cell as it stands today, worked out from its file and the index.

    `cell` is None where nobody wrote one. `evidence` holds the ids of the excerpts that count in it,
    by place. `stale` says that `changes` is not empty; it is never true unless the state is charted
    and the cell has an evidence comment (`known`). `redefined` says that its subtheme was redefined
    under a codebook version newer than the charting.
    """

    key: CellKey
    state: State
    cell: Cell | None = None
    evidence: tuple[str, ...] = ()
    known: bool = False
    changes: tuple[Change, ...] = ()
    redefined: bool = False

    @property
    def stale(self) -> bool:
        """Whether the excerpts changed after the summary was written."""
        return bool(self.changes)

    @property
    def label(self) -> str:
        """One word for tables: uncharted, charted, stale, nothing-said or not-asked."""
        return "stale" if self.stale else self.state.value
