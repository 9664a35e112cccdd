"""The report as a Word document, for teams that read and comment there.

The context that HTML and Markdown are rendered from comes in; the bytes of a .docx file go out, the same from
run to run. Called by `framework summarise`; needs python-docx, which is an extra.
"""

from framework_cli.render.word.document import WordMissingError, to_word

__all__ = ["WordMissingError", "to_word"]
