"""The report's context: what a template can show, as plain values.

Whatever a reader must not see is not in here: withholding happens before rendering.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from framework_cli.chart import Tally
from framework_cli.render.report.agreement_views import Agreement
from framework_cli.render.report.figure_views import Figures
from framework_cli.render.report.options import Stamp
from framework_cli.render.report.tags import Tag
from framework_cli.render.report.theory_views import TheoryView


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an analyst's words: `text`, a citation (`cite`) or a comment with pieces `inside`.

    A citation has the reference as `text`, the excerpt's id as `target` (empty where the report does
    not hold it) and `star` where the analyst marked it as worth quoting.
    """

    kind: str
    text: str = ""
    target: str = ""
    star: bool = False
    inside: tuple["Piece", ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one item) or a list of bullets (one item each)."""

    items: tuple[tuple[Piece, ...], ...]
    bullets: bool = False


Prose = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words a reader sees for the study's units, in singular and plural."""

    theme: str
    themes: str
    subtheme: str
    subthemes: str
    case: str
    cases: str


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo: its words, by whom and when."""

    by: str
    on: str
    kind: str
    prose: Prose


@dataclass(frozen=True, slots=True)
class Said:
    """Some of what a speaker said; `speaker` is empty where the quote's signature names who speaks."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn around a quote: `quote` is the part of it that is quoted, between `lead` and `tail`."""

    speaker: str
    lead: str
    quote: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """An excerpt at its place.

    `reference` is `P07:45-52`; it is empty for readers outside the team, who see `signature`.
    `paragraphs` are its words, or None where they are withheld; `context` are the turns that hold
    them, with the one before and the one after. `key` says that an analyst marked it as worth
    quoting, `citable` that its id can be cited, `line` and `last` are the lines of its place.
    """

    id: str
    reference: str
    source: str
    line: int
    last: int
    speaker: str
    coding: str
    signature: str
    paragraphs: tuple[Said, ...] | None
    key: bool
    citable: bool
    tags: tuple[Tag, ...] = ()
    memo: str = ""
    memos: tuple[Memo, ...] = ()
    context: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell: its state in one word (`label`) and in words to read (`state`), and what was written in it.

    `state` is empty for a charted cell that nothing needs saying about. `notes` say what else to know
    (its subtheme was redefined since, never marked as charted). `excerpts` are keys of quotes, by place,
    `uncited` those of them that its words do not cite; `count` says how many count, where coders'
    passages overlap. `nested` are cells written for ids below this one. `told` says that
    the words cite just its excerpts, in their order.
    """

    id: str
    code: str
    label: str
    state: str
    count: int
    prose: Prose = ()
    excerpts: tuple[str, ...] = ()
    uncited: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    signed: str = ""
    memos: tuple[Memo, ...] = ()
    nested: tuple[tuple[Tag, "CellView"], ...] = ()
    told: bool = False


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A row of the matrix: a case, or a case in one wave, with its cells in the order of the columns.

    `apart` are values of its attributes, save the one that groups rows. `signed` says by whom and when
    most of its cells were charted: of these each says it of itself only where it is otherwise.
    """

    id: str
    case: str
    wave: str
    name: str
    group: str
    participant: bool
    attributes: Mapping[str, str]
    apart: tuple[str, ...]
    cells: tuple[CellView, ...]
    portrait: Prose = ()
    memos: tuple[Memo, ...] = ()
    signed: str = ""

    def value(self, by: "Filter") -> str:
        """What a filter goes by."""
        return self.wave if by.waves else self.attributes.get(by.name, "")


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that share a value of the first attribute of `order` (no name where nothing groups them)."""

    name: str
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the matrix: a subtheme, or a theme with cells of its own.

    `tally` counts its cells of participants, `people` the participants, `documents` the documents apart.
    """

    index: int
    id: str
    number: str
    name: str
    definition: Prose
    tally: Tally
    people: Tally
    documents: Tally
    memos: tuple[Memo, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme with its columns; `quotes` are those worth quoting, `spread` says whose they are.

    `anchors` are the keys of quotes that links lead to here, since the report does not list excerpts.
    """

    id: str
    number: str
    name: str
    definition: Prose
    columns: tuple[Column, ...]
    tally: Tally
    documents: Tally
    quotes: tuple[Quote, ...] = ()
    spread: str = ""
    anchors: frozenset[str] = frozenset()
    memos: tuple[Memo, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """An attribute that rows can be chosen by, and its values; or, with `waves`, the wave of a row.

    `label` is what a reader sees: there an attribute called wave is told from the waves.
    """

    name: str
    label: str
    values: tuple[str, ...]
    waves: bool = False


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Cases by one attribute: how many have which value."""

    name: str
    values: tuple[tuple[str, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class SourceView:
    """A transcript or document with its hash, and its excerpts where they are shown."""

    id: str
    kind: str
    date: str
    sha: str
    cases: tuple[str, ...]
    excerpts: int
    coders: tuple[str, ...]
    agreed: bool


@dataclass(frozen=True, slots=True)
class TranscriptView:
    """A whole transcript, line by line: the number, the words, and the excerpts that begin there.

    `coded` are the numbers of the lines in which any excerpt lies.
    """

    source: str
    lines: tuple[tuple[int, str, tuple[str, ...]], ...]
    coded: frozenset[int]


@dataclass(frozen=True, slots=True)
class CodeView:
    """A codebook entry with its counts in words."""

    id: str
    number: str
    name: str
    level: int
    definition: Prose
    include: Prose
    exclude: Prose
    origin: str
    history: str
    counts: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RetiredView:
    """An id taken out of use, what it became, when and why."""

    id: str
    into: tuple[Tag, ...]
    on: str
    why: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row with cells that are not yet charted although there are excerpts for them."""

    row: str
    name: str
    cells: int
    excerpts: int


@dataclass(frozen=True, slots=True)
class Stale:
    """A cell whose excerpts changed after it was charted, with what changed in words."""

    cell: str
    row: str
    tag: Tag
    state: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One person's coding of one source: excerpts, and when it was read through under which codebook."""

    source: str
    coder: str
    excerpts: int
    on: str
    codebook: str
    read: bool
    agreed: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A memo with what it is about, as references (`code:stigma`, `cell:P01/door`)."""

    memo: Memo
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """Who did what: coders with their work in words, readings, decisions, and the other memos."""

    coders: tuple[tuple[str, str], ...]
    readings: tuple[Reading, ...]
    decisions: tuple[Note, ...]
    memos: tuple[Note, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to see."""
        return bool(self.coders or self.readings or self.decisions or self.memos)


@dataclass(frozen=True, slots=True)
class Overview:
    """Where the study stands. `remarks` are sentences on what the counts leave out."""

    facts: tuple[tuple[str, str], ...]
    charting: tuple[str, ...]
    breakdowns: tuple[Breakdown, ...]
    waiting: tuple[Waiting, ...]
    stale: tuple[Stale, ...]
    sources: tuple[SourceView, ...]
    remarks: tuple[str, ...]
    memos: tuple[Memo, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything both renderings are made from."""

    title: str
    notice: str
    confidentiality: str
    outside: bool
    parts: tuple[str, ...]
    words: Words
    codebook_version: str
    overview: Overview
    themes: tuple[ThemeView, ...]
    groups: tuple[Group, ...]
    exceptions: Mapping[str, str]
    filters: tuple[Filter, ...]
    figures: Figures | None
    theories: tuple[TheoryView, ...]
    agreement: Agreement | None
    codes: tuple[CodeView, ...]
    retired: tuple[RetiredView, ...]
    audit: Audit
    quotes: Mapping[str, Quote]
    listed: tuple[tuple[str, tuple[Quote, ...]], ...]
    transcripts: tuple[TranscriptView, ...] = ()
    stamp: Stamp | None = None

    @property
    def home(self) -> str:
        """The part that holds the words of the cells; the others lead there, and its script fills them in."""
        return next((part for part in ("cases", "themes", "matrix") if part in self.parts), "")

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the matrix, in codebook order."""
        return tuple(column for theme in self.themes for column in theme.columns)
