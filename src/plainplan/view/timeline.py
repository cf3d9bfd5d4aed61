"""The timeline: its rows, its pictures for screen and paper, and the same as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import ceil
from operator import attrgetter

from plainplan.draw.axis import Axis
from plainplan.draw.lanes import axis_of, draw
from plainplan.draw.picture import Load, Picture, Row, RowThreat, RowWait
from plainplan.facts.days_off import days_off_ahead, stretches_off
from plainplan.facts.load import weekly_hours
from plainplan.model import Kind, Thing
from plainplan.prose import Text
from plainplan.schedule.calendar import add_months
from plainplan.schedule.result import Dates
from plainplan.values import Horizon
from plainplan.view.context import Shown, ViewContext, outline, sentence, with_dates
from plainplan.view.parts import Choosable, Fact, Filter, KeyEntry, RoadRow, RoadView
from plainplan.view.waits import Waits, waits_among

_LONG_SPAN = 731
_LARGEST_WINDOW = 60  # in percent of the whole picture: a longer close-up would repeat it
_NEAR_START, _NEAR_FINISH = 366, 731
_MOST_TOGETHER = 30  # rows that can be taken in at a glance
_SOON = 183
_WEEKS = 56
_MOST_PERIODS = 80
_MOST_OFF = 200
_WEEK, _MOST_LOADED = 7, 156
_FEW = 12  # rows that need no choosing among


def road(context: ViewContext, waits: Waits) -> RoadView:
    """The timeline of a plan, with its key and table."""
    outlines = {goal: outline(context, goal) for goal in context.schedule.timeline}
    pictures = _pictures(context, outlines, waits)
    rows = (row for rows in outlines.values() for row in rows)
    table = tuple(_table_row(context, *row, waits) for row in rows)
    if pictures and not context.schedule.slack_exact:
        said = f"{pictures[0].text} {context.words.say('room at least')}".strip()
        pictures = (pictures[0]._replace(text=said), *pictures[1:])
    people = context.people if len(table) >= _FEW else ()
    filters = _filters(context, pictures, people) if len(table) >= _FEW else ()
    return RoadView(_key(pictures, context), pictures, (), (), table, _days_off(context), filters, people)


def _filters(context: ViewContext, pictures: tuple[Picture, ...], people: tuple[str, ...]) -> tuple[Filter, ...]:
    """What of the road can be shown alone."""
    say = context.words.say
    parts = [("whole", say("road.whole")), ("next", say("road.next"))] if len(pictures) > 1 else []
    spans = [("s-all", say("filter.all")), *((f"s-{key}", label) for key, label in parts)]
    spans.append(("s-weeks", say("filter.weeks")))
    rows = (("f-all", say("filter.every row")), ("f-open", say("filter.open")), ("f-critical", say("filter.critical")))
    named = tuple((f"f-w{number}", say("filter.person", name=sentence(who))) for number, who in enumerate(people, 1))
    return (
        Filter("span", say("filter.span"), tuple(Choosable(*one) for one in spans)),
        Filter("rows", say("filter.rows"), tuple(Choosable(*one) for one in (*rows, *named))),
    )


def _days_off(context: ViewContext) -> tuple[Fact, ...]:
    """Days off from today on, each with its name where it has one."""
    found = days_off_ahead(context)
    return tuple(
        Fact(one.name, context.words.range(one.first.toordinal(), one.last.toordinal())) for one in found[:_MOST_OFF]
    )


def whole_picture(context: ViewContext) -> Picture | None:
    """The timeline as one picture with every row; None where nothing has dates."""
    goals = [goal for goal in context.schedule.timeline if context.projected(goal)]
    if not goals:
        return None
    blocks = {goal: [_row(context, *row) for row in with_dates(context, outline(context, goal))] for goal in goals}
    rows = tuple(_under_horizons(context, blocks))
    return _alone(context, rows, _axis(context, rows), {})


def _pictures(context: ViewContext, outlines: Mapping[int, list[tuple[int, int]]], waits: Waits) -> tuple[Picture, ...]:
    goals = [goal for goal in outlines if context.projected(goal)]
    if not goals:
        return ()
    dated = {goal: list(with_dates(context, outlines[goal])) for goal in goals}
    if sum(map(len, dated.values())) + _horizons(context, goals) > _MOST_TOGETHER:
        return _goals_and_open(context, dated, waits)
    blocks = {goal: [_row(context, *row) for row in rows] for goal, rows in dated.items()}
    everything = tuple(_under_horizons(context, blocks))
    whole = _axis(context, everything)
    near = _near(context, goals) if whole.end - whole.first > _LONG_SPAN else []
    close = tuple([row for goal in near for row in blocks[goal]])
    window = _axis(context, close) if close else whole
    if (window.end - window.first) * 100 > (whole.end - whole.first) * _LARGEST_WINDOW:
        return (_alone(context, everything, whole, waits_among(context, everything, waits)),)
    folded = {goal: [_row(context, goal, 0, folded=True)] for goal in near}
    far = tuple(_under_horizons(context, blocks | folded))
    text = context.words.say("road.next.text")
    return (_whole(context, far, window, waits), _next(context, close, window, text, waits))


def _goals_and_open(
    context: ViewContext, outlines: Mapping[int, list[tuple[int, int]]], waits: Waits
) -> tuple[Picture, ...]:
    """Of many rows two pictures: all goals, and of those at hand the steps that are open and begin soon."""
    soon, things = context.today + _SOON, context.plan.things
    near = {goal: [_row(context, *row) for row in rows if row[0] == goal or _is_at_hand(context, row[0], soon)]
            for goal, rows in outlines.items()}  # fmt: skip
    near = {goal: rows for goal, rows in near.items() if len(rows) > 1}
    goals = {goal: [_row(context, *row) for row in rows if things[row[0]].kind is Kind.GOAL]
             for goal, rows in outlines.items()}  # fmt: skip
    folded = {goal: [_row(context, goal, 0, folded=True), *goals[goal][1:]] for goal in near}
    far = tuple(_under_horizons(context, goals | folded))
    if not near:
        return (_whole(context, far, None, waits),)
    close = tuple([row for rows in near.values() for row in rows])
    window = _axis(context, close)
    text = context.words.say("road.next.open", date=context.words.date(soon, "month-year"))
    return (_whole(context, far, window, waits), _next(context, close, window, text, waits))


def _is_at_hand(context: ViewContext, index: int, soon: int) -> bool:
    dates = context.projected(index)
    return context.is_open(index) and dates is not None and dates.start <= soon


def _whole(context: ViewContext, rows: tuple[Row, ...], window: Axis | None, waits: Waits) -> Picture:
    """The picture of the whole, in which a stretch is tinted that another one draws large."""
    words = context.words
    first, last = _ends(rows)
    axis = _axis(context, rows)
    text = words.say("road.whole.text", first=words.date(first, "month-year"), last=words.date(last, "month-year"))
    if window is not None and (window.end - window.first) * 100 > (axis.end - axis.first) * _LARGEST_WINDOW:
        window = None
    if window is not None:
        text = f"{text} {words.say('road.tinted')}"
    return draw(
        "road-whole", words.say("road.whole"), text, _describes(context, rows), rows, axis, context.today,
        _today(context, "date"), None if window is None else (window.first, window.end - 1),
        off=stretches_off(context), deadline=deadline_of(context), waits=waits_among(context, rows, waits),
    )  # fmt: skip


def _next(context: ViewContext, rows: tuple[Row, ...], window: Axis, text: str, waits: Waits) -> Picture:
    picture = draw(
        "road-next", context.words.say("road.next"), text, _describes(context, rows), rows, window, context.today,
        _today(context, "day"), off=stretches_off(context), deadline=deadline_of(context),
        waits=waits_among(context, rows, waits),
    )  # fmt: skip
    return picture._replace(load=_load(context, window))


def _alone(
    context: ViewContext, rows: tuple[Row, ...], axis: Axis, waits: Mapping[int, tuple[RowWait, ...]]
) -> Picture:
    words = context.words
    first, last = _ends(rows)
    months = words.date(first, "month-year"), words.date(last, "month-year")
    if months[0] == months[1]:
        months = words.date(first, "long-day"), words.date(last, "long")
    text = words.say("road.alone.text", first=months[0], last=months[1])
    picture = draw(
        "road-whole", words.say("road.whole"), text, _describes(context, rows), rows, axis, context.today,
        _today(context, "date"), off=stretches_off(context), deadline=deadline_of(context), waits=waits,
    )  # fmt: skip
    return picture._replace(load=_load(context, axis))


def _load(context: ViewContext, axis: Axis) -> Load | None:
    """The hours of the weeks to come against the pace; None where no step to come is given in hours."""
    words, pace = context.words, context.plan.settings.pace
    weeks = min(max(axis.end - context.today, 0) // _WEEK, _MOST_LOADED)
    hours = weekly_hours(context, context.today, weeks) if weeks else ()
    if not any(hours) or pace <= 0:
        return None
    from plainplan.draw.load import strip

    within, over = strip(axis, context.today, hours, pace)
    full = sum(1 for one in hours if one > pace)
    text = words.count("load.over", full) if full else words.say("load.most", hours=words.number(ceil(max(hours))))
    return Load(within, over, words.say("load", pace=words.number(pace)), text)


def _axis(context: ViewContext, rows: tuple[Row, ...]) -> Axis:
    deadline = context.written_finish if context.is_going_on else None
    return axis_of(rows, context.today, context.words, deadline=deadline)


def deadline_of(context: ViewContext) -> tuple[int, str] | None:
    """The day by which the whole plan is to be finished, with what its flag says; None if there is none to come."""
    day = context.written_finish
    if day is None or not context.is_going_on:
        return None
    return day, context.words.say("road.deadline", date=context.words.date(day))


def _today(context: ViewContext, form: str) -> str:
    return context.words.say("road.today", date=context.words.date(context.today, form))


def _ends(rows: tuple[Row, ...]) -> tuple[int, int]:
    return (
        min(row.start for row in rows if row.start is not None),
        max(row.finish for row in rows if row.finish is not None),
    )


def _describes(context: ViewContext, rows: tuple[Row, ...]) -> str:
    words = context.words
    first, last = _ends(rows)
    count = words.count("rows", sum(1 for row in rows if row.kind != "group"))
    described = words.say(
        "road.describes",
        count=count,
        first=words.date(first, "long"),
        last=words.date(last, "long"),
        today=words.date(context.today, "long"),
    )
    return f"{described} {words.say('road.in table')}"


def _near(context: ViewContext, goals: list[int]) -> list[int]:
    """The open goals for the close-up: those that begin within a year and end within two."""
    near = []
    for index in goals:
        dates = context.projected(index)
        if dates is None or context.is_done(index):
            continue
        soon = dates.start <= context.today + _NEAR_START and dates.finish <= context.today + _NEAR_FINISH
        if soon and context.horizon(index) is not Horizon.PRIMARY:
            near.append(index)
    return near


# Rows


def _horizons(context: ViewContext, goals: Sequence[int]) -> int:
    """How many rows name the horizons of goals."""
    return sum(1 for _ in groupby(map(context.horizon, goals)))


def _under_horizons(context: ViewContext, blocks: Mapping[int, list[Row]]) -> list[Row]:
    """The rows of top-level goals, under their horizons."""
    rows: list[Row] = []
    horizon = None
    for goal, block in blocks.items():
        if context.horizon(goal) is not horizon:
            horizon = context.horizon(goal)
            rows.append(Row("group", 0, (Text(context.words.say(f"horizon.{horizon.value}")),)))
        rows.extend(block)
    return rows


def _row(context: ViewContext, index: int, depth: int, *, folded: bool = False) -> Row:
    shown = context.shown[index]
    thing, found, planned, dates = shown.thing, shown.found, shown.planned, shown.dates
    assert dates is not None
    threats = () if folded or not thing.barriers else threats_of(context, thing)
    strong, note, told = _note(context, shown, dates, folded, threats)
    is_goal, is_done = thing.kind is Kind.GOAL, context.is_done(index)
    kind = "goal" if is_goal else "step"
    lead = context.words.say("solution of") if thing.kind is Kind.SOLUTION else ""
    second = _second(context, thing, dates, folded) if is_goal else ""
    finish_text = context.words.date(dates.finish)
    done = 1.0 if is_done else part_done(context, index)
    other = planned[:2] if planned is not None and planned[:2] != dates[:2] else None
    fixed, due = context.fixed_day(index), None if is_done else context.due_day(index)
    point, objective = dates.days == 0, is_goal and context.horizon(index) is Horizon.PRIMARY
    periods = periods_of(thing, dates.start, dates.finish) if thing.every else ()
    return Row(  # by position, since so many names take as long as all the rest
        kind, depth, shown.title, lead, second, finish_text, shown.href, dates.start, dates.finish, done, other,
        found.critical, fixed, point, due, threats, periods, objective, note, strong, context.shadows.get(index), told,
        index, _tags(context, index, dates),
    )  # fmt: skip


def _tags(context: ViewContext, index: int, dates: Dates) -> tuple[str, ...]:
    """What a reader may ask to see alone: what is open, what is on within eight weeks, what somebody does."""
    tags = []
    if context.is_open(index):
        tags.append("open")
        if dates.start < context.today + _WEEKS:
            tags.append("soon")
    if context.people:
        things = context.plan.things
        within = [one for one, _ in outline(context, index)] if things[index].kind is Kind.GOAL else [index]
        who = {name for one in within for name in things[one].who}
        tags += [f"w{number}" for number, name in enumerate(context.people, 1) if name in who]
    return tuple(tags)


def part_done(context: ViewContext, index: int) -> float:
    """The share of a thing that is done, 0 to 1.

    It is counted by its contents, else it is the percentage that was written, else the share of its days that has
    passed.
    """
    thing, found = context.plan.things[index], context.dated(index)
    if context.is_done(index):
        return 1.0
    if context.is_to_do(index) and not found.progress.done:
        return 0.0
    if thing.contents or (thing.kind is Kind.GOAL and found.progress.total > 1):
        return found.progress.done / found.progress.total if found.progress.total else 0.0
    dates = context.projected(index)
    if not context.is_under_way(index) or dates is None or not dates.days:
        return 0.0
    if found.percent is not None:
        return found.percent / 100
    return min(max((context.today - dates.start) / dates.days, 0.0), 1.0)


def threats_of(context: ViewContext, thing: Thing) -> tuple[RowThreat, ...]:
    """The barriers of an open thing as marks of its row, with the delay in days of each."""
    if not context.is_open(thing.index):
        return ()
    barriers = (context.plan.barriers[index] for index in thing.barriers)
    return tuple(RowThreat(context.letter(one), context.is_answered(one), context.delay(one)) for one in barriers)


def periods_of(thing: Thing, start: int, finish: int) -> tuple[int, ...]:
    """The days (ordinals) on which the periods of a habit begin, without the first; empty where they are too many."""
    if thing.every is None:
        return ()
    days: list[int] = []
    step = {"day": 1, "week": 7}.get(thing.every.unit, 0) * thing.every.count
    while len(days) < _MOST_PERIODS:
        number = len(days) + 1
        day = start + step * number if step else add_months(start, thing.every.count * number)
        if day > finish:
            return tuple(days)
        days.append(day)
    return ()


def _second(context: ViewContext, thing: Thing, dates: Dates, folded: bool) -> str:
    """The secondary line under a goal's name."""
    words, found = context.words, context.dated(thing.index)
    if folded and not context.has_steps(thing):
        return words.say("steps.none")
    if folded:
        count = words.count("steps", found.progress.total)
        return f"{count} · {words.say('some done', n=found.progress.done)}" if found.progress.done else count
    if context.is_done(thing.index):
        return words.say("state.done")
    said = []
    if (thing.contents and context.is_under_way(thing.index)) or found.slip:
        done = words.say("none done of", done=found.progress.done, total=found.progress.total)
        said.append(done if context.has_steps(thing) else words.say("steps.none"))
        if (found.slip or 0) > 0:
            said.append(words.say("length late", length=words.plainly(found.slip or 0)))
        elif found.slack is not None:
            said.append(words.room(found.slack))
    elif thing.estimate is not None:
        length = words.estimate(thing.estimate)
        said.append(words.say("length from", length=length, date=words.date(dates.start, "month-year")))
    elif thing.contents:
        steps = words.count("steps", found.progress.total)
        said.append(steps if context.has_steps(thing) else words.say("steps.none"))
    return " · ".join(said)


