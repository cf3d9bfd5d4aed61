"""Diagnostics for lines that look like items or headings, but are plain text to Markdown."""

from __future__ import annotations

from itertools import groupby

from plainplan.diagnostics import Diagnostic, Edit, Fix, finding, replace
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.source import Span
from plainplan.syntax.markdown import STRANGE_BLANKS, Blocks
from plainplan.syntax.rules import ALMOST_MARKDOWN
from plainplan.tuples import NamedTuple

_EMPTY_BOXES = "☐□▢⬜🔲"
_SIGNS = frozenset(_EMPTY_BOXES + "☑☒✓✔✅🗹")
_BULLETS = "•・･◦▪▫‣●○∙⦁❖✦◆◇■►▸▶➤➢＊＋"
_GLUED = "・･•●■◆▪"  # what often stands right before an item's words, where scripts have no blanks
_DASHES = "‐‑‒–—―−－﹣⁃·→»›"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")

_BLANK = rf"[ \t{STRANGE_BLANKS}]"
_STRANGE = pattern(rf"[{STRANGE_BLANKS}]")
_SIGN = pattern(rf"(?P<sign>[{''.join(sorted(_SIGNS))}])\ufe0f?{_BLANK}+(?=\S)")
_GLUED_BOX = pattern(r"(?P<bullet>[-*+]|[0-9]{1,9}[.)])(?P<box>\[[ xX/-]\])[ \t]+\S")
_LONE_BOX = pattern(r"\[[ xX/-]\][ \t]+\S")
_GLUED_HEADING = pattern(r"#{2,6}(?=[^\W\d_])")
_ITEM, _BOX, _ITEM_WITH_BOX = msg("an item"), msg("a box"), msg("an item with a box")
_HEADING_WORDS = msg("a heading")
_HEADING = pattern(rf"{_BLANK}*(?P<marks>[#＃]{{1,6}}){_BLANK}+(?=\S)")
_MARKER = pattern(
    rf"(?P<lead>{_BLANK}*)(?:(?P<plain>[-*+])|(?P<bullet>[{_BULLETS}])|(?P<dash>[{_DASHES}])|(?P<circled>[{_CIRCLED}])"
    r"|(?P<keycap>[0-9])\ufe0f?\u20e3|(?P<number>[0-9]{1,9})(?P<end>[.)])"
    r"|(?P<other>[0-9０-９]{1,3})(?:[.)\]]|(?P<tight>[．。）、](?![0-9０-９]))|\.?[º°ª]|[ .]?[-–—](?=[ \t\[]))"
    r"|\((?P<inside>[0-9]{1,3}|[A-Za-z])\)|（(?P<wide>[0-9０-９]{1,3})）|(?P<roman>[ivx]{1,4}|[IVX]{1,4})[.)]"
    rf"|(?P<letter>[A-Za-z])[.)])(?P<gap>{_BLANK}*)(?:(?P<box>\[[ xX/-]\](?=\s))|(?=\S))"
)
_TIMED = pattern(r"(?<!\S)~[0-9]")


class _ItemLine(NamedTuple):
    """A line that may be meant as an item. `end` is where its mark and blanks end, `number` what it counts (None for
    bullets); `sure`: nobody begins a sentence like that. `unlike` sets its kind apart from others';
    `box` is an item with the box that a sign stands for."""

    start: int
    end: int
    number: int | None
    sure: bool
    unlike: str
    box: str = ""


def almost_markdown(blocks: Blocks, starts: list[int], in_item: bool, diagnostics: list[Diagnostic]) -> None:
    """Report the lines of a paragraph that are almost items or headings; `in_item` where the first is an item's own."""
    text = blocks.source.text
    lines: list[_ItemLine | None] = []
    for index, start in enumerate(starts):
        own = in_item and index == 0
        if not _may_be_meant(text, start) or any(one.span.start == start for one in diagnostics[-len(starts) :]):
            lines.append(None)
            continue
        start = start if own else _with_blanks(text, start)
        meant = _meant_sign(text, start) if own else _meant(text, start, follows=index > 0)
        if meant:
            end, instead, what = meant
            _tell(Span(start, end), what, instead, replace(Span(start, end), instead), diagnostics)
        lines.append(None if own or meant else _sign(text, start) or _line(text, start, follows=index > 0))
    first = _with_blanks(text, starts[0])
    for unlike, together in groupby(lines, key=lambda line: line.unlike if line else ""):
        run = [line for line in together if line]
        if unlike and (len(run) > 1 or run[0].sure or _is_work(text, run[0])):
            _tell_run(text, run, run[0].start != first, diagnostics)


def _may_be_meant(text: str, start: int) -> bool:
    """A fast test, without a pattern, whether a line may be more than words."""
    first, following = text[start : start + 1], text[start + 1 : start + 5]
    return not first.isalpha() or (first.isascii() and ("." in following or ")" in following))


def _with_blanks(text: str, start: int) -> int:
    """Where the blanks before a line's first letter begin, if some of them are none to Markdown."""
    at = start
    while at and text[at - 1].isspace() and text[at - 1] not in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        at -= 1
    return start if text[at:start].isascii() else at


