"""The agreed coding of a source: what coders coded alike, and what they decided of the rest.

Neither coder's file is touched. An agreed excerpt has an id of its own and names under `from:` the coders'
excerpts it came from; one that was talked through and left out is named under `dropped:`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from framework_cli.compare.clusters import Cluster
from framework_cli.compare.comparison import Comparison, compare, decided
from framework_cli.compare.disagreements import Item
from framework_cli.model.excerpt import AGREED, Annotations, Excerpt
from framework_cli.model.passage import Index, Passage
from framework_cli.model.source import Source
from framework_cli.model.study import Study
from framework_cli.read import suggest
from framework_cli.revise.coding import Edit, RefusedError, known
from framework_cli.revise.entry import new_entry
from framework_cli.write import EntryGoneError, new_id
from framework_cli.write import annotations as entries


@dataclass(frozen=True, slots=True)
class Wish:
    """One agreed excerpt to be: where, which codes, and the coders' passages it comes from."""

    start: int
    end: int
    codes: tuple[str, ...]
    origins: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of one item: agreed excerpts, and coders' passages left out."""

    item: Item
    wishes: tuple[Wish, ...]
    dropped: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """A change of one agreed file with the decisions it carries out, and the new excerpts' ids.

    `ids` are those of each decision's wishes, in order.
    """

    source: str
    edit: Edit
    decisions: tuple[Decision, ...]
    ids: tuple[tuple[str, ...], ...]


def agree(study: Study, comparison: Comparison, source: str) -> Agreed:
    """Take over what the coders of a source coded alike and no agreed excerpt came from yet.

    Of spans that differ a little the longest is taken. Raises RefusedError where the source has no two
    coders to compare, or an excerpt has no id yet.
    """
    if source not in {each.source for each in comparison.readers}:
        raise RefusedError(f"{source} has no two coders to compare, so there is nothing to agree on")
    gone = decided(study)
    alike = [
        item
        for item in comparison.alike
        if item.source == source and item.alike and not any(p.excerpt.id in gone for p in item.passages)
    ]
    for item in alike:
        _with_ids(item)
    return _agreed(study, source, [Decision(item, tuple(_alike(study, item)), ()) for item in alike])


def adopt(
    study: Study,
    comparison: Comparison,
    ids: Sequence[str],
    *,
    index: Index | None = None,
    codes: Sequence[str] = (),
    place: tuple[int, int] | None = None,
) -> list[Agreed]:
    """Decide items by taking coders' excerpts, as they stand or, made one, with other codes or bounds.

    `ids` are excerpts', or items' that hold a single excerpt; with the `index` also excerpts in no item, of
    a source that has an agreed coding. The rest of each item's excerpts is put under `from:` where it
    overlaps what was taken and shares a code with it, else under `dropped:`. Raises RefusedError for an
    unknown id, one that was decided already, or codes that the codebook does not have.
    """
    for code in codes:
        known(study, code)
    chosen = _chosen(study, comparison, ids, index)
    if (codes or place) and len(chosen) > 1:
        raise RefusedError("codes or a place of one's own go with one item at a time")
    decisions = []
    for item, passages in chosen:
        _undecided(study, passages)
        if codes or place:
            wishes = [_made_one(study, passages, codes, place)]
        else:
            wishes = _as_they_stand(study, passages)
        decisions.append(_settled(study, item, wishes, passages))
    return _by_source(study, decisions)


def leave_out(
    study: Study, comparison: Comparison, ids: Sequence[str], *, index: Index | None = None
) -> list[Agreed]:
    """Decide that excerpts, or all of an item's, are not in the agreed coding.

    `ids` and `index` are those of `adopt`. Raises RefusedError for an unknown id and for an excerpt that an
    agreed one came from.
    """
    items = {item.id: item for item in comparison.disputes}
    chosen = _chosen(study, comparison, [id for id in ids if id not in items], index)
    chosen += [(items[id], list(items[id].passages)) for id in ids if id in items]
    decisions = []
    for item, passages in chosen:
        _with_ids(item)
        _undecided(study, passages)
        decisions.append(Decision(item, (), tuple(passages)))
    return _by_source(study, decisions)


