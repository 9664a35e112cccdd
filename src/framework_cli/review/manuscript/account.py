"""The whole of it: a manuscript is read against a study, from its quotes to what it leaves out."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framework_cli.cells import Grid
from framework_cli.index import by_id
from framework_cli.index.names import Names as Keyed
from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic, Location
from framework_cli.model.passage import Index
from framework_cli.model.progress import Progress
from framework_cli.model.study import Study
from framework_cli.model.words import number_of
from framework_cli.review.manuscript.citations import Citation, citations
from framework_cli.review.manuscript.cited import Cited, cited
from framework_cli.review.manuscript.draft import Draft
from framework_cli.review.manuscript.lookup import Traced, Tracer
from framework_cli.review.manuscript.names import Names
from framework_cli.review.manuscript.numbers import numbers
from framework_cli.review.manuscript.quoted import quoted, unclosed
from framework_cli.review.manuscript.quotes import Extracted, extract
from framework_cli.review.manuscript.spoken import Spoken
from framework_cli.review.manuscript.spread import spread, unreported
from framework_cli.review.manuscript.themes import Themes


class Account(NamedTuple):
    """The findings on a manuscript, by place, and how its quotes stand."""

    found: tuple[Diagnostic, ...]
    quotes: int
    as_said: int
    differing: int
    nowhere: int
    from_literature: int

    @property
    def summary(self) -> str:
        """One line: `12 quotes looked up: 10 as they were said, 1 differs, 1 in no transcript`."""
        parts = [f"{self.as_said} as they were said"]
        parts += [f"{self.differing} differing"] if self.differing else []
        parts += [f"{self.nowhere} in no transcript"] if self.nowhere else []
        looked = f"{number_of(self.quotes, 'quote')} looked up" + (
            f": {', '.join(parts)}" if self.quotes else ""
        )
        beside = self.from_literature
        return looked + (f"; {beside} from the literature left aside" if beside else "")


def trace(
    study: Study,
    index: Index,
    grid: Grid,
    draft: Draft,
    *,
    keyed: Keyed | None = None,
    progress: Progress | None = None,
) -> Account:
    """Trace every quote, citation and number of a draft. `keyed` are names that must not be in it."""
    passages = by_id(index)
    known = Cited.of(study, index, grid, passages)
    names, themes = Names.of(study), Themes.of(study)
    spoken = Spoken(study, index, progress)
    pointed = citations(draft, names, known.known)
    extracted = extract(draft, pointed, names, spoken.labels)
    tracer = Tracer(study, spoken, names, passages)
    traced = []
    for done, quote in enumerate(extracted.quotes, start=1):
        traced.append(tracer.trace(quote))
        if progress:
            progress("looking up quotes", done, len(extracted.quotes))
    found = [
        *(finding for each in traced for finding in quoted(draft, each)),
        *(unclosed(draft, at) for at in extracted.unclosed),
        *cited(draft, pointed, names, known),
        *numbers(draft, study, grid, themes, extracted.quotes),
        *unreported(study, grid, draft.path, _reported(draft, themes, pointed, traced, known)),
        *spread(study, draft.path, traced),
        *_named(draft, keyed),
    ]
    return _account(found, traced, extracted)


def _reported(
    draft: Draft, themes: Themes, pointed: Sequence[Citation], traced: Sequence[Traced], known: Cited
) -> set[str]:
    """The codebook ids that a draft names, or that its quotes and citations are coded with."""
    reported = {
        named.code.id
        for block in draft.blocks
        for named in themes.named(draft, block.start, block.end, heading=block.kind == "heading")
    }
    for each in traced:
        reported |= {code for passage in each.passages for code in passage.excerpt.codes}
    for citation in pointed:
        if citation.excerpt in known.passages:
            reported |= set(known.passages[citation.excerpt].excerpt.codes)
    return reported


def _named(draft: Draft, keyed: Keyed | None) -> Iterator[Diagnostic]:
    """Real names, of which no more is said than where they stand."""
    for hit in keyed.find(draft.text) if keyed else ():
        if hit.sure:
            yield Diagnostic(
                rules.NAME_IN_MANUSCRIPT,
                "a name of the key stands here",
                draft.at(hit.start, hit.end),
                hint="write its pseudonym",
            )


def _account(found: Sequence[Diagnostic], traced: Sequence[Traced], extracted: Extracted) -> Account:
    reported = {d.primary for d in found if d.rule in (rules.MARKED_NOWHERE, rules.QUOTE_NOWHERE)}
    said = sum(each.standing == "found" for each in traced)
    differing = sum(each.standing in ("differs", "apart", "changed") for each in traced)
    # What may be apostrophes or a title, and is nowhere, was no quote.
    nowhere = len(reported)
    return Account(
        tuple(sorted(dict.fromkeys(found), key=_order)),
        said + differing + nowhere,
        said,
        differing,
        nowhere,
        extracted.from_literature,
    )


def _order(diagnostic: Diagnostic) -> tuple[int, int, str]:
    where = diagnostic.primary
    assert isinstance(where, Location)
    return where.line, where.column, diagnostic.rule.id
