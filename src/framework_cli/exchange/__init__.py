"""Other tools' files come in; transcripts, cases, a codebook and coded excerpts of the study go out.

With every file comes a report of what was kept, changed and dropped. Called by `framework import`.
"""

from framework_cli.exchange.note import Note, failed
from framework_cli.exchange.speakers import Ask, Declared, declared
from framework_cli.exchange.talk import Label
from framework_cli.exchange.transcripts import Imported, Options, import_transcripts, parse_transcript

__all__ = [
    "Ask",
    "Declared",
    "Imported",
    "Label",
    "Note",
    "Options",
    "declared",
    "failed",
    "import_transcripts",
    "parse_transcript",
]
