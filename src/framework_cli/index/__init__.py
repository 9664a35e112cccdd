"""A read study comes in; every excerpt at its place in its transcript, and whose talk it is, goes out.

Called by every room after it: `build` once a run, then `select`, `rows`, `counted` and the queries.
"""

from framework_cli.index.again import again
from framework_cli.index.build import build
from framework_cli.index.context import around
from framework_cli.index.counting import counted, distinct
from framework_cli.index.filters import (
    Condition,
    Filters,
    asked,
    codes_asked,
    condition,
    filter_errors,
    meets,
    select,
)
from framework_cli.index.fuzzy import occurrences
from framework_cli.index.queries import Overlap, by_id, open_labels, self_overlaps
from framework_cli.index.resolve import resolve
from framework_cli.index.rows import IndexRow, rows
from framework_cli.index.verdict import span

__all__ = [
    "Condition",
    "Filters",
    "IndexRow",
    "Overlap",
    "again",
    "around",
    "asked",
    "build",
    "by_id",
    "codes_asked",
    "condition",
    "counted",
    "distinct",
    "filter_errors",
    "meets",
    "occurrences",
    "open_labels",
    "resolve",
    "rows",
    "select",
    "self_overlaps",
    "span",
]
