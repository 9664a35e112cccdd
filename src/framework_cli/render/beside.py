"""Two versions of a text side by side, for a screen of 80 columns."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from textwrap import wrap

from framework_cli.render.tables.values import seen

_HALF = 36


def beside(left: str, right: str, heads: tuple[str, str], indent: str = "    ") -> Iterator[str]:
    """Lines with both versions under their heads."""
    columns = [[*_lines(text or "(empty)")] for text in (left, right)]
    yield f"{indent}{heads[0]:<{_HALF}} │ {heads[1]}".rstrip()
    for one, other in zip_longest(*columns, fillvalue=""):
        yield f"{indent}{one:<{_HALF}} │ {other}".rstrip()


def _lines(text: str) -> Iterator[str]:
    for line in re.split("\n", seen(text)):
        yield from wrap(line, _HALF, replace_whitespace=True, drop_whitespace=True) or [""]
