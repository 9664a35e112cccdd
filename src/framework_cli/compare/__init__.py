"""Several coders' coding of the same material: where they differ, how far they agree, what stands together.

A study and its index come in; disagreements, coefficients, saturation, co-occurrence and their tables go out.
Called by `framework compare`, `saturation`, `cooccur`, `crosstab` and the report.

What needs numpy or pandas stands in modules of its own, imported where it is used: this package does without.
"""
