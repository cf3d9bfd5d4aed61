"""Diagnostics for code blocks that are never closed and so contain headings and steps."""

from __future__ import annotations

from markdown_it.token import Token

from plainplan.diagnostics import Diagnostic, finding, replace
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.source import Span
from plainplan.syntax.markdown import Blocks
from plainplan.syntax.rules import UNCLOSED_CODE

_HEADING = pattern(r" {0,3}#{2,6}[ \t]+\S.*")
_TITLE = pattern(r" {0,3}#[ \t]+\S.*")
_STEP = pattern(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[[ xX/-]\][ \t].*")
_OPENING = pattern(r" {0,3}(?:`{3,}|~{3,})[^\W\d_].*")


def unclosed_code(blocks: Blocks, token: Token, diagnostics: list[Diagnostic]) -> None:
    """Report code with headings or steps in it that is not closed, or is closed by the start of another block."""
    first, last = token.map or (0, 1)
    lines = [blocks.source.text[blocks.line_start(row) : blocks.line_end(row)] for row in range(first, last)]
    is_closed = len(lines) > 1 and _closes(lines[-1], token.markup)
    if is_closed:
        again = next(
            (at for at, line in enumerate(lines[1:], 1) if _OPENING.fullmatch(line) and token.markup in line), 0
        )
        lines = lines[:again]
    swallowed = _swallowed(lines)
    if swallowed is None:
        return
    message = msg("this code is never closed, so the headings and steps below are in it")
    if is_closed:
        message = msg(
            "this code is closed only by the end of the next one, so the headings and steps between are in it"
        )
    at = blocks.line_start(first + swallowed)
    place = Span(blocks.line_start(first), blocks.line_end(first))
    help = msg("put a line with the same marks where it ends")
    fix = replace(Span(at, at), token.markup + "\n\n", safe=False)
    diagnostics.append(finding(UNCLOSED_CODE, place, message, help=help, fix=fix))


def _closes(line: str, markup: str) -> bool:
    bare = line.strip(" \t")
    return bare.startswith(markup) and not bare.strip(markup[0])


def _swallowed(lines: list[str]) -> int | None:
    """The first line of code that is a heading, else the first step; `# …` may be a comment in a program."""
    for kind in (_HEADING, _STEP):
        found = next((at for at, line in enumerate(lines) if at and kind.fullmatch(line)), None)
        if found is not None:
            return found
    titles = (at for at, line in enumerate(lines) if at > 1 and not lines[at - 1].strip() and _TITLE.fullmatch(line))
    return next(titles, None)
