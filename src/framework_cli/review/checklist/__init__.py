"""A reporting checklist and a study come in; what the files say to each item goes out, never a verdict.

Called by `framework checklist`.
"""

from framework_cli.review.checklist.answers import answers
from framework_cli.review.checklist.coreq import COREQ
from framework_cli.review.checklist.item import Answer, Checklist, Item, Standing
from framework_cli.review.checklist.rameses import RAMESES
from framework_cli.review.checklist.srqr import SRQR

CHECKLISTS = {each.id: each for each in (COREQ, SRQR, RAMESES)}

__all__ = ["CHECKLISTS", "Answer", "Checklist", "Item", "Standing", "answers"]
