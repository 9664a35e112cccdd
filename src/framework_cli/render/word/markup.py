"""Word's own elements that python-docx has no call for: fields, links, marks, the ground of a cell."""

from typing import Any

# What may follow in Word's order of elements; the new one goes before the first of these.
_AFTER = {
    "tblBorders": ("shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription"),
    "tblCellMar": ("tblLook", "tblCaption", "tblDescription"),
    "updateFields": (
        *("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "mathPr"),
        *("attachedSchema", "themeFontLang", "clrSchemeMapping", "shapeDefaults", "decimalSymbol"),
    ),
}


def named(name: str) -> str:
    """An element's or attribute's name with Word's namespace."""
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def put(parent: Any, name: str, /, **values: str) -> Any:
    """Add an element of Word's with its attributes, at its place."""
    from docx.oxml import OxmlElement

    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(named(key), value)
    later = {named(each) for each in _AFTER.get(name, ())}
    following = next((each for each in parent if each.tag in later), None)
    if following is None:
        parent.append(made)
    else:
        following.addprevious(made)
    return made


def columns(section: Any, number: int) -> None:
    """Set a section in columns."""
    held = section._sectPr.find(named("cols"))
    if held is None:
        held = put(section._sectPr, "cols")
    held.set(named("num"), str(number))


def shade(cell: Any, colour: str) -> None:
    """Colour the ground of a cell of a table."""
    put(cell._tc.get_or_add_tcPr(), "shd", val="clear", color="auto", fill=colour)


def field_part(paragraph: Any, kind: str, code: str = "") -> Any:
    """A part of a field: `begin` and the code, `separate`, or `end`; the run that holds it."""
    run = paragraph.add_run()
    put(run._r, "fldChar", fldCharType=kind)
    if kind == "begin":
        run = paragraph.add_run()
        put(run._r, "instrText").text = f" {code} "
    return run


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Mark a whole paragraph, so that links can lead to it."""
    start = put(paragraph._p, "bookmarkStart", id=str(number), name=name)
    first = next(iter(paragraph._p.r_lst), None)
    if first is not None:
        first.addprevious(start)
    put(paragraph._p, "bookmarkEnd", id=str(number))


def link(paragraph: Any, run: Any, name: str) -> None:
    """Make a run lead to a bookmark of the document."""
    made = put(paragraph._p, "hyperlink", anchor=name, history="1")
    made.append(run._r)
