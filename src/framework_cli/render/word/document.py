"""The document as a whole: front page, parts in their order, page set-up, and bytes that stay the same."""

import io
import zipfile
from datetime import datetime
from typing import Any

from framework_cli.render.report.views import Report
from framework_cli.render.word.agreement import agreement
from framework_cli.render.word.cases import cases
from framework_cli.render.word.codebook import codebook
from framework_cli.render.word.excerpts import excerpts, transcripts
from framework_cli.render.word.figures import figures
from framework_cli.render.word.front import front, overview
from framework_cli.render.word.matrix import matrix
from framework_cli.render.word.page import Page, plain
from framework_cli.render.word.themes import themes
from framework_cli.render.word.theory import theory

# The parts in the report's order, and whether their pages lie across.
_PARTS = (
    ("overview", overview, False),
    ("matrix", matrix, True), ("themes", themes, True), ("cases", cases, False), ("figures", figures, True),
    ("theory", theory, False), ("agreement", agreement, False), ("codebook", codebook, True),
    ("excerpts", excerpts, False), ("transcripts", transcripts, False),
)  # fmt: skip
_DAY = datetime(2000, 1, 1)  # a fixed day, so that the same study gives the same bytes
_MISSING = (
    "a Word report needs python-docx, which is not installed: pip install 'framework-cli[docx]'. "
    "HTML and Markdown do without."
)


class WordMissingError(ImportError):
    """python-docx is not installed; the message says how to get it."""


def to_word(report: Report) -> bytes:
    """A report as the bytes of a .docx file. Raises WordMissingError where python-docx is not installed."""
    try:
        from docx import Document
    except ImportError as missing:
        raise WordMissingError(_MISSING) from missing
    document = Document()
    page = Page(document, report)
    front(page, report)
    for name, part, wide in _PARTS:
        if name in report.parts:
            # Outside there are no charts: themes are running text, for upright pages.
            page.section(landscape=wide and not (report.outside and name == "themes"))
            part(page, report)
    page.contents()
    _properties(document, report)
    stream = io.BytesIO()
    document.save(stream)
    return _settled(stream.getvalue())


def _properties(document: Any, report: Report) -> None:
    told = document.core_properties
    told.title, told.comments, told.author = plain(report.title)[:255], plain(report.notice)[:255], ""
    told.last_modified_by, told.revision = "", 1
    told.created = told.modified = _DAY


def _settled(data: bytes) -> bytes:
    """The package with a fixed day on every part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, _DAY.timetuple()[:6])
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            new.writestr(info, old.read(name))
    return stream.getvalue()
