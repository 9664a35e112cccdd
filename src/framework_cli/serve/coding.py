"""Coding on the page: a passage marked, an excerpt changed or taken out, a source read through.

Each wish goes through `revise`, as on the command line, and is written by `saving`. An added excerpt
commutes with what others write meanwhile; a change of one names the file's state that it started from.
"""

from collections.abc import Callable, Container
from datetime import date

from framework_cli.model.excerpt import Excerpt
from framework_cli.model.source import Source
from framework_cli.revise import Edit, mark_read, tag, unheard, without
from framework_cli.revise.amending import amend, given, identified, resize
from framework_cli.serve.desk import Desk
from framework_cli.serve.passage import Json, handle, placed, unplaced
from framework_cli.serve.reply import Reply, WishError, conflict
from framework_cli.serve.saving import ChangedMeanwhileError, current, etag_of, save, sound
from framework_cli.serve.source import agreed, mark_of, own_path, source_named
from framework_cli.serve.wish import Wish

TRIES = 5  # as often a wish is worked out anew over a file that somebody writes to at the same moment
KEYS = ("codes", "open", "memo", "quotable")
NOT_AGREED = "this source has an agreed coding, which counts: what is coded here now waits to be agreed on"


def add(desk: Desk, wish: Wish) -> Reply:
    """Mark a passage: a new excerpt, or more codes on the coder's own one at just that place."""
    source = source_named(desk, wish.path["id"])
    place = _place(source, wish)
    codes, labels, memo = wish.listed("codes"), _labels(wish), _memo(wish)
    if not (codes or labels or memo):
        raise WishError(422, "name at least one code, an open label or a memo")

    def edit() -> Edit:
        return tag(
            desk.study, desk.index, source, place,
            coder=desk.coder, codes=codes, open=labels, memo=memo, quotable=wish.flag("quotable"),
        )  # fmt: skip

    path, made = _carried_out(desk, source.id, edit)
    note = " · ".join(_notes(desk, source, place))
    return _told(desk, path, made.said, _at(desk, source, place), note=note, status=201)


def change(desk: Desk, wish: Wish) -> Reply:
    """Change an excerpt: its boundaries, its codes or labels, its memo, whether it may be quoted."""
    if wish.has("start") and any(wish.has(key) for key in KEYS):
        raise WishError(400, "a place is changed by itself")
    if wish.has("start"):
        return _edited(desk, wish, lambda excerpt: _resized(desk, wish, excerpt))
    if not any(wish.has(key) for key in KEYS):
        raise WishError(400, "say what is to change: a place, codes, open, memo or quotable")
    return _edited(desk, wish, lambda excerpt: _amended(desk, wish, excerpt))


def remove(desk: Desk, wish: Wish) -> Reply:
    """Take an excerpt out."""
    return _edited(desk, wish, lambda excerpt: without(desk.study, excerpt))


def remove_code(desk: Desk, wish: Wish) -> Reply:
    """Take one code off an excerpt; with the last thing it carries the excerpt goes."""
    return _edited(desk, wish, lambda excerpt: without(desk.study, excerpt, code=wish.path["code"]))


def remove_label(desk: Desk, wish: Wish) -> Reply:
    """Take one open label off an excerpt; with the last thing it carries the excerpt goes."""
    return _edited(desk, wish, lambda excerpt: without(desk.study, excerpt, label=wish.asked("label")))


def read(desk: Desk, wish: Wish) -> Reply:
    """Record that the coder went through the whole source, under today's codebook version."""
    source = source_named(desk, wish.path["id"])
    today = date.today().isoformat()
    path, made = _carried_out(
        desk, source.id, lambda: mark_read(desk.study, source, coder=desk.coder, on=today)
    )
    reply = _told(desk, path, made.said, "")
    return Reply({**reply.body, "read": mark_of(desk.own(source.id))}, etag=reply.etag)


def _carried_out(desk: Desk, source: str, wished: Callable[[], Edit]) -> tuple[str, Edit]:
    """Write what commutes with others' writing: worked out anew where the file changed meanwhile."""
    for _ in range(TRIES):
        path = own_path(desk, source)
        before = current(desk, path)
        sound(desk, path)
        edit = wished()
        try:
            save(desk, path, before, edit.change, _plainly(desk, edit), source=source, excerpt=edit.excerpt)
        except ChangedMeanwhileError:
            continue
        return path, edit
    raise _busy(own_path(desk, source))


def _edited(desk: Desk, wish: Wish, wished: Callable[[Excerpt], Edit]) -> Reply:
    """Change one excerpt of the coder's own, if its file still is as the page knew it."""
    id = wish.path["id"]
    for _ in range(TRIES):
        excerpt = own_excerpt(desk, id)
        before = current(desk, excerpt.path)
        if stale := _newer(desk, wish, etag_of(before)):
            return stale
        excerpt = own_excerpt(desk, id)
        sound(desk, excerpt.path)
        named = identified(desk.study, excerpt)
        edit = given(wished(named), excerpt)
        said = _plainly(desk, edit, excerpt)
        try:
            save(desk, excerpt.path, before, edit.change, said, source=excerpt.source, excerpt=named.id)
        except ChangedMeanwhileError:
            continue
        return _told(desk, excerpt.path, edit.said, named.id)
    raise _busy(own_excerpt(desk, id).path)


