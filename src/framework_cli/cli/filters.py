"""Filters from the command line, checked against the study."""

from collections.abc import Sequence

from framework_cli.cli.opening import usage_error
from framework_cli.index import Filters, filter_errors
from framework_cli.model.study import Study
from framework_cli.read import COLUMNS, composed


def chosen(study: Study, **given: Sequence[str] | None) -> Filters:
    """The filters given; a name that the study does not have ends the command with a suggestion and 2.

    Keywords are the fields of `Filters`: case, source, wave, theme, code, coder, where.
    """
    filters = Filters(
        **{
            name: tuple(composed(value) if name in COLUMNS else value for value in values or ())
            for name, values in given.items()
        }
    )
    errors = filter_errors(study, filters)
    if errors:
        usage_error("\n".join(errors))
    return filters