def strange_heading(text: str, start: int, marks: str, diagnostics: list[Diagnostic]) -> None:
    """Report a heading with a blank after its marks that Markdown does not count as one."""
    at = start + len(marks)
    if not text[at : at + 1].isascii() and _STRANGE.match(text, at) and (match := _HEADING.match(text, start)):
        span = Span(start, match.end())
        message = msg("the blank behind this heading's marks is none to other readers of Markdown")
        help = msg("write `{marks}`, then a blank", marks=marks)
        diagnostics.append(finding(ALMOST_MARKDOWN, span, message, help=help, fix=replace(span, marks + " ")))


def _tell(span: Span, what: str, instead: str, fix: Fix, diagnostics: list[Diagnostic]) -> None:
    message = msg("this looks like {what} and is read as text", what=what)
    diagnostics.append(
        finding(
            ALMOST_MARKDOWN,
            span,
            message,
            help=msg("write `{instead}`, then a blank", instead=instead.rstrip()),
            fix=fix,
        )
    )


def _tell_run(text: str, run: list[_ItemLine], follows: bool, diagnostics: list[Diagnostic]) -> None:
    """Report adjacent lines that look like one list, with one fix for all of them.

    A numbered list can only begin below an empty line.
    """
    marks = [_mark(line, run[0].number, index) for index, line in enumerate(run)]
    edits = tuple(Edit(Span(line.start, line.end), mark) for line, mark in zip(run, marks, strict=True))
    if run[0].number is not None and follows:
        start = run[0].start
        begin = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        edits = (edits[0]._replace(text="\n" + text[begin:start] + marks[0]), *edits[1:])
    for line, mark in zip(run, marks, strict=True):
        fix = Fix(edits)  # fixing one line would make the next a part of its item
        what = _BOX if line.box else _ITEM_WITH_BOX if text[line.end : line.end + 1] == "[" else _ITEM
        place = Span(line.start, line.end)
        if text[place.start : place.end] == mark:
            message = msg("this looks like {what} and is read as text of the line above it", what=what)
            help = msg("put an empty line above it: only a list that begins with 1 may stand right below text")
            diagnostics.append(finding(ALMOST_MARKDOWN, place, message, help=help, fix=fix))
        else:
            _tell(place, what, mark, fix, diagnostics)


def _mark(line: _ItemLine, first: int | None, index: int) -> str:
    return line.box or "- " if first is None else f"{first + index}. "


def _is_work(text: str, line: _ItemLine) -> bool:
    """Whether a line has a box or a duration."""
    end = text.find("\n", line.end)
    return text.startswith("[", line.end) or bool(_TIMED.search(text, line.end, len(text) if end < 0 else end))


def _sign(text: str, start: int) -> _ItemLine | None:
    """A line that begins with a sign for a box."""
    meant = _meant_sign(text, start)
    return _ItemLine(start, meant[0], None, True, "sign", f"- {meant[1]}") if meant else None


def _meant_sign(text: str, start: int) -> tuple[int, str, str] | None:
    """Where a sign for a box at `start` ends, the box that it stands for, and what it looks like."""
    match = _SIGN.match(text, start) if text[start : start + 1] in _SIGNS else None
    if match is None:
        return None
    return match.end(), "[ ] " if match["sign"] in _EMPTY_BOXES else "[x] ", _BOX


def _meant(text: str, start: int, *, follows: bool) -> tuple[int, str, str] | None:
    """The same for what is no sign of a box, and no item with a mark of its own."""
    match = _GLUED_BOX.match(text, start)
    if match and (match["bullet"] in "-*+" or not follows):
        return match.end("box"), f"{match['bullet']} {match['box']}", _ITEM_WITH_BOX
    if match := _LONE_BOX.match(text, start):
        return start + 3, "- " + text[start : start + 3], _ITEM_WITH_BOX
    if match := _GLUED_HEADING.match(text, start):
        return match.end(), match[0] + " ", _HEADING_WORDS
    if (match := _HEADING.match(text, start)) and not match[0].isascii():
        return match.end(), "#" * len(match["marks"]) + " ", _HEADING_WORDS
    return None


def _line(text: str, start: int, *, follows: bool) -> _ItemLine | None:
    """A line as an item, if it may be meant as one; `follows` where it stands below others of its paragraph."""
    match = _MARKER.match(text, start)
    if match is None:
        return None
    kind = next(name for name in _KINDS if match[name] is not None)
    if not (match["gap"] or match["box"] or match["tight"] or kind in _TIGHT or match[kind] in _GLUED):
        return None
    strange = not (match["lead"] + match["gap"]).isascii() or not match["gap"]
    if kind == "plain":
        return _ItemLine(start, match.end("gap"), None, True, kind) if strange else None
    if kind == "bullet":
        return _ItemLine(start, match.end("gap"), None, bool(match["gap"]) or match[kind] in "・･", kind)
    if kind == "dash":
        return _ItemLine(start, match.end("gap"), None, False, match["dash"])
    if kind == "number" and not strange and not follows:
        return None
    return _ItemLine(start, match.end("gap"), _number(kind, match[kind]), strange and kind == "number", kind)


_KINDS = ("plain", "bullet", "dash", "circled", "keycap", "number", "other", "inside", "wide", "roman", "letter")
_TIGHT = frozenset(("circled", "wide"))  # no blank follows these where words have none between them


def _number(kind: str, written: str) -> int:
    if kind == "circled":
        return _CIRCLED.index(written) + 1
    if written.isdecimal():
        return int(written)
    small = written.lower()
    return _ROMAN.index(small) + 1 if small in _ROMAN else ord(small[0]) - ord("a") + 1
