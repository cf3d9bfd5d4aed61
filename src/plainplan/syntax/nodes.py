"""Iterating over a document's nodes without recursion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Union

from plainplan.syntax.document import Document, HeadingNode, ItemNode, ListNode, Node

Worded = Union[HeadingNode, ItemNode]
"""What can be a goal, a step or a barrier by itself."""


def nodes_of(document: Document) -> Iterator[Node | ItemNode]:
    """All nodes of a document and the items of its lists, in text order."""
    waiting: list[Node | ItemNode] = list(reversed(document.nodes))
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ListNode):
            waiting.extend(reversed(node.items))
        elif isinstance(node, ItemNode):
            waiting.extend(reversed(node.children))


def worded_nodes(document: Document) -> Iterator[Worded]:
    """All headings and items of a document, in text order."""
    return (node for node in nodes_of(document) if isinstance(node, (HeadingNode, ItemNode)))


def node_at(document: Document, start: int) -> Worded | None:
    """The heading or item that begins at an offset."""
    return next((node for node in worded_nodes(document) if node.span.start == start), None)
