"""Other tools' files come in; transcripts, cases, a codebook and coded excerpts of the study go out.

With every file comes a report of what was kept, changed and dropped. Called by `framework import`.
"""

from framework_cli.exchange.cases import Conflict, Merged, import_cases
from framework_cli.exchange.charting import Brought, bring_back
from framework_cli.exchange.charts import Change, Plan, plan
from framework_cli.exchange.codebook import import_codebook
from framework_cli.exchange.coding import Coded, import_segments
from framework_cli.exchange.columns import mapping
from framework_cli.exchange.note import Note, failed
from framework_cli.exchange.segments import Segment, Unplaced, read_segments
from framework_cli.exchange.sheet import Sheet, parse_sheet, read_sheet
from framework_cli.exchange.speakers import Ask, Declared, declared
from framework_cli.exchange.talk import Label
from framework_cli.exchange.transcripts import Imported, Options, import_transcripts, parse_transcript
from framework_cli.exchange.unplaced import keep_unplaced, unplaced_text
from framework_cli.exchange.workbook import Workbook, parse_workbook, read_workbook

__all__ = [
    "Ask",
    "Brought",
    "Change",
    "Coded",
    "Conflict",
    "Declared",
    "Imported",
    "Label",
    "Merged",
    "Note",
    "Options",
    "Plan",
    "Segment",
    "Sheet",
    "Unplaced",
    "Workbook",
    "bring_back",
    "declared",
    "failed",
    "import_cases",
    "import_codebook",
    "import_segments",
    "import_transcripts",
    "keep_unplaced",
    "mapping",
    "parse_sheet",
    "parse_transcript",
    "parse_workbook",
    "plan",
    "read_segments",
    "read_sheet",
    "read_workbook",
    "unplaced_text",
]
