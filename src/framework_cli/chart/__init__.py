"""The framework matrix: cases and codebook ids, filled with counts, states, summaries or excerpts.

A study and its index come in; frames, tables, coverage and worksheets go out. Called by `framework
chart` and by the report.

What needs pandas is imported from its own module, where it is used: `chart.long.long`,
`chart.aggregate.aggregate`, `chart.matrix.matrix`, `chart.table.table`. Importing this package, its
coverage and its denominators does without.
"""

from framework_cli.chart.coverage import Coverage, coverage
from framework_cli.chart.denominators import Denominator, denominators

__all__ = ["Coverage", "Denominator", "coverage", "denominators"]
