"""One transcript as the page reads it: its text, whose turns these are, and what is coded in it."""

from collections.abc import Iterator

from framework_cli.index.attribution import interviewers_of
from framework_cli.model.excerpt import AGREED, Annotations
from framework_cli.model.source import Source
from framework_cli.read import suggest
from framework_cli.read.torn import LOSING
from framework_cli.serve.desk import Desk
from framework_cli.serve.passage import Json, placed, shown, unplaced
from framework_cli.serve.reply import Reply, WishError
from framework_cli.serve.saving import NO_FILE, told
from framework_cli.serve.wish import Wish


def source(desk: Desk, wish: Wish) -> Reply:
    """A transcript with its excerpts, as the view shows them."""
    text = source_named(desk, wish.path["id"])
    own = desk.own(text.id)
    etag = own.sha if own else NO_FILE
    cases = [_case(desk, *belonging) for belonging in dict.fromkeys(text.belongs())]
    lost = (u for u in desk.index.unresolved if u.excerpt.source == text.id and desk.shows(u.excerpt))
    body: Json = {
        "id": text.id,
        "path": text.path,
        "sha": text.sha,
        "kind": text.kind.value,
        "cases": cases,
        "attributes": cases[0]["attributes"] if cases else {},
        "date": text.date,
        "wave": text.wave,
        "text": text.text,
        "body": text.body,
        "turns": list(_turns(text)),
        "excerpts": [placed(desk, passage) for passage in shown(desk, text.id)],
        "unresolved": [unplaced(desk, each) for each in lost],
        "etag": etag,
        "read": mark_of(own),
        "readers": list(_readers(desk, text.id)),
        "agreed": agreed(desk, text.id),
        "memos": list(_memos(desk, text.id)),
        "problems": list(_problems(desk, text)),
    }
    return Reply(body, etag=etag)


def source_named(desk: Desk, id: str) -> Source:
    """The source with this id. Raises WishError where the study has none."""
    found = desk.study.sources.get(id)
    if found is None:
        near = suggest(id, desk.study.sources)
        raise WishError(404, "there is no such transcript", f"did you mean {near}?" if near else "")
    return found


def own_path(desk: Desk, source: str) -> str:
    """The coder's own annotation file of a source, there or not, relative to the study."""
    own = desk.own(source)
    return own.path if own else f"{desk.study.settings.folders['annotations']}/{source}.{desk.coder}.yaml"


def mark_of(file: Annotations | None) -> Json | None:
    """Under which codebook version a file's coder read the source through, and when."""
    return {"codebook": file.read.codebook, "on": file.read.on} if file and file.read else None


def agreed(desk: Desk, source: str) -> bool:
    """Whether the view says that a source has an agreed coding, which counts instead of the coders'."""
    if desk.view == "blind":
        return False
    return any(file.source == source and file.coder == AGREED for file in desk.study.annotations)


def _case(desk: Desk, id: str, wave: str) -> Json:
    case = desk.study.cases.get(id)
    return {
        "case": id,
        "wave": wave,
        "kind": case.kind.value if case else "",
        "attributes": dict(case.attributes) if case else {},
    }


def _turns(source: Source) -> Iterator[list[str | int]]:
    """Speaker, start, first word, end, and whose talk it is."""
    interviewers = interviewers_of(source)
    for speaker, start, words, end in source.turns:
        role = "none" if not speaker else "interviewer" if speaker in interviewers else "participant"
        yield [speaker, start, words, end, role]


def _readers(desk: Desk, source: str) -> Iterator[Json]:
    for file in desk.study.annotations:
        if file.source == source and file.read and (desk.view == "others" or file.coder == desk.coder):
            yield {"coder": file.coder, "codebook": file.read.codebook, "on": file.read.on}


def _memos(desk: Desk, source: str) -> Iterator[Json]:
    """The memos about a source; blind, only those that the coder signed."""
    for memo in desk.study.memos:
        if f"source:{source}" in memo.about and (desk.view != "blind" or memo.by == desk.coder):
            yield {"id": memo.id, "by": memo.by, "text": memo.text}


def _problems(desk: Desk, source: Source) -> Iterator[Json]:
    """What is wrong in the coder's own file of a source and in the transcript.

    `blocks` says that the file cannot be read whole: nothing is written into it, and excerpts may be missing.
    """
    for path in (own_path(desk, source.id), source.path):
        for found in filter(desk.tells, desk.found_in(path)):
            yield {
                "rule": found.rule.id,
                "severity": found.severity.value,
                "message": told(found),
                "path": path,
                "hint": found.hint,
                "blocks": found.rule in LOSING,
            }
