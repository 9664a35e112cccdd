"""The pages of the rules: what a rule says, why it matters, an example that fails and how to mend it."""

from functools import cache
from importlib.resources import files

from framework_cli.model.rules import CATALOGUE


@cache
def page(id: str) -> str:
    """The page of a rule (`F203`) as Markdown; KeyError where there is no such rule."""
    if id not in CATALOGUE:
        raise KeyError(id)
    return (files("framework_cli.check") / "pages" / f"{id}.md").read_text(encoding="utf-8")


def pages() -> str:
    """All rules, one a line: id, severity and title."""
    return "".join(f"{rule.id}  {rule.severity.value:<7}  {rule.title}\n" for rule in CATALOGUE.values())
