"""The files that a new study starts with: an empty study whose comments teach, or the worked example.

Gives texts by path relative to the study; the command `init` writes them.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

WORKED = (
    "framework.yaml", "sources.csv", "cases.csv",
    "codebooks", "transcripts", "annotations", "charts", "memos", "templates",
)  # fmt: skip


def empty_study() -> dict[str, str]:
    """The files of a study with nothing in it yet."""
    texts = dict(_texts(files(__package__) / "empty", ""))
    texts[".gitignore"] = texts.pop("gitignore")
    return texts


def worked_study() -> dict[str, str]:
    """The files of the worked study: fictional people on a community of practice."""
    shipped = files(__package__) / "example"
    # A checkout has the worked study at its top; a wheel carries a copy of it.
    root: Traversable = shipped if shipped.is_dir() else Path(__file__).resolve().parents[3]
    texts: dict[str, str] = {".gitignore": empty_study()[".gitignore"]}
    for name in WORKED:
        place = root / name
        if place.is_dir():
            texts.update(_texts(place, f"{name}/"))
        elif place.is_file():
            texts[name] = _text(place)
    return texts


def _texts(folder: Traversable, prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for item in sorted(folder.iterdir(), key=lambda i: i.name):
        if item.is_dir():
            found += _texts(item, f"{prefix}{item.name}/")
        else:
            found.append((prefix + item.name, _text(item)))
    return found


def _text(item: Traversable) -> str:
    return item.read_bytes().decode("utf-8").replace("\r\n", "\n")
