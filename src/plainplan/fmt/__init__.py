"""Canonical layout: the same plan with its tags, tables, blanks and empty lines where a reader expects them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date

from plainplan.compile import Compilation
from plainplan.diagnostics import Edit
from plainplan.edited import edited_if
from plainplan.fmt.blanklines import blank_lines
from plainplan.fmt.indents import indents
from plainplan.fmt.sameness import same_meaning
from plainplan.fmt.tables import tables
from plainplan.fmt.tagorder import tag_order
from plainplan.source import Source, source_bytes
from plainplan.syntax.document import ListNode
from plainplan.tuples import NamedTuple

Groups = list[list[Edit]]


def _one_by_one(compilation: Compilation, edits: list[Edit]) -> Groups:
    return [[edit] for edit in edits]


def _by_block(compilation: Compilation, edits: list[Edit]) -> Groups:
    """The edits of each block, and of each item of the lists that stand in none, together: what is in an item moves
    with it."""
    source = compilation.source
    tops = [
        one for node in compilation.document.nodes for one in (node.items if isinstance(node, ListNode) else (node,))
    ]
    starts = [source.line_starts[source.position(one.span.start).line - 1] for one in tops]
    groups: dict[int, list[Edit]] = {}
    for edit in edits:
        groups.setdefault(bisect_right(starts, edit.span.start), []).append(edit)
    return list(groups.values())


_PASSES: tuple[tuple[Callable[[Compilation], list[Edit]], Callable[[Compilation, list[Edit]], Groups]], ...] = (
    (tag_order, _one_by_one),
    (indents, _by_block),
    (tables, _by_block),
    (blank_lines, _one_by_one),
)
"""Each looks at the plan as the one before left it; beside it, which of its edits are made together or not at all."""

_ROUNDS = 20


class Formatted(NamedTuple):
    """A plan in its canonical layout. With a `trouble` it is as it was, and that is why; else `left` are the lines, as
    they are now counted, whose layout is their meaning, and which therefore stay as they are."""

    source: Source
    trouble: str = ""
    left: tuple[int, ...] = ()


def formatted(compilation: Compilation, data: bytes, today: date) -> Formatted:
    """The plan in its canonical layout, checked: it means the same, and formatting it again changes nothing."""
    before = compilation.source
    if source_bytes(before) != data:
        return Formatted(before, "it is not plain UTF-8 text")
    if compilation.is_unmerged:
        return Formatted(before, "it is in the middle of a merge, which has to be finished first")
    for _ in range(_ROUNDS):
        after, left = _laid_out(compilation, today)
        if after.source.text == compilation.source.text:
            return Formatted(after.source, left=_lines(after.source, left))
        compilation = after
    return Formatted(before, "its canonical layout does not stay as it is")


def _laid_out(compilation: Compilation, today: date) -> tuple[Compilation, Groups]:
    """The plan after every pass, and the edits that would give it another meaning, which are not made."""
    left: Groups = []
    for find, grouped in _PASSES:
        groups = grouped(compilation, find(compilation))
        compilation, made = edited_if(compilation, groups, _same_as(compilation), today)
        left += [group for index, group in enumerate(groups) if index not in made]
    return compilation, left


def _same_as(before: Compilation) -> Callable[[Compilation, Sequence[int]], bool]:
    return lambda after, _: same_meaning(before, after)


def _lines(source: Source, left: Groups) -> tuple[int, ...]:
    return tuple(sorted({source.position(group[0].span.start).line for group in left}))
