"""Reading the box at the start of an item or a heading."""

from __future__ import annotations

from plainplan.diagnostics import Diagnostic, finding, replace
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.source import Span
from plainplan.syntax.document import Box
from plainplan.syntax.rules import UNKNOWN_BOX
from plainplan.values import State

STATES = {" ": State.TO_DO, "/": State.UNDER_WAY, "x": State.DONE, "X": State.DONE, "-": State.DROPPED}
"""Every mark that a box may hold."""

_BOX = pattern(r"\[(?P<mark>[^\[\]\n]?\ufe0f?|[ \t]{2,}|[ \t]+[/xX-][ \t]*|[/xX-][ \t]+)\](?=\s|$)")
_GLUED = pattern(r"\[[ /xX-]\](?=[^\W\d_])")
_DONE = frozenset("✓✔☑✅vV")


def read_box(content: str, start: int, diagnostics: list[Diagnostic]) -> tuple[Box | None, int]:
    """The box at the start of a text, if any, and its length with the blanks after it.

    `start` is the text's offset in the source.
    """
    if content[:1] != "[":
        return None, 0
    if content[2:4] == "] " and content[1] in STATES and not content[4:5].isspace():
        return Box(content[1], Span(start, start + 3), STATES[content[1]]), 4
    match = _BOX.match(content)
    if match is None and _GLUED.match(content):
        span = Span(start, start + 3)
        message = msg("`{content}` is no box: a blank is missing after it", content=content[:3])
        help = msg("write `{content} `; a backslash before it keeps it as text", content=content[:3])
        diagnostics.append(finding(UNKNOWN_BOX, span, message, help=help, fix=replace(span, content[:3] + " ")))
    if match is None or match["mark"].isdigit():  # `[1] Smith 2020` is a note's number
        return None, 0
    mark = match["mark"]
    span = Span(start, start + match.end())
    state = STATES.get(mark)
    if state is None:
        diagnostics.append(_unknown(mark, span))
    rest = content[match.end() :]
    return Box(mark, span, state or State.TO_DO), match.end() + len(rest) - len(rest.lstrip())


def _unknown(mark: str, span: Span) -> Diagnostic:
    help = msg("write `[ ]` to do, `[/]` under way, `[x]` done or `[-]` dropped")
    plain = mark.strip()
    if plain in STATES or not plain:
        box = f"[{plain or ' '}]"
        message = msg("`[{mark}]` is not quite a box", mark=mark)
        return finding(UNKNOWN_BOX, span, message, help=msg("write `{box}`", box=box), fix=replace(span, box))
    message = msg("`[{mark}]` is no box that plainplan knows, and counts as to do", mark=mark)
    fix = replace(span, "[x]" if plain[0] in _DONE else "[ ]", safe=False)
    return finding(UNKNOWN_BOX, span, message, help=help, fix=fix)
