"""Inline Markdown with offsets: markdown-it's inline tokens, and where each stands in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import groupby
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from plainplan.pattern import pattern
from plainplan.prose import Break, Code, Emphasis, Image, Inline, Link, NoteMark, Strike, Strong, Text
from plainplan.source import Span
from plainplan.tuples import NamedTuple

Env = dict[str, Any]

_SPECIAL = frozenset("\\`*_[<&\n")

OPAQUE = "\ufffc"
"""What stands in the visible text for a piece that holds no tag: code, an image, an escape, the text of a link."""

NOTE = "\ufffb"
"""The same for the mark of a footnote, which may stand right behind a tag."""

_MAX_DEPTH = 40
_MAX_BRACKETS = 200
_BRACKET = pattern(r"[\[\]]")
_WIKI_LINK = pattern(r"!?\[\[[^\[\]\n]+\]\]")
_WRAPPERS: dict[str, type[Emphasis] | type[Strong] | type[Strike]] = {"em": Emphasis, "strong": Strong, "s": Strike}


class InlinePiece(NamedTuple):
    """A piece of inline text and where it stands. `kind` is text, opaque, open, close, break or comment;
    `made` is the finished inline of an opaque piece or break; `token` the token of an opening one."""

    kind: str
    start: int
    end: int
    text: str = ""
    made: Inline | None = None
    token: Token | None = None


class _PlacedState(StateInline):
    """markdown-it's state for inline rules, which records the start offset of each token."""

    pending_from = 0
    last_run = -1
    in_run = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self.pending_from = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta = {"at": self.pending_from}
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        at = self.pos
        token.meta = {"at": at}
        if ttype == "text":  # a run of `*`, `_` or `~` pushes several tokens from one position
            self.in_run = self.in_run + 1 if at == self.last_run else 0
            self.last_run = at
            token.meta["at"] = at + self._width_before(at)
        return token

    def _width_before(self, at: int) -> int:
        if self.src[at] != "~":
            return self.in_run
        end = at
        while end < self.posMax and self.src[end] == "~":
            end += 1
        odd = (end - at) % 2
        return max(0, 2 * self.in_run - odd)


def is_plain(content: str) -> bool:
    """Whether a text has no inline markup, as it has no character that starts any."""
    return _SPECIAL.isdisjoint(content) and "~~" not in content


def read_pieces(md: MarkdownIt, env: Env, content: str) -> list[InlinePiece]:
    """The pieces of a text, in order. Brackets nested hundreds deep are treated as text."""
    if content.count("[") > _MAX_BRACKETS and _open_brackets(content) > _MAX_BRACKETS:
        return [InlinePiece("text", 0, len(content), content)]
    state = _PlacedState(content, md, env, [])
    try:
        md.inline.tokenize(state)
        for rule in md.inline.ruler2.getRules(""):
            rule(state)
    except RecursionError:
        return [InlinePiece("text", 0, len(content), content)]
    places = [token.meta["at"] for token in state.tokens]
    places.append(len(content))
    pieces: list[InlinePiece] = []
    linked = 0  # nesting depth of links
    for index, token in enumerate(state.tokens):
        if token.tag == "a":
            linked += token.nesting
        piece = _piece(token, places[index], places[index + 1], content, linked=linked > 0)
        if piece is not None:
            pieces += _around_wiki_links(piece)
    return pieces


def _around_wiki_links(piece: InlinePiece) -> list[InlinePiece]:
    """A text in pieces, where wiki links such as `[[Nurse|the plan]]` stay as written, without tags in them."""
    if piece.kind != "text" or "[[" not in piece.text:
        return [piece]
    pieces: list[InlinePiece] = []
    at = 0
    for match in _WIKI_LINK.finditer(piece.text):
        pieces.append(_part(piece, at, match.start()))
        pieces.append(
            InlinePiece("opaque", piece.start + match.start(), piece.start + match.end(), OPAQUE, Text(match[0]))
        )
        at = match.end()
    pieces.append(_part(piece, at, len(piece.text)))
    return [one for one in pieces if one.text]


def _part(piece: InlinePiece, start: int, end: int) -> InlinePiece:
    return InlinePiece("text", piece.start + start, piece.start + end, piece.text[start:end])


