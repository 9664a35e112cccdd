"""Which files, and which changes, the history of one thing is made of."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from framework_cli.history import Touched, Tree, Trees
from framework_cli.model.theory import Theory
from framework_cli.read import composed, load
from framework_cli.read.cases import FILE as CASES
from framework_cli.read.settings import FILE as SETTINGS
from framework_cli.read.sources import FILE as SOURCES
from framework_cli.trail.change import Change, Kind
from framework_cli.trail.steps import TABLES, Scope, Touch, source_of

# What an entry of a theory is called, and the list of its file in which it stands.
ENTRIES = {
    "node": "nodes",
    "edge": "edges",
    "configuration": "configurations",
    "dimension": "dimensions",
    "typology": "typologies",
    "decision": "decisions",
}
KINDS = ("cell", "code", "case", "source", "excerpt", "theory", *ENTRIES)
EXCERPT = re.compile(r"[a-z0-9]{8}")
FRONT = re.compile(rb"(?:\xef\xbb\xbf)?---\r?\n")
Bytes = Callable[[str], bytes]


class Thing(NamedTuple):
    """Something with a history: an excerpt, cell, code, case, source, theory or entry of one; and its id.

    An entry of a theory may be named with it, as `cop/e1`; else it is that of every theory.
    """

    kind: str
    id: str


def thing(trees: Trees, word: str) -> Thing | None:
    """What a word names: as it says itself (`case:P01`), else what is called so in the study today.

    A word of eight letters and digits that nothing else is called is an excerpt, which may be long gone.
    """
    kind, colon, id = word.partition(":")
    if colon and kind in KINDS and id:
        return Thing(kind, composed(id))
    word = composed(word)
    named = known(trees)
    for kind in ("code", "case", "source", "theory", *ENTRIES):
        if word in named[kind]:
            return Thing(kind, word)
    if "/" in word:
        return Thing("cell", word)
    return Thing("excerpt", word) if EXCERPT.fullmatch(word) else None


def known(trees: Trees) -> dict[str, list[str]]:
    """The ids of codes, cases and sources in the study as it is, those that files and tables name; and
    what its theories are called and hold, entries with and without the theory before them.
    """
    tree = trees.working()
    folders = trees.settings(tree).folders
    book = frozenset(
        p
        for p in tree.files
        if p in (SETTINGS, *TABLES) or p.startswith((f"{folders['codebooks']}/", f"{folders['theory']}/"))
    )
    study, _ = load(trees.snapshot(tree.only(book)))
    stems = {
        name: [composed(PurePosixPath(path).stem) for path in tree.files if _in(path, folders[name])]
        for name in ("transcripts", "charts")
    }
    codes = [*study.codebook.codes, *study.codebook.retired]
    codes += [old for code in study.codebook.codes.values() for old in code.was]
    by_source = _cases_by_source(trees, tree)
    cases = {*study.cases, *(stem.partition("@")[0] for stem in stems["charts"])}.union(*by_source.values())
    cases |= {stem for stem in stems["transcripts"] if stem not in by_source}
    found = {"code": codes, "case": sorted(cases), "source": stems["transcripts"]}
    return found | _theories(study.theories)


def _theories(theories: Iterable[Theory]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"theory": [theory.id for theory in theories]}
    for kind, name in ENTRIES.items():
        ids = [(theory.id, entry.id) for theory in theories for entry in getattr(theory, name) if entry.id]
        found[kind] = [id for _, id in ids] + [f"{theory}/{id}" for theory, id in ids]
    return found


def _in(path: str, folder: str) -> bool:
    return str(PurePosixPath(path).parent) == folder


def scope_of(trees: Trees, thing: Thing) -> Scope:
    """Where the history of a thing is looked for, and what is part of it."""
    if thing.kind == "excerpt":
        known = _holding(trees, thing.id)
        return Scope(_Excerpt(trees.bytes_of, thing.id, known), lambda c: _of_excerpt(c, thing.id))
    if thing.kind == "code":
        return Scope(_Code(trees.bytes_of, thing.id), lambda c: _of_code(c, thing.id), places=False)
    if thing.kind == "theory" or thing.kind in ENTRIES:
        return Scope(
            lambda touch: frozenset(touch.within("theory")), lambda c: _of_theory(c, thing), places=False
        )
    if thing.kind == "source":
        return Scope(lambda touch: _of_sources(touch, [thing.id]), lambda c: thing.id in c.about.sources)
    case = thing.id.partition("/")[0].partition("@")[0]
    sources = _sources_of(trees, case)
    if thing.kind == "case":
        return Scope(
            lambda touch: _case_files(touch, case, sources),
            lambda change: _of_case(change, case, sources),
            tables=True,
        )
    return Scope(
        lambda touch: _cell_files(touch, case, sources),
        lambda change: _of_cell(change, thing.id),
        whole=True,
        tables=True,
    )


def _holding(trees: Trees, id: str) -> frozenset[str]:
    """The sources whose annotation files name an excerpt as they are now."""
    tree = trees.working()
    folders = trees.settings(tree).folders
    coding = [path for path in tree.files if _in(path, folders["annotations"])]
    trees.ahead((), (tree.files[path] for path in coding))
    named = (path for path in coding if _word(id).search(trees.bytes_of(tree.files[path])))
    return frozenset(source_of(path, folders) for path in named)


class _Excerpt:
    """The annotation files that name an excerpt, and once its source is known, that transcript."""

    def __init__(self, read: Bytes, id: str, known: Iterable[str]) -> None:
        """`known` are the sources whose files name it today."""
        self._read, self._id = read, _word(id)
        self._sources = set(known)

    def __call__(self, touch: Touch) -> frozenset[str]:
        coding = _naming(self._read, touch, touch.within("annotations"), self._id)
        self._sources |= {source_of(path, touch.folders) for path in coding}
        texts = (p for p in touch.within("transcripts") if source_of(p, touch.folders) in self._sources)
        return coding | frozenset(texts)


class _Code:
    """The codebooks, and the annotation files and charts that name a code."""

    def __init__(self, read: Bytes, id: str) -> None:
        self._read, self._id = read, _word(id)

    def __call__(self, touch: Touch) -> frozenset[str]:
        within = ("annotations", "charts", "codebooks")
        files = (path for folder in within for path in touch.within(folder))
        return _naming(self._read, touch, files, self._id)


def _word(id: str) -> re.Pattern[bytes]:
    """An id where it is no part of a longer one."""
    return re.compile(rb"(?<![\w-])" + re.escape(id.encode()) + rb"(?![\w-])")


def _naming(read: Bytes, touch: Touch, paths: Iterable[str], id: re.Pattern[bytes]) -> frozenset[str]:
    """The files in which an id stands, before or after."""
    return frozenset(p for p in paths if any(id.search(read(name)) for name in touch.files[p].contents))


def _of_sources(touch: Touch, sources: Iterable[str]) -> frozenset[str]:
    """The transcripts and annotations of sources; the table that says whose they are."""
    mine = set(sources)
    files = (*touch.within("transcripts"), *touch.within("annotations"))
    return frozenset(p for p in files if source_of(p, touch.folders) in mine) | (touch.paths & {SOURCES})


def _case_files(touch: Touch, case: str, sources: Iterable[str]) -> frozenset[str]:
    """The files that hold anything of a case."""
    charts = (p for p in touch.within("charts") if PurePosixPath(p).stem.partition("@")[0] == case)
    return _of_sources(touch, sources) | frozenset(charts) | (touch.paths & {CASES})


def _cell_files(touch: Touch, case: str, sources: tuple[str, ...]) -> frozenset[str]:
    """All that bears on the cells of a case, whenever any of it was touched; none where nothing was."""
    if not _case_files(touch, case, sources) and not list(touch.within("codebooks")):
        return frozenset()
    every = touch._replace(files=dict.fromkeys(touch.every(), Touched((), "")))
    return _case_files(every, case, sources)


def _sources_of(trees: Trees, case: str) -> tuple[str, ...]:
    """The sources that speak for a case, now or at the last commit."""
    found = {case}
    for tree in (trees.working(), trees.at("HEAD") or Tree()):
        found |= {source for source, held in _cases_by_source(trees, tree).items() if case in held}
    return tuple(sorted(found))


def _cases_by_source(trees: Trees, tree: Tree) -> Mapping[str, frozenset[str]]:
    """Which cases each source speaks for, by the tables and the front matter of texts that have any."""
    folders = trees.settings(tree).folders
    texts = {path for path in tree.files if _in(path, folders["transcripts"])}
    fronted = {path for path in texts if FRONT.match(trees.bytes_of(tree.files[path]))}
    listed = _rows(trees.bytes_of(tree.files[SOURCES])) if SOURCES in tree.files else set()
    named = {path for path in texts if source_of(path, folders) in listed}
    study, _ = load(trees.snapshot(tree.only(fronted | named | {SETTINGS, *TABLES})))
    return {id: source.cases() for id, source in study.sources.items()}


def _rows(table: bytes) -> set[str]:
    """What may be a source's id in a table: the first value of each line."""
    lines = table.decode("utf-8", "replace").split("\n")
    return {composed(line.split(",")[0].strip().strip('"')) for line in lines}


