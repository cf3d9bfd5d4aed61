"""Turning what is written into prose: notes, tables, headings and text that are shown where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plainplan import prose
from plainplan.syntax.document import CommentNode, HeadingNode, ItemNode, ListNode, Node, TableNode


def blocks(nodes: Iterable[Node]) -> Iterator[prose.Block]:
    """The nodes as prose, comments aside; tags are shown as they were typed."""
    for node in nodes:
        if isinstance(node, ListNode):
            yield prose.List(tuple(map(list_item, node.items)), node.start, node.tight)
        elif isinstance(node, HeadingNode):
            yield prose.Heading(node.level, node.words.written)
        elif isinstance(node, TableNode):
            yield node.table
        elif not isinstance(node, CommentNode):
            yield node.block


def list_item(item: ItemNode) -> prose.ListItem:
    """An item as a note, with all that is in it."""
    first = (prose.Paragraph(item.words.written),) if item.words.written else ()
    return prose.ListItem((*first, *blocks(item.children)), item.box.state if item.box else None)
