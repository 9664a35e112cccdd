"""transcripts/SOURCE.txt → text, front matter and turns."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.lines import Lines
from framework_cli.model.source import Kind
from framework_cli.read.fields import Document, Fields, plain, texts
from framework_cli.read.files import conflicts, read_text
from framework_cli.read.identity import composed
from framework_cli.read.tree import Mapping, Node, Scalar, parse


@dataclass(frozen=True, slots=True)
class Front:
    """What the front matter of a transcript says; empty where it says nothing. `places` are offsets."""

    case: str = ""
    wave: str = ""
    date: str = ""
    kind: Kind | None = None
    interviewers: tuple[str, ...] = ()
    body: int = 0
    places: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Transcript:
    """One transcript file as read, before it is known who speaks in it."""

    path: str
    text: str
    sha: str
    lines: Lines
    front: Front


def read_transcript(root: Path, path: str) -> tuple[Transcript | None, list[Diagnostic]]:
    """One transcript; None where the file cannot be read."""
    text, found = read_text(root, path)
    if text is None:
        return None, found
    found = found + conflicts(text, path)
    if not text.strip():
        document = Document(path, text)
        document.report(rules.EMPTY_FILE, f"{path} is empty")
        found += document.found
    front, problems = read_front(text, path)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Transcript(path, text, digest, Lines.of(text), front), found + problems


def read_front(text: str, path: str) -> tuple[Front, list[Diagnostic]]:
    """The front matter of a transcript, if it has any."""
    within = front_matter(text)
    if within is None:
        return Front(), []
    start, end, body = within
    node, found = parse(text, path, span=(start, end))
    if not isinstance(node, Mapping):
        # Two rules of dashes around a title are no front matter.
        return (Front(body=body), found) if found else (Front(), [])
    document = Document(path, text)
    fields = Fields(document, node, "the front matter")
    front = Front(
        case=composed(fields.text("case")),
        wave=composed(fields.text("wave")),
        date=fields.text("date"),
        kind=fields.choice("kind", Kind),
        interviewers=_interviewers(document, fields.get("interviewer")),
        body=body,
        places={k.value: (v.start, v.end) for k, v in node.entries if isinstance(v, Scalar)},
    )
    fields.finish()
    return front, found + document.found


def front_matter(text: str) -> tuple[int, int, int] | None:
    """Start and end of the YAML between two lines `---` at the top of a text, and where the rest begins."""
    if not text.startswith("---\n"):
        return None
    at = 4
    while True:
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)]
        if line.rstrip() in ("---", "..."):
            return 4, at, end + 1 if end >= 0 else len(text)
        if end < 0:
            return None
        at = end + 1


def _interviewers(document: Document, node: Node | None) -> tuple[str, ...]:
    """One name or a list of names."""
    if node is None:
        return ()
    if isinstance(node, Scalar):
        return (plain(document, node, "`interviewer`") or "",)
    return texts(document, node, "`interviewer`")


def labels_of(front: Front, rest: Iterable[str]) -> frozenset[str]:
    """All labels declared for a source."""
    return frozenset([*front.interviewers, *rest])
