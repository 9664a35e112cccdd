"""The settings of a study, as `framework.yaml` gives them or by default."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FOLDERS = ("codebooks", "transcripts", "annotations", "charts", "theory", "memos", "templates", "reports")


@dataclass(frozen=True, slots=True)
class Settings:
    """Every key of `framework.yaml`; all are optional.

    `codebook` is a path relative to the study, or empty where there is only one. `coders` maps a
    coder's id to a name. `interviewers` are speakers whose talk is not data. `roster` says who is to
    code which source. `order` are the attributes that order and group cases; `attribution` those
    that sign a quote outside the team. `labels` are the words a reader sees; `folders` maps each
    name of `FOLDERS` to a path relative to the study.
    """

    title: str = ""
    notice: str = ""
    codebook: str = ""
    coders: Mapping[str, str] = field(default_factory=dict)
    interviewers: tuple[str, ...] = ()
    roster: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=lambda: {name: name for name in FOLDERS})
