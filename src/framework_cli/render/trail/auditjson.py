"""The audit trail for programs."""

from framework_cli.history import Commit
from framework_cli.render.trail.audit import unknowns
from framework_cli.render.trail.item import naming
from framework_cli.render.trail.json import change_json
from framework_cli.render.trail.log import commit_json
from framework_cli.render.trail.telling import item
from framework_cli.trail.audit import Audit


def audit_json(trail: Audit, *, show_text: bool = False) -> dict[str, object]:
    """All of the trail: tables as lists, and every change of every commit, oldest first."""
    study = trail.state.study
    return {
        "title": study.settings.title,
        "codebook": {"version": study.codebook.version, "entries": len(study.codebook.codes)},
        "coding": [
            {
                "source": row.source,
                "coder": row.coder,
                "excerpts": row.excerpts,
                "first": _commit(row.first),
                "last": _commit(row.last),
                "read": {"codebook": row.mark[0], "on": row.mark[1]} if row.mark else None,
                "marked": _commit(row.marked),
                "after_mark": row.after,
            }
            for row in trail.coding
        ],
        "agreement": [
            {
                "source": row.source,
                "coders": list(row.coders),
                "agreed_excerpts": row.excerpts,
                "since": _commit(row.since),
                "after": row.after,
            }
            for row in trail.agreements
        ],
        "changed_after_review": [
            {
                "cell": row.cell,
                "by": row.by,
                "reviewed": _commit(row.reviewed),
                "changed": _commit(row.changed),
                "what": row.how,
            }
            for row in trail.reviewed
        ],
        "decisions": [
            {
                "memo": memo.id,
                "kind": memo.kind,
                "by": memo.by,
                "on": memo.on,
                "about": list(memo.about),
                "since": _commit(memo.since),
                "changed": [_commit(commit) for commit in memo.changed],
                **({"text": memo.text} if show_text else {}),
            }
            for memo in trail.memos
        ],
        "cells": [
            {"cell": str(key), "state": cell.label, "reviewed": cell.cell.reviewed if cell.cell else ""}
            for key, cell in trail.state.grid.touched.items()
        ],
        "not_known": list(unknowns(trail)),
        "commits": [
            {
                **commit_json(step.commit),
                "changes": [
                    {
                        **change_json(change, show_text=show_text),
                        "told": item(change, naming(step.before, step.after)).text,
                    }
                    for change in step.changes
                ],
            }
            for step in trail.steps
        ],
    }


def _commit(commit: Commit | None) -> dict[str, str] | None:
    return None if commit is None else {"commit": commit.id, "date": commit.at, "author": commit.author}
