"""Names of files and sources that hold on Linux, macOS and Windows."""

import unicodedata

from framework_cli.read.listing import FORBIDDEN, RESERVED

_LONGEST = 100  # of 255 bytes, with room for the coder, the suffix and letters of four bytes each


def safe_id(stem: str) -> str:
    """A source's or codebook's id from a file's name without suffix; empty where nothing is left.

    Characters that some system forbids become `-`; the rest, spaces and letters of every script, stays.
    """
    text = unicodedata.normalize("NFC", stem.encode("utf-8", "replace").decode("utf-8"))
    text = FORBIDDEN.sub("-", text.replace("/", "-"))
    text = "".join(c for c in text if c.isprintable())[:_LONGEST].strip(" .")
    if not text.strip("-"):
        return ""
    if text.split(".")[0].strip().lower() in RESERVED:
        return f"{text.split('.')[0]}-source{text[len(text.split('.')[0]) :]}"
    return text


def folded(name: str) -> str:
    """A name as systems compare it that do not tell case apart."""
    return unicodedata.normalize("NFC", name).casefold()
