"""A coefficient that has no value says why: never nan, never 1.0 for want of anything to compare."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Undefined:
    """No value, and the reason in words."""

    reason: str

    def __str__(self) -> str:
        return f"undefined: {self.reason}"


Figure = float | Undefined

NO_PAIRS = Undefined("no unit with two ratings")
NO_VARIATION = Undefined("only one value used: expected disagreement 0")
ONE_CODER = Undefined("one coder: nothing to compare")


def ratio(observed: float, expected: float) -> Figure:
    """Agreement beyond what is expected, as a share of what could be: (o - e) / (1 - e)."""
    return NO_VARIATION if expected >= 1 else (observed - expected) / (1 - expected)
