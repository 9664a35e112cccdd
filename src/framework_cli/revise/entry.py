"""A new entry of an annotation file: the transcript's own words at a place, and where they stand."""

from collections.abc import Iterable

from framework_cli.index import around
from framework_cli.model.excerpt import Annotations, Excerpt, Place
from framework_cli.model.source import Source


def new_entry(
    source: Source,
    start: int,
    end: int,
    *,
    id: str,
    coder: str,
    file: Annotations | None,
    codes: Iterable[str] = (),
    open: Iterable[str] = (),
    memo: str = "",
    quotable: bool = False,
) -> Excerpt:
    """The entry for a passage that this coder has not marked before; `file` will hold it, if it is there."""
    before, after = around(source.text, start, end)
    return Excerpt(
        id=id,
        source=source.id,
        coder=coder,
        path="",
        position=0,
        quote=source.text[start:end],
        codes=tuple(dict.fromkeys(codes)),
        at=Place.of(source.lines, start, end),
        before=before,
        after=after,
        open=tuple(dict.fromkeys(open)),
        quotable=quotable,
        memo=memo,
        # The file's places may belong to another state of the transcript; this entry then names its own.
        text="" if file is None or file.text == source.sha else source.sha,
    )
