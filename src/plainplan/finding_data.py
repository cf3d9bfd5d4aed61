"""Findings as plain data: what JSON, in a plan's own output or from `plan check`, says about them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from plainplan.diagnostics import Diagnostic, Fix, Severity
from plainplan.source import Source, Span

if TYPE_CHECKING:
    from typing import Protocol

    class Judged(Protocol):
        """A text, what is found in it, and its language, "" where it has none of its own: a compilation, or what is
        left of one."""

        @property
        def source(self) -> Source: ...

        @property
        def diagnostics(self) -> tuple[Diagnostic, ...]: ...

        @property
        def lang(self) -> str: ...


FORMAT = "plainplan-findings/1"


def findings(plan: Judged) -> list[dict[str, Any]]:
    """What is wrong or could be better in a plan, in the order of its text: a dict each, of strings and numbers."""
    return [finding_data(plan.source, found) for found in plan.diagnostics]


def finding_data(source: Source, diagnostic: Diagnostic, file: str | None = None) -> dict[str, Any]:
    """A finding with its place; `file` is the source's name unless another is given."""
    return {
        "code": diagnostic.code,
        "name": diagnostic.rule.name,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help or None,
        "file": source.name if file is None else file,
        **place_data(source, diagnostic.span),
        "also": [place_data(source, span) for span in diagnostic.also],
        "fix": fix_data(source, diagnostic.fix) if diagnostic.fix else None,
    }


def place_data(source: Source, span: Span) -> dict[str, int]:
    """Where a span stands: lines and columns from 1, in characters; the end is the column after the last one."""
    start, end = source.position(span.start), source.position(span.end)
    return {"line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column}


def fix_data(source: Source, fix: Fix) -> dict[str, Any]:
    edits = [{**place_data(source, edit.span), "text": edit.text} for edit in fix.edits]
    return {"safe": fix.safe, "edits": edits}


def has_safe_fix(diagnostic: Diagnostic) -> bool:
    return diagnostic.fix is not None and diagnostic.fix.safe


def count(diagnostics: Iterable[Diagnostic], severity: Severity) -> int:
    return sum(1 for one in diagnostics if one.severity is severity)
