"""Coefficients as a table, and beneath it: unit, coders, what was left out, why a figure has no value."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from framework_cli.compare.agreement.undefined import Figure, Undefined
from framework_cli.compare.coefficients import ANY, DECISIONS, Coefficients, Row
from framework_cli.compare.left_out import left_out, listed
from framework_cli.model.study import Study
from framework_cli.model.table import Blank, Table
from framework_cli.model.words import number_of

if TYPE_CHECKING:
    from framework_cli.compare.bootstrap import Estimate

    Cell = str | int | float | Blank | None

SETS = (
    "all: every unit that two coders read. some: those that somebody marked, without the rest, on which "
    "coders agree with ease."
)
UNIT_WORDS = {
    "turn": "a turn of {talk}, or a paragraph where there are no turns",
    "line": "a line of {talk}",
    "character": "a character of {talk}",
    "source": "a whole source, in {talk}",
    "cell": "a cell, a case and a {of}, in {talk}",
}
FIGURES = ("percent", "dice", "alpha", "u_alpha", "soft_f1", "ac1", "pabak", "kappa", "fleiss")
SHORT = {
    "character": ("dice", "soft_f1", "alpha", "u_alpha", "u_alpha_low", "u_alpha_high"),
    "cell": ("uses", "alpha", "alpha_low", "alpha_high", "ac1", "pabak", "kappa"),
}
WORDS = {
    "prevalence": "prev. (prevalence), the share of ratings that are marks",
    "percent": "agree (percent), the share of pairs of ratings alike",
    "dice": "Dice, positive agreement",
    "alpha": "α, Krippendorff's nominal alpha",
    "u_alpha": "|uα, Krippendorff's of passages (2016)",
    "soft_f1": "F1, how much of each passage the other coder covers",
    "ac1": "AC1, Gwet's",
    "pabak": "PABAK, 2 × agreement - 1",
    "uses": "uses, the units that each coder marked",
}
HEADINGS = {
    "prevalence": "prev.", "percent": "agree", "dice": "Dice", "alpha": "α", "u_alpha": "|uα",
    "soft_f1": "F1", "ac1": "AC1", "pabak": "PABAK", "fleiss_kappa": "κF", "cohen_kappa": "κ",
    "conger_kappa": "κ",
}  # fmt: skip
OVERALL = (
    f"“{ANY}”: was the unit marked at all? “{DECISIONS}”: every code that somebody gave, in every unit, "
    "given or not? Neither is a mean."
)


def coefficients_table(study: Study, found: Coefficients) -> Table:
    """The coefficients as a table: two rows a code (theme, …), one for each set of units.

    Columns: what `found.by` names, set, units, uses, prevalence, then each figure with `_low` and `_high`,
    the bounds of its 95 % interval; `no_value`, the resamples in which alpha is undefined; `undefined`, why
    figures have no value. A figure without a value is blank to programs; people see a letter that the notes
    explain.
    """
    reasons = Reasons()
    figures = [name for name in FIGURES if found.unit == "character" or name not in ("u_alpha", "soft_f1")]
    kappa = "cohen_kappa" if len(found.coders) == 2 else "conger_kappa"
    names = [{"kappa": kappa, "fleiss": "fleiss_kappa"}.get(name, name) for name in figures]
    columns = [found.by, "set", "units", "uses", "prevalence"]
    columns += [f"{name}{bound}" for name in names for bound in ("", "_low", "_high")]
    columns += ["no_value", "undefined"]
    interval = _interval(found)
    rows = [cells for row in found.rows for cells in _cells(row, figures, interval, reasons)]
    short = _shown(found)
    headings = HEADINGS | {f"{interval}_low": "low", f"{interval}_high": "high"}
    return Table(
        columns=columns,
        rows=rows,
        headings={name: word for name, word in headings.items() if name in columns},
        short=(found.by, "set", "units", *(kappa if name == "kappa" else name for name in short)),
        title=f"Agreement by {found.by}" if found.by != "overall" else "Agreement overall",
        notice=study.settings.notice,
        notes=tuple(_notes(found, short, reasons)),
    )


def _shown(found: Coefficients) -> list[str]:
    """The figures that fit a page; counts of more than three coders do not."""
    names = SHORT.get(found.unit, ("prevalence", "dice", "percent", "alpha", "alpha_low", "alpha_high"))
    return [name for name in names if name != "uses" or len(found.coders) < 4]


def for_people(table: Table) -> Table:
    """A table with the columns alone that a terminal shows; all of them are more than a page holds."""
    if not table.short:
        return table
    places = [list(table.columns).index(name) for name in table.short]
    rows = [[row[place] for place in places] for row in map(tuple, table.rows)]
    return replace(table, columns=table.short, rows=rows)


def rounded(value: float) -> float:
    """Six decimals, more than any figure of agreement is good for; never -0.0."""
    return round(value, 6) + 0.0


class Reasons:
    """Why something has no value, each reason with a letter of its own."""

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}

    def blank(self, reason: str) -> Blank:
        """The cell of something that has no value for this reason."""
        return Blank(self._letters.setdefault(reason, chr(ord("a") + len(self._letters))), said=True)

    def cell(self, figure: Figure) -> float | Blank:
        """The cell of a figure."""
        if isinstance(figure, Undefined):
            return self.blank(str(figure))
        return rounded(figure)

    def notes(self) -> list[str]:
        """What each letter stands for."""
        return [f"({letter}) {reason}." for reason, letter in self._letters.items()]


def _cells(row: Row, figures: Iterable[str], shown: str, reasons: Reasons) -> Iterable[list["Cell"]]:
    uses = ", ".join(f"{coder} {n}" for coder, n in row.uses.items())
    sets = (
        ("all", row.units, row.prevalence, row.figures),
        ("some", row.marked, row.prevalence_some, row.someone),
    )
    for name, units, prevalence, known in sets:
        told: list[Cell] = [row.id, name, units, uses, None if prevalence is None else rounded(prevalence)]
        missing: dict[str, None] = {}
        for figure in figures:
            told += _figure(known.get(figure), reasons, missing, why=figure == shown)
        alpha = known["alpha"]
        yield [*told, alpha.undefined, "; ".join(missing)]


def _figure(
    estimate: "Estimate | None", reasons: Reasons, missing: dict[str, None], *, why: bool
) -> list["Cell"]:
    """A figure and its bounds, and `why` there are none; those of passages are of all units alone."""
    if estimate is None:
        return [None, None, None]
    if isinstance(estimate.value, Undefined):
        missing[estimate.value.reason] = None
        return [reasons.cell(estimate.value), None, None]
    if estimate.low is None or estimate.high is None:
        no = reasons.blank(f"no interval: {estimate.spread}") if why and estimate.spread else None
        return [rounded(estimate.value), no, no]
    return [rounded(estimate.value), rounded(estimate.low), rounded(estimate.high)]


def _notes(found: Coefficients, short: Sequence[str], reasons: Reasons) -> Iterable[str]:
    talk = "participants' talk" if found.speakers == "participants" else "everybody's talk"
    unit = UNIT_WORDS[found.unit].format(talk=talk, of="theme" if found.by == "theme" else "code")
    yield f"Unit: {unit}. Coders: {listed(found.coders, 12)}. Sources: {listed(found.sources, 12)}."
    yield from found.narrowed
    if not found.rows:
        yield (
            "Nothing to compare: no source was read by two coders."
            if not found.sources
            else "Nothing is coded here."
        )
    else:
        yield from _about(found, short)
        yield from _bounds(found)
        yield from reasons.notes()
    yield from left_out(found.left)
    if found.slips:
        yield f"Codes that are likely others with a slip in them; to read them so: {' '.join(found.slips)}"
    if found.unused:
        yield f"Nobody gave {number_of(len(found.unused), 'code')} here: {listed(found.unused, 12)}."


def _about(found: Coefficients, short: Sequence[str]) -> Iterable[str]:
    """What rows, sets and columns are."""
    yield SETS
    words = WORDS | {"kappa": "κ, Cohen's" if len(found.coders) == 2 else "κ, Conger's"}
    yield "Columns: " + "; ".join(words[name] for name in short if name in words) + "."
    if found.by == "theme":
        yield f"A theme is the union of its codes{', as asked for' if found.narrowed else ''}."
    if found.by == "overall":
        yield OVERALL


def _bounds(found: Coefficients) -> Iterable[str]:
    """Of which figure the bounds are, what was drawn again, and what to make of few transcripts."""
    if not found.resamples:
        return
    figure = HEADINGS[_interval(found)]
    drawn = number_of(found.clusters, "whole transcript")
    drawn += " (those of one case together)" if found.unit == "cell" else ""
    yield (
        f"low, high: 95 % bootstrap interval of {figure}, from {found.resamples:,} resamples of {drawn}, "
        f"seed {found.seed}." + (" Fewer than ten: rough, and perhaps far too narrow." if found.few else "")
    )
    lost = [row.id for row in found.rows if row.figures["alpha"].undefined]
    if lost:
        yield f"In some resamples α has no value: {listed(lost, 12)}."


def _interval(found: Coefficients) -> str:
    """The figure whose bounds people are shown."""
    return "u_alpha" if found.unit == "character" else "alpha"