def _note(
    context: ViewContext, shown: Shown, dates: Dates, folded: bool, threats: tuple[RowThreat, ...]
) -> tuple[str, str, bool]:
    """The words beside a row's marks: an emphasised beginning, the rest, and whether they are about barriers."""
    if context.is_done(shown.thing.index):
        return "", "", False
    strong, plain_words = _of_time(context, shown, dates, folded)
    if strong or plain_words or folded or not threats:
        return strong, plain_words, False
    alike = len({threat.answered for threat in threats}) == 1
    return "", _threat_note(context, shown.thing, threats), alike


def _of_time(context: ViewContext, shown: Shown, dates: Dates, folded: bool) -> tuple[str, str]:
    words, thing, found = context.words, shown.thing, shown.found
    if folded:
        if (found.slip or 0) > 0:
            return "", words.against_plan(found.slip or 0)
        steps = context.has_steps(thing)
        return "", words.count("drawn below", found.progress.total) if steps else words.say("steps.none")
    if shown.behind:
        return shown.behind, ""
    if (fixed := context.fixed_day(thing.index)) is not None:
        return words.say("note.fixed", date=words.date(fixed, "weekday-day")), ""
    if thing.kind is Kind.GOAL and context.horizon(thing.index) is Horizon.PRIMARY and thing.parent is None:
        return words.say("note.arrive", date=words.date(dates.finish, "long")), ""
    if (due := context.due_day(thing.index)) is None:
        return "", ""
    date = words.date(due, "day" if abs(due - context.today) < 180 else "date")
    return "", words.say("note.due", date=date, room=words.room(due - dates.finish))