def _alone(study: Study, index: Index) -> Iterator[Item]:
    """Each excerpt that is in no item, of a source with an agreed coding, as an item of its own.

    Such a source counts by its agreed coding alone: what one coder added where nobody else was to comes
    into it in this way. What filters keep from an agenda is not meant.
    """
    whole = compare(study, index, speakers="all")
    held = {p.excerpt.id for item in (*whole.disputes, *whole.alike) for p in item.passages}
    agreed = {file.source for file in study.annotations if file.coder == AGREED}
    for passage in index.passages:
        excerpt = passage.excerpt
        if excerpt.source in agreed and excerpt.coder != AGREED and excerpt.codes and excerpt.id not in held:
            yield Item(excerpt.id, excerpt.source, (excerpt.coder,), (passage,), ())


def _chosen(
    study: Study, comparison: Comparison, ids: Sequence[str], index: Index | None
) -> list[tuple[Item, list[Passage]]]:
    """The passages named, by item, in the order in which the items were named."""
    every = (*comparison.disputes, *comparison.alike)
    items = {item.id: item for item in every}
    holder = {p.excerpt.id: (item, p) for item in every for p in item.passages if p.excerpt.id}
    if index and not {*ids} <= items.keys() | holder.keys():
        holder = {item.id: (item, item.passages[0]) for item in _alone(study, index) if item.id} | holder
    found: dict[str, tuple[Item, list[Passage]]] = {}
    for id in dict.fromkeys(ids):
        if id in items:
            if len(items[id].passages) > 1:
                named = ", ".join(f"{p.excerpt.id} ({p.excerpt.coder})" for p in items[id].passages)
                raise RefusedError(f"{id} has several excerpts: name those that you take, of {named}")
            item, passage = items[id], items[id].passages[0]
        elif id in holder:
            item, passage = holder[id]
        else:
            near = suggest(id, [*items, *holder])
            raise RefusedError(
                f"{id} is no item of the agenda and no excerpt in one"
                + (f"; did you mean {near}?" if near else "")
            )
        _with_ids(item)
        found.setdefault(item.id, (item, []))[1].append(passage)
    return list(found.values())


def _with_ids(item: Item) -> None:
    """Raise RefusedError where a decision on an item could not name one of its excerpts."""
    if not all(p.excerpt.id for p in item.passages):
        raise RefusedError(
            f"an excerpt at {item.reference} has no id yet: `framework check --fix` gives it one"
        )


def _undecided(study: Study, passages: Iterable[Passage]) -> None:
    agreed = [file for file in study.annotations if file.coder == AGREED]
    into = {origin: e for file in agreed for e in file.excerpts for origin in e.origins}
    for passage in passages:
        if held := into.get(passage.excerpt.id):
            raise RefusedError(
                f"{passage.excerpt.id} went into the agreed excerpt {held.id}: change that one in {held.path}"
            )


def _alike(study: Study, item: Item) -> Iterator[Wish]:
    """The agreed excerpts of an item on which coders agree: a place for each cluster, one entry a place."""
    places: dict[tuple[int, int], list[Cluster]] = {}
    for cluster in item.clusters:
        longest = max(cluster.passages, key=lambda p: (p.end - p.start, -p.start))
        places.setdefault((longest.start, longest.end), []).append(cluster)
    for (start, end), held in sorted(places.items()):
        origins = {p.excerpt.id: p for cluster in held for p in cluster.passages}
        yield Wish(start, end, _in_order(study, [c.code for c in held]), tuple(origins.values()))


def _made_one(
    study: Study, passages: Sequence[Passage], codes: Sequence[str], place: tuple[int, int] | None
) -> Wish:
    longest = max(passages, key=lambda p: (p.end - p.start, -p.start))
    start, end = place or (longest.start, longest.end)
    if not any(p.start < end and start < p.end for p in passages):
        raise RefusedError("that place is not where any of the excerpts stands")
    named = codes or [code for p in passages for code in p.excerpt.codes]
    return Wish(start, end, _in_order(study, named), tuple(passages))


