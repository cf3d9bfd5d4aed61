"""A picture cut for paper: as many rows as fit, labels as text, all marks of a kind as one path.

Paths use a box 1000 units wide, and a unit of height is a tenth of a millimetre. There is no text in paths.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from plainplan.draw.letters import text_width
from plainplan.draw.picture import AxisLabels, AxisTick, Lane, Picture, Shape, Sheet, SheetLabel, SheetNote
from plainplan.pattern import pattern
from plainplan.prose import plain

_GOAL_BAR, _STEP_BAR = 26, 18  # tenths of a millimetre
_MM = 25.4 / 96  # a CSS pixel
_FOREIGN = pattern("[^\x00-\u017f\u2010-\u2027\u202f]")
LANE = 1000  # tenths of a millimetre: the lane is 100 mm wide, so that units are square


def rows_of(picture: Picture) -> tuple[Lane, ...]:
    """The lanes that are rows on paper: all but the names of the horizons."""
    return tuple(lane for lane in picture.lanes if lane.kind != "group")


def sheets_of(picture: Picture, rows: int, row: int) -> tuple[Sheet, ...]:
    """The whole picture in sheets of at most so many rows; a row's height is `row` tenths of a millimetre."""
    lanes = rows_of(picture)
    return tuple(
        sheet_of(picture, lanes[start : start + rows], row, first=start == 0, noted=False)
        for start in range(0, len(lanes), rows)
    )


def sheet_of(
    picture: Picture, lanes: Sequence[Lane], row: int, *, first: bool = True, noted: bool = True, more: str = ""
) -> Sheet:
    """These lanes of a picture as one sheet, with the words beside its marks where it is `noted`."""
    paths: dict[str, list[str]] = defaultdict(list)
    height = len(lanes) * row
    notes: list[SheetNote] = []
    words: list[SheetNote] = []
    for index, lane in enumerate(lanes if noted else ()):
        notes += _letters(lane, index * row / 10, row / 10)
        said = _note(lane, index * row / 10)
        notes += said
        words += said
    for free in picture.off:
        paths["off"].append(f"M{_x(free.x)} 0H{_x(free.x + free.width)}V{height}H{_x(free.x)}z")
    for tick in picture.ticks:
        paths["year" if tick.year else "grid"].append(_line(tick.x, height, words, row))
    for index, lane in enumerate(lanes):
        _marks(lane, index * row, row, paths)
    if picture.deadline:
        paths["deadline"].append(_line(picture.deadline.x, height, words, row))
    if picture.today:
        paths["today"].append(_line(picture.today.x, height, words, row))
    dates = _dates(lanes)
    labels = tuple(_label(lane, _LABELS - dates) for lane in lanes)
    shown = (*(label.text + label.finish for label in labels), *(note.strong + note.text for note in notes))
    return Sheet(
        heading=picture.heading,
        text=picture.text if first else "",
        describes=picture.describes,
        ticks=picture.ticks,
        today=picture.today,
        labels=labels,
        shapes=tuple(Shape(kind, "".join(paths[kind])) for kind in _ORDER if kind in paths),
        notes=_laid(notes, row),
        scale=_scale(picture.ticks),
        height=height / 10,
        row=row / 10,
        more=more,
        deadline=picture.deadline,
        apart=any(map(is_higher, shown)),
        dates=dates,
    )


def _dates(lanes: Sequence[Lane]) -> float:
    """The width of the dates' column in millimetres: that of ours, more where a language has longer ones."""
    widths = (text_width(lane.finish, "print") * (_BOLDER if is_higher(lane.finish) else 1) for lane in lanes)
    longest = max(widths, default=0.0) * _MM
    return min(max(_DATES, round(longest + 1)), _LABELS / 2)


def is_higher(text: str) -> bool:
    """Whether a text has letters that our own fonts may lack: lines with letters of others are higher."""
    return _FOREIGN.search(text) is not None


def _scale(ticks: tuple[AxisTick, ...]) -> AxisLabels:
    """Ticks are as good as evenly spaced, but for the first one of a year that is not whole."""
    shown = [tick for tick in ticks if "print" not in tick.hidden]
    if len(shown) > 2 and abs(shown[1].x * 2 - shown[0].x - shown[2].x) > 1:
        del shown[0]
    if not shown:
        return AxisLabels(0, 0, ())
    step = (shown[-1].x - shown[0].x) / max(len(shown) - 1, 1)
    return AxisLabels(
        round(shown[0].x, 2), round(step, 3), tuple(tick.short if tick.strong else tick.label for tick in shown)
    )


def _line(x: float, height: int, notes: list[SheetNote], row: int) -> str:
    """A vertical line as a path, with gaps at the rows where words cover it."""
    pieces, start = [f"M{_x(x)} 0"], 0
    for note in notes:
        left = note.x if note.place != "before" else 100 - note.x - _width(note)
        top = round(note.y * 10)
        if left - 0.5 < x < left + _width(note) and top >= start:
            pieces.append(f"V{top}M{_x(x)} {top + row}")
            start = top + row
    return "".join((*pieces, f"V{height}"))


