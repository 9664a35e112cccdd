"""Saturation, co-occurrence and crosstab as tables with what they do not mean, and as values for JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from framework_cli.compare.cooccurrence import CAPTION as COOCCURRENCE
from framework_cli.compare.cooccurrence import Coefficient, Pair
from framework_cli.compare.crosstab import CAPTION as CROSSTAB
from framework_cli.compare.crosstab import Crosstab
from framework_cli.compare.curve import CAPTION as SATURATION
from framework_cli.compare.curve import Curve
from framework_cli.compare.saturation import Run
from framework_cli.model.study import Study
from framework_cli.model.table import Table
from framework_cli.model.words import number_of

_ORDERS = {
    "date": "by the sources' dates",
    "coded": "by the day on which each was first read through",
    "study": "by the sources' ids",
}


def outcome(curve: Curve) -> str:
    """Whether and where code saturation was reached, in a sentence."""
    found = curve.outcome
    most = f"{100 * found.threshold:.3g}%"
    terms = f"base {found.base_size}, run {found.run_length}, new information at most {most}"
    if found.notation is None:
        sources = number_of(len(curve.steps), "source is", "sources are")
        why = {
            "too few interviews": f"{sources} too few for a base and a run",
            "base has no codes": "the base has no codes",
        }.get(found.reason, "no run came down to the threshold")
        return f"Code saturation cannot be shown: {why} ({terms})."
    run = next(run for run in found.runs if f"{run.first - 1}+{found.run_length}" == found.notation)
    said = (
        f"Code saturation at {found.notation}: sources no {_numbers(run)} brought "
        f"{number_of(run.new, 'new code')} against {found.base_codes} in the base ({terms})."
    )
    if found.above:
        later = ", ".join(f"no {_numbers(run)}" for run in found.above)
        said += f" Later runs brought more than that again: {later}."
    return said


def _numbers(run: Run) -> str:
    """A run by the numbers of its sources in the curve: `5–6`."""
    return f"{run.first}–{run.last}" if run.last > run.first else str(run.first)


def saturation_table(study: Study, curve: Curve) -> Table:
    """A row for each source: its codes, the new ones, the sum, the mean of all orders, and the run to it."""
    runs = {run.last: run for run in curve.outcome.runs}
    rows = []
    for number, step in enumerate(curve.steps, 1):
        run = runs.get(number)
        rows.append(
            (
                number, step.source, step.on, step.used, len(step.new), step.all, round(step.mean, 3),
                _numbers(run) if run else "", run.new if run else None,
                round(run.ratio, 3) if run and run.ratio is not None else None, ", ".join(step.new),
            )
        )  # fmt: skip
    return Table(
        columns=(
            "number", "source", "on", "codes", "new", "all", "mean", "run", "run_new", "run_share",
            "new_codes",
        ),
        rows=rows,
        headings={"number": "no", "run_new": "new", "run_share": "of base"},
        short=("number", "source", "on", "codes", "new", "all", "mean", "run", "run_new", "run_share"),
        title=_titled("Code saturation", study),
        notice=study.settings.notice,
        notes=(
            outcome(curve),
            *curve.narrowed,
            f"Sources {_ORDERS[curve.order]}; mean: of all orders of them. {SATURATION}",
            *left_out(curve),
        ),
    )  # fmt: skip


def left_out(curve: Curve) -> Iterable[str]:
    """Which sources are not in the curve, and which in it hold more than one person's reading."""
    if curve.unagreed:
        sources = ", ".join(curve.unagreed)
        yield f"Several coders and no agreed coding, so that the codes of all count: {sources}."
    if curve.uncoded:
        yield f"Left out, since nobody coded them: {', '.join(curve.uncoded)}."
    if curve.documents:
        yield f"Left out as documents: {', '.join(curve.documents)}."


