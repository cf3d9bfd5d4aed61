"""Obstacles that are prose, and no barrier of any goal: a section or table of them, and lines such as `Risk: rain`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plainplan import readings
from plainplan.checks.context import CheckContext, short
from plainplan.checks.plan_language import plan_words
from plainplan.checks.standing import Line, Standing, colon_lines, lists_and_tables
from plainplan.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, finding
from plainplan.messages import msg, msg_count
from plainplan.model import SectionKind
from plainplan.prose import plain
from plainplan.source import Span
from plainplan.syntax.document import ListNode, TableNode

if TYPE_CHECKING:
    from plainplan.readings import Lexicon

RULE = Rule(
    "P243",
    "obstacles-outside",
    Severity.HINT,
    "Obstacles are prose, and no barriers of a goal.",
    "What may get in the way is of use where it has an answer. An item that starts with `Barrier:` stands with its "
    "goal, and one that starts with `Solution:` below it: then page and review ask about both.",
    "# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n- [ ] Apply ~2w\n\n## Worries\n\n- no car -> the bus pass\n",
    "# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n- [ ] Apply ~2w\n"
    "- Barrier: no car\n  - Solution: the bus pass\n",
)

_OPEN = (SectionKind.INTRO, SectionKind.PROSE)
_MOST = 3
_LONGEST = 200
_BULLET = 12
"""As many characters a bullet with its number and blanks may have."""
_HELP = msg("write them under the goal that they threaten: `- Barrier: …`, and below it `- Solution: …`")


def check(context: CheckContext) -> Iterator[Diagnostic]:
    taken = [one.origin.start for one in context.plan.barriers] + [one.origin.start for one in context.plan.things]
    taken.sort()
    found = [one for one in lists_and_tables(context) if _is_of_obstacles(context, one, taken)]
    yield from (_section(context, one, plan_words(context)) for one in found[:_MOST])
    free = [one for one in colon_lines(context) if not _begins_at(one, taken)]
    maybe = [one for one in free if readings.may_name_an_obstacle(one.text)]
    lines = [one for one in maybe if _is_obstacle(one, found, plan_words(context))]
    if lines:
        yield _labelled(context, lines, plan_words(context))


def _is_of_obstacles(context: CheckContext, one: Standing, taken: Sequence[int]) -> bool:
    """Whether a list or table is one of obstacles by what names it or by its columns, and holds no barrier yet."""
    sections = context.plan.sections
    around = sections[max(0, bisect_right([each.origin.start for each in sections], one.node.span.start) - 1)]
    by_columns = isinstance(one.node, TableNode) and _has_both(context, one.node)
    is_own = around.kind is SectionKind.GOALS and (by_columns or one.label is not None)
    if not (is_own or around.kind in _OPEN) or _holds_any(one.node.span, taken):
        return False
    if by_columns or not one.title or not readings.may_name_an_obstacle(one.title):
        return by_columns
    words = plan_words(context)
    return readings.section_role(one.title, words) == "barriers" or (
        one.label is not None and readings.is_conditional(one.title, words)
    )


def _has_both(context: CheckContext, node: TableNode) -> bool:
    """Whether a table has a column of obstacles, and one of answers."""
    if not any(readings.may_name_an_obstacle(plain(cell)) for cell in node.table.header):
        return False
    return {"barrier", "solution"} <= {*_kinds(node, plan_words(context))}


def _holds_any(span: Span, starts: Sequence[int]) -> bool:
    at = bisect_right(starts, span.start - 1)
    return at < len(starts) and starts[at] < span.end


def _is_obstacle(line: Line, told: Sequence[Standing], words: Lexicon) -> bool:
    """Whether a line says `Risk: …`."""
    label = readings.read_label(line.text, words)
    if label is None or label.kind != "barrier" or not line.text[slice(*label.value)].strip(" *_"):
        return False
    if any(one.node.span.start <= line.span.start < one.node.span.end for one in told):
        return False
    return not readings.is_conditional(label.name, words)


def _begins_at(line: Line, taken: Sequence[int]) -> bool:
    """Whether a barrier begins on a line, a little before the words of its item."""
    at = bisect_right(taken, line.span.start)
    return at > 0 and line.span.start - taken[at - 1] <= _BULLET


def _labelled(context: CheckContext, lines: Sequence[Line], words: Lexicon) -> Diagnostic:
    """All lines that are obstacles by a word before a colon, told at the first."""
    first = lines[0]
    label = readings.read_label(first.text, words)
    assert label is not None
    text = short(first.text.strip())
    message = msg("“{line}” tells of an obstacle, and no goal has that as a barrier", line=text)
    if len(lines) > 1:
        message = msg_count(
            "“{line}” and {n} line more tell of obstacles, and no goal has that as a barrier",
            "“{line}” and {n} lines more tell of obstacles, and no goal has that as a barrier",
            len(lines) - 1,
            line=text,
        )
    return finding(
        RULE,
        first.span,
        message,
        help=_HELP,
        fix=Fix(tuple(_as_barrier(context, line.span, words, in_pairs=False) for line in lines), safe=False),
        also=tuple(line.span for line in lines[1:]),
    )


def _section(context: CheckContext, one: Standing, words: Lexicon) -> Diagnostic:
    """A list or table of obstacles, told at what names it."""
    spans = _spans(one)
    place = one.label.span if one.label is not None else one.heading.span if one.heading is not None else one.node.span
    return finding(
        RULE,
        Span(place.start, min(place.end, place.start + _LONGEST)),
        _held(one.title, len(spans)),
        help=_HELP,
        fix=_fix(context, one, words),
        also=spans,
    )


def _held(title: str, found: int) -> str:
    if not title:
        return msg_count(
            "this holds {n} obstacle, and no goal has them as barriers",
            "this holds {n} obstacles, and no goal has them as barriers",
            found,
        )
    return msg_count(
        "“{title}” holds {n} obstacle, and no goal has them as barriers",
        "“{title}” holds {n} obstacles, and no goal has them as barriers",
        found,
        title=short(title),
    )


def _spans(one: Standing) -> tuple[Span, ...]:
    """Where each obstacle of a list or table stands."""
    if isinstance(one.node, ListNode):
        return tuple(item.words.span for item in one.node.items if item.words.title)
    return tuple(row[0] for row in one.node.cells[1:] if row)


def _fix(context: CheckContext, one: Standing, words: Lexicon) -> Fix | None:
    """Each obstacle a barrier with its solution, and the heading a bold line, so that they belong to the goal above."""
    spans = _spans(one)
    if not spans:
        return None
    text = context.document.source.text
    edits = []
    if one.label is None and one.heading is not None:
        edits.append(Edit(one.heading.span, f"**{text[slice(*one.heading.words.span)].strip()}**"))
    if isinstance(one.node, TableNode):
        return Fix((*edits, _as_list(context, one.node, words)), safe=False)
    in_pairs = readings.names_answers(one.title, words) or readings.are_pairs(
        [text[slice(*span)] for span in spans], words
    )
    return Fix((*edits, *(_as_barrier(context, span, words, in_pairs=in_pairs) for span in spans)), safe=False)


def _as_barrier(context: CheckContext, span: Span, words: Lexicon, *, in_pairs: bool) -> Edit:
    """A line or an item's words as a barrier, with its solution below."""
    text = context.document.source.text
    said = " ".join(text[slice(*span)].split())
    label = readings.read_label(said, words)
    if label is not None and label.kind == "barrier":
        said = said[slice(*label.value)].strip(" *_")
    barrier, answer, _ = readings.split_answer(said, words, in_pairs=in_pairs)
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    bullet, indent = ("", " " * len(before)) if before.strip() else ("- ", "  ")
    solution = f"\n{indent}- Solution: {answer}" if answer else ""
    return Edit(span, f"{bullet}Barrier: {barrier}{solution}")


def _kinds(node: TableNode, words: Lexicon) -> list[str]:
    return [readings.label_kind(plain(cell), words) for cell in node.table.header]


def _as_list(context: CheckContext, node: TableNode, words: Lexicon) -> Edit:
    """A table of obstacles as a list: a barrier a row, the answer below it, what else is said beside that."""
    text, kinds = context.document.source.text, _kinds(node, words)
    of = kinds.index("barrier") if "barrier" in kinds else 0
    answer = kinds.index("solution") if "solution" in kinds else len(kinds) - 1
    headers = [plain(cell) for cell in node.table.header]
    lines = [f"<!-- {', '.join(header for header in headers if header).replace('--', '-')} -->"]
    for row in node.cells[1:]:
        cells = [" ".join(text[slice(*cell)].split()) for cell in row]
        lines += [f"- Barrier: {cells[of]}"] if of < len(cells) and cells[of] else []
        for place, cell in enumerate(cells):
            if place != of and cell:
                lines.append(f"  - {'Solution: ' if place == answer else ''}{cell}")
    return Edit(Span(node.span.start, len(text[: node.span.end].rstrip())), "\n".join(lines))
