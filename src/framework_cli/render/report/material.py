"""What a report is made from, looked up once: passages by id, what is cited, what may be shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from framework_cli.cells import Grid
from framework_cli.index import by_id
from framework_cli.model.audience import Quotes
from framework_cli.model.case import Case
from framework_cli.model.cell import Citation
from framework_cli.model.memo import Memo as Written
from framework_cli.model.passage import Index, Passage
from framework_cli.model.study import Study
from framework_cli.read.charts import is_time
from framework_cli.render.report.options import Options
from framework_cli.render.report.views import Memo, Piece, Prose
from framework_cli.render.report.words import prose

_Entry = tuple[str, int]  # an annotation file and the place in it
_Lines = tuple[str, int, int]  # a source, its first and last line


@dataclass(frozen=True, slots=True)
class Material:
    """A study, its index and grid, with the look-ups that every part of the report needs.

    `passages` are those that the study lists or cites, by key, in the order of the index; a key is an
    excerpt's id, or its place in its file where it has none, and outside the team a number. `keys` has
    them by place in the file, `known` by id (of an excerpt that went into an agreed one: the key of
    that), `placed` by source and lines. `starred` are the keys marked as worth quoting, `held`
    those that the report may name at all.
    """

    study: Study
    index: Index
    grid: Grid
    options: Options
    passages: Mapping[str, Passage]
    keys: Mapping[_Entry, str]
    known: Mapping[str, str]
    placed: Mapping[_Lines, tuple[str, ...]]
    starred: frozenset[str]
    held: frozenset[str]

    @property
    def outside(self) -> bool:
        """Whether the readers do not belong to the team."""
        return self.options.outside

    def key(self, passage: Passage) -> str:
        """The key of a passage."""
        return self.keys[_entry(passage)]

    def read(self, text: str) -> Prose:
        """An analyst's words as the reader may see them: comments are for the team alone."""
        return prose(text, self.cite, comments=not self.outside)

    def cite(self, found: re.Match[str]) -> Piece | None:
        """The piece that a citation becomes; for readers outside the team None where it leads nowhere."""
        if is_time(found, self.study.sources):
            return Piece("text", found.group())
        target = self._target(found)
        linked = target is not None and target in self.held and self.options.lists_quotes
        if self.outside:
            return Piece("cite", "quote", target) if linked and target else None
        if target is None:
            return Piece("text", found.group())
        held = target if linked else ""
        return Piece("cite", self.passages[target].reference, held, star=bool(found["star"]))

    def _target(self, found: re.Match[str]) -> str | None:
        if found["id"]:
            return self.known.get(found["id"])
        line = int(found["line"])
        there = self.placed.get((found["source"], line, int(found["end"] or line)), ())
        return there[0] if len(there) == 1 else None

    def memos(self, about: str) -> tuple[Memo, ...]:
        """The memos about one thing (`code:stigma`, `study`) that the reader may see."""
        return tuple(
            self.memo(memo)
            for memo in self.study.memos
            if about in memo.about and (memo.public or not self.outside)
        )

    def memo(self, memo: Written) -> Memo:
        """A memo as the reader may see it: outside the team without its writer's name."""
        by = "" if self.outside else self.study.settings.coders.get(memo.by, memo.by)
        return Memo(by, memo.on, memo.kind, self.read(memo.text))

    def attributes(self, case: Case) -> Mapping[str, str]:
        """A case's attributes as the reader may see them: outside the team those that sign quotes."""
        if not self.outside:
            return case.attributes
        return {name: case.attributes.get(name, "") for name in self.study.settings.attribution}


def gather(study: Study, index: Index, grid: Grid, options: Options) -> Material:
    """Look up what the report is made from."""
    passages: dict[str, Passage] = {}
    keys: dict[_Entry, str] = {}
    placed: dict[_Lines, tuple[str, ...]] = {}
    for p in index.passages:
        e = p.excerpt
        # Two excerpts of one id are an error of the study, but neither may be shown for the other.
        key = e.id if e.id and e.id not in passages else f"{e.source}.{e.coder}.{e.position + 1}"
        passages[key], keys[_entry(p)] = p, key
        if p.counts:
            place = (e.source, p.start_line, p.end_line)
            placed[place] = (*placed.get(place, ()), key)
    known = {id: keys[_entry(p)] for id, p in by_id(index).items()}
    citations = [c for state in grid.touched.values() if state.cell is not None for c in state.cell.citations]
    cited = [(_cited(c, known, placed), c.quotable) for c in citations]
    names = {key for key, _ in cited}
    starred = frozenset(key for key, quotable in cited if quotable and key is not None)
    listed = {key: p for key, p in passages.items() if p.counts or key in names}
    held = _held(frozenset(listed), starred, options)
    made = Material(study, index, grid, options, listed, keys, known, placed, starred, held)
    return _numbered(made) if options.outside else made


def _numbered(made: Material) -> Material:
    """The same with numbers for keys, since a key may name a source and a coder, and leads into the study.

    Those of what is held come first and run on, so that they do not tell how much lies between.
    """
    order = sorted(dict.fromkeys(made.keys.values()), key=lambda key: key not in made.held)
    numbers = {key: str(n) for n, key in enumerate(order, 1)}
    return replace(
        made,
        passages={numbers[key]: p for key, p in made.passages.items()},
        keys={entry: numbers[key] for entry, key in made.keys.items()},
        known={id: numbers[key] for id, key in made.known.items()},
        placed={place: tuple(numbers[key] for key in keys) for place, keys in made.placed.items()},
        starred=frozenset(numbers[key] for key in made.starred),
        held=frozenset(numbers[key] for key in made.held),
    )


def _entry(passage: Passage) -> _Entry:
    return passage.excerpt.path, passage.excerpt.position


def _held(listed: frozenset[str], starred: frozenset[str], options: Options) -> frozenset[str]:
    """What the report may name: for the team every excerpt, outside it only those that are quoted."""
    if not options.outside or options.shown_quotes is Quotes.ALL:
        return listed
    return starred & listed if options.shown_quotes is Quotes.KEY else frozenset()


def _cited(
    citation: Citation, known: Mapping[str, str], placed: Mapping[_Lines, tuple[str, ...]]
) -> str | None:
    if citation.excerpt:
        return known.get(citation.excerpt)
    there = placed.get((citation.source, citation.line, citation.end_line), ())
    return there[0] if len(there) == 1 else None
