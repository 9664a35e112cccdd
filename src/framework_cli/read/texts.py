"""Which files of a study are looked through for names."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from framework_cli.model.study import Study
from framework_cli.read.files import decode

TABLES = ("framework.yaml", "sources.csv", "cases.csv")
HELD = ("codebooks", "transcripts", "annotations", "charts", "theory", "memos")
TEXTS = (".yaml", ".yml", ".jsonl", ".csv", ".md", ".txt")
RENDERED = (*TEXTS, ".html", ".json", ".j2", ".tsv")


class Text(NamedTuple):
    """A file of the study: its path with `/`, its canonical text, and whether it is changed or only listed.

    `text` is None where it is no text (a workbook, a picture): only its name can be looked at.
    """

    path: str
    text: str | None
    changed: bool


def texts(study: Study) -> Iterator[Text]:
    """Every file that may hold a name: those of the study, and the others in its folders, to be listed."""
    folders = study.settings.folders
    held = {folders[name] for name in HELD}
    for path in _files(study.root, {folders["reports"], folders["templates"], *held}):
        folder = path.rpartition("/")[0]
        changed = path in TABLES or (folder in held and path.lower().endswith(TEXTS))
        yield Text(path, _text(study.root / path), changed)


def _files(root: Path, folders: set[str]) -> Iterator[str]:
    found = [path for path in root.iterdir() if path.is_file()]
    for folder in folders:
        found += [path for path in (root / folder).rglob("*") if path.is_file()]
    inside = (path.relative_to(root) for path in found)
    yield from sorted({path.as_posix() for path in inside if not any(p.startswith(".") for p in path.parts)})


def _text(file: Path) -> str | None:
    if not file.name.lower().endswith(RENDERED):
        return None
    try:
        return decode(file.read_bytes())
    except (OSError, UnicodeDecodeError):
        return None
