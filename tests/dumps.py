"""What the stages give, as lines of text that a person can read and a diff can show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from plainplan.diagnostics import Diagnostic
from plainplan.schedule.result import Dates, Schedule
from plainplan.source import Source, Span


def place(source: Source, span: Span) -> str:
    """`3:5-3:9`, or `3:5` where nothing is spanned."""
    start, end = source.position(span.start), source.position(span.end)
    first = f"{start.line}:{start.column}"
    return first if start == end else f"{first}-{end.line}:{end.column}"


def dump_diagnostics(source: Source, found: Iterable[Diagnostic]) -> str:
    """A line a finding; below it its help, and each edit of its fix."""
    return "".join(line + "\n" for one in found for line in _diagnostic(source, one))


def _diagnostic(source: Source, one: Diagnostic) -> Iterator[str]:
    yield f"{place(source, one.span)} {one.code} {one.severity.value}: {one.message}"
    if one.help:
        yield f"  help: {one.help}"
    if one.fix:
        kind = "fix" if one.fix.safe else "unsafe fix"
        for span, text in one.fix.edits:
            yield f"  {kind}: {place(source, span)} {source.text[slice(*span)]!r} -> {text!r}"


def dump_schedule(names: Iterable[str], dates: Schedule) -> str:
    """A line a thing: its name, state, planned and projected days, slip and slack where it has them."""
    lines = []
    for name, one in zip(names, dates.things, strict=True):
        line = f"{name}: {one.state.value}, planned {_days(one.planned)}"
        line += ", projected the same" if _same(one.planned, one.projected) else f", projected {_days(one.projected)}"
        line += f", slip {one.slip}" if one.slip else ""
        line += f", slack {one.slack}" if one.slack is not None else ""
        lines.append(line + "\n")
    return "".join(lines)


def _same(one: Dates | None, other: Dates | None) -> bool:
    return one is not None and other is not None and (one.start, one.finish) == (other.start, other.finish)


def _days(dates: Dates | None) -> str:
    if dates is None:
        return "nothing"
    return f"{date.fromordinal(dates.start)} to {date.fromordinal(dates.finish)}"
