"""A section of obstacles that is prose, and no barrier of any goal."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plainplan import readings
from plainplan.checks.context import CheckContext, count, short
from plainplan.checks.in_words import plan_words
from plainplan.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, finding
from plainplan.model import SectionKind
from plainplan.prose import plain
from plainplan.syntax.document import HeadingNode, ItemNode, ListNode

if TYPE_CHECKING:
    from plainplan.readings import Lexicon

RULE = Rule(
    "P243",
    "obstacles-outside",
    Severity.HINT,
    "A section of obstacles is prose, and no barrier of a goal.",
    "What may get in the way is of use where it has an answer. An item that starts with `Barrier:` stands with its "
    "goal, and one that starts with `Solution:` below it: then page and review ask about both.",
    "# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n- [ ] Apply ~2w\n\n## Worries\n\n- no car -> the bus pass\n",
    "# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n- [ ] Apply ~2w\n"
    "- Barrier: no car\n  - Solution: the bus pass\n",
)

_OPEN = (SectionKind.INTRO, SectionKind.PROSE)
_MOST = 3


def check(context: CheckContext) -> Iterator[Diagnostic]:
    sections = context.plan.sections
    starts = [one.origin.start for one in sections]
    heading: HeadingNode | None = None
    told = 0
    for node in context.document.nodes:
        if isinstance(node, HeadingNode):
            heading = node
        if not isinstance(node, ListNode) or heading is None or told == _MOST:
            continue
        around = sections[max(0, bisect_right(starts, node.span.start) - 1)]
        title = plain(heading.words.title)
        if around.kind not in _OPEN or not _is_of_barriers(context, title) or _has_barriers(context, node):
            continue
        told += 1
        items = [item for item in node.items if item.words.title]
        yield finding(
            RULE,
            heading.span,
            f"“{short(title)}” holds {count(len(items), 'obstacle')}, and no goal has them as barriers",
            help="write them under the goal that they threaten: `- Barrier: …`, and below it `- Solution: …`",
            fix=_fix(context, heading, items),
        )


def _is_of_barriers(context: CheckContext, title: str) -> bool:
    return readings.section_role(title, plan_words(context)) == "barriers"


def _has_barriers(context: CheckContext, node: ListNode) -> bool:
    return any(node.span.start <= one.origin.start < node.span.end for one in context.plan.barriers)


def _fix(context: CheckContext, heading: HeadingNode, items: Sequence[ItemNode]) -> Fix | None:
    """The heading as a bold line, so that its items belong to the goal above, each a barrier with its solution."""
    if not items:
        return None
    text = context.document.source.text
    edits = [Edit(heading.span, f"**{text[slice(*heading.words.span)].strip()}**")]
    for item in items:
        edits.append(Edit(item.words.span, _as_barrier(text, item, plan_words(context))))
    return Fix(tuple(edits), safe=False)


def _as_barrier(text: str, item: ItemNode, words: Lexicon) -> str:
    said = " ".join(text[slice(*item.words.span)].split())
    label = readings.read_label(said, words)
    if label is not None and label.kind == "barrier":
        said = said[slice(*label.value)].strip()
    arrow = readings.split_arrow(said)
    if arrow is None:
        return f"Barrier: {said}"
    indent = " " * (item.words.span.start - text.rfind("\n", 0, item.words.span.start) - 1)
    return f"Barrier: {said[slice(*arrow[0])].strip()}\n{indent}- Solution: {said[slice(*arrow[1])].strip()}"
