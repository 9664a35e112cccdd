"""An entry's name, or its meaning, put in other words."""

from framework_cli.model.study import Study
from framework_cli.model.task import Task
from framework_cli.revise.codebook.draft import Draft, Revision, named, shown
from framework_cli.revise.coding import RefusedError
from framework_cli.write import codebook as entries


def rename(study: Study, id: str, name: str | None = None, definition: str | None = None) -> Revision:
    """Give an entry another name, another definition, or both; its id stays.

    A name is display: nobody has to read again. A definition is the entry's meaning: the codebook gets
    its next version, and the entry is `revised` in it, so that readings and charts from before are told.
    """
    draft = Draft(study)
    code = draft.code(id)
    said: list[str] = []
    left: list[Task] = []
    if name is None and definition is None:
        raise RefusedError('give a new name, or --definition "…"')
    if name is not None and named(name) != code.name:
        draft.entries(entries.rename, id, named(name))
        said.append(f"{shown(code)} is now called “{named(name)}”")
    if definition is not None and definition.strip() != code.definition:
        words = definition.strip()
        if not words:
            raise RefusedError("a definition needs words")
        draft.entries(entries.set_keys, id, {"definition": words})
        version = draft.raise_version()
        if version is None:
            left.append(
                Task("nobody is told to read again while the codebook has no version: write `version: 1`")
            )
        else:
            draft.entries(entries.set_keys, id, {"revised": str(version)})
        said.append(f"{id} is redefined" + (f" in version {version}" if version else ""))
        left.append(Task(f"look for {id} in what was read before, and at its cells", "framework status"))
    new = draft.new_book()
    draft.refresh_headings(new)
    return draft.revision(said, left)
