"""The rules on theory: one module each, with a function `check(interpretation)`.

Each looks at one theory whose evidence has been looked up once for all of them. Called as one rule by
`check.check`, and by `framework theory check`.
"""

from collections.abc import Callable, Iterator

from framework_cli.cells import Grid
from framework_cli.check.rules.theory import (
    anticipated_only,
    cited_cell,
    documents_only,
    element_twice,
    empty_category,
    evidence_twice,
    exception_why,
    id_twice,
    no_evidence,
    no_harm,
    no_rival,
    node_type,
    not_placed,
    nothing_supports,
    one_voice,
    pieced_together,
    second_hand_only,
    self_loop,
    theme_feeds_nothing,
    unaddressed,
    undecided,
    unknown_evidence,
    unknown_part,
)
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.theory import Interpretation, interpretations

TheoryRule = Callable[[Interpretation], Iterator[Diagnostic]]

ALL: tuple[TheoryRule, ...] = (
    id_twice.check,  # F501
    unknown_part.check,  # F502
    unknown_evidence.check,  # F503
    node_type.check,  # F504
    self_loop.check,  # F505
    evidence_twice.check,  # F506
    no_evidence.check,  # F507
    nothing_supports.check,  # F508
    one_voice.check,  # F509
    documents_only.check,  # F510
    anticipated_only.check,  # F511
    second_hand_only.check,  # F512
    unaddressed.check,  # F513
    pieced_together.check,  # F514
    no_rival.check,  # F515
    no_harm.check,  # F516
    cited_cell.check,  # F518
    undecided.check,  # F519
    not_placed.check,  # F520
    exception_why.check,  # F521
    empty_category.check,  # F522
    element_twice.check,  # F523
)


def check(study: Study, index: Index, grid: Grid) -> Iterator[Diagnostic]:
    """Apply every rule to every theory of a study."""
    if not study.theories:
        return
    read = interpretations(study, index, grid)
    for each in read:
        for rule in ALL:
            yield from rule(each)
    yield from theme_feeds_nothing.check(read)  # F517
