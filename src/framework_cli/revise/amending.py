"""An excerpt changed as a whole: its place, its codes and labels, its memo, whether it may be quoted."""

from collections.abc import Sequence

from framework_cli.model.excerpt import Excerpt, Place
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.revise.anchoring import anchor
from framework_cli.revise.coding import Edit, RefusedError, known
from framework_cli.write import annotations as entries
from framework_cli.write import new_id
from framework_cli.write.entry import Value, place


def amend(
    study: Study,
    excerpt: Excerpt,
    *,
    codes: Sequence[str] | None = None,
    open: Sequence[str] | None = None,
    memo: str | None = None,
    quotable: bool | None = None,
) -> Edit:
    """Give an excerpt other codes, labels, memo or flag; None leaves one as it is.

    Raises RefusedError for a code that is new to it and that the codebook does not have or has retired,
    and for an excerpt that would carry nothing at all.
    """
    for code in codes or ():
        if code not in excerpt.codes:
            known(study, code)
    now = excerpt._replace(
        codes=excerpt.codes if codes is None else tuple(dict.fromkeys(codes)),
        open=excerpt.open if open is None else tuple(dict.fromkeys(open)),
        memo=excerpt.memo if memo is None else memo,
        quotable=excerpt.quotable if quotable is None else quotable,
    )
    if not (now.codes or now.open or now.memo):
        raise RefusedError("an excerpt carries a code, a label or a memo; take it out instead")
    keys: dict[str, Value | None] = {
        key: getattr(now, key) or None
        for key in ("codes", "open", "memo", "quotable")
        if getattr(now, key) != getattr(excerpt, key)
    }
    jsonl = excerpt.path.endswith(".jsonl")

    def change(text: str) -> str:
        return entries.set_keys(text, [(excerpt.id or excerpt, keys)], jsonl=jsonl) if keys else text

    return Edit(study.root / excerpt.path, change, excerpt.id, _told(excerpt, now))


def resize(study: Study, index: Index, excerpt: Excerpt, span: tuple[int, int]) -> Edit:
    """Move the boundaries of an excerpt (code points, end exclusive), as `framework anchor` does.

    Raises RefusedError where another excerpt of this coder stands at just that place: each would be
    taken for the other.
    """
    for passage in index.passages:
        other = passage.excerpt
        same = (other.source, other.coder) == (excerpt.source, excerpt.coder) and other.entry != excerpt.entry
        if same and (passage.start, passage.end) == span:
            raise RefusedError(
                f"{other.id or 'an excerpt'} of yours stands at just that place; give it the codes"
            )
    edit = anchor(study, excerpt, span)
    at = place(Place.of(study.sources[excerpt.source].lines, *span))
    said = f"{excerpt.id or 'the excerpt'} now stands at {excerpt.source}:{at}"
    return Edit(edit.path, edit.change, edit.excerpt, said)


def identified(study: Study, excerpt: Excerpt) -> Excerpt:
    """The excerpt with an id, a new one where it has none; `given` writes it."""
    taken = {each.id for file in study.annotations for each in file.excerpts}
    return excerpt if excerpt.id else excerpt._replace(id=new_id(taken))


def given(edit: Edit, was: Excerpt) -> Edit:
    """An edit of an excerpt that `was` without an id: the entry gets it first, by the same write."""
    if was.id:
        return edit
    jsonl = was.path.endswith(".jsonl")

    def change(text: str) -> str:
        return edit.change(entries.set_keys(text, [(was, {"id": edit.excerpt})], jsonl=jsonl))

    return Edit(edit.path, change, edit.excerpt, edit.said)


def _told(was: Excerpt, now: Excerpt) -> str:
    """What is done, without the memo's words."""
    name = was.id or "the excerpt"
    told = []
    if now.codes != was.codes or now.open != was.open:
        words = [*now.codes, *(f"“{label}”" for label in now.open)]
        told.append(f"tagged {', '.join(words) or 'nothing'}")
    if now.memo != was.memo:
        told.append("with a memo" if now.memo else "without its memo")
    if now.quotable != was.quotable:
        told.append("suggested for quoting" if now.quotable else "no longer suggested for quoting")
    return f"{name} is now {' and '.join(told)}" if told else f"{name} is as it was"
