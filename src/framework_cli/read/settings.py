"""framework.yaml → settings."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from framework_cli.model import rules
from framework_cli.model.diagnostic import Diagnostic
from framework_cli.model.excerpt import AGREED
from framework_cli.model.settings import FOLDERS, Settings
from framework_cli.read.fields import Document, Fields, plain, texts
from framework_cli.read.files import is_there, read_text
from framework_cli.read.snapshot import Root
from framework_cli.read.suggest import did_you_mean
from framework_cli.read.tree import Node, parse

FILE = "framework.yaml"
LABELS = ("theme", "subtheme", "case")
CODER = re.compile(r"[A-Za-z0-9_-]+")


def read_settings(root: Root) -> tuple[Settings, list[Diagnostic]]:
    """The settings of a study; the defaults where there is no file or it cannot be read."""
    if not is_there(root, FILE):
        return Settings(), []
    text, found = read_text(root, FILE)
    if text is None:
        return Settings(), found
    node, broken = parse(text, FILE)
    document = Document(FILE, text)
    settings = _settings(Fields(document, node, "framework.yaml")) if node else Settings()
    return settings, found + broken + document.found


def coder_problem(name: str) -> str:
    """Why a word cannot be a coder's id; empty where it can."""
    if name.casefold() == AGREED:
        return "“agreed” is the name of the agreed coding, not of a coder"
    return "" if CODER.fullmatch(name) else f"coder “{name}” may have only letters A to Z, digits, _ and -"


def _settings(fields: Fields) -> Settings:
    settings = Settings(
        title=fields.text("title"),
        notice=fields.text("notice"),
        codebook=fields.text("codebook"),
        coders=_coders(fields),
        interviewers=fields.texts("interviewers"),
        roster=_roster(fields),
        order=fields.texts("order"),
        attribution=fields.texts("attribution"),
        labels=_words(fields, "labels", LABELS),
        folders=_folders(fields),
    )
    fields.finish()
    return settings


def _coders(fields: Fields) -> dict[str, str]:
    coders = {}
    for key, value in fields.pairs("coders"):
        why = coder_problem(key.value)
        if why:
            fields.document.report(rules.SETTING_CODER, why, key.start, key.end)
        coders[key.value] = plain(fields.document, value, "a coder's name") or ""
    return coders


def _roster(fields: Fields) -> dict[str, tuple[str, ...]]:
    document = fields.document
    return {key.value: texts(document, value, "a list of coders") for key, value in fields.pairs("roster")}


def _words(fields: Fields, name: str, known: tuple[str, ...]) -> dict[str, str]:
    """A mapping of which the keys are given."""
    words = {}
    for key, value in fields.pairs(name):
        if key.value not in known:
            hint = did_you_mean(key.value, known) or "known keys: " + ", ".join(known)
            message = f"`{name}` has no key “{key.value}”"
            fields.document.report(rules.UNKNOWN_KEY, message, key.start, key.end, hint=hint)
            continue
        word = plain(fields.document, value, f"`{key.value}`")
        if word:
            words[key.value] = word
    return words


def _folders(fields: Fields) -> Mapping[str, str]:
    """Every folder's path, with `/` and without one at the end."""
    given = _words(fields, "folders", FOLDERS)
    nodes: dict[str, Node] = {key.value: value for key, value in fields.pairs("folders")}
    folders = {name: name for name in FOLDERS if name not in given}
    for name, path in given.items():
        pure = PurePosixPath(path.replace("\\", "/"))
        folders[name] = name
        if pure.is_absolute() or ".." in pure.parts or ":" in path or not pure.parts:
            fields.document.wrong(
                nodes[name], "a folder lies within the study", "name it as seen from the study"
            )
        elif not path.isprintable():
            fields.document.wrong(nodes[name], "a folder's name holds a control character", "delete it")
        elif other := next((o for o, held in folders.items() if o != name and held == str(pure)), ""):
            message = f"“{path}” is the folder of `{other}` already"
            fields.document.wrong(nodes[name], message, "give each kind of file a folder of its own")
        else:
            folders[name] = str(pure)
    return folders
