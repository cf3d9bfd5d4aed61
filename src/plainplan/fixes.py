"""Mending a plan's text: safe fixes applied by place until none is left, every other character untouched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from plainplan.compile import Compilation, compile_bytes
from plainplan.diagnostics import Edit
from plainplan.findings import has_safe_fix
from plainplan.source import Source

_ROUNDS = 50
_MARK = b"\xef\xbb\xbf"


def source_bytes(source: Source) -> bytes:
    """The bytes of a source, its byte order mark included."""
    return (_MARK if source.bom else b"") + source.text.encode("utf-8", "surrogatepass")


def mended(compilation: Compilation, data: bytes, today: date) -> Compilation:
    """The plan after all its safe fixes; the same one where there are none, or its bytes are no clean text."""
    if source_bytes(compilation.source) != data:
        return compilation
    seen = {compilation.source.text}
    for _ in range(_ROUNDS):
        edits = safe_edits(compilation)
        text = apply_edits(compilation.source, edits)
        if text in seen:  # nothing left to mend, or two fixes that undo each other
            return compilation
        seen.add(text)
        compilation = _again(compilation.source, text, today)
    return compilation


def safe_edits(compilation: Compilation) -> tuple[Edit, ...]:
    """The edits of the safe fixes, in the order of the text; of fixes that overlap, the first one whole."""
    chosen: list[Edit] = []
    for found in compilation.diagnostics:
        if found.fix is not None and has_safe_fix(found) and not _clash(chosen, found.fix.edits):
            chosen.extend(found.fix.edits)
    return tuple(sorted(chosen, key=lambda edit: edit.span))


def apply_edits(source: Source, edits: Iterable[Edit]) -> str:
    """The source's text with edits made, which do not overlap; line ends that they bring are the file's own."""
    ending = _line_end(source)
    parts: list[str] = []
    place = 0
    for edit in sorted(edits, key=lambda one: one.span):
        parts += [source.text[place : edit.span.start], edit.text.replace("\r\n", "\n").replace("\n", ending)]
        place = edit.span.end
    return "".join((*parts, source.text[place:]))


def _again(source: Source, text: str, today: date) -> Compilation:
    changed = Source(source.name, text, source.bom)
    return compile_bytes(source.name, source_bytes(changed), today)


def _clash(chosen: Iterable[Edit], new: Iterable[Edit]) -> bool:
    """Whether a new edit touches a chosen one: replaces some of the same text, or inserts at the same place."""
    return any(_touch(old, edit) for old in chosen for edit in new)


def _touch(one: Edit, other: Edit) -> bool:
    if one.span == other.span:
        return True
    return one.span.start < other.span.end and other.span.start < one.span.end


def _line_end(source: Source) -> str:
    """The line end of the file: that of its first line."""
    if len(source.line_starts) < 2:
        return "\n"
    return source.text[len(source.line(1)) : source.line_starts[1]]
