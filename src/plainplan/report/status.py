"""Where a plan stands, on one terminal screen; several plans take a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from plainplan.cohort.need import by_need
from plainplan.cohort.standing import Standing, standing_of
from plainplan.compile import Compilation
from plainplan.diagnostics import Severity
from plainplan.facts.check_ins import kept
from plainplan.facts.coming import coming, opens_next
from plainplan.facts.delays import delay_of
from plainplan.facts.lateness import late_goals, missed_promises, overdue_days, plan_promise
from plainplan.facts.latest import begin_by
from plainplan.finding_data import count
from plainplan.messages import msg, msg_count, msg_day
from plainplan.report.agenda import item_lines, numbered, told_in, under
from plainplan.report.days import iso
from plainplan.report.excerpt import columns_of
from plainplan.report.lanes import lanes
from plainplan.report.standings import standing_data, standing_lines, total_data
from plainplan.report.style import Style
from plainplan.report.text import counted
from plainplan.safe_text import safe_text
from plainplan.spoken import Spoken
from plainplan.tuples import NamedTuple
from plainplan.words import Words

FORMAT = "plainplan-status/1"
_SHOWN = 6
_BESIDE_BAR = 24
_WEEK = 7


def status_lines(
    compilations: Sequence[Compilation], style: Style, width: int, words: Words | None = None
) -> Iterator[str]:
    """One plan in full; of several two lines each, a mentor's view. In English unless other words are given."""
    if len(compilations) == 1:
        yield from _whole(told_in(compilations[0], words), style, width)
        return
    yield from standing_lines(tuple(map(standing_of, compilations)), style, width, words)


class Stood(NamedTuple):
    """How one of several plans stands, for people and for other programs."""

    standing: Standing
    data: dict[str, Any]


def stood(compilation: Compilation) -> Stood:
    """How a plan stands that others are beside."""
    standing = standing_of(compilation)
    return Stood(standing, {**_plan_data(told_in(compilation)), **standing_data(standing)})


def several_data(plans: Sequence[Stood]) -> dict[str, Any]:
    """How several plans stand, for other programs; `by_need` are their files, first who needs somebody most."""
    standings = [one.standing for one in plans]
    return {
        "format": FORMAT,
        "plans": [one.data for one in plans],
        "by_need": [one.file for one in by_need(standings)],
        "total": total_data(standings),
    }


def _whole(context: Spoken, style: Style, width: int) -> Iterator[str]:
    yield style.paint(safe_text(context.plan.title), "bold")
    if errors := _errors(context):
        told = msg("{errors}: its dates may be missing or wrong, `plan check` tells them", errors=errors)
        yield style.paint(context.words.tell(told), "bold", "red")
    yield safe_text(_headline(context))
    if (start := begin_by(context)) is not None:
        yield context.words.say("begin by", date=context.words.date(start))
    for clause in filter(None, (context.missed(), _late(context))):
        yield from wrap(safe_text(f"{clause[:1].upper()}{clause[1:]}."), width)
    done = _done(context)
    beside = max(columns_of(done) + 2, _BESIDE_BAR)
    yield f"{_bar(context, style, min(width - beside, 40))}  {done}"
    if not context.schedule.slack_exact:
        yield context.words.say("room at least")
    for late in late_goals(context)[:1]:
        yield from _slip(context, late, style, width)
    yield from _now(context, style, width)
    soon = [line for index in _this_week(context) for line in under("    ", item_lines(context, index, style, width))]
    yield from _section(context, "now.week", soon, style)
    meeting = _check_in(context)
    if meeting:
        yield ""
        yield safe_text(meeting)
    drawn = tuple(lanes(context, style, width))
    if drawn:
        yield ""
        yield from drawn


def _late(context: Spoken) -> str:
    """How many goals run late, where the one told below with its reason is not the only one."""
    return context.running_late() if len(late_goals(context)) > 1 else ""


def _errors(context: Spoken) -> str:
    """What is wrong with a plan, in two words; empty where nothing is."""
    if context.compilation.is_unmerged:
        return msg("unfinished merge")
    number = _error_count(context)
    return counted(Severity.ERROR, number) if number else ""


def _error_count(context: Spoken) -> int:
    return count(context.compilation.diagnostics, Severity.ERROR)


def _headline(context: Spoken) -> str:
    schedule, words = context.schedule, context.words
    if schedule.finish is None:
        return context.undated()
    last = _objective(context)
    against = context.against(schedule.finish, schedule.slip or 0, exact=True) or words.say("as planned")
    day = words.date(schedule.finish)
    if last is None:
        return words.tell(msg("Finished by {date}, {against}", date=day, against=against))
    return words.tell(msg("{title} by {date}, {against}", title=context.text(last), date=day, against=against))


def _objective(context: Spoken) -> int | None:
    """The primary objective that the plan finishes with, where there is one."""
    for index in reversed(context.schedule.timeline):
        dates = context.projected(index)
        if index in context.schedule.primary and dates and dates.finish == context.schedule.finish:
            return index
    return None


def _against(context: Spoken, slip: int) -> str:
    return context.words.against_plan(slip, exact=True)


