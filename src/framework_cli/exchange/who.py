"""Which source a document's name means, and which coder a coder's name."""

import re
from collections.abc import Mapping

from framework_cli.exchange.codes import Unknown
from framework_cli.exchange.naming import folded, safe_id
from framework_cli.model.excerpt import AGREED
from framework_cli.model.study import Study

ID = re.compile(r"[A-Za-z0-9_-]+")
_SUFFIX = re.compile(r"\.(?:txt|md|docx?|odt|rtf|pdf|vtt|srt|html?)$", re.IGNORECASE)


def find_source(study: Study, document: str) -> str | Unknown:
    """The id of the source that a document's name means: with or without folder and suffix, in any case."""
    from framework_cli.read.suggest import did_you_mean

    name = document.strip()
    if not name:
        return Unknown("no document")
    tail = re.split(r"[\\/]", name)[-1]
    tries = dict.fromkeys([name, tail, _SUFFIX.sub("", name), _SUFFIX.sub("", tail)])
    for one in tries:
        if one in study.sources:
            return one
        if safe_id(one) in study.sources:
            return safe_id(one)
    wanted = {folded(safe_id(one)) for one in tries}
    same = [id for id in study.sources if folded(id) in wanted]
    if len(same) == 1:
        return same[0]
    return Unknown(
        "document is not a source of the study", did_you_mean(_SUFFIX.sub("", tail), study.sources)
    )


class Coders:
    """The coders of a study by id and by name.

    `told` maps names to ids; `default` is the id where a row names nobody.
    """

    def __init__(self, study: Study, told: Mapping[str, str], default: str = "") -> None:
        self.default = default
        self.told = {name.strip().casefold(): id for name, id in told.items()}
        files = (file.coder for file in study.annotations)
        self.known: dict[str, str] = {}
        for id in (*study.settings.coders, *told.values(), default, *files):
            if id and id != AGREED:
                self.known.setdefault(id.casefold(), id)
        self.named = {name.casefold(): id for id, name in study.settings.coders.items()}

    def find(self, cell: str) -> str | Unknown:
        """The id of whoever a cell names. Two ids never differ in case only: they would share a file."""
        name = cell.strip()
        if not name:
            return self.default or Unknown("no coder", "--coder ID says who coded")
        key = name.casefold()
        if key in self.told:
            return self.told[key]
        if key == AGREED:
            return Unknown("“agreed” is no coder", "the agreed coding has files of its own")
        if key in self.known:
            return self.known[key]
        if key in self.named:
            return self.named[key]
        if ID.fullmatch(name):
            return self.known.setdefault(key, name)
        return Unknown("coder's name is no id", f'--coder "{name}=ID"')
