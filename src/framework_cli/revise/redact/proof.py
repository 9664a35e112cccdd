"""The proof of a redaction before it is written: the study read as it will be, and compared."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from framework_cli.cells import Grid, grid
from framework_cli.index import build
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.excerpt import Entry
from framework_cli.model.passage import Index
from framework_cli.model.severity import Severity
from framework_cli.model.study import Study
from framework_cli.read import load
from framework_cli.read.snapshot import Snapshot
from framework_cli.read.texts import texts
from framework_cli.revise.coding import RefusedError
from framework_cli.revise.redact.anchors import Shifted, moved
from framework_cli.write import Rewrite

_NO_PLACE = (rules.LOST, rules.AMBIGUOUS, rules.CHANGED, rules.DELETED)


def prove(
    study: Study,
    index: Index,
    cells: Grid,
    rewrites: Sequence[Rewrite],
    renames: Sequence[tuple[str, str]],
    shifted: Mapping[str, Shifted],
) -> None:
    """Read the study as it will be. Every excerpt must stand where it stood, every cell be in its state.

    Raises RefusedError with the ids of what would not.
    """
    called = dict(renames)
    _, _, known = _read(_snapshot(study, (), {}))
    new, new_index, found = _read(_snapshot(study, rewrites, called))
    there = {entry: (p.start, p.end) for entry, p in new_index.by_entry().items()}
    lost = [
        entry
        for entry, span in moved(index.passages, shifted)
        if there.get((called.get(entry[0], entry[0]), entry[1])) != span
    ]
    if lost:
        raise RefusedError(f"these excerpts would lose their places: {_listed(study, lost)}")
    states = Counter(state.label for state in cells.states.values())
    if Counter(state.label for state in grid(new, new_index).states.values()) != states:
        raise RefusedError("cells would change their states; mend what `framework check` says first")
    worse = _errors(found) - _errors(known)
    if worse:
        raise RefusedError(f"files would not read as before ({', '.join(sorted(worse))}): see the pseudonyms")


def _listed(study: Study, lost: Sequence[Entry]) -> str:
    """The ids of some entries, or where those without one stand."""
    ids = {e.entry: e.id for file in study.annotations for e in file.excerpts}
    return ", ".join(ids[entry] or f"{entry[0]} no. {entry[1] + 1}" for entry in lost[:10])


def _errors(found: Iterable[Diagnostic]) -> Counter[str]:
    """How many there are of each kind.

    An excerpt without a certain place is one before and after, for whatever reason: the old text that told
    that its passage was deleted does not have the words that it quotes now.
    """
    errors = (d.rule for d in found if d.severity is Severity.ERROR)
    return Counter(rules.LOST.id if rule in _NO_PLACE else rule.id for rule in errors)


def _read(snapshot: Snapshot) -> tuple[Study, Index, list[Diagnostic]]:
    study, found = load(snapshot)
    index, more = build(study, cache=False)
    return study, index, [*found, *more]


def _snapshot(study: Study, rewrites: Iterable[Rewrite], called: Mapping[str, str]) -> Snapshot:
    """The study's files as they will be."""
    data = {each.path: (study.root / each.path).read_bytes() for each in texts(study) if each.changed}
    data |= {rewrite.path: rewrite.after.encode() for rewrite in rewrites}
    data = {called.get(path, path): content for path, content in data.items()}
    return Snapshot(study.root, {path: path for path in data}, data.get)
