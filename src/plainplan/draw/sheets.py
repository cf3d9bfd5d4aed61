"""A picture cut for paper: as many rows as fit, labels as text, all marks of a kind as one path.

Paths use a box 1000 wide; one unit of height is a tenth of a millimetre. Words never stand in the paths.
"""

from __future__ import annotations

from collections import defaultdict

from plainplan.draw.letters import text_width
from plainplan.draw.picture import Lane, Picture, Shape, Sheet, SheetLabel, SheetNote
from plainplan.prose import plain

_GOAL_BAR, _STEP_BAR = 26, 18  # tenths of a millimetre
_WIDEST = 46
LANE = 1000  # tenths of a millimetre: the lane is 100 mm wide, so that units are square


def sheets_of(picture: Picture, first_rows: int, rows: int, row: int) -> tuple[Sheet, ...]:
    """The picture's lanes in sheets: so many rows on the first, so many on each that follows; a row's height is
    `row` tenths of a millimetre."""
    lanes = tuple(lane for lane in picture.lanes if lane.kind != "group")
    sheets = []
    start, size = 0, max(first_rows, 1)
    while start < len(lanes):
        sheets.append(_sheet(picture, lanes[start : start + size], start == 0, row))
        start, size = start + size, rows
    return tuple(sheets)


def _sheet(picture: Picture, lanes: tuple[Lane, ...], first: bool, row: int) -> Sheet:
    paths: dict[str, list[str]] = defaultdict(list)
    notes: list[SheetNote] = []
    height = len(lanes) * row
    for tick in picture.ticks:
        paths["year" if tick.strong else "grid"].append(f"M{_x(tick.x)} 0V{height}")
    for index, lane in enumerate(lanes):
        _marks(lane, index * row, row, paths)
        notes.extend(_notes(lane, index * row / 10))
    if picture.today:
        paths["today"].append(f"M{_x(picture.today.x)} 0V{height}")
    return Sheet(
        picture.heading,
        picture.text if first else "",
        picture.describes,
        picture.ticks,
        picture.today,
        tuple(_label(lane) for lane in lanes),
        tuple(Shape(kind, "".join(paths[kind])) for kind in _ORDER if kind in paths),
        tuple(notes),
        height / 10,
        row / 10,
    )


_ORDER = (
    "grid", "year", "shadow", "planned", "leader", "delay", "hatch", "bar", "done", "period", "critical", "stop", "due",
    "fixed", "point", "answered", "open", "ring", "today",
)  # fmt: skip


def _x(percent: float) -> str:
    return f"{percent * LANE / 100:g}"


def _label(lane: Lane) -> SheetLabel:
    text = f"{lane.lead} {plain(lane.title)}".strip()
    indent = "   " * min(lane.depth, 4)
    room = _WIDEST - len(indent) - (4 if lane.kind == "goal" else 0)
    short = text if len(text) <= room else text[: room - 1].rstrip() + "…"
    return SheetLabel(lane.kind, indent + short, lane.finish, lane.critical)


def _marks(lane: Lane, top: int, row: int, paths: dict[str, list[str]]) -> None:
    size = _GOAL_BAR if lane.kind == "goal" else _STEP_BAR
    y = top + (row - size) // 2
    middle = top + row // 2
    if lane.shadow:
        paths["shadow"].append(_box(lane.shadow.x, lane.shadow.width, y, size))
    if lane.planned:
        paths["planned"].append(_box(lane.planned.x, lane.planned.width, y + size, 6))
    if lane.bar:
        paths["bar"].append(_box(lane.bar.x, lane.bar.width, y, size))
    if lane.done:
        paths["done"].append(_box(lane.done.x, lane.done.width, y, size))
    if lane.periods:
        paths["period"].extend(f"M{_x(x)} {y}v{size}" for x in lane.periods)
    if lane.critical and lane.bar:
        paths["critical"].append(_box(lane.bar.x, lane.bar.width, y + size - 5, 6))
        paths["stop"].append(f"M{_x(lane.bar.x + lane.bar.width)} {y - 7}v{size + 14}")
    if lane.leader:
        paths["leader"].append(f"M{_x(lane.leader.x)} {middle}H{_x(lane.leader.x + lane.leader.width)}")
    if lane.due:
        paths["due"].append(f"M{_x(lane.due.x)} {middle + 16}v-32l-13 7 13 7")
    for kind, mark in (("fixed", lane.fixed), ("point", lane.point)):
        if mark:
            paths[kind].append(f"M{_x(mark.x)} {middle - 15}l15 15-15 15-15-15z")
    if lane.ring:
        paths["ring"].append(f"M{_x(lane.ring.x)} {middle}m13 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z")
    _threat(lane, y, size, paths)


def _threat(lane: Lane, y: int, size: int, paths: dict[str, list[str]]) -> None:
    if lane.threat is None:
        return
    if lane.threat.width:
        paths["delay"].append(_box(lane.threat.x, lane.threat.width, y, size))
        paths["hatch"].append(_hatch(lane.threat.x * 10, lane.threat.width * 10, y, size))
    kind = "answered" if lane.threat.answered else "open"
    paths[kind].append(f"M{_x(lane.threat.x)} {y - 2}l-9-14h18z")


def _box(x: float, width: float, y: int, height: int) -> str:
    return f"M{_x(x)} {y}h{_x(width)}v{height}H{_x(x)}z"


def _hatch(left: float, width: float, top: int, height: int) -> str:
    """Slanting lines inside a box, each cut off at its sides."""
    lines = []
    start = left - height
    while start < left + width:
        low, high = max(start, left), min(start + height, left + width)
        if high > low:
            lines.append(f"M{low:g} {top + height - (low - start):g}L{high:g} {top + height - (high - start):g}")
        start += 9
    return "".join(lines)


def _notes(lane: Lane, top: float) -> list[SheetNote]:
    made = []
    if lane.threat:
        made.append(SheetNote(lane.threat.letters, "", lane.threat.x, top, "letter", _width(lane.threat.letters)))
    if lane.note and lane.note.places[-1] != "off":
        place = lane.note.places[-1]
        x = lane.note.x if place == "after" else 100 - lane.note.before
        x += 3.2 if lane.ring and place == "after" else 0
        width = _width(f"{lane.note.strong} {lane.note.text}".strip())
        made.append(SheetNote(lane.note.strong, lane.note.text, x, top, place, width))
    return made


def _width(text: str) -> float:
    """About how wide a note is on paper, in millimetres."""
    return round(text_width(text, "print") * 25.4 / 96 + 1, 1)
