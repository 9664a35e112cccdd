"""Two states of a study come in; what changed goes out, in the words of the study, and a thing's history.

Called by `diff`, `log` and `audit`. Nothing here is written anywhere, and nothing asks git.
"""

from framework_cli.trail.change import About, Aspect, Change, Facts, Kind
from framework_cli.trail.compare import changes
from framework_cli.trail.state import State, state_of

__all__ = ["About", "Aspect", "Change", "Facts", "Kind", "State", "changes", "state_of"]
