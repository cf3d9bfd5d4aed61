"""Mending a plan's text: safe fixes applied by place until none is left, every other character untouched."""

from __future__ import annotations

from bisect import bisect_left, insort
from codecs import BOM_UTF8
from collections.abc import Iterable
from datetime import date

from plainplan.compile import Compilation, compile_bytes
from plainplan.diagnostics import Edit, Fix
from plainplan.source import Source, Span
from plainplan.tuples import NamedTuple

_ROUNDS = 50


class Mended(NamedTuple):
    """A plan after its fixes, and how many were made."""

    compilation: Compilation
    made: int


def source_bytes(source: Source) -> bytes:
    """The bytes of a source, its byte order mark included."""
    return (BOM_UTF8 if source.bom else b"") + source.text.encode("utf-8", "surrogatepass")


def mended(compilation: Compilation, data: bytes, today: date) -> Mended:
    """The plan after all its safe fixes; unchanged where there are none, or where its bytes are no clean text."""
    if source_bytes(compilation.source) != data:
        return Mended(compilation, 0)
    seen = {compilation.source.text}
    made = 0
    for _ in range(_ROUNDS):
        fixes = safe_fixes(compilation)
        text = apply_edits(compilation.source, (edit for fix in fixes for edit in fix.edits))
        if text in seen:  # nothing left to mend, or two fixes that undo each other
            break
        seen.add(text)
        made += len(fixes)
        changed = Source(compilation.source.name, text, compilation.source.bom)
        compilation = compile_bytes(changed.name, source_bytes(changed), today)
    return Mended(compilation, made)


def safe_fixes(compilation: Compilation) -> tuple[Fix, ...]:
    """The safe fixes in the order of the findings; of those that overlap, only the first."""
    chosen: list[Fix] = []
    ends = _Taken()
    for found in compilation.diagnostics:
        if found.fix is not None and found.fix.safe and ends.take(found.fix.edits):
            chosen.append(found.fix)
    return tuple(chosen)


def apply_edits(source: Source, edits: Iterable[Edit]) -> str:
    """The source's text with edits made, which do not overlap; line ends that they bring are the file's own."""
    ending = _line_end(source)
    parts: list[str] = []
    place = 0
    for edit in sorted(edits, key=lambda one: one.span):
        parts += [source.text[place : edit.span.start], edit.text.replace("\r\n", "\n").replace("\n", ending)]
        place = edit.span.end
    return "".join((*parts, source.text[place:]))


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


def _line_end(source: Source) -> str:
    """The line end of the file: that of its first line."""
    if len(source.line_starts) < 2:
        return "\n"
    return source.text[len(source.line(1)) : source.line_starts[1]]
