"""Raw HTML blocks: their comments apart from everything else in them."""

from __future__ import annotations

import re
from typing import NamedTuple

from plainplan.source import Span

_COMMENT = re.compile(r"<!--(?:-?>|.*?-->)", re.DOTALL)


class Stretch(NamedTuple):
    """A comment, or what stands between comments."""

    span: Span
    is_comment: bool


def split_html(text: str, span: Span) -> list[Stretch]:
    """The comments in a stretch of the source, and what else is there that is not blank."""
    stretches: list[Stretch] = []
    at = span.start
    for match in _COMMENT.finditer(text, span.start, span.end):
        _add_rest(stretches, text, at, match.start())
        stretches.append(Stretch(Span(*match.span()), True))
        at = match.end()
    _add_rest(stretches, text, at, span.end)
    return stretches


def _add_rest(stretches: list[Stretch], text: str, start: int, end: int) -> None:
    rest = text[start:end]
    if rest.strip():
        start += len(rest) - len(rest.lstrip())
        stretches.append(Stretch(Span(start, start + len(rest.strip())), False))


def without_comments(html: str) -> str:
    """HTML without its comments."""
    return _COMMENT.sub("", html)
