"""What belongs together, directly or through others."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Members of groups that grow by joining two at a time; who was never joined is alone."""

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def of(self, member: T) -> T:
        """The member that stands for the group of this one."""
        while (above := self._above.setdefault(member, member)) != member:
            self._above[member] = self._above.setdefault(above, above)
            member = above
        return member

    def join(self, one: T, other: T) -> None:
        """Make the groups of two members one."""
        self._above[self.of(other)] = self.of(one)

    def sorted(self, members: Iterable[T]) -> list[list[T]]:
        """The members group by group, in the order given."""
        found: dict[T, list[T]] = {}
        for member in members:
            found.setdefault(self.of(member), []).append(member)
        return list(found.values())
