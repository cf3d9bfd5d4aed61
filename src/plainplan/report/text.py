"""Findings for people: in full with an excerpt of the plan, or a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from plainplan.defaults import FILE_NAME
from plainplan.diagnostics import Diagnostic, Severity
from plainplan.finding_data import count, has_safe_fix
from plainplan.messages import Message, msg, msg_count, msg_join
from plainplan.report.excerpt import columns_of, excerpt
from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.source import Source
from plainplan.tuples import NamedTuple
from plainplan.words import words_for

if TYPE_CHECKING:
    from plainplan.finding_data import Judged
    from plainplan.words import Words


_MOST_RUNS = 8
_FEW = 2  # lines after each other that are named one by one


def full(
    plan: Judged, style: Style, *, verbose: bool = False, hints: bool = True, words: Words | None = None
) -> Iterator[str]:
    """Every finding with its excerpt, an empty line after each; in English unless other words are given."""
    words = words or words_for("en")
    for found in plan.diagnostics:
        if hints or found.severity is not Severity.HINT:
            yield from _full(plan.source, found, style, words, verbose)
            yield ""


def concise(
    plan: Judged, style: Style, *, verbose: bool = False, hints: bool = True, words: Words | None = None
) -> Iterator[str]:
    """Every finding on one line; hints only when asked for more."""
    words = words or words_for("en")
    for found in plan.diagnostics:
        if found.severity is not Severity.HINT or (verbose and hints):
            line, column = plan.source.position(found.span.start)
            place = style.paint(f"{safe_text(plan.source.name)}:{line}:{column}:", "bold")
            yield f"{place} {_label(found, style)} {safe_text(words.tell(found.message))}"


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


def summary(tallies: Iterable[FindingCounts], cure: str = "--fix") -> Message:
    """How many findings there are in how many plans, and how many of them mend themselves."""
    plans = tuple(tallies)
    kinds = [(kind, sum(one.kinds[place] for one in plans)) for place, kind in enumerate(Severity)]
    told = msg_join(", ", (counted(kind, number) for kind, number in kinds if number))
    number = sum(one.plans for one in plans)
    if told:
        whole = msg_count("{found} in {n} plan", "{found} in {n} plans", number, found=told)
    else:
        whole = msg_count("no findings in {n} plan", "no findings in {n} plans", number)
    fixable = sum(one.fixable for one in plans)
    if not fixable:
        return whole
    return msg("{findings} ({number} can be fixed with {option})", findings=whole, number=fixable, option=cure)


def counted(kind: Severity, number: int) -> Message:
    """`1 error`, `2 errors`."""
    if kind is Severity.ERROR:
        return msg_count("{n} error", "{n} errors", number)
    if kind is Severity.WARNING:
        return msg_count("{n} warning", "{n} warnings", number)
    return msg_count("{n} hint", "{n} hints", number)


def _label(diagnostic: Diagnostic, style: Style) -> str:
    return style.severity(f"{diagnostic.severity.value}[{diagnostic.code}]", diagnostic.severity)


def _full(source: Source, diagnostic: Diagnostic, style: Style, words: Words, verbose: bool) -> Iterator[str]:
    line, column = source.position(diagnostic.span.start)
    corner, bar = ("┌─", "│") if style.unicode else ("-->", "|")
    margin = " " * len(str(line))
    message = safe_text(words.tell(diagnostic.message))
    yield f"{_label(diagnostic, style)}{style.paint(':', 'bold')} {style.paint(message, 'bold')}"
    yield f"{margin}{style.paint(corner, 'blue')} {safe_text(source.name)}:{line}:{column}"
    if source.line(line).strip():
        yield f"{margin}{style.paint(bar, 'blue')}"
        yield from _excerpt(source, diagnostic, style, words, bar)
    for title, text in _notes(source, diagnostic, words, verbose):
        head = safe_text(f"{words.tell(title)}{words.catalogue.colon}")
        first, *rest = words.tell(text).split("\n")
        yield f"{margin}{style.paint('=', 'blue')} {style.paint(head, 'bold')} {safe_text(first)}"
        yield from (f"{margin}  {' ' * columns_of(head)} {safe_text(more)}" for more in rest)


def _lines(numbers: Iterable[int]) -> Message:
    """`line 8`, `lines 8 to 11, 15`; of very many the first."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    if len(runs) == 1 and len(runs[0]) == 1:
        return msg("line {number}", number=runs[0][0])
    told = [_run(run) for run in runs[:_MOST_RUNS]]
    return msg("lines {numbers}", numbers=msg_join(", ", (*told, "…") if len(runs) > _MOST_RUNS else told))


def _run(numbers: list[int]) -> str:
    if len(numbers) > _FEW:
        return msg("{first} to {last}", first=numbers[0], last=numbers[-1])
    return ", ".join(map(str, numbers))


def _excerpt(source: Source, diagnostic: Diagnostic, style: Style, words: Words, bar: str) -> Iterator[str]:
    number, column = source.position(diagnostic.span.start)
    text = source.line(number)
    start = column - 1
    end = max(start, min(start + diagnostic.span.end - diagnostic.span.start, len(text.rstrip())))
    shown = excerpt(text, start, end, style)
    blue = style.paint(f"{number}{bar}", "blue")
    yield f"{blue} {shown.text}"
    label = f" {safe_text(words.tell(diagnostic.label))}" if diagnostic.label else ""
    marks = style.severity("^" * shown.marked + label, diagnostic.severity)
    yield f"{' ' * len(str(number))}{style.paint(bar, 'blue')} {' ' * shown.indent}{marks}"


def _notes(source: Source, diagnostic: Diagnostic, words: Words, verbose: bool) -> Iterator[tuple[str, str]]:
    if diagnostic.also:
        yield msg("also"), _lines([source.position(span.start).line for span in diagnostic.also])
    if diagnostic.help:
        yield msg("help"), diagnostic.help
    elif (
        diagnostic.fix
        and diagnostic.fix.safe
        and len(diagnostic.fix.edits) == 1
        and diagnostic.fix.edits[0].text.strip()
    ):
        yield msg("help"), msg("write `{text}`", text=diagnostic.fix.edits[0].text.strip())
    if verbose:
        title, code = words.tell(diagnostic.rule.title), diagnostic.code
        told = msg("{name}: {title} (`plan explain {code}`)", name=diagnostic.rule.name, title=title, code=code)
        yield msg("rule"), told