def _bar(context: Spoken, style: Style, width: int) -> str:
    progress = context.schedule.progress
    width = max(width, 8)
    full = width * progress.done // progress.total if progress.total else 0
    solid, open_ = ("█", "░") if style.can_show("█░") else ("#", "-")
    return style.paint(solid * full, "green") + open_ * (width - full)


def _done(context: Spoken) -> str:
    progress = context.schedule.progress
    return context.words.tell(
        msg(
            "{done} of {total} done ({percent} %)",
            done=progress.done,
            total=progress.total,
            percent=progress.percent,
        )
    )


def _slip(context: Spoken, goal: int, style: Style, width: int) -> Iterator[str]:
    slip = context.dated(goal).slip or 0
    yield ""
    behind = safe_text(context.words.headed(context.text(goal), _against(context, slip)))
    late = context.words.tell(msg("Late"))
    yield f"{style.paint(late, 'bold', 'yellow')}  {behind}"
    if reason := _because(context, goal):
        indent = " " * (columns_of(late) + 2)
        yield from wrap(safe_text(reason), width, initial_indent=indent, subsequent_indent=indent)


def _because(context: Spoken, goal: int) -> str:
    """What made a goal late, as a sentence."""
    delay = delay_of(context, goal)
    return "" if delay is None else context.words.tell(msg("because {clause}.", clause=context.of_delay(delay)))


def _now(context: Spoken, style: Style, width: int) -> Iterator[str]:
    """What can be done now by its numbers; where that is nothing, what can be next."""
    lines = [
        line
        for number, index in numbered(context)
        for line in under(f"{number:>2}  ", item_lines(context, index, style, width))
    ]
    following = opens_next(context)
    if following is not None:
        day, index = following
        told = msg("nothing more today; from {date}: {title}", date=msg_day(day), title=context.text(index))
        lines = [f"    {safe_text(context.words.tell(told))}"]
    yield from _section(context, "now", lines, style)


def _section(context: Spoken, title: str, lines: Sequence[str], style: Style) -> Iterator[str]:
    if not lines:
        return
    yield ""
    yield style.paint(context.words.say(title), "bold")
    yield from lines[:_SHOWN]
    if (more := len(lines) - _SHOWN) > 0:
        yield f"    {context.words.tell(msg_count('and {n} more', 'and {n} more', more))}"


def _this_week(context: Spoken) -> list[int]:
    """What is to start within seven days and cannot be begun yet."""
    return [index for day, index in coming(context) if day < context.today + _WEEK]


def _check_in(context: Spoken) -> str:
    settings, words, found = context.plan.settings, context.words, kept(context)
    if found is None:
        return ""
    day = words.say("in.today") if found.next == context.today else words.date(found.next, "full")
    if settings.partner:
        told = msg("Next check-in: {day} with {partner}", day=day, partner=settings.partner)
    else:
        told = msg("Next check-in: {day}", day=day)
    if found.missed:
        told = msg_count("{next}, {n} missed so far", "{next}, {n} missed so far", found.missed, next=told)
    return words.tell(told)


def status_data(compilations: Sequence[Compilation]) -> dict[str, Any]:
    """The same for other programs, whatever the number of plans."""
    return {"format": FORMAT, "plans": [_plan_data(told_in(compilation)) for compilation in compilations]}


def _plan_data(context: Spoken) -> dict[str, Any]:
    schedule, things = context.schedule, context.plan.things
    promise = plan_promise(context)
    meeting = kept(context)
    return {
        "file": context.compilation.source.name,
        "title": context.plan.title,
        "as_of": iso(schedule.today),
        "errors": _error_count(context),
        "finish": iso(schedule.finish),
        "planned_finish": iso(schedule.planned_finish),
        "slip_days": schedule.slip,
        "begin_by": iso(begin_by(context)),
        "promised": None if promise is None else iso(promise.day),
        "late_days": None if promise is None else promise.late,
        "missed": [
            {"id": things[one.thing].id, "tag": one.key, "day": iso(one.day), "late_days": one.late}
            for one in missed_promises(context)
            if one.thing is not None
        ],
        "late_goals": [things[goal].id for goal in late_goals(context)],
        "progress": {
            "done": schedule.progress.done,
            "total": schedule.progress.total,
            "percent": schedule.progress.percent,
        },
        "next": [things[index].id for _, index in numbered(context)],
        "this_week": [things[index].id for index in _this_week(context)],
        "overdue": [
            {"id": thing.id, "days": days}
            for thing in context.open_leaves
            if (days := overdue_days(context, thing.index))
        ],
        "next_check_in": None if meeting is None else iso(meeting.next),
        "missed_check_ins": None if meeting is None else meeting.missed,
        "goals": [
            {"id": things[goal].id, "title": things[goal].title, "finish": _finish(context, goal)}
            | {"slip_days": context.dated(goal).slip}
            for goal in schedule.timeline
        ],
    }


def _finish(context: Spoken, index: int) -> str | None:
    dates = context.projected(index)
    return None if dates is None else iso(dates.finish)
