"""Several coders' coding of the same material: where they differ, how far they agree, what stands together.

A study and its index come in; disagreements, coefficients, saturation, co-occurrence and their tables go out.
Called by `framework compare`, `saturation`, `cooccur`, `crosstab` and the report.

What needs numpy or pandas stands in modules of its own, imported where it is used: this package does without.
"""

from framework_cli.compare.comparison import Comparison, compare
from framework_cli.compare.cooccurrence import c_coefficient, cooccurrences, share_with, together
from framework_cli.compare.crosstab import crosstab
from framework_cli.compare.curve import Curve, curve
from framework_cli.compare.disagreements import Difference, Item, Kind
from framework_cli.compare.readers import Readers, readers
from framework_cli.compare.saturation import (
    accumulation,
    chao2,
    jackknife1,
    rarefaction,
    saturation,
    saturation_after,
)

__all__ = [
    "Comparison",
    "Curve",
    "Difference",
    "Item",
    "Kind",
    "Readers",
    "accumulation",
    "c_coefficient",
    "chao2",
    "compare",
    "cooccurrences",
    "crosstab",
    "curve",
    "jackknife1",
    "rarefaction",
    "readers",
    "saturation",
    "saturation_after",
    "share_with",
    "together",
]
