"""A manuscript and the study it reports go in; each quote, citation and number that does not stand comes out.

Called by `framework trace`. What a quote was in its transcript is looked up in all transcripts, coded or not.
"""

from framework_cli.review.manuscript.account import Account, trace
from framework_cli.review.manuscript.draft import Draft

__all__ = ["Account", "Draft", "trace"]
