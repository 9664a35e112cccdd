"""What changed in the material and around it: sources, cases, reading marks, memos, settings."""

from collections import Counter
from collections.abc import Iterator, Mapping

from framework_cli.model.case import Case
from framework_cli.model.excerpt import AGREED, Annotations
from framework_cli.model.memo import Memo
from framework_cli.model.settings import Settings
from framework_cli.model.source import Source
from framework_cli.read.cases import FILE as CASES
from framework_cli.trail.change import About, Change, Facts, Kind, differing, listed
from framework_cli.trail.state import State


def renamed_sources(before: State, after: State) -> dict[str, str]:
    """Sources whose file was given another name: the same text, and only one of it on each side."""
    gone = {id: s.sha for id, s in before.study.sources.items() if id not in after.study.sources}
    come = {s.sha: id for id, s in after.study.sources.items() if id not in before.study.sources}
    arrived = [s.sha for id, s in after.study.sources.items() if id not in before.study.sources]
    count = Counter([*gone.values(), *arrived])
    return {id: come[sha] for id, sha in gone.items() if sha in come and count[sha] == 2}


def source_changes(before: State, after: State, renamed: Mapping[str, str]) -> Iterator[Change]:
    """Transcripts that came, went, were renamed or edited, and what is said of them, by id."""
    old = {renamed.get(id, id): source for id, source in before.study.sources.items()}
    new = after.study.sources
    blind = before.blind | after.blind
    folders = {state.study.settings.folders["transcripts"] for state in (before, after)}
    for id in sorted(old.keys() | new.keys()):
        was, now = old.get(id), new.get(id)
        if folders & blind or any(each is not None and each.path in blind for each in (was, now)):
            continue
        aspects = differing(_of_source(was), _of_source(now), ("text",)) if was and now else ()
        if was is not None and now is not None and not aspects:
            continue
        cases = frozenset(case for each in (was, now) if each is not None for case in each.cases())
        about = About(cases=cases, sources=frozenset([id, *([was.id] if was else [])]))
        yield Change(Kind.SOURCE, id, _source_facts(was), _source_facts(now), aspects, about)


def _source_facts(source: Source | None) -> Facts | None:
    if source is None:
        return None
    return {"path": source.path, "kind": source.kind.value, "lines": str(source.text.count("\n"))}


def _of_source(source: Source) -> dict[str, str]:
    """What is known of a source, by name."""
    speakers = (
        f"{s.label} ({s.role.value}{f', {s.case}' if s.case else ''}{f', wave {s.wave}' if s.wave else ''})"
        for s in source.speakers.values()
    )
    return {
        "name": source.id,
        "text": source.text,
        "kind": source.kind.value,
        "date": source.date,
        "case": source.case or "",
        "wave": source.wave,
        "speakers": listed(sorted(speakers)),
        "interviewers": listed(sorted(source.interviewers)),
    }


def case_changes(before: State, after: State) -> Iterator[Change]:
    """Cases that came, went, or whose attributes differ, in study order. Values are private."""
    if CASES in before.blind | after.blind:
        return
    old, new = before.study.cases, after.study.cases
    for id in dict.fromkeys([*new, *old]):
        was, now = old.get(id), new.get(id)
        attributes = {name for each in (was, now) if each is not None for name in each.attributes}
        aspects = differing(_of_case(was), _of_case(now), attributes) if was and now else ()
        if was is None or now is None or aspects:
            yield Change(Kind.CASE, id, _case(was), _case(now), aspects, About(cases=frozenset([id])))


def _case(case: Case | None) -> Facts | None:
    return None if case is None else {"kind": case.kind.value}


def _of_case(case: Case) -> dict[str, str]:
    return {**case.attributes, "(kind)": case.kind.value}


