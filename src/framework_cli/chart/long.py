"""The long table: a row per passage, code and case. Everything that is counted is counted from it."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framework_cli.chart.shape import column_of
from framework_cli.index import counted
from framework_cli.model.codebook import Codebook
from framework_cli.model.excerpt import AGREED
from framework_cli.model.passage import Belonging, Index, Passage
from framework_cli.model.study import Study

Ints = NDArray[np.int64]
_NOBODY = (Belonging("", ""),)


def long(index: Index, study: Study, *, speakers: str = "participants") -> pd.DataFrame:
    """The passages that count, as a long table: a row per passage, code and case.

    Rows are in order of the index, then of the excerpt's codes, then of its cases. Codes that the
    codebook does not have are left out (`check` reports them). Columns:

    - `passage`: int64, which passage (0 for the first that counts)
    - `excerpt`: object, the excerpt's id, empty where it has none yet
    - `source`, `coder`: category, ids; categories in order of the sources, of the coders by code point
    - `case`: category, missing for talk that is nobody's; categories in study order
    - `wave`: category, by code point, empty where there are none
    - `theme`, `subtheme`, `code`: category, ids in codebook order, alike in all three. `code` is the id as
      tagged; `subtheme` the subtheme it belongs to, or the theme itself for a tag on a theme
    - `start`, `end`: int64, code points of the source's text, end exclusive
    - `agreed`: bool, whether the passage is of its source's agreed coding
    """
    passages = counted(index, speakers=speakers)
    of, tags, cases, waves = _exploded(passages, study)
    excerpts = [passage.excerpt for passage in passages]
    codes = list(study.codebook.codes)
    theme, subtheme = _ancestors(study.codebook)
    coders = [excerpt.coder for excerpt in excerpts]
    frame = {
        "passage": of,
        "excerpt": _column([excerpt.id for excerpt in excerpts])[of],
        "source": _category([excerpt.source for excerpt in excerpts], study.sources)[of],
        "coder": _category(coders, sorted(set(coders)))[of],
        "case": _category(cases, study.cases),
        "wave": _category(waves, sorted(set(waves))),
        "theme": category(theme[tags], codes),
        "subtheme": category(subtheme[tags], codes),
        "code": category(tags, codes),
        "start": np.array([passage.start for passage in passages], dtype=np.int64)[of],
        "end": np.array([passage.end for passage in passages], dtype=np.int64)[of],
        "agreed": np.array([coder == AGREED for coder in coders], dtype=bool)[of],
    }
    return pd.DataFrame(frame, copy=False)


def _exploded(passages: Sequence[Passage], study: Study) -> tuple[Ints, Ints, list[str], list[str]]:
    """For each row of the long table: which passage, which code (by place in the codebook), case and wave."""
    place = {id: number for number, id in enumerate(study.codebook.codes)}
    of: list[int] = []
    tags: list[int] = []
    cases: list[str] = []
    waves: list[str] = []
    for number, passage in enumerate(passages):
        belongs = passage.belongs or _NOBODY
        for code in passage.excerpt.codes:
            tag = place.get(code)
            if tag is None:
                continue
            for case, wave in belongs:
                of.append(number)
                tags.append(tag)
                cases.append(case)
                waves.append(wave)
    return np.array(of, dtype=np.int64), np.array(tags, dtype=np.int64), cases, waves


def _ancestors(codebook: Codebook) -> tuple[Ints, Ints]:
    """For each code, by its place in the codebook, the places of its theme and of its subtheme."""
    place = {id: number for number, id in enumerate(codebook.codes)}
    theme, subtheme = (
        np.array([place[column_of(codebook, id, level)] for id in codebook.codes], dtype=np.int64)
        for level in ("theme", "subtheme")
    )
    return theme, subtheme


def _column(values: list[str]) -> NDArray[np.object_]:
    return np.array(values, dtype=object)


def category(places: Sequence[int] | Ints, names: Iterable[str]) -> "pd.Categorical[object]":
    """Values given by their places in `names`, whose order is kept; -1 is missing."""
    return pd.Categorical.from_codes(
        np.asarray(places, dtype=np.int64), pd.Index(list(names), dtype=object), ordered=True
    )


def _category(values: Iterable[str], names: Iterable[str]) -> "pd.Categorical[object]":
    known = list(names)
    place = {name: number for number, name in enumerate(known)}
    return category([place.get(value, -1) for value in values], known)
