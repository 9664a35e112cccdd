"""A quote as an author may print it: stretches of words, with what was left out or put in between them.

Allowed are ellipses (`…`, `...`, in brackets or not), bracketed insertions and replacements (`[the panel]`,
`[sic]`, `want[ed]`), the case of the first letter (`[T]he`), labels of speakers, layout and typography.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from framework_cli.review.manuscript.draft import NOTHING
from framework_cli.review.manuscript.spoken import NOTE
from framework_cli.review.manuscript.words import keys

# How many words a bracketed insertion may stand for. What an ellipsis stands for has no such bound.
REPLACED = 12

_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
_ELLIPSIS = (
    r"\[\s*(?:…|\.{2,4}|\.\s\.\s\.)\s*\]|\(\s*(?:…|\.{3,4}|\.\s\.\s\.)\s*\)|…|\.{3,4}|\.\s\.\s\.(?:\s\.)?"
)
# What takes the place of a label where names are not to be read.
_ANYBODY = r"(?:interviewer|interviewee|participant|respondent|moderator|speaker)(?:\s\d{1,3})?"
_GAP = re.compile(
    rf"(?P<left_out>{_ELLIPSIS})|(?P<put_in>(?:[^\W\d_]{{1,30}})?\[[^\[\]]*\](?:[^\W\d_]{{1,30}})?|[█▇■▮]+)|(?P<note>{NOTE.pattern})",
    re.IGNORECASE,
)


class Piece(NamedTuple):
    """Words in a row. `gap` says what stands before them: nothing (the first), `left out` or `put in`.

    `words` are as printed, `keys` as they are compared.
    """

    words: str
    keys: tuple[str, ...]
    gap: str = ""


def pieces(quote: str, labels: Collection[str] = frozenset()) -> list[Piece]:
    """The pieces of a quote, in order; none where it holds no words but those in brackets."""
    text = _LETTER.sub(r"\1", quote.replace(NOTHING, ""))
    text = _without_labels(text, labels)
    found: list[Piece] = []
    at, gap = 0, ""
    for each in [*_GAP.finditer(text), None]:
        words = text[at : each.start() if each else len(text)]
        if compared := tuple(keys(words)):
            found.append(Piece(words, compared, gap if found else ""))
            gap = ""
        if each:
            # An ellipsis beside a bracket is an ellipsis.
            gap = "left out" if each["left_out"] or gap == "left out" else "put in"
            at = each.end()
    return found


def _without_labels(text: str, labels: Collection[str]) -> str:
    """Without labels of speakers where a turn begins: at the start, after a line's or a sentence's end."""
    if ":" not in text:
        return text
    known = "|".join(re.escape(label) for label in sorted(labels, key=lambda each: (-len(each), each)))
    known = f"{known}|{_ANYBODY}" if known else _ANYBODY
    return re.sub(rf"(^|[\n.!?…\]”\"—-]\s*)(?:{known}):(?=\s)", r"\1 ", text, flags=re.IGNORECASE)


def speaks_of_interviewer(quote: str, labels: Collection[str]) -> bool:
    """Whether a quote shows an interviewer's label."""
    known = "|".join(re.escape(label) for label in labels) or "interviewer"
    return bool(
        re.search(rf"(?:^|[\s({NOTHING}])(?:{known}|interviewer)[\s{NOTHING}]*:", quote, re.IGNORECASE)
    )
