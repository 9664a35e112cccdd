"""A programme theory as plain values: claims with what speaks for them, against them and qualifies them."""

from dataclasses import dataclass

from framework_cli.render.diagram.plan import Plan


@dataclass(frozen=True, slots=True)
class PieceView:
    """A piece of evidence: what is cited, whose account it is, a note.

    `target` is the anchor that it leads to (empty where the report does not hold it).
    """

    words: str
    target: str
    facts: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class BodyView:
    """A body of evidence: its name (For, Against, Qualifying), people and documents in words, its pieces."""

    name: str
    counted: str
    pieces: tuple[PieceView, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as people put it, with the status that they gave it, and its evidence.

    `chain` says of a configuration what it is made of, under the words If, because and then; `sites` where
    it stands otherwise, and how. A click in the drawing leads to `key`.
    """

    id: str
    label: str
    status: str
    note: str
    chain: tuple[tuple[str, str], ...]
    bodies: tuple[BodyView, ...]
    rivals: tuple[str, ...]
    decisions: tuple[str, ...]
    key: str
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TheoryView:
    """A theory: its title, what it is in a few words, its claims in groups by kind, and its drawing."""

    title: str
    about: str
    groups: tuple[tuple[str, tuple[ClaimView, ...]], ...]
    name: str
    drawing: Plan
