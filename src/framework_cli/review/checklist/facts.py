"""The facts that items of checklists name.

A fact is None where the files say nothing to it. None says more than the files do: nothing is inferred of how
people were approached, asked or consented.
"""

from collections.abc import Callable, Mapping

from framework_cli.review.checklist import analysed, collected, theorised
from framework_cli.review.checklist.material import Fact, Material

FACTS: Mapping[str, Callable[[Material], Fact | None]] = {
    "attributes": collected.attributes,
    "charting": analysed.charting,
    "coders": analysed.coders,
    "configurations": theorised.configurations,
    "contrary": theorised.contrary,
    "first-theory": theorised.first_theory,
    "interviewers": collected.interviewers,
    "lengths": collected.lengths,
    "literature": theorised.literature,
    "memos": analysed.memos,
    "method": analysed.method,
    "notes": analysed.notes,
    "origins": analysed.origins,
    "others": collected.others,
    "participants": collected.participants,
    "processing": collected.processing,
    "quotes": analysed.quotes,
    "reflexive": analysed.reflexive,
    "repeats": collected.repeats,
    "saturation": analysed.saturation,
    "software": analysed.software,
    "sources": collected.sources,
    "themes": analysed.themes,
    "theory": theorised.theory,
    "title": collected.title,
    "trail": analysed.trail,
    "tree": analysed.tree,
}
