"""From rows of days to lanes of marks: every bar, triangle, diamond and note gets its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from plainplan.draw.axis import LANES, PAGE, Axis, LabelRoom, axis_for
from plainplan.draw.letters import ems, text_width
from plainplan.draw.links import links_of
from plainplan.draw.picture import Arrow, Flag, Lane, LaneMark, LaneNote, Picture, Row, RowWait, ThreatMark
from plainplan.prose import Text, plain
from plainplan.words import Words

# CSS pixels
_GAP = 16.0  # between a mark and its note, and around the note
_RING = 16.0  # the ring of an objective, beyond the end of its bar
_CUT = 40  # letters of a title, from which its row may cut it
_TRIANGLE = 6.0  # a narrow page draws it after the bar's end
_APART = 6.0  # between two flags
_SECOND = 12.0  # a second triangle
_FLAG = 14.0  # the flag's own edges
_LETTERS = 13.0  # from a triangle's middle to its letters, and what is around them

_FULL = 100.0  # the width of a lane, in percent
_SEEN = 0.2  # percent of the picture: narrower days off would be a hairline


def axis_of(
    rows: tuple[Row, ...], today: int, words: Words, room: LabelRoom = PAGE, deadline: int | None = None
) -> Axis:
    """The axis that shows everything in the rows, and today and the deadline if they are near."""
    days = _days_of(rows) or [today]
    first, last = min(days), max(days)
    if any(row.objective for row in rows):
        last += (last - first) // 32  # room for the ring after the last bar
    near = max((last - first) // 4, 62)
    if deadline is not None and first <= deadline <= last + near:
        last = max(last, deadline)
    if first - near <= today <= last + near:
        first, last = min(first, today), max(last, today)
    return axis_for(first, last, words, room)


def _days_of(rows: tuple[Row, ...]) -> list[int]:
    """The days at which marks begin or end."""
    days: list[int] = []
    for row in rows:
        if row.start is None or row.finish is None:
            continue
        days += (row.start, row.finish)
        if row.threats:
            days.append(row.finish + max(threat.delay for threat in row.threats))
        if row.planned:
            days += row.planned
        if row.due is not None:
            days.append(row.due)
        if row.fixed is not None:
            days.append(row.fixed)
        if row.shadow is not None:
            days.append(row.shadow)
    return days


def draw(
    anchor: str,
    heading: str,
    text: str,
    describes: str,
    rows: tuple[Row, ...],
    axis: Axis,
    today: int,
    today_text: str,
    window: tuple[int, int] | None = None,
    room: LabelRoom = PAGE,
    off: Sequence[tuple[int, int]] = (),
    deadline: tuple[int, str] | None = None,
    waits: Mapping[int, tuple[RowWait, ...]] = MappingProxyType({}),
) -> Picture:
    """The picture of these rows on that axis, with stretches of days off, a deadline with what its flag says, and the
    rows that each waits for, by its place."""
    flag = end = None
    if axis.first <= today < axis.end:
        x = axis.at(today)
        flag = _flag(x, today_text)
    if deadline is not None and axis.first <= deadline[0] + 1 <= axis.end:
        end = _deadline(axis.at(deadline[0] + 1), deadline[1], flag, room)
    tint = axis.mark(window[0], window[1] + 1) if window else None
    links = links_of(rows, axis, waits)
    lanes = tuple(_lane(row, axis, links.get(place, ()), room) for place, row in enumerate(rows))
    free = (axis.mark(first, last + 1) for first, last in off)
    seen = tuple(mark for mark in free if mark and mark.width >= _SEEN)
    return Picture(anchor, heading, text, describes, axis.ticks, flag, tint, lanes, seen, end)


def _deadline(x: float, text: str, today: Flag | None, room: LabelRoom) -> Flag:
    """The deadline's flag on the side on which it has room at most widths."""
    sides = [_beside_today(x, text, flip, today, room) for flip in (True, False)]
    return min(sides, key=lambda flag: len(flag.hidden))