def saturation_facts(study: Study, curve: Curve) -> dict[str, Any]:
    """The curve as values for JSON."""
    found = curve.outcome
    return {
        "title": study.settings.title,
        "notice": study.settings.notice,
        "caption": SATURATION,
        "order": curve.order,
        "level": curve.level,
        "base_size": found.base_size,
        "run_length": found.run_length,
        "threshold": found.threshold,
        "base_codes": found.base_codes,
        "saturation": found.notation,
        "reason": found.reason,
        "runs": [run._asdict() for run in found.runs],
        "above_again": [[run.first, run.last] for run in found.above],
        "sources": [
            {
                "source": step.source, "on": step.on, "codes": step.used, "new": list(step.new),
                "all": step.all, "mean": step.mean,
            }
            for step in curve.steps
        ],
        "if_sampled_at_random": {"chao2": curve.chao2, "jackknife1": curve.jackknife1},
        "unagreed": list(curve.unagreed),
        "uncoded": list(curve.uncoded),
        "documents": list(curve.documents),
    }  # fmt: skip


def cooccurrence_table(study: Study, pairs: Sequence[Pair], narrowed: Iterable[str] = ()) -> Table:
    """A row for each pair, in the order given; `narrowed` are sentences on what alone was asked for."""
    rows = [
        (
            pair.counts.code, pair.counts.other, pair.counts.passages, pair.counts.other_passages,
            pair.counts.overlapping, _figure(pair.counts.c.value), _said(pair.counts.c), pair.counts.shared,
            _figure(pair.counts.jaccard), _figure(pair.counts.of_code), _figure(pair.counts.of_other),
            len(pair.both), pair.either, ", ".join(pair.both),
        )
        for pair in pairs
    ]  # fmt: skip
    flagged = sum(pair.counts.c.out_of_range for pair in pairs)
    notes = [*narrowed, COOCCURRENCE]
    if flagged:
        notes.append(
            f"{number_of(flagged, 'pair has', 'pairs have')} c out of range: a passage is in several pairs."
        )
    return Table(
        columns=(
            "code", "other", "passages", "other_passages", "overlapping", "c", "c_flag", "characters",
            "jaccard", "per_passage", "per_other_passage", "cases_both", "cases_either", "cases",
        ),
        rows=rows,
        headings={
            "passages": "n1", "other_passages": "n2", "overlapping": "n12", "c_flag": "flag",
            "cases_both": "cases both", "cases_either": "of",
        },
        short=(
            "code", "other", "passages", "other_passages", "overlapping", "c", "jaccard", "cases_both",
            "cases_either",
        ),
        title=_titled("Codes that stand together", study),
        notice=study.settings.notice,
        notes=tuple(notes),
    )  # fmt: skip


def crosstab_table(study: Study, found: Crosstab) -> Table:
    """A row for each value, the participants of it, and how many of them have something under each code."""
    codes = study.codebook.codes
    facts = {
        id: {"number": codes[id].number, "name": codes[id].name, "theme": codes[id].theme}
        for id in found.columns
    }
    themes = {id: codes[facts[id]["theme"]] for id in facts}
    notes = [*found.narrowed, CROSSTAB]
    if found.uncoded:
        many = number_of(len(found.uncoded), "participant")
        notes.append(f"Left out, since nobody coded their talk: {many} ({', '.join(found.uncoded)}).")
    return Table(
        columns=(*found.attributes, "participants", *found.columns),
        rows=[(*row.values, row.participants, *row.counts) for row in found.rows],
        headings={id: f"{each['number']} {each['name']}" for id, each in facts.items()},
        groups={id: f"{theme.number} {theme.name}" for id, theme in themes.items() if theme.id != id},
        title=_titled("Participants by code", study),
        notice=study.settings.notice,
        stub=len(found.attributes) + 1,
        about=facts,
        notes=tuple(notes),
    )


def _figure(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _said(c: Coefficient) -> str:
    return "out of range" if c.out_of_range else "undefined" if c.value is None else ""


def _titled(what: str, study: Study) -> str:
    return f"{what} – {study.settings.title}" if study.settings.title else what
