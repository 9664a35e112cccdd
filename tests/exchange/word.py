"""Word documents written by hand: a ZIP file with one XML part, as small as Word accepts."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{W}"'
HEAD += ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
HEAD += ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:body>'
TAIL = "<w:sectPr/></w:body></w:document>"


def docx(body: str, *, head: str = HEAD, parts: tuple[str, ...] = ()) -> bytes:
    """A document with this body; `parts` are further members, empty."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", head + body + TAIL)
        for part in parts:
            package.writestr(part, "<x/>")
    return stream.getvalue()


def p(*runs: str) -> str:
    """A paragraph of runs; plain text becomes one."""
    return "<w:p>" + "".join(r if r.startswith("<") else run(r) for r in runs) + "</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    style = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{style}<w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """A table of one paragraph a cell."""
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
