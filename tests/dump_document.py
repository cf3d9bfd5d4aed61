"""A document as lines of text: every node with its place, its tags and its prose."""

from __future__ import annotations

from collections.abc import Iterator

from dumps import place
from plainplan.prose import (
    Block,
    Break,
    Code,
    CodeBlock,
    Divider,
    Emphasis,
    Footnotes,
    Heading,
    Image,
    Inline,
    Link,
    List,
    NoteMark,
    Paragraph,
    Quote,
    Strong,
    Text,
)
from plainplan.source import Source
from plainplan.syntax.document import (
    CommentNode,
    Document,
    HeadingNode,
    ItemNode,
    ListNode,
    Name,
    Node,
    ProseNode,
    TableNode,
    Tag,
    TaggedText,
)
from plainplan.values import Duration, Estimate, Lag, Period, Rhythm, Risk


def dump_document(document: Document) -> str:
    """The whole document, a line a node, its children further in."""
    source = document.source
    lines = [_entry(source, document, index) for index in range(len(document.front_matter))]
    lines += [line for node in document.nodes for line in _node(source, node)]
    return "".join(line + "\n" for line in lines)


def _entry(source: Source, document: Document, index: int) -> str:
    entry = document.front_matter[index]
    values = ", ".join(f"{one.text!r} {place(source, one.span)}" for one in entry.values)
    shown = "nested" if entry.nested else f"[{values}]" if entry.is_list else values
    return f"{place(source, entry.key_span)} {entry.key}: {shown}"


def _node(source: Source, node: Node) -> Iterator[str]:
    here = place(source, node.span)
    if isinstance(node, HeadingNode):
        box = f" [{node.box.mark}] {node.box.state.value}" if node.box else ""
        yield f"{here} heading {node.level}{box} {inlines(node.words.title)}"
        yield from _tags(source, node.words)
    elif isinstance(node, ListNode):
        kind = "bullets" if node.start is None else f"numbers from {node.start}"
        yield f"{here} {kind}{'' if node.tight else ', loose'}"
        for item in node.items:
            yield from ("  " + line for line in _item(source, item))
    elif isinstance(node, TableNode):
        yield f"{here} table {' '.join(one or '-' for one in node.table.align)}"
        for row, places in zip((node.table.header, *node.table.rows), node.cells, strict=True):
            cells = (f"{inlines(cell)} {place(source, at)}" for cell, at in zip(row, places, strict=True))
            yield "  " + " | ".join(cells)
    elif isinstance(node, CommentNode):
        yield f"{here} comment {node.text!r}"
    elif isinstance(node, ProseNode):
        first, *rest = block_lines(node.block)
        yield f"{here} {first}"
        yield from rest


def _item(source: Source, item: ItemNode) -> Iterator[str]:
    number = "" if item.number is None else f"{item.number}. "
    box = f"[{item.box.mark}] {item.box.state.value} " if item.box else ""
    yield f"{place(source, item.span)} {number}{box}{inlines(item.words.title)}"
    yield from _tags(source, item.words)
    for node in item.children:
        yield from ("  " + line for line in _node(source, node))


def _tags(source: Source, words: TaggedText) -> Iterator[str]:
    for tag in words.tags:
        yield f"  {place(source, tag.span)} {tag.text} = {tag.key} {_value(source, tag)}"


def _value(source: Source, tag: Tag) -> str:
    value = tag.value
    if isinstance(value, Estimate):
        points = (value.low, value.likely, value.high)
        return " / ".join(_duration(one) for one in points if one) + (" mixed" if value.mixed else "")
    if isinstance(value, Period):
        return f"{value.first}" if value.is_day else f"{value.first}..{value.last}"
    if isinstance(value, Risk):
        return f"{value.before:g}" + ("" if value.after is None else f" then {value.after:g}")
    if isinstance(value, Rhythm):
        return f"{value.count} {value.unit}"
    if isinstance(value, tuple):
        return ", ".join(_name(source, one) for one in value if isinstance(one, Name))
    return str(value)


def _name(source: Source, name: Name) -> str:
    readings = (text + (f" {_lag(lag)}" if lag else "") for text, lag in name.readings)
    return f"{place(source, name.span)} " + " or ".join(readings)


def _lag(lag: Lag) -> str:
    return f"{'less' if lag.lead else 'plus'} {_duration(lag.duration)}"


def _duration(duration: Duration) -> str:
    parts = [f"{amount}{unit}" for amount, unit in zip(duration, ("m", "w", "d", "h"), strict=True) if amount]
    return "".join(parts) or "0"


def block_lines(block: Block) -> Iterator[str]:
    """A block of prose, a line a block."""
    if isinstance(block, Paragraph):
        yield f"paragraph {inlines(block.children)}"
    elif isinstance(block, Heading):
        yield f"heading {block.level} {inlines(block.children)}"
    elif isinstance(block, CodeBlock):
        yield f"code {block.info} {block.text!r}"
    elif isinstance(block, Divider):
        yield "divider"
    elif isinstance(block, Quote):
        yield "quote"
        for inner in block.blocks:
            yield from ("  " + line for line in block_lines(inner))
    elif isinstance(block, List):
        yield "bullets" if block.start is None else f"numbers from {block.start}"
        for item in block.items:
            yield f"  item{'' if item.state is None else ' ' + item.state.value}"
            for inner in item.blocks:
                yield from ("    " + line for line in block_lines(inner))
    elif isinstance(block, Footnotes):
        yield f"{len(block.notes)} footnotes"
    else:
        yield f"table {len(block.header)} x {len(block.rows)}"


def inlines(pieces: tuple[Inline, ...]) -> str:
    """Inline pieces in a notation of their own: `em(…)`, `link(…)`."""
    return "".join(map(_inline, pieces)) if pieces else "(nothing)"


def _inline(piece: Inline) -> str:
    if isinstance(piece, Text):
        return f"`{piece.text}`"
    if isinstance(piece, Code):
        return f"code({piece.text!r})"
    if isinstance(piece, Break):
        return "<hard break>" if piece.hard else "<break>"
    if isinstance(piece, Image):
        return f"image({piece.src!r}, {piece.title!r}, {piece.alt!r})"
    if isinstance(piece, Link):
        return f"link({piece.href!r}, {inlines(piece.children)})"
    if isinstance(piece, NoteMark):
        return f"note {piece.number}"
    name = "em" if isinstance(piece, Emphasis) else "strong" if isinstance(piece, Strong) else "strike"
    return f"{name}({inlines(piece.children)})"
