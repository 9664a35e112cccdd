"""What coders gave to units: the plain data that every coefficient of nominal coding takes.

`units` is a list of units; a unit is a list with one rating a coder, always in the same order of coders.
A rating is anything hashable; None is missing: the coder did not rate this unit.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

Units = Sequence[Sequence[Hashable]]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many ratings of each category a unit has; units without any rating are left out.

    `categories` are those declared, or those seen, in order of first use.
    """

    units: tuple[Counter[Hashable], ...]
    categories: tuple[Hashable, ...]

    @property
    def pairable(self) -> tuple[Counter[Hashable], ...]:
        """The units with two ratings or more."""
        return tuple(unit for unit in self.units if unit.total() > 1)

    @property
    def varies(self) -> bool:
        """Whether the ratings that can be compared use more than one category."""
        return len({category for unit in self.pairable for category in unit}) > 1


def tally(units: Units, categories: Iterable[Hashable] = ()) -> Tally:
    """Count the ratings of every unit.

    `categories` may name some that nobody used; ratings outside the list are added to it.
    """
    counted = tuple(
        counts for unit in units if (counts := Counter(rating for rating in unit if rating is not None))
    )
    seen = dict.fromkeys(category for unit in counted for category in unit)
    return Tally(counted, tuple(dict.fromkeys(categories) | seen))


def from_table(
    table: Sequence[Sequence[int]], categories: Sequence[Hashable] = ()
) -> list[tuple[Hashable, Hashable]]:
    """The units of two coders behind a contingency table: rows are the first coder's categories.

    `categories` names rows and columns; else they are numbered from 0.
    """
    names = categories or range(len(table))
    return [
        (names[row], names[column])
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


def both(units: Units) -> list[tuple[Hashable, Hashable]]:
    """The units that two coders both rated; ValueError where there are more than two coders."""
    if any(len(unit) > 2 for unit in units):
        raise ValueError("this coefficient is for two coders")
    pairs = (unit for unit in units if len(unit) == 2)
    return [(first, second) for first, second in pairs if first is not None and second is not None]