def _of_excerpt(change: Change, id: str) -> bool:
    if change.kind is not Kind.EXCERPT:
        return False
    agreed = change.aspect("from")
    origins = f"{change.facts.get('from', '')}, {agreed.before if agreed else ''}"
    return change.id == id or id in origins.split(", ")


def _of_code(change: Change, id: str) -> bool:
    """The entry itself, what was merged into it, and what was coded with it."""
    if change.kind is Kind.CODE:
        into = (change.facts.get("into") or "").split(", ")
        return change.id == id or id in into
    if change.kind is Kind.EXCERPT:
        was, now = (
            set((facts or {}).get("codes", "").split(", ")) for facts in (change.before, change.after)
        )
        return (id in was) != (id in now)
    return change.kind is Kind.CELL and change.id.rpartition("/")[2] == id


def _of_theory(change: Change, thing: Thing) -> bool:
    """A theory's file and all in it; or an entry itself, and the decisions that name it."""
    facts = change.facts
    if change.kind is not Kind.THEORY:
        return False
    if thing.kind == "theory":
        return facts["theory"] == thing.id
    theory, _, id = thing.id.rpartition("/")
    if "list" not in facts or theory not in ("", facts["theory"]):
        return False
    if facts["list"] == ENTRIES[thing.kind] and change.id == id:
        return True
    named = (each.get("changed", "").split(", ") for each in (change.before, change.after) if each)
    return facts["list"] == "decisions" and any(id in ids for ids in named)


def _of_case(change: Change, case: str, sources: Iterable[str]) -> bool:
    """What is about a case; of its sources, that they were read through and agreed."""
    if change.kind in (Kind.READING, Kind.AGREEMENT):
        return not change.about.sources.isdisjoint(sources)
    return case in change.about.cases


def _of_cell(change: Change, id: str) -> bool:
    """The cell as written and as its evidence has it; changes of its subtheme's meaning."""
    if change.kind is Kind.CODE:
        return change.id == id.rpartition("/")[2]
    return change.kind is Kind.CELL and change.id == id
