"""Filters: which part of an index is asked for, in the words of the command line."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from framework_cli.model.excerpt import AGREED, Excerpt
from framework_cli.model.passage import Index, Passage, Unresolved
from framework_cli.model.study import Study


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for. Values of one filter widen it, several filters narrow it; empty asks for all.

    `theme` and `code` are codebook ids and take in what stands below them; of `code`, retired ids
    too. `where` holds `attribute=value` (values of one attribute widen) and `attribute!=value` (each
    narrows); values are compared as text, an attribute that a case lacks is the empty text.
    """

    case: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    wave: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    coder: tuple[str, ...] = ()
    where: tuple[str, ...] = ()


def asked(**given: Iterable[str] | None) -> Filters:
    """Filters from names as people type them; keywords are the fields of `Filters`, None asks for all.

    Whether the study has what they name is for `filter_errors` to say.
    """
    from framework_cli.read import COLUMNS, composed

    return Filters(
        **{
            name: tuple(composed(value) if name in COLUMNS else value for value in values or ())
            for name, values in given.items()
        }
    )


class Condition(NamedTuple):
    """One `--where`: an attribute that is, or is not, a value."""

    attribute: str
    equal: bool
    value: str


def condition(written: str) -> Condition | None:
    """Read `site=a` or `role!=manager`; None where it is neither."""
    name, sign, value = written.partition("=")
    attribute = name.removesuffix("!").strip()
    return Condition(attribute, not name.endswith("!"), value.strip()) if sign and attribute else None


def meets(study: Study, case: str, where: Iterable[str]) -> bool:
    """Whether a case has what `--where` asks: values of one attribute widen, `!=` narrows.

    Nothing has what is no condition; a case that is not known has no attributes.
    """
    found = study.cases.get(case)
    attributes = found.attributes if found else {}
    either: dict[str, bool] = {}
    for written in where:
        wanted = condition(written)
        if wanted is None:
            return False
        same = attributes.get(wanted.attribute, "") == wanted.value
        if wanted.equal:
            either[wanted.attribute] = either.get(wanted.attribute, False) or same
        elif same:
            return False
    return all(either.values())


def filter_errors(study: Study, filters: Filters) -> list[str]:
    """What the filters ask for that the study does not have, each with a suggestion; empty if all is well."""
    from framework_cli.read import suggest

    known: dict[str, Iterable[str]] = {
        "case": _cases(study),
        "source": study.sources,
        "wave": _waves(study),
        "theme": [code.id for code in study.codebook.themes()],
        "code": [*study.codebook.codes, *_used_codes(study)],
        "coder": {*study.settings.coders, *(file.coder for file in study.annotations)},
    }
    errors = []
    for name, names in known.items():
        strange = [word for word in getattr(filters, name) if word not in names]
        errors += [_unknown(name, word, suggest(word, names)) for word in strange]
    attributes = {attribute for case in study.cases.values() for attribute in case.attributes}
    for written in filters.where:
        wanted = condition(written)
        if wanted is None:
            errors.append(f"“{written}” is not a condition: write attribute=value or attribute!=value")
        elif wanted.attribute not in attributes:
            errors.append(_unknown("attribute", wanted.attribute, suggest(wanted.attribute, attributes)))
    return errors


def _unknown(what: str, word: str, suggestion: str | None) -> str:
    return f"no {what} “{word}” in this study" + (f": did you mean “{suggestion}”?" if suggestion else "")


def _cases(study: Study) -> set[str]:
    return set(study.cases).union(*(source.cases() for source in study.sources.values()))


def _waves(study: Study) -> set[str]:
    speakers = (speaker for source in study.sources.values() for speaker in source.speakers.values())
    waves = {source.wave for source in study.sources.values()} | {speaker.wave for speaker in speakers}
    return waves - {""}


def _used_codes(study: Study) -> set[str]:
    return {code for file in study.annotations for excerpt in file.excerpts for code in excerpt.codes}


