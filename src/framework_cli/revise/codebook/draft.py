"""What files of a study will say once a change of the codebook is carried out, worked out step by step."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Concatenate, ParamSpec, TypeVar

from framework_cli.model.codebook import Code, Codebook
from framework_cli.model.severity import Severity
from framework_cli.model.study import Study
from framework_cli.model.task import Task
from framework_cli.model.words import first_few, number_of
from framework_cli.read import suggest
from framework_cli.read.codebook import codebook_of
from framework_cli.read.files import read_text
from framework_cli.revise.coding import RefusedError
from framework_cli.write import Rewrite, SpliceError
from framework_cli.write import codebook as entries
from framework_cli.write.joining import refresh
from framework_cli.write.references import Mention

P = ParamSpec("P")
Count = TypeVar("Count")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)+(?![\w.]*\d)")
_ID = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Revision:
    """A change of the framework: what each file will say, what that does, and what is left to do."""

    rewrites: tuple[Rewrite, ...]
    said: tuple[str, ...]
    left: tuple[Task, ...] = ()


class Draft:
    """The files of a study that a change concerns, as they were and as they will be.

    `book` is the codebook as it was; `on` is the day (YYYY-MM-DD) that goes into records.
    """

    def __init__(self, study: Study, on: str = "") -> None:
        self.study = study
        self.book = study.codebook
        self.on = on
        self._before: dict[str, str] = {}
        self._after: dict[str, str] = {}
        if not self.book.path:
            raise RefusedError(
                "no codebook is in force: name one in framework.yaml, as `codebook: codebooks/…`"
            )

    def text(self, path: str) -> str:
        """What a file says, changes so far included."""
        if path not in self._after:
            text, _ = read_text(self.study.root, path)
            if text is None:
                raise RefusedError(f"{path} cannot be read; `framework check` says why")
            self._before[path] = self._after[path] = text
        return self._after[path]

    def change(
        self, path: str, change: Callable[Concatenate[str, P], str], *words: P.args, **more: P.kwargs
    ) -> None:
        """Change a file's text by a function, given what it needs. Raises RefusedError where it cannot be."""
        text = self.text(path)
        with _refusing(path):
            self._after[path] = change(text, *words, **more)

    def counted(
        self,
        path: str,
        change: Callable[Concatenate[str, P], tuple[str, Count]],
        *words: P.args,
        **more: P.kwargs,
    ) -> Count:
        """Change a file by a function that also counts; what it counted."""
        text = self.text(path)
        with _refusing(path):
            self._after[path], count = change(text, *words, **more)
        return count

    def found(self, path: str, find: Callable[[str], list[Mention]]) -> list[Mention]:
        """What a file names. Raises RefusedError where it cannot be read."""
        text = self.text(path)
        with _refusing(path):
            return find(text)

    def entries(self, change: Callable[Concatenate[str, P], str], *words: P.args, **more: P.kwargs) -> None:
        """Change the codebook's file."""
        self.change(self.book.path, change, *words, **more)

    def raise_version(self) -> int | None:
        """Give the codebook its next version; None where it has none, and so nobody can rest on one."""
        if self.book.version is None:
            return None
        version = self.book.version + 1
        self.entries(entries.set_version, version)
        return version

    def new_book(self) -> Codebook:
        """The codebook as it will be. Raises RefusedError where the change would break it."""
        path = self.book.path
        new, found = codebook_of(self.text(path), path)
        old = {(d.rule.id, d.message) for d in codebook_of(self._before[path], path)[1]}
        for diagnostic in found:
            known = (diagnostic.rule.id, diagnostic.message) in old
            if diagnostic.severity is not Severity.NOTE and not known:
                raise RefusedError(
                    f"the codebook would not be sound: {diagnostic.message}; nothing was changed"
                )
        return new

    def refresh_headings(self, new: Codebook) -> None:
        """Show the new numbers and titles in the headings of every chart."""
        for chart in self.study.charts:
            self.change(chart.path, refresh, self.book, new)

    def revision(self, said: Sequence[str], left: Iterable[Task] = ()) -> Revision:
        """All of it as one revision; the last line of what is said counts the files."""
        rewrites = tuple(
            Rewrite(path, self._before[path], self._after[path])
            for path in sorted(self._after)
            if self._before[path] != self._after[path]
        )
        counted = [f"changes {_counted(self.study, rewrites)}"] if rewrites else []
        return Revision(rewrites, (*said, *counted), tuple(left))

    def renumbered(self, new: Codebook) -> Iterator[Task]:
        """What to read again because it names numbers that now stand for something else."""
        moved = {code.number for id, code in self.book.codes.items() if _number(new, id) != code.number}
        naming = [
            f"{code.id} ({', '.join(numbers)})"
            for code in new.codes.values()
            if (numbers := sorted(moved.intersection(_NUMBER.findall(_prose(code)))))
        ]
        if naming:
            yield Task(f"numbers have changed, and these entries name old ones: {', '.join(naming)}")

    def columns_lost(self, new: Codebook) -> Iterator[Task]:
        """Cells that the matrix will not show any more, since their entry is no column in it now."""
        columns = {code.id for code in new.charted()}
        for code in self.book.charted():
            cells = [
                str(cell.key)
                for chart in self.study.charts
                for cell in chart.cells
                if cell.key.code == code.id and (cell.words or cell.written)
            ]
            if code.id in new.codes and code.id not in columns and cells:
                some = first_few(cells)
                yield Task(
                    f"{code.id} is no column of the matrix any more; its cells are in the files: {some}"
                )

    def code(self, id: str) -> Code:
        """An entry of the codebook. Raises RefusedError where there is none."""
        if id in self.book.codes:
            return self.book.codes[id]
        if id in self.book.retired:
            raise RefusedError(f"{id} is retired already")
        heir = next((code.id for code in self.book.codes.values() if id in code.was), None)
        if heir:
            raise RefusedError(f"{id} was merged into {heir}")
        near = suggest(id, self.book.codes)
        raise RefusedError(f"the codebook has no {id}" + (f"; did you mean {near}?" if near else ""))

    def fresh(self, id: str) -> str:
        """An id for a new entry. Raises RefusedError where it is malformed, or was ever used."""
        if not _ID.fullmatch(id):
            raise RefusedError(f"“{id}” cannot be an id: use letters a to z, digits and -")
        if id in self.book.codes:
            raise RefusedError(f"{id} is in the codebook already")
        used = [code.id for code in self.book.codes.values() if id in code.was]
        if used or id in self.book.retired:
            what = f"was merged into {used[0]}" if used else "is retired"
            raise RefusedError(f"{id} {what}, and an id is never used again: choose another")
        return id


