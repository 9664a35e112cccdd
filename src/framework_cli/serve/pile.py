"""The pile: all passages of one code, or of one open label, one under the other with their context."""

from framework_cli.model.passage import Passage
from framework_cli.read import suggest
from framework_cli.serve.context import context
from framework_cli.serve.desk import Desk
from framework_cli.serve.passage import Json, placed, shown, unplaced
from framework_cli.serve.reply import Reply, WishError
from framework_cli.serve.wish import Wish


def pile(desk: Desk, wish: Wish) -> Reply:
    """Every passage that the view shows of a code (with those below it), a retired one, or a label."""
    code, label = wish.asked("code"), wish.asked("open")
    if bool(code) == bool(label):
        raise WishError(400, "name a code or an open label")
    body = _head(desk, code) if code else _of_label(label)
    passages = [_passage(desk, p) for p in shown(desk) if _meant(desk, p, code, label)]
    lost = [u for u in desk.index.unresolved if desk.shows(u.excerpt)]
    return Reply(
        {
            **body,
            "passages": passages,
            "unresolved": [
                unplaced(desk, u) | {"source": u.excerpt.source}
                for u in lost
                if (label in u.excerpt.open if label else _carries(desk, u.excerpt.codes, code))
            ],
        }
    )


def _head(desk: Desk, code: str) -> Json:
    """What the codebook says of a code, in force or retired, or used without being in it."""
    book = desk.study.codebook
    found, old = book.codes.get(code), book.retired.get(code)
    if found is None and old is None and not any(code in p.excerpt.codes for p in shown(desk)):
        near = suggest(code, [*book.codes, *book.retired])
        raise WishError(404, "the codebook has no such code", f"did you mean {near}?" if near else "")
    return {
        "code": code,
        "open": None,
        "title": f"{found.number} {found.name}" if found else code,
        "definition": found.definition if found else "",
        "include": found.include if found else "",
        "exclude": found.exclude if found else "",
        "retired": {"into": list(old.into), "why": old.why} if old and not found else None,
        "known": found is not None,
    }


def _of_label(label: str) -> Json:
    return {
        "code": None,
        "open": label,
        "title": label,
        "definition": "",
        "include": "",
        "exclude": "",
        "retired": None,
        "known": True,
    }


def _meant(desk: Desk, passage: Passage, code: str, label: str) -> bool:
    excerpt = passage.excerpt
    return label in excerpt.open if label else _carries(desk, excerpt.codes, code)


def _carries(desk: Desk, codes: tuple[str, ...], code: str) -> bool:
    """Whether one of an excerpt's codes is the one asked for, or stands below it."""
    return any(each == code or desk.study.codebook.within(each, code) for each in codes)


def _passage(desk: Desk, passage: Passage) -> Json:
    excerpt = passage.excerpt
    source = desk.study.sources[excerpt.source]
    own = desk.own(source.id)
    before, after = context(source, passage.start, passage.end)
    return placed(desk, passage) | {
        "source": source.id,
        "cases": [{"case": case, "wave": wave} for case, wave in passage.belongs],
        "text": source.text[passage.start : passage.end],
        "before": before,
        "after": after,
        "etag": own.sha if own else "none",
    }
