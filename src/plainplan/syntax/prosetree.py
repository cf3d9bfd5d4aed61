"""Block quotes with all their contents as one piece of prose."""

from __future__ import annotations

from markdown_it.token import Token

from plainplan.diagnostics import Diagnostic, finding
from plainplan.messages import msg
from plainplan.prose import Block, CodeBlock, Divider, Heading, Inline, List, ListItem, Paragraph, Quote
from plainplan.source import Span
from plainplan.syntax.boxes import STATES
from plainplan.syntax.document import CommentNode
from plainplan.syntax.footnotes import WrittenNote
from plainplan.syntax.html import without_comments
from plainplan.syntax.markdown import Blocks
from plainplan.syntax.rules import WORK_IN_QUOTE
from plainplan.syntax.tables import read_table
from plainplan.syntax.tags import has_duration
from plainplan.syntax.visible import comments, place_of, raw_html, show
from plainplan.tuples import NamedTuple
from plainplan.values import State

_CONTAINERS = frozenset({"footnote_reference", "blockquote", "bullet_list", "ordered_list", "list_item"})


class QuoteRead(NamedTuple):
    """A quote, the comments in it, the lines of its leaves, and the token after it."""

    block: Block
    comments: list[CommentNode]
    covered: list[tuple[int, int]]
    following: int
    notes: list[WrittenNote]


class _Frame:
    """A container that is being read."""

    __slots__ = ("blocks", "items", "state", "tight", "token")

    def __init__(self, token: Token) -> None:
        self.token = token
        self.blocks: list[Block] = []
        self.items: list[ListItem] = []
        self.state: State | None = None
        self.tight = True


class _Prose:
    def __init__(self, blocks: Blocks, diagnostics: list[Diagnostic], start: int) -> None:
        self.blocks = blocks
        self.found = diagnostics
        self.start = start
        self.stack: list[_Frame] = []
        self.comments: list[CommentNode] = []
        self.covered: list[tuple[int, int]] = []
        self.notes: list[WrittenNote] = []

    def read(self, tokens: list[Token], index: int) -> QuoteRead:
        while True:
            token = tokens[index]
            name, _, side = token.type.rpartition("_")
            if name in _CONTAINERS and side == "open":
                self.stack.append(_Frame(token))
            elif name in _CONTAINERS:
                opened = self.stack[-1].token
                block = self.close()
                if not self.stack:
                    return QuoteRead(block, self.comments, self.covered, index + 1, self.notes)
                if name == "footnote_reference" and isinstance(block, Quote):
                    self.note(opened, block)
                elif name != "list_item":
                    self.stack[-1].blocks.append(block)
            elif token.type == "table_open":
                table = read_table(self.blocks, tokens, index, self.found)
                self.covered.append(_lines(token))
                self.comments += table.comments
                self.stack[-1].blocks.append(table.node.table)
                index = table.following - 1
            else:
                self.leaf(tokens, index)
            index += 1

    def note(self, opening: Token, block: Quote) -> None:
        """A footnote that is written in a quote, or in another one."""
        first, last = _lines(opening)
        text, begin, end = self.blocks.source.text, self.blocks.line_start(first), self.blocks.line_end(last - 1)
        self.notes.append(WrittenNote(opening.meta["label"], Span(text.find("[^", begin, end), end), block.blocks))

    def close(self) -> Block:
        frame = self.stack.pop()
        kind = frame.token.type
        if kind == "list_item_open":
            self.stack[-1].items.append(ListItem(tuple(frame.blocks), frame.state))
            return Divider()
        if kind in ("blockquote_open", "footnote_reference_open"):
            return Quote(tuple(frame.blocks))
        start = int(frame.token.attrs.get("start", 1)) if kind == "ordered_list_open" else None
        return List(tuple(frame.items), start, frame.tight)

    def leaf(self, tokens: list[Token], index: int) -> None:
        token = tokens[index]
        into = self.stack[-1].blocks
        if token.type in ("paragraph_open", "heading_open"):
            self.covered.append(_lines(token))
            heading = token.type == "heading_open"
            children = self.inline(tokens[index + 1], token, heading)
            if heading:
                into.append(Heading(int(token.tag[1]), children))
            elif children:
                into.append(Paragraph(children))
        elif token.type in ("code_block", "fence"):
            self.covered.append(_lines(token))
            into.append(CodeBlock(token.content, token.info.strip()))
        elif token.type == "hr":
            self.covered.append(_lines(token))
            into.append(Divider())
        elif token.type == "html_block":
            self.covered.append(_lines(token))
            self.html(token)

    def inline(self, token: Token, opening: Token, heading: bool) -> tuple[Inline, ...]:
        starts = self.blocks.starts(token)
        content = token.content
        if heading and opening.markup[0] == "#":
            starts = [self.blocks.heading_start(opening, token)]
        frame = self.stack[-1]
        if not opening.hidden and len(self.stack) > 1 and frame.token.type == "list_item_open":
            self.stack[-2].tight = False
        place = place_of(content, starts)
        shown = show(self.blocks.md, self.blocks.env, content, place, self.found)
        self.comments += comments(shown, place)
        cut = 0
        boxed = content[:1] == "[" and content[1:2] in STATES and content[2:4] in ("]", "] ", "]\n")
        if boxed and frame.token.type == "list_item_open" and not frame.blocks:
            frame.state = STATES[content[1]]
            cut = 4
            if has_duration(shown.text):
                message = msg("this looks like a step, and nothing in a quote is one")
                help = msg("take the `>` away from its line to make it a step")
                self.found.append(finding(WORK_IN_QUOTE, place.span(len(content)), message, help=help))
        return shown.inlines([(0, cut)] if cut else [])

    def html(self, token: Token) -> None:
        rest = without_comments(token.content).strip("\n")
        if rest.strip():
            first, last = _lines(token)
            span = Span(max(self.start, self.blocks.line_start(first)), self.blocks.line_end(last - 1))
            self.found.append(raw_html(span))
            self.stack[-1].blocks.append(CodeBlock(rest, "html"))


def _lines(token: Token) -> tuple[int, int]:
    return (token.map[0], token.map[1]) if token.map else (0, 1)


def read_quote(blocks: Blocks, tokens: list[Token], index: int, start: int, diagnostics: list[Diagnostic]) -> QuoteRead:
    """The quote whose opening token stands at `index`; `start` is where it begins in the source."""
    return _Prose(blocks, diagnostics, start).read(tokens, index)
