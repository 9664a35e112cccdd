"""References to lines in summaries (`[P01:45-47]`) and the excerpt of the same cell that each stands for."""

from framework_cli.cells import Grid
from framework_cli.model.cell import CellKey, Citation
from framework_cli.model.passage import Passage


def meant(grid: Grid, key: CellKey, citation: Citation) -> tuple[Passage, ...]:
    """The excerpts that a line reference may mean; exactly one where it is certain.

    Only what counts in the cell can be meant. Of several passages that touch the lines, one that has
    exactly these lines is it.
    """
    touching = tuple(
        passage
        for passage in grid.passages.get(key, ())
        if passage.excerpt.source == citation.source
        and passage.start_line <= citation.end_line
        and passage.end_line >= citation.line
    )
    exact = tuple(p for p in touching if (p.start_line, p.end_line) == (citation.line, citation.end_line))
    return exact if len(exact) == 1 else touching
