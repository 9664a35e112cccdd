"""Where tables, settings, codebooks and reports name a case or source."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from framework_cli.model.study import Study
from framework_cli.read.settings import FILE as SETTINGS
from framework_cli.read.sources import FILE as SOURCES
from framework_cli.read.tables import read_table
from framework_cli.read.texts import texts


class Mention(NamedTuple):
    """A file that holds or names the thing: path, line (0: the whole file) and what is there."""

    path: str
    line: int
    what: str


def mapped(study: Study, kind: str, id: str) -> Iterator[Mention]:
    """Where sources.csv or front matter names the case, or the source."""
    table, _ = read_table(study.root, SOURCES)
    for row in table.rows if table else ():
        if row[kind] == id:
            speaker = f"the speaker {row['speaker']} of " if row["speaker"] else "the row of "
            yield Mention(SOURCES, row.line, f"{speaker}{row['source']}")
    for source in study.sources.values():
        if kind == "case" and source.case == id != source.id:
            yield Mention(source.path, 0, "its case, by sources.csv or front matter")


def elsewhere(study: Study, id: str, excerpts: set[str]) -> Iterator[Mention]:
    """Each line of settings and codebooks that names it or cites its words, and what was rendered.

    So does each line of a theory that could not be read.
    """
    folders = study.settings.folders
    said = (folders["codebooks"], folders["theory"], SETTINGS)
    known = {theory.path for theory in study.theories}
    for each in texts(study):
        folder = next((f for f in (*said, folders["reports"]) if f"{each.path}/".startswith(f"{f}/")), "")
        if folder == folders["reports"]:
            yield Mention(each.path, 0, "was rendered with it: render it again, or delete it")
        if folder not in said or each.text is None or each.path in known:
            continue
        for number, line in enumerate(each.text.split("\n"), 1):
            cites = any(names(line, excerpt) for excerpt in excerpts)
            if cites or names(line, id):
                yield Mention(each.path, number, "cites its words" if cites else "names it")


def names(text: str, id: str) -> bool:
    """Whether a text names an id as a word of its own."""
    return id in text and re.search(rf"(?<![\w-]){re.escape(id)}(?![\w-])", text) is not None
