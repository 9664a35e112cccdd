"""What changed in the coding: excerpts added, removed, recoded, redrawn, moved and edited, each told once."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from framework_cli.model.excerpt import AGREED, Excerpt, Place
from framework_cli.model.passage import Status
from framework_cli.trail.change import About, Aspect, Change, Facts, Kind, listed
from framework_cli.trail.codebook import became
from framework_cli.trail.state import State
from framework_cli.write.entry import place

Key = tuple[str, ...]


def excerpt_changes(before: State, after: State, renamed: Mapping[str, str]) -> Iterator[Change]:
    """Every excerpt that differs, in the order of sources, places and ids.

    An excerpt is known by its id; one that has none yet by its coder, source and quote. `renamed` maps
    what a source was called before to what it is called now: its excerpts have not changed for that.
    """
    old = _keyed(before, lambda source: renamed.get(source, source))
    new = _keyed(after, lambda source: source)
    _pair_named(old, new)
    found = []
    for key in dict.fromkeys([*new, *old]):
        was, now = old.get(key), new.get(key)
        if was is None or now is None:
            if not _unseen(before, after, was, now):
                found.append(_came_or_went(before, after, was, now))
        elif aspects := _aspects(before, after, was, now, renamed):
            found.append(_change(before, after, was, now, aspects))
    yield from sorted(found, key=_order)


def _keyed(state: State, called: Callable[[str], str]) -> dict[Key, Excerpt]:
    """Excerpts by id; those without one, and later ones of an id used twice, by what they are."""
    found: dict[Key, Excerpt] = {}
    count: Counter[Key] = Counter()
    for file in sorted(state.study.annotations, key=lambda file: file.path):
        for excerpt in file.excerpts:
            key: Key = (excerpt.id,)
            if not excerpt.id or key in found:
                key = ("", called(excerpt.source), excerpt.coder, " ".join(excerpt.quote.split()), excerpt.id)
                count[key] += 1
                key = (*key, str(count[key]))
            found[key] = excerpt
    return found


def _pair_named(old: dict[Key, Excerpt], new: dict[Key, Excerpt]) -> None:
    """Let an excerpt that was given its id, or lost it, be one and the same in both."""
    for some, other in ((old, new), (new, old)):
        fresh: dict[Key, list[Key]] = {}
        for key, excerpt in other.items():
            if len(key) == 1 and key not in some:
                fresh.setdefault(_same(excerpt), []).append(key)
        for key in [key for key in some if len(key) > 1 and key not in other]:
            named = fresh.get(_same(some[key]))
            if named:
                some[named.pop(0)] = some.pop(key)


def _same(excerpt: Excerpt) -> Key:
    return excerpt.source, excerpt.coder, " ".join(excerpt.quote.split())


def _unseen(before: State, after: State, was: Excerpt | None, now: Excerpt | None) -> bool:
    """Whether an excerpt is only missing because the file that may hold it cannot be read there."""
    excerpt, blind = (was, after.blind) if was is not None else (now, before.blind)
    folders = {state.study.settings.folders["annotations"] for state in (before, after)}
    return excerpt is not None and (excerpt.path in blind or bool(folders & blind))


def _came_or_went(before: State, after: State, was: Excerpt | None, now: Excerpt | None) -> Change:
    private = (
        ("quote", _words(before, was) if was else "", _words(after, now) if now else ""),
        ("open labels", listed(was.open) if was else "", listed(now.open) if now else ""),
        ("memo", was.memo if was else "", now.memo if now else ""),
    )
    aspects = tuple(Aspect(name, old, new, private=True) for name, old, new in private if old != new)
    return _change(before, after, was, now, aspects)


def _change(
    before: State, after: State, was: Excerpt | None, now: Excerpt | None, aspects: tuple[Aspect, ...]
) -> Change:
    id = next((excerpt.id for excerpt in (now, was) if excerpt and excerpt.id), "")
    about = (_about(before, was) if was else About()) | (_about(after, now) if now else About())
    old, new = _facts(before, was) if was else None, _facts(after, now) if now else None
    return Change(Kind.EXCERPT, id, old, new, aspects, about)


def _facts(state: State, excerpt: Excerpt) -> Facts:
    passage = state.passage(excerpt)
    return {
        "source": excerpt.source,
        "coder": excerpt.coder,
        "place": place_of(state, excerpt),
        "reference": passage.reference if passage else excerpt.source,
        "codes": listed(excerpt.codes),
        **({"from": listed(excerpt.origins)} if excerpt.origins else {}),
    }


def _about(state: State, excerpt: Excerpt) -> About:
    passage = state.passage(excerpt)
    source = state.study.sources.get(excerpt.source)
    if passage is not None:
        cases = frozenset(belonging.case for belonging in passage.belongs)
    else:
        cases = source.cases() if source else frozenset()
    codes = frozenset(id for code in excerpt.codes for id in (code, *state.codebook.above(code)))
    return About(cases, frozenset([excerpt.source]), codes, frozenset([excerpt.coder]))


def _aspects(
    before: State, after: State, was: Excerpt, now: Excerpt, renamed: Mapping[str, str]
) -> tuple[Aspect, ...]:
    """All that is different about an excerpt."""
    found = [*_recoded(before, after, was, now), *_placed(before, after, was, now)]
    pairs: tuple[tuple[str, str, str, bool], ...] = (
        ("id", was.id, now.id, False),
        ("coder", was.coder, now.coder, False),
        ("source", renamed.get(was.source, was.source), now.source, False),
        ("quotable", _flag(was.quotable), _flag(now.quotable), False),
        ("from", listed(was.origins), listed(now.origins), False),
        ("open labels", listed(was.open), listed(now.open), True),
        ("memo", was.memo, now.memo, True),
    )
    return (*found, *(Aspect(name, old, new, private) for name, old, new, private in pairs if old != new))


def _recoded(before: State, after: State, was: Excerpt, now: Excerpt) -> Iterator[Aspect]:
    """Other codes; `carried over` where each that went was merged or split into one that came."""
    gone, come = set(was.codes) - set(now.codes), set(now.codes) - set(was.codes)
    if gone or come:
        yield Aspect(
            "carried over" if _follows(before, after, gone, come) else "recoded",
            listed(was.codes),
            listed(now.codes),
        )


def _follows(before: State, after: State, gone: set[str], come: set[str]) -> bool:
    """Whether the codebook itself says that the codes of one side became those of the other."""

    def all_became(state: State, some: set[str], other: set[str]) -> bool:
        heirs = [set(became(state.codebook, id)) & (other | some) for id in some]
        return bool(some) and all(heirs) and other <= set().union(*heirs)

    return all_became(after, gone, come) or all_became(before, come, gone)


def _placed(before: State, after: State, was: Excerpt, now: Excerpt) -> Iterator[Aspect]:
    """Where it stands and what it says there: redrawn by a coder, or moved and edited with the transcript."""
    old_status, new_status = _status(before, was), _status(after, now)
    if old_status and new_status and (old_status == "certain") != (new_status == "certain"):
        yield Aspect("anchor", old_status, new_status)
    old, new = place_of(before, was), place_of(after, now)
    words, now_words = _words(before, was), _words(after, now)
    same = _same_text(before, after, was, now)
    if words != now_words:
        yield Aspect("redrawn" if same else "edited", words, now_words, private=True)
    elif was.quote != now.quote:
        yield Aspect("quote", was.quote, now.quote, private=True)
    if old != new and (old_status == "certain") == (new_status == "certain"):
        yield Aspect("place" if same else "moved", old, new)


def _same_text(before: State, after: State, was: Excerpt, now: Excerpt) -> bool:
    """Whether an excerpt's transcript is the same text in both states, as far as is known."""
    old, new = before.study.sources.get(was.source), after.study.sources.get(now.source)
    return (old.sha if old else "") == (new.sha if new else "")


