"""Findings as workflow commands, which GitHub turns into annotations on the lines of a change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainplan.diagnostics import Severity
from plainplan.safe_text import safe_text

if TYPE_CHECKING:
    from plainplan.finding_data import Judged

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def workflow_commands(plan: Judged) -> Iterator[str]:
    for found in plan.diagnostics:
        start = plan.source.position(found.span.start)
        end = plan.source.position(found.span.end)
        properties = {
            "file": plan.source.name,
            "line": start.line,
            "endLine": end.line,
            # Columns are only understood within one line.
            **({"col": start.column, "endColumn": end.column} if start.line == end.line else {}),
            "title": f"{found.code} {found.rule.name}",
        }
        told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
        text = f"{found.message}\n{found.help}" if found.help else found.message
        yield f"::{_LEVEL[found.severity]} {told}::{_text(text)}"


def _text(text: str) -> str:
    """A message in which no line end can begin a command of its own."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return safe_text(escaped)


def _property(value: str) -> str:
    return _text(value).replace(":", "%3A").replace(",", "%2C")