def reading_changes(before: State, after: State, renamed: Mapping[str, str]) -> Iterator[Change]:
    """Reading marks, and agreed codings that came or went, by source and coder."""
    old, new = _marks(before, renamed), _marks(after, {})
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        unseen = _torn(before, key[0]) if was is None else now is None and _torn(after, key[0])
        if was != now and not unseen:
            aspects = differing(was, now) if was and now else ()
            about = About(sources=frozenset([key[0]]), coders=frozenset([key[1]]))
            where = {"source": key[0], "coder": key[1]}
            yield Change(
                Kind.READING, ".".join(key), was and where | was, now and where | now, aspects, about
            )
    agreed = [
        {names.get(f.source, f.source): f for f in s.study.annotations if f.coder == AGREED}
        for s, names in ((before, renamed), (after, {}))
    ]
    for id in sorted(agreed[0].keys() | agreed[1].keys()):
        first, last = agreed[0].get(id), agreed[1].get(id)
        dropped = [{"dropped": listed(f.dropped)} if f and f.dropped else {} for f in (first, last)]
        aspects = differing(*dropped)
        if (first is None) != (last is None) or aspects:
            about = About(sources=frozenset([id]), coders=frozenset([AGREED]))
            yield Change(Kind.AGREEMENT, id, _agreement(first), _agreement(last), aspects, about)


def _agreement(file: Annotations | None) -> Facts | None:
    return None if file is None else {"excerpts": str(len(file.excerpts))}


def _torn(state: State, source: str) -> bool:
    return source in state.study.torn


def _marks(state: State, renamed: Mapping[str, str]) -> dict[tuple[str, str], dict[str, str]]:
    return {
        (renamed.get(file.source, file.source), file.coder): {
            "codebook": "" if file.read.codebook is None else str(file.read.codebook),
            "on": file.read.on,
        }
        for file in state.study.annotations
        if file.read is not None
    }


def memo_changes(before: State, after: State) -> Iterator[Change]:
    """Memos that came, went or were changed, by id."""
    old, new = ({memo.id: memo for memo in s.study.memos} for s in (before, after))
    blind = before.blind | after.blind
    for id in sorted(old.keys() | new.keys()):
        was, now = old.get(id), new.get(id)
        aspects = differing(_of_memo(was), _of_memo(now), ("text",)) if was and now else ()
        path = (now or was or Memo("", "")).path
        if path not in blind and (was is None or now is None or aspects):
            yield Change(Kind.MEMO, id, _memo(was), _memo(now), aspects, _memo_about(was, now))


def _memo(memo: Memo | None) -> Facts | None:
    if memo is None:
        return None
    return {"kind": memo.kind, "by": memo.by, "on": memo.on, "about": listed(memo.about), "path": memo.path}


def _of_memo(memo: Memo) -> dict[str, str]:
    said = {"kind": memo.kind, "by": memo.by, "on": memo.on, "about": listed(memo.about), "text": memo.text}
    return said | {"public": "yes" if memo.public else ""}


def _memo_about(*memos: Memo | None) -> About:
    about = About()
    for memo in memos:
        for word in memo.about if memo else ():
            kind, _, id = word.partition(":")
            case, _, code = id.partition("/")
            about |= About(
                cases=frozenset([case.partition("@")[0]] if kind in ("case", "cell") else []),
                sources=frozenset([id] if kind == "source" else []),
                codes=frozenset([code if kind == "cell" else id] if kind in ("cell", "code") else []),
            )
    return about


def setting_changes(before: Settings, after: Settings) -> Iterator[Change]:
    """Keys of framework.yaml whose values differ."""
    old, new = _values(before), _values(after)
    for name in old:
        if old[name] != new[name]:
            aspects = differing({name: old[name]}, {name: new[name]}, (name,))
            yield Change(Kind.SETTING, name, _set(old[name]), _set(new[name]), aspects)


def _set(value: str) -> Facts | None:
    return {} if value else None


def _values(settings: Settings) -> dict[str, str]:
    return {
        "title": settings.title,
        "notice": settings.notice,
        "codebook": settings.codebook,
        "coders": listed(f"{id}: {name}" for id, name in settings.coders.items()),
        "interviewers": listed(settings.interviewers),
        "roster": listed(f"{id}: {' '.join(coders)}" for id, coders in settings.roster.items()),
        "order": listed(settings.order),
        "attribution": listed(settings.attribution),
        "labels": listed(f"{name}: {word}" for name, word in settings.labels.items()),
        "folders": listed(f"{name}: {path}" for name, path in settings.folders.items() if name != path),
    }
