"""F522: a category has no elements.

Nobody can see what it was built from.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import at
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.theory import Interpretation, named


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Find categories without elements."""
    for dimension in read.theory.dimensions:
        for category in dimension.categories:
            if not category.elements:
                yield Diagnostic(
                    rules.EMPTY_CATEGORY,
                    f"{named('category', category.id, category.label)} of dimension {dimension.id}"
                    " has no elements",
                    at(read.theory, category.route, "id"),
                    hint="list the cells or excerpts that it was built from under `elements:`",
                )
