"""Settling by hand where an excerpt stands: its place, and the words that it has there today."""

from framework_cli.index import around
from framework_cli.model.excerpt import Annotations, Excerpt, Place
from framework_cli.model.study import Study
from framework_cli.read import suggest
from framework_cli.revise.coding import Edit, RefusedError
from framework_cli.write import annotations as entries
from framework_cli.write.entry import Value, place


def excerpt_called(study: Study, id: str) -> Excerpt:
    """The excerpt of that id. Raises RefusedError where there is none, or several, or no transcript."""
    found = [excerpt for file in study.annotations for excerpt in file.excerpts if excerpt.id == id]
    if not found:
        near = suggest(id, sorted({e.id for file in study.annotations for e in file.excerpts if e.id}))
        raise RefusedError(f"no excerpt is called {id}" + (f"; did you mean {near}?" if near else ""))
    if len(found) > 1:
        raise RefusedError(
            f"{len(found)} excerpts are called {id}; `framework check --select F208` lists them"
        )
    if found[0].source not in study.sources:
        raise RefusedError(f"{id} is in {found[0].path}, and there is no transcript {found[0].source}")
    return found[0]


def anchor(study: Study, excerpt: Excerpt, span: tuple[int, int]) -> Edit:
    """Give an excerpt a place in its transcript of today: offsets, end exclusive.

    Its quote becomes the words there, and the words around them are kept where these are not unique.
    Where its file's places belong to an older text, the entry names today's itself.
    """
    source = study.sources[excerpt.source]
    start, end = span
    file = next(file for file in study.annotations if file.path == excerpt.path)
    before, after = around(source.text, start, end)
    at = Place.of(source.lines, start, end)
    keys: dict[str, Value | None] = {
        "at": place(at),
        "quote": source.text[start:end],
        "before": before or None,
        "after": after or None,
        "text": _own_hash(file, source.sha),
    }
    which = excerpt.id or excerpt
    jsonl = excerpt.path.endswith(".jsonl")

    def change(text: str) -> str:
        return entries.set_keys(text, [(which, keys)], jsonl=jsonl)

    return Edit(study.root / excerpt.path, change, excerpt.id, _told(excerpt, at, source.text[start:end]))


def _own_hash(file: Annotations, sha: str) -> str | None:
    """The hash that the entry needs beside its file's: none where the file has today's, or has none."""
    return sha if file.text not in ("", sha) else None


def _told(excerpt: Excerpt, at: Place, words: str) -> str:
    """What is written, in places alone."""
    was = f"{place(excerpt.at)} → " if excerpt.at and excerpt.at != at else ""
    quote = "" if excerpt.quote == words else ", quote as it stands there"
    return f"{excerpt.id or 'entry'} at {was}{excerpt.source}:{place(at)}{quote}"
