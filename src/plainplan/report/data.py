"""Findings for programs: JSON of our own, and SARIF 2.1.0."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from plainplan import __version__
from plainplan.diagnostics import Diagnostic, Fix, Rule, Severity
from plainplan.finding_data import FORMAT, findings, place_data
from plainplan.safe_text import json_text
from plainplan.source import Source, Span

if TYPE_CHECKING:
    from plainplan.finding_data import Judged

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def findings_json(plans: Sequence[Judged]) -> str:
    return json_text({"format": FORMAT, "findings": [found for plan in plans for found in findings(plan)]})


def sarif(plans: Sequence[Judged]) -> str:
    found = [(plan.source, diagnostic) for plan in plans for diagnostic in plan.diagnostics]
    rules = sorted({one.rule.code: one.rule for _, one in found}.items())
    places = {code: index for index, (code, _) in enumerate(rules)}
    driver = {"name": "plainplan", "version": __version__, "rules": [_rule(rule) for _, rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(source, one, places[one.code]) for source, one in found],
    }
    return json_text({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
    }


def _result(source: Source, diagnostic: Diagnostic, rule_index: int) -> dict[str, Any]:
    text = f"{diagnostic.message}\n{diagnostic.help}" if diagnostic.help else diagnostic.message
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule_index,
        "level": _LEVEL[diagnostic.severity],
        "message": {"text": text},
        "locations": [_location(source, diagnostic.span)],
    }
    if diagnostic.also:
        result["relatedLocations"] = [_location(source, span) for span in diagnostic.also]
    if diagnostic.fix:
        result["fixes"] = [_fix(source, diagnostic.fix)]
    return result


def _location(source: Source, span: Span) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(source), "region": _region(source, span)}}


def _artifact(source: Source) -> dict[str, str]:
    return {"uri": quote(PurePath(source.name).as_posix().encode("utf-8", "surrogatepass"), safe="/")}


def _region(source: Source, span: Span) -> dict[str, int]:
    place = place_data(source, span)
    return {
        "startLine": place["line"],
        "startColumn": place["column"],
        "endLine": place["end_line"],
        "endColumn": place["end_column"],
    }


def _fix(source: Source, fix: Fix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    change = {"artifactLocation": _artifact(source), "replacements": replacements}
    return {
        "description": {"text": "safe" if fix.safe else "look at it before you accept it"},
        "artifactChanges": [change],
    }
