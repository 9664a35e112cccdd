"""Memos: what analysts note about excerpts, codes, cases, cells, sources or the study."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Memo:
    """One file of `memos/`.

    `about` holds references such as `code:stigma` or `study`, as written. `text` is what follows the
    front matter, without blank lines around it, and `line` the 1-based line of the file where it starts.
    """

    id: str
    path: str
    about: tuple[str, ...] = ()
    by: str = ""
    on: str = ""
    kind: str = ""
    public: bool = False
    text: str = ""
    line: int = 1
