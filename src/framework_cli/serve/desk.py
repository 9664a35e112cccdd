"""The desk: a study as this server last read it, for one coder, and brought up to date file by file."""

from collections.abc import Iterable
from pathlib import Path
from threading import RLock

from framework_cli.cells import Grid, grid
from framework_cli.cells.waves import Waves
from framework_cli.index import again as placed_again
from framework_cli.index import build
from framework_cli.index.places import Settled
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.excerpt import AGREED, Annotations, Excerpt
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.read import again as read_again
from framework_cli.read import load, locate
from framework_cli.serve.place import remembered
from framework_cli.serve.steps import Steps
from framework_cli.serve.watch import Watch

VIEWS = ("mine", "others", "blind")
# What indexing finds; all else is found in reading.
_PLACING = frozenset({rules.LOST, rules.AMBIGUOUS, rules.CHANGED, rules.DELETED, rules.MOVED})


class Desk:
    """What the handlers work on. Whoever uses it holds `lock`: one wish is carried out at a time.

    `view` says whose coding is shown: the coder's own ("mine", "blind") or everybody's ("others"); it is
    what it was when this coder last worked here.
    `steps` is what can be undone. `found` are the findings of reading and indexing.
    """

    def __init__(self, study: Study, index: Index, found: Iterable[Diagnostic], coder: str) -> None:
        self.root: Path = study.root
        self.coder = coder
        kept = remembered(study.root, coder).get("view")
        self.view: str = kept if kept in VIEWS else VIEWS[0]
        self.lock = RLock()
        self.steps = Steps()
        self.watch = Watch(study)
        self._take(study, index, found)

    def _take(self, study: Study, index: Index, found: Iterable[Diagnostic]) -> None:
        every = list(found)
        self.study, self.index = study, index
        self._settled: Settled = {}
        self.watch.folders = study.settings.folders
        self._read = [d for d in every if d.rule not in _PLACING]
        self._placed = [d for d in every if d.rule in _PLACING]
        self._forget()

    def _forget(self) -> None:
        """Forget what was worked out from the study as it was."""
        self._grid: Grid | None = None
        self._waves: Waves | None = None
        self._found: list[Diagnostic] | None = None

    @property
    def grid(self) -> Grid:
        """How every cell stands, worked out when it is first asked for after a change."""
        if self._grid is None:
            self._grid = grid(self.study, self.index)
        return self._grid

    @property
    def waves(self) -> Waves:
        """In which wave's chart a case's excerpts are summarised."""
        if self._waves is None:
            self._waves = Waves.of(self.study)
        return self._waves

    @property
    def found(self) -> list[Diagnostic]:
        """Every finding of reading and indexing, with lines and columns."""
        if self._found is None:
            self._found = locate(self.root, [*self._read, *self._placed])
        return self._found

    def found_in(self, path: str) -> list[Diagnostic]:
        """What was found in reading one file."""
        return [d for d in self._read if d.primary.path == path]

    def look(self) -> None:
        """Read what was changed outside since the last look; if that fails, it is read at the next one."""
        changed = self.watch.look()
        folders = tuple(f"{self.study.settings.folders[name]}/" for name in ("annotations", "charts"))
        many = len(changed) > len(self.study.sources)
        try:
            if many or any(not path.startswith(folders) for path in changed):
                self.reload()
            else:
                for path in changed:
                    self.refresh(path)
        except BaseException:
            self.watch.unread(changed)
            raise

    def reload(self) -> None:
        """Read and index the whole study anew."""
        study, found = load(self.root)
        index, more = build(study)
        self._take(study, index, [*found, *more])

    def refresh(self, path: str) -> None:
        """Read one annotation or chart file anew: the same as `reload` where only it has changed."""
        before = self._source(path)
        self.study, self._read = read_again(self.study, self._read, path)
        for source in {before, self._source(path)} - {""}:
            self.index, self._placed = placed_again(
                self.study, self.index, self._placed, source, self._settled
            )
        self._forget()

    def _source(self, path: str) -> str:
        """The source of an annotation file; empty for any other path."""
        return next((file.source for file in self.study.annotations if file.path == path), "")

    def own(self, source: str) -> Annotations | None:
        """The coder's own annotation file of a source, if there is one."""
        files = self.study.annotations
        return next((file for file in files if file.source == source and file.coder == self.coder), None)

    def shows(self, excerpt: Excerpt) -> bool:
        """Whether the view shows an excerpt."""
        return self.view == "others" or excerpt.coder == self.coder

    def hidden(self, path: str) -> bool:
        """Whether the blind view keeps a file from the page, its name included: it shows others' work."""
        if self.view != "blind":
            return False
        folders = self.study.settings.folders
        folder, _, name = path.rpartition("/")
        if folder == folders["annotations"]:
            return name.rpartition(".")[0].rpartition(".")[2] != self.coder
        return folder in (folders["charts"], folders["memos"], folders["theory"])

    def tells(self, found: Diagnostic) -> bool:
        """Whether the view shows a finding: blind, none that speaks of a file with others' work."""
        paths = [found.primary.path, *(related.where.path for related in found.related)]
        return not any(self.hidden(path) for path in paths)

    def coders(self) -> dict[str, str]:
        """The coders that the view may name, with their names."""
        names = self.study.settings.coders
        if self.view != "others":
            return {self.coder: names.get(self.coder, "")}
        known = {file.coder: "" for file in self.study.annotations if file.coder not in ("", AGREED)}
        return known | dict(names)
