"""A YAML file as an editor sees it: scalars are numbers, switches and blanks where YAML says so."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from framework_cli.model.diagnostic import Diagnostic
from framework_cli.read.annotations import read_annotations
from framework_cli.read.codebook import read_codebook
from framework_cli.read.listing import File
from framework_cli.read.settings import read_settings
from framework_cli.read.theory import read_theory

# The core schema of YAML 1.2, which the YAML language server takes unless told otherwise.
CORE: list[tuple[re.Pattern[str], Callable[[str], Any]]] = [
    (re.compile(r"|~|null|Null|NULL"), lambda _: None),
    (re.compile(r"true|True|TRUE|false|False|FALSE"), lambda word: word.lower() == "true"),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"0o[0-7]+"), lambda word: int(word, 8)),
    (re.compile(r"0x[0-9a-fA-F]+"), lambda word: int(word, 16)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
    (re.compile(r"[-+]?\.(inf|Inf|INF)"), lambda word: float(word.replace(".", ""))),
]
READERS: dict[str, tuple[str, Callable[[Path, str], tuple[object, list[Diagnostic]]]]] = {
    "framework": ("framework.yaml", lambda root, _: read_settings(root)),
    "codebook": ("codebooks/study.yaml", read_codebook),
    "annotations": (
        "annotations/P01.AK.yaml",
        lambda root, path: read_annotations(root, File(path, path[12:-5], ".yaml")),
    ),
    "theory": ("theory/t.yaml", lambda root, path: read_theory(root, File(path, "t", ".yaml"))),
}


def core(text: str) -> Any:
    """The content by YAML 1.2."""
    return _content(yaml.compose(text, yaml.SafeLoader), _by_core)


def older(text: str) -> Any:
    """The content by YAML 1.1, as PyYAML reads it; days stay text, as JSON has none."""
    return _content(yaml.compose(text, yaml.SafeLoader), _by_pyyaml)


def told(format: str, root: Path, text: str, *, path: str = "") -> list[Diagnostic]:
    """What the tool has to say of a file of one of the formats."""
    usual, reader = READERS[format]
    file = root / (path or usual)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return reader(root, path or usual)[1]


def _content(node: yaml.Node | None, scalar: Callable[[yaml.ScalarNode], Any]) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _content(value, scalar) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_content(item, scalar) for item in node.value]
    return scalar(node) if isinstance(node, yaml.ScalarNode) else None


def _by_core(node: yaml.ScalarNode) -> Any:
    if not node.style:
        for pattern, value in CORE:
            if pattern.fullmatch(node.value):
                return value(node.value)
    return node.value


def _by_pyyaml(node: yaml.ScalarNode) -> Any:
    if node.style or node.tag == "tag:yaml.org,2002:timestamp":
        return node.value
    return yaml.safe_load(node.value)
