"""Three versions of one cell, all different → one: heading, charting, review and words by themselves."""

import re
from dataclasses import dataclass

from framework_cli.model.cell import Evidence
from framework_cli.read.charts import COMMENT, EVIDENCE
from framework_cli.read.outline import ATTRIBUTE, Comment, Outline
from framework_cli.revise.merge.pieces import Part, settled, union
from framework_cli.write.charts import Marks, add_comments, comments_of, set_marks
from framework_cli.write.splice import Splice, apply, remove_lines

CHARTING = ("charted", "on", "codebook", "state")
Charting = tuple[tuple[str | None, ...], tuple[Evidence, ...] | None]


@dataclass(frozen=True, slots=True)
class Taken:
    """A cell taken apart; `plain` says that its heading and evidence hold nothing but what is known here.

    `listed` are the tool's own comments, `words` all that a person wrote below the heading.
    """

    heading: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Evidence, ...] | None = None
    listed: tuple[str, ...] = ()
    words: str = ""
    plain: bool = True

    @classmethod
    def of(cls, text: str, id: str) -> "Taken":
        """Take a cell's text apart, which starts with its heading."""
        outline = Outline.of(text)
        if not text:
            return cls()
        head = outline.headings[0]
        tool = [comment for comment in outline.comments if comment.tool]
        evidence = [comment for comment in tool if comment.tool == "evidence"]
        tokens = list(ATTRIBUTE.finditer(head.attributes))
        named = tuple(
            (token[1], token[2] if token[2] is not None else token[3]) for token in tokens if token[1]
        )
        known = {*CHARTING, "reviewed"}
        items = (
            tuple(Evidence(*found) for found in EVIDENCE.findall(_inside(text, evidence)))
            if evidence
            else None
        )
        fine = len(tokens) == len(named) + 1 and len({name for name, _ in named}) == len(named)
        return cls(
            heading=text[: head.inside],
            attributes=named,
            evidence=items,
            listed=comments_of(text, id),
            words=_without(text, head.end, tool),
            plain=fine and {name for name, _ in named} <= known and len(evidence) < 2,
        )

    @property
    def charting(self) -> Charting:
        """Who charted it, when and under which codebook, its state and its evidence."""
        given = dict(self.attributes)
        return tuple(given.get(name) for name in CHARTING), self.evidence

    @property
    def reviewed(self) -> str | None:
        """Who reviewed it."""
        return dict(self.attributes).get("reviewed")


def merge_cell(base: str, ours: str, theirs: str, id: str) -> Part:
    """Merge a section that both sides changed; `id` is empty where it is no cell's.

    Words that both sides changed are a conflict, whichever they are. So is a review by one side of
    what the other charted anew, and a state of silence beside a summary.
    """
    conflict = Part(ours, theirs)
    if not id:
        return conflict
    was, one, other = (Taken.of(text, id) for text in (base, ours, theirs))
    if not (one.plain and other.plain):
        return conflict
    headed, heading = settled(was.heading, one.heading, other.heading)
    charted, charting = settled(was.charting, one.charting, other.charting)
    seen, reviewed = settled(was.reviewed, one.reviewed, other.reviewed)
    known, words = settled(was.words, one.words, other.words)
    if not (headed and charted and seen and known) or _reviewed_another(was, one, other):
        return conflict
    attributes = dict(zip(CHARTING, charting[0], strict=True))
    if attributes["state"] and COMMENT.sub("", words).strip():
        return conflict
    text = ours if one.words == words else theirs
    text = _listed(text, id, union(was.listed, one.listed, other.listed))
    marks = Marks({**attributes, "reviewed": reviewed}, charting[1], forget=charting[1] is None)
    text = set_marks(text, {id: marks})
    return Part(heading + text[Outline.of(text).headings[0].inside :])


def _reviewed_another(was: Taken, one: Taken, other: Taken) -> bool:
    """Whether a side reviewed what the other charted anew."""
    return any(
        charter.charting != was.charting and reviewer.reviewed not in (None, was.reviewed)
        for charter, reviewer in ((one, other), (other, one))
        if reviewer.charting != charter.charting
    )


def _inside(text: str, comments: list[Comment]) -> str:
    return " ".join(text[comment.start : comment.end] for comment in comments)


def _without(text: str, start: int, comments: list[Comment]) -> str:
    """What a person wrote: without the tool's comments, and without blank lines at its ends."""
    cut = apply(text, [Splice(comment.start, comment.end, "") for comment in comments])
    return re.sub(r"\n\s*\n", "\n\n", cut[start:]).strip()


def _listed(text: str, id: str, wanted: tuple[str, ...]) -> str:
    """Make a cell list what is wanted in the tool's comments; those that stand in that order already stay."""
    there = comments_of(text, id)
    pairs = enumerate(zip(there, wanted, strict=False))
    same = next((number for number, (one, other) in pairs if one != other), min(len(there), len(wanted)))
    own = [comment for comment in Outline.of(text).comments if comment.tool == "framework"]
    gone = [remove_lines(text, comment.start, comment.end) for comment in own[same:]]
    return add_comments(apply(text, gone), {id: wanted[same:]})
