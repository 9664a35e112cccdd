"""A key to pseudonyms → names and what stands for them. It is kept outside the study, and never quoted.

CSV with the columns `name` and `pseudonym` (others are passed over), or YAML: `Real Name: pseudonym` for
each name. Several names may have one pseudonym.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from framework_cli.read import tree
from framework_cli.read.fields import Document
from framework_cli.read.files import decode
from framework_cli.read.identity import composed
from framework_cli.read.tables import records


class Named(NamedTuple):
    """A real name, what stands for it, and the line of the key that says so."""

    name: str
    pseudonym: str
    line: int


class Fault(NamedTuple):
    """What is wrong with a key: a line, and a message that holds neither a name nor a pseudonym."""

    line: int
    message: str


def read_key(file: Path) -> tuple[tuple[Named, ...], list[Fault]]:
    """The names of a key, each once, in its order, and everything that is wrong with it."""
    try:
        text = decode(file.read_bytes())
    except OSError as error:
        return (), [Fault(0, f"cannot be read: {error.strerror or type(error).__name__}")]
    except UnicodeDecodeError as bad:
        return (), [Fault(bad.object[: bad.start].count(b"\n") + 1, "not UTF-8: save it as UTF-8")]
    found: list[Fault] = []
    given = list(_yaml(text, found) if file.suffix.lower() in (".yaml", ".yml") else _csv(text, found))
    if not given and not found:
        found.append(Fault(1, "names nobody"))
    first: dict[str, Named] = {}
    for named in given:
        known = first.setdefault(named.name, named)
        if known.pseudonym != named.pseudonym:
            found.append(Fault(named.line, f"gives the name of line {known.line} another pseudonym"))
    kept = tuple(first.values())
    return kept, found + [fault for named in kept if (fault := _fault(named))]


def _csv(text: str, found: list[Fault]) -> Iterator[Named]:
    document = Document("", text)
    rows = [row for row in records(document) if any(field.value for field in row)]
    found += [Fault(getattr(d.primary, "line", 0), d.message) for d in document.found]
    if not rows:
        return
    header = [field.value.casefold() for field in rows[0]]
    if "name" not in header or "pseudonym" not in header:
        found.append(Fault(1, "the first line must name the columns: name,pseudonym"))
        return
    columns = header.index("name"), header.index("pseudonym")
    for row in rows[1:]:
        line = document.lines.line(row[0].start)
        if len(row) <= max(columns):
            found.append(Fault(line, "has fewer values than columns"))
        else:
            name, pseudonym = (_spaced(row[column].value) for column in columns)
            yield Named(name, pseudonym, line)


def _yaml(text: str, found: list[Fault]) -> Iterator[Named]:
    document = Document("", text)
    root, problems = tree.parse(text, "")
    found += [Fault(getattr(d.primary, "line", 0), d.message) for d in problems if not _quotes(d.message)]
    found += [Fault(getattr(d.primary, "line", 0), "cannot be read") for d in problems if _quotes(d.message)]
    if root is not None and not isinstance(root, tree.Mapping):
        found.append(Fault(1, "a key in YAML is written `Real Name: pseudonym`, a line a name"))
    if not isinstance(root, tree.Mapping):
        return
    for key, value in root.entries:
        line = document.lines.line(key.start)
        if isinstance(value, tree.Scalar):
            yield Named(_spaced(key.value), _spaced(value.value), line)
        else:
            found.append(Fault(line, "a pseudonym is a text"))


def _quotes(message: str) -> bool:
    """Whether a message quotes what stands in the file, which may be a name."""
    return "“" in message


def _spaced(value: str) -> str:
    return composed(" ".join(value.split()))


def _fault(named: Named) -> Fault | None:
    if not named.name or not named.pseudonym:
        return Fault(named.line, "has no name" if not named.name else "has no pseudonym")
    if sum(character.isalnum() for character in named.name) < 2:
        return Fault(named.line, "a name of one letter would be found everywhere")
    if not named.pseudonym.isprintable():
        return Fault(named.line, "the pseudonym holds a control character")
    if named.name == named.pseudonym:
        return Fault(named.line, "the pseudonym is the name")
    return None
