"""A desk without a server: handlers asked as the page asks them."""

from pathlib import Path
from typing import Any

from framework_cli.cells import grid
from framework_cli.index import build
from framework_cli.read import load, locate
from framework_cli.serve import coding
from framework_cli.serve.desk import Desk
from framework_cli.serve.reply import Reply
from framework_cli.serve.wish import Wish

MARK = "annotations/P01.AK.yaml"


def opened(root: Path, coder: str = "AK") -> Desk:
    """A desk over a study as it is now, for a coder."""
    study, found = load(root)
    index, more = build(study, cache=False)
    return Desk(study, index, [*found, *more], coder)


def wish(id: str = "", *, etag: str = "", code: str = "", label: str = "", **body: Any) -> Wish:
    """A wish on a source or an excerpt; keywords are its body."""
    path = {"id": id, **({"code": code} if code else {})}
    return Wish(path, {"label": label} if label else {}, body, etag)


def marked(desk: Desk, source: str, words: str, *codes: str, **more: Any) -> Reply:
    """Mark the first place of these words."""
    text = desk.study.sources[source].text
    start = text.index(words)
    more = {"codes": list(codes), **more}
    return coding.add(desk, wish(source, start=start, end=start + len(words), quote=words, **more))


def etag(desk: Desk, source: str = "P01") -> str:
    """The state of the coder's own file."""
    own = desk.own(source)
    return own.sha if own else "none"


def as_read(desk: Desk) -> tuple[Any, ...]:
    """All that a desk knows of its study."""
    return desk.study, desk.index, desk.found, desk.grid.touched, desk.grid.rows, desk.grid.passages


def anew(root: Path) -> tuple[Any, ...]:
    """All that reading the study from its files gives."""
    study, found = load(root)
    index, more = build(study, cache=False)
    cells = grid(study, index)
    return study, index, locate(root, [*found, *more]), cells.touched, cells.rows, cells.passages
