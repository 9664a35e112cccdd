"""What `framework status` prints: the sources, the cells and what to do next."""

from collections import Counter
from textwrap import fill

from framework_cli.model.study import Study
from framework_cli.model.table import Table
from framework_cli.model.words import number_of
from framework_cli.review.standing import CaseStanding, SourceStanding, Standing

WIDTH = 80
STATES = ("charted", "stale", "nothing-said", "not-asked", "uncharted")


def sources_table(study: Study, standing: Standing) -> Table:
    """A row per source: what it is, excerpts by coder, whether the coding is agreed, who read it through."""
    return Table(
        columns=("source", "kind", "cases", "excerpts", "coding", "read through"),
        rows=[
            (
                s.source.id,
                s.source.kind.value,
                ", ".join(sorted(s.source.cases())),
                _excerpts(s),
                _coding(s),
                ", ".join(f"{coder} v{mark.codebook}" for coder, mark in s.read.items()),
            )
            for s in standing.sources
        ],
        title=f"Sources ({len(study.sources)})",
    )


def cases_table(standing: Standing) -> Table:
    """A row per case (and wave): how many of its cells are in each state, and how many were reviewed."""
    waves = any(c.wave for c in standing.cases)
    return Table(
        columns=("case", *(("wave",) if waves else ()), *STATES, "waiting", "reviewed"),
        rows=[
            (
                c.case,
                *((c.wave,) if waves else ()),
                *(c.states.get(state, 0) for state in STATES),
                c.waiting,
                c.reviewed,
            )
            for c in standing.cases
        ],
        title=f"Cells ({_total(standing.cases)})",
        notes=("waiting: uncharted cells that have excerpts",),
    )


def tasks_text(standing: Standing) -> str:
    """What to do next, most urgent first, each with its command on a line of its own."""
    if not standing.tasks:
        return "Nothing is waiting.\n"
    lines = ["Next"]
    for task in standing.tasks:
        lines.append(fill(f"  - {task.what}", WIDTH, subsequent_indent="    ", break_on_hyphens=False))
        if task.command:
            lines.append(f"      {task.command}")
    return "\n".join(lines) + "\n"


def status_json(study: Study, standing: Standing) -> dict[str, object]:
    """The same for programs."""
    return {
        "title": study.settings.title,
        "codebook": {"version": study.codebook.version, "codes": len(study.codebook.codes)},
        "sources": [
            {
                "source": s.source.id,
                "kind": s.source.kind.value,
                "cases": sorted(s.source.cases()),
                "coded": dict(s.coded),
                "agreed": s.agreed,
                "coding": s.word,
                "double_coded": s.talk._asdict() if s.talk else None,
                "read": {coder: mark._asdict() for coder, mark in s.read.items()},
            }
            for s in standing.sources
        ],
        "cases": [
            {
                "case": c.case,
                "wave": c.wave,
                "states": {state: c.states.get(state, 0) for state in STATES},
                "waiting": c.waiting,
                "reviewed": c.reviewed,
            }
            for c in standing.cases
        ],
        "reread": [
            {"source": r.source, "coder": r.coder, "version": r.version, "codes": [c.id for c in r.codes]}
            for r in standing.reread
        ],
        "recode": list(standing.recode),
        "stranded": list(standing.stranded),
        "unmarked": list(standing.unmarked),
        "claims": [
            {"theory": t.theory, "claims": t.claims, "without_evidence": list(t.bare)}
            for t in standing.claims
        ],
        "unresolved": standing.unresolved,
        "without_id": standing.without_id,
        "next": [task._asdict() for task in standing.tasks],
    }


def heading(study: Study) -> str:
    """Title and notice of the study, and the codebook in force."""
    levels = Counter(code.level for code in study.codebook.codes.values())
    nested = f", {levels[2]} nested below" if levels[2] else ""
    version = f", version {study.codebook.version}" if study.codebook.version is not None else ""
    lines = [study.settings.title or study.root.name]
    if study.settings.notice:
        lines.append(study.settings.notice)
    themes, subthemes = number_of(levels[0], "theme"), number_of(levels[1], "subtheme")
    lines.append(f"Codebook: {themes}, {subthemes}{nested}{version}")
    return "\n".join(lines) + "\n"


def _coding(source: SourceStanding) -> str:
    """How far the coding is, and how many places several coders have still to decide."""
    return f"{source.word}, {source.talk.open} open" if source.talk and source.talk.open else source.word


def _excerpts(source: SourceStanding) -> str:
    parts = [f"{coder} {count}" for coder, count in source.coded.items()]
    if source.agreed is not None:
        parts.append(f"agreed {source.agreed}")
    return ", ".join(parts)


def _total(cases: tuple[CaseStanding, ...]) -> int:
    return sum(sum(case.states.values()) for case in cases)
