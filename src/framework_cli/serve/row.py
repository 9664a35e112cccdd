"""A row of the matrix: which one an address means, and its chart file as it stands now."""

from framework_cli.cells.edits import chart_path, name_fault
from framework_cli.cells.naming import no_row, rows_named
from framework_cli.model.passage import Belonging
from framework_cli.read.files import decode
from framework_cli.serve.desk import Desk
from framework_cli.serve.reply import WishError
from framework_cli.serve.saving import bytes_of
from framework_cli.serve.wish import Wish
from framework_cli.write import CannotWriteError


def sighted(desk: Desk) -> None:
    """Refuse what rests on everybody's coding while the coder works blind."""
    if desk.view == "blind":
        raise WishError(
            409,
            "charts rest on everybody's coding, which you do not see while you work blind",
            "change to Mine or + Others first (v)",
        )


def row_of(desk: Desk, wish: Wish) -> Belonging:
    """The row that an address means; a case kept by wave and named without one means its first."""
    case, wave = wish.path["case"], wish.asked("wave")
    found = rows_named(desk.study, desk.grid, f"{case}@{wave}" if wave else case)
    # A case may be called P01@2: the parts of the address are told apart already.
    rows = [row for row in found if row.case == case and (not wave or row.wave == wave)]
    if not rows:
        raise WishError(404, no_row(desk.study, f"{case}@{wave}" if wave else case))
    return rows[0]


def state_of(desk: Desk, row: Belonging) -> tuple[str, bytes | None]:
    """A row's chart file and its bytes, which the desk is brought up to date with.

    The path is empty for a row that can have no file; the bytes are None where there is none yet.
    """
    try:
        path = chart_path(desk.study, row)
    except CannotWriteError:
        return "", None
    data = bytes_of(desk, path)
    text = next((file.text for file in desk.study.charts if file.path == path), None)
    if (None if data is None else _text(data, path)) != text:
        desk.refresh(path)  # not marked as seen: the next look finds it changed, and tells the page
    return path, data


def fault(row: Belonging) -> str:
    """Why a row can have no chart file; empty where it can."""
    return name_fault(row.case) or name_fault(row.wave or "1")


def _text(data: bytes, path: str) -> str:
    try:
        return decode(data)
    except UnicodeDecodeError as bad:
        hint = "save it as UTF-8 in an editor; nothing is written into it"
        raise WishError(409, f"{path} is not UTF-8", hint) from bad
