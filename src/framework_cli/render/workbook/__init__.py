"""A workbook of thematic charts: a sheet a theme, to be read, printed, edited and brought back.

A study, its index and its grid come in, with the rows and columns to be shown; the bytes of an XLSX file go
out, the same from run to run. Called by `framework chart -o FILE.xlsx`; `exchange` reads it back.
"""

from framework_cli.render.workbook.book import chart_workbook

__all__ = ["chart_workbook"]