def _beside_today(x: float, text: str, flip: bool, today: Flag | None, room: LabelRoom) -> Flag:
    width = round(text_width(text, "wide", room.sizes) + _FLAG, 1)
    hidden = []
    for name, lane in room.lanes.items():
        left = x * lane / 100 - (width if flip else 0)
        other = _taken(today, lane) if today else (0.0, 0.0)
        if left < 0 or left + width > lane or (left < other[1] + _APART and other[0] - _APART < left + width):
            hidden.append(name)
    return Flag(x, text, flip, width, tuple(hidden))


def _taken(flag: Flag, lane: float) -> tuple[float, float]:
    """From where to where a flag stands in a lane, which it doesn't leave."""
    at = flag.x * lane / 100
    left = max(at - flag.width, 0.0) if flag.flip else min(at, lane - flag.width)
    return left, left + flag.width


def _flag(x: float, text: str) -> Flag:
    """Today's flag: right of its line, or left where a narrow page has no room."""
    width = round(text_width(text, "wide") + _FLAG, 1)
    return Flag(x, text, x * LANES["phone"] / 100 + width > LANES["phone"], width)


def _lane(row: Row, axis: Axis, links: tuple[Arrow, ...], room: LabelRoom) -> Lane:
    if row.start is None or row.finish is None:
        return Lane(
            kind=row.kind, depth=row.depth, title=row.title, lead=row.lead, second=row.second, finish=row.finish_text,
            href=row.href, critical=row.critical,
            planned=None, bar=None, done=None, fixed=None, point=None, leader=None, due=None, threat=None, periods=(),
            ring=None, note=None, last=False, shadow=None, links=links, tags=row.tags, full=_full(row),
        )  # fmt: skip
    start, end = row.start, row.finish + 1
    planned = axis.mark(row.planned[0], row.planned[1] + 1) if row.planned else None
    fixed = missed = point = bar = done = leader = due = ring = note = None
    if row.fixed is not None and row.fixed < start and not row.done:  # missed: it keeps its day
        fixed, bar = axis.mark(row.fixed + 0.5, row.fixed + 0.5), axis.mark(start, end)
        missed = axis.mark(row.fixed + 0.5, start)
    elif row.fixed is not None and end - start == 1:
        fixed = axis.mark(start + 0.5, start + 0.5)
    elif row.point:
        point = axis.mark(end - 0.5, end - 0.5)
    else:
        bar = axis.mark(start, end)
        done = axis.mark(start, start + (end - start) * row.done) if row.done > 0 else None
    periods = tuple(axis.at(day) for day in row.periods if axis.first < day < axis.end) if bar and row.periods else ()
    shadow = axis.mark(end, row.shadow + 1) if row.shadow is not None and row.shadow >= end else None
    if row.due is not None and row.fixed is None:
        leader = axis.mark(end, row.due + 1) if row.due >= end else None
        due = axis.mark(row.due + 1, row.due + 1)
    threat, reach = _threat(row, axis, end, due) if row.threats else (None, 0.0)
    if row.note or row.strong or row.objective:
        left, right = _ends((fixed, point, bar, shadow, leader, due), reach)
        ring = LaneMark(bar.x + bar.width) if row.objective and bar else None
        note = _note(row, left, right, planned, threat, room)
    return Lane(
        row.kind, row.depth, row.title, row.lead, row.second, row.finish_text, row.href, row.critical,
        planned, bar, done, fixed, point, leader, due, threat, periods, ring, note,
        last=False, shadow=shadow, links=links, missed=missed, tags=row.tags, full=_full(row),
    )  # fmt: skip


def _full(row: Row) -> str:
    """A title that its row may have to cut."""
    first = row.title[0] if len(row.title) == 1 else None
    text = first.text if isinstance(first, Text) and len(first.text) <= _CUT else plain(row.title)
    return text if len(text) > _CUT else ""