_ORDER = (
    "off", "grid", "year", "shadow", "planned", "leader", "delay", "hatch", "bar", "done", "period", "critical", "stop",
    "due", "missed", "fixed", "lapsed", "point", "answered", "open", "ring", "deadline",
    "today",
)  # fmt: skip


def _x(percent: float) -> str:
    return f"{percent * LANE / 100:g}"


_BOLDER = 1.25
"""So much wider than reckoned may letters of other fonts be in bold."""

_LABELS, _DATES = 71.0, 19
"""How wide a row's name and its date are together, and a date at least, in millimetres."""


def _label(lane: Lane, room: float) -> SheetLabel:
    text = f"{lane.lead} {plain(lane.title)}".strip()
    indent = "   " * min(lane.depth, 4)
    larger = 1.3 if lane.kind == "goal" else 1.0
    letters = lane.threat.letters if lane.threat else ""
    name = _shortened(indent + text, room / _MM / larger)
    return SheetLabel(lane.kind, name, lane.finish, lane.critical, letters, lane.href)


def _shortened(text: str, room: float) -> str:
    """A text cut to the width it has, with an ellipsis."""
    if text_width(text, "print") <= room:
        return text
    room -= text_width("…", "print")
    end = 0
    while (room := room - text_width(text[end], "print")) >= 0:
        end += 1
    return text[:end].rstrip() + "…"


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
    if lane.missed:
        paths["missed"].append(f"M{_x(lane.missed.x)} {middle}H{_x(lane.missed.x + lane.missed.width)}")
    if lane.leader:
        paths["leader"].append(f"M{_x(lane.leader.x)} {middle}H{_x(lane.leader.x + lane.leader.width)}")
    if lane.due:
        paths["due"].append(f"M{_x(lane.due.x)} {middle + 16}v-32l-13 7 13 7")
    for kind, mark in (("lapsed" if lane.missed else "fixed", lane.fixed), ("point", lane.point)):
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
    kind = "answered" if lane.threat.answered or lane.threat.both else "open"
    paths[kind].append(f"M{_x(lane.threat.x)} {y - 2}l-9-14h18z")
    if lane.threat.both:
        paths["open"].append(f"M{_x(lane.threat.x)} {y - 2}m-22 0l-9-14h18z")


def _box(x: float, width: float, y: int, height: int) -> str:
    return f"M{_x(x)} {y}h{_x(width)}v{height}H{_x(x)}z"


def _hatch(left: float, width: float, top: int, height: int) -> str:
    """Diagonal lines inside a box, clipped at its sides."""
    lines = []
    start = left - height
    while start < left + width:
        low, high = max(start, left), min(start + height, left + width)
        if high > low:
            lines.append(f"M{low:g} {top + height - (low - start):g}L{high:g} {top + height - (high - start):g}")
        start += 9
    return "".join(lines)


def _letters(lane: Lane, top: float, row: float) -> list[SheetNote]:
    """The names of a row's barriers, unless the row's note begins with them.

    They stand after the delay, or beside the triangle where something else stands there.
    """
    note = lane.note if lane.note and lane.note.places[-1] != "off" else None
    if lane.threat is None or (note and note.letters):
        return []
    end = lane.threat.x + lane.threat.width + 1.2
    room = LANE / 10 - text_width(lane.threat.letters, "print") * _MM
    if lane.threat.width and not (note or lane.due or lane.ring) and end <= room:
        return [SheetNote(lane.threat.letters, "", end, top, 0, "after")]
    x = 100 - lane.threat.x if lane.threat.flip else lane.threat.x
    y = top + 0.8 - row / 2  # the line is as high as a row, and its middle just under the row's edge
    return [SheetNote(lane.threat.letters, "", x + 1.8, y, 0, "before" if lane.threat.flip else "after")]


def _note(lane: Lane, top: float) -> list[SheetNote]:
    """What a row's marks mean, in words."""
    if lane.note is None or lane.note.places[-1] not in ("after", "before"):
        return []
    place = lane.note.places[-1]
    x = lane.note.x + 2.4 if place == "after" else 100 - lane.note.before + 2.4
    x += 3.2 if lane.ring and place == "after" else 0
    return [SheetNote(lane.note.letters or lane.note.strong, lane.note.text, x, top, 0, place)]


def _laid(notes: list[SheetNote], row: int) -> tuple[SheetNote, ...]:
    """The notes, each with its distance below the one before."""
    laid, foot = [], 0.0
    for note in notes:
        laid.append(note._replace(x=round(note.x, 2), y=round(note.y, 2), down=round(note.y - foot, 2)))
        foot = note.y + row / 10
    return tuple(laid)


def _width(note: SheetNote) -> float:
    """The approximate width of a note on paper, in millimetres."""
    return text_width(f"{note.strong} {note.text}".strip(), "print") * 25.4 / 96 + 1
