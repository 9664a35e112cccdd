"""Tables on a terminal: whole words, blocks of columns by theme instead of crushed columns, a legend.

Three layouts. A list shows its short columns and folds long text. A matrix of numbers or states
whose titles do not fit has the numbers of its columns (1.1, 1.2 …) as headings and a key beneath; one
of texts has a block per theme. Colour is for terminals only and says nothing that words don't.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.segment import Segment, Segments
from rich.table import Table as Grid
from rich.text import Text

from framework_cli.model.table import Blank, Table
from framework_cli.render.tables.values import Value, heads, numeric, row_label, seen, shown, written

STYLES = {
    "charted": "green",
    "stale": "bold yellow",
    "nothing-said": "cyan",
    "not-asked": "magenta",
    "uncharted": "dim",
}
LIST_LIMIT = 2_000  # rows; beyond it measuring every cell takes longer than anybody would read
# Widths: between columns, of a heading, of a text, of a row's label.
_GAP, _NAME, _WORDS, _LABEL = 2, 18, 22, 30
# A line's end within a paragraph, and not before an item of a list.
_REFLOWED = re.compile(r"(?<=[^\n])\n(?=[^\s*+\-\d\[>|])")


class Column(NamedTuple):
    """A column of cells: its place in the row, its heading and the heading above it."""

    place: int
    head: str
    number: str
    group: str


def print_table(table: Table, console: Console | None = None) -> None:
    """Print a table to a terminal; its width, and NO_COLOR, are honoured."""
    console = console or Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    rows = [tuple(row) for row in table.rows]
    if table.title:
        console.print(Text(seen(table.title), style="bold"))
    if table.notice:
        console.print(Text(seen(table.notice), style="reverse"))
    if table.about is None or len(table.columns) == table.stub:
        _list(table, rows, console)
    else:
        _matrix(table, rows, console)
    for note in table.notes:
        console.print(Text(seen(note), style="dim"))


def _list(table: Table, rows: Sequence[Sequence[Value]], console: Console) -> None:
    names, words = list(table.columns), heads(table)
    places = [names.index(name) for name in table.short if name in names] or range(len(names))
    if len(rows) > LIST_LIMIT:
        _plainly(table, rows, places, console)
        return
    words = [seen(head).replace("_", " ") for head in words]
    values = [[_flat(row[place]) for place in places] for row in rows]
    widths = [
        max([*map(cell_len, words[place].split()), *(cell_len(each[at]) for each in values)], default=0)
        for at, place in enumerate(places)
    ]
    long = [at for at, width in enumerate(widths) if width > _LABEL]
    room = console.width - sum(width + _GAP for at, width in enumerate(widths) if at not in long)
    beneath = long if 0 <= room < len(long) * _LABEL and len(long) < len(widths) else []
    grid = _grid()
    for at, place in enumerate(places):
        if at not in beneath:
            right = numeric(rows, place)
            grid.add_column(
                Text(words[place]),
                justify="right" if right else "left",
                overflow="fold",
                width=widths[at] if right and room < 0 else None,  # no word of a heading is broken
            )
    for each in values:
        grid.add_row(*(Text(text) for at, text in enumerate(each) if at not in beneath))
    if beneath:
        _stacked(grid, [[each[at] for at in beneath] for each in values], console)
    else:
        console.print(grid)


def _stacked(grid: Grid, texts: Sequence[Sequence[str]], console: Console) -> None:
    """A list whose long texts stand beneath their row, where beside it they would be crushed."""
    lines = console.render_lines(grid, console.options, pad=False)
    head, body = len(lines) - len(texts), iter(texts)
    for place, line in enumerate(lines):
        console.print(Segments([*line, Segment.line()]))
        for text in next(body) if place >= head else ():
            console.print(Padding(Text(text, style="dim"), (0, 0, 0, 4)))


def _grid() -> Grid:
    return Grid(box=box.SIMPLE_HEAD, padding=(0, _GAP - 1, 0, 0), pad_edge=False, show_edge=False)


def _plainly(table: Table, rows: Sequence[Sequence[Value]], places: Sequence[int], console: Console) -> None:
    from framework_cli.render.tables.text import text

    picked = [[row[place] for place in places] for row in rows]
    console.file.write(text(Table([table.columns[place] for place in places], picked)))


def _matrix(table: Table, rows: Sequence[Sequence[Value]], console: Console) -> None:
    columns = _columns(table)
    stub = _stub(table, rows)
    room = console.width - sum(width + _GAP for _, width in stub)
    short = all(_is_short(table, row[column.place]) for row in rows for column in columns)
    titled = [_title_width(table, column, short) for column in columns]
    if not short:
        _blocks(
            table,
            rows,
            stub,
            [(c, max(w, _WORDS)) for c, w in zip(columns, titled, strict=True)],
            room,
            console,
        )
    elif sum(width + _GAP for width in titled) <= room:
        _blocks(table, rows, stub, list(_widened(columns, titled, room)), room, console)
    else:
        _overview(table, rows, stub, columns, room, console)


def _columns(table: Table) -> list[Column]:
    about, words = table.about or {}, heads(table)
    return [
        Column(
            place,
            seen(words[place]),
            about.get(name, {}).get("number", "") or seen(name),
            table.groups.get(name, ""),
        )
        for place, name in list(enumerate(table.columns))[table.stub :]
    ]


def _stub(table: Table, rows: Sequence[Sequence[Value]]) -> list[tuple[str, int]]:
    """The columns that name the row, each with its width; ids give way to titles where there are any."""
    words = heads(table)[: table.stub]
    found = []
    for place, head in enumerate(words):
        values = [_named(table, row, place) for row in rows]
        longest = max([cell_len(head), *map(cell_len, values)])
        found.append((seen(head), min(longest, _LABEL)))
    return found


def _named(table: Table, row: Sequence[Value], place: int) -> str:
    label = row_label(table, row) if place == 0 else ""
    return seen(label or written(row[place])).replace("\n", " ")


def _is_short(table: Table, value: Value) -> bool:
    return not isinstance(value, str | Blank) or (isinstance(value, str) and value in table.legend)


def _title_width(table: Table, column: Column, short: bool) -> int:
    """How wide a column must be so that no word of its heading, and no state, is broken."""
    words = [*column.head.split(), *(table.legend if short else ())]
    return min(max([3, *map(cell_len, words)]), _NAME)


def _widened(columns: Sequence[Column], widths: Sequence[int], room: int) -> Iterator[tuple[Column, int]]:
    """Columns as wide as leaves the headings of a group in the fewest lines, where there is room for it."""
    for _, members in groupby(zip(columns, widths, strict=True), key=lambda each: each[0].group):
        group = list(members)
        most = min(room // len(group) - _GAP, _LABEL)
        for column, width in group:
            yield column, max(width, min(cell_len(column.head), most))


def _blocks(
    table: Table,
    rows: Sequence[Sequence[Value]],
    stub: Sequence[tuple[str, int]],
    columns: Sequence[tuple[Column, int]],
    room: int,
    console: Console,
) -> None:
    """A block of columns under each theme, and as many as the width asks for."""
    for group, block in _split(columns, room):
        grid = _grid()
        for head, width in stub:
            grid.add_column(Text(head), width=width, overflow="fold")
        texts = {column.place for column, _ in block if not numeric(rows, column.place)}
        for column, width in block:
            if column.place in texts and not table.legend:
                grid.add_column(Text(column.head), min_width=width, overflow="fold")
            else:
                right = column.place not in texts
                grid.add_column(Text(column.head), justify="right" if right else "left", width=width)
        for row in rows:
            named = [Text(_named(table, row, place), style="bold") for place in range(len(stub))]
            told = [_cell(table, row[column.place], letters=False) for column, _ in block]
            grid.add_row(*named, *told, end_section=bool(texts) and not table.legend)
        console.print()
        if group:
            console.print(Text(seen(group), style="bold"))
        console.print(grid)


def _overview(
    table: Table,
    rows: Sequence[Sequence[Value]],
    stub: Sequence[tuple[str, int]],
    columns: Sequence[Column],
    room: int,
    console: Console,
) -> None:
    """Numbers as headings, signs as states, and beneath each block the key to them."""
    width = max(3, *(min(cell_len(column.number), _NAME) for column in columns))
    width = max(
        width, *(cell_len(written(row[c.place])) for row in rows for c in columns if not table.legend), 0
    )
    for block in _whole_groups(columns, max(room // (width + _GAP), 1)):
        grid = _grid()
        for head, wide in stub:
            grid.add_column(Text(head), width=wide, overflow="fold")
        for column in block:
            grid.add_column(Text(column.number), justify="right", width=width, overflow="fold")
        for row in rows:
            named = [Text(_named(table, row, place), style="bold") for place in range(len(stub))]
            grid.add_row(*named, *(_cell(table, row[column.place], letters=True) for column in block))
        console.print()
        if any(column.group for column in block):
            console.print(_above(stub, block, width))
        console.print(grid)
        if any(column.head != column.number for column in block):
            _key(block, console)
    if table.legend:
        console.print()
        console.print(_legend(table))


def _cell(table: Table, value: Value, *, letters: bool) -> Text:
    if isinstance(value, Blank):
        return Text(shown(value), style="dim italic")
    words = _REFLOWED.sub(" ", seen(written(value)))
    if words in table.legend:
        return Text(table.legend[words] if letters else words.replace("-", " "), style=STYLES.get(words, ""))
    return Text(words, style="dim" if value == 0 else "")


def _above(stub: Sequence[tuple[str, int]], block: Sequence[Column], width: int) -> Text:
    """The headings of groups, each over its first column and cut to the columns it stands over."""
    line = Text(" " * sum(wide + _GAP for _, wide in stub), no_wrap=True)
    for group, columns in groupby(block, key=lambda column: column.group):
        room = len(list(columns)) * (width + _GAP) - _GAP
        words = Text(seen(group), style="bold")
        words.truncate(room, overflow="ellipsis", pad=True)
        line.append(words).append(" " * _GAP)
    line.rstrip()
    return line


def _key(block: Sequence[Column], console: Console) -> None:
    """What the numbers stand for: a paragraph for each theme, broken between titles."""
    console.print()
    for group, columns in groupby(block, key=lambda column: column.group):
        titles = [column.head for column in columns if column.head != group]
        lines = [Text(f"  {seen(group)}", style="bold")] if group else [Text(" ")]
        for place, title in enumerate(titles):
            before = (": " if group else " ") if place == 0 else " · "
            if cell_len(lines[-1].plain) + cell_len(before) + cell_len(title) > console.width - 2:
                lines[-1].append(before.rstrip(), style="not bold")
                lines.append(Text("    "))
                before = ""
            lines[-1].append(before + title, style="not bold")
        for line in lines:
            console.print(line)


def _legend(table: Table) -> Text:
    line = Text()
    for word, sign in table.legend.items():
        line.append(f"{sign} {word.replace('-', ' ')}", style=STYLES.get(word, "")).append("   ")
    line.rstrip()
    return line


def _split(
    columns: Sequence[tuple[Column, int]], room: int
) -> Iterator[tuple[str, list[tuple[Column, int]]]]:
    """Columns of one group, as many at a time as fit into the room, at least one; blocks about as wide."""
    for group, members in groupby(columns, key=lambda each: each[0].group):
        left = list(members)
        most = max(room // (max(width for _, width in left) + _GAP), 1)
        size = -(-len(left) // -(-len(left) // most))
        for start in range(0, len(left), size):
            yield group, left[start : start + size]


def _whole_groups(columns: Sequence[Column], most: int) -> Iterator[list[Column]]:
    """Blocks of at most so many columns that break within a group only where the group is larger."""
    block: list[Column] = []
    for _, members in groupby(columns, key=lambda column: column.group):
        group = list(members)
        if block and len(block) + len(group) > most:
            yield block
            block = []
        block += group
        while len(block) > most:
            yield block[:most]
            block = block[most:]
    if block:
        yield block


def _flat(value: Value) -> str:
    words = seen(shown(value))
    indent = len(words) - len(words.lstrip(" "))  # a tree's
    return words[:indent] + " ".join(words.split())
