"""The framework matrix: cases and codebook ids, filled with counts, states, summaries or excerpts.

A study and its index come in; frames, tables, tallies and worksheets go out. Called by `framework
chart` and by the report.

What needs pandas is imported from its own module, where it is used: `chart.long.long`,
`chart.aggregate.aggregate`, `chart.matrix.matrix`, `chart.table.table`. Importing this package and its
tallies does without.
"""

from framework_cli.chart.tally import Tally

__all__ = ["Tally"]
