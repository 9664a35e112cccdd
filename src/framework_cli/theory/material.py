"""What a theory's evidence is looked up in: the study with its passages by id, cells, memos and sites."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from framework_cli.cells import Grid
from framework_cli.index import by_id
from framework_cli.model.case import Case, CaseKind
from framework_cli.model.memo import Memo
from framework_cli.model.passage import Index, Passage
from framework_cli.model.study import Study


@dataclass(frozen=True)
class Material:
    """A study, its whole index and its grid; what is looked up often is gathered once."""

    study: Study
    index: Index
    grid: Grid

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Passages by excerpt id; a coder's excerpt that went into an agreed one is the agreed one."""
        return by_id(self.index)

    @cached_property
    def excerpts(self) -> frozenset[str]:
        """The ids of all excerpts, those without a certain place included."""
        return frozenset(e.id for file in self.study.annotations for e in file.excerpts if e.id)

    @cached_property
    def memos(self) -> Mapping[str, Memo]:
        """Memos by path and by name."""
        found: dict[str, Memo] = {}
        for memo in self.study.memos:
            found[memo.path] = found[memo.id] = found[f"{memo.id}.md"] = memo
            found[f"memos/{memo.id}.md"] = memo
        return found

    @cached_property
    def people(self) -> frozenset[str]:
        """The cases that are participants: people, or groups of them; documents apart."""
        return frozenset(id for id, case in self.study.cases.items() if case.participant)

    @cached_property
    def site(self) -> str:
        """The attribute that says which site a case belongs to; empty where none does.

        The one that is called `site`; else the first of `order`.
        """
        order = self.study.settings.order
        return "site" if "site" in self._attributes else next(iter(order), "")

    @cached_property
    def group(self) -> str:
        """The attribute that says which group a case belongs to: the first of `order` but the site."""
        return next((name for name in self.study.settings.order if name != self.site), "")

    @cached_property
    def _attributes(self) -> frozenset[str]:
        return frozenset(name for case in self.study.cases.values() for name in case.attributes)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each case stands in study order."""
        return {id: place for place, id in enumerate(self.study.cases)}

    def ordered(self, cases: Iterable[str]) -> tuple[str, ...]:
        """Cases, each once, in study order."""
        return tuple(sorted(dict.fromkeys(cases), key=lambda id: (self.places.get(id, len(self.places)), id)))

    def sites(self, cases: Iterable[str]) -> tuple[str, ...]:
        """The sites of some cases, each once, in their order."""
        return self._values(cases, self.site)

    def groups(self, cases: Iterable[str]) -> tuple[str, ...]:
        """The groups of some cases, each once, in their order."""
        return self._values(cases, self.group)

    def _values(self, cases: Iterable[str], attribute: str) -> tuple[str, ...]:
        values = (self._value(self.study.cases[id], attribute) for id in cases if id in self.study.cases)
        return tuple(dict.fromkeys(filter(None, values)))

    def _value(self, case: Case, attribute: str) -> str:
        """A case's value of an attribute; a case that is a site itself stands for it."""
        if attribute and attribute == self.site and case.kind is CaseKind.SITE:
            return case.attributes.get(attribute, "") or case.id
        return case.attributes.get(attribute, "")
