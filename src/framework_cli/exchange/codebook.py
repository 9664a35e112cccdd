"""`import codebook`: a table of code paths and definitions → the text of codebooks/NAME.yaml."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from framework_cli.exchange.columns import DEFINITION, PARENT, PATH, assign, unused
from framework_cli.exchange.files import write_new
from framework_cli.exchange.naming import safe_id
from framework_cli.exchange.note import Note, refused, warned
from framework_cli.exchange.sheet import Sheet, read_sheet
from framework_cli.exchange.slug import unique
from framework_cli.model.settings import Settings
from framework_cli.model.words import number_of
from framework_cli.write.scalars import block, quoted, sentence, word

SEPARATOR = " > "
LEVELS = 3
ROLES: Mapping[str, Sequence[str]] = {
    "path": PATH,
    "parent": PARENT,
    "definition": DEFINITION,
    "include": ("include", "inclusion", "inclusion criteria", "when to use"),
    "exclude": ("exclude", "exclusion", "exclusion criteria", "when not to use"),
}
_TEXTS = ("definition", "include", "exclude")


@dataclass(slots=True)
class Entry:
    """A code as it grows: its name, what is said about it, and what stands below it, in order."""

    name: str
    texts: dict[str, str] = field(default_factory=dict)
    below: dict[str, "Entry"] = field(default_factory=dict)
    row: int = 0


def codebook_text(
    sheet: Sheet, told: Mapping[str, str], separator: str = SEPARATOR
) -> tuple[str | None, list[Note]]:
    """The text of a codebook file from a table with a path (or name) column, and what is to be said."""
    columns, notes = assign(sheet.columns, ROLES, told)
    if "path" not in columns:
        hint = f"--map path=COLUMN; the columns are: {', '.join(sheet.columns)}"
        return None, [*notes, refused("no column with the codes", hint)]
    if any(role in told and role not in columns for role in ROLES):
        return None, notes
    notes += unused(sheet.columns, columns.values())
    themes: dict[str, Entry] = {}
    deep = 0
    for row in sheet.rows:
        cells = {role: row.values[at].strip() for role, at in columns.items()}
        path = split_path(cells["path"], separator)
        above = split_path(cells.get("parent", ""), separator)
        if path[: len(above)] != above:
            path = [*above, *path]
        if not path:
            notes.append(warned(f"row {row.number} has no code and is left out"))
            continue
        deep += len(path) > LEVELS
        notes += _enter(themes, folded(path), cells, row.number)
    if not themes:
        return None, [*notes, refused("the table holds no codes")]
    if deep:
        what = number_of(deep, "code") + " stood deeper than three levels"
        notes.append(warned(f"{what}: folded into the third, with the names joined by “{SEPARATOR.strip()}”"))
    notes += _doubts(themes, separator)
    return _written(themes), notes


def split_path(cell: str, separator: str) -> list[str]:
    """The levels of a path, each without needless white space."""
    # Ours with its spaces, since “A>B” may be a name.
    parts = cell.split(separator if separator == SEPARATOR else separator.strip() or separator)
    return [" ".join(part.split()) for part in parts if part.strip()]


def folded(path: Sequence[str]) -> list[str]:
    """A path of three levels at most: what is deeper becomes part of the third level's name."""
    return [*path[: LEVELS - 1], SEPARATOR.join(path[LEVELS - 1 :])] if len(path) > LEVELS else list(path)


def _enter(
    themes: dict[str, Entry], path: Sequence[str], cells: Mapping[str, str], row: int
) -> Iterator[Note]:
    """Put a row in its place; levels above that have no row yet are made."""
    level, entry = themes, None
    for name in path:
        entry = level.setdefault(name, Entry(name))
        level = entry.below
    assert entry is not None
    if entry.row:
        yield warned(f"row {row} has the same code as row {entry.row}: taken as one")
    entry.row = entry.row or row
    for key in _TEXTS:
        text = cells.get(key, "")
        if text and entry.texts.setdefault(key, text) != text:
            yield warned(f"row {row} gives another {key} than row {entry.row}, whose words stay")


def _doubts(themes: Mapping[str, Entry], separator: str) -> list[Note]:
    """Say which levels had no row, and whether the separator looks wrong."""
    notes = []
    made = sum(entry.row == 0 for entry in _all(themes))
    if made:
        notes.append(Note(f"{number_of(made, 'level')} made that had no row of their own"))
    if separator != SEPARATOR or any(theme.below for theme in themes.values()):
        return notes
    likely = [other for other in ("\\", "/", ">", "::") if sum(other in n for n in themes) > len(themes) / 2]
    told = (warned(f"no path has levels, but most hold “{o}”", f"--separator '{o}'") for o in likely[:1])
    return [*notes, *told]


def _all(entries: Mapping[str, Entry]) -> Iterator[Entry]:
    for entry in entries.values():
        yield entry
        yield from _all(entry.below)


def _written(themes: Mapping[str, Entry]) -> str:
    return "version: 1\nthemes:\n" + "".join(_lines(themes.values(), "", "", 2, set()))


def _lines(entries: Iterable[Entry], above: str, route: str, indent: int, taken: set[str]) -> Iterator[str]:
    """The entries of one level, each with what stands below it."""
    space = " " * (indent + 2)
    for position, entry in enumerate(entries, 1):
        here = f"{route}-{position}" if route else str(position)
        id = unique(entry.name, above, here, taken)
        taken.add(id)
        yield f"{' ' * indent}- id: {word(id)}\n{space}name: {sentence(entry.name)}\n"
        for key in _TEXTS:
            if entry.texts.get(key):
                yield f"{space}{key}: {_value(entry.texts[key], indent + 2)}\n"
        if entry.below:
            yield f"{space}subthemes:\n"
            yield from _lines(entry.below.values(), id, here, indent + 4, taken)


def _value(text: str, indent: int) -> str:
    if "\n" not in text:
        return sentence(text)
    head, body = block(text, indent) or (quoted(text), "")
    return head + body


def import_codebook(
    root: Path,
    settings: Settings,
    file: Path,
    *,
    told: Mapping[str, str] | None = None,
    separator: str = SEPARATOR,
    encoding: str | None = None,
    sheet: str | None = None,
    id: str = "",
    dry_run: bool = False,
) -> tuple[str, str, list[Note]]:
    """Make a codebook of a table: the path (empty where refused), the text, and what is to be said."""
    name = safe_id(id or file.stem)
    if not name:
        return "", "", [refused("its name leaves no name for the codebook", "say --name NAME")]
    path = root / settings.folders["codebooks"] / f"{name}.yaml"
    shown = path.relative_to(root).as_posix()
    table, notes = read_sheet(file, encoding=encoding, sheet=sheet)
    if table is None:
        return "", "", notes
    text, more = codebook_text(table, told or {}, separator)
    notes += more
    if text is None:
        return "", "", notes
    if path.exists() or path.is_symlink():
        return "", text, [*notes, refused(f"{shown} is already there and stays as it is", "say --name NAME")]
    others = sorted(other.name for other in path.parent.glob("*.yaml")) if path.parent.is_dir() else []
    if others and not settings.codebook:
        hint = f"say `codebook: {shown}` in framework.yaml"
        notes.append(
            warned(f"there is another codebook ({', '.join(others)}): the study must name one", hint)
        )
    problem = None if dry_run else write_new(root, path, text)
    return ("", text, [*notes, problem]) if problem else (shown, text, notes)
