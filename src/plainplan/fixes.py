"""Mending a plan's text: safe fixes applied by place until none is left, every other character untouched."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from datetime import date

from plainplan.compile import Compilation
from plainplan.diagnostics import Diagnostic, Edit, Fix
from plainplan.edited import Edited, brings_no_error, edited_if, loses_nothing
from plainplan.source import Span, source_bytes
from plainplan.tuples import NamedTuple

_ROUNDS = 50


class Mended(NamedTuple):
    """A plan after its fixes, and how many were made."""

    compilation: Compilation
    made: int


def mended(compilation: Compilation, data: bytes, today: date, *, unsafe: bool = False) -> Mended:
    """The plan after all its safe fixes that leave it no worse, those too that are `unsafe` where these are asked for;
    unchanged where there are none, or where its bytes are no clean text."""
    if source_bytes(compilation.source) != data:
        return Mended(compilation, 0)
    seen = {compilation.source.text}
    made = 0
    for _ in range(_ROUNDS):
        after, count = _round(compilation, today, unsafe=unsafe)
        if after.source.text in seen:  # nothing left to mend, or two fixes that undo each other
            break
        seen.add(after.source.text)
        compilation, made = after, made + count
    return Mended(compilation, made)


def vetted(compilation: Compilation, today: date) -> Compilation:
    """The compilation with only those fixes told as safe that can be made without harm."""
    refused: set[Fix] = set()
    while found := fixable(compilation, refused):
        made = _made(compilation, found, today).made
        refused.update(one.fix for place, one in enumerate(found) if one.fix and place not in made)
        if len(made) == len(found):
            break
    kept = tuple(_unsafe(one) if one.fix in refused else one for one in compilation.diagnostics)
    return compilation._replace(diagnostics=kept)


def fixable(compilation: Compilation, refused: Container[Fix] = (), *, unsafe: bool = False) -> tuple[Diagnostic, ...]:
    """The findings with a safe fix, or with any where `unsafe` ones are asked for, in their order; of those whose
    fixes overlap, only the first."""
    chosen: list[Diagnostic] = []
    ends = _Taken()
    for found in compilation.diagnostics:
        fix = found.fix
        if fix is not None and (fix.safe or unsafe) and fix not in refused and ends.take(fix.edits):
            chosen.append(found)
    return tuple(chosen)


def _round(compilation: Compilation, today: date, *, unsafe: bool) -> Mended:
    """The plan after those of its safe fixes that can be made at once. Where one of two that overlap would make the
    plan worse, the other is tried."""
    refused: set[Fix] = set()
    while found := fixable(compilation, refused, unsafe=unsafe):
        after, made = _made(compilation, found, today)
        if made:
            return Mended(after, len(made))
        refused.update(one.fix for one in found if one.fix)
    return Mended(compilation, 0)


def _made(before: Compilation, diagnostics: Sequence[Diagnostic], today: date) -> Edited:
    """The plan after the fixes of these findings that bring no error, lose nothing, and rid it of their findings."""

    def may_become(after: Compilation, made: Sequence[int]) -> bool:
        gone = _told(before, [diagnostics[place] for place in made])
        all_before, now = (_told(one, one.diagnostics) for one in (before, after))
        is_no_worse = brings_no_error(before, after) and loses_nothing(before, after)
        return is_no_worse and all(now[one] <= all_before[one] - count for one, count in gone.items())

    return edited_if(before, [one.fix.edits if one.fix else () for one in diagnostics], may_become, today)


def _told(compilation: Compilation, diagnostics: Iterable[Diagnostic]) -> Counter[tuple[str, str, str]]:
    """How often each kind of finding is reported, with its message and the words that it is about."""
    text = compilation.source.text
    return Counter((one.code, one.message, text[slice(*one.span)]) for one in diagnostics)


def _unsafe(diagnostic: Diagnostic) -> Diagnostic:
    return diagnostic._replace(fix=diagnostic.fix._replace(safe=False)) if diagnostic.fix else diagnostic


class _Taken:
    """The stretches of the text that chosen edits change, kept in order."""

    def __init__(self) -> None:
        self.spans: list[Span] = []

    def take(self, edits: tuple[Edit, ...]) -> bool:
        """Take the places of these edits, all or none: none may touch one that is taken."""
        if any(self._touches(edit.span) for edit in edits):
            return False
        for edit in edits:
            insort(self.spans, edit.span)
        return True

    def _touches(self, span: Span) -> bool:
        """Whether some of the same text is changed already, or something inserted at the same place."""
        place = bisect_left(self.spans, span)
        near = self.spans[max(0, place - 1) : place + 1]
        return any(one == span or (one.start < span.end and span.start < one.end) for one in near)
