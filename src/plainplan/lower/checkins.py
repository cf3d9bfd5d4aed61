"""Check-ins: items or headings that start with a date; then who, then text."""

from __future__ import annotations

from datetime import date

from plainplan import prose
from plainplan.diagnostics import Diagnostic, finding
from plainplan.lower.draft import Draft
from plainplan.lower.inlines import take_prefix
from plainplan.lower.items import holds_work
from plainplan.lower.near_sections import among_checkins
from plainplan.lower.notes import blocks, list_item
from plainplan.messages import msg
from plainplan.model import CheckIn, CheckInPart, Part
from plainplan.pattern import pattern
from plainplan.prose import plain
from plainplan.source import Span
from plainplan.syntax.document import HeadingNode, ItemNode, ListNode, Node, TaggedText
from plainplan.syntax.rules import UNREADABLE_DATE

_START = pattern(
    r"\s*(?P<date>\d{4}-\d{1,2}-\d{1,2})(?![\w-])[:,.]?\s*"
    r"(?P<who>(?:@[^\W\d_][\w-]*(?:\s*,\s*|\s+|(?=:)|$))*)(?:[:–—-](?!\S*\d)\s*)?"
)
_WHO = pattern(r"@([\w-]+)")


def place(draft: Draft, body: list[Part], nodes: tuple[Node, ...]) -> None:
    """Turn every item that starts with a date into a check-in; other items stay where they are."""
    for node in nodes:
        if not isinstance(node, ListNode):
            body.extend(blocks((node,)))
            continue
        for item in node.items:
            inside = _checkin(draft, body, item, item.words)
            if inside is None:
                if almost := among_checkins(item.words, is_work=holds_work(item)):
                    draft.found.append(almost)
                body.append(prose.List((list_item(item),), item.number, node.tight))
            else:
                inside.extend(blocks(item.children))


def entry(draft: Draft, body: list[Part], heading: HeadingNode) -> list[Part] | None:
    """Turn a heading that starts with a date into a check-in; its contents go into the returned list."""
    return _checkin(draft, body, heading, heading.words)


def _checkin(draft: Draft, body: list[Part], node: HeadingNode | ItemNode, words: TaggedText) -> list[Part] | None:
    found = take_prefix(words.written, _START)
    if found is None:
        return None
    origin = Span(node.span.start, max(words.span.end, node.span.start + 1))
    try:
        day = date.fromisoformat(found.match["date"])
    except ValueError:
        draft.found.append(_not_a_day(found.match["date"], words.span))
        return None
    who = tuple(_WHO.findall(found.match["who"]))
    inside: list[Part] = []
    body.append(CheckInPart(len(draft.checkins)))
    draft.checkins.append((CheckIn(day, who, plain(found.rest), found.rest, origin), inside))
    return inside


def _not_a_day(text: str, span: Span) -> Diagnostic:
    return finding(
        UNREADABLE_DATE,
        span,
        msg("`{text}` is not a day of the calendar", text=text),
        label=msg("no such day"),
        help=msg("a check-in starts with its day, such as `2026-09-06`"),
    )
