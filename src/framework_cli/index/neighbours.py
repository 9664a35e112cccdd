"""What an excerpt's neighbours say of a place: text that changed keeps, by and large, its order.

Excerpts that are beyond doubt and kept their order form a backbone. It tells how far lines have
shifted before and after an old place, and so where that place can be now. A place in doubt is ruled
out when it does not lie there. Neighbours never choose between places.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from framework_cli.index.patience import rising
from framework_cli.model.excerpt import Excerpt, Place
from framework_cli.model.lines import Lines, Position
from framework_cli.model.passage import Anchor

# How far a place may drift along its line: a share of what stands before it on the line, and some columns.
DRIFT, COLUMNS = 0.15, 40
# Columns within which a place has hardly moved on its line.
CLOSE = 8
# How far a copy put in before a quote pushes it, in lengths of the quote.
PUSHED = 1.5
# Lines that edits nearby may have added or taken away.
LINES = 3


class Trust(Enum):
    """How far a place can be trusted by itself."""

    SURE = "sure"
    LIKELY = "likely: accepted where it keeps the order of its neighbours, or nothing is known of them"
    DOUBTFUL = "doubtful: accepted on the lines where the old place must be now, if no rival can be there"


class Verdict(NamedTuple):
    """What one excerpt says by itself: an anchor, how far to trust it, and what to report if it is not.

    `rivals` are the starts of other places where its words may stand.
    """

    anchor: Anchor
    trust: Trust = Trust.SURE
    otherwise: Anchor | None = None
    rivals: tuple[int, ...] = ()


class _Rib(NamedTuple):
    """One excerpt of the backbone: its old place, its new start and how many lines it has shifted."""

    line: int
    column: int
    start: int
    shift: int


class _Room(NamedTuple):
    """Where an old place can be now.

    It starts no earlier than `since` and no later than `until`; it is expected on lines `first` to
    `last`, around `column`. `enclosed` says that there are neighbours before and after.
    """

    since: int
    until: int
    first: int
    last: int
    column: int
    enclosed: bool

    def keeps_order(self, offset: int) -> bool:
        """Whether a start lies between the neighbours'."""
        return self.since <= offset <= self.until

    def pins(self, offset: int, at: Position) -> bool:
        """Whether a start is all but exactly where the old place would be."""
        near = self.first <= at.line <= self.last and abs(at.column - self.column) <= CLOSE
        return near and self.keeps_order(offset)

    def expects(self, offset: int, at: Position, slack: int = 0, lines: int = 0) -> bool:
        """Whether a start is where it must be, give or take some lines, and `slack` columns on its line."""
        first, last = self.first - lines, self.last + lines
        if not self.keeps_order(offset) or not first <= at.line <= last:
            return False
        far = abs(at.column - self.column) > DRIFT * self.column + COLUMNS + slack
        return not (far and self.first == self.last == at.line)


def settle(excerpts: Sequence[Excerpt], verdicts: Sequence[Verdict], lines: Lines) -> list[Anchor]:
    """Decide every verdict that is in doubt."""
    if all(verdict.otherwise is None for verdict in verdicts):
        return [verdict.anchor for verdict in verdicts]
    backbone = _backbone(excerpts, verdicts, lines)
    anchors = []
    for excerpt, verdict in zip(excerpts, verdicts, strict=True):
        stands = verdict.otherwise is None or _stands(excerpt, verdict, backbone, lines)
        anchors.append(verdict.anchor if stands or verdict.otherwise is None else verdict.otherwise)
    return anchors


def _stands(excerpt: Excerpt, verdict: Verdict, backbone: list[_Rib], lines: Lines) -> bool:
    if excerpt.at is None:
        return verdict.trust is Trust.LIKELY
    room = _room(excerpt.at, backbone, lines)
    start, rivals = verdict.anchor.start, verdict.rivals
    at = lines.position(start)
    if verdict.trust is Trust.LIKELY:
        return room.keeps_order(start)
    length = len(excerpt.quote)
    if room.pins(start, at):
        # Only a copy put in right before the quote's own words, pushing them along, would stand there too.
        rivals = tuple(rival for rival in rivals if 0 < rival - start <= PUSHED * length + CLOSE)
    elif rivals and not room.enclosed:
        return False
    down = excerpt.quote.count("\n") + LINES
    rivalled = any(room.expects(rival, lines.position(rival), length, down) for rival in rivals)
    return room.expects(start, at) and not rivalled


def _backbone(excerpts: Sequence[Excerpt], verdicts: Sequence[Verdict], lines: Lines) -> list[_Rib]:
    """The sure excerpts that have an old place, as many as kept their order."""
    ribs = []
    for excerpt, (anchor, trust, _, _) in zip(excerpts, verdicts, strict=True):
        if trust is Trust.SURE and anchor.status.resolved and excerpt.at is not None:
            at = excerpt.at
            ribs.append(_Rib(at.line, at.column or 1, anchor.start, lines.line(anchor.start) - at.line))
    ribs.sort()
    return [ribs[n] for n in rising([rib.start for rib in ribs], level=True)]


def _room(at: Place, backbone: list[_Rib], lines: Lines) -> _Room:
    old = (at.line, at.column or 1)
    before = bisect_right(backbone, old, key=lambda rib: rib[:2])
    after = bisect_left(backbone, old, key=lambda rib: rib[:2])
    around = [backbone[n] for n in (before - 1, after) if 0 <= n < len(backbone)]
    shifts = [rib.shift for rib in around] or [0]
    return _Room(
        backbone[before - 1].start if before else 0,
        backbone[after].start if after < len(backbone) else lines.length,
        at.line + min(shifts),
        at.line + max(shifts),
        at.column or 1,
        before > 0 and after < len(backbone),
    )
