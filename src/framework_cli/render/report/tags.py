"""A codebook entry as a reader meets it: number and name, with the id that it is found by."""

from dataclasses import dataclass

from framework_cli.model.codebook import Code


@dataclass(frozen=True, slots=True)
class Tag:
    """A codebook entry by id, number and name."""

    id: str
    number: str
    name: str
    theme: str = ""


def tag(code: Code) -> Tag:
    """The tag of a codebook entry."""
    return Tag(code.id, code.number, code.name, code.theme)
