"""Which code of the codebook a cell of somebody's table means: by id, by path, by name – or none."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framework_cli.exchange.codebook import SEPARATOR, folded, split_path
from framework_cli.model.codebook import Code, Codebook

_MEND = "add it to the codebook, or name a code that is there"
_LONGEST = 80  # characters of a code that are shown; more may be somebody's words in the wrong column
# As MAXQDA, NVivo and others join the levels of a path.
_SEPARATORS = (SEPARATOR, "\\", "/", ">", "::")


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why a cell names no code, and what might help."""

    reason: str
    hint: str = ""


class Codes:
    """The codebook's entries by everything they may be called. Case and white space make no difference.

    `cells` are all code cells of a table: where one of them is a path of several levels, a single
    word is a path too, that of a theme; else it may as well be a subtheme's name.
    """

    def __init__(self, codebook: Codebook, separator: str | None = None, cells: Iterable[str] = ()) -> None:
        self.codebook = codebook
        self.separators = (separator,) if separator else _SEPARATORS
        self.names: dict[str, list[str]] = defaultdict(list)
        self.paths: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for code in codebook.codes.values():
            self.names[_plain(code.name)].append(code.id)
            self.paths[tuple(map(_plain, self._path(code)))].append(code.id)
        self.whole = any(len(self._levels(cell)) > 1 and self._by_path(cell) for cell in set(cells))

    def find(self, cell: str) -> str | Unknown:
        """The id that a cell means."""
        from framework_cli.read.suggest import did_you_mean

        text = cell.strip()
        if not text:
            return Unknown("no code")
        called = dict.fromkeys(self.names.get(_plain(text), []))
        if text in self.codebook.codes:
            called[text] = None
        path = self._by_path(text)
        for found in (path if self.whole or len(self._levels(text)) > 1 else [], [*called, *path]):
            ids = list(dict.fromkeys(found))
            if len(ids) == 1:
                return ids[0]
            if ids:
                return Unknown(f"{_named(text)} stands for several", f"ids: {', '.join(ids)}")
        if text in self.codebook.retired:
            into = ", ".join(self.codebook.retired[text].into)
            return Unknown(f"{_named(text)} is retired", f"it became {into}" if into else "")
        known = [*self.codebook.codes, *(SEPARATOR.join(self._path(c)) for c in self.codebook.codes.values())]
        last = self._levels(text)[-1]
        names = [code.name for code in self.codebook.codes.values()]
        near = did_you_mean(text, known) or did_you_mean(last, names)
        return Unknown(f"{_named(text)} is not in the codebook", near or _MEND)

    def _by_path(self, text: str) -> list[str]:
        for separator in self.separators:
            path = split_path(text, separator)
            found = self.paths.get(tuple(map(_plain, folded(path))), [])
            if found:
                return found
        return []

    def _levels(self, text: str) -> Sequence[str]:
        """The longest way to take a path apart."""
        return max((split_path(text, s) for s in self.separators), key=len) or [text]

    def _path(self, code: Code) -> list[str]:
        return [self.codebook.codes[id].name for id in self.codebook.above(code.id)][::-1]


def _named(text: str) -> str:
    """A code in a message. What is no code's name may hold a participant's words, which messages never do."""
    fits = len(text) <= _LONGEST and "\n" not in text
    return f"code “{text}”" if fits else f"a code of {len(text.split())} words"


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
