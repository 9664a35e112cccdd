"""F413: a reference to lines that stands for no excerpt of its cell, or for several.

Lines shift when a transcript is mended; ids do not. Where it is certain, `--fix` turns lines into an id.
"""

from collections.abc import Iterator

from framework_cli.cells import Grid
from framework_cli.check.places import entry, files_of, in_chart, lines_of
from framework_cli.check.references import meant
from framework_cli.model import rules
from framework_cli.model.cell import CellKey, Citation
from framework_cli.model.diagnostic import Diagnostic, Related
from framework_cli.model.passage import Index, Passage
from framework_cli.model.study import Study


def check(study: Study, _index: Index, grid: Grid) -> Iterator[Diagnostic]:
    """Try to match every reference to lines."""
    files = files_of(study)
    for chart in study.charts:
        for cell in chart.cells:
            for citation in cell.citations:
                if citation.excerpt:
                    continue
                found = meant(grid, CellKey(chart.case, chart.wave, cell.key.code), citation)
                if len(found) == 1:
                    continue
                yield Diagnostic(
                    rules.LINE_REFERENCE,
                    f"{_name(citation)} {_matches(len(found))} of this cell",
                    in_chart(chart, citation.start, citation.end),
                    hint=_hint(study, citation, found),
                    related=tuple(
                        Related(
                            entry(files, p.excerpt, "id" if p.excerpt.id else "quote"),
                            f"{p.excerpt.id or 'an excerpt'}, {lines_of(p)} of {p.excerpt.source}",
                        )
                        for p in found
                    ),
                )


def _name(citation: Citation) -> str:
    lines = str(citation.line)
    if citation.end_line != citation.line:
        lines += f"-{citation.end_line}"
    return f"{citation.source}:{lines}"


def _matches(number: int) -> str:
    return f"matches {number} excerpts" if number else "matches no excerpt"


def _hint(study: Study, citation: Citation, found: tuple[Passage, ...]) -> str:
    if found:
        return "cite the one that is meant by its id: `[@id]`"
    source = study.sources.get(citation.source)
    if source is None:
        return f"there is no transcript “{citation.source}”"
    lines = len(source.lines.starts) - source.text.endswith("\n")
    if citation.end_line > lines or citation.line < 1:
        return f"{citation.source} has {lines} lines"
    return "code the passage first, then cite it"
