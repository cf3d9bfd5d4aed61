"""The displayed text of inline Markdown, with a mapping back to the source."""

from __future__ import annotations

from bisect import bisect_right

from markdown_it import MarkdownIt

from plainplan.diagnostics import Diagnostic, Severity, finding
from plainplan.messages import msg
from plainplan.prose import Image, Inline, NoteMark, Text
from plainplan.source import Span
from plainplan.syntax.document import CommentNode
from plainplan.syntax.inline import Env, InlinePiece, build, is_plain, read_pieces, visible, without
from plainplan.syntax.rules import RAW_HTML
from plainplan.tuples import NamedTuple


class LineStarts(NamedTuple):
    """Where the lines of a text stand: line by line its offset in the text and in the source."""

    inner: list[int]
    outer: list[int]

    def offset(self, at: int) -> int:
        """The source's offset for an offset in the text."""
        if len(self.inner) == 1:
            return self.outer[0] + at - self.inner[0]
        row = max(0, bisect_right(self.inner, at) - 1)
        return self.outer[row] + at - self.inner[row]

    def span(self, length: int) -> Span:
        """The place of all of a text that is so long."""
        if len(self.inner) == 1:
            start = self.outer[0] - self.inner[0]
            return Span(start, start + length)
        start = self.offset(0)
        return Span(start, self.offset(length - 1) + 1) if length else Span(start, start)


def place_of(content: str, starts: list[int]) -> LineStarts:
    """The place of a text whose lines, blanks before them aside, begin at `starts` in the source."""
    if "\n" not in content:
        return LineStarts([0], starts[:1])
    inner = []
    at = 0
    for line in content.split("\n"):
        inner.append(at + len(line) - len(line.lstrip(" \t")))
        at += len(line) + 1
    return LineStarts(inner, starts)


class VisibleText(NamedTuple):
    """A text's pieces (none where it is all plain), what a reader sees of it, and the way from there to the source.

    `from_visible` and `to_source` give for the start of each stretch its place in both.
    """

    pieces: list[InlinePiece]
    text: str
    from_visible: list[int]
    to_source: list[int]

    def inlines(self, cuts: list[tuple[int, int]]) -> tuple[Inline, ...]:
        """The text without the cuts: sorted stretches of what a reader sees."""
        if self.pieces:
            return build(self.pieces, cuts)
        text = without(self.text, 0, cuts) if cuts else self.text
        return (Text(text),) if text else ()

    def offset(self, at: int) -> int:
        row = max(0, bisect_right(self.from_visible, at) - 1)
        return self.to_source[row] + at - self.from_visible[row]

    def span(self, start: int, end: int) -> Span | None:
        """The place of a stretch of the visible text; None where other things stand between its characters."""
        if len(self.from_visible) == 1:
            shift = self.to_source[0] - self.from_visible[0]
            return Span(start + shift, end + shift)
        first, last = self.offset(start), self.offset(end - 1)
        return Span(first, last + 1) if last - first == end - 1 - start else None


def show(md: MarkdownIt, env: Env, content: str, place: LineStarts, diagnostics: list[Diagnostic]) -> VisibleText:
    """Parse a text's inline Markdown; text without special characters skips the parser."""
    if is_plain(content):
        return VisibleText([], content, place.inner, place.outer)
    pieces = [_placed(piece, place, diagnostics) for piece in read_pieces(md, env, content)]
    for piece in pieces:
        if isinstance(piece.made, NoteMark):
            env.setdefault("marks", {}).setdefault(piece.made.number, place.offset(piece.start))
    from_visible, to_source = [], []
    at = 0
    for piece in pieces:
        if piece.text:
            from_visible.append(at)
            to_source.append(place.offset(piece.start))
            at += len(piece.text)
    return VisibleText(pieces, visible(pieces), from_visible or [0], to_source or [place.offset(0)])


def comments(shown: VisibleText, place: LineStarts) -> list[CommentNode]:
    """The HTML comments within a text."""
    return [
        CommentNode(Span(place.offset(piece.start), place.offset(piece.end)), comment_text(piece.token.content))
        for piece in shown.pieces
        if piece.kind == "comment" and piece.token
    ]


def comment_text(comment: str) -> str:
    """What stands between the marks of an HTML comment."""
    return comment.removeprefix("<!--").removesuffix("-->").strip()


def _placed(piece: InlinePiece, place: LineStarts, diagnostics: list[Diagnostic]) -> InlinePiece:
    if piece.kind != "opaque":
        return piece
    span = Span(place.offset(piece.start), place.offset(max(piece.end, piece.start + 1) - 1) + 1)
    if piece.token is not None and not piece.token.content.startswith("</"):
        diagnostics.append(raw_html(span))
    if isinstance(piece.made, Image):
        return piece._replace(made=piece.made._replace(span=span))
    return piece


def open_comment(span: Span) -> Diagnostic:
    """The warning that a comment has no end, with all below it shown as it was typed."""
    message = msg("this comment is never closed, so it and what follows are shown as text")
    first = Span(span.start, span.start + len("<!--"))
    return finding(RAW_HTML, first, message, help=msg("put `-->` at its end"), severity=Severity.WARNING)


def raw_html(span: Span) -> Diagnostic:
    """The hint that HTML is shown as text."""
    return finding(
        RAW_HTML, span, msg("raw HTML is shown as text"), help=msg("Markdown has marks for most of it: `**bold**`")
    )