@contextmanager
def _refusing(path: str) -> Iterator[None]:
    """A file that cannot be changed in place ends the whole change."""
    try:
        yield
    except SpliceError as fault:
        raise RefusedError(f"{path}: {fault}; nothing was changed") from fault


def named(name: str) -> str:
    """A name that fits on one line. Raises RefusedError for any other."""
    name = name.strip()
    if not name:
        raise RefusedError("a name needs words")
    if not all(letter.isprintable() for letter in name):
        raise RefusedError("a name stands on one line, without tabs and control characters")
    return name


def shown(code: Code) -> str:
    """An entry in a sentence: `2.3 Referral pathway (referral)`."""
    return f"{code.number} {code.name} ({code.id})"


def to_define(*ids: str) -> Task:
    """What was not defined yet."""
    return Task(f"define {' and '.join(ids)}", f'framework codebook rename {ids[0]} --definition "…"')


def _prose(code: Code) -> str:
    return f"{code.definition}\n{code.include}\n{code.exclude}"


def _number(book: Codebook, id: str) -> str:
    return book.codes[id].number if id in book.codes else ""


def _counted(study: Study, rewrites: tuple[Rewrite, ...]) -> str:
    """`the codebook, 5 annotation files, 12 charts`."""
    nouns = {"annotations": "annotation file", "charts": "chart", "memos": "memo", "theory": "file of theory"}
    folders = {study.settings.folders[name]: noun for name, noun in nouns.items()}
    counts = Counter(folders.get(str(PurePosixPath(each.path).parent), "the codebook") for each in rewrites)
    parts = ["the codebook"] if "the codebook" in counts else []
    return ", ".join(
        [*parts, *(number_of(counts[noun], noun, _several(noun)) for noun in nouns.values() if counts[noun])]
    )


def _several(noun: str) -> str:
    return "files of theory" if noun == "file of theory" else ""
