"""The audit trail as a document that an examiner reads."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from framework_cli.history import Commit
from framework_cli.model.cell import CellState, State
from framework_cli.model.words import number_of
from framework_cli.render.trail.item import naming
from framework_cli.render.trail.markdown import bullet, safe
from framework_cli.render.trail.telling import item, sections
from framework_cli.trail.audit import Audit
from framework_cli.trail.change import Kind
from framework_cli.trail.steps import Step

STATES = ("charted", "stale", "nothing-said", "not-asked", "uncharted")
TIMES = (
    "Times are those of commits, by their authors' clocks, and of reading marks, as coders wrote them. "
    "A commit says when work was saved, not when it was done; a history can be rewritten. "
    "“After” means in a later commit."
)
NO_TIMES = "There is no history: dates are those of reading marks, as coders wrote them."
HOW = {"state": "state changed", "summary": "rewritten", "comments": "comment changed"}


def audit_markdown(trail: Audit, *, show_text: bool = False) -> str:
    """The whole document."""
    parts = [
        _opening(trail),
        _people(trail),
        _coding(trail),
        _codebook(trail, show_text),
        _decisions(trail, show_text),
        _double(trail),
        _charts(trail),
        _afterwards(trail),
        _unknown(trail),
        _saved(trail),
    ]
    return "\n".join(line for part in parts for line in part)


def _opening(trail: Audit) -> Iterator[str]:
    study = trail.state.study
    yield f"# Audit trail: {safe(study.settings.title or study.root.name)}"
    yield ""
    if study.settings.notice:
        yield f"**{safe(study.settings.notice)}**"
        yield ""
    yield _summary(trail)
    yield ""
    yield TIMES if trail.commits else NO_TIMES
    yield ""


def _summary(trail: Audit) -> str:
    """The study in a few sentences."""
    study = trail.state.study
    said = []
    if trail.commits:
        people = len({commit.author for commit in trail.commits})
        first, last = (min(_days(trail.commits)), max(_days(trail.commits)))
        when = f"on {first}" if first == last else f"between {first} and {last}"
        commits = number_of(len(trail.commits), "commit")
        said.append(f"{number_of(people, 'person').capitalize()} saved the study in {commits} {when}.")
    coders = sorted({row.coder for row in trail.coding})
    excerpts = sum(row.excerpts for row in trail.coding)
    read = sum(1 for row in trail.coding if row.mark)
    said.append(
        f"{number_of(len(study.sources), 'source')}, {number_of(excerpts, 'excerpt')} by "
        f"{number_of(len(coders), 'coder')}; {read} of {number_of(len(trail.coding), 'coding')} read through."
    )
    double = [row for row in trail.agreements if len(row.coders) > 1]
    agreed = sum(1 for row in trail.agreements if row.excerpts is not None)
    said.append(f"{number_of(len(double), 'source')} coded by more than one; {agreed} with an agreed coding.")
    version = study.codebook.version
    if version is not None:
        entries = number_of(len(study.codebook.codes), "entry")
        said.append(f"The codebook stands at version {version}, with {entries}.")
    return " ".join(said)


def _people(trail: Audit) -> Iterator[str]:
    if not trail.commits:
        return
    yield from _heading("Who saved what")
    rows = []
    for author in sorted({commit.author for commit in trail.commits}):
        mine = [commit for commit in trail.commits if commit.author == author]
        coded = Counter(
            change.facts["coder"]
            for step in trail.steps
            if step.commit and step.commit.author == author
            for change in step.changes
            if change.kind is Kind.EXCERPT and change.added
        )
        files = ", ".join(f"{coder} {count}" for coder, count in sorted(coded.items()))
        rows.append((author, str(len(mine)), min(_days(mine)), max(_days(mine)), files))
    yield from _table(("author of commits", "commits", "first", "last", "excerpts added, by coder"), rows)


def _coding(trail: Audit) -> Iterator[str]:
    yield from _heading("Coding, source by source")
    names = trail.state.study.settings.coders
    known = ", ".join(f"{id}: {name}" for id, name in names.items() if name)
    if known:
        yield f"Coders: {safe(known)}."
        yield ""
    rows = [
        (
            row.source,
            row.coder,
            str(row.excerpts),
            _at(row.first),
            _at(row.last) if row.last != row.first else "",
            f"{row.mark[1]}{f', version {row.mark[0]}' if row.mark[0] else ''}" if row.mark else "no mark",
            _counted(row.after),
        )
        for row in trail.coding
    ]
    head = (
        "source",
        "coder",
        "excerpts",
        "first saved",
        "last saved",
        "read through",
        "changed after the mark",
    )
    yield from _table(head, rows)


def _codebook(trail: Audit, show_text: bool) -> Iterator[str]:
    yield from _heading("The codebook, step by step")
    empty = True
    for step, changes in trail.codebook():
        empty = False
        name = naming(step.before, step.after)
        yield f"**{safe(_head(step.commit))}**{_subject(step)}"
        yield ""
        if len(changes) > 12 and all(change.added for change in changes if change.kind is Kind.CODE):
            version = f", version {step.after.version}" if step.after.version is not None else ""
            yield f"- `+` {number_of(len(step.after.codes), 'entry')}{version}"
        else:
            for change in changes:
                yield from bullet(item(change, name), show_text)
        yield ""
    if empty:
        yield from ("No change of it is known.", "")


def _decisions(trail: Audit, show_text: bool) -> Iterator[str]:
    yield from _heading("Decisions and method")
    if not trail.memos:
        yield from ("No memo is marked as a decision or as one on method.", "")
        return
    for memo in trail.memos:
        by = f" by {safe(memo.by)}" if memo.by else ""
        about = f", about {safe(', '.join(memo.about))}" if memo.about else ""
        saved = f"; saved {safe(_at(memo.since))}" if memo.since else ""
        later = "".join(f"; changed {safe(_at(commit))}" for commit in memo.changed)
        yield f"- **{safe(memo.id)}** ({memo.kind}), {safe(memo.on or 'no date')}{by}{about}{saved}{later}"
        if show_text:
            yield f"  - {safe(memo.text)}"
    yield ""


def _double(trail: Audit) -> Iterator[str]:
    yield from _heading("Double coding and agreement")
    if not trail.agreements:
        yield from ("No source was coded by more than one.", "")
        return
    rows = [
        (
            row.source,
            ", ".join(row.coders),
            "not agreed" if row.excerpts is None else number_of(row.excerpts, "excerpt"),
            _at(row.since) if row.excerpts is not None else "",
            _counted(row.after),
        )
        for row in trail.agreements
    ]
    yield from _table(("source", "coders", "agreed coding", "since", "changed afterwards"), rows)


def _charts(trail: Audit) -> Iterator[str]:
    yield from _heading("The charts as they stand")
    cells = trail.state.grid.states
    total = Counter(cell.label for cell in cells.values())
    reviewed = sum(1 for cell in cells.touched.values() if cell.cell and cell.cell.reviewed)
    unknown = sum(1 for cell in cells.touched.values() if cell.state.value == "charted" and not cell.known)
    said = [f"{total[state]:,} {state.replace('-', ' ')}" for state in STATES if total[state]]
    yield f"Of {number_of(len(cells), 'cell')}: {', '.join(said) or 'none'}; {reviewed:,} reviewed."
    yield ""
    yield from _table(("case", "charted", "by", "days", "reviewed", "stale"), _by_case(trail))
    stale = [(key, cell) for key, cell in cells.touched.items() if cell.stale]
    for key, cell in stale:
        why = ", ".join(f"{change.excerpt} {change.what}" for change in cell.changes)
        yield f"- `!` {safe(str(key))} is stale: {safe(why)}"
    if stale:
        yield ""
    if unknown:
        verb = "cell has" if unknown == 1 else "cells have"
        yield f"{unknown:,} charted {verb} no evidence comment: whether these are stale is not known."
        yield ""


def _by_case(trail: Audit) -> Iterator[Sequence[str]]:
    """A row for each case (and wave) of which anything is charted."""
    rows: dict[str, list[CellState]] = {}
    for key, cell in trail.state.grid.touched.items():
        if cell.state is State.CHARTED:
            rows.setdefault(str(key).rpartition("/")[0], []).append(cell)
    for row, cells in rows.items():
        written = [cell.cell for cell in cells if cell.cell]
        days = sorted({cell.on for cell in written if cell.on})
        reviewed = sum(1 for cell in written if cell.reviewed)
        yield (
            row,
            str(len(cells)),
            ", ".join(sorted({cell.charted for cell in written if cell.charted})),
            " to ".join(dict.fromkeys([days[0], days[-1]])) if days else "",
            str(reviewed),
            str(sum(1 for cell in cells if cell.stale)),
        )


def _afterwards(trail: Audit) -> Iterator[str]:
    yield from _heading("What changed afterwards")
    told = False
    for row in trail.coding:
        if row.after:
            told = True
            who, marked = f"{safe(row.source)}, {safe(row.coder)}", safe(_at(row.marked))
            yield f"- {who}: {_counted(row.after)} after the reading mark ({marked})"
    for agreement in trail.agreements:
        if agreement.after:
            told = True
            since = safe(_at(agreement.since))
            yield f"- {safe(agreement.source)}: {_counted(agreement.after)} after the agreed coding ({since})"
    for cell in trail.reviewed:
        told = True
        how, review = f"{HOW[cell.how]} {safe(_at(cell.changed))}", safe(_at(cell.reviewed))
        yield f"- {safe(cell.cell)}: {how}, after the review by {safe(cell.by)} ({review})"
    for step, changes in trail.edited():
        told = True
        sources = ", ".join(change.id for change in changes)
        yield f"- transcripts edited {safe(_at(step.commit))}: {safe(sources)}"
    if not told:
        yield "Nothing is known to have changed after a reading mark, an agreed coding or a review."
    yield ""


def _unknown(trail: Audit) -> Iterator[str]:
    yield from _heading("What is not known")
    for remark in unknowns(trail):
        yield f"- {safe(remark)}"
    yield ""


def unknowns(trail: Audit) -> Iterator[str]:
    """What this trail cannot tell, and why."""
    if trail.why:
        yield f"Who saved what when: {trail.why}."
    if trail.earlier:
        yield f"What was before {_at(trail.commits[0])}, when the study stood in {trail.earlier}."
    cut = [commit for commit in trail.commits if commit.cut]
    for commit in cut:
        yield f"What was before {_at(commit)}: this clone is shallow and knows no more."
    if trail.commits and not cut:
        first = next((step for step in trail.steps if step.commit), None)
        if first and (count := sum(1 for c in first.changes if c.kind is Kind.EXCERPT)):
            yield f"The order of the {count} excerpts that came with the first commit ({_at(first.commit)})."
    if trail.steps and trail.steps[-1].commit is None:
        changes = number_of(len(trail.steps[-1].changes), "change")
        yield f"Who made {changes} that are not committed yet, and when."
    if trail.lent:
        yield f"What changed in {number_of(len(trail.lent), 'file')} that this repository does not keep."
    unmarked = [f"{row.source} ({row.coder})" for row in trail.coding if row.mark is None]
    if unmarked:
        yield f"Whether these were read through to the end, as no mark says so: {', '.join(unmarked)}."
    late = [c for c in trail.commits if c.committed[:10] > c.day]
    if late:
        dated = number_of(len(late), "commit is", "commits are")
        yield f"{dated} in place since a later day than its author's date: history was rewritten or copied."
    errors = trail.state.tally()
    if errors:
        told = ", ".join(f"{rule} ×{count}" for rule, count in errors.items())
        yield f"What stands in files with errors today ({told})."
    yield "Work that was done and undone between two commits, and talk that nobody wrote down."


def _saved(trail: Audit) -> Iterator[str]:
    """Every commit with what it changed, oldest first."""
    if not trail.steps:
        return
    yield from _heading("Every commit")
    yield "Merges that only bring together what other commits changed are left out."
    yield ""
    for step in trail.steps:
        yield f"**{safe(_head(step.commit))}**{_subject(step)}"
        yield ""
        parts = sections(step.changes, naming(step.before, step.after))
        for part in parts:
            yield f"- {part.title}: {safe(part.tally)}"
        yield ""


def _heading(title: str) -> Iterator[str]:
    yield from (f"## {title}", "")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        yield f"| {' | '.join(safe(value) for value in row)} |"
    yield ""


def _days(commits: Iterable[Commit]) -> list[str]:
    return [commit.day for commit in commits]


def _at(commit: Commit | None) -> str:
    return f"{commit.day} {commit.short}" if commit else "not committed"


def _head(commit: Commit | None) -> str:
    return f"{commit.day}, {commit.author}, {commit.short}" if commit else "Not committed yet"


def _subject(step: Step) -> str:
    return f": {safe(step.commit.subject)}" if step.commit and step.commit.subject else ""


def _counted(count: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {word}" for word, number in count.items())
