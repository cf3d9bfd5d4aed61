"""The first page on paper: the timeline cut into sheets, above as many next steps as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from plainplan.draw.letters import ems
from plainplan.draw.picture import Lane, Picture, Sheet
from plainplan.draw.print_cut import is_higher, rows_of, sheet_of, sheets_of
from plainplan.facts.agenda import ahead
from plainplan.prose import plain
from plainplan.view.context import ViewContext, sentence
from plainplan.view.parts import KeyEntry, Masthead, Now, NowGroup, NowItem, RoadRow, RoadView

# Heights in tenths of a millimetre: what the first page of A4 and of Letter has between its margins, and any other;
# a picture's head; a row at its highest and lowest.
_FIRST_PAGE, _PAGE = {"a4": 2670, "letter": 2534}, {"a4": 2620, "letter": 2494}
_HEAD, _ROW, _LOWEST_ROW = 151, 60, 36

_MOST_ROWS = 300
"""Up to so many rows each is drawn by itself."""

_FEW = 3
"""Of the next things to do so many always stand on the first page; more only where the road has room below them."""


_WIDE = 850
"""From this width on, in thousandths of its size, a letter is very wide."""

_SPARE = 20
"""So much is left at the foot of the page, since letters are only measured here in the rough."""

_BROADER = 0.35
"""By so much more are letters of most other fonts wider than ours."""

_HIGHER, _HIGHER_ITEM = 75, 8
"""So much higher is what stands above the road, and a thing to do, with letters of fonts that are not ours."""

_FEW_ROWS = 5
"""So many rows at least, fewer things to do if need be."""

_LONG_TITLE = 88
"""Longer ones stand in smaller letters."""


def laid_on_paper(
    context: ViewContext, masthead: Masthead, now: Now, road: RoadView, paper: str
) -> tuple[Now, RoadView]:
    """The next steps and the timeline for a paper size.

    The timeline is cut into sheets. Next steps are left out until all its rows fit on the first page; where they
    cannot, that page shows the goals, and all rows are on further pages.
    """
    if not road.pictures:
        return now, road
    road = road._replace(pictures=tuple(_for_paper(context, picture) for picture in road.pictures))
    needed = sum(map(_needed, road.pictures))
    rooms = {}
    for count in range(len(now.items), min(_FEW, len(now.items)) - 1, -1):
        fewer = _fewer(context, now, count)
        rooms[count] = _FIRST_PAGE[paper] - _above(context, masthead, fewer, road.key)
        if needed <= rooms[count]:
            sheets = _whole(road.pictures, rooms[count])
            return fewer, _told(context, road._replace(sheets=sheets))
    first, *others = road.pictures
    count = next((count for count, room in rooms.items() if room >= _HEAD + _FEW_ROWS * _LOWEST_ROW), min(rooms))
    now, room = _fewer(context, now, count), rooms[count]
    if _needed(first) <= room:
        sheet = _whole((first,), room)[0]._replace(more=_elsewhere(context, others))
        shown: tuple[Lane, ...] = rows_of(first)
    else:
        sheet, shown = _goals_of(context, first, room)
    rest = _not_shown(first, shown)
    pages = _pages((*rest, *others), (_PAGE[paper] - _HEAD) // _LOWEST_ROW)
    return now, _told(context, road._replace(sheets=(sheet,), pages=pages))


def _told(context: ViewContext, road: RoadView) -> RoadView:
    """The sheets, each described row by row: for who has the document read aloud, there is no table beside them."""
    rows = {row.href: row for row in road.rows}

    def described(sheet: Sheet) -> Sheet:
        found = (rows[label.href] for label in sheet.labels if label.href in rows)
        return sheet._replace(describes=" ".join((sheet.describes, *(_row_told(context, row) for row in found))))

    return road._replace(sheets=tuple(map(described, road.sheets)), pages=tuple(map(described, road.pages)))


def _row_told(context: ViewContext, row: RoadRow) -> str:
    facts = (row.projected, row.state, row.slip, row.room)
    return context.words.headed(plain(row.title), f"{', '.join(filter(None, facts))}.")


def _needed(picture: Picture) -> int:
    return _HEAD + _LOWEST_ROW * len(rows_of(picture))


def _elsewhere(context: ViewContext, pictures: Sequence[Picture]) -> str:
    """What says that there are more pictures on later pages."""
    named = tuple(picture.heading for picture in pictures)
    return context.words.say("road.elsewhere", pictures=context.words.listed(named)) if named else ""


def _not_shown(picture: Picture, shown: Sequence[Lane]) -> tuple[Picture, ...]:
    """A picture without the goals of which every row was shown; no picture where none is left."""
    known = {lane.href for lane in shown}
    lanes = [
        lane for group in _groups(rows_of(picture)) if any(one.href not in known for one in group) for lane in group
    ]
    return (picture._replace(lanes=tuple(lanes)),) if lanes else ()


def _for_paper(context: ViewContext, picture: Picture) -> Picture:
    """A picture whose description does not refer to the table, which is not printed."""
    return picture._replace(describes=picture.describes.removesuffix(context.words.say("road.in table")).rstrip())


def _pages(pictures: tuple[Picture, ...], rows: int) -> tuple[Sheet, ...]:
    """Further pages with all rows; of a very long timeline only the goals, with their steps as notches in the bars."""
    if sum(len(rows_of(picture)) for picture in pictures) > _MOST_ROWS:
        pictures = tuple(_notched(picture) for picture in pictures)
    return tuple(sheet for picture in pictures for sheet in sheets_of(picture, rows, _LOWEST_ROW))


def _notched(picture: Picture) -> Picture:
    """The goals' rows alone, with a notch where each step begins."""
    lanes = []
    for goal, *steps in _groups(rows_of(picture)):
        lanes.append(goal._replace(periods=tuple(step.bar.x for step in steps if step.bar)))
    return picture._replace(lanes=tuple(lanes))


