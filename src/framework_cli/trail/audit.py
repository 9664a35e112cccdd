"""A study and its commits → an audit trail: who coded what when, what was decided, what changed after."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from framework_cli.history import Commit
from framework_cli.model.excerpt import AGREED
from framework_cli.trail.change import Change, Kind
from framework_cli.trail.state import State
from framework_cli.trail.steps import Scope, Step

SCOPE = Scope(places=False)  # what every commit changed, excerpts at their recorded places
DECIDING = ("decision", "method")


class Coding(NamedTuple):
    """One coder's work on one source: excerpts now, first and last commit, reading mark, what came after.

    `mark` is the codebook version and day as the coder wrote them; `marked` the commit that brought the
    mark. `after` counts the excerpts that came, went or changed in later commits.
    """

    source: str
    coder: str
    excerpts: int
    first: Commit | None
    last: Commit | None
    mark: tuple[str, str] | None
    marked: Commit | None
    after: dict[str, int]


class Agreement(NamedTuple):
    """A source that several coders coded, or that has an agreed coding."""

    source: str
    coders: tuple[str, ...]
    excerpts: int | None
    since: Commit | None
    after: dict[str, int]


class Reviewed(NamedTuple):
    """A cell that was changed after somebody had reviewed it, and was not marked as reviewed again."""

    cell: str
    by: str
    reviewed: Commit | None
    changed: Commit | None
    how: str


class Noted(NamedTuple):
    """A memo on a decision or on method, with the commits that brought and changed it."""

    id: str
    kind: str
    by: str
    on: str
    about: tuple[str, ...]
    text: str
    since: Commit | None
    changed: tuple[Commit | None, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """All that is known of how a study was made.

    `steps` are oldest first, and only those that changed the study; the last may be what is not committed
    (its commit is None). `commits` are all that touched the study's folder. `why` says why there is no
    history, where there is none; `lent` are files that git does not keep; `earlier` is the folder that the
    study came from, where its history was not followed.
    """

    state: State
    steps: tuple[Step, ...]
    commits: tuple[Commit, ...]
    coding: tuple[Coding, ...]
    agreements: tuple[Agreement, ...]
    reviewed: tuple[Reviewed, ...]
    memos: tuple[Noted, ...]
    lent: tuple[str, ...] = ()
    why: str = ""
    earlier: str = ""

    def codebook(self) -> Iterator[tuple[Step, tuple[Change, ...]]]:
        """The steps that changed the codebook, with those changes."""
        return self._of(lambda change: change.kind in (Kind.CODEBOOK, Kind.CODE))

    def edited(self) -> Iterator[tuple[Step, tuple[Change, ...]]]:
        """The steps that changed the words of a transcript that was there before."""
        return self._of(lambda change: change.kind is Kind.SOURCE and change.aspect("text") is not None)

    def _of(self, keeps: Callable[[Change], bool]) -> Iterator[tuple[Step, tuple[Change, ...]]]:
        for step in self.steps:
            found = tuple(change for change in step.changes if keeps(change))
            if found:
                yield step, found


def audit(
    state: State,
    steps: Iterable[Step],
    commits: Iterable[Commit],
    *,
    lent: Sequence[str] = (),
    why: str = "",
    earlier: str = "",
) -> Audit:
    """Put the trail together from the study as it is and what each commit changed, both newest first."""
    ordered = tuple(reversed(list(steps)))
    return Audit(
        state,
        ordered,
        tuple(reversed(list(commits))),
        tuple(_coding(state, ordered)),
        tuple(_agreements(state, ordered)),
        tuple(_after_review(ordered)),
        tuple(_memos(state, ordered)),
        tuple(lent),
        why,
        earlier,
    )


def _coding(state: State, steps: Sequence[Step]) -> Iterator[Coding]:
    """Each coder's work on each source, by source and coder."""
    work: dict[tuple[str, str], list[tuple[int, Change]]] = {}
    for n, step in enumerate(steps):
        for change in step.changes:
            if change.kind in (Kind.EXCERPT, Kind.READING):
                for key in product(change.about.sources, change.about.coders):
                    work.setdefault(key, []).append((n, change))
    for file in sorted(state.study.annotations, key=lambda file: (file.source, file.coder)):
        if file.coder == AGREED:
            continue
        own = work.get((file.source, file.coder), [])
        coded = [n for n, change in own if change.kind is Kind.EXCERPT]
        marks = [n for n, change in own if change.kind is Kind.READING and not change.removed]
        marked = marks[-1] if marks and file.read else None
        yield Coding(
            file.source,
            file.coder,
            len(file.excerpts),
            steps[coded[0]].commit if coded else None,
            steps[coded[-1]].commit if coded else None,
            (_text(file.read.codebook), file.read.on) if file.read else None,
            steps[marked].commit if marked is not None else None,
            _count(change for n, change in own if marked is not None and n > marked),
        )


