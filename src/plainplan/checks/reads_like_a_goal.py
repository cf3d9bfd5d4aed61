"""A heading that reads like a goal and is shown as prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from plainplan.checks.context import CheckContext, short
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.model import SectionKind
from plainplan.pattern import pattern
from plainplan.prose import plain
from plainplan.syntax.document import HeadingNode, ListNode, Node
from plainplan.syntax.durations import UNIT_OF

RULE = Rule(
    "P224",
    "reads-like-a-goal",
    Severity.HINT,
    "A heading reads like a goal, and is prose.",
    "A heading outside the goals sections is a goal when it, or an item under it, has a box or a duration. This one "
    "has a list and says how long something takes, but in words only, so it is shown as it stands and gets no dates.",
    "# Become a nurse\n\n## Save the fees within 6 months\n\n- move to the early shift\n- set money aside\n\n"
    "## Goals\n\n### Get in ~6m\n\n- [ ] Apply ~2w\n",
    "# Become a nurse\n\n## Save the fees ~6m\n\n- move to the early shift\n- set money aside\n\n"
    "## Goals\n\n### Get in ~6m\n\n- [ ] Apply ~2w\n",
)

_LENGTH = pattern(r"(?<![\w.,~-])\d{1,3}(?:[.,]\d)?[ \u00a0-]?(?P<unit>[a-z]{2,})\b", re.IGNORECASE)

_PROSE = (SectionKind.PROSE, SectionKind.INTRO)
"""Where headings are neither named sections nor in one in which nothing is a goal."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    goals = {thing.origin.start for thing in context.plan.things}
    sections = context.plan.sections
    starts = [one.origin.start for one in sections]
    for heading, nodes in _with_what_follows(context.document.nodes):
        start = heading.span.start
        if heading.level == 1 or start in goals or not any(isinstance(one, ListNode) for one in nodes):
            continue
        around = bisect_right(starts, start) - 1
        if around < 0 or sections[around].kind not in _PROSE:
            continue
        if _says_how_long(plain(heading.words.title)):
            title = short(plain(heading.words.title))
            yield finding(
                RULE,
                heading.span,
                msg("“{title}” reads like a goal and is shown as prose", title=title),
                help=msg("write how long it takes as a tag, such as `~6m`, or give its items boxes: `- [ ] …`"),
            )


def _with_what_follows(nodes: tuple[Node, ...]) -> Iterator[tuple[HeadingNode, list[Node]]]:
    heading: HeadingNode | None = None
    following: list[Node] = []
    for node in nodes:
        if isinstance(node, HeadingNode):
            if heading:
                yield heading, following
            heading, following = node, []
        else:
            following.append(node)
    if heading:
        yield heading, following


def _says_how_long(text: str) -> bool:
    if not any(map(str.isdecimal, text)):
        return False
    return any(match["unit"].lower() in UNIT_OF for match in _LENGTH.finditer(text))
