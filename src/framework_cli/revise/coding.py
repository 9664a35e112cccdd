"""Coding by hand: give a passage codes, or take them away."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from framework_cli.index.attribution import Talk
from framework_cli.model.excerpt import Annotations, Excerpt
from framework_cli.model.passage import Index, Passage
from framework_cli.model.source import Kind, Source
from framework_cli.model.study import Study
from framework_cli.read import suggest
from framework_cli.revise.entry import new_entry
from framework_cli.write import annotations as entries
from framework_cli.write import new_id


class RefusedError(ValueError):
    """A wish that cannot be carried out; the message says why and what to do, without transcript text."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one file: `write.edit(root, path, change)` carries it out. `said` tells what it does."""

    path: Path
    change: Callable[[str], str]
    excerpt: str
    said: str


def tag(
    study: Study,
    index: Index,
    source: Source,
    place: tuple[int, int],
    *,
    coder: str,
    codes: Sequence[str] = (),
    open: Sequence[str] = (),
    memo: str = "",
    quotable: bool = False,
) -> Edit:
    """Give a passage codes (or open labels): a new excerpt, or more codes on the coder's own one there.

    Raises RefusedError for a code that the codebook does not have or has retired.
    """
    for code in codes:
        known(study, code)
    file = _file(study, source.id, coder)
    held = _same_place(index, source.id, coder, place)
    if held is not None:
        return _more(study, held, codes, open, memo, quotable)
    excerpt = new_entry(
        source, *place, id=new_id(_ids(study)), coder=coder, file=file,
        codes=codes, open=open, memo=memo, quotable=quotable,
    )  # fmt: skip
    jsonl = file is not None and file.path.endswith(".jsonl")
    path = study.root / file.path if file else _path(study, source.id, coder)

    def change(text: str) -> str:
        if text.strip():
            return entries.add_excerpt(text, excerpt, jsonl=jsonl)
        return entries.new_file([excerpt], text=source.sha, jsonl=jsonl)

    first, last = (source.lines.line(offset) for offset in (place[0], place[1] - 1))
    lines = f"{first}-{last}" if last > first else f"{first}"
    said = f"{excerpt.id} at {source.id}:{lines} tagged {_words(codes, open)}"
    return Edit(path, change, excerpt.id, said)


def unheard(source: Source, place: tuple[int, int]) -> str:
    """What to say of a passage in which only interviewers speak; empty for one that counts."""
    if source.kind in (Kind.DOCUMENT, Kind.NOTES) or Talk(source).of(*place).participant:
        return ""
    return "only interviewers speak there, so it counts nowhere: quote the answer as well"


def mark_read(study: Study, source: Source, *, coder: str, on: str) -> Edit:
    """Record that the coder went through the whole source under today's codebook version; `on` is the day."""
    file = _file(study, source.id, coder)
    jsonl = file is not None and file.path.endswith(".jsonl")
    path = study.root / file.path if file else _path(study, source.id, coder)
    version = study.codebook.version

    def change(text: str) -> str:
        if not text.strip():
            text = entries.new_file(text=source.sha)
        return entries.set_read(text, version, on, jsonl=jsonl)

    said = f"{source.id} read through by {coder}" + (
        f" under codebook {version}" if version is not None else ""
    )
    return Edit(path, change, source.id, said)


def untag(study: Study, id: str, *, coder: str, code: str | None = None) -> Edit:
    """Take one code off an excerpt, or without a code the excerpt itself.

    An excerpt that loses its last code goes as well, unless it carries an open label or a memo. Raises
    RefusedError for an unknown id, another coder's excerpt, or a code it does not carry.
    """
    return without(study, _own(study, id, coder), code=code)


