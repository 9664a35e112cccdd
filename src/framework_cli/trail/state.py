"""A state of a study: all that is known of it at one time, ready to be compared with another."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from framework_cli.cells import Grid, grid
from framework_cli.index import build
from framework_cli.model import rules
from framework_cli.model.codebook import Codebook
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.excerpt import Entry, Excerpt
from framework_cli.model.passage import Index, Passage
from framework_cli.model.progress import Progress
from framework_cli.model.severity import Severity
from framework_cli.model.study import Study
from framework_cli.read import load
from framework_cli.read.snapshot import Root
from framework_cli.read.torn import LOSING


@dataclass(frozen=True)
class State:
    """A study with its index, and what could not be read of it.

    `blind` are the files that cannot be read, or only in part: what stands in them is neither there nor
    gone. `problems` are all errors, for their number. `whole` says that every file that bears on its cells
    was read; else nothing is said of what is stale.
    """

    study: Study
    index: Index
    problems: tuple[Diagnostic, ...] = ()
    blind: frozenset[str] = frozenset()
    whole: bool = True

    @cached_property
    def grid(self) -> Grid:
        """How every cell stands; worked out when it is asked for."""
        return grid(self.study, self.index)

    @cached_property
    def placed(self) -> Mapping[Entry, Passage]:
        """The passage of an entry, by file and position in it."""
        return self.index.by_entry()

    @property
    def codebook(self) -> Codebook:
        """The codebook in force."""
        return self.study.codebook

    def passage(self, excerpt: Excerpt) -> Passage | None:
        """Where an excerpt stands; None where that is not certain."""
        return self.placed.get(excerpt.entry)

    def tally(self) -> dict[str, int]:
        """How many errors there are, by rule."""
        return dict(sorted(Counter(problem.rule.id for problem in self.problems).items()))


def state_of(root: Root, *, progress: Progress | None = None, whole: bool = True) -> State:
    """Read and index a study as it stands, or stood, at `root`; `whole` where that is all of it.

    The cache of places is left alone: what was looked up of old texts has no place in it.
    """
    study, found = load(root, progress=progress)
    index, more = build(study, progress=progress, cache=False)
    errors = tuple(d for d in (*found, *more) if d.severity is Severity.ERROR)
    blind = frozenset(_path(d) for d in found if d.rule in LOSING) | _hollow(study, found)
    return State(study, index, errors, blind, whole)


def _hollow(study: Study, found: Iterable[Diagnostic]) -> frozenset[str]:
    """Theories of which nothing could be read, as a list stands where it should not."""
    hollow = {t.path for t in study.theories if not (t.parts or t.dimensions or t.typologies or t.decisions)}
    return frozenset(_path(d) for d in found if d.rule is rules.WRONG_VALUE and _path(d) in hollow)


def _path(found: Diagnostic) -> str:
    return found.primary.path
