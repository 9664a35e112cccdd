"""A state of a study: all that is known of it at one time, ready to be compared with another."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from framework_cli.cells import Grid, grid
from framework_cli.index import build
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
from framework_cli.trail.theory import Claims, read_theory


@dataclass(frozen=True)
class State:
    """A study with its index, and what could not be read of it.

    `theory` is, by path, what its files say. `blind` are the files that cannot be read, or only in part:
    what stands in them is neither there nor gone. `problems` are all errors, for their number. `whole` says
    that every file that bears on its cells was read; else nothing is said of what is stale.
    """

    study: Study
    index: Index
    theory: Mapping[str, Claims] = field(default_factory=dict)
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
    theory = read_theory(root, study.settings.folders["theory"])
    errors = tuple(d for d in (*found, *more) if d.severity is Severity.ERROR)
    blind = frozenset(_path(d) for d in found if d.rule in LOSING)
    broken = frozenset(path for path, claims in theory.items() if claims.broken)
    return State(study, index, theory, errors, blind | broken, whole)


def _path(found: Diagnostic) -> str:
    return found.primary.path
