"""In which wave's chart a case's excerpts are summarised."""

from collections.abc import Mapping
from dataclasses import dataclass

from framework_cli.model.passage import Belonging
from framework_cli.model.study import Study


@dataclass(frozen=True, slots=True)
class Waves:
    """For each case: the waves of its sources, and those of its chart files ("" stands for none)."""

    sources: Mapping[str, frozenset[str]]
    files: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, study: Study) -> "Waves":
        """Gather the waves of a study's sources and chart files."""
        sources: dict[str, set[str]] = {}
        for source in study.sources.values():
            for case, wave in source.belongs():
                sources.setdefault(case, set()).add(wave)
        files: dict[str, set[str]] = {}
        for file in study.charts:
            files.setdefault(file.case, set()).add(file.wave)
        return cls(
            {case: frozenset(waves) for case, waves in sources.items()},
            {case: frozenset(waves) for case, waves in files.items()},
        )

    def named(self, study: Study, name: str) -> Belonging | None:
        """The wave of a case that `P01@2` names, if the case has sources in it."""
        case, _, wave = name.rpartition("@")
        known = wave and case in study.cases and wave in self.sources.get(case, ())
        return Belonging(case, wave) if known else None

    def by_wave(self, case: str) -> bool:
        """Whether a case's cells are kept by wave: it has a file `CASE@WAVE.md`."""
        return any(self.files.get(case, ()))

    def home(self, case: str, wave: str) -> str:
        """The wave whose row takes a case's excerpts of this wave.

        A wave without a file of its own goes to `CASE.md` if there is one.
        """
        files = self.files.get(case, frozenset())
        if not any(files) or (wave not in files and "" in files):
            return ""
        return wave

    def rows(self, case: str) -> tuple[Belonging, ...]:
        """A case's rows of the grid: one, or one a wave, sorted, that without a wave first.

        A wave that `CASE.md` takes has no row of its own, which could only stay blank.
        """
        files = self.files.get(case, frozenset())
        if not any(files):
            return (Belonging(case, ""),)
        known = files | self.sources.get(case, frozenset())
        return tuple(Belonging(case, wave) for wave in sorted({self.home(case, wave) for wave in known}))
