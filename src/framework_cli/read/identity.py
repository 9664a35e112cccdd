"""Ids of cases, sources and waves: one and the same however a file or system composes its letters."""

import unicodedata

COLUMNS = frozenset({"source", "case", "wave"})


def composed(id: str) -> str:
    """An id in Unicode's composed form (NFC), in which all are compared.

    macOS hands out file names decomposed, tables and YAML come from keyboards that compose; `ö` may be
    one code point here and two there, and nobody can see the difference.
    """
    return id if id.isascii() else unicodedata.normalize("NFC", id)
