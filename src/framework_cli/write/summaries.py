"""The words of one cell in a chart file: put in place of those that stand there, all else left alone."""

from framework_cli.model.cell import Cell, ChartFile
from framework_cli.model.codebook import Codebook
from framework_cli.read.charts import cells_of
from framework_cli.read.outline import Outline
from framework_cli.write.charts import Marks, add_headings, below, set_marks
from framework_cli.write.errors import EntryGoneError, SpliceError
from framework_cli.write.splice import Splice, apply


def put_words(codebook: Codebook, chart: ChartFile, text: str, id: str, words: str) -> str:
    """A chart file's text with these words in a cell that may have no heading yet.

    Once there is a summary the cell is blank no longer (`state=` goes). Raises what `set_words` raises.
    """
    text = set_words(chart, add_headings(text, codebook, [id]), id, words)
    cell = next(cell for cell in cells_of(text, chart) if cell.key.code == id)
    blank = cell.written is not None and cell.summary
    return set_marks(text, {id: Marks({"state": None})}) if blank else text


def set_words(chart: ChartFile, text: str, id: str, words: str) -> str:
    """A chart file's text with other words in the cell with this id; `chart` says whose file it is.

    Heading, evidence and the tool's other comments stay as they are. Raises EntryGoneError where the cell
    has no heading, SpliceError where the words would not read back as the words of this cell alone.
    """
    outline = Outline.of(text)
    heading = outline.cell(id)
    if heading is None:
        raise EntryGoneError(f"cell {id} has no heading any more")
    start, end = heading.end, outline.end(heading)
    spans = []
    for comment in [*(c for c in outline.within(heading) if c.tool), None]:
        stretch = text[start : comment.start if comment else end]
        if stretch.strip():
            lead = len(stretch) - len(stretch.lstrip())
            spans.append((start + lead, start + len(stretch.rstrip())))
        start = comment.end if comment else end
    if spans:
        splices = [Splice(*span, words if number == 0 else "") for number, span in enumerate(spans)]
    else:
        at = below(outline, heading)
        splices = [Splice(at, at, f"\n{words}" if words else "")]
    after = apply(text, splices)
    if _said(chart, after, id) != {**_said(chart, text, id), id: words.strip()}:
        raise SpliceError("the words hold a heading or a comment that would end the cell or swallow the next")
    if _left_open(after) > _left_open(text):
        raise SpliceError("the words hold a comment that is not closed: <!-- without -->")
    return after


def _left_open(text: str) -> int:
    return sum(1 for comment in Outline.of(text).comments if not comment.closed)


def _said(chart: ChartFile, text: str, id: str) -> dict[str, object]:
    """What every cell says: of the one with this id its words alone."""
    cells = cells_of(text, chart)
    said: dict[str, object] = {}
    for cell in cells:
        said.setdefault(cell.key.code, cell.words if cell.key.code == id else _whole(cell))
    said[":order"] = [
        (cell.key, cell.written, cell.charted, cell.on, cell.reviewed, cell.evidence) for cell in cells
    ]
    return said


def _whole(cell: Cell) -> tuple[object, ...]:
    return cell.words, cell.summary, cell.comments, cell.codebook