def select(index: Index, study: Study, filters: Filters) -> Index:
    """The part of an index that the filters ask for.

    What is left is what rows, counts and lists are made of, so passages are narrowed too: those kept
    `belong` only to cases that were asked for, and an excerpt's `codes` are only those asked for.
    (Evidence and staleness of cells are worked out from the whole index, never from a part.)
    Choosing coders makes their coding the one that counts, in place of the agreed one unless that
    is chosen too. Excerpts without a place are kept by what is known of them: coder, source, codes.
    """
    if filters == Filters():
        return index
    wanted = _Wanted.of(study, filters)
    passages = tuple(p for passage in index.passages if (p := wanted.passage(passage)) is not None)
    return Index(passages, tuple(u for u in index.unresolved if wanted.unresolved(u)))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Filters made ready: None stands for all."""

    study: Study
    filters: Filters
    codes: frozenset[str] | None
    allowed: dict[tuple[str, str], bool]

    @classmethod
    def of(cls, study: Study, filters: Filters) -> "_Wanted":
        return cls(study, filters, codes_asked(study, filters), {})

    def passage(self, passage: Passage) -> Passage | None:
        """The passage as far as it was asked for."""
        excerpt = passage.excerpt
        if not self._origin(excerpt.source, excerpt.coder):
            return None
        codes, belongs = self._tags(excerpt), passage.belongs
        if self.codes is not None and not codes:
            return None
        if self.filters.case or self.filters.wave or self.filters.where:
            belongs = tuple(b for b in belongs if self._case(*b))
            nobodys = not passage.belongs and self._nobodys(self.study.sources[excerpt.source].wave)
            if not belongs and not nobodys:
                return None
        if codes != excerpt.codes:
            excerpt = excerpt._replace(codes=codes)
        counts = passage.counts
        if self.filters.coder:
            counts = counts or AGREED not in self.filters.coder
        if excerpt is passage.excerpt and belongs == passage.belongs and counts == passage.counts:
            return passage
        return passage._replace(excerpt=excerpt, belongs=belongs, counts=counts)

    def unresolved(self, item: Unresolved) -> bool:
        """Whether an excerpt without a place may be among what was asked for."""
        excerpt = item.excerpt
        if not self._origin(excerpt.source, excerpt.coder):
            return False
        if self.codes is not None and not self._tags(excerpt):
            return False
        source = self.study.sources[excerpt.source]
        belongs = {(source.case or "", source.wave)}
        belongs |= {(s.case, s.wave or source.wave) for s in source.speakers.values() if s.case}
        return any(self._case(*b) if b[0] else self._nobodys(b[1]) for b in belongs)

    def _origin(self, source: str, coder: str) -> bool:
        filters = self.filters
        return (not filters.source or source in filters.source) and (
            not filters.coder or coder in filters.coder
        )

    def _tags(self, excerpt: Excerpt) -> tuple[str, ...]:
        wanted = self.codes
        return excerpt.codes if wanted is None else tuple(code for code in excerpt.codes if code in wanted)

    def _case(self, case: str, wave: str) -> bool:
        allowed = self.allowed.get((case, wave))
        if allowed is None:
            filters = self.filters
            allowed = self.allowed[case, wave] = (
                (not filters.case or case in filters.case)
                and (not filters.wave or wave in filters.wave)
                and meets(self.study, case, filters.where)
            )
        return allowed

    def _nobodys(self, wave: str) -> bool:
        """Whether talk of nobody's was asked for: by its wave alone, as it has no case."""
        filters = self.filters
        return not filters.case and not filters.where and (not filters.wave or wave in filters.wave)


def codes_asked(study: Study, filters: Filters) -> frozenset[str] | None:
    """The ids that `theme` and `code` ask for, those below them included; None for all."""
    wanted: set[str] | None = None
    for names in (filters.theme, filters.code):
        if names:
            below = {
                id for id in study.codebook.codes if any(study.codebook.within(id, name) for name in names)
            }
            asked = below | set(names)
            wanted = asked if wanted is None else wanted & asked
    return None if wanted is None else frozenset(wanted)
