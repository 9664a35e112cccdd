"""F523: the same element stands in two categories of one dimension.

Categories tell cases apart only where each element is in one of them. A cell may hold several elements.
"""

from collections.abc import Iterator

from framework_cli.check.rules.theory.places import cited
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Related
from framework_cli.model.theory import Category, Element, Evidence
from framework_cli.theory import Interpretation, piece


def check(read: Interpretation) -> Iterator[Diagnostic]:
    """Look for the same citation with the same words in another category."""
    for dimension in read.theory.dimensions:
        first: dict[tuple[tuple[str, str], str], tuple[Category, Element]] = {}
        for category in dimension.categories:
            for element in category.elements:
                if element.cited is None:
                    continue
                words = " ".join(element.text.casefold().split())
                key = (piece(read.material, Evidence(element.cited)).key, words)
                other, before = first.setdefault(key, (category, element))
                if other is category:
                    continue
                yield Diagnostic(
                    rules.ELEMENT_TWICE,
                    f"{element.cited} stands in category {category.id} and in {other.id}",
                    cited(read.theory, element),
                    hint="keep it where it belongs; where it says two things give each its own `text:`",
                    related=(Related(cited(read.theory, before), f"in {other.id} here"),),
                )
