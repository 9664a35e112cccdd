"""What the facts of a checklist are taken from, and what a fact is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from framework_cli.cells import Grid
from framework_cli.model.passage import Index
from framework_cli.model.study import Study


class Fact(NamedTuple):
    """What the files say, and which."""

    says: str
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """A study with its index and its grid."""

    study: Study
    index: Index
    grid: Grid

    @property
    def people(self) -> list[str]:
        """The cases that are participants."""
        return [id for id, case in self.study.cases.items() if case.participant]

    def path(self, folder: str) -> str:
        """A folder of the study as people write it."""
        return f"{self.study.settings.folders[folder]}/"


def listed(words: Iterable[str]) -> str:
    """Words with commas between them."""
    return ", ".join(words)
