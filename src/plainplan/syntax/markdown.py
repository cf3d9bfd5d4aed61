"""Markdown's blocks with their places: markdown-it's own tokens, with the offset at which each line of text begins."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading, lheading, paragraph, table
from markdown_it.token import Token

from plainplan.source import Source
from plainplan.syntax.inline import Env

MAX_NESTING = 200
_LINE_END = re.compile(r"\r\n|\r")
_BlockRule = Callable[[StateBlock, int, int, bool], bool]


class Blocks:
    """The block tokens of a text from a line on, and the way back from their offsets to the source's."""

    __slots__ = ("_row", "_shift", "_starts", "env", "md", "source", "tokens")

    def __init__(self, source: Source, row: int) -> None:
        start = source.line_starts[row] if row < len(source.line_starts) else len(source.text)
        body = source.text[start:]
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
    md = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "html": True})
    md.enable(["table", "strikethrough"]).disable("fragments_join")
    rules = md.block.ruler
    rules.at("paragraph", _with_starts(paragraph), {"alt": []})
    rules.at("lheading", _with_starts(lheading), {"alt": []})
    rules.at("heading", _with_starts(heading), {"alt": ["paragraph", "reference", "blockquote"]})
    rules.at("table", _with_rows(table), {"alt": ["paragraph", "reference"]})
    return md


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
