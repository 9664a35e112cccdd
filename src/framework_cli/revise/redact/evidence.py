"""Evidence comments of a chart once its excerpts' words have changed by nothing but pseudonyms."""

from collections.abc import Iterator, Mapping

from framework_cli.cells.changes import Record
from framework_cli.cells.redigest import redigested
from framework_cli.model.cell import Cell, ChartFile
from framework_cli.model.passage import Index, Passage
from framework_cli.model.study import Study
from framework_cli.read.charts import EVIDENCE
from framework_cli.read.outline import Outline
from framework_cli.revise.redact.anchors import Shifted
from framework_cli.write.splice import Splice


def evidence_splices(
    study: Study, index: Index, chart: ChartFile, shifted: Mapping[str, Shifted]
) -> list[Splice]:
    """The digests of a chart to be written anew, each at its place."""
    record = Record.of(study, index)
    passages = {p.excerpt.id: p for p in index.passages if p.excerpt.id}
    outline = Outline.of(chart.text)
    found: list[Splice] = []
    for cell in chart.cells:
        heading = next(h for h in outline.headings if h.start == cell.start)
        for comment in outline.within(heading):
            if comment.tool != "evidence":
                continue
            for item in EVIDENCE.finditer(chart.text, comment.start, comment.end):
                ids = [id for id in record.readings(item[1]) if id in passages]
                new = _digest(study, cell, [passages[id] for id in ids], item[2], shifted)
                if new != item[2]:
                    found.append(Splice(item.start(2), item.end(2), new))
    return found


def _digest(study: Study, cell: Cell, held: list[Passage], was: str, shifted: Mapping[str, Shifted]) -> str:
    """A recorded digest said of the new words of the excerpt that it was made from."""
    for passage, (old, new) in _reworded(held, shifted):
        said = redigested(study.codebook, cell.key.code, passage.excerpt.codes, was, old, new)
        if said != was:
            return said
    return was


def _reworded(
    held: list[Passage], shifted: Mapping[str, Shifted]
) -> Iterator[tuple[Passage, tuple[str, str]]]:
    for passage in held:
        new = shifted.get(passage.excerpt.source)
        if new is None:
            continue
        start, end = new.span(passage.start, passage.end)
        words = new.source.text[passage.start : passage.end], new.text[start:end]
        if words[0] != words[1]:
            yield passage, words
