"""The agreement part as plain values: the disagreements first, and figures only where they were asked for."""

from dataclasses import dataclass

from framework_cli.render.report.tags import Tag


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table as text for people; `numbers` says of the columns which hold numbers."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A table as text: its headings, which columns are numbers, its lines, and what is said beneath it."""

    title: str
    heads: tuple[str, ...]
    numbers: tuple[bool, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DoubleView:
    """A source that several people coded: by whom, the items coded alike, those that differ and are open."""

    source: str
    coders: tuple[str, ...]
    alike: int
    differing: int
    open: int
    agreed: bool


@dataclass(frozen=True, slots=True)
class MarkView:
    """What one coder marked at a place, and under which codes; `key` where the report holds the excerpt."""

    coder: str
    reference: str
    key: str
    tags: tuple[Tag, ...]
    memo: str


@dataclass(frozen=True, slots=True)
class DisputeView:
    """An item to talk about: what is in dispute in words, and what everybody marked there."""

    id: str
    reference: str
    differences: tuple[tuple[Tag, str], ...]
    marks: tuple[MarkView, ...]


@dataclass(frozen=True, slots=True)
class DisputedCode:
    """The open disputes that stand under one code."""

    tag: Tag
    only_edges: bool
    disputes: tuple[DisputeView, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Where coders differ. `more` counts the disputes that are not listed here; `figures` were asked for."""

    summary: tuple[str, ...]
    sources: tuple[DoubleView, ...]
    codes: Listing
    disputed: tuple[DisputedCode, ...]
    more: int
    remarks: tuple[str, ...]
    figures: Listing | None