def _agreements(state: State, steps: Sequence[Step]) -> Iterator[Agreement]:
    """Sources coded by several, or agreed, by id."""
    coders: dict[str, list[str]] = {}
    agreed: dict[str, int] = {}
    for file in sorted(state.study.annotations, key=lambda file: file.path):
        if file.coder == AGREED:
            agreed[file.source] = len(file.excerpts)
        elif file.excerpts:
            coders.setdefault(file.source, []).append(file.coder)
    for source in sorted(coders.keys() | agreed.keys()):
        names = tuple(dict.fromkeys(coders.get(source, ())))
        if len(names) < 2 and source not in agreed:
            continue
        made = [
            n
            for n, step in enumerate(steps)
            if any(c.kind is Kind.AGREEMENT and c.id == source and c.added for c in step.changes)
        ]
        since = made[-1] if made and source in agreed else None
        later = (
            change
            for step in (steps[since + 1 :] if since is not None else ())
            for change in step.changes
            if change.kind is Kind.EXCERPT and source in change.about.sources
        )
        commit = steps[since].commit if since is not None else None
        yield Agreement(source, names, agreed.get(source), commit, _count(later))


def _after_review(steps: Sequence[Step]) -> Iterator[Reviewed]:
    """Cells whose words or state changed while an older review stood."""
    reviews: dict[str, tuple[str, Commit | None]] = {}
    for step in steps:
        for change in step.changes:
            if change.kind is not Kind.CELL:
                continue
            review = change.aspect("reviewed")
            if review is not None:
                reviews.pop(change.id, None)
                if review.after:
                    reviews[change.id] = review.after, step.commit
            elif change.id in reviews:
                how = [name for name in ("state", "summary", "comments") if change.aspect(name)]
                if how:
                    by, commit = reviews[change.id]
                    yield Reviewed(change.id, by, commit, step.commit, how[0])


def _memos(state: State, steps: Sequence[Step]) -> Iterator[Noted]:
    """Memos on decisions and method, by the day that they name, then by id."""
    memos = [memo for memo in state.study.memos if memo.kind in DECIDING]
    for memo in sorted(memos, key=lambda memo: (memo.on, memo.id)):
        own = [
            (step.commit, change)
            for step in steps
            for change in step.changes
            if change.kind is Kind.MEMO and change.id == memo.id
        ]
        yield Noted(
            memo.id,
            memo.kind,
            memo.by,
            memo.on,
            memo.about,
            memo.text,
            own[0][0] if own else None,
            tuple(commit for commit, change in own if not change.added),
        )


def _count(changes: Iterable[Change]) -> dict[str, int]:
    """How many excerpts came, went and changed; apart from those that only followed a merge of codes."""
    words = Counter(_how(change) for change in changes if change.kind is Kind.EXCERPT)
    return {word: words[word] for word in ("added", "removed", "changed", "carried over") if words[word]}


def _how(change: Change) -> str:
    if change.added or change.removed:
        return "added" if change.added else "removed"
    return "carried over" if {aspect.name for aspect in change.aspects} == {"carried over"} else "changed"


def _text(value: int | None) -> str:
    return "" if value is None else str(value)
