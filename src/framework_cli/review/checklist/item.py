"""An item of a reporting checklist, and how it stands."""

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """What is left to do for an item. None says that it is met: that is for authors and readers to say."""

    PREFILLED = "pre-filled, confirm"
    AUTHOR = "author must write"
    NOT_APPLICABLE = "n/a"


@dataclass(frozen=True, slots=True)
class Item:
    """An item by its published number, in words of our own.

    `facts` name what a study's files can say to the point; `leads` what they hold that an author can start
    from, and that answers nothing by itself. `talk` says that it asks about interviews or groups.
    """

    number: str
    section: str
    asks: str
    facts: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    talk: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """A reporting checklist: its short name, its title, where it was published, its items in order."""

    id: str
    title: str
    published: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """How an item stands: what the files say to it, and which files."""

    item: Item
    standing: Standing
    says: str = ""
    where: tuple[str, ...] = ()
