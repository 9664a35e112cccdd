"""What was done by whom: who went through which source, what was decided, which notes were kept."""

from collections import Counter
from collections.abc import Iterator

from framework_cli.model.excerpt import AGREED, Annotations
from framework_cli.model.memo import Memo
from framework_cli.model.words import number_of
from framework_cli.render.report import views
from framework_cli.render.report.material import Material
from framework_cli.render.report.quotes import coder

_DECISION = "decision"


def audit(material: Material) -> views.Audit:
    """The reading marks and memos that the readers may see, from the study's files alone.

    Days are those that people wrote down; none comes from a clock or from git.
    """
    memos = [memo for memo in material.study.memos if memo.public or not material.outside]
    decisions = sorted((m for m in memos if m.kind == _DECISION), key=lambda m: (not m.on, m.on, m.id))
    others = sorted((m for m in memos if m.kind != _DECISION), key=lambda m: (not m.on, m.on, m.id))
    return views.Audit(
        coders=() if material.outside else tuple(_coders(material)),
        readings=() if material.outside else tuple(_readings(material)),
        decisions=tuple(_note(material, memo) for memo in decisions),
        memos=tuple(_note(material, memo) for memo in others),
    )


def _coders(material: Material) -> Iterator[tuple[str, str]]:
    """Each coder with how much they coded, charted and reviewed."""
    files = [file for file in material.study.annotations if file.coder != AGREED]
    cells = [state.cell for state in material.grid.touched.values() if state.cell is not None]
    charted = Counter(cell.charted for cell in cells if cell.charted)
    reviewed = Counter(cell.reviewed for cell in cells if cell.reviewed)
    known = [*material.study.settings.coders]
    others = sorted({file.coder for file in files} | charted.keys() | reviewed.keys())
    for id in dict.fromkeys([*known, *others]):
        own = [file for file in files if file.coder == id]
        excerpts = sum(len(file.excerpts) for file in own)
        told = [f"{number_of(excerpts, 'excerpt')} in {number_of(len(own), 'source')}"] if own else []
        told += [f"{number_of(charted[id], 'cell')} charted"] if charted[id] else []
        told += [f"{reviewed[id]} reviewed"] if reviewed[id] else []
        yield coder(material, id), "; ".join(told) or "nothing yet"


def _readings(material: Material) -> Iterator[views.Reading]:
    """Every coding of every source, in order of the sources."""
    files: dict[str, list[Annotations]] = {}
    for file in material.study.annotations:
        files.setdefault(file.source, []).append(file)
    for source in material.study.sources:
        for file in sorted(files.get(source, []), key=lambda f: (f.coder == AGREED, f.coder)):
            agreed = file.coder == AGREED
            mark = file.read
            yield views.Reading(
                source,
                "agreed coding" if agreed else coder(material, file.coder),
                len(file.excerpts),
                mark.on if mark else "",
                str(mark.codebook) if mark and mark.codebook is not None else "",
                read=mark is not None,
                agreed=agreed,
            )


def _note(material: Material, memo: Memo) -> views.Note:
    about = () if material.outside else memo.about
    return views.Note(material.memo(memo), about)
