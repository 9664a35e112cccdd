"""A finding about the user's files: which rule, where, what is wrong and how to mend it."""

from dataclasses import dataclass
from typing import Literal

from framework_cli.model.severity import Severity as Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked: a stable id (`F203`), a title and how much it matters."""

    id: str
    title: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: path relative to the study (with `/`), 1-based line and column in code points.

    The end is exclusive; without one the location is a point.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int | None = None
    end_column: int | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """A place in a YAML or JSON Lines file named by its keys: `("excerpts", 3, "codes", 0)`.

    Rules name places symbolically; `read.locate` turns a route into lines and columns once, at the
    end, so that the model carries no positions. In a JSON Lines file the first key is the 0-based
    line; in a table (CSV) the keys are a column and a value, and stand for the first row that has it
    there. A route whose last key is absent falls back to the nearest part that is there.
    """

    path: str
    keys: tuple[str | int, ...] = ()
    on: Literal["key", "value"] = "value"


Where = Location | Route


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a finding, with what it has to do with it."""

    where: Where
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `message` and `hint` carry ids and places, never words from a transcript; `words` holds those,
    and is shown only on request (`--show-text`), because the logs of continuous integration are public.
    """

    rule: Rule
    message: str
    primary: Where
    hint: str = ""
    related: tuple[Related, ...] = ()
    words: str = ""

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.rule.severity
