"""The codebook as views: what each entry means, where it came from, how much stands under it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from framework_cli.index import counted, distinct
from framework_cli.model.audience import Quotes
from framework_cli.model.codebook import Code
from framework_cli.model.passage import Passage
from framework_cli.model.words import number_of
from framework_cli.render.report import views
from framework_cli.render.report.material import Material
from framework_cli.render.report.tags import tag
from framework_cli.render.report.words import plain


def codes(material: Material) -> tuple[views.CodeView, ...]:
    """Every entry in force, in codebook order."""
    book = material.study.codebook
    below: dict[str, dict[int, Passage]] = defaultdict(dict)
    for place, passage in enumerate(counted(material.index)):
        for id in passage.excerpt.codes:
            for each in book.above(id):
                below[each][place] = passage
    return tuple(_code(material, code, list(below[code.id].values())) for code in book.codes.values())


def retired(material: Material) -> tuple[views.RetiredView, ...]:
    """Every id taken out of use, with what became of it."""
    book = material.study.codebook
    found = []
    for old in book.retired.values():
        heirs = (book.codes.get(id) for id in old.into)
        tags = tuple(tag(code) for code in heirs if code)
        # Why an entry went may tell of cases: that stays with the team.
        found.append(views.RetiredView(old.id, tags, old.on, "" if material.outside else old.why))
    return tuple(found)


def _code(material: Material, code: Code, passages: Sequence[Passage]) -> views.CodeView:
    return views.CodeView(
        id=code.id,
        number=code.number,
        name=code.name,
        level=code.level,
        definition=plain(code.definition),
        include=plain(code.include),
        exclude=plain(code.exclude),
        origin=code.origin.value.replace("_", " ") if code.origin else "",
        history=_history(code),
        counts=_counts(material, passages),
        examples=tuple(_examples(material, code)),
    )


def _examples(material: Material, code: Code) -> Iterator[str]:
    """The keys of examples that are excerpts, and the words of others.

    Such words may be a participant's: they are held back like the quotes.
    """
    every = not material.outside and material.options.shown_quotes is Quotes.ALL
    for example in code.examples:
        key = material.known.get(example, "")
        if key in material.held:
            yield key
        elif every:
            yield example


def _history(code: Code) -> str:
    parts = [
        f"since version {code.since}" if code.since is not None else "",
        f"redefined in version {code.revised}" if code.revised is not None else "",
        f"took in {', '.join(code.was)}" if code.was else "",
    ]
    return "; ".join(part for part in parts if part)


def _counts(material: Material, passages: Sequence[Passage]) -> str:
    """Excerpts, and of how many participants; documents apart."""
    cases = material.study.cases
    noun = material.study.settings.labels.get("case", "case").lower()
    people = {id for id, case in cases.items() if case.participant}
    documents = set(cases) - people
    found = {b.case for p in passages for b in p.belongs}
    words = f"{number_of(len(distinct(passages)), 'excerpt')} from {len(found & people)} of "
    words += number_of(len(people), noun)
    if documents:
        words += f" and {len(found & documents)} of {number_of(len(documents), 'document')}"
    return words