def without(study: Study, excerpt: Excerpt, *, code: str | None = None, label: str | None = None) -> Edit:
    """Take one code or one open label off an excerpt, or without either the excerpt itself.

    An excerpt that loses its last code or label goes as well, unless it carries a memo or one of the
    others. Raises RefusedError for a code or label it does not carry.
    """
    path, jsonl, which = study.root / excerpt.path, excerpt.path.endswith(".jsonl"), excerpt.id or excerpt
    name = excerpt.id or "the excerpt"
    if code is not None and code not in excerpt.codes:
        near = suggest(code, excerpt.codes)
        raise RefusedError(f"{name} does not carry {code}" + (f"; did you mean {near}?" if near else ""))
    if label is not None and label not in excerpt.open:
        raise RefusedError(f"{name} does not carry the label “{label}”")
    rest = [each for each in excerpt.codes if each != code], [each for each in excerpt.open if each != label]
    if (code is None and label is None) or not (*rest[0], *rest[1], *excerpt.memo):
        said = f"{name} removed"
        return Edit(path, lambda text: entries.remove_excerpt(text, which, jsonl=jsonl), excerpt.id, said)

    def change(text: str) -> str:
        if code is not None:
            text = entries.remove_code(text, which, code, jsonl=jsonl)
        return entries.remove_code(text, which, label, key="open", jsonl=jsonl) if label is not None else text

    gone = code if code is not None else f"“{label}”"
    return Edit(path, change, excerpt.id, f"{name} is no longer tagged {gone}")


def _more(
    study: Study,
    held: Passage,
    codes: Sequence[str],
    open: Sequence[str],
    memo: str,
    quotable: bool,
) -> Edit:
    """Codes, labels, a memo or a flag for an excerpt that is already there."""
    excerpt = held.excerpt
    which = excerpt.id or excerpt
    jsonl = excerpt.path.endswith(".jsonl")
    if memo and excerpt.memo:
        raise RefusedError(f"{excerpt.id} has a memo already; change it in {excerpt.path}")

    def change(text: str) -> str:
        text = entries.add_codes(text, which, codes, jsonl=jsonl)
        text = entries.add_codes(text, which, open, key="open", jsonl=jsonl)
        if memo:
            text = entries.set_memo(text, which, memo, jsonl=jsonl)
        return entries.set_quotable(text, which, True, jsonl=jsonl) if quotable else text

    now = _words((*excerpt.codes, *codes), (*excerpt.open, *open))
    said = f"{excerpt.id or held.reference} is now tagged {now}"
    return Edit(study.root / excerpt.path, change, excerpt.id, said)


def known(study: Study, code: str) -> None:
    """Refuse a code that the codebook does not have or has retired, and say what to use instead."""
    book = study.codebook
    if code in book.codes:
        return
    if code in book.retired:
        into = " or ".join(book.retired[code].into)
        raise RefusedError(f"{code} is retired" + (f"; use {into}" if into else ""))
    near = suggest(code, book.codes)
    raise RefusedError(f"the codebook has no {code}" + (f"; did you mean {near}?" if near else ""))


def _own(study: Study, id: str, coder: str) -> Excerpt:
    """The coder's own excerpt of that id."""
    found = [e for a in study.annotations for e in a.excerpts if e.id == id]
    if not found:
        raise RefusedError(f"no excerpt is called {id}")
    if len(found) > 1:
        raise RefusedError(
            f"{len(found)} excerpts are called {id}; `framework check --select F208` lists them"
        )
    if found[0].coder != coder:
        raise RefusedError(
            f"{id} is in {found[0].path}, which is not {coder}'s; say --as {found[0].coder} if it is yours"
        )
    return found[0]


def _same_place(index: Index, source: str, coder: str, place: tuple[int, int]) -> Passage | None:
    for passage in index.passages:
        own = passage.excerpt.source == source and passage.excerpt.coder == coder
        if own and (passage.start, passage.end) == place:
            return passage
    return None


def _file(study: Study, source: str, coder: str) -> Annotations | None:
    return next((a for a in study.annotations if a.source == source and a.coder == coder), None)


def _path(study: Study, source: str, coder: str) -> Path:
    return study.folder("annotations") / f"{source}.{coder}.yaml"


def _ids(study: Study) -> Collection[str]:
    return {excerpt.id for file in study.annotations for excerpt in file.excerpts}


def _words(codes: Sequence[str], open: Sequence[str]) -> str:
    labels = [f"“{label}”" for label in dict.fromkeys(open)]
    return ", ".join([*dict.fromkeys(codes), *labels]) or "nothing yet"
