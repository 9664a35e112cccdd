"""What changed in the theories: claims, evidence, dimensions, typologies, and the decisions behind it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from framework_cli.cells.naming import cell_meant, cell_named
from framework_cli.index import by_id
from framework_cli.model.passage import Passage
from framework_cli.model.theory import Decision, Part, Status, Theory
from framework_cli.trail.change import About, Aspect, Change, Facts, Kind, differing, listed
from framework_cli.trail.said import Entry, cases_named, cited, private, said, said_of_theory
from framework_cli.trail.state import State

LISTS = ("nodes", "edges", "configurations", "dimensions", "typologies", "decisions")
DECIDED = "decided "  # begins the name of an aspect: a decision that names the entry, and is new


class Side(NamedTuple):
    """A theory in one of the states, with its entries by list and id."""

    theory: Theory
    entries: Mapping[tuple[str, str], Entry]


def theory_changes(before: State, after: State) -> Iterator[Change]:
    """Theories that came, went or changed; then entry by entry, in the order of the file as it is now.

    An entry's change carries the decisions that name it and are new: who decided it, when and by what.
    """
    blind = before.blind | after.blind
    ties = (_Ties(before), _Ties(after))
    for was, now in _pairs(_readable(before, blind), _readable(after, blind)):
        old, new = _side(was), _side(now)
        aspects = differing(*(said_of_theory(each) if each else {} for each in (was, now)))
        aspects = aspects if was and now else ()
        if was is None or now is None or aspects or _unnamed(was) != _unnamed(now):
            path = (now or was or Theory("", "")).path
            yield Change(Kind.THEORY, path, _file(was), _file(now), aspects)
        for key in dict.fromkeys([*new.entries, *old.entries]):
            yield from _entry(old, new, key, ties)


def _readable(state: State, blind: frozenset[str]) -> list[Theory]:
    folder = state.study.settings.folders["theory"]
    return [] if folder in blind else [each for each in state.study.theories if each.path not in blind]


def _pairs(
    before: Iterable[Theory], after: Iterable[Theory]
) -> Iterator[tuple[Theory | None, Theory | None]]:
    """The same theory in both states: the file of one path, else the one of an id that was renamed."""
    old = {theory.path: theory for theory in before}
    new = {theory.path: theory for theory in after}
    gone = {old[path].id: path for path in reversed(old) if path not in new}
    renamed = {path: gone.pop(t.id, "") for path, t in new.items() if path not in old}
    for path in sorted(old.keys() | new.keys()):
        if path in new:
            yield old.get(renamed.get(path) or path), new[path]
        elif path not in renamed.values():
            yield old[path], None


def _side(theory: Theory | None) -> Side:
    """Entries with an id, by list; of two with one id the first."""
    if theory is None:
        return Side(Theory("", ""), {})
    held: dict[tuple[str, str], Entry] = {}
    for name in LISTS:
        for entry in getattr(theory, name):
            if entry.id:
                held.setdefault((name, entry.id), entry)
    return Side(theory, held)


def _unnamed(theory: Theory | None) -> list[dict[str, str]]:
    """What entries say that cannot be told apart by their id: those without one, and the second of one."""
    if theory is None:
        return []
    kept = {id(entry) for entry in _side(theory).entries.values()}
    return [said(entry) for name in LISTS for entry in getattr(theory, name) if id(entry) not in kept]


def _file(theory: Theory | None) -> Facts | None:
    return None if theory is None else {"path": theory.path, "theory": theory.id}


def _entry(old: Side, new: Side, key: tuple[str, str], ties: "tuple[_Ties, _Ties]") -> Iterator[Change]:
    was, now = old.entries.get(key), new.entries.get(key)
    told = [said(entry) if entry else {} for entry in (was, now)]
    aspects = differing(*told)
    if was is not None and now is not None and not aspects:
        return
    if was is None or now is None:
        aspects = tuple(aspect for aspect in aspects if private(aspect.name))
    marked = tuple(aspect._replace(private=private(aspect.name)) for aspect in aspects)
    yield Change(
        Kind.THEORY,
        key[1],
        _facts(old, key, was),
        _facts(new, key, now),
        (*marked, *_decided(old, new, key[1])) if key[0] != "decisions" else marked,
        ties[0].about(was) | ties[1].about(now),
    )


def _facts(side: Side, key: tuple[str, str], entry: Entry | None) -> Facts | None:
    """Where an entry stands, what it is called, and how; of a decision, what it changed and by what."""
    if entry is None:
        return None
    theory = side.theory
    facts = {"path": theory.path, "theory": theory.id, "list": key[0], "label": _label(theory, entry)}
    if isinstance(entry, Part):
        facts["status"] = entry.status.value if entry.status else ""
    if isinstance(entry, Decision):
        facts |= {
            "on": entry.on,
            "changed": listed(entry.changed),
            "because": listed(entry.because),
            "memo": entry.memo,
        }
    return facts


def _label(theory: Theory, entry: Entry) -> str:
    if isinstance(entry, Decision):
        return ""
    return theory.label_of(entry.id) if isinstance(entry, Part) else entry.label


def _decided(old: Side, new: Side, id: str) -> Iterator[Aspect]:
    """The decisions that name an entry, and were not there or were written otherwise: when and by what.

    Their reasons are private, as everything is that analysts put into words of their own.
    """
    before = {replace(each, route=()) for each in old.theory.decisions}
    for each in new.theory.decisions:
        if id in each.changed and replace(each, route=()) not in before:
            yield Aspect(f"{DECIDED}{each.id}", "", decision_in_short(each))
            if each.why:
                yield Aspect(f"why {each.id}", "", each.why, private=True)


def decision_in_short(decision: Decision) -> str:
    """`2026-05-11 by RS, because of csvw043c; memo memos/d6.md`."""
    by = f"by {listed(decision.by)}" if decision.by else ""
    head = " ".join(filter(None, (decision.on, by)))
    because = f"because of {listed(decision.because)}" if decision.because else ""
    memo = f"memo {decision.memo}" if decision.memo else ""
    return "; ".join(filter(None, (", ".join(filter(None, (head, because))), memo)))


def undecided(change: Change) -> bool:
    """Whether a claim's status changed and no new decision names it. Nobody has to decide on a hypothesis."""
    status = change.aspect("status")
    if status is None or any(aspect.name.startswith(DECIDED) for aspect in change.aspects):
        return False
    return (status.before or Status.HYPOTHESISED) != (status.after or Status.HYPOTHESISED)