def _status(state: State, excerpt: Excerpt) -> str:
    """Whether an excerpt has one certain place; empty where its transcript is not there to tell."""
    if excerpt.source not in state.study.sources:
        return ""
    if state.passage(excerpt) is not None:
        return "certain"
    item = next((u for u in state.index.unresolved if u.excerpt is excerpt), None)
    return item.anchor.status.value if item else Status.LOST.value


def place_of(state: State, excerpt: Excerpt) -> str:
    """Where an excerpt stands, as `at:` is written; as recorded where it is not found."""
    passage = state.passage(excerpt)
    if passage is not None:
        lines = state.study.sources[excerpt.source].lines
        return place(Place.of(lines, passage.start, passage.end))
    return place(excerpt.at) if excerpt.at else ""


def _words(state: State, excerpt: Excerpt) -> str:
    """The transcript's words at an excerpt's place; the stored quote where it has none."""
    passage = state.passage(excerpt)
    if passage is None:
        return excerpt.quote
    return state.study.sources[excerpt.source].text[passage.start : passage.end]


def _flag(value: bool) -> str:
    return "yes" if value else ""


def _order(change: Change) -> tuple[str, bool, str, tuple[int, int], str]:
    """By source, coder (the agreed coding last), place and id."""
    facts = change.facts
    line, _, rest = facts["place"].partition(":")
    column = rest.partition("-")[0]
    start = (int(line.partition("-")[0] or 0), int(column or 0))
    return facts["source"], facts["coder"] == AGREED, facts["coder"], start, change.id
