"""The two pictures of the one-page sheet: the whole with a row for each goal, and the next months with steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from plainplan.draw.axis import WALL, Axis, axis_for
from plainplan.draw.lanes import axis_of, draw
from plainplan.draw.picture import Row
from plainplan.facts.days_off import stretches_off
from plainplan.model import Kind, Thing
from plainplan.schedule.calendar import add_months
from plainplan.schedule.result import Dates
from plainplan.tuples import NamedTuple
from plainplan.values import Horizon
from plainplan.view.context import ViewContext, outline, with_dates
from plainplan.view.parts import KeyEntry
from plainplan.view.sheet_parts import WallLink, WallPicture, WallRow
from plainplan.view.timeline import deadline_of, part_done, periods_of, threats_of

_SHORT = 400
"""A road of so many days needs one picture only."""

_APART = 2.5
"""In percent: stops that are nearer than that to another could not be told apart."""

_MONTHS_BACK, _MOST_MONTHS = 2, 12
_MOST_ROWS = 60
_SOON = 300

Letters = Mapping[int, str]


class Months(NamedTuple):
    """The picture of the near future, and its window where there is a picture of the whole too."""

    picture: WallPicture | None
    window: tuple[int, int] | None


class _RowDraft(NamedTuple):
    """A row before its axis is known."""

    thing: int
    row: Row
    dates: str
    remark: str
    state: str


def months(context: ViewContext, letters: Letters) -> Months:
    """The near future with steps; everything, where the plan is short."""
    words = context.words
    goals = [goal for goal in letters if context.projected(goal)]
    if not goals:
        return Months(None, None)
    span = _span(context, goals)
    if span[1] - span[0] <= _SHORT:
        axis = axis_of(tuple(_drawn(context, goals)), context.today, words, WALL, _deadline(context))
        heading = _heading(context, span)
        return Months(_near(context, letters, goals, axis, heading), None)
    first, last = _window(context, goals)
    near = [goal for goal in goals if _is_in(context, goal, first, last)]
    if not near:
        return Months(None, None)
    axis = axis_for(first, last, words, WALL)
    return Months(_near(context, letters, near, axis, words.say("wall.months")), (axis.first, axis.end - 1))


def whole(context: ViewContext, letters: Letters, window: tuple[int, int] | None) -> WallPicture | None:
    """All goals; None where the plan is so short that the picture of the near future has them all."""
    goals = [goal for goal in letters if context.projected(goal)]
    if not goals or _span(context, goals)[1] - _span(context, goals)[0] <= _SHORT:
        return None
    lines = [_goal_line(context, goal, letters, far=True) for goal in goals]
    axis = axis_of(tuple(line.row for line in lines), context.today, context.words, WALL, _deadline(context))
    heading = _heading(context, _span(context, goals))
    links = tuple(_links(context, goals, axis))
    return _picture(context, letters, "whole", heading, lines, axis, window, links, 0)


def _deadline(context: ViewContext) -> int | None:
    found = deadline_of(context)
    return None if found is None else found[0]


def _near(context: ViewContext, letters: Letters, goals: list[int], axis: Axis, heading: str) -> WallPicture:
    lines = []
    for goal in goals:
        lines.append(_goal_line(context, goal, letters, far=False))
        lines.extend(_step_line(context, index, depth) for index, depth in _inside(context, goal, axis))
    hidden = len(lines) - len(goals) if len(lines) > _MOST_ROWS else 0
    if hidden:
        lines = [line for line in lines if line.thing in letters]
    made = _picture(context, letters, "months", heading, lines, axis, None, (), hidden)
    return made._replace(later=_later(context, goals, axis))


def _later(context: ViewContext, goals: Iterable[int], axis: Axis) -> str:
    """How many steps of these goals come after the window, and until when."""
    work = (context.projected(index) for goal in goals for index, _ in _work(context, goal))
    finishes = [dates.finish for dates in work if dates and dates.start >= axis.end]
    if not finishes:
        return ""
    return context.words.count("wall.later", len(finishes), date=context.words.date(max(finishes)))


def _picture(
    context: ViewContext,
    letters: Letters,
    name: str,
    heading: str,
    lines: list[_RowDraft],
    axis: Axis,
    window: tuple[int, int] | None,
    links: tuple[WallLink, ...],
    hidden: int,
) -> WallPicture:
    words = context.words
    rows = tuple(line.row for line in lines)
    describes = words.say(
        "road.describes",
        count=words.count("rows", len(rows)),
        first=words.date(axis.first, "long"),
        last=words.date(axis.end - 1, "long"),
        today=words.date(context.today, "long"),
    )
    today = words.say("today") if window else words.say("road.today", date=words.date(context.today, "long-day"))
    off = stretches_off(context)
    picture = draw(
        f"road-{name}",
        heading,
        "",
        describes,
        rows,
        axis,
        context.today,
        today,
        window,
        WALL,
        off,
        deadline_of(context),
    )
    inside = Counter(context.top_goal(line.thing) for line in lines)
    made = (
        WallRow(
            anchor=context.plan.things[line.thing].id,
            letter=letters.get(line.thing, ""),
            kicker=_kicker(context, line.thing) if line.thing in letters else "",
            dates=line.dates,
            remark=line.remark,
            state=line.state,
            tip=_tip(context, line.thing),
            stops=_stops(context, line.thing, axis),
            lane=lane,
            inside=inside[context.top_goal(line.thing)] - 1 if line.thing in letters else 0,
        )
        for line, lane in zip(lines, picture.lanes, strict=True)
    )
    return WallPicture(picture, tuple(made), links, hidden)


# What is shown


def _span(context: ViewContext, goals: Iterable[int]) -> tuple[int, int]:
    days = [dates for goal in goals if (dates := context.projected(goal))]
    return min(one.start for one in days), max(one.finish for one in days)


def _heading(context: ViewContext, span: tuple[int, int]) -> str:
    first, last = (context.words.year(date.fromordinal(day).year) for day in span)
    return context.words.say("wall.whole.year" if first == last else "wall.whole", first=first, last=last)


def _drawn(context: ViewContext, goals: Iterable[int]) -> Iterable[Row]:
    for goal in goals:
        yield _row(context, goal, 0, "", "")
        for index, depth in _work(context, goal):
            yield _row(context, index, depth, "", "")


def _window(context: ViewContext, goals: list[int]) -> tuple[int, int]:
    """From the plan's start, or two months back, to the end of the last goal or risk that is open now."""
    start = max(context.schedule.plan_start, add_months(_month(context.today), -_MONTHS_BACK))
    first = _month(start)
    open_ = [goal for goal in goals if not context.is_done(goal)]
    begun = [goal for goal in open_ if _started(context, goal)] or open_[:1]
    last = max((_end(context, goal) for goal in begun), default=context.today)
    return first, min(max(last, context.today), add_months(first, _MOST_MONTHS) - 1)


