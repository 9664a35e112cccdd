"""codebooks/NAME.yaml → the thematic framework."""

import re
import unicodedata

from framework_cli.model import rules
from framework_cli.model.codebook import Code, Codebook, Origin, Retired
from framework_cli.model.diagnostic import Diagnostic, Related
from framework_cli.read.fields import Document, Fields
from framework_cli.read.files import read_text
from framework_cli.read.snapshot import Root
from framework_cli.read.suggest import did_you_mean
from framework_cli.read.tree import Node, Sequence, parse

ID = re.compile(r"[a-z0-9-]+")
LEVELS = ("theme", "subtheme", "subtheme below a subtheme")


def read_codebook(root: Root, path: str) -> tuple[Codebook, list[Diagnostic]]:
    """One codebook file; entries with problems are kept with what is known of them."""
    text, found = read_text(root, path)
    if text is None:
        return Codebook(path), found
    codebook, more = codebook_of(text, path)
    return codebook, found + more


def codebook_of(text: str, path: str) -> tuple[Codebook, list[Diagnostic]]:
    """A codebook's canonical text; `path` names it in what is found."""
    node, broken = parse(text, path)
    document = Document(path, text)
    if node is None:
        if not broken:
            document.report(rules.EMPTY_FILE, f"{path} is empty", hint="begin with `themes:`")
        return Codebook(path), broken + document.found
    codebook = _Reader(document).read(node)
    return codebook, broken + document.found


