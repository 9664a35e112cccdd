"""Where templates come from: the study's own first, then the tool's, which those can extend."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateError
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from framework_cli.render.report.direction import closed
from framework_cli.render.report.faults import TemplateFaultError

Filters = Mapping[str, Callable[..., object]]

_OWN = Path(__file__).parent.parent / "templates"


def render(
    name: str,
    folders: Sequence[Path],
    values: Mapping[str, object],
    filters: Filters,
    *,
    markup: bool,
) -> str:
    """Render a template. Of several folders the first that has it wins; then comes the tool's own.

    `framework/NAME` is always the tool's own, so that a study's template can extend it and change one
    block. It runs in a sandbox, since a study may come from anywhere; with `markup` whatever it prints
    is escaped. No text that it prints turns the line after it. Raises TemplateFaultError where a
    template of `folders` is at fault.
    """
    env = _environment(folders, markup=markup)
    env.filters.update(filters)
    # What an expression in a template may raise; without a study's templates the fault is the tool's.
    faults = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError)
    try:
        return env.get_template(name).render(values)
    except faults as fault:
        if not folders:
            raise
        raise TemplateFaultError(_told(fault, folders)) from fault


def own_file(name: str) -> str:
    """The text of one of the tool's own files beside its templates."""
    return (_OWN / name).read_text(encoding="utf-8")


def _environment(folders: Sequence[Path], *, markup: bool) -> ImmutableSandboxedEnvironment:
    own = FileSystemLoader(_OWN)
    theirs: list[BaseLoader] = [FileSystemLoader(folder) for folder in folders]
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([*theirs, own, PrefixLoader({"framework": own})]),
        autoescape=markup,
        undefined=StrictUndefined,
        finalize=lambda value: closed(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _told(fault: Exception, folders: Sequence[Path]) -> str:
    """Which template is at fault, in which line, and why."""
    why = (fault.message or "") if isinstance(fault, TemplateError) else type(fault).__name__
    if isinstance(fault, TemplateNotFound):
        return f"template: there is no {why}"
    if isinstance(fault, TemplateSyntaxError):
        return f"template {fault.filename or fault.name}:{fault.lineno}: {why}"
    place = _place(fault.__traceback__, folders)
    return f"template {place}: {why}" if place else f"template: {why}"


def _place(trace: TracebackType | None, folders: Sequence[Path]) -> str:
    """The innermost line of a study's template that was being rendered."""
    place = ""
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if any(path.is_relative_to(folder) for folder in folders):
            place = f"{path}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
