"""Where in a report something stands that is cited or named in a theory."""

from framework_cli.model.theory import Cited
from framework_cli.render.report.anchors import anchor
from framework_cli.render.report.material import Material
from framework_cli.render.report.options import Part
from framework_cli.render.theory.words import cited
from framework_cli.theory import Piece


def place(material: Material, piece: Piece) -> tuple[str, str]:
    """How a piece of evidence is called, and where in the report it stands."""
    said = piece.evidence.cited
    if said is not None and said.kind is Cited.EXCERPT and piece.passages:
        key = material.key(piece.passages[0])
        shown = key in material.held and material.options.lists_quotes
        return piece.passages[0].reference, anchor(key, "q") if shown else ""
    if piece.cell is not None:
        cell = piece.cell.key
        shown = cell.code in material.grid.columns and material.options.shows_cells
        return str(cell), anchor(str(cell), "cell") if shown else ""
    return cited(piece), ""


def case_place(material: Material, case: str) -> str:
    """Where the chart of a case stands (of several waves the first); nothing where the report has none."""
    if Part.CASES not in material.options.shown_parts:
        return ""
    row = next((row for row in material.grid.rows if row.case == case), None)
    return anchor(f"{row.case}@{row.wave}" if row.wave else row.case, "case") if row else ""
