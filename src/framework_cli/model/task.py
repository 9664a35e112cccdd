"""What is left to do, in words, with the command that does or shows it."""

from typing import NamedTuple


class Task(NamedTuple):
    """Something left to do: what, and the command that does or shows it (empty where there is none)."""

    what: str
    command: str = ""
