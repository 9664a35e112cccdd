"""Looking back over a study: where it stands, what points at what, where a word was said.

Takes a study with its index and grid of cells, gives values to show. Called by `status`, `show`
and `find`.
"""

from framework_cli.review.links import Links, Target, links, targets
from framework_cli.review.search import Hit, search
from framework_cli.review.standing import Standing, standing

__all__ = ["Hit", "Links", "Standing", "Target", "links", "search", "standing", "targets"]
