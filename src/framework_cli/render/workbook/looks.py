"""How a workbook looks: type, quiet colour for the state of a cell, widths in characters."""

from typing import Any

FONT, SMALL = "Calibri", 10
INK, GREY, RULE, HEAD = "#1F2933", "#6B7580", "#C9D1D9", "#DFE9EE"
FILLS = {
    "charted": "#FFFFFF",
    "stale": "#FFF3D6",
    "nothing-said": "#F1F1EE",
    "not-asked": "#E6EAF2",
    "uncharted": "#FFFFFF",
}
WIDE, NARROW, LEAST = 46, 16, 8
TAB = "#7FA3B5"


class Looks:
    """The formats of one workbook, made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        base = {"font_name": FONT, "font_size": SMALL, "font_color": INK, "valign": "top"}
        wrapped = {**base, "text_wrap": True}
        boxed = {**wrapped, "border": 1, "border_color": RULE}
        self.title = book.add_format({**base, "font_size": 16, "bold": True})
        self.theme = book.add_format({**base, "font_size": 13, "bold": True})
        self.notice = book.add_format({**base, "font_color": GREY, "italic": True})
        self.text = book.add_format(wrapped)
        self.strong = book.add_format({**wrapped, "bold": True})
        self.section = book.add_format(
            {**base, "font_size": 12, "bold": True, "bottom": 1, "bottom_color": RULE}
        )
        self.link = book.add_format({**wrapped, "font_color": "#1B5E85", "underline": 1})
        self.head = book.add_format({**boxed, "bold": True, "bg_color": HEAD})
        self.ids = book.add_format({**base, "font_color": GREY})
        self.case = book.add_format({**boxed, "bold": True})
        self.attribute = book.add_format({**boxed, "font_color": GREY})
        self.references = book.add_format({**boxed, "font_size": 9, "font_color": GREY})
        self.cells = {
            state: book.add_format(
                {**boxed, "bg_color": fill}
                if state in ("charted", "stale")
                else {**boxed, "bg_color": fill, "font_color": GREY, "italic": True}
            )
            for state, fill in FILLS.items()
        }
        run = {"font_name": FONT, "font_size": SMALL}
        self.plain = book.add_format({**run, "font_color": INK})
        self.citation = book.add_format({**run, "font_size": 8, "font_color": "#8A939C"})
        self.comment = book.add_format({**run, "italic": True, "font_color": "#8A5A2B"})