def _open_brackets(content: str) -> int:
    """The depth of open brackets; markdown-it searches for the closing one from each of them."""
    most = depth = 0
    for match in _BRACKET.finditer(content):
        depth = depth + 1 if match[0] == "[" else max(0, depth - 1)
        most = max(most, depth)
    return most


def _piece(token: Token, start: int, following: int, content: str, *, linked: bool) -> InlinePiece | None:
    kind = token.type
    if kind == "text":
        if not token.content:
            return None
        if linked:
            return InlinePiece("opaque", start, start, OPAQUE, Text(token.content))
        return InlinePiece("text", start, start + len(token.content), token.content)
    if token.nesting:
        return InlinePiece("open" if token.nesting > 0 else "close", start, start, token=token)
    if kind in ("softbreak", "hardbreak"):
        return InlinePiece("break", start, following, "\n", Break(kind == "hardbreak"))
    if kind == "html_inline" and token.content.startswith("<!--"):
        return InlinePiece("comment", start, start + len(token.content), token=token)
    end = start + len(content[start:following].rstrip())
    sign = NOTE if kind == "footnote_ref" else OPAQUE
    return InlinePiece("opaque", start, end, sign, _finished(token), token if kind == "html_inline" else None)


def _finished(token: Token) -> Inline:
    """The inline node of an opaque piece; an image's span is relative to the text until the caller shifts it."""
    if token.type == "code_inline":
        return Code(token.content)
    if token.type == "footnote_ref":
        return NoteMark(token.meta["id"] + 1)
    if token.type == "image":
        src, title = str(token.attrs.get("src", "")), str(token.attrs.get("title", ""))
        return Image(src, title, _words(token.children or ()), Span(0, 0))
    return Text(token.content)


def _words(tokens: Iterable[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(_words(token.children or ()))
        elif token.type != "html_inline" or not token.content.startswith("<!--"):
            parts.append(token.content)
    return "".join(parts)


def visible(pieces: list[InlinePiece]) -> str:
    """The text as displayed; opaque pieces are one character each, emphasis marks none."""
    return "".join(piece.text for piece in pieces)


def build(pieces: list[InlinePiece], cuts: list[tuple[int, int]]) -> tuple[Inline, ...]:
    """The tree of the pieces without the cuts: sorted ranges of the visible text to leave out."""
    stack: list[tuple[Token | None, list[Inline]]] = [(None, [])]
    skipped = at = 0
    for piece in pieces:
        if piece.kind == "open":
            if len(stack) <= _MAX_DEPTH:
                stack.append((piece.token, []))
            else:
                skipped += 1
        elif piece.kind == "close":
            if skipped:
                skipped -= 1
            elif len(stack) > 1:
                _close(stack)
        elif piece.kind != "comment":
            text = without(piece.text, at, cuts) if cuts else piece.text
            if text:
                stack[-1][1].append(piece.made or Text(text))
            at += len(piece.text)
    while len(stack) > 1:
        _close(stack)
    return joined(stack[0][1])


def _close(stack: list[tuple[Token | None, list[Inline]]]) -> None:
    token, children = stack.pop()
    if token is None or not children:
        return
    if token.type == "link_open":
        href, title = str(token.attrs.get("href", "")), str(token.attrs.get("title", ""))
        stack[-1][1].append(Link(href, title, joined(children)))
    else:
        stack[-1][1].append(_WRAPPERS[token.tag](joined(children)))


def joined(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Inline pieces with neighbouring texts made one."""
    if len(inlines) < 2:
        return tuple(inlines)
    whole: list[Inline] = []
    for is_text, group in groupby(inlines, key=lambda one: isinstance(one, Text)):
        if is_text:
            whole.append(Text("".join(one.text for one in group if isinstance(one, Text))))
        else:
            whole.extend(group)
    return tuple(whole)


def without(text: str, at: int, cuts: list[tuple[int, int]]) -> str:
    """A text that starts at `at`, less the cuts that touch it."""
    end = at + len(text)
    parts = []
    kept = at
    for index in range(bisect_right(cuts, at, key=_cut_end), len(cuts)):
        start, stop = cuts[index]
        if start >= end:
            break
        parts.append(text[kept - at : max(start, kept) - at])
        kept = max(kept, min(stop, end))
    parts.append(text[kept - at :])
    return "".join(parts)


def _cut_end(cut: tuple[int, int]) -> int:
    return cut[1]