def _fewer(context: ViewContext, now: Now, count: int) -> Now:
    rest = len(now.items) - count
    if not rest:
        return now
    rest += max(len(ahead(context).week) - len(now.items), 0)
    return now._replace(items=now.items[:count], more=sentence(context.words.count("and more", rest)) + ".", groups=())


def _above(context: ViewContext, masthead: Masthead, now: Now, key: tuple[KeyEntry, ...]) -> int:
    """The height in tenths of a millimetre of what stands above the pictures: masthead, next steps, and key."""
    keys = ceil(sum(15 * len(entry.label) + 105 for entry in key) / 1760)
    foreign = is_higher(context.plan.title + masthead.as_of) or any(is_higher(plain(item.title)) for item in now.items)
    higher = (_HIGHER + _HIGHER_ITEM * len(now.items)) if foreign else 0
    return _masthead(context, masthead) + _now(now) + 104 + 42 * keys + higher


def _masthead(context: ViewContext, masthead: Masthead) -> int:
    lede = "".join((masthead.before, plain(masthead.title), masthead.middle, masthead.date, masthead.after))
    facts = [30 + 50 * _lines(fact.value, 22) + 41 * _lines(fact.note, 29) for fact in (masthead.done, *masthead.facts)]
    why = 41 + 50 * _lines(plain(masthead.why), 32)
    title = context.plan.title
    high = 103 * _lines(title, 44) if len(title) <= _LONG_TITLE else 64 * _lines(title, 75)
    unread = 45 * _lines(f"{masthead.unread}: {context.words.say('top.see findings')}.", 105) if masthead.unread else 0
    return 250 + high + 64 * _lines(lede, 74) + unread + max(why, *facts)


def _now(now: Now) -> int:
    items = sum(27 + 44 * _first_lines(item) + 41 * _lines(item.reason, 75) for item in now.items)
    asides = sum(
        81 + 50 * _lines(aside.fact, 26) + 41 * _lines(plain(aside.title) + aside.text, 36) for aside in now.asides
    )
    later = sum(15 + 42 * _lines(_in_one(group), 72) for group in now.groups)
    return 60 + max(63 + items + 60 * bool(now.more) + later, 70 + asides)


def _in_one(group: NowGroup) -> str:
    """A group of what can wait, as it stands on paper."""
    named = ", ".join(f"{plain(item.title)} ({item.dates})" for item in group.items)
    return f"{group.label}: {named}. {group.more}"


def _first_lines(item: NowItem) -> int:
    """The lines of a title and, in smaller letters behind it, of what it is behind with; the day stands beside the
    first of them."""
    room, width = 66.0, 1.85 * _letters(plain(item.title))
    if item.overdue:
        width += 3.5 + 1.6 * _letters(item.overdue)
    return 1 + max(ceil((width - room) / 98), 0)


def _lines(text: str, letters: int) -> int:
    """The number of lines of a text, at `letters` characters a line; East Asian wide characters count more."""
    return ceil(_letters(text) / letters)


def _letters(text: str) -> float:
    """How many letters of middle width a text has; very wide ones take the room of two and more, and those of fonts
    that are not ours a third more than ours."""
    more = sum(1.4 if ems(letter) > _WIDE else _BROADER * is_higher(letter) for letter in text)
    return len(text) + more


def _whole(pictures: tuple[Picture, ...], room: int) -> tuple[Sheet, ...]:
    """All rows on the first page, each as high as the room allows."""
    count = sum(len(rows_of(picture)) for picture in pictures)
    row = min((room - _SPARE - _HEAD * len(pictures)) // max(count, 1), _ROW)
    row = max(row, _LOWEST_ROW)
    return tuple(sheet_of(picture, rows_of(picture), row) for picture in pictures)


def _goals_of(context: ViewContext, picture: Picture, room: int) -> tuple[Sheet, tuple[Lane, ...]]:
    """The goals of a picture as one sheet, with the steps of the first open ones where there is room for them."""
    room -= 60  # what says where the rest is
    most = max((room - _HEAD) // _LOWEST_ROW, 1)
    groups = _groups(rows_of(picture))
    if len(groups) > most:
        groups = [group for group in groups if not _is_over(group[0])] or groups
    kept = groups if len(groups) <= most else groups[: max(most - 2, 1)]
    more = len(groups) - len(kept)
    free = most - len(kept)
    lanes: list[Lane] = []
    for group in kept:
        steps = group[1:] if not more and len(group) - 1 <= free and not _is_over(group[0]) else []
        free -= len(steps)
        lanes += (group[0], *steps)
    row = max(min((room - _SPARE - _HEAD) // max(len(lanes), 1), _ROW), _LOWEST_ROW)
    said = sentence(context.words.count("road.more", more)) if more else context.words.say("road.steps elsewhere")
    return sheet_of(picture, lanes, row, more=said), tuple(lanes)


def _groups(lanes: tuple[Lane, ...]) -> list[list[Lane]]:
    """Each top-level goal with the rows below it."""
    groups: list[list[Lane]] = []
    for lane in lanes:
        if lane.depth and groups:
            groups[-1].append(lane)
        else:
            groups.append([lane])
    return groups


def _is_over(lane: Lane) -> bool:
    return lane.done is not None and lane.done == lane.bar