def _newer(desk: Desk, wish: Wish, etag: str) -> Reply | None:
    """Both versions, where the file is not as the page knew it."""
    if wish.known() == etag:
        return None
    excerpt, unresolved = shown_as(desk, wish.path["id"])
    return conflict(dict(wish.body), excerpt or unresolved, etag)


def own_excerpt(desk: Desk, id: str) -> Excerpt:
    """The coder's own excerpt that the page calls so. Raises WishError where there is none, or several.

    Of another coder's excerpt nothing is said but where the view shows it.
    """
    found = [e for file in desk.study.annotations for e in file.excerpts if handle(e) == id]
    own = [each for each in found if each.coder == desk.coder]
    if len(own) == 1:
        return own[0]
    if own:
        hint = "`framework check --select F208` lists them; give one another id in an editor"
        raise WishError(409, f"{len(own)} excerpts are called {id}", hint)
    if found and desk.shows(found[0]):
        hint = "mark the passage yourself; an agreed coding is changed with `framework compare`"
        raise WishError(403, f"{id} is in {found[0].path}, which is not {desk.coder}'s", hint)
    raise WishError(404, "there is no such excerpt of yours", "it may have been taken out meanwhile")


def shown_as(desk: Desk, id: str) -> tuple[Json | None, Json | None]:
    """An excerpt as the page gets it, at its place or without one; nothing where it is not there."""
    if not id:
        return None, None
    for passage in desk.index.passages:
        if handle(passage.excerpt) == id and desk.shows(passage.excerpt):
            return placed(desk, passage), None
    for each in desk.index.unresolved:
        if handle(each.excerpt) == id and desk.shows(each.excerpt):
            return None, unplaced(desk, each)
    return None, None


def _told(desk: Desk, path: str, said: str, id: str, *, note: str = "", status: int = 200) -> Reply:
    """The answer to a write: the excerpt as it is now, and what could be undone."""
    excerpt, unresolved = shown_as(desk, id)
    own = next((file for file in desk.study.annotations if file.path == path), None)
    etag = own.sha if own else etag_of(None)
    body = {"excerpt": excerpt, "unresolved": unresolved, "etag": etag, "said": said, "note": note}
    return Reply({**body, **desk.steps.told}, status, etag)


def _at(desk: Desk, source: Source, place: tuple[int, int]) -> str:
    """What the coder's own excerpt at just this place is called."""
    for passage in desk.index.passages:
        own = passage.excerpt.source == source.id and passage.excerpt.coder == desk.coder
        if own and (passage.start, passage.end) == place:
            return handle(passage.excerpt)
    return ""


def _place(source: Source, wish: Wish) -> tuple[int, int]:
    """The place that is wished, if it holds the words that the page saw there."""
    start, end = wish.number("start"), wish.number("end")
    inside = 0 <= start < end <= len(source.text)
    if not inside or source.text[start:end] != wish.words("quote"):
        raise WishError(422, "other words stand at that place now", "look at the passage again, then mark it")
    if start < source.body:
        raise WishError(422, "that is the front matter, which is not talk", "mark a passage below it")
    if not source.text[start:end].strip():
        raise WishError(422, "nothing is said at that place")
    return start, end


def _labels(wish: Wish, held: Container[str] = ()) -> list[str]:
    """Open labels: those held as they are, new ones on one line without white space around; none blank."""
    given = [label if label in held else " ".join(label.split()) for label in wish.listed("open")]
    return [label for label in given if label]


def _memo(wish: Wish) -> str:
    """The memo that is wished, with line feeds alone; one that is blank is none."""
    memo = wish.words("memo", "").replace("\r\n", "\n")
    return memo if memo.strip() else ""


def _resized(desk: Desk, wish: Wish, excerpt: Excerpt) -> Edit:
    source = desk.study.sources.get(excerpt.source)
    if source is None:
        raise WishError(409, f"there is no transcript {excerpt.source} any more")
    return resize(desk.study, desk.index, excerpt, _place(source, wish))


def _amended(desk: Desk, wish: Wish, excerpt: Excerpt) -> Edit:
    return amend(
        desk.study,
        excerpt,
        codes=wish.listed("codes") if wish.has("codes") else None,
        open=_labels(wish, excerpt.open) if wish.has("open") else None,
        memo=_memo(wish) if wish.has("memo") else None,
        quotable=wish.flag("quotable") if wish.has("quotable") else None,
    )


def _notes(desk: Desk, source: Source, place: tuple[int, int]) -> list[str]:
    """What a coder should know of a passage that was just marked: that it counts nowhere, or not yet."""
    waits = NOT_AGREED if agreed(desk, source.id) else ""
    return [note for note in (unheard(source, place), waits) if note]


def _plainly(desk: Desk, edit: Edit, excerpt: Excerpt | None = None) -> str:
    """What an edit does, with the place that an excerpt has had so far instead of its id."""
    said = edit.said.removeprefix(f"{edit.excerpt} at ")
    for passage in desk.index.passages if edit.excerpt else ():
        known = passage.excerpt
        if known.entry == excerpt.entry if excerpt else known.id == edit.excerpt:
            return said.replace(edit.excerpt, passage.reference, 1)
    return said


def _busy(path: str) -> WishError:
    return WishError(409, f"{path} is being written to all the time", "try again")
