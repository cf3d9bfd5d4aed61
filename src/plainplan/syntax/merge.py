"""Conflict markers of an unfinished git merge, with both versions in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainplan.diagnostics import Diagnostic, finding
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.prose import CodeBlock
from plainplan.source import Span
from plainplan.syntax.document import CommentNode, Document, ProseNode
from plainplan.syntax.rules import UNFINISHED_MERGE
from plainplan.tuples import NamedTuple

# A mark is seven characters at the start of a line, then a blank and words of git's own, or nothing. The one in the
# middle has no words; below a line of text it would be a heading, so it counts only between the two others.
_MARK = pattern(r"(?:^|(?<=[\r\n]))(?:(<{7})(?: [^\r\n]*)?|(={7})|(>{7})(?: [^\r\n]*)?)(?=[\r\n]|$)")
_OPENS, _DIVIDES, _CLOSES = 1, 2, 3
_HELP = msg(
    "keep what is right of the two versions, and delete the lines that git wrote: `<<<<<<<`, `=======`, `>>>>>>>`"
)


class _Mark(NamedTuple):
    kind: int
    span: Span


def merges_in(document: Document) -> tuple[Diagnostic, ...]:
    """A diagnostic for each unfinished merge, at its first marker.

    A complete set of markers counts anywhere, in code and front matter too, since git knows neither. A single forgotten
    one counts outside of code and comments only, where somebody may write about git.
    """
    marks = [_Mark(match.lastindex or 0, Span(*match.span())) for match in _MARK.finditer(document.source.text)]
    return tuple(_found(document, marks))


def _found(document: Document, marks: list[_Mark]) -> Iterator[Diagnostic]:
    at = 0
    while at < len(marks):
        last = _last_of(marks, at)
        if last > at:
            yield _whole(document, marks[at], marks[last])
        elif marks[at].kind != _DIVIDES and _is_forgotten(document, marks[at]):
            shown = "<<<<<<<" if marks[at].kind == _OPENS else ">>>>>>>"
            message = msg("a merge is not finished: git's mark `{shown}` was left here", shown=shown)
            yield finding(UNFINISHED_MERGE, marks[at].span, message, help=_HELP)
        at = last + 1


def _last_of(marks: list[_Mark], first: int) -> int:
    """The closing mark of a whole set that begins here, else this one; a version may have headings drawn with `=`."""
    middle = first + 1
    while middle < len(marks) and marks[middle].kind == _DIVIDES:
        middle += 1
    is_whole = marks[first].kind == _OPENS and first + 1 < middle < len(marks) and marks[middle].kind == _CLOSES
    return middle if is_whole else first


def _whole(document: Document, first: _Mark, last: _Mark) -> Diagnostic:
    lines = [document.source.position(mark.span.start).line for mark in (first, last)]
    message = msg(
        "a merge is not finished: lines {lines} to {last} hold two versions of the same place",
        lines=lines[0],
        last=lines[1],
    )
    return finding(UNFINISHED_MERGE, first.span, message, help=_HELP)


def _is_forgotten(document: Document, mark: _Mark) -> bool:
    """Whether a single marker counts: with a label, outside of code and comments, and not a line of quoted mail."""
    text = document.source.text
    if mark.span.end - mark.span.start < len("<<<<<<< x") or _is_in_a_quote(text, mark):
        return False
    around = next((node for node in document.nodes if node.span.start <= mark.span.start < node.span.end), None)
    is_code = isinstance(around, ProseNode) and isinstance(around.block, CodeBlock)
    return not is_code and not isinstance(around, CommentNode)


def _is_in_a_quote(text: str, mark: _Mark) -> bool:
    above = re.split("[\r\n]", text[max(0, mark.span.start - 1000) : mark.span.start].rstrip("\r\n"))[-1]
    return mark.kind == _CLOSES and above.startswith(">")