def _as_they_stand(study: Study, passages: Sequence[Passage]) -> list[Wish]:
    """Each passage as its coder has it; those of one place made one."""
    places: dict[tuple[int, int], list[Passage]] = {}
    for passage in passages:
        for code in passage.excerpt.codes:
            known(study, code)
        places.setdefault((passage.start, passage.end), []).append(passage)
    wishes = [
        Wish(*place, _in_order(study, [code for p in held for code in p.excerpt.codes]), tuple(held))
        for place, held in sorted(places.items())
    ]
    for n, one in enumerate(wishes):
        for other in wishes[n + 1 :]:
            both = sorted({*one.codes} & {*other.codes})
            if both and other.start < one.end:
                names = " and ".join(p.excerpt.id for p in (one.origins[0], other.origins[0]))
                raise RefusedError(
                    f"{names} overlap under {both[0]}: take one of them, or make them one with --at PLACE"
                )
    return wishes


def _settled(study: Study, item: Item, wishes: Sequence[Wish], chosen: Collection[Passage]) -> Decision:
    """What becomes of the item's other excerpts: they lead to what was taken, or are left out."""
    gone, made, dropped = decided(study), list(wishes), []
    for passage in item.passages:
        if passage in chosen or passage.excerpt.id in gone:
            continue
        for n, wish in enumerate(made):
            if (
                passage.start < wish.end
                and wish.start < passage.end
                and {*passage.excerpt.codes} & {*wish.codes}
            ):
                made[n] = replace(wish, origins=(*wish.origins, passage))
                break
        else:
            dropped.append(passage)
    return Decision(item, tuple(made), tuple(dropped))


def _in_order(study: Study, codes: Iterable[str]) -> tuple[str, ...]:
    place = {code: number for number, code in enumerate(study.codebook.codes)}
    return tuple(sorted(dict.fromkeys(codes), key=lambda code: (place.get(code, len(place)), code)))


def _by_source(study: Study, decisions: Iterable[Decision]) -> list[Agreed]:
    sources: dict[str, list[Decision]] = {}
    for decision in decisions:
        sources.setdefault(decision.item.source, []).append(decision)
    return [_agreed(study, source, held) for source, held in sources.items()]


def _agreed(study: Study, source: str, decisions: Sequence[Decision]) -> Agreed:
    """The change of the agreed file that carries the decisions out."""
    text = study.sources[source]
    file = next((a for a in study.annotations if a.source == source and a.coder == AGREED), None)
    used = {excerpt.id for each in study.annotations for excerpt in each.excerpts}
    new: list[Excerpt] = []
    ids: list[tuple[str, ...]] = []
    for decision in decisions:
        made = []
        for wish in decision.wishes:
            entry = _entry(text, file, wish, new_id(used))
            used.add(entry.id)
            made.append(entry)
        new += made
        ids.append(tuple(entry.id for entry in made))
    kept = [p.excerpt.id for d in decisions for wish in d.wishes for p in wish.origins]
    left = [p.excerpt.id for d in decisions for p in d.dropped]
    jsonl = file is not None and file.path.endswith(".jsonl")
    path = study.root / file.path if file else study.folder("annotations") / f"{source}.{AGREED}.yaml"

    def change(held: str) -> str:
        _still_open(held, file, [*kept, *left], jsonl=jsonl)
        if not held.strip():
            held = entries.new_file(new, text=text.sha, jsonl=jsonl)
        elif new:
            held = entries.add_excerpts(held, new, jsonl=jsonl)
        return entries.set_dropped(held, left, kept, jsonl=jsonl)

    said = f"{source}: {len(new)} agreed, {len(left)} left out"
    return Agreed(source, Edit(path, change, " ".join(e.id for e in new), said), tuple(decisions), tuple(ids))


def _still_open(held: str, file: Annotations | None, ids: Iterable[str], *, jsonl: bool) -> None:
    """Raise EntryGoneError where somebody else decided one of these since the agreed file was read."""
    known = {*file.dropped, *(id for e in file.excerpts for id in e.origins)} if file else set()
    meanwhile = entries.settled(held, jsonl=jsonl) - known if held.strip() else frozenset[str]()
    taken = [id for id in dict.fromkeys(ids) if id in meanwhile]
    if taken:
        raise EntryGoneError(f"somebody else decided {', '.join(taken)} meanwhile: look at it again")


def _entry(source: Source, file: Annotations | None, wish: Wish, id: str) -> Excerpt:
    entry = new_entry(
        source, wish.start, wish.end, id=id, coder=AGREED, file=file, codes=wish.codes,
        quotable=any(p.excerpt.quotable for p in wish.origins),
    )  # fmt: skip
    return entry._replace(origins=tuple(dict.fromkeys(p.excerpt.id for p in wish.origins)))
