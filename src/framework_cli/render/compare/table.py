"""The agenda for programs: a row for each difference of each item, or the whole as JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from framework_cli.compare.comparison import Comparison
from framework_cli.compare.disagreements import Difference, Item
from framework_cli.compare.readers import Readers
from framework_cli.compare.spelling import Likely
from framework_cli.compare.stretches import stretches
from framework_cli.model.study import Study
from framework_cli.model.table import Table

COLUMNS = (
    "item", "decided", "source", "cases", "code", "difference", "coders", "others", "start", "end",
    "start_line", "end_line", "characters", "excerpts", "words",
)  # fmt: skip


def table(study: Study, items: Iterable[Item]) -> Table:
    """A row for each difference, items in the order given.

    `start` to `end_line` and `words` are those of the code in dispute; `excerpts` are the item's, each as
    `CODER:ID`; several values of one cell stand apart by a space, cases by a comma.
    """
    rows = [_row(study, item, difference) for item in items for difference in item.differences]
    return Table(columns=COLUMNS, rows=rows, notice=study.settings.notice)


def _row(study: Study, item: Item, difference: Difference) -> tuple[str | int, ...]:
    source, cluster = study.sources[item.source], difference.cluster
    cases = sorted({b.case for p in cluster.passages for b in p.belongs})
    return (
        item.id, int(item.taken), item.source, ", ".join(cases), difference.code, difference.kind.value,
        " ".join(difference.coders), " ".join(difference.others), cluster.start, cluster.end,
        source.lines.line(cluster.start), source.lines.line(cluster.end - 1), difference.characters,
        " ".join(f"{p.excerpt.coder}:{p.excerpt.id}" for p in item.passages),
        source.text[cluster.start : cluster.end],
    )  # fmt: skip


def facts(
    study: Study, comparison: Comparison, items: Sequence[Item], likely: Iterable[Likely]
) -> Mapping[str, Any]:
    """Everything as values for JSON: readers, codes, confusions, likely slips and the items in order."""
    return {
        "title": study.settings.title,
        "notice": study.settings.notice,
        "sources": [_readers(each) for each in comparison.readers],
        "not_compared": [_readers(each) for each in comparison.left],
        "alike": len(comparison.alike),
        "differing": len(comparison.disputes),
        "open": len(comparison.open),
        "codes": [
            {
                "code": use.code, "uses": dict(use.uses), "places": use.compared, "alike": use.alike,
                "missed": use.missed, "other_code": use.other, "boundaries_only": use.edges,
            }
            for use in comparison.codes
        ],
        "confusions": [{"code": c.code, "other": c.other, "places": c.places} for c in comparison.confusions],
        "likely": [each._asdict() for each in likely],
        "items": list(_items(study, comparison, items)),
    }  # fmt: skip


def _readers(each: Readers) -> dict[str, Any]:
    return {
        "source": each.source,
        "coders": list(each.coders),
        "read_through": [coder for coder in each.coders if coder in each.through],
        "midway": list(each.midway),
        "not_on_roster": list(each.unasked),
        "waiting": list(each.waiting),
        "other_version": list(each.apart),
    }


def _items(study: Study, comparison: Comparison, items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    for item in items:
        source = study.sources[item.source]
        yield {
            "id": item.id,
            "decided": item.taken,
            "under": comparison.leading(item),
            "source": item.source,
            "reference": item.reference,
            "differences": [
                {
                    "code": d.code, "difference": d.kind.value, "coders": list(d.coders),
                    "others": list(d.others), "start": d.cluster.start, "end": d.cluster.end,
                    "characters": d.characters,
                }
                for d in item.differences
            ],
            "excerpts": [
                {
                    "id": p.excerpt.id, "coder": p.excerpt.coder, "codes": list(p.excerpt.codes),
                    "start": p.start, "end": p.end, "memo": p.excerpt.memo,
                    "words": source.text[p.start : p.end],
                }
                for p in item.passages
            ],
            "context": [each._asdict() for each in stretches(source, item)],
        }  # fmt: skip
