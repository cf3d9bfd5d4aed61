"""Diagnostics for lines of a plan that reached no part of its document."""

from __future__ import annotations

from plainplan.diagnostics import Diagnostic, Severity, finding, replace
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.source import Span
from plainplan.syntax.markdown import MAX_NESTING, Blocks
from plainplan.syntax.rules import UNREAD_TEXT, UNUSED_DEFINITION

_MARKS = pattern(r"(?:[ \t>]|[-+*](?=[ \t\r\n]|$)|[0-9]{1,9}[.)](?=[ \t\r\n]|$))*")

_ADDRESS = pattern(r"[a-zA-Z][a-zA-Z0-9+.-]*://|mailto:|www\.|[./#]|[^\s/]+/|[^\s/]+\.(?:md|html?|pdf|png|jpe?g)\Z")


def unread_lines(blocks: Blocks, covered: list[tuple[int, int]], count: int, diagnostics: list[Diagnostic]) -> None:
    """Report the lines that belong to no leaf, empty ones and lone bullets aside: one finding a stretch."""
    defined = [tuple(one["map"]) for one in blocks.env.get("references", {}).values()]
    defined += [tuple(one["map"]) for one in blocks.env.get("duplicate_refs", ())]
    at = 0
    for first, last in sorted([*covered, *defined, (count, count)]):
        if first > at:
            _report(blocks, at, first, diagnostics)
        at = max(at, last)


def unused_definitions(blocks: Blocks, diagnostics: list[Diagnostic]) -> None:
    """Report the definitions of links that nothing refers to, those aside that are a way to write comments."""
    references = blocks.env["references"]
    unused = [one for label, one in references.items() if label not in references.used]
    told = [(one, False) for one in unused] + [(one, True) for one in blocks.env.get("duplicate_refs", ())]
    for one, again in told:
        first, last = one["map"]
        begin = blocks.source.text.find("[", blocks.line_start(first), blocks.line_end(first))
        if one["href"] in ("", "#") or begin < 0:  # `[//]: # (nobody reads this)`
            continue
        message = msg("nothing refers to this definition of a link, so it is in no output")
        if again:
            message = msg("this link is defined further up already, so this line is in no output")
        severity = Severity.HINT if _ADDRESS.match(one["href"]) else None
        help = msg("put a backslash before it to make it text")
        diagnostics.append(finding(UNUSED_DEFINITION, Span(begin, blocks.line_end(last - 1)), message, help=help,
                             fix=replace(Span(begin, begin), "\\", safe=False), severity=severity))  # fmt: skip


def _report(blocks: Blocks, first: int, last: int, diagnostics: list[Diagnostic]) -> None:
    text = blocks.source.text
    lines = []
    for line in range(first, last):
        start, end = blocks.line_start(line), blocks.line_end(line)
        if start == end:
            continue
        marks = _MARKS.match(text, start, end)
        begin = marks.end() if marks else start
        if begin < end:
            lines.append((begin, end))
    if lines:
        message = msg("this text is left out: it is nested too deeply")
        if len(lines) > 1:
            message = msg("these {count} lines are left out: they are nested too deeply", count=len(lines))
        help = msg("lists and quotes can be {depth} deep; start a new goal or a new list", depth=MAX_NESTING // 2)
        diagnostics.append(finding(UNREAD_TEXT, Span(lines[0][0], lines[-1][1]), message, help=help))
