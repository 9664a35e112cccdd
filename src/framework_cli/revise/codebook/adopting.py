"""Open labels that become part of the framework."""

from collections import Counter
from collections.abc import Sequence

from framework_cli.index import open_labels
from framework_cli.model.codebook import Code
from framework_cli.model.study import Study
from framework_cli.model.task import Task
from framework_cli.model.words import number_of, typed
from framework_cli.read import suggest
from framework_cli.revise.codebook.draft import Draft, Revision, shown, to_define
from framework_cli.revise.codebook.moving import DEEPEST
from framework_cli.revise.codebook.retiring import new_entry
from framework_cli.revise.coding import RefusedError
from framework_cli.write import codebook as entries
from framework_cli.write.codebook import Place
from framework_cli.write.recoding import adopt as file_passages


def adopt(
    study: Study,
    wanted: Sequence[str],
    *,
    id: str,
    theme: str | None = None,
    name: str | None = None,
    definition: str = "",
) -> Revision:
    """Make open labels an entry of the codebook, and file their passages under it, whoever coded them.

    `id` is a new entry's, below `theme` and called as the first label unless `name` says otherwise; or
    that of an entry which is there, which then takes the passages in.
    """
    draft = Draft(study)
    there = open_labels(study)
    chosen = [_label(label, there) for label in dict.fromkeys(wanted)]
    left: list[Task] = []
    if id in draft.book.codes:
        if theme is not None or name is not None or definition:
            raise RefusedError(f"{id} is in the codebook already: leave out --theme, --name and --definition")
    else:
        version = _add(draft, id, theme, name or chosen[0], definition)
        if version is not None:
            left.append(Task(f"look for {id} in what was read before", "framework status"))
        if not definition:
            left.append(to_define(id))
    passages, files = _file(draft, frozenset(chosen), id)
    new = draft.new_book()
    draft.refresh_headings(new)
    quoted = " and ".join(f"“{label}”" for label in chosen)
    filed = f"{number_of(passages, 'passage')} in {number_of(files, 'file')} filed"
    said = [f"{quoted}: {filed} under {shown(new.codes[id])}"]
    alike = [label for label in there if _plain(label) in map(_plain, chosen) and label not in chosen]
    left += [
        Task(
            f"“{label}” ({number_of(there[label], 'passage')}) differs in case or spaces only",
            f"framework codebook adopt {typed(label)} --as {id}",
        )
        for label in alike
    ]
    return draft.revision(said, [*left, *draft.columns_lost(new), *draft.renumbered(new)])


def _label(label: str, there: Counter[str]) -> str:
    if label in there:
        return label
    alike = next((each for each in there if _plain(each) == _plain(label)), None) or suggest(label, there)
    if alike:
        raise RefusedError(f"no passage is labelled “{label}”; did you mean “{alike}”?")
    some = ", ".join(f"“{each}”" for each, _ in there.most_common(5))
    raise RefusedError(
        f"no passage is labelled “{label}”; "
        + (f"open labels are {some}" if some else "there are no open labels")
    )


def _plain(label: str) -> str:
    return " ".join(label.casefold().split())


def _add(draft: Draft, id: str, theme: str | None, name: str, definition: str) -> int | None:
    """Add the new entry at the end of its theme, but before what is left over; the codebook's new version."""
    draft.fresh(id)
    if theme is None:
        themes = ", ".join(each.id for each in draft.book.themes())
        raise RefusedError(f"{id} is new: say where it belongs with --theme ({themes})")
    above = draft.code(theme)
    if above.level >= DEEPEST:
        raise RefusedError(f"nothing nests below {theme}: name the entry above it")
    version = draft.raise_version()
    entry = new_entry(id, name, version, definition.strip())
    children = list(draft.book.children(above.id))
    last = children[-1] if children else None
    place = Place(above.id, before=last.id) if last is not None and _left_over(last) else Place(above.id)
    draft.entries(entries.add_entry, entry, place)
    return version


def _left_over(code: Code) -> bool:
    """Whether an entry is by its id the place for what does not fit the others, and so stays last."""
    return code.id == "other" or code.id.endswith("-other")


def _file(draft: Draft, chosen: frozenset[str], id: str) -> tuple[int, int]:
    """Give the labelled passages the code; how many, in how many files."""
    passages = files = 0
    for file in draft.study.annotations:
        if not any(chosen.intersection(excerpt.open) for excerpt in file.excerpts):
            continue
        passages += draft.counted(file.path, file_passages, chosen, id, jsonl=file.path.endswith(".jsonl"))
        files += 1
    return passages, files
