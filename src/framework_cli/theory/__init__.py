"""A study's theories come in; every claim with the evidence it rests on, for and against, goes out.

A citation becomes people, sites, groups, waves and documents (`claims`), a configuration a chain of links
(`chain`). Called by `check`, `review`, the commands on theory and the report. It never scores a claim.
"""

from framework_cli.theory.chain import Account, Chain, chain
from framework_cli.theory.claim import AtSite, Body, Claim, body, claim, claims, named
from framework_cli.theory.material import Material
from framework_cli.theory.piece import Piece, piece

__all__ = [
    "Account",
    "AtSite",
    "Body",
    "Chain",
    "Claim",
    "Material",
    "Piece",
    "body",
    "chain",
    "claim",
    "claims",
    "named",
    "piece",
]
