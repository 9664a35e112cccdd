"""What F404 and F405 share: cells marked as blank that have excerpts."""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import charts_of, entry, files_of, heading_state, lines_of
from framework_cli.model.cell import State
from framework_cli.model.diagnostic import Diagnostic, Related, Rule
from framework_cli.model.study import Study
from framework_cli.model.words import number_of


def blank_with_excerpts(
    study: Study, grid: Grid, marked: State, rule: Rule, words: str
) -> Iterator[Diagnostic]:
    """Report the cells of one state in which excerpts count, each excerpt as a related place."""
    charts, files = charts_of(study), files_of(study)
    for state in grid.touched.values():
        if state.cell is None or state.state is not marked:
            continue
        passages = grid.passages.get(state.key, ())
        if not passages:
            continue
        number = "an excerpt" if len(passages) == 1 else number_of(len(passages), "excerpt")
        yield Diagnostic(
            rule,
            f"cell {state.key} is marked {words} and has {number}",
            heading_state(charts[state.cell.path], state.cell),
            hint=f"write a summary and take `state={marked.value}` out, or take the code off the excerpts",
            related=tuple(
                Related(
                    entry(files, p.excerpt, "id" if p.excerpt.id else "quote"),
                    f"{lines_of(p)} of {p.excerpt.source}",
                )
                for p in passages
            ),
        )
