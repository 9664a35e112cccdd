"""What analysts sorted cells into: the categories of a study's dimensions, by cell."""

from collections.abc import Mapping
from typing import NamedTuple

from framework_cli.cells import Grid
from framework_cli.cells.naming import cell_meant, cell_named
from framework_cli.model.cell import CellKey
from framework_cli.model.study import Study
from framework_cli.model.theory import Citation, Cited


class Sorted(NamedTuple):
    """A category that an element was sorted into, the dimension it is of, and the element's words."""

    dimension: str
    category: str
    words: str


class Sorting:
    """The categories that cite each cell, or an excerpt that counts in it, in order of the files."""

    def __init__(self, study: Study, grid: Grid) -> None:
        """Gather the elements of every theory."""
        self._grid = grid
        self._cited: dict[str, list[Sorted]] = {}
        for theory in study.theories:
            for each in theory.dimensions:
                for category in each.categories:
                    for element in category.elements:
                        if element.cited is not None:
                            into = Sorted(each.label or each.id, category.label or category.id, element.text)
                            self._cited.setdefault(_name(study, grid, element.cited), []).append(into)

    def into(self, key: CellKey) -> tuple[Sorted, ...]:
        """What a cell was sorted into."""
        state = self._grid.states.get(key)
        names = (str(key), *(state.evidence if state else ()))
        return tuple(each for name in names for each in self._cited.get(name, ()))

    def categories(self, key: CellKey) -> Mapping[str, str]:
        """Its categories by dimension, several of one as one text."""
        found: dict[str, dict[str, None]] = {}
        for each in self.into(key):
            found.setdefault(each.dimension, {})[each.category] = None
        return {dimension: ", ".join(names) for dimension, names in found.items()}


def _name(study: Study, grid: Grid, cited: Citation) -> str:
    """What is cited; a cell as the grid calls it."""
    if cited.kind is not Cited.CELL:
        return cited.id
    return str(cell_named(grid, cited.id) or cell_meant(study, grid, cited.id) or cited.id)
