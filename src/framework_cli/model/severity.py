"""How much a finding matters. A module of its own: the command line needs it before anything else."""

from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters; `--fail-on` compares by `rank`."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for a note, 1 for a warning, 2 for an error."""
        return list(Severity).index(self)
