"""F517: no claim or dimension rests on anything of a theme.

Either the theory overlooks it, or it is told in the report and explains nothing here. Both deserve a thought.
"""

from collections.abc import Iterator, Sequence

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Route
from framework_cli.model.theory import Evidence
from framework_cli.model.words import number_of
from framework_cli.theory import Interpretation, piece


def check(read: Sequence[Interpretation]) -> Iterator[Diagnostic]:
    """Gather the themes behind all evidence of all theories, and report those left over."""
    if not any(each.claims for each in read):
        return
    book = read[0].material.study.codebook
    used = {book.codes[code].theme for each in read for code in _codes(each) if code in book.codes}
    for theme in book.themes():
        if theme.id not in used:
            yield Diagnostic(
                rules.THEME_FEEDS_NOTHING,
                f"theme “{theme.id}” feeds no claim of {number_of(len(read), 'theory')}",
                Route(book.path, (*theme.route, "id")),
                hint="look through its column for what bears on a claim, or leave it to the report",
            )


def _codes(read: Interpretation) -> Iterator[str]:
    """The codes of all that is cited or sorted: of a cell its own, of an excerpt all it is tagged with."""
    elements = (Evidence(element.cited) for element in read.theory.elements())
    for evidence in (*read.theory.cited(), *elements):
        found = piece(read.material, evidence)
        if found.cell is not None:
            yield found.cell.key.code
        else:
            yield from (code for p in found.passages for code in p.excerpt.codes)
    for dimension in read.theory.dimensions:
        yield from dimension.codes