def _threat_note(context: ViewContext, thing: Thing, threats: tuple[RowThreat, ...]) -> str:
    words = context.words
    if unanswered := [threat.letter for threat in threats if not threat.answered]:
        if len(unanswered) == len(threats):
            return words.say("note.open")
        return words.say("note.some open", letters=words.listed(tuple(unanswered)))
    barrier = context.plan.barriers[thing.barriers[0]]
    if len(threats) > 1 or barrier.delay is None:
        return ""
    length = words.estimate(barrier.delay)
    if barrier.risk is None:
        return words.say("note.delay", length=length)
    return words.say("note.risk", percent=words.number(round(barrier.risk.before * 100)), length=length)


# Key, table


def _key(pictures: tuple[Picture, ...], context: ViewContext) -> tuple[KeyEntry, ...]:
    """The key: the marks that occur in the pictures, with their meanings."""
    lanes = [lane for picture in pictures for lane in picture.lanes]
    threats = [lane.threat for lane in lanes if lane.threat]
    there = {mark: any(map(attrgetter(field), lanes)) for mark, field in _MARKS.items()}
    there["deadline"] = any(picture.deadline for picture in pictures)
    there["fixed"] = any(lane.fixed and not lane.missed for lane in lanes)
    there["critical"] = any(lane.critical and lane.bar for lane in lanes)
    there["answered"] = any(threat.answered or threat.both for threat in threats)
    there["open"] = not all(threat.answered for threat in threats)
    return tuple(KeyEntry(mark, context.words.say(f"key.{mark}")) for mark, shown in there.items() if shown)


# The fields of a row in which each mark stands; the last two stand in `threat`.
_MARKS = {
    "planned": "planned", "projected": "bar", "shadow": "shadow", "done": "done", "critical": "critical",
    "fixed": "fixed", "missed": "missed",
    "milestone": "point", "due": "due", "habit": "periods", "answered": "threat", "open": "threat",
}  # fmt: skip


def _table_row(context: ViewContext, index: int, depth: int, waits: Waits) -> RoadRow:
    words, shown = context.words, context.shown[index]
    thing, found, planned = shown.thing, shown.found, shown.planned
    return RoadRow(
        depth=depth,
        kind=thing.kind.value,
        lead=words.say("solution of") if thing.kind is Kind.SOLUTION else "",
        title=shown.title,
        state=shown.state,
        planned=words.range(planned.start, planned.finish) if planned else words.say("undated"),
        projected=shown.when or words.say("undated"),
        slip=words.against_plan(found.slip, exact=True) if found.slip is not None else "",
        room=words.room(found.slack) if found.slack is not None else "",
        href=shown.href,
        waits=", ".join([context.shown[one.thing].text for one in waits.of[index]]) if shown.dates else "",
    )
