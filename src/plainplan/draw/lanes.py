"""From rows of days to lanes of marks: every bar, triangle, diamond and note gets its place."""

from __future__ import annotations

from plainplan.draw.axis import LANES, PAGE, Axis, Room, axis_for
from plainplan.draw.letters import text_width
from plainplan.draw.links import links_of
from plainplan.draw.picture import Flag, Lane, Link, Mark, Note, Picture, Row, ThreatMark
from plainplan.words import Words

_GAP = 16.0
_RING = 16.0
_TRIANGLE = 6.0  # a narrow page draws it after the bar's end
_FLAG = 14.0  # the flag's own edges
_LETTERS = 13.0  # from a triangle's middle to its letters, and what is around them
_FULL = 100.0


def axis_of(rows: tuple[Row, ...], today: int, words: Words, room: Room = PAGE) -> Axis:
    """The axis on which everything in the rows can be seen, today too where it is near."""
    days = [day for row in rows for day in _days_of(row)] or [today]
    first, last = min(days), max(days)
    if any(row.objective for row in rows):
        last += (last - first) // 32  # room for the ring after the last bar
    near = max((last - first) // 4, 62)
    if first - near <= today <= last + near:
        first, last = min(first, today), max(last, today)
    return axis_for(first, last, words, room)


def _days_of(row: Row) -> list[int]:
    if row.start is None or row.finish is None:
        return []
    days = [row.start, row.finish + max((threat.delay for threat in row.threats), default=0)]
    days.extend(row.planned or ())
    days.extend(day for day in (row.due, row.shadow) if day is not None)
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
    room: Room = PAGE,
) -> Picture:
    """The picture of these rows on that axis."""
    flag = None
    if axis.first <= today < axis.end:
        x = axis.at(today)
        flag = _flag(x, today_text)
    tint = axis.clipped(window[0], window[1] + 1) if window else None
    links = links_of(rows, axis)
    lanes = tuple(_lane(row, axis, links.get(place, ()), room) for place, row in enumerate(rows))
    return Picture(anchor, heading, text, describes, axis.ticks, flag, Mark(*tint) if tint else None, lanes)


def _flag(x: float, text: str) -> Flag:
    """Today's flag: to the right of its line, to the left where a narrow page has no room there."""
    width = round(text_width(text, "wide") + _FLAG, 1)
    return Flag(x, text, x * LANES["phone"] / 100 + width > LANES["phone"], width)


def _lane(row: Row, axis: Axis, links: tuple[Link, ...], room: Room) -> Lane:
    marks = _Marks(row, axis)
    return Lane(
        row.kind,
        row.depth,
        row.title,
        row.lead,
        row.second,
        row.finish_text,
        row.href,
        row.critical,
        marks.planned,
        marks.bar,
        marks.done,
        marks.fixed,
        marks.point,
        marks.leader,
        marks.due,
        marks.threat,
        marks.periods,
        marks.ring,
        _note(row, marks.left, marks.right, marks.threat, room),
        False,
        marks.shadow,
        links,
    )


