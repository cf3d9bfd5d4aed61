"""Finding lines that are an item or a heading to their writer and only text to Markdown."""

from __future__ import annotations

from plainplan.diagnostics import Diagnostic, finding, replace
from plainplan.pattern import pattern
from plainplan.source import Span
from plainplan.syntax.markdown import Blocks
from plainplan.syntax.rules import ALMOST_MARKDOWN

_SIGNS = frozenset("☐☑☒✓✔✅")
_STARTS = frozenset("-*+•◦▪‣●○[#0123456789")
_GLUED_BOX = pattern(r"(?P<bullet>[-*+]|[0-9]{1,9}[.)])(?P<box>\[[ xX/-]\])[ \t]+\S")
_LONE_BOX = pattern(r"\[[ xX/-]\][ \t]+\S")
_BULLET = pattern(r"[•◦▪‣●○][ \t]+(?=\S)")
_SIGN = pattern(r"(?P<sign>[☐☑☒✓✔✅])\ufe0f?[ \t]+(?=\S)")
_GLUED_HEADING = pattern(r"#{2,6}(?=[^\W\d_])")


def almost_markdown(blocks: Blocks, starts: list[int], in_item: bool, found: list[Diagnostic]) -> None:
    """Report the lines of a paragraph that are almost items or headings; `in_item` where the first is an item's own."""
    text = blocks.source.text
    for index, start in enumerate(starts):
        own = in_item and index == 0
        sign = text[start : start + 1]
        meant = None
        if sign in _SIGNS:
            meant = _meant_box(text, start, own)
        elif sign in _STARTS and not own:
            meant = _meant(text, start)
        if meant:
            end, instead, what = meant
            message = f"this looks like {what} and is read as text"
            span = Span(start, end)
            found.append(finding(ALMOST_MARKDOWN, span, message, help=f"write `{instead.rstrip()}`, then a blank",
                                 fix=replace(span, instead)))  # fmt: skip


def _meant_box(text: str, start: int, own: bool) -> tuple[int, str, str] | None:
    """Where the sign at `start` ends, what it should be, and what it looks like."""
    match = _SIGN.match(text, start)
    if match is None:
        return None
    box = "[ ] " if match["sign"] == "☐" else "[x] "
    return match.end(), box if own else "- " + box, "a box"


def _meant(text: str, start: int) -> tuple[int, str, str] | None:
    """The same for what is no box of its own."""
    if match := _GLUED_BOX.match(text, start):
        return match.end("box"), f"{match['bullet']} {match['box']}", "an item with a box"
    if match := _LONE_BOX.match(text, start):
        return start + 3, "- " + text[start : start + 3], "an item with a box"
    if match := _BULLET.match(text, start):
        return match.end(), "- ", "an item"
    if match := _GLUED_HEADING.match(text, start):
        return match.end(), match[0] + " ", "a heading"
    return None
