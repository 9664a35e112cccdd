"""How large boxes and labels are, from the words in them. All lengths are units of the drawing (pixels)."""

from collections.abc import Sequence
from typing import NamedTuple

from framework_cli.render.diagram.measure import plain, width, wrap
from framework_cli.render.diagram.plan import Arrow, Box

BOX = 164.0  # a box's width
INSET = 12.0  # from a box's edge to its words
WORDS, LEADING = 13.0, 17.0  # a box's words: size, and from line to line
SMALL, TIGHT = 11.0, 14.0  # labels and tallies
LANE = 116.0  # the room for a label's words, beside the arrow's head
GAP = 7.0  # between labels
OUT = 9.0  # between lines that leave a box
MOST_LINES = 7
VALENCES = {"harmful": "Harm", "mixed": "Mixed", "beneficial": ""}


class Label(NamedTuple):
    """The words beside an arrow's head: lines above its line, and beneath it, each with its kind."""

    above: tuple[str, ...]
    below: tuple[tuple[str, str], ...]

    @property
    def rise(self) -> float:
        """How far it reaches up from the line."""
        return TIGHT * len(self.above) + 4.0

    @property
    def drop(self) -> float:
        """How far it reaches down from the line."""
        return TIGHT * len(self.below) + 4.0

    @property
    def width(self) -> float:
        """The width of its longest line."""
        lines = (*self.above, *(line for _, line in self.below))
        return max((width(line, SMALL) for line in lines), default=0.0)


class Words(NamedTuple):
    """The lines in a box: what marks it as harmful, its words, its tally, its configurations."""

    mark: str
    lines: tuple[str, ...]
    tally: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def height(self) -> float:
        """The height of all lines."""
        return LEADING * len(self.lines) + TIGHT * (len(self.tally) + len(self.parts) + bool(self.mark))


def label(arrow: Arrow) -> Label:
    """An arrow's label in lines that fit its lane."""
    relation = "" if arrow.relation == "leads-to" else arrow.relation.replace("-", " ")
    said = (("relation", relation), ("against", arrow.against), ("differs", arrow.differs))
    below = [(kind, line) for kind, each in said for line in wrap(each, SMALL, LANE, 4)]
    return Label(_tally(arrow.tally), tuple(below))


def _tally(said: str) -> tuple[str, ...]:
    """A tally in lines that break between its parts, at each middle dot."""
    lines: list[str] = []
    for part in filter(None, plain(said).split(" · ")):
        joined = f"{lines[-1]} · {part}" if lines else part
        if lines and width(joined, SMALL) <= LANE:
            lines[-1] = joined
        else:
            lines.append(wrap(part, SMALL, LANE, 1)[0])
    return tuple(lines)


def words(box: Box) -> Words:
    """A box's words in lines that fit it; its id where it has no words."""
    room = BOX - 2 * INSET
    lines = wrap(box.words, WORDS, room, MOST_LINES) or wrap(box.id, WORDS, room, 1)
    return Words(
        VALENCES.get(box.valence, ""), lines, _tally(box.tally), wrap(" · ".join(box.parts), SMALL, room, 3)
    )


def height(inside: Words, arriving: Sequence[Label], leaving: int) -> float:
    """A box's height: room for its words, for the labels of lines that arrive, for lines that leave."""
    if len(arriving) == 1:
        labels = 2 * max(arriving[0].rise, arriving[0].drop)
    else:
        labels = sum(each.rise + each.drop for each in arriving) + GAP * max(len(arriving) - 1, 0)
    return round(max(inside.height + 2 * INSET - 4, labels, OUT * (leaving + 1), 40.0), 1)
