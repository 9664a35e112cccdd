"""What an excerpt said when a cell was charted, in four hex digits."""

from collections.abc import Iterable
from hashlib import sha256


def digest(words: str, codes: Iterable[str]) -> str:
    """The digest kept in an evidence comment.

    First four hex digits of the SHA-256 of the words at the excerpt's place and its codes of this
    cell, sorted, all joined by NUL. Places, memos and flags do not enter: they leave a summary fresh.
    """
    return sha256("\0".join([words, *sorted(codes)]).encode()).hexdigest()[:4]
