"""A study, its index and its grid come in; one plain context goes out, and from it HTML or Markdown.

What a reader must not see is left out of the context, so that no template can show it. Called by
`framework summarise`.
"""

from framework_cli.render.report.context import report_of
from framework_cli.render.report.faults import TemplateFaultError
from framework_cli.render.report.html import to_html
from framework_cli.render.report.markdown import to_markdown
from framework_cli.render.report.options import Options, Part, Stamp
from framework_cli.render.report.views import Report

__all__ = [
    "Options",
    "Part",
    "Report",
    "Stamp",
    "TemplateFaultError",
    "report_of",
    "to_html",
    "to_markdown",
]
