"""The words around a passage: the rest of its turn and a turn more on either side."""

from framework_cli.model.source import Source

MOST = 600  # characters shown on a side; where nobody is named as speaker there may be no turn's end near


def context(source: Source, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a passage (code points, end exclusive), as it stands in the transcript.

    The turns next to it are whole, unless that is more than `MOST` characters; an ellipsis says so.
    """
    turns = source.turns
    touched = source.touched(start, end)
    first, last = (max(touched.start - 1, 0), min(touched.stop, len(turns) - 1)) if turns else (0, 0)
    begin = max(turns[first].start if turns else source.body, source.body)
    stop = turns[last].end if turns else len(source.text)
    return _before(source.text, min(begin, start), start), _after(source.text, end, max(stop, end))


def _before(text: str, begin: int, start: int) -> str:
    if start - begin <= MOST:
        return text[begin:start].lstrip("\n")
    return "… " + text[start - MOST : start].partition(" ")[2]


def _after(text: str, end: int, stop: int) -> str:
    if stop - end <= MOST:
        return text[end:stop].rstrip()
    return text[end : end + MOST].rpartition(" ")[0] + " …"