class _Ties:
    """What the entries of a state have to do with: the cases, sources, codes and coders behind evidence."""

    def __init__(self, state: State) -> None:
        self._state = state

    @cached_property
    def _passages(self) -> Mapping[str, Passage]:
        return by_id(self._state.index)

    def about(self, entry: Entry | None) -> About:
        """All that an entry cites, places or is made of."""
        if entry is None:
            return About()
        found = About(cases=frozenset(cases_named(entry)), codes=self._above(getattr(entry, "codes", ())))
        for kind, id in cited(entry):
            found |= self._cell(id) if kind == "cell" else self._excerpt(id)
        return found

    def _above(self, codes: Iterable[str]) -> frozenset[str]:
        book = self._state.codebook
        return frozenset(each for code in codes for each in (code, *book.above(code)))

    def _cell(self, name: str) -> About:
        state = self._state
        key = cell_named(state.grid, name) or cell_meant(state.study, state.grid, name)
        if key is None:
            return About()
        return About(cases=frozenset([key.case]), codes=self._above([key.code]))

    def _excerpt(self, id: str) -> About:
        passage = self._passages.get(id)
        if passage is None:
            return About()
        return About(
            cases=frozenset(each.case for each in passage.belongs),
            sources=frozenset([passage.excerpt.source]),
            codes=self._above(passage.excerpt.codes),
            coders=frozenset([passage.excerpt.coder]),
        )
