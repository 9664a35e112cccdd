"""Where templates come from: the study's own first, then the tool's, which those can extend."""

from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

_OWN = Path(__file__).parent.parent / "templates"


def environment(folder: Path | None, *, markup: bool) -> ImmutableSandboxedEnvironment:
    """An environment in which `folder`, if given, wins, and `framework/NAME` is always the tool's own.

    It is a sandbox, since templates come with a study, and a study may come from anywhere; with
    `markup` whatever a template prints is escaped.
    """
    own = FileSystemLoader(_OWN)
    loaders: list[BaseLoader] = [own, PrefixLoader({"framework": own})]
    if folder is not None:
        loaders.insert(0, FileSystemLoader(folder))
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        autoescape=markup,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def own_file(name: str) -> str:
    """The text of one of the tool's own files beside its templates."""
    return (_OWN / name).read_text(encoding="utf-8")
