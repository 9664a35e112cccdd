"""A case: a person, group, site or project that is a row of the matrix."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class CaseKind(StrEnum):
    """What a case is. `document` is a source of that kind which stands for itself; it is no participant."""

    PERSON = "person"
    GROUP = "group"
    SITE = "site"
    PROJECT = "project"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Case:
    """One case with its attributes (text, in the order of the columns of cases.csv).

    `listed` says whether cases.csv has a row for it; `line` is that row's 1-based line.
    """

    id: str
    kind: CaseKind = CaseKind.PERSON
    attributes: Mapping[str, str] = field(default_factory=dict)
    listed: bool = False
    line: int = 0

    @property
    def participant(self) -> bool:
        """Whether the case counts among participants."""
        return self.kind is not CaseKind.DOCUMENT
