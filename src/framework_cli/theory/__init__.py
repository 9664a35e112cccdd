"""A study's theories come in; every claim with the evidence it rests on, for and against, goes out.

A citation becomes people, sites, groups, waves and documents (`claims`), a configuration a chain of links
(`chain`); `interpretations` gives both for every theory of a study. Called by `check`, `review`, the
commands on theory and the report. Nothing here scores a claim.
"""

from framework_cli.theory.chain import Account, Chain, chain
from framework_cli.theory.claim import AtSite, Body, Claim, body, claim, claims, kind_of, named
from framework_cli.theory.doubt import Doubt, doubts
from framework_cli.theory.interpretation import Interpretation, interpretations
from framework_cli.theory.material import Material
from framework_cli.theory.piece import Piece, piece
from framework_cli.theory.standing import Turn, turns
from framework_cli.theory.standpoint import Standpoint, element, standpoints

__all__ = [
    "Account",
    "AtSite",
    "Body",
    "Chain",
    "Claim",
    "Doubt",
    "Interpretation",
    "Material",
    "Piece",
    "Standpoint",
    "Turn",
    "body",
    "chain",
    "claim",
    "claims",
    "doubts",
    "element",
    "interpretations",
    "kind_of",
    "named",
    "piece",
    "standpoints",
    "turns",
]
