"""Where a codebook id is used: passages, cells, memos, theory; and ids put in place of others there."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from framework_cli.model.study import Study
from framework_cli.model.task import Task
from framework_cli.model.words import first_few, number_of
from framework_cli.read.listing import list_folder
from framework_cli.revise.codebook.draft import Draft
from framework_cli.write import references
from framework_cli.write.recoding import recode


class Uses(NamedTuple):
    """How much of a study rests on an id: passages and their files, cells with something in them, mentions.

    `mentions` are places in theory and memos, as `path:line`.
    """

    passages: int
    files: int
    cells: tuple[str, ...]
    mentions: tuple[str, ...]


def uses(draft: Draft, id: str) -> Uses:
    """Everything that names an id, apart from the codebook."""
    study = draft.study
    coded = [e for file in study.annotations for e in file.excerpts if id in e.codes]
    cells = [
        cell for chart in study.charts for cell in chart.cells
        if cell.key.code == id and (cell.words or cell.written)
    ]  # fmt: skip
    mentions = dict.fromkeys(
        f"{path}:{references.line_of(text, mention)}"
        for path, text, found in _mentions(draft)
        for mention in found
        if mention.code == id
    )
    return Uses(
        len(coded), len({e.path for e in coded}), tuple(str(cell.key) for cell in cells), tuple(mentions)
    )


def replace(draft: Draft, heirs: Mapping[str, str]) -> tuple[int, int]:
    """Put ids in place of others in annotations, memos and theory; how many passages in how many files."""
    passages = files = 0
    for file in draft.study.annotations:
        if not any(code in heirs for excerpt in file.excerpts for code in excerpt.codes):
            continue
        passages += draft.counted(file.path, recode, heirs, jsonl=file.path.endswith(".jsonl"))
        files += 1
    for path, _, found in list(_mentions(draft)):
        if any(mention.code in heirs for mention in found):
            draft.change(path, references.replace, found, heirs)
    return passages, files


def both(study: Study, ids: frozenset[str]) -> int:
    """How many passages carry two or more of some ids."""
    return sum(len(ids.intersection(e.codes)) > 1 for file in study.annotations for e in file.excerpts)


def told(found: Uses, id: str) -> Iterator[Task]:
    """What is left to do with an id that is out of use."""
    if found.passages:
        what = number_of(found.passages, "passage")
        yield Task(f"recode {what} in {number_of(found.files, 'file')}", "framework check --select F202")
    if found.cells:
        what = number_of(len(found.cells), "summary", "summaries")
        yield Task(f"move {what} ({first_few(found.cells)})", "framework check --select F402")
    if found.mentions:
        yield Task(f"{id} is still named in {first_few(found.mentions)}")


def _mentions(draft: Draft) -> Iterator[tuple[str, str, list[references.Mention]]]:
    """Every memo, and every file of theory, with the ids that it names."""
    for memo in draft.study.memos:
        if memo.about:
            yield memo.path, draft.text(memo.path), draft.found(memo.path, references.in_memo)
    files, _ = list_folder(draft.study.root, draft.study.settings.folders["theory"], (".yaml",))
    for file in files:
        yield file.path, draft.text(file.path), draft.found(file.path, references.in_theory)
