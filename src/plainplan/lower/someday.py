"""`Someday`: the list of every goal one might want, shown and never scheduled."""

from __future__ import annotations

from collections.abc import Iterable

from plainplan.lower.draft import Draft
from plainplan.lower.notes import blocks
from plainplan.lower.slugs import slug
from plainplan.model import Idea, Part, SomedayPart
from plainplan.prose import plain
from plainplan.source import Span
from plainplan.syntax.document import HeadingNode, ItemNode, ListNode, Node, TaggedText


def place(draft: Draft, body: list[Part], nodes: tuple[Node, ...]) -> None:
    """Turn every item into an idea; other nodes stay where they are."""
    for node in nodes:
        if isinstance(node, ListNode):
            for item in node.items:
                _idea(draft, body, item, item.words).extend(blocks(item.children))
        else:
            body.extend(blocks((node,)))


def entry(draft: Draft, body: list[Part], heading: HeadingNode) -> list[Part] | None:
    """Turn a heading into an idea; its contents go into the returned list."""
    return _idea(draft, body, heading, heading.words)


def _idea(draft: Draft, body: list[Part], node: HeadingNode | ItemNode, words: TaggedText) -> list[Part]:
    title = plain(words.title)
    origin = Span(node.span.start, max(words.span.end, node.span.start + 1))
    inside: list[Part] = []
    body.append(SomedayPart(len(draft.someday)))
    draft.someday.append((Idea(title, words.written, origin), inside))
    draft.someday_names.extend((slug(title), *_written_names(words)))
    return inside


def _written_names(words: TaggedText) -> Iterable[str]:
    return (tag.value for tag in words.tags if tag.key == "name" and isinstance(tag.value, str))
