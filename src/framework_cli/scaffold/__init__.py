"""The files that a new study starts with: an empty study whose comments teach, or the worked example.

Gives texts by path relative to the study; the command `init` writes them. Either study gets the JSON
Schemas that its YAML files name for editors, in a hidden folder, so that the top of a study stays tidy.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

WORKED = (
    "framework.yaml", "sources.csv", "cases.csv",
    "codebooks", "transcripts", "annotations", "charts", "theory", "memos", "templates",
)  # fmt: skip
SCHEMAS = ".schemas"


def empty_study() -> dict[str, str]:
    """The files of a study with nothing in it yet."""
    texts = dict(_texts(files(__package__) / "empty", ""))
    texts[".gitignore"] = texts.pop("gitignore")
    return texts | schemas()


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
    return {name: _modeline(name) + text for name, text in texts.items()} | schemas()


def schemas() -> dict[str, str]:
    """The JSON Schemas of the YAML files, where a study keeps them."""
    return dict(_texts(files(__package__) / "schemas", f"{SCHEMAS}/"))


def _modeline(name: str) -> str:
    """The line that tells an editor which schema a file has: settings, codebook or theory; else nothing."""
    if name == "framework.yaml":
        return f"# yaml-language-server: $schema={SCHEMAS}/framework.json\n"
    if name.startswith(("codebooks/", "theory/")):
        format = "theory" if name.startswith("theory/") else "codebook"
        return f"# yaml-language-server: $schema=../{SCHEMAS}/{format}.json\n"
    return ""


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
