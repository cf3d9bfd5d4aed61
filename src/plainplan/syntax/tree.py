"""From Markdown's flat tokens to the tree of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from plainplan.diagnostics import Diagnostic
from plainplan.prose import CodeBlock, Divider, Paragraph, Quote
from plainplan.source import Span
from plainplan.syntax.boxes import read_box
from plainplan.syntax.document import Box, CommentNode, HeadingNode, ItemNode, ListNode, Node, ProseNode, TaggedText
from plainplan.syntax.markdown import Blocks
from plainplan.syntax.near_blocks import almost_markdown, strange_heading
from plainplan.syntax.near_keys import unknown_keys
from plainplan.syntax.nesting import Marker, check_code, check_lines, check_marker
from plainplan.syntax.visible import LineStarts, comment_text, comments, open_comment, place_of, raw_html, show
from plainplan.syntax.words import read_words
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from plainplan.syntax.footnotes import WrittenNote
    from plainplan.syntax.prosetree import QuoteRead

_LEAVES = frozenset({"code_block", "fence", "hr", "html_block"})


class _Open:
    """A list or an item that is being read."""

    __slots__ = ("box", "children", "items", "marker", "number", "start", "tight", "words")

    def __init__(self, start: int, number: int | None, marker: Marker | None = None) -> None:
        self.start = start
        self.number = number
        self.marker = marker
        self.children: list[Node] = []
        self.items: list[ItemNode] = []
        self.box: Box | None = None
        self.words: TaggedText | None = None
        self.tight = True


class Tree(NamedTuple):
    """The nodes of a text, and the lines of its leaves: `(first, after the last)`."""

    nodes: tuple[Node, ...]
    covered: list[tuple[int, int]]
    notes: list[WrittenNote]


class _TokenReader:
    """Reads the tokens once with a stack of its own, so that deep nesting needs no recursion."""

    def __init__(self, blocks: Blocks, diagnostics: list[Diagnostic]) -> None:
        self.blocks = blocks
        self.found = diagnostics
        self.root: list[Node] = []
        self.stack: list[_Open] = []
        self.covered: list[tuple[int, int]] = []
        self.cursor = 0  # up to here the source has been read as bullets and numbers
        self.notes: list[WrittenNote] = []
        self.last = 0  # the line on which the last leaf ended
        self.above: list[Marker | None] = [None]  # in each open place, the item written last

    def read(self) -> Tree:
        tokens, count = self.blocks.tokens, len(self.blocks.tokens)
        index = 0
        while index < count:
            token = tokens[index]
            kind = token.type
            if kind == "list_item_open":
                self.open_item(token)
            elif kind == "paragraph_open":
                self.paragraph(tokens[index + 1], hidden=token.hidden)
                index += 2
            elif kind == "list_item_close":
                self.close_item()
            else:
                index = self.step(token, kind, index)
            index += 1
        return Tree(tuple(self.root), self.covered, self.notes)

    def step(self, token: Token, kind: str, index: int) -> int:
        """Read what is neither a paragraph nor the bounds of an item; the last token that belongs to it."""
        tokens = self.blocks.tokens
        if kind in ("bullet_list_open", "ordered_list_open"):
            self.open_list(token)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.close_list()
        elif kind == "heading_open":
            self.heading(token, tokens[index + 1])
            return index + 2
        elif kind in _LEAVES:
            self.leaf(token)
        elif kind == "blockquote_open":
            return self.quote(tokens, index) - 1
        elif kind == "table_open":
            return self.table(tokens, index) - 1
        elif kind == "footnote_reference_open":
            return self.note(tokens, index) - 1
        return index

    # Lists and items

    def open_list(self, token: Token) -> None:
        number = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        self.stack.append(_Open(-1, number))

    def close_list(self) -> None:
        done = self.stack.pop()
        node = ListNode(Span(done.items[0].span.start, done.items[-1].span.end), done.number, done.tight,
                        tuple(done.items))  # fmt: skip
        self.add(node)

    def open_item(self, token: Token) -> None:
        first, _ = _lines(token)
        at = self.start_of(first)
        after = at + len(token.info) + 1  # behind `-`, or the number and what follows it
        self.cursor = after
        number = int(token.info) if token.info else None
        marker = Marker(at, after, first, self.blocks, self.above[-1], number)
        self.above[-1] = marker
        self.above.append(None)
        self.stack.append(_Open(at, number, marker))
        self.last = first

    def close_item(self) -> None:
        done = self.stack.pop()
        end = self.end
        self.above.pop()
        if done.marker is not None:
            check_marker(done.marker, self.last, self.found)
        words = done.words
        if words is None:
            at = min(end, done.marker.after if done.marker else done.start)
            words = TaggedText(Span(at, at), (), (), ())
        span = Span(done.start, end)
        self.stack[-1].items.append(ItemNode(span, done.number, done.box, words, tuple(done.children)))

    # Leaves

    def paragraph(self, token: Token, *, hidden: bool) -> None:
        first = self.cover(token)
        starts = self.blocks.starts(token)
        item = self.stack[-1] if self.stack else None
        if item and not hidden:
            self.stack[-2].tight = False
        if len(starts) > 1:
            check_lines(self.blocks, starts, first, item.marker if item else None, self.found)
        almost_markdown(self.blocks, starts, item is not None and item.words is None, self.found)
        self.text(token.content, starts, self.end)

    def text(self, content: str, starts: list[int], end: int) -> None:
        """A paragraph: the words of an item that has none yet, else prose."""
        item = self.stack[-1] if self.stack else None
        if item and item.words is None and all(map(_is_comment, item.children)):
            item.box, width = read_box(content, starts[0], self.found)
            item.words = self.words(content[width:], _moved(content, starts, width))
            return
        place = place_of(content, starts)
        shown = show(self.blocks.md, self.blocks.env, content, place, self.found)
        inside = comments(shown, place)
        if shown.text.strip():
            self.add(ProseNode(Span(starts[0], end), Paragraph(shown.inlines([]))))
        for comment in inside:
            self.add(comment)
        self.plain()

    def words(self, content: str, place: LineStarts) -> TaggedText:
        shown = show(self.blocks.md, self.blocks.env, content, place, self.found)
        for comment in comments(shown, place) if shown.pieces else ():
            self.add(comment)
        words = read_words(shown, place, len(content), self.found)
        unknown_keys(shown, self.found)
        return words

    def heading(self, token: Token, inline: Token) -> None:
        self.cover(token)
        [line, *_] = starts = self.blocks.starts(inline)
        content = inline.content
        if token.markup[0] == "#":
            strange_heading(self.blocks.source.text, line, token.markup, self.found)
            starts = [self.blocks.heading_start(token, inline)]
        box, width = read_box(content, starts[0], self.found)
        into = len(self.children())
        words = self.words(content[width:], _moved(content, starts, width))
        node = HeadingNode(Span(line, self.end), int(token.tag[1]), box, words)
        self.children().insert(into, node)
        self.plain()

    def leaf(self, token: Token) -> None:
        start = self.start_of(self.cover(token))
        if token.type == "html_block":
            self.html(Span(start, self.end))
            return
        if token.type == "hr":
            self.add(ProseNode(Span(start, self.end), Divider()))
        else:
            if token.type == "fence" and not self.stack:
                from plainplan.syntax.fences import unclosed_code  # few plans have code

                unclosed_code(self.blocks, token, self.found)
            if token.type == "code_block":
                check_code(self.blocks, token, self.stack[-1].marker if self.stack else None, self.found)
            self.add(ProseNode(Span(start, self.end), CodeBlock(token.content, token.info.strip())))
        self.plain()

    def html(self, span: Span) -> None:
        from plainplan.syntax.html import split_html  # few plans have comments or HTML

        text = self.blocks.source.text
        for part, is_comment in split_html(text, span):
            written = text[slice(*part)]
            if is_comment:
                self.add(CommentNode(part, comment_text(written)))
            elif "<" not in written and "\n" not in written and "\r" not in written:
                self.text(written, [part.start], part.end)
            else:
                self.found.append(open_comment(part) if written.startswith("<!--") else raw_html(part))
                self.add(ProseNode(part, CodeBlock(written, "html")))
                self.plain()

    def quote(self, tokens: list[Token], index: int) -> int:
        start = self.start_of(self.cover(tokens[index]), " \t")
        result = self.quoted(tokens, index, start)
        self.covered[-1:] = result.covered
        self.add(ProseNode(Span(start, self.end), result.block))
        self.notes += result.notes
        for comment in result.comments:
            self.add(comment)
        self.plain()
        return result.following

    def note(self, tokens: list[Token], index: int) -> int:
        """A footnote: prose, shown elsewhere."""
        from plainplan.syntax.footnotes import WrittenNote

        start = self.start_of(self.cover(tokens[index]), " \t")
        result = self.quoted(tokens, index, start)
        self.covered[-1:] = result.covered or self.covered[-1:]
        assert isinstance(result.block, Quote)
        self.notes.append(WrittenNote(tokens[index].meta["label"], Span(start, self.end), result.block.blocks))
        self.notes += result.notes
        for comment in result.comments:
            self.add(comment)
        self.plain()
        return result.following

    def quoted(self, tokens: list[Token], index: int, start: int) -> QuoteRead:
        from plainplan.syntax.prosetree import read_quote  # few plans have quotes or footnotes

        return read_quote(self.blocks, tokens, index, start, self.found)

    def table(self, tokens: list[Token], index: int) -> int:
        from plainplan.syntax.tables import read_table  # few plans have tables

        self.cover(tokens[index])
        result = read_table(self.blocks, tokens, index, self.found)
        self.add(result.node)
        for comment in result.comments:
            self.add(comment)
        self.plain()
        return result.following

    # Helpers

    @property
    def end(self) -> int:
        """Where the last leaf ended."""
        return self.blocks.ends[self.last]

    def children(self) -> list[Node]:
        return self.stack[-1].children if self.stack else self.root

    def add(self, node: Node) -> None:
        self.children().append(node)

    def plain(self) -> None:
        """What was read is no list item: the next item has none right above it."""
        self.above[-1] = None

    def cover(self, token: Token) -> int:
        """Note which lines a leaf takes; the first of them."""
        first, last = _lines(token)
        self.covered.append((first, last))
        while last - 1 > first and not self.blocks.source.line(self.blocks.number(last - 1)).strip():
            last -= 1
        self.last = last - 1
        return first

    def start_of(self, line: int, skipped: str = " \t>") -> int:
        """The first character of a block on a line: past bullets already read, and what is to be skipped."""
        text = self.blocks.source.text
        at = max(self.blocks.begins[line], self.cursor)
        while at < len(text) and text[at] in skipped:
            at += 1
        return at


def _is_comment(node: Node) -> bool:
    return isinstance(node, CommentNode)


def _lines(token: Token) -> tuple[int, int]:
    return (token.map[0], token.map[1]) if token.map else (0, 1)


def _moved(content: str, starts: list[int], width: int) -> LineStarts:
    """The place of a text less `width` characters at its start."""
    if len(starts) == 1:
        return LineStarts([0], [starts[0] + width])
    place = place_of(content, starts)
    if not width:
        return place
    inner = [max(0, at - width) for at in place.inner]
    outer = [at + max(0, width - old) for at, old in zip(place.outer, place.inner, strict=True)]
    keep = max(index for index, at in enumerate(inner) if at == 0)
    return LineStarts(inner[keep:], outer[keep:])


def read_tree(blocks: Blocks, diagnostics: list[Diagnostic]) -> Tree:
    """The nodes of all that stands below the front matter."""
    return _TokenReader(blocks, diagnostics).read()
