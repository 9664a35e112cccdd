"""What changed in the codebook: entries added, renamed, moved, redefined, merged, split and retired."""

from collections.abc import Iterator, Sequence

from framework_cli.model.codebook import Code, Codebook
from framework_cli.trail.change import About, Change, Facts, Kind, differing, listed

WORDS = ("definition", "include", "exclude", "examples", "why")


def codebook_changes(before: Codebook, after: Codebook) -> Iterator[Change]:
    """The changes of two codebooks: of the whole first, then entry by entry in the order they stand now."""
    yield from _whole(before, after)
    for id in dict.fromkeys([*_ids(after), *_ids(before)]):
        yield from _entry(before, after, id)


def _ids(codebook: Codebook) -> Iterator[str]:
    """Every id that a codebook says anything of."""
    yield from codebook.codes
    yield from codebook.retired
    for code in codebook.codes.values():
        yield from code.was


def became(codebook: Codebook, id: str) -> tuple[str, ...]:
    """What an id that is no longer used became, as far as a codebook says."""
    retired = codebook.retired.get(id)
    into = retired.into if retired else ()
    return tuple(dict.fromkeys([*into, *(code.id for code in codebook.codes.values() if id in code.was)]))


def _whole(before: Codebook, after: Codebook) -> Iterator[Change]:
    was = {"version": _number(before.version), "file": before.path}
    now = {"version": _number(after.version), "file": after.path}
    for id, old, new in _orders(before, after):
        was[f"order of {id}" if id else "order of themes"] = old
        now[f"order of {id}" if id else "order of themes"] = new
    if aspects := differing(was, now):
        yield Change(Kind.CODEBOOK, "codebook", _version(before), _version(after), aspects)


def _orders(before: Codebook, after: Codebook) -> Iterator[tuple[str, str, str]]:
    """Where entries that stand below the same one in both states changed their order among themselves."""
    for parent in dict.fromkeys([None, *before.codes, *after.codes]):
        old = [code.id for code in before.codes.values() if code.parent == parent]
        new = [code.id for code in after.codes.values() if code.parent == parent]
        both = set(old) & set(new)
        was, now = [id for id in old if id in both], [id for id in new if id in both]
        if was != now:
            yield parent or "", listed(was), listed(now)


def _entry(before: Codebook, after: Codebook, id: str) -> Iterator[Change]:
    old, new = before.codes.get(id), after.codes.get(id)
    was, now = _facts(before, id), _facts(after, id)
    if was is None and now is None:
        return
    alike = was is not None and now is not None and (old is None) == (new is None)
    aspects = differing(_said(before, id), _said(after, id), WORDS) if alike else ()
    if alike and not aspects:
        return
    about = About(codes=frozenset([id, *before.above(id), *after.above(id)]))
    yield Change(Kind.CODE, id, was, now, aspects, about)


def _facts(codebook: Codebook, id: str) -> Facts | None:
    """What an entry is called and where it stands; of one taken out of use, what it became."""
    code = codebook.codes.get(id)
    into = became(codebook, id)
    if code is not None:
        return {"number": code.number, "name": code.name, "under": code.parent or ""}
    if id in codebook.retired or into:
        return {"retired": "yes", "into": listed(into)}
    return None


def _said(codebook: Codebook, id: str) -> dict[str, str]:
    """Everything that an entry says, by name."""
    code = codebook.codes.get(id)
    if code is not None:
        return _of_code(code)
    retired = codebook.retired.get(id)
    said = {"retired": "yes", "into": listed(became(codebook, id))}
    return said | ({"on": retired.on, "why": retired.why} if retired else {})


def _of_code(code: Code) -> dict[str, str]:
    return {
        "name": code.name,
        "under": code.parent or "",
        "definition": code.definition,
        "include": code.include,
        "exclude": code.exclude,
        "examples": _lines(code.examples),
        "origin": code.origin.value if code.origin else "",
        "since": _number(code.since),
        "revised": _number(code.revised),
        "was": listed(code.was),
    }


def _lines(values: Sequence[str]) -> str:
    return "\n".join(values)


def _version(codebook: Codebook) -> Facts:
    return {"version": _number(codebook.version), "file": codebook.path}


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
