"""A list in which some items have boxes and others, which look like work, have none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plainplan import readings
from plainplan.checks.context import CheckContext, short
from plainplan.checks.plan_language import plan_words
from plainplan.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, finding
from plainplan.messages import msg, msg_count
from plainplan.prose import plain
from plainplan.source import Span
from plainplan.syntax.document import ItemNode, ListNode

RULE = Rule(
    "P244",
    "mixed-boxes",
    Severity.HINT,
    "Some items of a list have boxes, and others that look like work have none.",
    "Where one item of a goal has a box, an item without one is a note: it counts for nothing and is never offered. "
    "That is right for notes between steps, and rarely meant where steps without boxes stand among those with some.",
    "# Garden\n\n## Spring ~2m\n\n- [x] Order seeds\n- Dig the beds\n- Build the frame\n- [ ] Sow peas\n",
    "# Garden\n\n## Spring ~2m\n\n- [x] Order seeds\n- [ ] Dig the beds\n- [ ] Build the frame\n- [ ] Sow peas\n",
)

_LONGEST = 60


def check(context: CheckContext) -> Iterator[Diagnostic]:
    steps = {thing.origin.start for thing in context.plan.things}
    for node in context.document.nodes:
        if isinstance(node, ListNode) and any(item.span.start in steps for item in node.items):
            bare = [item for item in node.items if item.box is None and item.span.start not in steps]
            bare = [item for item in bare if _is_like_work(context, item)]
            if bare and _stand_between(node, bare):
                yield _told(bare)


def _is_like_work(context: CheckContext, item: ItemNode) -> bool:
    """Whether an item is short, of one paragraph, and no field, barrier or link."""
    text = plain(item.words.title)
    if not text or len(text) > _LONGEST or item.children or item.words.tags or ":" in text or "http" in text:
        return False
    if any(one.origin.start == item.span.start for one in context.plan.barriers):
        return False
    return text[-1] not in ".!?;" and readings.read_label(text, plan_words(context)) is None


def _stand_between(node: ListNode, bare: Sequence[ItemNode]) -> bool:
    """Whether they stand among items with boxes, fewer than these or as many."""
    boxed = [item for item in node.items if item.box is not None]
    return any(item.span.start > bare[0].span.start for item in boxed) and len(bare) <= 2 * len(boxed)


def _told(bare: Sequence[ItemNode]) -> Diagnostic:
    first = short(plain(bare[0].words.title))
    message = msg("“{title}” has no box in a list of boxes, and is a note", title=first)
    if len(bare) > 1:
        message = msg_count(
            "“{title}” and {n} more have no box in a list of boxes, and are notes",
            "“{title}” and {n} more have no box in a list of boxes, and are notes",
            len(bare) - 1,
            title=first,
        )
    return finding(
        RULE,
        bare[0].span,
        message,
        help=msg("a box makes it a step: `- [ ] {title}`", title=first.replace("`", "")),
        fix=Fix(tuple(Edit(Span(item.words.span.start, item.words.span.start), "[ ] ") for item in bare), safe=False),
    )