class _Marks:
    """The marks of one row, and how far they reach to either side."""

    def __init__(self, row: Row, axis: Axis) -> None:
        self.planned: Mark | None = None
        self.bar: Mark | None = None
        self.done: Mark | None = None
        self.fixed: Mark | None = None
        self.point: Mark | None = None
        self.leader: Mark | None = None
        self.due: Mark | None = None
        self.ring: Mark | None = None
        self.threat: ThreatMark | None = None
        self.shadow: Mark | None = None
        self.periods: tuple[float, ...] = ()
        self.left, self.right = _FULL, 0.0
        if row.start is None or row.finish is None:
            return
        if row.planned:
            self.planned = self._mark(axis, row.planned[0], row.planned[1] + 1)
        self._bar(row, axis, row.start, row.finish)
        if row.shadow is not None and row.shadow > row.finish:
            self.shadow = self._mark(axis, row.finish + 1, row.shadow + 1)
        self._due(row, axis, row.finish)
        self._threats(row, axis, row.finish)
        if row.objective and self.bar:
            self.ring = Mark(max(self.right, 0.0))

    def _mark(self, axis: Axis, start: float, end: float) -> Mark | None:
        place = axis.clipped(start, end)
        if place is None:
            return None
        self.left, self.right = min(self.left, place[0]), max(self.right, place[0] + place[1])
        return Mark(*place)

    def _bar(self, row: Row, axis: Axis, start: int, finish: int) -> None:
        if row.fixed and finish == start:
            self.fixed = self._mark(axis, start + 0.5, start + 0.5)
        elif row.point:
            self.point = self._mark(axis, finish + 0.5, finish + 0.5)
        else:
            self.bar = self._mark(axis, start, finish + 1)
            if row.done > 0:
                part = axis.clipped(start, start + (finish + 1 - start) * row.done)
                self.done = Mark(*part) if part else None
            self.periods = tuple(axis.at(day) for day in row.periods if axis.first < day < axis.end)

    def _due(self, row: Row, axis: Axis, finish: int) -> None:
        if row.due is None or row.fixed:
            return
        end = row.due + 1
        if end > finish + 1:
            self.leader = self._mark(axis, finish + 1, end)
        self.due = self._mark(axis, end, end)

    def _threats(self, row: Row, axis: Axis, finish: int) -> None:
        if not row.threats or not axis.first <= finish + 1 <= axis.end:
            return
        delay = axis.clipped(finish + 1, finish + 1 + max(threat.delay for threat in row.threats))
        x, width = delay or (axis.at(finish + 1), 0.0)
        self.right = max(self.right, x + width)
        letters = _letters([threat.letter for threat in row.threats])
        flip = self._flips(x, letters)
        width = width if any(threat.delay for threat in row.threats) else 0.0
        self.threat = ThreatMark(x, width, _answered(row), letters, flip)

    def _flips(self, x: float, letters: str) -> bool:
        """Whether there is no room for letters to the right of a triangle, in the narrowest lane that shows them."""
        lane, width = LANES["tablet"], _LETTERS + text_width(letters, "tablet")
        left, right = x * lane / 100 - width, x * lane / 100 + width
        meets_due = self.due is not None and x <= self.due.x and self.due.x * lane / 100 - 10 < right
        return right > lane or (meets_due and left >= 0)


def _answered(row: Row) -> bool:
    return all(threat.answered for threat in row.threats)


def _letters(letters: list[str]) -> str:
    return ", ".join(letters) if len(letters) < 4 else f"{letters[0]}–{letters[-1]}"


def _note(row: Row, left: float, right: float, threat: ThreatMark | None, room: Room) -> Note | None:
    if not (row.note or row.strong) or left > right:
        return None
    letters = threat.letters if threat and row.told else ""
    words = f"{letters} {row.strong} {row.note}".strip()
    places = tuple(_place(row, words, left, right, threat, name, room) for name in room.lanes)
    return Note(row.strong, row.note, round(right, 3), round(left, 3), places, letters)


def _place(row: Row, words: str, left: float, right: float, threat: ThreatMark | None, name: str, room: Room) -> str:
    """`after` the marks; else of a goal's barrier `above` its bar; else `before` the marks; else nowhere (`off`):
    so that it never leaves the picture, nor meets anything in its row."""
    lane = room.lanes[name]
    width = text_width(words, name, room.sizes) + _GAP
    more = _RING if row.objective else _TRIANGLE if threat and name == "phone" else 0.0
    if right * lane / 100 + more + width <= lane:
        return "after"
    if threat and row.kind == "goal":
        return "above" if _has_room_above(row, threat, width, room.lanes[name], name) else "off"
    return "before" if left * lane / 100 >= width else "off"


def _has_room_above(row: Row, threat: ThreatMark, width: float, lane: float, name: str) -> bool:
    """Whether words fit over the bar, to the left of the triangle, where no letters stand."""
    if name in ("phone", "print") or (threat.flip and not row.told):
        return False
    return threat.x * lane / 100 >= width
