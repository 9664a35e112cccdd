"""transcripts/SOURCE.txt → text, front matter and turns."""

from dataclasses import dataclass, field

from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.lines import Lines
from framework_cli.model.source import Kind
from framework_cli.read.fields import Document, Fields, plain, texts
from framework_cli.read.files import sha
from framework_cli.read.identity import composed
from framework_cli.read.prose import front_matter, open_prose
from framework_cli.read.snapshot import Root
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


def read_transcript(root: Root, path: str) -> tuple[Transcript | None, list[Diagnostic]]:
    """One transcript; None where the file cannot be read."""
    document, found = open_prose(root, path)
    if document is None:
        return None, found
    text = document.text
    front, problems = read_front(text, path)
    return Transcript(path, text, sha(text), document.lines, front), found + problems


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


def _interviewers(document: Document, node: Node | None) -> tuple[str, ...]:
    """One name or a list of names."""
    if node is None:
        return ()
    if isinstance(node, Scalar):
        return (plain(document, node, "`interviewer`") or "",)
    return texts(document, node, "`interviewer`")
