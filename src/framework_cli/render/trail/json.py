"""Changes, histories and the audit trail for programs: ids, places and names; texts only on request."""

from collections.abc import Mapping

from framework_cli.history import Commit
from framework_cli.render.trail.audit import unknowns
from framework_cli.render.trail.item import Naming, naming, split
from framework_cli.render.trail.log import Log
from framework_cli.render.trail.page import Page, Side
from framework_cli.render.trail.telling import item
from framework_cli.trail.audit import Agreement, Audit, Coding, Noted, Reviewed
from framework_cli.trail.change import Change
from framework_cli.trail.steps import Step

LISTS = frozenset(
    {"codes", "into", "about", "recoded", "carried over", "was", "from", "open labels", "stale"}
)


def diff_json(page: Page, *, show_text: bool = False) -> dict[str, object]:
    """The difference of two states. `differs` holds what was and what is, by name."""
    return {
        "before": _side(page.before),
        "after": _side(page.after),
        "not_in_git": list(page.lent),
        "counts": {section.title.lower(): section.tally for section in page.sections},
        "changes": [_change(change, page.name, show_text) for change in page.changes],
    }


def log_json(log: Log, *, show_text: bool = False) -> dict[str, object]:
    """The history of a thing; `complete` is false where a shallow clone knows no more."""
    return {
        "thing": log.thing._asdict(),
        "title": log.title,
        "complete": not log.earlier and not any(step.commit and step.commit.cut for step in log.steps),
        "entries": [
            {**_step(step, show_text), "cut": bool(step.commit and step.commit.cut)} for step in log.steps
        ],
    }


def audit_json(trail: Audit, *, show_text: bool = False) -> dict[str, object]:
    """All of the trail: tables as lists, and every change of every commit, oldest first."""
    study = trail.state.study
    return {
        "title": study.settings.title,
        "codebook": {"version": study.codebook.version, "entries": len(study.codebook.codes)},
        "coding": [_coding(row) for row in trail.coding],
        "agreement": [_agreement(row) for row in trail.agreements],
        "changed_after_review": [_reviewed(row) for row in trail.reviewed],
        "decisions": [_decision(memo, show_text) for memo in trail.memos],
        "cells": [
            {"cell": str(key), "state": cell.label, "reviewed": cell.cell.reviewed if cell.cell else ""}
            for key, cell in trail.state.grid.touched.items()
        ],
        "not_known": list(unknowns(trail)),
        "commits": [_step(step, show_text) for step in trail.steps],
    }


def _coding(row: Coding) -> dict[str, object]:
    return {
        "source": row.source,
        "coder": row.coder,
        "excerpts": row.excerpts,
        "first": _saved(row.first),
        "last": _saved(row.last),
        "read": {"codebook": row.mark[0], "on": row.mark[1]} if row.mark else None,
        "marked": _saved(row.marked),
        "after_mark": row.after,
    }


def _agreement(row: Agreement) -> dict[str, object]:
    return {
        "source": row.source,
        "coders": list(row.coders),
        "agreed_excerpts": row.excerpts,
        "since": _saved(row.since),
        "after": row.after,
    }


def _reviewed(row: Reviewed) -> dict[str, object]:
    return {
        "cell": row.cell,
        "by": row.by,
        "reviewed": _saved(row.reviewed),
        "changed": _saved(row.changed),
        "what": row.how,
    }


def _decision(memo: Noted, show_text: bool) -> dict[str, object]:
    return {
        "memo": memo.id,
        "kind": memo.kind,
        "by": memo.by,
        "on": memo.on,
        "about": list(memo.about),
        "since": _saved(memo.since),
        "changed": [_saved(commit) for commit in memo.changed],
        **({"text": memo.text} if show_text else {}),
    }


def _saved(commit: Commit | None) -> dict[str, str] | None:
    return None if commit is None else {"commit": commit.id, "date": commit.at, "author": commit.author}


def _step(step: Step, show_text: bool) -> dict[str, object]:
    """What one commit changed, and who committed it when."""
    name = naming(step.before, step.after)
    return {**_commit(step.commit), "changes": [_change(change, name, show_text) for change in step.changes]}


def _commit(commit: Commit | None) -> dict[str, object]:
    if commit is None:
        return {"commit": None, "author": None, "date": None, "committed": None, "message": None}
    return {
        "commit": commit.id,
        "author": commit.author,
        "date": commit.at,
        "committed": commit.committed,
        "message": commit.message.strip(),
    }


def _change(change: Change, name: Naming, show_text: bool) -> dict[str, object]:
    """One change. A private text that is withheld is named with `null` in place of what was and is."""
    did = "added" if change.added else "removed" if change.removed else "changed"
    return {
        "kind": change.kind.value,
        "id": change.id,
        "did": did,
        "before": _facts(change.before),
        "after": _facts(change.after),
        "differs": {
            aspect.name: None
            if (aspect.private and not show_text)
            else {"before": _value(aspect.name, aspect.before), "after": _value(aspect.name, aspect.after)}
            for aspect in change.aspects
        },
        "told": item(change, name).text,
    }


def _side(side: Side) -> dict[str, object]:
    return {
        "name": side.name,
        "commit": side.commit or None,
        "date": side.day or None,
        "errors": dict(side.errors),
        "unread": list(side.unread),
    }


def _facts(facts: Mapping[str, str] | None) -> dict[str, object] | None:
    return None if facts is None else {name: _value(name, value) for name, value in facts.items()}


def _value(name: str, value: str) -> object:
    return split(value) if name in LISTS else value