def _ends(marks: tuple[LaneMark | None, ...], reach: float) -> tuple[float, float]:
    """How far the marks of a row reach, in percent from the left."""
    there = [mark for mark in marks if mark]
    return min([_FULL, *[mark.x for mark in there]]), max([reach, *[mark.x + mark.width for mark in there]])


def _threat(row: Row, axis: Axis, end: int, due: LaneMark | None) -> tuple[ThreatMark | None, float]:
    """The triangle of a row's barriers, and how far it and the delay after it reach."""
    if not axis.first <= end <= axis.end:
        return None, 0.0
    most = max(threat.delay for threat in row.threats)
    x, width = axis.mark(end, end + most) or (axis.at(end), 0.0)
    letters = _letters([threat.letter for threat in row.threats])
    answered = {threat.answered for threat in row.threats}
    both, flips = len(answered) > 1, _flips(x, letters, due)
    return ThreatMark(x, width if most else 0.0, False not in answered, letters, flips, both), x + width


def _flips(x: float, letters: str, due: LaneMark | None) -> bool:
    """Whether a triangle's letters go to its left, because the narrowest lane has no room to its right."""
    lane, width = LANES["tablet"], _LETTERS + text_width(letters, "tablet")
    left, right = x * lane / 100 - width, x * lane / 100 + width
    meets_due = due is not None and x <= due.x and due.x * lane / 100 - 10 < right
    return right > lane or (meets_due and left >= 0)


def _letters(letters: list[str]) -> str:
    return ", ".join(letters) if len(letters) < 4 else f"{letters[0]}–{letters[-1]}"


def _note(
    row: Row, left: float, right: float, planned: LaneMark | None, threat: ThreatMark | None, room: LabelRoom
) -> LaneNote | None:
    if not (row.note or row.strong) or left > right:
        return None
    letters = threat.letters if threat and row.told else ""
    wide = ems(f"{letters} {row.strong} {row.note}".strip())
    left, right = _beside(left, right, planned, wide, room)
    places = tuple(_places(row, wide, left, right, threat, room))
    return LaneNote(row.strong, row.note, round(right, 3), round(left, 3), places, letters)


def _beside(left: float, right: float, planned: LaneMark | None, wide: int, room: LabelRoom) -> tuple[float, float]:
    """How far the marks reach that words stand beside: those of the projection, and of the plan as well unless there is
    room for the words between the two."""
    if planned is None:
        return left, right
    gap = (left - planned.x - planned.width) * room.lanes["print"] / 100
    if gap < wide * room.sizes["print"] / 1000 + 2 * _GAP:
        left = min(left, planned.x)
    return left, max(right, planned.x + planned.width)


def _places(
    row: Row, wide: int, left: float, right: float, threat: ThreatMark | None, room: LabelRoom
) -> Iterator[str]:
    """Where a note fits at each page width without leaving the picture or overlapping the row's marks.

    `after` the marks; else, for a goal's barrier, `above` its bar; else `before` the marks; else nowhere (`off`).
    """
    around = _GAP + (_SECOND if threat and threat.both else 0.0)
    for name, lane in room.lanes.items():
        width = wide * room.sizes[name] / 1000 + around
        more = _RING if row.objective else _TRIANGLE if threat and name == "phone" else 0.0
        if right * lane / 100 + more + width <= lane:
            yield "after"
        elif threat and row.kind == "goal":
            yield "above" if _has_room_above(row, threat, width, lane, name) else "off"
        else:
            yield "before" if left * lane / 100 >= width else "off"


def _has_room_above(row: Row, threat: ThreatMark, width: float, lane: float, name: str) -> bool:
    """Whether a note fits over the bar, left of the triangle."""
    if name in ("phone", "print") or (threat.flip and not row.told):
        return False
    return threat.x * lane / 100 >= width
