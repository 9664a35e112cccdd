"""A study: everything its files say, read and not yet interpreted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from framework_cli.model.case import Case
from framework_cli.model.cell import ChartFile
from framework_cli.model.codebook import Codebook
from framework_cli.model.excerpt import Annotations
from framework_cli.model.memo import Memo
from framework_cli.model.settings import Settings
from framework_cli.model.source import Source
from framework_cli.model.theory import Theory


@dataclass(frozen=True, slots=True)
class Study:
    """The files of a study as values.

    `sources` are by id in code-point order, `cases` by id in study order (the settings' `order`,
    then the rows of cases.csv, then the remaining ids by code point). `torn` are the ids of sources of
    which an annotation file cannot be read, or only in part: what coders coded in them is not known.
    """

    root: Path
    settings: Settings = field(default_factory=Settings)
    codebook: Codebook = field(default_factory=Codebook)
    sources: Mapping[str, Source] = field(default_factory=dict)
    cases: Mapping[str, Case] = field(default_factory=dict)
    annotations: tuple[Annotations, ...] = ()
    charts: tuple[ChartFile, ...] = ()
    memos: tuple[Memo, ...] = ()
    torn: frozenset[str] = frozenset()
    theories: tuple[Theory, ...] = ()

    @property
    def unsettled(self) -> frozenset[str]:
        """The cases of torn sources."""
        sources = (self.sources[id] for id in self.torn if id in self.sources)
        return frozenset(case for source in sources for case in source.cases())

    def folder(self, name: str) -> Path:
        """The folder that serves as `transcripts`, `annotations`, … in this study."""
        return self.root / self.settings.folders[name]
