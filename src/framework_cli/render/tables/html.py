"""A small page of its own: one table with its headings, no script, nothing to fetch."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from framework_cli.model.table import Table
from framework_cli.render.tables.values import Run, Value, heads, numeric, row_label, runs, shown

_STYLE = """
:root { color-scheme: light dark }
body { font: 1rem/1.45 system-ui, sans-serif; margin: 1.5rem }
.notice { border: 1px solid; display: inline-block; font-weight: 600; padding: .2rem .6rem }
table { border-collapse: collapse }
caption { font-size: 1.2rem; font-weight: 600; padding-bottom: .5rem; text-align: left }
th, td { border: 1px solid color-mix(in srgb, currentColor 30%, Canvas); max-width: 32rem;
  padding: .3rem .6rem; text-align: start; vertical-align: top; white-space: pre-wrap;
  overflow-wrap: anywhere }
th { overflow-wrap: normal }
thead th { background: color-mix(in srgb, currentColor 8%, Canvas) }
.number { font-variant-numeric: tabular-nums; text-align: end }
.label { display: block; font-weight: 400 }
@media print { body { margin: 0 } thead { display: table-header-group } tr { break-inside: avoid } }
"""


def html(table: Table) -> str:
    """A table as a page: caption, one or two rows of headings, rows headed by their stub."""
    rows = list(table.rows)
    right = [numeric(rows, place) for place in range(len(table.columns))]
    return "".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width">\n',
            f"<title>{_text(table.title or 'Table')}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n",
            f'<p class="notice">{_text(table.notice)}</p>\n' if table.notice else "",
            "<table>\n",
            f"<caption>{_text(table.title)}</caption>\n" if table.title else "",
            f"<thead>\n{_headings(table, right)}</thead>\n<tbody>\n",
            *(_row(table, row, right) for row in rows),
            "</tbody>\n</table>\n",
            *(f"<p>{_text(note)}</p>\n" for note in table.notes),
            "</body>\n</html>\n",
        )
    )


def _text(text: str) -> str:
    # A parser reads a bare carriage return as a line feed; as a reference it stays what it was.
    return escape(text).replace("\r", "&#13;")


def _headings(table: Table, right: Sequence[bool]) -> str:
    above = runs(table)
    bottom = "".join(
        f'<th scope="col"{_number(to_right)}>{_text(head)}</th>'
        for head, to_right in zip(heads(table), right, strict=True)
    )
    return _line(_above(above)) + _line([bottom]) if above else _line([bottom])


def _above(above: Iterable[Run]) -> Iterator[str]:
    for heading, span in above:
        if heading:
            yield f'<th scope="colgroup" colspan="{span}">{_text(heading)}</th>'
        else:
            yield f'<td colspan="{span}"></td>'


def _row(table: Table, row: Sequence[Value], right: Sequence[bool]) -> str:
    label = row_label(table, row)
    cells = []
    for place, value in enumerate(row):
        words = _text(shown(value))
        if place < table.stub:
            extra = f'<span class="label">{_text(label)}</span>' if label and place == 0 else ""
            cells.append(f'<th scope="row">{words}{extra}</th>')
        else:
            kind = _number(right[place]) or (' dir="auto"' if words else "")
            cells.append(f"<td{kind}>{words}</td>")
    return _line(cells)


def _number(to_right: bool) -> str:
    return ' class="number"' if to_right else ""


def _line(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(cells)}</tr>\n"
