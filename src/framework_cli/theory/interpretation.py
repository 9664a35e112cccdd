"""A theory read against its study: its claims and chains, each worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from framework_cli.cells import Grid
from framework_cli.model.passage import Index
from framework_cli.model.study import Study
from framework_cli.model.theory import Configuration, Decision, Status, Theory
from framework_cli.theory.chain import Chain, chain
from framework_cli.theory.claim import Claim, claims
from framework_cli.theory.material import Material


@dataclass(frozen=True)
class Interpretation:
    """One theory of a study, with the material that its evidence is looked up in."""

    material: Material
    theory: Theory

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, in file order: nodes with evidence or a status, edges, configurations."""
        return claims(self.material, self.theory)

    @property
    def held(self) -> tuple[Claim, ...]:
        """The claims that people still hold: all but those rejected."""
        return tuple(claim for claim in self.claims if claim.status is not Status.REJECTED)

    @cached_property
    def chains(self) -> Mapping[str, Chain]:
        """The chain of each configuration, by its id."""
        return {c.id: chain(self.material, c) for c in self.claims if isinstance(c.part, Configuration)}

    def decisions(self, id: str) -> tuple[Decision, ...]:
        """The decisions that changed a part of the theory, in file order."""
        return tuple(decision for decision in self.theory.decisions if id in decision.changed)


def interpretations(study: Study, index: Index, grid: Grid) -> tuple[Interpretation, ...]:
    """Every theory of a study, in order of path."""
    material = Material(study, index, grid)
    return tuple(Interpretation(material, theory) for theory in study.theories)
