"""Markdown's blocks with their places: markdown-it's own tokens, with the offset at which each line of text begins."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, heading, lheading, paragraph, table
from markdown_it.token import Token

from plainplan.pattern import pattern
from plainplan.source import Source
from plainplan.syntax.inline import Env

MAX_NESTING = 200
_LINE_END = pattern(r"\r\n|\r")
_BlockRule = Callable[[StateBlock, int, int, bool], bool]


class Blocks:
    """The block tokens of some rows of a text, and the way back from their offsets to the source's."""

    __slots__ = ("_row", "_shift", "_starts", "env", "md", "source", "tokens")

    def __init__(self, source: Source, row: int, end: int) -> None:
        """Read from one row to another, that one not included."""
        starts = source.line_starts
        start = starts[row] if row < len(starts) else len(source.text)
        body = source.text[start : starts[end] if end < len(starts) else len(source.text)]
        self.source = source
        self.env: Env = {}
        self.tokens: list[Token] = []
        self.md = _markdown()
        self._row = row
        self._shift = start
        self._starts: list[int] | None = None
        if "\r" in body:
            body = _LINE_END.sub("\n", body)
            self._starts = [0, *(match.end() for match in re.finditer("\n", body))]
        if body:
            self.md.block.parse(body, self.md, self.env, self.tokens)

    def offset(self, line: int, at: int) -> int:
        """The source's offset for an offset of the tokens, on the given line of theirs."""
        if self._starts is None:
            return self._shift + at
        return self.source.line_starts[self._row + line] + at - self._starts[line]

    def number(self, line: int) -> int:
        """The number in the file of a line of the tokens."""
        return self._row + line + 1

    def line_start(self, line: int) -> int:
        return self.source.line_starts[self._row + line]

    def line_end(self, line: int) -> int:
        """Where a line of the tokens ends in the source, its line ending not included."""
        starts, text = self.source.line_starts, self.source.text
        following = self._row + line + 1
        if following >= len(starts):
            return len(text)
        end = starts[following] - 1
        return end - 1 if text[end] == "\n" and text[end - 1 : end] == "\r" else end

    def starts(self, token: Token) -> list[int]:
        """Where in the source the text of each line of an inline token begins."""
        first = token.map[0] if token.map else 0
        return [self.offset(first + index, at) for index, at in enumerate(token.meta["starts"])]


@cache
def _markdown() -> MarkdownIt:
    return new_markdown()


def new_markdown() -> MarkdownIt:
    """A reader of Markdown that notes where its text stands."""
    md = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "html": True})
    md.enable(["table", "strikethrough"]).disable("fragments_join")
    rules = md.block.ruler
    rules.before("table", "line", _line, {"alt": []})
    rules.at("paragraph", _with_starts(paragraph), {"alt": []})
    rules.at("lheading", _with_starts(lheading), {"alt": []})
    rules.at("heading", _with_starts(heading), {"alt": ["paragraph", "reference", "blockquote"]})
    rules.at("table", _with_rows(table), {"alt": ["paragraph", "reference"]})
    return md


# A line of words, perhaps behind a box, and lines that end any paragraph above them: an item, a heading.
_WORDS = pattern(r"[^\W\d_]|\[[ xX/-]\] +\S")
_ENDING = pattern(r"[-+*] +[^\s|:-]|#{1,6} +\S")


def _line(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """A paragraph of one line that can be nothing else: most of a plan, and quicker read than by all the rules."""
    start = state.bMarks[first] + state.tShift[first]
    indent = state.sCount[first] - state.blkIndent
    if silent or not 0 <= indent < 4 or not _WORDS.match(state.src, start, state.eMarks[first]):
        return False
    if not _stands_alone(state, first + 1, state.lineMax):
        return False
    state.line = first + 1
    token = state.push("paragraph_open", "p", 1)
    token.map = [first, state.line]
    token = state.push("inline", "", 0)
    token.content = mdTrim(state.src[start : state.eMarks[first]])
    token.map = [first, state.line]
    token.children = []
    token.meta = {"starts": [start]}
    state.push("paragraph_close", "p", -1)
    return True


def _stands_alone(state: StateBlock, following: int, end: int) -> bool:
    """Whether the paragraph above a line surely ends there: it is empty, or begins an item or a heading."""
    if following >= end or state.isEmpty(following):
        return True
    shift, inner = state.sCount[following], state.blkIndent
    start = state.bMarks[following] + state.tShift[following]
    if shift < 0 or shift - inner > 3 or not _ENDING.match(state.src, start, state.eMarks[following]):
        return False
    return not (state.listIndent >= 0 and shift - state.listIndent >= 4 and shift < inner)


def _with_starts(rule: _BlockRule) -> _BlockRule:
    """The rule, noting at its inline token where the text of each of its lines begins."""

    def placed(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        if not rule(state, first, end, silent):
            return False
        if not silent:
            token = state.tokens[-2]
            begin, stop = token.map or (first, first + 1)
            marks, shifts = state.bMarks, state.tShift
            token.meta = {"starts": [marks[line] + shifts[line] for line in range(begin, stop)]}
        return True

    return placed


def _with_rows(rule: _BlockRule) -> _BlockRule:
    """The table rule, noting at its first token where each row begins and ends."""

    def placed(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        index = len(state.tokens)
        if not rule(state, first, end, silent):
            return False
        if not silent:
            token = state.tokens[index]
            begin, stop = token.map or (first, first + 1)
            rows = [(state.bMarks[line] + state.tShift[line], state.eMarks[line]) for line in range(begin, stop)]
            token.meta = {"rows": rows}
        return True

    return placed
