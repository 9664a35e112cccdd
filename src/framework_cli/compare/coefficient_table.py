"""Coefficients as a table, and beneath it: unit, coders, what was left out, why a figure has no value."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from framework_cli.compare.agreement.undefined import Figure, Undefined
from framework_cli.compare.coefficients import ANY, DECISIONS, Coefficients, Row
from framework_cli.model.study import Study
from framework_cli.model.table import Blank, Table
from framework_cli.model.words import number_of

if TYPE_CHECKING:
    from framework_cli.compare.bootstrap import Estimate

    Cell = str | int | float | Blank | None

SETS = {"all": "every unit that two coders read", "some": "those units that somebody marked"}
UNIT_WORDS = {
    "turn": "a turn of talk (in a source without turns, a paragraph)",
    "line": "a line of the transcript that has words",
    "character": "a character",
    "source": "a whole source",
    "cell": "a cell, which is a case and a code",
}
FIGURES = ("percent", "dice", "alpha", "u_alpha", "soft_f1", "ac1", "pabak", "kappa", "fleiss")
SHORT = {
    "character": ("dice", "soft_f1", "alpha", "u_alpha", "u_alpha_low", "u_alpha_high"),
    "cell": ("alpha", "alpha_low", "alpha_high", "ac1", "pabak", "kappa"),
}
WORDS = {
    "prevalence": "prev. (prevalence), the share of ratings that are marks",
    "percent": "agree (percent), the share of pairs of ratings that agree",
    "dice": "Dice, positive agreement",
    "alpha": "α, Krippendorff's nominal alpha",
    "u_alpha": "|uα, Krippendorff's binary alpha of unitizing (2016)",
    "soft_f1": "F1, which counts how much of each passage the other covers",
    "ac1": "Gwet's AC1",
    "pabak": "PABAK, which is 2 × agreement - 1",
    "fleiss": "κF, Fleiss' kappa",
}
HEADINGS = {
    "prevalence": "prev.", "percent": "agree", "dice": "Dice", "alpha": "α", "u_alpha": "|uα",
    "soft_f1": "F1", "ac1": "AC1", "pabak": "PABAK", "fleiss_kappa": "κF", "cohen_kappa": "κ",
    "conger_kappa": "κ",
}  # fmt: skip
OVERALL = (
    f"“{ANY}” takes the union of all codes: was the unit marked at all. “{DECISIONS}” takes each unit once "
    "for every code that somebody gave here: was this code given or not. Neither is a mean of the codes' "
    "figures."
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
    interval = "u_alpha" if found.unit == "character" else "alpha"
    rows = [cells for row in found.rows for cells in _cells(row, figures, interval, reasons)]
    short = SHORT.get(found.unit, ("prevalence", "dice", "percent", "alpha", "alpha_low", "alpha_high"))
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


def _notes(found: Coefficients, short: Iterable[str], reasons: Reasons) -> Iterable[str]:
    talk = "participants' talk" if found.speakers == "participants" else "everybody's talk"
    yield (
        f"Unit: {UNIT_WORDS[found.unit]}, of {talk}. Coders: {all_of(found.coders)}. "
        f"Sources: {all_of(found.sources)}."
    )
    if not found.rows:
        yield (
            "Nothing to compare: no source was read by two coders."
            if not found.sources
            else "Nothing is coded here."
        )
    else:
        yield from _about(found, short, reasons)
    if found.left:
        yield f"Left out: {'; '.join(found.left)}."
    if found.slips:
        yield f"Codes that are likely others with a slip in them; to read them so: {' '.join(found.slips)}"
    if found.unused:
        yield f"Nobody gave {number_of(len(found.unused), 'code')} here: {all_of(found.unused)}."


def _about(found: Coefficients, short: Iterable[str], reasons: Reasons) -> Iterable[str]:
    yield "Sets of units: " + "; ".join(f"{name}, {words}" for name, words in SETS.items()) + "."
    words = WORDS | {"kappa": "κ, Cohen's" if len(found.coders) == 2 else "κ, Conger's"}
    yield "Columns: " + "; ".join(words[name] for name in short if name in words) + "."
    if found.by == "theme":
        yield "A theme is the union of its codes, worked out again; no figure is a mean of others."
    if found.by == "overall":
        yield OVERALL
    if found.resamples:
        yield (
            f"Low and high: 95 % percentile interval of {found.resamples:,} bootstrap resamples of whole "
            f"transcripts, seed {found.seed}. Each has {number_of(found.clusters, 'transcript')}"
            + (" (or transcripts that share a case)." if found.unit == "cell" else ".")
        )
        if found.few:
            yield "Fewer than ten transcripts: these intervals are rough, and may be far too narrow."
        lost = [row.id for row in found.rows if row.figures["alpha"].undefined]
        if lost:
            yield f"α has no value in some resamples (column no_value of csv and json): {all_of(lost)}."
    yield from reasons.notes()


def all_of(names: Iterable[str]) -> str:
    """Names in a sentence, the first twelve where there are more; “none” where there are none."""
    listed = list(names)
    return (", ".join(listed[:12]) + (f" and {len(listed) - 12} more" if len(listed) > 12 else "")) or "none"
