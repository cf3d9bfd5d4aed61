"""The dates that stand at the ends of lines while a plan is written: never in a line, where a cursor would jump."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from plainplan.compile import Compilation
from plainplan.language.moved import moved
from plainplan.language.places import own_lines
from plainplan.language.telling import lateness, promise_kept, room_of, spoken
from plainplan.model import Thing
from plainplan.report.reasons import why_lines
from plainplan.source import Span
from plainplan.spoken import Spoken
from plainplan.syntax.nodes import worded_nodes
from plainplan.tuples import NamedTuple
from plainplan.words import Words

KINDS = ("off", "late", "dates", "slack")
"""How much is shown: nothing; what is late; days, and what is off; that, and room as well."""


class Hint(NamedTuple):
    """Words behind the end of a line, at `offset`, about a thing; `cause` is where that stands which set its day."""

    offset: int
    label: str
    thing: int
    cause: Span | None


def hints(
    compilation: Compilation, text: str, kind: str, within: Span | None = None, words: Words | None = None
) -> tuple[Hint, ...]:
    """The hints of the lines that a stretch of the text takes, as it stands now; in English unless other words are
    given."""
    change, told = moved(compilation.source.text, text), spoken(compilation, words)
    found = []
    near = within and Span(change.nearest_old(within.start), change.nearest_old(within.end))
    for end, thing in _ends(compilation, near) if kind != "off" else ():
        at = change.to_new(end)
        if at is None or (within is not None and not within.start <= at <= within.end):
            continue
        label = _label(told, thing, kind) if text[at : at + 1] in ("", "\n", "\r") else ""
        if label:
            cause = _cause(told, thing.index)
            found.append(Hint(at, label, thing.index, None if cause is None else change.span(cause)))
    return tuple(found)


def _ends(compilation: Compilation, near: Span | None) -> Iterator[tuple[int, Thing]]:
    """The things that are written on the lines of a stretch of the compiled text, or in all of it, each with the end of
    its own lines."""
    source = compilation.source
    first = 0 if near is None else source.line_span(source.position(near.start).line).start
    last = len(source.text) if near is None else near.end
    by_start = {thing.origin.start: thing for thing in compilation.plan.things}
    for node in worded_nodes(compilation.document):
        is_near = node.span.start <= last and first <= max(node.span.start, node.words.span.end)
        thing = by_start.get(node.span.start) if is_near else None
        if thing is not None:
            yield own_lines(source, node).end, thing


def _label(told: Spoken, thing: Thing, kind: str) -> str:
    """`→ 23 Nov 2026, 9 days late`; empty where nothing is to be said."""
    dates, late = told.projected(thing.index), lateness(told, thing.index)
    if dates is None or not told.is_open(thing.index) or (kind == "late" and not late):
        return ""
    off = [late] if late else [promise_kept(told, thing.index)]
    if kind == "slack" and not off[0]:
        off = [room_of(told, thing.index) or ""]
    return ", ".join(one for one in (f"→ {told.words.date(dates.finish)}", *off) if one)


def _cause(told: Spoken, index: int) -> Span | None:
    dates = told.projected(index)
    ref = None if dates is None else dates.reason.ref
    return None if ref is None else told.plan.things[ref].origin


def reason(compilation: Compilation, thing: int, words: Words | None = None) -> str:
    """Why a thing has its day, for whoever points at its hint."""
    return "\n".join(islice(why_lines(compilation, thing, words), 2))
