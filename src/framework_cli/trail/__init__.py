"""Two states of a study come in; what changed goes out, in the words of the study, and a thing's history.

Called by `diff`, `log` and `audit`. Nothing here is written anywhere, and git is asked by its own room.
"""

from framework_cli.trail.audit import Audit, audit
from framework_cli.trail.change import About, Aspect, Change, Facts, Kind
from framework_cli.trail.compare import changes
from framework_cli.trail.state import State, state_of
from framework_cli.trail.steps import Scope, Step, steps, story, uncommitted
from framework_cli.trail.thing import KINDS, Thing, known, scope_of, thing

__all__ = [
    "KINDS",
    "About",
    "Aspect",
    "Audit",
    "Change",
    "Facts",
    "Kind",
    "Scope",
    "State",
    "Step",
    "Thing",
    "audit",
    "changes",
    "known",
    "scope_of",
    "state_of",
    "steps",
    "story",
    "thing",
    "uncommitted",
]
