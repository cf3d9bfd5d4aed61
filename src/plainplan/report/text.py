"""Findings for people: in full with an excerpt of the plan, or a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from plainplan.defaults import FILE_NAME
from plainplan.diagnostics import Diagnostic, Severity
from plainplan.finding_data import count, has_safe_fix
from plainplan.report.excerpt import excerpt
from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.source import Source
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from plainplan.finding_data import Judged


_MOST_RUNS = 8


def full(plan: Judged, style: Style, *, verbose: bool = False, hints: bool = True) -> Iterator[str]:
    """Every finding with its excerpt, an empty line after each."""
    for found in plan.diagnostics:
        if hints or found.severity is not Severity.HINT:
            yield from _full(plan.source, found, style, verbose)
            yield ""


def concise(plan: Judged, style: Style, *, verbose: bool = False, hints: bool = True) -> Iterator[str]:
    """Every finding on one line; hints only when asked for more."""
    for found in plan.diagnostics:
        if found.severity is not Severity.HINT or (verbose and hints):
            line, column = plan.source.position(found.span.start)
            place = style.paint(f"{safe_text(plan.source.name)}:{line}:{column}:", "bold")
            yield f"{place} {_label(found, style)} {safe_text(found.message)}"


class FindingCounts(NamedTuple):
    """How many plans, how many findings of each severity, and how many that mend themselves."""

    plans: int
    kinds: tuple[int, ...]
    fixable: int


def tally(plan: Judged) -> FindingCounts:
    """What a summary says of one plan."""
    fixable = sum(1 for one in plan.diagnostics if has_safe_fix(one))
    is_plan = PurePath(plan.source.name).name != FILE_NAME
    return FindingCounts(int(is_plan), tuple(count(plan.diagnostics, kind) for kind in Severity), fixable)


def summary(tallies: Iterable[FindingCounts], cure: str = "--fix") -> str:
    """How many findings there are in how many plans, and how many of them mend themselves."""
    plans = tuple(tallies)
    kinds = [(kind, sum(one.kinds[place] for one in plans)) for place, kind in enumerate(Severity)]
    told = ", ".join(many(number, kind.value) for kind, number in kinds if number)
    fixable = sum(one.fixable for one in plans)
    cured = f" ({fixable} can be fixed with {cure})" if fixable else ""
    return f"{told or 'no findings'} in {many(sum(one.plans for one in plans), 'plan')}{cured}"


def many(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _label(diagnostic: Diagnostic, style: Style) -> str:
    return style.severity(f"{diagnostic.severity.value}[{diagnostic.code}]", diagnostic.severity)


def _full(source: Source, diagnostic: Diagnostic, style: Style, verbose: bool) -> Iterator[str]:
    line, column = source.position(diagnostic.span.start)
    corner, bar = ("┌─", "│") if style.unicode else ("-->", "|")
    margin = " " * len(str(line))
    yield f"{_label(diagnostic, style)}{style.paint(':', 'bold')} {style.paint(safe_text(diagnostic.message), 'bold')}"
    yield f"{margin}{style.paint(corner, 'blue')} {safe_text(source.name)}:{line}:{column}"
    if source.line(line).strip():
        yield f"{margin}{style.paint(bar, 'blue')}"
        yield from _excerpt(source, diagnostic, style, bar)
    for title, text in _notes(source, diagnostic, verbose):
        first, *rest = text.split("\n")
        yield f"{margin}{style.paint('=', 'blue')} {style.paint(title + ':', 'bold')} {safe_text(first)}"
        yield from (f"{margin}  {' ' * len(title)}  {safe_text(more)}" for more in rest)


def _lines(numbers: Iterable[int]) -> str:
    """`line 8`, `lines 8 to 11, 15`; of very many the first."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs[:_MOST_RUNS]]
    more = ", …" if len(runs) > _MOST_RUNS else ""
    return f"{'line' if len(runs) == 1 and len(runs[0]) == 1 else 'lines'} {', '.join(told)}{more}"


def _excerpt(source: Source, diagnostic: Diagnostic, style: Style, bar: str) -> Iterator[str]:
    number, column = source.position(diagnostic.span.start)
    text = source.line(number)
    start = column - 1
    end = max(start, min(start + diagnostic.span.end - diagnostic.span.start, len(text.rstrip())))
    shown = excerpt(text, start, end, style)
    blue = style.paint(f"{number}{bar}", "blue")
    yield f"{blue} {shown.text}"
    label = f" {safe_text(diagnostic.label)}" if diagnostic.label else ""
    marks = style.severity("^" * shown.marked + label, diagnostic.severity)
    yield f"{' ' * len(str(number))}{style.paint(bar, 'blue')} {' ' * shown.indent}{marks}"


def _notes(source: Source, diagnostic: Diagnostic, verbose: bool) -> Iterator[tuple[str, str]]:
    if diagnostic.also:
        yield "also", _lines([source.position(span.start).line for span in diagnostic.also])
    if diagnostic.help:
        yield "help", diagnostic.help
    elif (
        diagnostic.fix
        and diagnostic.fix.safe
        and len(diagnostic.fix.edits) == 1
        and diagnostic.fix.edits[0].text.strip()
    ):
        yield "help", f"write `{diagnostic.fix.edits[0].text.strip()}`"
    if verbose:
        yield "rule", f"{diagnostic.rule.name}: {diagnostic.rule.title} (`plan explain {diagnostic.code}`)"
