"""One file of a study read anew, and the rest left as it was read: the same as reading all of it again."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from framework_cli.model import rules
from framework_cli.model.cell import ChartFile
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.excerpt import Annotations
from framework_cli.model.study import Study
from framework_cli.read.annotations import read_annotations
from framework_cli.read.charts import read_chart
from framework_cli.read.listing import File, list_folder
from framework_cli.read.locate import locate
from framework_cli.read.memory import no_collection
from framework_cli.read.study import newer_than
from framework_cli.read.torn import torn

Held = TypeVar("Held", Annotations, ChartFile)
Read = tuple[Held | None, list[Diagnostic]]

# What is told of a folder's files from their names alone.
_LISTED = frozenset({rules.FILE_NAME, rules.STRAY_FILE, rules.OUTSIDE_STUDY})


def again(study: Study, found: Iterable[Diagnostic], path: str) -> tuple[Study, list[Diagnostic]]:
    """The study and what was found in reading it, once the annotation or chart file at `path` has changed.

    The file may be new, or gone. `found` are the findings of reading, located; those of other files
    stand. Raises ValueError for a path in another folder of the study.
    """
    folder = path.rpartition("/")[0]
    with no_collection():
        if folder == study.settings.folders["annotations"]:
            return _annotations(study, found, folder, path)
        if folder == study.settings.folders["charts"]:
            return _charts(study, found, folder, path)
    raise ValueError(f"{path} is neither an annotation file nor a chart")


def _annotations(
    study: Study, found: Iterable[Diagnostic], folder: str, path: str
) -> tuple[Study, list[Diagnostic]]:
    def read(file: File) -> Read[Annotations]:
        return read_annotations(study.root, file)

    file, problems = _one(study.root, folder, (".yaml", ".jsonl"), path, read)
    files = _with(study.annotations, file, path)
    problems += newer_than(study.codebook, [file] if file else [])
    every = locate(study.root, [*_others(found, folder, path), *problems])
    within = [d for d in every if d.primary.path == folder or d.primary.path.startswith(f"{folder}/")]
    unread = torn(folder, within, files, study.sources)
    return replace(study, annotations=files, torn=unread), every


def _charts(
    study: Study, found: Iterable[Diagnostic], folder: str, path: str
) -> tuple[Study, list[Diagnostic]]:
    def read(file: File) -> Read[ChartFile]:
        return read_chart(study.root, file, study.sources)

    file, problems = _one(study.root, folder, (".md",), path, read)
    every = locate(study.root, [*_others(found, folder, path), *problems])
    return replace(study, charts=_with(study.charts, file, path)), every


def _one(
    root: Path, folder: str, suffixes: tuple[str, ...], path: str, read: Callable[[File], Read[Held]]
) -> Read[Held]:
    """What one file says, with what its folder's list tells of every file."""
    files, problems = list_folder(root, folder, suffixes)
    for file in files:
        if file.path == path:
            said = read(file)
            return said[0], problems + said[1]
    return None, problems


def _with(files: Sequence[Held], file: Held | None, path: str) -> tuple[Held, ...]:
    """The files in order of path, one of them as it is now."""
    held = [each for each in files if each.path != path]
    if file is not None:
        held.append(file)
    return tuple(sorted(held, key=attrgetter("path")))


def _others(found: Iterable[Diagnostic], folder: str, path: str) -> list[Diagnostic]:
    """What was found elsewhere than in this file and in the names of its folder."""

    def named(each: Diagnostic) -> bool:
        where = each.primary.path
        within = where.startswith(f"{folder}/")
        return where == folder or (within and each.rule in _LISTED)

    return [each for each in found if each.primary.path != path and not named(each)]
