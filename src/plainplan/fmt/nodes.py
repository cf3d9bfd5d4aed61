"""Walking a document: every node in it, however deep, without recursion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Union

from plainplan.syntax.document import Document, ItemNode, ListNode, Node

Written = Union[Node, ItemNode]


def every_node(document: Document) -> Iterator[Written]:
    """The nodes of a document and the items of its lists, in the order of the text."""
    waiting: list[Written] = list(reversed(document.nodes))
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ListNode):
            waiting.extend(reversed(node.items))
        elif isinstance(node, ItemNode):
            waiting.extend(reversed(node.children))
