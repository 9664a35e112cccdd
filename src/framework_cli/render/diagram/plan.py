"""What a drawing of a programme theory is made from: plain boxes and arrows, without a study behind them."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Box:
    """A node. `band` is the column of its type, from 0; `tally` what its own evidence amounts to.

    `status` and `valence` are the words of the file, empty where nobody said them; `parts` the
    configurations it belongs to.
    """

    id: str
    band: int
    words: str
    tally: str = ""
    status: str = ""
    valence: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """An edge from one box to another.

    What supports it stands above its line, the rest beneath: `against` is what contradicts it, `differs`
    says at which sites it takes another form. `told` is the whole claim in a sentence.
    """

    id: str
    source: str
    target: str
    relation: str = "leads-to"
    status: str = ""
    tally: str = ""
    against: str = ""
    differs: str = ""
    told: str = ""


class Told(NamedTuple):
    """A claim in a line, and its id."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A drawing before it has places. `bands` are the headings of the columns, left to right.

    An arrow whose source or target is no box is not drawn; of boxes with one id the first is.
    `remark` is said beneath the drawing, `claims` are its text alternative; `rivals` say what else would
    explain an outcome, each with the id of the claim.
    """

    name: str
    title: str
    bands: tuple[str, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    remark: str = ""
    claims: tuple[Told, ...] = ()
    rivals: tuple[str, ...] = ()
