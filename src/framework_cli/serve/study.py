"""The study as the page opens it: the codebook with its counts, the sources, and what is wrong."""

from collections import Counter
from collections.abc import Iterator

from framework_cli.model.codebook import Code
from framework_cli.model.diagnostic import Diagnostic, Location
from framework_cli.model.excerpt import AGREED, Excerpt
from framework_cli.model.severity import Severity
from framework_cli.read.torn import LOSING
from framework_cli.serve import version
from framework_cli.serve.desk import VIEWS, Desk
from framework_cli.serve.passage import Json, shown
from framework_cli.serve.place import remember, remembered
from framework_cli.serve.reply import Reply, WishError
from framework_cli.serve.source import mark_of
from framework_cli.serve.wish import Wish

HUES = 12
LABELS = {"theme": "Theme", "subtheme": "Subtheme", "case": "Participant"}
LISTED = 20  # findings that the page gets in full


def study(desk: Desk, _wish: Wish) -> Reply:
    """Everything the page shows around a transcript, in the view that was chosen."""
    held = desk.study
    body: Json = {
        "title": held.settings.title,
        "notice": held.settings.notice,
        "study": desk.root.name,
        "coder": {"id": desk.coder, "name": held.settings.coders.get(desk.coder, "")},
        "coders": desk.coders(),
        "view": desk.view,
        "labels": LABELS | dict(held.settings.labels),
        "codebook": _codebook(desk),
        "open": [{"label": label, "count": count} for label, count in sorted(_labels(desk).items())],
        "sources": list(_sources(desk)),
        "cases": [
            {"id": case.id, "kind": case.kind.value, "attributes": dict(case.attributes)}
            for case in held.cases.values()
        ],
        **_where(desk),
        "git": version.shown(desk),
        "problems": problems(desk),
        "stamp": desk.watch.stamp,
        **desk.steps.told,
    }
    return Reply(body)


def view(desk: Desk, wish: Wish) -> Reply:
    """Choose whose coding is shown: the coder's own (mine, blind) or everybody's (others)."""
    chosen = wish.words("view")
    if chosen not in VIEWS:
        raise WishError(400, f"view must be one of {', '.join(VIEWS)}")
    desk.view = chosen
    remember(desk.root, desk.coder, {"view": chosen})
    return Reply({"view": chosen})


def _where(desk: Desk) -> Json:
    """Where the coder was: the last place, the recent codes and the keys; what is gone since is left out."""
    kept = remembered(desk.root, desk.coder)
    codes = desk.study.codebook.codes
    recent, id, offset = kept.get("recent"), kept.get("source"), kept.get("offset")
    known = isinstance(id, str) and id in desk.study.sources and isinstance(offset, int)
    return {
        "recent": [code for code in recent if code in codes][:9] if isinstance(recent, list) else [],
        "place": {"source": id, "offset": offset} if known else None,
        "keys": kept["keys"] if isinstance(kept.get("keys"), dict) else {},
    }


def problems(desk: Desk) -> Json:
    """What is wrong in the files, the worst first; blind, nothing that speaks of others' files."""
    found = [each for each in desk.found if desk.tells(each)]
    count = Counter(each.severity for each in found)
    first = sorted(found, key=lambda each: (each.rule not in LOSING, _RANK[each.severity]))[:LISTED]
    return {
        "errors": count[Severity.ERROR],
        "warnings": count[Severity.WARNING],
        "first": [_finding(each) for each in first],
    }


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def _finding(found: Diagnostic) -> Json:
    where = found.primary
    return {
        "rule": found.rule.id,
        "severity": found.severity.value,
        "message": found.message,
        "path": where.path,
        "line": where.line if isinstance(where, Location) else 1,
        "hint": found.hint,
    }


def _codebook(desk: Desk) -> Json:
    book = desk.study.codebook
    charted = {code.id for code in book.charted()}
    hues = {theme.id: number % HUES for number, theme in enumerate(book.themes())}
    counts = _counts(desk)
    return {
        "version": book.version,
        "codes": [_code(code, charted, hues, counts) for code in book.codes.values()],
        "retired": [{"id": old.id, "into": list(old.into)} for old in book.retired.values()],
    }


def _code(code: Code, charted: set[str], hues: dict[str, int], counts: Counter[str]) -> Json:
    return {
        "id": code.id,
        "number": code.number,
        "name": code.name,
        "level": code.level,
        "theme": code.theme,
        "parent": code.parent,
        "definition": code.definition,
        "include": code.include,
        "exclude": code.exclude,
        "origin": code.origin.value if code.origin else "",
        "charted": code.id in charted,
        "hue": hues.get(code.theme, 0),
        "count": counts[code.id],
    }


def _counts(desk: Desk) -> Counter[str]:
    """Excerpts that carry each id or one below it, once each: the coder's own, or in "others" what counts."""
    book = desk.study.codebook
    counts: Counter[str] = Counter()
    for passage in shown(desk):
        if desk.view != "others" or passage.counts:
            counts.update({id for code in passage.excerpt.codes for id in book.above(code)})
    return counts


def _labels(desk: Desk) -> Counter[str]:
    """Open labels with the number of excerpts shown that carry them."""
    return Counter(label for excerpt in _shown(desk) for label in dict.fromkeys(excerpt.open))


def _shown(desk: Desk) -> Iterator[Excerpt]:
    return (e for file in desk.study.annotations for e in file.excerpts if desk.shows(e))


def _sources(desk: Desk) -> Iterator[Json]:
    numbers = Counter(excerpt.source for excerpt in _shown(desk) if _once(desk, excerpt))
    marks = {file.source: mark_of(file) for file in desk.study.annotations if file.coder == desk.coder}
    for source in desk.study.sources.values():
        cases = dict.fromkeys(source.belongs())
        yield {
            "id": source.id,
            "kind": source.kind.value,
            "title": source.id,
            "cases": [{"case": case, "wave": wave} for case, wave in cases],
            "excerpts": numbers[source.id],
            "read": marks.get(source.id),
        }


def _once(desk: Desk, excerpt: Excerpt) -> bool:
    """Whether an excerpt is counted with a source's: the agreed coding repeats the coders' and is not."""
    return desk.view != "others" or excerpt.coder != AGREED
