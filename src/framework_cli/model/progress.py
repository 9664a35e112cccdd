"""How long work tells how far it has got."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the name of the stage, how many are done and how many there are."""
