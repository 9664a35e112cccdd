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


@dataclass(frozen=True, slots=True)
class Study:
    """The files of a study as values.

    `sources` are by id in code-point order, `cases` by id in study order (the settings' `order`,
    then the rows of cases.csv, then the remaining ids by code point).
    """

    root: Path
    settings: Settings = field(default_factory=Settings)
    codebook: Codebook = field(default_factory=Codebook)
    sources: Mapping[str, Source] = field(default_factory=dict)
    cases: Mapping[str, Case] = field(default_factory=dict)
    annotations: tuple[Annotations, ...] = ()
    charts: tuple[ChartFile, ...] = ()
    memos: tuple[Memo, ...] = ()

    def folder(self, name: str) -> Path:
        """The folder that serves as `transcripts`, `annotations`, … in this study."""
        return self.root / self.settings.folders[name]
