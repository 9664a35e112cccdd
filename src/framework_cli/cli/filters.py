"""Filters from the command line, checked against the study."""

from collections.abc import Sequence

from framework_cli.cli.opening import usage_error
from framework_cli.index import Filters, asked, filter_errors
from framework_cli.model.study import Study


def chosen(study: Study, **given: Sequence[str] | None) -> Filters:
    """The filters given; a name that the study does not have ends the command with a suggestion and 2.

    Keywords are the fields of `Filters`: case, source, wave, theme, code, coder, where.
    """
    filters = asked(**given)
    errors = filter_errors(study, filters)
    if errors:
        usage_error("\n".join(errors))
    return filters
