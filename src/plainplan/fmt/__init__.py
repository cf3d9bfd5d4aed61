"""Canonical layout: the same plan with its tags, tables, blanks and empty lines where a reader expects them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from plainplan.compile import Compilation, compile_bytes
from plainplan.diagnostics import Edit
from plainplan.edited import apply_edits
from plainplan.fmt.blanklines import blank_lines
from plainplan.fmt.indents import indents
from plainplan.fmt.sameness import same_meaning
from plainplan.fmt.tables import tables
from plainplan.fmt.tagorder import tag_order
from plainplan.source import Source, source_bytes
from plainplan.tuples import NamedTuple

_PASSES: tuple[Callable[[Compilation], list[Edit]], ...] = (tag_order, indents, tables, blank_lines)
"""Each looks at the plan as the one before left it."""


class Formatted(NamedTuple):
    """A plan in its canonical layout; with a `trouble` it is as it was, and that is why."""

    source: Source
    trouble: str = ""


def formatted(compilation: Compilation, data: bytes, today: date) -> Formatted:
    """The plan in its canonical layout, checked: it means the same, and formatting it again changes nothing."""
    before = compilation.source
    if source_bytes(before) != data:
        return Formatted(before, "it is not plain UTF-8 text")
    if compilation.is_unmerged:
        return Formatted(before, "it is in the middle of a merge, which has to be finished first")
    after = laid_out(compilation, today)
    if not same_meaning(compilation, after):
        return Formatted(before, "it would not mean the same in its canonical layout")
    if laid_out(after, today).source.text != after.source.text:
        return Formatted(before, "its canonical layout does not stay as it is")
    return Formatted(after.source)


def laid_out(compilation: Compilation, today: date) -> Compilation:
    """The plan after every pass, unchecked."""
    for find in _PASSES:
        edits = find(compilation)
        if edits:
            source = compilation.source
            text = apply_edits(source, edits)
            changed = Source(source.name, text, source.bom)
            compilation = compile_bytes(changed.name, source_bytes(changed), today)
    return compilation