def _month(day: int) -> int:
    return date.fromordinal(day).replace(day=1).toordinal()


def _started(context: ViewContext, goal: int) -> bool:
    dates = context.projected(goal)
    return dates is not None and dates.start <= context.today


def _end(context: ViewContext, goal: int) -> int:
    dates = context.projected(goal)
    assert dates is not None
    held = (context.plan.barriers[index] for index in context.plan.things[goal].barriers)
    return dates.finish + max((context.delay(barrier) for barrier in held), default=0)


def _is_in(context: ViewContext, index: int, first: int, last: int) -> bool:
    dates = context.projected(index)
    return dates is not None and not context.is_done(index) and dates.start <= last and dates.finish >= first


def _inside(context: ViewContext, goal: int, axis: Axis) -> list[tuple[int, int]]:
    """The contents of a goal that overlap the axis, as (index, depth) in outline order."""
    found = []
    for index, depth in _work(context, goal):
        dates = context.projected(index)
        if dates and dates.start < axis.end and dates.finish >= axis.first:
            found.append((index, depth))
    return found


def _work(context: ViewContext, goal: int) -> Iterable[tuple[int, int]]:
    return with_dates(context, outline(context, goal)[1:])


# Rows


def _goal_line(context: ViewContext, goal: int, letters: Letters, *, far: bool) -> _RowDraft:
    words, found, dates = context.words, context.dated(goal), context.projected(goal)
    assert dates is not None
    slip = (found.slip or 0) if not context.is_done(goal) else 0
    late = words.against_plan(slip) if slip > 0 else ""
    strong, note = (late, "") if far else ("", _mark_words(context, context.plan.things[goal], dates))
    told = words.range(dates.start, dates.finish) if far else _days(context, dates)
    state = words.apart(_goal_state(context, goal, letters)) if far else ""
    return _RowDraft(goal, _row(context, goal, 0, strong, note), told, late if far else "", state)


