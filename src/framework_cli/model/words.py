"""English words with their numbers, and names as they are typed."""

import os
import re
import shlex
from collections.abc import Iterable


def number_of(number: int, noun: str, several: str = "") -> str:
    """`1 excerpt`, `3 excerpts`, `1,204 studies`.

    `several` is for what follows no rule, or goes on with a verb: `1 summary is`, `3 summaries are`.
    """
    return f"{number:,} {noun if number == 1 else several or plural(noun)}"


def plural(noun: str) -> str:
    """The plural of an English noun, by the rules that serve for case, theme, category or process."""
    if noun.lower() == "person":
        return noun[0] + "eople"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def first_few(names: Iterable[str], most: int = 4) -> str:
    """Names in a sentence, the rest counted: `P01, P02, P03, P04 and 7 more`."""
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more


def typed(name: str) -> str:
    """A name as one word of a command line: in quotes where a shell would otherwise take it apart.

    Double quotes where they serve, since they are understood on every system.
    """
    windows = os.name == "nt"
    if re.fullmatch(r"[\w@%+=:,./\\-]+" if windows else r"[\w@%+=:,./-]+", name):
        return name
    return shlex.quote(name) if not windows and re.search(r"[\"$`\\!]", name) else f'"{name}"'
