"""`import segments`: placed passages → annotations/SOURCE.CODER.yaml, each entry spliced in, none twice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from framework_cli.exchange.codes import Codes
from framework_cli.exchange.note import Note, warned
from framework_cli.exchange.placing import Placed, place
from framework_cli.exchange.segments import Segment, Unplaced
from framework_cli.exchange.who import Coders
from framework_cli.model.excerpt import Annotations, Excerpt
from framework_cli.model.passage import Passage
from framework_cli.model.source import Source
from framework_cli.model.study import Study
from framework_cli.model.words import number_of
from framework_cli.revise import new_entry


@dataclass(frozen=True, slots=True)
class Coded:
    """What became of a table of segments.

    `placed` are the passages found; `new` how many excerpts and `more` how many codes on excerpts
    that were there already were (or would be) written, in `paths`.
    """

    placed: tuple[Placed, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    new: int = 0
    more: int = 0
    paths: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(slots=True)
class _Work:
    """What is to be done to one file of annotations."""

    path: Path
    source: Source
    file: Annotations | None
    added: list[Excerpt] = field(default_factory=list)
    codes: list[tuple[Excerpt, tuple[str, ...]]] = field(default_factory=list)
    memos: list[tuple[Excerpt, str]] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    left: list[Unplaced] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.codes or self.memos)


def import_segments(
    study: Study,
    segments: Sequence[Segment],
    *,
    coders: Mapping[str, str] | None = None,
    default: str = "",
    separator: str | None = None,
    dry_run: bool = False,
) -> Coded:
    """Place segments and add them to the study's annotation files; run again, it adds nothing.

    `coders` maps coders' names to ids; `default` is the id where a row names nobody.
    """
    codes = Codes(study.codebook, separator, (segment.code for segment in segments))
    found, unplaced = place(study, segments, codes, Coders(study, coders or {}, default))
    works = _works(study, found)
    unplaced += [left for work in works for left in work.left]
    done: list[_Work] = []
    for work in works:
        problem = "" if dry_run or not work else _write(study.root, work)
        if problem:
            unplaced += [Unplaced(row, problem) for one in work.placed for row in one.rows]
        elif work:
            done.append(work)
    return Coded(
        tuple(found),
        tuple(sorted(unplaced, key=lambda one: one.segment.row)),
        sum(len(work.added) for work in done),
        sum(len(codes) for work in done for _, codes in work.codes),
        tuple(work.path.relative_to(study.root).as_posix() for work in done),
        tuple(_notes(found)),
    )


def _notes(found: Iterable[Placed]) -> list[Note]:
    edited = [str(row.row) for one in found if one.edited for row in one.rows]
    if not edited:
        return []
    rows = ", ".join(edited[:20]) + (" …" if len(edited) > 20 else "")
    which = number_of(len(edited), f"segment (row {rows}) differs", f"segments (rows {rows}) differ")
    return [warned(f"{which} from the transcript, whose words are taken: edited", "compare them")]


def _works(study: Study, found: Sequence[Placed]) -> list[_Work]:
    """What each annotation file needs, given what is in it."""
    from framework_cli.index import build
    from framework_cli.write import new_id

    files = {(file.source, file.coder): file for file in study.annotations}
    there: dict[tuple[str, str, int, int], list[Passage]] = defaultdict(list)
    for passage in build(study)[0].passages:
        excerpt = passage.excerpt
        there[excerpt.source, excerpt.coder, passage.start, passage.end].append(passage)
    taken = {excerpt.id for file in study.annotations for excerpt in file.excerpts}
    works = []
    for (source_id, coder), group in groupby(found, key=lambda one: (one.source, one.coder)):
        file = files.get((source_id, coder))
        source = study.sources[source_id]
        path = study.root / file.path if file else study.folder("annotations") / f"{source_id}.{coder}.yaml"
        work = _Work(path, source, file)
        for one in group:
            work.placed.append(one)
            known = there.get((one.source, one.coder, one.start, one.end))
            if known:
                _extend(work, one, [passage.excerpt for passage in known])
                continue
            id = new_id(taken)
            taken.add(id)
            memo = "\n".join(one.memos)
            work.added.append(
                new_entry(
                    source, one.start, one.end, id=id, coder=coder, file=file, codes=one.codes, memo=memo
                )
            )
        works.append(work)
    return works


def _extend(work: _Work, one: Placed, known: Sequence[Excerpt]) -> None:
    """Add what excerpts at the same place do not say yet."""
    held = {code for excerpt in known for code in excerpt.codes}
    codes = tuple(code for code in one.codes if code not in held)
    if codes:
        work.codes.append((known[0], codes))
    memos = [excerpt.memo for excerpt in known if excerpt.memo]
    if not memos and one.memos:
        work.memos.append((known[0], "\n".join(one.memos)))
        return
    for row in one.rows:
        if not any(row.memo.strip() in memo for memo in memos) and row.memo.strip():
            reason = "memo differs from the one there, which stays"
            work.left.append(Unplaced(row, reason, f"excerpt {known[0].id}"))


def _write(root: Path, work: _Work) -> str:
    """Change one file; the reason where that cannot be done, and then nothing of it is written."""
    from framework_cli.write import EntryGoneError, SpliceError, edit
    from framework_cli.write.annotations import Keys, add_excerpts, extend, new_file, set_keys

    jsonl = work.path.suffix == ".jsonl"

    def change(text: str) -> str:
        if not text.strip():
            return new_file(work.added, text=work.source.sha, jsonl=jsonl)
        text = extend(text, work.codes, jsonl=jsonl)
        memos: list[tuple[Excerpt, Keys]] = [(excerpt, {"memo": memo}) for excerpt, memo in work.memos]
        text = set_keys(text, memos, jsonl=jsonl)
        return add_excerpts(text, work.added, jsonl=jsonl)

    try:
        edit(root, work.path, change)
    except (SpliceError, EntryGoneError) as bad:
        return f"{work.path.name} cannot be changed: {bad}"
    except OSError as bad:
        return f"{work.path.name} cannot be written: {bad.strerror or type(bad).__name__}"
    return ""
