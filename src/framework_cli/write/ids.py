"""Ids of excerpts: short, random, and never mistaken for anything else."""

import re
import secrets
from collections.abc import Container
from string import ascii_lowercase, digits

LENGTH = 8

# A letter first keeps YAML and spreadsheets from reading a number ("1e500000"). Letters followed by
# digits only are left out too: they are words, a spreadsheet's dates ("june2024") or its cells ("abc12345").
_MISREAD = re.compile(r"[a-z]+[0-9]*")


def new_id(taken: Container[str] = frozenset()) -> str:
    """Make an excerpt id that is not among those taken: eight characters of [a-z0-9], a letter first."""
    while True:
        tail = "".join(secrets.choice(ascii_lowercase + digits) for _ in range(LENGTH - 1))
        made = secrets.choice(ascii_lowercase) + tail
        if not _MISREAD.fullmatch(made) and made not in taken:
            return made
