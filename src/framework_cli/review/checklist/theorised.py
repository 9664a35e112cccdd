"""What a study's files say of its theories."""

from framework_cli.model.codebook import Origin
from framework_cli.model.theory import Cited, Stance
from framework_cli.model.words import number_of
from framework_cli.review.checklist.material import Fact, Material, listed


def contrary(m: Material) -> Fact | None:
    """What speaks against claims, and who fits no type."""
    against = sum(e.stance is Stance.CONTRADICTS for t in m.study.theories for e in t.cited())
    apart = [p.case for t in m.study.theories for each in t.typologies for p in each.places if p.exception]
    rivals = sum(len(part.rivals) for t in m.study.theories for part in t.configurations)
    rivals += sum(len(part.rivals) for t in m.study.theories for part in t.edges)
    if not against + len(apart) + rivals:
        return None
    said = (
        f"{number_of(against, 'piece')} of evidence against a claim; "
        f"{number_of(rivals, 'rival explanation')}; "
        f"exceptions from a typology: {listed(dict.fromkeys(apart)) or 'none'}."
    )
    return Fact(said, theories(m))


def theory(m: Material) -> Fact | None:
    """How large each theory is."""
    said = [
        f"{t.label or t.id}: {number_of(len(t.nodes), 'node')}, {number_of(len(t.edges), 'edge')}, "
        f"{number_of(len(t.configurations), 'configuration')}, {number_of(len(t.decisions), 'decision')}"
        for t in m.study.theories
    ]
    return Fact("; ".join(said) + ".", theories(m)) if said else None


def first_theory(m: Material) -> Fact | None:
    """The parts of a theory that were there from the beginning."""
    nodes = [node for t in m.study.theories for node in t.nodes if node.origin is Origin.A_PRIORI]
    if not nodes:
        return None
    told = listed(node.label or node.id for node in nodes)
    return Fact(f"Parts marked as there beforehand: {told}.", theories(m))


def configurations(m: Material) -> Fact | None:
    """The configurations by name, and how much is cited for them."""
    held = [c for t in m.study.theories for c in t.configurations]
    if not held:
        return None
    said = "; ".join(f"{c.label or c.id} ({number_of(len(c.evidence), 'piece')} of evidence)" for c in held)
    return Fact(f"{said}. `framework theory show` has the evidence for and against.", theories(m))


def literature(m: Material) -> Fact | None:
    """What a theory cites of the literature."""
    cited = [
        e.cited.id
        for t in m.study.theories
        for e in t.cited()
        if e.cited and e.cited.kind is Cited.LITERATURE
    ]
    return Fact(f"Cited in a theory: {listed(dict.fromkeys(cited))}.", theories(m)) if cited else None


def theories(m: Material) -> tuple[str, ...]:
    """The files of theory."""
    return tuple(each.path for each in m.study.theories)