def _goal_state(context: ViewContext, goal: int, letters: Letters) -> Iterable[str]:
    words, found, thing = context.words, context.dated(goal), context.plan.things[goal]
    if context.is_done(goal):
        yield words.say("state.done")
        return
    if (found.slip or 0) <= 0:
        yield words.against_plan(found.slip or 0)
    if found.critical:
        yield words.say("wall.critical")
    open_ = sum(1 for threat in threats_of(context, thing) if not threat.answered)
    if open_:
        yield words.count("wall.open", open_)
    if held := [letters[other] for other in _held_by(context, goal) if other in letters]:
        yield words.say("wall.waits", letters=words.listed(tuple(held)))


def _step_line(context: ViewContext, index: int, depth: int) -> _RowDraft:
    dates, thing = context.projected(index), context.plan.things[index]
    assert dates is not None
    remark = context.behind(index)
    row = _row(context, index, depth, remark, "" if remark else _mark_words(context, thing, dates))
    return _RowDraft(index, row, _days(context, dates), remark, "" if remark else _step_state(context, thing))


def _step_state(context: ViewContext, thing: Thing) -> str:
    words, found, dates = context.words, context.dated(thing.index), context.projected(thing.index)
    assert dates is not None
    if context.is_done(thing.index):
        return ""
    if thing.on is not None:
        return words.say("wall.fixed")
    if (due := context.due_day(thing.index)) is not None:
        return words.say("note.due", date=_day(context, due), room=words.room(due - dates.finish))
    return words.against_plan(found.slip, exact=True) if found.slip else ""


def _mark_words(context: ViewContext, thing: Thing, dates: Dates) -> str:
    """A word or two beside a mark: a fixed day, a due day, or the delay of a barrier."""
    words = context.words
    if context.is_done(thing.index):
        return ""
    if (fixed := context.fixed_day(thing.index)) is not None:
        return words.say("mark.fixed", date=words.date(fixed, "day"))
    if (due := context.due_day(thing.index)) is not None:
        return words.say("mark.due", date=_day(context, due))
    delays = [context.plan.barriers[index].delay for index in thing.barriers if threats_of(context, thing)]
    known = [delay for delay in delays if delay is not None]
    return words.say("mark.more", length=words.estimate(known[0])) if len(known) == 1 == len(delays) else ""


def _row(context: ViewContext, index: int, depth: int, strong: str, note: str) -> Row:
    thing, found = context.plan.things[index], context.dated(index)
    dates, planned = context.projected(index), context.planned(index)
    assert dates is not None
    is_goal = thing.kind is Kind.GOAL
    return Row(
        "goal" if is_goal else "step",
        depth,
        context.title(index),
        lead=context.words.say("solution of") if thing.kind is Kind.SOLUTION else "",
        finish_text=_day(context, dates.finish),
        start=dates.start,
        finish=dates.finish,
        done=part_done(context, index),
        planned=(planned.start, planned.finish) if planned else None,
        critical=found.critical,
        fixed=context.fixed_day(index),
        point=dates.days == 0,
        due=context.due_day(index) if not context.is_done(index) else None,
        threats=threats_of(context, thing),
        periods=periods_of(thing, dates.start, dates.finish),
        objective=is_goal and depth == 0 and context.horizon(index) is Horizon.PRIMARY,
        note=note,
        strong=strong,
        shadow=context.shadows.get(index),
    )


def _day(context: ViewContext, day: int) -> str:
    return context.words.date(day, "day" if abs(day - context.today) < _SOON else "date")


