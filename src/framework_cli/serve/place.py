"""Where somebody was: the last position, recent codes, keys and view, kept in `.framework/desk.json`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framework_cli.serve.reply import Reply, WishError
from framework_cli.serve.wish import Wish
from framework_cli.write import private_folder, write_output

if TYPE_CHECKING:
    from framework_cli.serve.desk import Desk

FILE = "desk.json"
LONGEST = 20_000  # characters of what is remembered


def remembered(root: Path, coder: str) -> dict[str, Any]:
    """What is kept of a coder: `source`, `offset`, `recent`, `keys`, `view`; nothing if it is damaged."""
    found = _all(root).get(coder)
    return found if isinstance(found, dict) else {}


def remember(root: Path, coder: str, news: Mapping[str, Any]) -> None:
    """Remember something more of a coder. Raises OSError."""
    kept = {**_all(root), coder: {**remembered(root, coder), **news}}
    write_output(private_folder(root) / FILE, json.dumps(kept, ensure_ascii=True, indent=1).encode())


def place(desk: "Desk", wish: Wish) -> Reply:
    """Remember the position, the recent codes or the keys, whichever the page sends."""
    news: dict[str, Any] = {}
    if wish.has("source"):
        news["source"], news["offset"] = wish.words("source"), wish.number("offset")
    if wish.has("recent"):
        news["recent"] = wish.listed("recent")[:9]
    if wish.has("keys"):
        news["keys"] = _keys(wish.body["keys"])
    if len(json.dumps(news)) > LONGEST:
        raise WishError(422, "that is too much to remember")
    remember(desk.root, desk.coder, news)
    return Reply({})


def _keys(given: object) -> dict[str, str]:
    if not isinstance(given, dict) or not all(isinstance(key, str) for key in given.values()):
        raise WishError(400, "keys must name a key for each action")
    return given


def _all(root: Path) -> dict[str, Any]:
    try:
        found = json.loads((root / ".framework" / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
