"""What a study's files say of how it was coded, charted and noted."""

from collections import Counter

from framework_cli.model.cell import State
from framework_cli.model.codebook import Origin
from framework_cli.model.excerpt import AGREED
from framework_cli.model.source import Kind
from framework_cli.model.words import number_of
from framework_cli.review.checklist.material import Fact, Material, listed
from framework_cli.review.checklist.theorised import theories


def coders(m: Material) -> Fact | None:
    """Who coded how many sources, how many are coded by several, and how many have an agreed coding."""
    by: dict[str, set[str]] = {}
    for file in m.study.annotations:
        if file.excerpts or file.read:
            by.setdefault(file.coder, set()).add(file.source)
    agreed = by.pop(AGREED, set())
    if not by:
        return None
    each = listed(f"{coder} {number_of(len(held), 'source')}" for coder, held in sorted(by.items()))
    several = Counter(source for held in by.values() for source in held)
    double = sum(many > 1 for many in several.values())
    said = (
        f"{number_of(len(by), 'coder')}: {each}. "
        f"{double} of {number_of(len(several), 'source')} coded by several; "
        f"{number_of(len(agreed), 'source')} with an agreed coding."
    )
    return Fact(said, (m.path("annotations"),))


def tree(m: Material) -> Fact | None:
    """How large the codebook is, and how much of it is defined."""
    codes = list(m.study.codebook.codes.values())
    if not codes:
        return None
    themes = sum(code.level == 0 for code in codes)
    defined = sum(bool(code.definition) for code in codes)
    version = m.study.codebook.version
    said = (
        f"{number_of(themes, 'theme')} and {number_of(len(codes) - themes, 'subtheme')}, "
        f"{defined} of {len(codes)} with a definition; {len(m.study.codebook.retired)} retired"
        + (f"; codebook version {version}" if version is not None else "")
    )
    return Fact(f"{said}. `framework codebook show` prints it.", (m.study.codebook.path,))


def origins(m: Material) -> Fact | None:
    """How many entries were there beforehand, and how many came from the data."""
    codes = list(m.study.codebook.codes.values())
    if not any(code.origin for code in codes):
        return None
    names = {Origin.A_PRIORI: "a priori", Origin.EMERGENT: "emergent", Origin.ANALYTIC: "analytic"}
    held = Counter(code.origin for code in codes)
    said = [f"{held[origin]} {name}" for origin, name in names.items() if held[origin]]
    said += [f"{held[None]} without an origin"] if held[None] else []
    later = sum((code.since or 0) > 1 for code in codes)
    return Fact(
        f"Of themes and subthemes: {listed(said)}; {later} since a later version than the first.",
        (m.study.codebook.path,),
    )


def software(_: Material) -> Fact | None:
    """This toolkit; other programs stand in no file."""
    return Fact("Coding, charting and counts with framework-cli, in plain text files under version control "
                "if you keep them so; what else was used no file says.", ("framework.yaml",))  # fmt: skip


def charting(m: Material) -> Fact | None:
    """How far the matrix is charted, what is stale, and excerpts without a place."""
    states = Counter(state.state for state in m.grid.states.values())
    charted = states[State.CHARTED]
    if not charted:
        return None
    stale = sum(state.stale for state in m.grid.states.values())
    done = charted + states[State.NOTHING_SAID]
    total = done + states[State.UNCHARTED]
    said = (
        f"{done} of {number_of(total, 'cell')} charted or nothing said "
        f"({states[State.NOT_ASKED]} more not asked); "
        f"{stale} stale; {number_of(len(m.index.unresolved), 'excerpt')} without a certain place."
    )
    return Fact(said, (m.path("charts"),))


def themes(m: Material) -> Fact | None:
    """How many participants are charted under each theme."""
    people = set(m.people)
    said = []
    for theme in m.study.codebook.themes():
        held = {
            key.case
            for key, state in m.grid.states.items()
            if state.state is State.CHARTED
            and key.case in people
            and m.study.codebook.within(key.code, theme.id)
        }
        said.append(f"{' '.join(filter(None, (theme.number, theme.name)))}: {len(held)}")
    if not said:
        return None
    return Fact(
        f"Participants with a charted cell, of {len(people)} – {'; '.join(said)}.", (m.path("charts"),)
    )


def quotes(m: Material) -> Fact | None:
    """How the quotations chosen in the charts are spread over participants."""
    passages = {p.excerpt.id: p for p in m.index.passages if p.excerpt.id}
    chosen = {
        citation.excerpt
        for state in m.grid.states.values()
        if state.cell
        for citation in state.cell.citations
        if citation.quotable and citation.excerpt in passages
    }
    if not chosen:
        return None
    people = set(m.people)
    spread = Counter(b.case for id in sorted(chosen) for b in passages[id].belongs if b.case in people)
    most = max(spread.items(), key=lambda each: each[1], default=("", 0))
    said = (
        f"{number_of(len(chosen), 'excerpt')} marked for quoting, from {len(spread)} of "
        f"{number_of(len(people), 'participant')}"
    )
    said += f"; most from {most[0]} ({most[1]})" if most[1] else ""
    return Fact(f"{said}.", (m.path("charts"),))


def saturation(m: Material) -> Fact | None:
    """Where to look."""
    coded = any(file.excerpts for file in m.study.annotations)
    said = (
        "`framework saturation` shows how many new codes each source brought; it is no proof of saturation."
    )
    return Fact(said, (m.path("annotations"),)) if coded else None


def notes(m: Material) -> Fact | None:
    """Notes among the sources."""
    held = sum(source.kind is Kind.NOTES for source in m.study.sources.values())
    said = f"{number_of(held, 'source of notes', 'sources of notes')}."
    return Fact(said, (m.path("transcripts"),)) if held else None


def memos(m: Material) -> Fact | None:
    """Memos by kind; they are the analysts' and not notes of an interview."""
    kinds = Counter(memo.kind or "without a kind" for memo in m.study.memos)
    told = listed(f"{many} {kind}" for kind, many in sorted(kinds.items()))
    return Fact(f"{number_of(len(m.study.memos), 'memo')}: {told}.", (m.path("memos"),)) if kinds else None


def reflexive(m: Material) -> Fact | None:
    """Reflexive memos."""
    return _memos(m, "reflexive")


def method(m: Material) -> Fact | None:
    """Memos on method."""
    return _memos(m, "method")


def _memos(m: Material, kind: str) -> Fact | None:
    held = [memo for memo in m.study.memos if memo.kind == kind]
    if not held:
        return None
    public = sum(memo.public for memo in held)
    said = f"{number_of(len(held), f'{kind} memo')}, {public} marked as public."
    return Fact(said, tuple(memo.path for memo in held))


def trail(m: Material) -> Fact | None:
    """What can be followed back: decisions, memos, reviews of cells."""
    decisions = sum(len(t.decisions) for t in m.study.theories)
    reviewed = sum(bool(state.cell and state.cell.reviewed) for state in m.grid.states.values())
    said = (
        f"{number_of(decisions, 'dated decision')} on the theory; {number_of(len(m.study.memos), 'memo')}; "
        f"{number_of(reviewed, 'cell')} reviewed by another. `framework audit` writes the audit trail."
    )
    where = (*theories(m), *((m.path("memos"),) if m.study.memos else ()), m.path("charts"))
    return Fact(said, where) if decisions + reviewed + len(m.study.memos) else None
