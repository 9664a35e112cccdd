"""A configuration as a chain of links: who speaks of which part, and whose account has the whole of it.

Jackson and Kolla (2012) code which links occur together in one account. A chain pieced together across
accounts is information, not a fault.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from framework_cli.model.theory import Configuration, Stance
from framework_cli.theory.claim import Body, Claim, body
from framework_cli.theory.material import Material
from framework_cli.theory.piece import Piece, piece


class Account(NamedTuple):
    """One person's account, or one document: its case or source, and the links that it ties together."""

    id: str
    document: bool
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The links of a configuration and who has them.

    `parts` gives for each node of the chain the body of what supports it: the node's own evidence and that
    of the configuration which names it as a link. `accounts` are those that support the configuration and
    name links, those with most first; a person's several excerpts are one account.
    """

    nodes: tuple[str, ...]
    parts: Mapping[str, Body]
    accounts: tuple[Account, ...]

    @property
    def whole(self) -> tuple[Account, ...]:
        """The accounts that have every link."""
        return tuple(a for a in self.accounts if self.nodes and set(self.nodes) <= set(a.links))

    @property
    def pieced(self) -> bool:
        """Whether all links have evidence and no one account has them all."""
        return bool(self.nodes) and not self.whole and all(self.parts[id] for id in self.nodes)


def chain(material: Material, claim: Claim) -> Chain:
    """Work out the chain of a claim that is a configuration."""
    part = claim.part
    assert isinstance(part, Configuration)
    own = [p for p in claim.pieces if p.found and p.evidence.stance is Stance.SUPPORTS]
    parts = {id: body(material, _pieces(material, claim, id, own)) for id in part.chain}
    links: dict[tuple[str, bool], dict[str, None]] = {}
    for each in own:
        holders = [(id, False) for id in each.people] + [(id, True) for id in each.documents]
        for holder in holders:
            links.setdefault(holder, {}).update(dict.fromkeys(each.evidence.links))
    accounts = [
        Account(id, document, tuple(node for node in part.chain if node in named))
        for (id, document), named in links.items()
    ]
    accounts = [account for account in accounts if account.links]
    place = material.places
    accounts.sort(key=lambda a: (-len(a.links), a.document, place.get(a.id, len(place)), a.id))
    return Chain(part.chain, parts, tuple(accounts))


def _pieces(material: Material, claim: Claim, id: str, own: list[Piece]) -> Iterator[Piece]:
    """What supports one node of a chain."""
    node = claim.theory.node(id)
    for evidence in node.evidence if node else ():
        if evidence.stance is Stance.SUPPORTS:
            yield piece(material, evidence)
    yield from (p for p in own if id in p.evidence.links)
