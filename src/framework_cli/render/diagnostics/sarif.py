"""Findings as SARIF 2.1.0 (OASIS 2020), for code scanning and editors.

Columns are Unicode code points, paths are relative and percent-encoded, and the rules that fired carry
their pages as help.
"""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from framework_cli import __version__
from framework_cli.check.explain import page
from framework_cli.model.diagnostic import Diagnostic, Location, Related, Rule
from framework_cli.render.diagnostics.place import joined, location

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(found: Sequence[Diagnostic], *, prefix: str = "", show_text: bool = False) -> str:
    """A log with one run; `prefix` leads from the repository to the study (`study/`)."""
    rules = sorted({diagnostic.rule.id: diagnostic.rule for diagnostic in found}.values(), key=lambda r: r.id)
    places = {rule.id: number for number, rule in enumerate(rules)}
    driver = {"name": "framework", "semanticVersion": __version__, "rules": [_rule(rule) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, places, prefix, show_text) for diagnostic in found],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    help = page(rule.id)
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "help": {"text": help, "markdown": help},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(diagnostic: Diagnostic, places: dict[str, int], prefix: str, show_text: bool) -> dict[str, Any]:
    hint = f"\nhint: {diagnostic.hint}" if diagnostic.hint else ""
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule.id,
        "ruleIndex": places[diagnostic.rule.id],
        "level": diagnostic.severity.value,
        "message": {"text": _escaped(diagnostic.message + hint)},
        "locations": [{"physicalLocation": _physical(location(diagnostic.primary), prefix)}],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            _related(number, related, prefix) for number, related in enumerate(diagnostic.related)
        ]
    if show_text and diagnostic.words:
        result["properties"] = {"words": diagnostic.words}
    return result


def _related(number: int, related: Related, prefix: str) -> dict[str, Any]:
    return {
        "id": number,
        "physicalLocation": _physical(location(related.where), prefix),
        "message": {"text": _escaped(related.message)},
    }


def _escaped(message: str) -> str:
    """A message whose braces are no placeholders and whose brackets are no links (3.11.5, 3.11.6)."""
    return message.replace("{", "{{").replace("}", "}}").replace("[", "\\[")


def _physical(place: Location, prefix: str) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    if place.end_line is not None and place.end_column is not None:
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    uri = quote(joined(prefix, place.path), safe="/")
    return {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}, "region": region}
