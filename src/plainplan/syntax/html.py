"""Separating comments in raw HTML blocks from the rest."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.source import Span
from plainplan.tuples import NamedTuple


class HtmlPiece(NamedTuple):
    """A comment, or what stands between comments."""

    span: Span
    is_comment: bool


def split_html(text: str, span: Span) -> list[HtmlPiece]:
    """The comments in a span of the source, and other text there that is not blank."""
    stretches: list[HtmlPiece] = []
    at = span.start
    for comment in _comments(text, span.start, span.end):
        _add_rest(stretches, text, at, comment.start)
        stretches.append(HtmlPiece(comment, True))
        at = comment.end
    _add_rest(stretches, text, at, span.end)
    return stretches


def _add_rest(stretches: list[HtmlPiece], text: str, start: int, end: int) -> None:
    rest = text[start:end]
    if rest.strip():
        start += len(rest) - len(rest.lstrip())
        stretches.append(HtmlPiece(Span(start, start + len(rest.strip())), False))


def without_comments(html: str) -> str:
    """HTML without its comments."""
    return "".join(html[slice(*part.span)] for part in split_html(html, Span(0, len(html))) if not part.is_comment)


def _comments(text: str, start: int, end: int) -> Iterator[Span]:
    while (begin := text.find("<!--", start, end)) >= 0:
        empty = next((mark for mark in ("<!-->", "<!--->") if text.startswith(mark, begin)), None)
        close = begin + len(empty) - 3 if empty else text.find("-->", begin + 4, end)
        if close < 0 or close + 3 > end:
            return
        yield Span(begin, close + 3)
        start = close + 3
