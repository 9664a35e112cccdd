"""Codes put in place of others in one annotation file: canonical text in and out, one line a change."""

from collections.abc import Mapping, Set

from framework_cli.read import tree
from framework_cli.write.entry import KEYS, Value, item
from framework_cli.write.sheet import Contents, Sheet, splice
from framework_cli.write.splice import Splice, set_members, without_items


def recode(text: str, heirs: Mapping[str, str], *, jsonl: bool = False) -> tuple[str, int]:
    """Put codes in place of others; an entry that carries both keeps one. Also, how many entries changed."""
    sheet = Sheet.of(text, jsonl=jsonl)
    expected = Contents.of(sheet)
    splices: list[Splice] = []
    changed = 0
    for entry, says in zip(sheet.items, expected.entries, strict=True):
        codes = _list(entry, "codes")
        if codes is not None and any(code in heirs for code in says["codes"]):
            splices += _replaced(text, codes, heirs, json=sheet.json)
            says["codes"] = _once(says["codes"], heirs)
            changed += 1
    return (splice(sheet, splices, expected), changed) if changed else (text, 0)


def adopt(text: str, labels: Set[str], code: str, *, jsonl: bool = False) -> tuple[str, int]:
    """Give the entries that carry an open label a code instead. Also, how many entries changed."""
    sheet = Sheet.of(text, jsonl=jsonl)
    expected = Contents.of(sheet)
    splices: list[Splice] = []
    changed = 0
    for entry, says in zip(sheet.items, expected.entries, strict=True):
        held = says.get("open") if isinstance(entry, tree.Mapping) else None
        if not isinstance(entry, tree.Mapping) or not isinstance(held, list) or not labels & set(held):
            continue
        rest = tuple(label for label in held if label not in labels)
        codes = tuple(says.get("codes") or ())
        keys: dict[str, Value | None] = {"open": rest or None}
        if code not in codes:
            keys["codes"] = (*codes, code)
        splices += set_members(text, entry, KEYS, keys, json=sheet.json)
        says["codes"] = list(dict.fromkeys([*codes, code]))
        says["open"] = list(rest)
        if not rest:
            del says["open"]
        changed += 1
    return (splice(sheet, splices, expected), changed) if changed else (text, 0)


def _replaced(text: str, node: tree.Sequence, heirs: Mapping[str, str], *, json: bool) -> list[Splice]:
    """The splices of one list: a code in another's place, or taken out where its heir stands already."""
    kept = {each.value for each in node.items if isinstance(each, tree.Scalar)} - heirs.keys()
    gone: set[int] = set()
    splices: list[Splice] = []
    for number, each in enumerate(node.items):
        if not isinstance(each, tree.Scalar) or each.value not in heirs:
            continue
        heir = heirs[each.value]
        if heir in kept:
            gone.add(number)
        else:
            kept.add(heir)
            splices.append(Splice(each.start, each.end, item("codes", heir, json=json)))
    return [*splices, *without_items(text, node, gone)]


def _once(codes: list[str], heirs: Mapping[str, str]) -> list[str]:
    """The codes after the change, in order, each once; a code that was there keeps its own place."""
    there = [code for code in codes if code not in heirs]
    found: list[str] = []
    for code in codes:
        heir = heirs.get(code)
        if heir is None:
            found.append(code)
        elif heir not in there and heir not in found:
            found.append(heir)
    return found


def _list(entry: tree.Node, key: str) -> tree.Sequence | None:
    if isinstance(entry, tree.Mapping):
        for name, value in entry.entries:
            if name.value == key and isinstance(value, tree.Sequence):
                return value
    return None
