"""All changes as people read them: section by section, in the order of the method."""

from collections.abc import Callable, Iterable, Sequence

from framework_cli.render.trail.charts import cell_item, charts_section
from framework_cli.render.trail.codebook import code_item, code_verb, codebook_item
from framework_cli.render.trail.coding import coding_section, excerpt_item
from framework_cli.render.trail.item import Group, Item, Naming, Section, came_or_went, tally
from framework_cli.render.trail.material import (
    agreement_item,
    case_item,
    memo_item,
    reading_item,
    setting_item,
    source_item,
)
from framework_cli.render.trail.theory import theory_item, theory_section
from framework_cli.trail.change import Change, Kind

TELLERS: dict[Kind, Callable[[Change], Item]] = {
    Kind.SOURCE: source_item,
    Kind.CASE: case_item,
    Kind.READING: reading_item,
    Kind.AGREEMENT: agreement_item,
    Kind.MEMO: memo_item,
    Kind.SETTING: setting_item,
    Kind.THEORY: theory_item,
}
PARTS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("Settings", (Kind.SETTING,)),
    ("Codebook", (Kind.CODEBOOK, Kind.CODE)),
    ("Sources", (Kind.SOURCE,)),
    ("Cases", (Kind.CASE,)),
    ("Reading and agreement", (Kind.READING, Kind.AGREEMENT)),
)


def sections(changes: Sequence[Change], name: Naming) -> list[Section]:
    """The parts of the study in which anything changed."""
    parts = [plain_section(title, kinds, changes, name) for title, kinds in PARTS]
    parts += [coding_section(changes, name), charts_section(changes, name)]
    parts += [plain_section("Memos", (Kind.MEMO,), changes, name), theory_section(changes)]
    return [part for part in parts if part is not None]


def item(change: Change, name: Naming) -> Item:
    """One change as a sentence that stands alone."""
    if change.kind is Kind.EXCERPT:
        return excerpt_item(change, name, full=True)
    if change.kind in (Kind.CELL, Kind.PORTRAIT):
        return cell_item(change, name, full=True)
    return plain_item(change, name)


def plain_item(change: Change, name: Naming) -> Item:
    """One change of what is neither coding nor chart, as a sentence."""
    if change.kind is Kind.CODE:
        return code_item(change, name)
    return codebook_item(change, name) if change.kind is Kind.CODEBOOK else TELLERS[change.kind](change)


def plain_section(
    title: str, kinds: tuple[Kind, ...], changes: Iterable[Change], name: Naming
) -> Section | None:
    """A part of the study that is one list."""
    mine = [change for change in changes if change.kind in kinds]
    if not mine:
        return None
    items = [plain_item(change, name) for change in mine]
    return Section(title, [Group("", items)], tally([_verb(change) for change in mine]))


def _verb(change: Change) -> str:
    if change.kind is Kind.CODE:
        return code_verb(change)
    if change.kind is Kind.CODEBOOK:
        return "new version" if change.aspect("version") else "changed"
    return came_or_went(change)[1]
