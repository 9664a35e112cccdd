"""A study for notebooks and scripts: what the commands show, as values and frames.

`framework_cli.load` is the way in. Nothing is worked out here: each answer is that of the room that gives
it to the command of the same name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, get_type_hints

from framework_cli import read
from framework_cli.cells import Grid
from framework_cli.cells import grid as grid_of
from framework_cli.index import IndexRow, asked, build, filter_errors
from framework_cli.index import rows as rows_of
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.model.words import number_of

if TYPE_CHECKING:
    import pandas as pd


def load(path: str | PathLike[str]) -> "Analysis":
    """Read and index the study in a folder: the function behind `framework_cli.load`, which says more."""
    given = fspath(path)
    root = Path(given)
    if not root.is_dir():
        raise NotADirectoryError(f"there is no folder {given}")
    root = root.resolve()
    study, found = read.load(root)
    resolved, more = build(study)
    return Analysis(study, resolved, tuple(read.locate(root, [*found, *more])))


@dataclass(frozen=True, eq=False, repr=False)
class Analysis:
    """A study as it stood when it was loaded. It does not change: load again after files have changed.

    - `study`: what the files say, as values: `study.sources`, `.cases`, `.codebook`, `.charts`, `.memos` …
    - `resolved`: every excerpt at its place in its transcript (`resolved.passages`), and those without a
      certain place (`resolved.unresolved`)
    - `problems`: what was found wrong while reading and indexing, each with `rule.id`, `severity`, `message`,
      `hint` and `primary` (path, line, column), in order of path and line. An error among them means that
      something is missing from the frames. The whole of `framework check` is more: it compares files.

    Frames are the caller's own: changing one changes nothing here.
    """

    study: Study
    resolved: Index
    problems: tuple[Diagnostic, ...]

    def __repr__(self) -> str:
        """Say how much there is; never what anybody said."""
        counts = (
            number_of(len(self.study.sources), "source"),
            number_of(len(self.study.cases), "case"),
            number_of(len(self.resolved.passages), "excerpt"),
            number_of(len(self.problems), "problem"),
        )
        title = self.study.settings.title or self.study.root.name
        return f"<{title}: {', '.join(counts)}>"

    @property
    def index(self) -> "pd.DataFrame":
        """The index: a row per excerpt, code and case, in order of source and place.

        Columns are those of `framework index --format csv`: excerpt, source, case, wave, kind, speaker,
        coder, theme, subtheme, code, start, end, start_line, end_line, status, quotable, quote, memo.
        `start`, `end` (code points, end exclusive), `start_line`, `end_line` (from 1) and `quotable` (0 or
        1) are int64; all others are text (object), empty where there is nothing. It holds every coder's
        coding: count with `chart`, which counts a passage once. Excerpts without a certain place are not
        in it.
        """
        return self._index.copy()

    def chart(
        self,
        cells: str = "summaries",
        rows: str = "case",
        level: str = "subtheme",
        by: str = "",
        speakers: str = "participants",
        **filters: str | Sequence[str],
    ) -> "pd.DataFrame":
        """The framework matrix, as `framework chart` shows it: rows of the study × codebook ids.

        `cells`: summaries, quotes, counts, presence or states. `rows`: case, case-wave, source or an
        attribute. `level`: theme, subtheme or code. `by`: an attribute that groups the cases. `speakers`:
        participants or all. `filters` are the command's: case, source, wave, theme, code, coder, where
        (`"site=Coldrow"`), each a word or several.

        Counts and presence are int64, all else is text (object); a cell without words is empty, and
        `cells="states"` says why. The frame's index is named after what a row is (`case`, then `wave`,
        then the attribute of `by`), its columns after `level`.

        Raises ValueError for a matrix that makes no sense and for names that the study does not have,
        TypeError for a filter that there is not.
        """
        from framework_cli.chart.matrix import CannotChartError, matrix

        wanted = asked(**{name: _several(given) for name, given in filters.items()})
        if errors := filter_errors(self.study, wanted):
            raise CannotChartError("\n".join(errors))
        return matrix(
            self.study, self.resolved, self._grid if cells in ("summaries", "states") else None,
            cells=cells, rows=rows, level=level, by=by, speakers=speakers, filters=wanted,
        )  # fmt: skip

    @property
    def coverage(self) -> "pd.DataFrame":
        """How many participants stand how: a row per column of the matrix, each participant counted once.

        Columns, all int64: charted, nothing_said, not_asked, uncharted, which add up to the participants; and
        stale, which is of those charted. Documents are left out.
        """
        import pandas as pd

        from framework_cli.chart import Tally, tally

        found = tally.cases(self.study, self._grid, documents=False)
        names = [field.name for field in fields(Tally)]
        told = {name: [getattr(each, name) for each in found.values()] for name in names}
        return pd.DataFrame(told, index=pd.Index(list(found), dtype=object, name="subtheme"), dtype="int64")

    @cached_property
    def _grid(self) -> Grid:
        return grid_of(self.study, self.resolved)

    @cached_property
    def _index(self) -> "pd.DataFrame":
        import pandas as pd

        numbers = [name for name, kind in get_type_hints(IndexRow).items() if kind is int]
        listed = list(rows_of(self.resolved, self.study))
        frame = pd.DataFrame(listed, columns=list(IndexRow._fields), dtype=object)
        return frame.astype(dict.fromkeys(numbers, "int64"))


def _several(given: str | Sequence[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