class _Reader:
    """Walks the themes once, keeping what has been seen of ids and numbers."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.codes: dict[str, Code] = {}
        self.places: dict[str, tuple[int, int]] = {}
        self.numbers: dict[str, str] = {}
        self.version: int | None = None

    def read(self, node: Node) -> Codebook:
        if isinstance(node, Sequence):
            self.document.wrong(node, "a codebook starts with `themes:`", "write `themes:` above the list")
            fields, themes = Fields(self.document, None, "the codebook"), list(node.items)
        else:
            fields = Fields(self.document, node, "the codebook")
            self.version = fields.number("version")
            themes = list(fields.items("themes", required=True))
        for position, theme in enumerate(themes):
            self.entry(theme, None, position, ("themes", position))
        retired = self.retired(fields)
        fields.finish()
        self.merged()
        return Codebook(self.document.path, self.version, self.codes, retired)

    def entry(self, node: Node, above: Code | None, position: int, route: tuple[str | int, ...]) -> None:
        level = above.level + 1 if above else 0
        what = LEVELS[min(level, 2)]
        fields = Fields(self.document, node, f"this {what}")
        id = self.id(fields, what, position)
        number = fields.text("number") or (f"{above.number}.{position + 1}" if above else str(position + 1))
        code = Code(
            id=id,
            name=fields.text("name", required=True) or id,
            number=number,
            level=level,
            theme=above.theme if above else id,
            subtheme=(above.subtheme or id) if above else "",
            parent=above.id if above else None,
            definition=fields.text("definition"),
            include=fields.text("include"),
            exclude=fields.text("exclude"),
            examples=fields.texts("examples"),
            origin=fields.choice("origin", Origin),
            since=self.of_version(fields, "since"),
            revised=self.of_version(fields, "revised"),
            was=fields.texts("was"),
            route=route,
        )
        self.keep(code, fields)
        for place, child in enumerate(fields.items("subthemes")):
            if level == 2 and place == 0:
                key = fields.key("subthemes")
                message = f"“{id}” is the third level: nothing nests below it"
                hint = "move these up, or make the theme two"
                self.document.report(rules.TOO_DEEP, message, *_span(key), hint=hint)
            self.entry(child, code, place, (*route, "subthemes", place))
        fields.finish(hints=[("themes", "below a theme the list is called `subthemes`")])

    def id(self, fields: Fields, what: str, position: int) -> str:
        """The entry's id; one made from its name where it has none."""
        id = fields.text("id")
        if id:
            node = fields.get("id")
            if node is not None and not ID.fullmatch(id):
                hint = f"“{slug(id)}” would do" if slug(id) else ""
                message = f"id “{id}” may have only letters a to z, digits and -"
                self.document.report(rules.CODE_ID, message, node.start, node.end, hint=hint)
            return id
        name = fields.get("name")
        made = slug(getattr(name, "value", "") or "") or f"{what.split()[0]}-{position + 1}"
        fields.missing("id", f"add `id: {made}`")
        while made in self.codes:
            made += "-x"
        return made

    def keep(self, code: Code, fields: Fields) -> None:
        """Enter a code; of two with one id the first stays."""
        node = fields.get("id")
        place = (node.start, node.end) if node else (0, 0)
        if code.id in self.codes:
            related = (Related(self.document.where(*self.places[code.id]), "first used here"),)
            message = f"id “{code.id}” is used twice"
            self.document.report(
                rules.DUPLICATE_CODE, message, *place, hint="ids are unique", related=related
            )
            return
        self.codes[code.id] = code
        self.places[code.id] = place
        other = self.numbers.setdefault(code.number, code.id)
        if other != code.id:
            related = (Related(self.document.where(*self.places[other]), f"“{other}” has it too"),)
            at = fields.get("number")
            message = f"number {code.number} stands for two entries"
            where = (at.start, at.end) if at else place
            hint = "take out `number`, or give each its own"
            self.document.report(rules.DUPLICATE_NUMBER, message, *where, hint=hint, related=related)

    def of_version(self, fields: Fields, name: str) -> int | None:
        """A codebook version at which something happened to an entry."""
        value = fields.number(name)
        node = fields.get(name)
        if value is not None and node is not None and self.version is not None and value > self.version:
            message = f"`{name}: {value}` is newer than the codebook's version {self.version}"
            hint = f"set `version: {value}` at the top" if value == self.version + 1 else ""
            self.document.report(rules.CODEBOOK_VERSION, message, node.start, node.end, hint=hint)
        return value

    def retired(self, fields: Fields) -> dict[str, Retired]:
        retired: dict[str, Retired] = {}
        targets: list[tuple[str, Node | None]] = []
        for node in fields.items("retired"):
            entry = Fields(self.document, node, "this retired entry")
            item = Retired(
                entry.text("id", required=True), entry.texts("into"), entry.text("on"), entry.text("why")
            )
            at = entry.get("id")
            into = entry.get("into")
            entry.finish()
            if at is None or not item.id:
                continue
            if item.id in self.codes:
                self.in_use(item.id, at)
            if item.id in retired:
                message = f"id “{item.id}” is retired twice"
                self.document.report(rules.DUPLICATE_CODE, message, at.start, at.end)
            retired.setdefault(item.id, item)
            nodes = into.items if isinstance(into, Sequence) else [into] * len(item.into)
            targets += zip(item.into, nodes, strict=False)
        for target, place in targets:
            if target not in self.codes and target not in retired and place is not None:
                hint = did_you_mean(target, self.codes) or "`into` names ids of this codebook"
                message = f"“{target}” is not in the codebook"
                self.document.report(rules.RETIRED_INTO, message, place.start, place.end, hint=hint)
        return retired

    def merged(self) -> None:
        """Ids that are said to have been merged into another and still stand in the codebook."""
        for code in self.codes.values():
            for position, was in enumerate(code.was):
                if was in self.codes:
                    start, end = self.places[was]
                    message = f"“{was}” was merged into “{code.id}” and is still in the codebook"
                    hint = f"delete the entry, or take it out of `was` (item {position + 1}) of “{code.id}”"
                    self.document.report(rules.STILL_IN_USE, message, start, end, hint=hint)

    def in_use(self, id: str, at: Node) -> None:
        """Report an id that is said to be retired and still stands in the codebook."""
        related = (Related(self.document.where(*self.places[id]), "still an entry here"),)
        message = f"“{id}” is retired and still in the codebook"
        hint = "delete the entry, or take it out of `retired`"
        self.document.report(rules.STILL_IN_USE, message, at.start, at.end, hint=hint, related=related)


def slug(name: str) -> str:
    """A name as an id: letters a to z, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def _span(node: Node | None) -> tuple[int, int]:
    return (node.start, node.end) if node else (0, 0)
