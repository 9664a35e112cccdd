"""The rules that look across files: one module each, with a function `check(study, index, grid)`.

What a single file can tell is found when it is read (`read`), what a quote can tell when it is
looked up (`index`). Called by `check.check`.
"""

from collections.abc import Callable, Iterator

from framework_cli.cells import Grid
from framework_cli.check.rules import (
    after_agreement,
    case_name,
    case_without_source,
    code_twice,
    duplicate_excerpt,
    foreign_citation,
    from_unknown,
    key_name,
    line_reference,
    memo_about,
    no_citation,
    no_codes,
    no_definition,
    no_evidence,
    no_excerpt_id,
    no_interviewer,
    no_merge_driver,
    no_other,
    no_turns,
    not_asked,
    not_participant,
    nothing_said,
    once_label,
    redefined,
    retired_code,
    self_overlap,
    singled_out,
    stale_cell,
    state_with_summary,
    theory,
    to_reread,
    unknown_attribute,
    unknown_case,
    unknown_cell,
    unknown_citation,
    unknown_code,
    unknown_coder,
    unknown_source,
    unlisted_case,
)
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.study import Study

CrossFileRule = Callable[[Study, Index, Grid], Iterator[Diagnostic]]

ALL: tuple[CrossFileRule, ...] = (
    no_merge_driver.check,  # F019
    key_name.check,  # F020
    no_other.check,  # F105
    no_definition.check,  # F106
    unknown_attribute.check,  # F111
    unknown_code.check,  # F201
    retired_code.check,  # F202
    duplicate_excerpt.check,  # F208
    no_excerpt_id.check,  # F209
    unknown_source.check,  # F210
    unknown_coder.check,  # F212
    self_overlap.check,  # F213
    no_codes.check,  # F214
    code_twice.check,  # F215
    from_unknown.check,  # F218
    after_agreement.check,  # F219
    to_reread.check,  # F220
    not_participant.check,  # F221
    once_label.check,  # F303
    no_interviewer.check,  # F304
    unlisted_case.check,  # F305
    case_without_source.check,  # F308
    no_turns.check,  # F310
    case_name.check,  # F311
    singled_out.check,  # F313
    unknown_case.check,  # F401
    unknown_cell.check,  # F402
    stale_cell.check,  # F403
    not_asked.check,  # F404
    nothing_said.check,  # F405
    unknown_citation.check,  # F406
    foreign_citation.check,  # F407
    no_citation.check,  # F408
    no_evidence.check,  # F409
    line_reference.check,  # F413
    redefined.check,  # F414
    state_with_summary.check,  # F417
    memo_about.check,  # F418
    theory.check,  # F5
)
