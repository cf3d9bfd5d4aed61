"""Markdown blocks with offsets: markdown-it's tokens, plus where each line of their text begins."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading, lheading, paragraph, table
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from plainplan.pattern import pattern
from plainplan.source import Source
from plainplan.syntax.inline import Env

MAX_NESTING = 200
STRANGE_BLANKS = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
"""Blanks that Markdown takes for letters, as a pattern's set has them; keyboards and other programs write some."""

_LINE_END = pattern(r"\r\n|\r")
_BlockRule = Callable[[StateBlock, int, int, bool], bool]


def _ends(source: Source, row: int, end: int) -> list[int]:
    """Where each of some rows of a text ends, its line ending not included."""
    text = source.text
    ends = [start - 1 for start in source.line_starts[row + 1 : end + 1]]
    if "\r" in text:
        ends = [at - 1 if text[at] == "\n" and text[at - 1 : at] == "\r" else at for at in ends]
    if end >= len(source.line_starts):
        ends.append(len(text))
    return ends


class References(dict[str, Any]):
    """Link reference definitions, and which of them are used."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:
        """Called by markdown-it for each reference link."""
        self.used.add(label)
        return super().get(label, default)


class Blocks:
    """The block tokens of some rows of a text, and the mapping from their offsets to the source's."""

    __slots__ = ("_row", "_shift", "_starts", "begins", "ends", "env", "md", "source", "tokens")

    def __init__(self, source: Source, row: int, end: int) -> None:
        """Parse the rows from `row` up to, not including, `end`."""
        starts = source.line_starts
        start = starts[row] if row < len(starts) else len(source.text)
        body = source.text[start : starts[end] if end < len(starts) else len(source.text)]
        self.source = source
        self.begins = starts[row:end]
        self.ends = _ends(source, row, end)
        self.env: Env = {"references": References()}
        self.tokens: list[Token] = []
        self._row = row
        self._shift = start
        self._starts: list[int] | None = None
        if "\r" in body:
            body = _LINE_END.sub("\n", body)
            self._starts = [0, *(match.end() for match in re.finditer("\n", body))]
        self.md = _markdown(_needless(body))
        if body:
            state = StateBlock(body, self.md, self.env, self.tokens)
            self.md.block.tokenize(state, 0, state.lineMax)

    def offset(self, line: int, at: int) -> int:
        """The source offset for an offset in the parsed rows, on the given line."""
        if self._starts is None:
            return self._shift + at
        return self.source.line_starts[self._row + line] + at - self._starts[line]

    def number(self, line: int) -> int:
        """The line number in the file for a token's line."""
        return self._row + line + 1

    def line_start(self, line: int) -> int:
        return self.begins[line]

    def line_end(self, line: int) -> int:
        """The source offset at which a token's line ends, without its line ending."""
        return self.ends[line]

    def heading_start(self, opening: Token, inline: Token) -> int:
        """The source offset of the text of a heading that is marked by `#`."""
        [start, *_] = self.starts(inline)
        text = self.source.text
        start += len(opening.markup)
        while text[start : start + 1] in (" ", "\t"):
            start += 1
        return text.find(inline.content, start)  # other whitespace is stripped too

    def starts(self, token: Token) -> list[int]:
        """The source offset of each line of an inline token."""
        starts: list[int] = token.meta["starts"]
        if self._starts is None:
            return [self._shift + starts[0]] if len(starts) == 1 else [self._shift + at for at in starts]
        first = token.map[0] if token.map else 0
        return [self.offset(first + index, at) for index, at in enumerate(starts)]


def _with_starts(rule: _BlockRule) -> _BlockRule:
    """Wraps a block rule so that its inline token records where each line of its text begins."""

    def placed(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        if not rule(state, first, end, silent):
            return False
        if not silent:
            token = state.tokens[-2]
            begin, stop = token.map or (first, first + 1)
            marks, shifts = state.bMarks, state.tShift
            starts = [marks[line] + shifts[line] for line in range(begin, stop)]
            token.meta = {"starts": _trimmed(starts, state.src, token.content)}
        return True

    return placed


def _trimmed(starts: list[int], text: str, content: str) -> list[int]:
    """Where the lines of a content start, of which more than blanks were taken off at both ends, even whole lines."""
    first, *others = content.split("\n")
    at = text.find(first, starts[0])
    return [at, *[start for start in starts[1:] if start > at][: len(others)]]


def _with_rows(rule: _BlockRule) -> _BlockRule:
    """Wraps the table rule so that its first token records where each row begins and ends."""

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


_STRANGE_HEADING = pattern(rf"#{{1,6}}[{STRANGE_BLANKS}](?=[\s{STRANGE_BLANKS}]*[^#\s])")


_SIGNS = {
    "footnotes": ("[^",),
    "table": ("|",),
    "fence": ("```", "~~~"),
    "blockquote": (">",),
    "reference": ("]:",),
    "html_block": ("<",),
    "heading": ("#",),
}
_LINES = {
    "hr": pattern(r"([-*_])[ \t]*\1"),
    "lheading": pattern(r"(?m)^[ \t>]*(?:=+|-+)[ \t]*$"),
}
"""What must stand in a text for a rule to find something in it: each rule is tried at nearly every line."""


def _needless(text: str) -> frozenset[str]:
    """The rules that find nothing in a text, for want of the signs that they begin with."""
    unsigned = [rule for rule, signs in _SIGNS.items() if not any(sign in text for sign in signs)]
    return frozenset((*unsigned, *(rule for rule, needed in _LINES.items() if not needed.search(text))))


@lru_cache(maxsize=64)
def _markdown(without: frozenset[str]) -> MarkdownIt:
    return new_markdown(without)


def new_markdown(without: frozenset[str] = frozenset()) -> MarkdownIt:
    """A Markdown parser whose tokens record offsets; some of its rules left out."""
    md = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "html": True})
    md.enable(["table", "strikethrough"]).disable("fragments_join")
    if "footnotes" not in without:
        _add_footnotes(md)
    rules = md.block.ruler
    rules.at("paragraph", _with_starts(paragraph), {"alt": []})
    rules.at("lheading", _with_starts(lheading), {"alt": []})
    rules.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
    rules.at("table", _with_rows(table), {"alt": ["paragraph", "reference"]})
    return md.disable(sorted(without - {"footnotes"}))


def _add_footnotes(md: MarkdownIt) -> None:
    """Footnotes, with a rule for `[^1]` that records the token's offset."""
    from mdit_py_plugins.footnote import footnote_plugin  # few texts have some
    from mdit_py_plugins.footnote.index import footnote_ref

    def placed(state: StateInline, silent: bool) -> bool:
        at = state.pos
        if not footnote_ref(state, silent):
            return False
        if not silent:
            state.tokens[-1].meta["at"] = at
        return True

    footnote_plugin(md, inline=False, move_to_end=False)
    md.inline.ruler.at("footnote_ref", placed)


def _heading(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """The rule for headings behind `#`, noting where the line begins. One with another blank behind its marks is a
    heading too (`almost.py` tells it): what stands below it would else belong to the goal above."""
    start = state.bMarks[first] + state.tShift[first]
    match = None if state.src.isascii() else _STRANGE_HEADING.match(state.src, start, state.eMarks[first])
    if match and not state.is_code_block(first):
        at = match.end() - 1
        state.src = f"{state.src[:at]} {state.src[at + 1 :]}"
    if not heading(state, first, end, silent):
        return False
    if not silent:
        state.tokens[-2].meta = {"starts": [start]}
    return True