def _days(context: ViewContext, dates: Dates) -> str:
    """A range of days, without years where they are near, because the axis has them."""
    words = context.words
    if max(abs(dates.start - context.today), abs(dates.finish - context.today)) >= _SOON:
        return words.range(dates.start, dates.finish)
    first, last = date.fromordinal(dates.start), date.fromordinal(dates.finish)
    if dates.start >= dates.finish or (first.year, first.month) == (last.year, last.month):
        return words.short_range(dates.start, dates.finish)
    return f"{words.date(dates.start, 'day')} – {words.date(dates.finish, 'day')}"


def _kicker(context: ViewContext, goal: int) -> str:
    key = {Horizon.SHORT: "wall.short", Horizon.LONG: "wall.long", Horizon.PRIMARY: "goal.primary"}
    return context.words.say(key[context.horizon(goal)])


def _tip(context: ViewContext, index: int) -> str:
    words, projected, planned = context.words, context.projected(index), context.planned(index)
    assert projected is not None
    undated = words.say("undated")
    return words.say(
        "wall.tip",
        title=context.text(index),
        projected=words.range(projected.start, projected.finish),
        planned=words.range(planned.start, planned.finish) if planned else undated,
    )


def _stops(context: ViewContext, index: int, axis: Axis) -> tuple[float, ...]:
    """The places, in percent, where one part of a critical goal ends and the next begins."""
    thing = context.plan.things[index]
    if thing.kind is not Kind.GOAL or not context.dated(index).critical:
        return ()
    own = context.projected(index)
    assert own is not None
    starts = sorted({dates.start for part in thing.contents if (dates := context.projected(part))})
    places: list[float] = []
    for x in (axis.at(day) for day in starts if own.start < day <= own.finish and axis.first < day < axis.end):
        if x >= (places or [axis.at(own.start)])[-1] + _APART:
            places.append(x)
    return tuple(places)


# Who waits for whom


def _held_by(context: ViewContext, goal: int) -> list[int]:
    """The goals that a goal waits for: those written, and for a primary objective the last it waits for."""
    thing, dates = context.plan.things[goal], context.projected(goal)
    found = [context.top_goal(reference.target) for reference in thing.after or () if reference.target >= 0]
    if dates and dates.reason.rule == "primary" and dates.reason.ref is not None:
        found.append(context.top_goal(dates.reason.ref))
    return [other for other in dict.fromkeys(found) if other != goal]


def _links(context: ViewContext, goals: list[int], axis: Axis) -> Iterable[WallLink]:
    """A line down to each goal from those above it that it waits for."""
    places = {goal: place for place, goal in enumerate(goals)}
    for goal, place in places.items():
        dates = context.projected(goal)
        assert dates is not None
        for other in _held_by(context, goal):
            before = context.projected(other)
            if before and places.get(other, place) < place and before.finish < dates.start < axis.end:
                yield WallLink(places[other], place, axis.at(before.finish + 1), axis.at(dates.start))


# The key


def key_of(context: ViewContext, pictures: Iterable[WallPicture]) -> tuple[KeyEntry, ...]:
    """The key: the marks that occur in the pictures, with their meanings."""
    shown = tuple(pictures)
    lanes = [row.lane for picture in shown for row in picture.rows]
    there = {
        "projected": any(lane.bar for lane in lanes),
        "planned": any(lane.planned for lane in lanes),
        "critical": any(lane.critical and lane.bar for lane in lanes),
        "shadow": any(lane.shadow for lane in lanes),
        "room": any(lane.leader for lane in lanes),
        "today": any(picture.picture.today for picture in shown),
        "deadline": any(picture.picture.deadline for picture in shown),
        "fixed": any(lane.fixed and not lane.missed for lane in lanes),
        "missed": any(lane.missed for lane in lanes),
        "milestone": any(lane.point for lane in lanes),
        "due": any(lane.due for lane in lanes),
        "habit": any(lane.periods for lane in lanes),
        "answered": any(lane.threat and (lane.threat.answered or lane.threat.both) for lane in lanes),
        "open": any(lane.threat and not lane.threat.answered for lane in lanes),
        "waits": any(picture.links for picture in shown),
        "end": any(lane.ring for lane in lanes),
    }
    return tuple(KeyEntry(mark, context.words.say(f"mark.key.{mark}")) for mark, known in there.items() if known)
