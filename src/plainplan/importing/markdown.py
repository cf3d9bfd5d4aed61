"""Notes in Markdown as an outline: what stands under which heading, lists and tables with their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from plainplan.compile import Compilation, compile_bytes
from plainplan.edited import edited
from plainplan.fixes import fixable
from plainplan.importing.outline import LABEL_LEVEL, Block, Item, Listed, Notes, Prose, Rows, Section
from plainplan.pattern import pattern
from plainplan.prose import Paragraph
from plainplan.source import Source
from plainplan.syntax.document import Box, CommentNode, HeadingNode, ItemNode, ListNode, Node, ProseNode, TableNode
from plainplan.values import State

_MARKS = {State.TO_DO: " ", State.UNDER_WAY: "/", State.DONE: "x", State.DROPPED: "-"}
_MENDED = ("P103", "P110", "P118")
_OF_OTHERS = pattern(r"[📅📆🗓⏳🛫✅]|::|@\w+\(")
_BOLD = pattern(r"(?:\*\*|__)(?P<title>[^*_\n]+?)(?:\*\*|__)\s*(?P<colon>:?)\s*")
_SUMMARY = pattern(r"<summary>(?P<title>.*?)</summary>", re.DOTALL | re.IGNORECASE)
_FOLDS = pattern(r"</?(?:details|summary|br|p|div)\b[^>]*>", re.IGNORECASE)
_BOLD_LEVEL = LABEL_LEVEL - 1
_LIST_NEXT = (ListNode,)


def read_markdown(name: str, data: bytes, today: date) -> tuple[Notes, Compilation]:
    """The outline of notes, and what they are as a plan; lists that Markdown does not see are mended first."""
    compilation = compile_bytes(name, data, today)
    edits = [
        edit
        for found in fixable(compilation)
        if found.code in _MENDED and found.fix and _may_mend(compilation, found.code, *found.span)
        for edit in found.fix.edits
    ]
    mended = edited(compilation, edits, today) if edits else compilation
    return _Reader(mended.document.source).notes(mended), compilation


def _may_mend(compilation: Compilation, code: str, start: int, end: int) -> bool:
    """Lists that are none, and tags of other programs; words that say the same stay words."""
    return code != "P103" or _OF_OTHERS.search(compilation.source.text[start:end]) is not None


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source

    def line(self, place: int) -> int:
        return self.source.position(place).line

    def text(self, start: int, end: int) -> str:
        return " ".join(self.source.text[start:end].split())

    def notes(self, compilation: Compilation) -> Notes:
        document = compilation.document
        heads = list(self.heads(document.nodes))
        title, title_line = "", 1
        first = next((place for place, one in enumerate(heads) if isinstance(one, Section)), None)
        if first is not None:
            head = heads[first]
            assert isinstance(head, Section)
            others = [one.level for one in heads[first + 1 :] if isinstance(one, Section)]
            is_above = first == 0 and bool(others) and head.level < min(others) and head.mark is None
            is_title = head.level == 1 or is_above or (head.level == _BOLD_LEVEL and first == 0)
            if is_title and all(isinstance(one, Prose) for one in heads[:first]):
                title, title_line = head.title, head.line
                heads.pop(first)
        blocks, sections = _nested(heads)
        front = document.front_matter_span
        return Notes(
            title,
            title_line,
            self.source.text[front.start : front.end] if front else "",
            tuple(entry.key for entry in document.front_matter),
            blocks,
            sections,
            self.source.text,
        )

    def heads(self, nodes: tuple[Node, ...]) -> Iterator[Section | Block]:
        """Headings as empty sections, and the blocks between them; bold lines and folds are headings too."""
        for place, node in enumerate(nodes):
            following = nodes[place + 1] if place + 1 < len(nodes) else None
            if isinstance(node, HeadingNode):
                span = node.words.span
                yield Section(
                    self.text(span.start, span.end), self.line(node.span.start), node.level, mark=_mark(node.box)
                )
            elif isinstance(node, ProseNode):
                yield from self.prose(node, following)
            else:
                yield from self.block(node)

    def prose(self, node: ProseNode, following: Node | None) -> Iterator[Section | Block]:
        raw = self.source.text[node.span.start : node.span.end].rstrip()
        line = self.line(node.span.start)
        bold = _BOLD.fullmatch(raw)
        if bold and bold["title"].strip():
            yield Section(bold["title"].strip().rstrip(":："), line, _BOLD_LEVEL)
        elif raw.lstrip().startswith("<") and _FOLDS.search(raw):
            for match in _SUMMARY.finditer(raw):
                yield Section(" ".join(match["title"].split()), line, _BOLD_LEVEL)
            rest = _FOLDS.sub("", _SUMMARY.sub("", raw)).strip()
            if rest:
                yield Prose(rest, line)
        elif isinstance(following, _LIST_NEXT) and _is_label(raw):
            yield Section(raw.rstrip(":： *_").lstrip("*_ "), line, LABEL_LEVEL)
        else:
            yield Prose(raw, line, isinstance(node.block, Paragraph))

    def block(self, node: Node) -> Iterator[Block]:
        if isinstance(node, ListNode):
            items = tuple(self.item(one) for one in node.items)
            yield Listed(items, self.line(node.span.start))
        elif isinstance(node, TableNode):
            yield self.rows(node)
        elif isinstance(node, (ProseNode, CommentNode)):
            raw = self.source.text[node.span.start : node.span.end].rstrip()
            yield Prose(
                raw, self.line(node.span.start), isinstance(node, ProseNode) and isinstance(node.block, Paragraph)
            )

    def item(self, node: ItemNode) -> Item:
        children = tuple(block for child in node.children for block in self.block(child))
        span = node.words.span
        return Item(
            self.text(span.start, span.end),
            self.line(node.span.start),
            _mark(node.box),
            node.number is not None,
            children,
        )

    def rows(self, node: TableNode) -> Rows:
        texts = [tuple(self.text(*cell) for cell in row) for row in node.cells]
        lines = tuple(self.line(row[0].start) if row else self.line(node.span.start) for row in node.cells)
        raw = self.source.text[node.span.start : node.span.end].rstrip()
        return Rows(texts[0] if texts else (), tuple(texts[1:]), self.line(node.span.start), lines[1:], raw)


def _mark(box: Box | None) -> str | None:
    return _MARKS[box.state] if box else None


def _is_label(raw: str) -> bool:
    """Whether a paragraph is the name of the list below it: `Steps:`"""
    return "\n" not in raw and raw.rstrip("*_ ").endswith((":", "：")) and len(raw) <= 60


def _nested(heads: list[Section | Block]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """The blocks above any heading, and the sections with what stands under them and below."""
    root: tuple[Section, list[Block], list[Section]] = (Section("", 1, 0), [], [])
    stack = [root]

    def close(level: int) -> None:
        while len(stack) > 1 and stack[-1][0].level >= level:
            head, blocks, sections = stack.pop()
            stack[-1][2].append(head._replace(blocks=tuple(blocks), sections=tuple(sections)))

    for one in heads:
        if isinstance(one, Section):
            level = max(one.level, 2)
            close(level)
            stack.append((one._replace(level=level), [], []))
        else:
            stack[-1][1].append(one)
    close(1)
    return tuple(root[1]), tuple(root[2])
