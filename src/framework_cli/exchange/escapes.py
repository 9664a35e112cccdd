"""How workbooks escape characters (`_x000D_`), undone exactly: words that only look so stay words.

The standard (ECMA-376, ST_Xstring) writes a carriage return as `_x000D_`, and words that read `_x000D_` as
`_x005F_x000D_`. openpyxl drops `x005F_` and leaves the rest, after which nobody can tell the two apart. So
the escaped underscore is put out of its sight before it reads.
"""

import io
import re
import zipfile

_UNDERSCORE = re.compile(rb"_x005[Ff]_")
_HELD = "\U0010ffff"  # no character, and in no text
_CONTROL = re.compile(r"_x00([01][0-9A-Fa-f])_")


def guarded(data: bytes) -> bytes:
    """A workbook in which escaped underscores are out of openpyxl's sight; `undone` brings them back."""
    stream = io.BytesIO()
    found = False
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith(".xml") and _UNDERSCORE.search(part):
                part, found = _UNDERSCORE.sub(_HELD.encode(), part), True
            new.writestr(name, part)
    return stream.getvalue() if found else data


def undone(words: str) -> str:
    """The words of a cell of a guarded workbook."""
    return _CONTROL.sub(lambda found: chr(int(found[1], 16)), words).replace(_HELD, "_")
