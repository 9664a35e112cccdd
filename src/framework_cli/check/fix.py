"""Safe mends of annotation and chart files: what is certain is recorded, nothing is decided.

Excerpts get ids, places, the words at their place and, where these are not unique, the words around
them; files get the hash of their transcript; references to lines that can mean one excerpt only
become citations. What has no certain place keeps all it has, the older hash included.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from framework_cli.cells import Grid
from framework_cli.check.places import in_chart
from framework_cli.check.references import meant
from framework_cli.index import around
from framework_cli.model.cell import CellKey, ChartFile, Citation
from framework_cli.model.excerpt import Annotations, Entry, Excerpt, Place
from framework_cli.model.passage import Index, Passage
from framework_cli.model.source import Source
from framework_cli.model.study import Study
from framework_cli.write import Rewrite, edit, new_id
from framework_cli.write.annotations import Keys, set_keys, set_text_hash
from framework_cli.write.entry import place


@dataclass(frozen=True, slots=True)
class Mend:
    """What will be changed in one file: the change, and its parts in words, none from a transcript."""

    path: str
    change: Callable[[str], str]
    parts: tuple[str, ...]


class FileChangedError(RuntimeError):
    """A file is no longer as it was when its mend was worked out."""


def mends(study: Study, index: Index, grid: Grid) -> list[Mend]:
    """Everything that can be mended safely, one mend a file, in order of path."""
    passages = index.by_entry()
    ids = _ids(study)
    found = [_annotations(study, file, passages, ids) for file in study.annotations]
    found += [_chart(grid, chart, ids) for chart in study.charts]
    return sorted((mend for mend in found if mend is not None), key=lambda mend: mend.path)


def apply(root: Path, mend: Mend) -> bool:
    """Write one mend; False where the file was like that already.

    Raises FileChangedError or what the write room raises; the file is then as it was.
    """
    return edit(root, root / mend.path, mend.change)


def as_patch(root: Path, mend: Mend) -> str:
    """A mend as a patch that `git apply` takes; it holds words of the transcript."""
    from framework_cli.read.files import read_text
    from framework_cli.write.patch import patch

    text = read_text(root, mend.path)[0] or ""
    return patch(root, [Rewrite(mend.path, text, mend.change(text))]).decode()


def _ids(study: Study) -> dict[Entry, str]:
    """A new id for every entry without one."""
    taken = {excerpt.id for file in study.annotations for excerpt in file.excerpts if excerpt.id}
    ids: dict[Entry, str] = {}
    for file in study.annotations:
        for excerpt in file.excerpts:
            if not excerpt.id and excerpt.quote:
                id = new_id(taken)
                taken.add(id)
                ids[excerpt.entry] = id
    return ids


def _annotations(
    study: Study, file: Annotations, passages: Mapping[Entry, Passage], ids: Mapping[Entry, str]
) -> Mend | None:
    """The mend of one annotation file, None where it is as it should be."""
    source = study.sources.get(file.source)
    if source is None:
        return None
    changes: list[tuple[Excerpt, Keys]] = []
    parts: list[str] = []
    sha = source.sha if _hash_certain(file, passages) else file.text
    for excerpt in file.excerpts:
        passage = passages.get(excerpt.entry)
        keys = _placed(source, passage) if passage else _left_behind(file, excerpt, sha)
        id = ids.get(excerpt.entry)
        if id:
            keys = {"id": id, **keys}
        if keys:
            changes.append((excerpt, keys))
            parts.append(_told(excerpt, keys))
    if sha != file.text:
        parts.append("the hash of the transcript" + (" brought up to date" if file.text else ""))
    if not parts:
        return None
    return Mend(
        file.path, _annotations_change(file.path, changes, "" if sha == file.text else sha), tuple(parts)
    )


def _annotations_change(path: str, changes: list[tuple[Excerpt, Keys]], sha: str) -> Callable[[str], str]:
    jsonl = path.endswith(".jsonl")

    def change(text: str) -> str:
        text = set_keys(text, changes, jsonl=jsonl) if changes else text
        return set_text_hash(text, sha, jsonl=jsonl) if sha else text

    return change


def _hash_certain(file: Annotations, passages: Mapping[Entry, Passage]) -> bool:
    """Whether the file may claim to have been resolved against the text as it is now.

    An entry without a certain place keeps the older hash in its own `text:`; where none was ever
    recorded it has nothing to keep, and the claim would be false for it.
    """
    return bool(file.excerpts) and all(
        excerpt.text or file.text or excerpt.entry in passages for excerpt in file.excerpts
    )


def _placed(source: Source, passage: Passage) -> dict[str, str | None]:
    """What an entry with a certain place should say and does not."""
    excerpt, start, end = passage.excerpt, passage.start, passage.end
    words = source.text[start:end]
    at = Place.of(source.lines, start, end)
    keys: dict[str, str | None] = {}
    if excerpt.at != at:
        keys["at"] = place(at)
    if excerpt.quote != words:
        keys["quote"] = words
    before, after = around(source.text, start, end)
    if before or after:
        keys |= {"before": before or None} if excerpt.before != before else {}
        keys |= {"after": after or None} if excerpt.after != after else {}
    if excerpt.text:
        keys["text"] = None
    return keys


def _left_behind(file: Annotations, excerpt: Excerpt, sha: str) -> dict[str, str | None]:
    """An entry without a certain place keeps the hash that its place was right for."""
    return {"text": file.text} if sha != file.text and not excerpt.text else {}


def _told(excerpt: Excerpt, keys: Keys) -> str:
    """A change in words: ids and places only."""
    told = []
    if "id" in keys:
        told.append("new id")
    if "at" in keys:
        told.append(f"at {place(excerpt.at)} → {keys['at']}" if excerpt.at else f"at {keys['at']}")
    if "quote" in keys:
        told.append("quote as it now stands there")
    if "before" in keys or "after" in keys:
        told.append("words before and after")
    if "text" in keys:
        told.append("keeps its older hash" if keys["text"] else "older hash dropped")
    return f"{excerpt.id or keys.get('id') or 'entry'}: {', '.join(told)}"


def _chart(grid: Grid, chart: ChartFile, ids: Mapping[Entry, str]) -> Mend | None:
    """The mend of one chart file: references to lines that mean exactly one excerpt."""
    found = list(_citations(grid, chart, ids))
    if not found:
        return None

    def change(text: str) -> str:
        for citation, id in reversed(found):
            written = chart.text[citation.start : citation.end]
            if text[citation.start : citation.end] != written:
                raise FileChangedError(chart.path)
            text = f"{text[: citation.start]}{_citation(citation, id)}{text[citation.end :]}"
        return text

    return Mend(chart.path, change, tuple(_told_citation(chart, citation, id) for citation, id in found))


def _citations(grid: Grid, chart: ChartFile, ids: Mapping[Entry, str]) -> Iterator[tuple[Citation, str]]:
    for cell in chart.cells:
        for citation in cell.citations:
            if citation.excerpt:
                continue
            passages = meant(grid, CellKey(chart.case, chart.wave, cell.key.code), citation)
            if len(passages) == 1:
                excerpt = passages[0].excerpt
                yield citation, excerpt.id or ids[excerpt.entry]


def _citation(citation: Citation, id: str) -> str:
    return f"[{'*' if citation.quotable else ''}@{id}]"


def _told_citation(chart: ChartFile, citation: Citation, id: str) -> str:
    where = in_chart(chart, citation.start, citation.end)
    lines = f"{citation.source}:{citation.line}"
    if citation.end_line != citation.line:
        lines += f"-{citation.end_line}"
    return f"line {where.line}, column {where.column}: {lines} → {_citation(citation, id)}"
