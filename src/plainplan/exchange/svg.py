"""The road as one picture with its words, for a README or a slide: SVG that follows the reader's light or dark."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from plainplan.compile import Compilation
from plainplan.draw.letters import text_width
from plainplan.draw.picture import Lane, LaneMark, LaneNote, Picture
from plainplan.messages import msg
from plainplan.prose import plain
from plainplan.render.options import Options
from plainplan.safe_text import safe_text
from plainplan.view.context import ViewContext
from plainplan.view.masthead import masthead
from plainplan.view.timeline import whole_picture
from plainplan.words import words_for

NOUN = msg("a picture")
IS = "the road as one picture, light or dark as its reader is"
READERS = "browsers, forges, drawing programs"
LEAVES_OUT: tuple[str, ...] = ()

_RAIL, _LANE, _MARGIN, _TOP = 400.0, 805.0, 20.0, 84.0
_WIDTH = _MARGIN * 2 + _RAIL + _LANE
_LEFT = _MARGIN + _RAIL
_HEIGHTS = {"group": 30.0, "goal": 46.0}
_STEP = 36.0
_BARS = {"goal": (16.0, 14.0)}
_STEP_BAR = (13.0, 10.0)
_INDENT = 14.0
_FINISH = 112.0  # room for a row's last day, to the right of its words
_GAP = 12.0
_WIDER = 1.15  # what draws the picture may have none of the fonts that are named, and a wider one

_STYLE = """
.paper{fill:#faf6ee}.ink,.name,.goal,.title{fill:#23201a}.soft{fill:#665f52}.grid{stroke:#e9e2d4}.year{stroke:#c9bfac}
.today{stroke:#23201a;stroke-width:1.5}.flag{fill:#23201a}.flagtext{fill:#faf6ee}.planned{fill:#8f8470}
.bar{fill:#bcd4c7;stroke:#17594a}.done{fill:#17594a}.delay{fill:none;stroke:#23201a;stroke-dasharray:3 2}
.leader{stroke:#23201a;stroke-width:1.5;stroke-dasharray:1.5 4}.pole{stroke:#23201a;stroke-width:2}
.point{fill:#faf6ee;stroke:#17594a;stroke-width:2}.ring{fill:#faf6ee;stroke:#17594a;stroke-width:3}
.tri{fill:#faf6ee;stroke:#23201a;stroke-width:1.5}
@media (prefers-color-scheme:dark){
.paper{fill:#191714}.ink,.name,.goal,.title{fill:#ece5d8}.soft{fill:#aba293}.grid{stroke:#2a2721}.year{stroke:#4b453b}
.today{stroke:#ece5d8}.flag{fill:#ece5d8}.flagtext{fill:#191714}.planned{fill:#7a7162}
.bar{fill:#2c5447;stroke:#82c7ae}.done{fill:#82c7ae}.delay{stroke:#ece5d8}.leader,.pole{stroke:#ece5d8}
.point{fill:#191714;stroke:#82c7ae}.ring{fill:#191714;stroke:#82c7ae}.tri{fill:#191714;stroke:#ece5d8}}
text{font:13px "Source Sans 3","Noto Sans",system-ui,sans-serif}.goal,.strong{font-weight:700}
.title{font:26px Georgia,"Noto Serif",serif}
"""


def render_svg(compilation: Compilation, options: Options) -> str:
    """The picture of the whole plan; only its title where nothing has dates."""
    context = ViewContext(compilation, words_for(compilation.plan.settings.lang))
    top = masthead(context)
    lede = " ".join(f"{top.before}{plain(top.title)}{top.middle}{top.date}{top.after}".split())
    drawing = _drawing(context.words.lang, compilation.plan.title, lede, whole_picture(context))
    return "\n".join((*drawing, ""))


def _drawing(lang: str, title: str, lede: str, picture: Picture | None) -> Iterator[str]:
    lanes = picture.lanes if picture else ()
    heights = [_height(lane) for lane in lanes]
    bottom = _TOP + sum(heights)
    height = bottom + _MARGIN
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {height:g}" width="{_WIDTH:g}" '
        f'height="{height:g}" role="img" lang="{lang}" aria-labelledby="t d">'
    )
    yield f'<title id="t">{_safe(title)}</title><desc id="d">{_safe(picture.describes if picture else lede)}</desc>'
    yield f"<style>{_STYLE}</style>"
    yield f'<rect class="paper" width="{_WIDTH:g}" height="{height:g}"/>'
    yield _text(_MARGIN, 34, _cut(title, _WIDTH - 2 * _MARGIN, 2.0), "title")
    yield _text(_MARGIN, 56, _cut(lede, _WIDTH - 2 * _MARGIN), "soft")
    if picture is None:
        yield "</svg>"
        return
    yield from _grid(picture, bottom)
    y = _TOP
    for lane, room in zip(lanes, heights, strict=True):
        yield f'<g transform="translate(0 {y:g})">'
        yield from _row(lane)
        yield "</g>"
        y += room
    yield "</svg>"


def _height(lane: Lane) -> float:
    return _HEIGHTS.get(lane.kind, _STEP)


def _grid(picture: Picture, bottom: float) -> Iterator[str]:
    """The lines and labels of the axis, and today's."""
    today = picture.today
    flag = (0.0, 0.0)
    if today:
        wide = today.width * _WIDER * _WIDER  # its words are bold
        left = _at(today.x) - wide if today.flip else _at(today.x)
        flag = (left, left + wide)
    for tick in picture.ticks:
        x = _at(tick.x)
        kind = "year" if tick.year else "grid"
        yield f'<line class="{kind}" x1="{x:g}" x2="{x:g}" y1="{_TOP:g}" y2="{bottom:g}"/>'
        right = x + 8 + text_width(tick.label, "wide") * _WIDER
        if tick.label and "wide" not in tick.hidden and (right < flag[0] or x > flag[1]):
            yield _text(x + 4, _TOP - 6, tick.label, "name strong" if tick.strong else "soft")
    if today:
        x = _at(today.x)
        yield f'<line class="today" x1="{x:g}" x2="{x:g}" y1="{_TOP - 22:g}" y2="{bottom:g}"/>'
        yield f'<rect class="flag" x="{flag[0]:g}" y="{_TOP - 22:g}" width="{flag[1] - flag[0]:g}" height="18"/>'
        yield _text(flag[0] + 7, _TOP - 9, today.label, "flagtext strong")


def _row(lane: Lane) -> Iterator[str]:
    if lane.kind == "group":
        yield _text(_MARGIN, 20, plain(lane.title), "soft")
        return
    y, bar = _BARS.get(lane.kind, _STEP_BAR)
    left = _MARGIN + lane.depth * _INDENT
    words = f"{lane.lead} {plain(lane.title)}".strip()
    yield _text(left, y + bar - 1, _cut(words, _LEFT - _FINISH - left), "goal" if lane.kind == "goal" else "name")
    yield _text(_LEFT - _GAP, y + bar - 1, lane.finish, "soft", "end")
    yield from _marks(lane, y, bar)
    if lane.note:
        yield from _note(lane.note, y + bar - 1, ring=lane.ring is not None)


def _marks(lane: Lane, y: float, bar: float) -> Iterator[str]:
    """The marks of a row, in the order in which they lie over each other."""
    middle = y + bar / 2
    yield from _rect(lane.planned, "planned", y + bar + 1, 4)
    yield from _rect(lane.shadow, "grid", y + 2, bar - 4)
    for line in filter(None, (lane.leader, lane.missed)):
        first, last = _at(line.x), _at(line.x + line.width)
        yield f'<line class="leader" x1="{first:g}" x2="{last:g}" y1="{middle:g}" y2="{middle:g}"/>'
    if lane.threat and lane.threat.width:
        yield from _rect(LaneMark(lane.threat.x, lane.threat.width), "delay", y + 0.5, bar - 1)
    yield from _rect(lane.bar, "bar", y + 0.5, bar - 1)
    yield from _rect(lane.done, "done", y, bar)
    if lane.critical and lane.bar:
        yield from _rect(lane.bar, "ink", y + bar - 3, 3)
    if lane.due:
        x = _at(lane.due.x)
        yield f'<path class="pole" d="M{x:g} {middle - 9:g}v18"/><path class="ink" d="M{x:g} {middle - 9:g}v8l-9-4z"/>'
    if lane.fixed:
        kind = "tri" if lane.missed else "ink"
        yield f'<path class="{kind}" d="M{_at(lane.fixed.x):g} {middle - 8.5:g}l8.5 8.5-8.5 8.5-8.5-8.5z"/>'
    if lane.point:
        kind = "done" if lane.done else "point"
        yield f'<path class="{kind}" d="M{_at(lane.point.x):g} {middle - 6:g}l6 6-6 6-6-6z"/>'
    if lane.threat:
        kind = "tri" if lane.threat.answered or lane.threat.both else "ink"
        yield f'<path class="{kind}" d="M{_at(lane.threat.x) - 5:g} {y - 12:g}h10l-5 8.5z"/>'
    if lane.threat and lane.threat.both:
        yield f'<path class="ink" d="M{_at(lane.threat.x) - 17:g} {y - 12:g}h10l-5 8.5z"/>'
    if lane.ring:
        yield f'<circle class="ring" cx="{_at(lane.ring.x) + 14:g}" cy="{middle:g}" r="5.5"/>'


def _rect(mark: LaneMark | None, kind: str, y: float, height: float) -> Iterator[str]:
    if mark:
        width = mark.width * _LANE / 100
        yield f'<rect class="{kind}" x="{_at(mark.x):g}" y="{y:g}" width="{width:g}" height="{height:g}"/>'


def _note(note: LaneNote, y: float, *, ring: bool) -> Iterator[str]:
    """The words beside a row's marks, where the lane has room for them."""
    place = note.places[0]
    words = " ".join(part for part in (note.letters, note.strong, note.text) if part)
    if place == "after":
        yield _text(_at(note.x) + _GAP + (16 if ring else 0), y, words, "soft")
    elif place == "before":
        yield _text(_at(note.before) - _GAP, y, words, "soft", "end")


def _at(percent: float) -> float:
    return round(_LEFT + percent * _LANE / 100, 1)


def _text(x: float, y: float, words: str, kind: str, anchor: str = "") -> str:
    place = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{kind}" x="{x:g}" y="{y:g}"{place}>{_safe(words)}</text>'


def _cut(words: str, room: float, scale: float = 1.0) -> str:
    """Words that fit, the last ones left out where they do not."""
    room /= scale * _WIDER
    if text_width(words, "wide") <= room:
        return words
    while words and text_width(words + "…", "wide") > room:
        words = words[:-1]
    return words.rstrip() + "…"


def _safe(words: str) -> str:
    return escape(safe_text(words), {'"': "&quot;"})
