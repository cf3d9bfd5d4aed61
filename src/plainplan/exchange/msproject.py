"""A plan as a project of Microsoft Project, in its XML: lengths in elapsed days, links, fixed days, deadlines.

Tasks stand at their projected days, with what has happened as actual dates; the baseline is the plan. What has no
field there stands in a text field of its own, as its writer has it (`~4/6/9m every:month @sam`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape

from plainplan.compile import Compilation
from plainplan.exchange.msproject_tasks import Task, tasks_of
from plainplan.exchange.settings import settings_text
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.render.options import Options

NOUN = msg("a project of MS Project")
IS = "a project of lengths in elapsed days, links, deadlines and progress, with the plan as its baseline"
READERS = "Microsoft Project, and what reads its XML, such as MPXJ"
LEAVES_OUT = ("noted", "prose", "check-ins", "occupations", "ideas")

OWN_FIELD = "188743731"
"""The number of a task's field Text1, in which our own tags stand."""
OWN_ALIAS = "plainplan"
LINK_TYPES = {False: 1, True: 3}
"""From an end to a start, from a start to a start."""
ELAPSED_DAYS = 8
TENTHS_OF_MINUTES = 14400
"""A day, as lags are counted."""

_UNWRITABLE = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_NAME = 255


def render_msproject(compilation: Compilation, options: Options) -> str:
    """The project as XML."""
    tasks = tasks_of(compilation)
    return "\n".join(('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', *_project(compilation, tasks), ""))


def _project(compilation: Compilation, tasks: tuple[Task, ...]) -> Iterator[str]:
    plan, today = compilation.plan, compilation.schedule.today
    first = min((task.start for task in tasks if task.active), default=today)
    last = max((task.end for task in tasks if task.active), default=first)
    author = (("Author", plan.settings.author),) if plan.settings.author else ()
    yield '<Project xmlns="http://schemas.microsoft.com/project">'
    for name, value in (
        ("SaveVersion", 14), ("Title", plan.title), *author, ("ScheduleFromStart", 1), ("StartDate", _at(first)),
        ("FinishDate", _at(last)), ("CalendarUID", 1), ("DefaultStartTime", "00:00:00"),
        ("DefaultFinishTime", "00:00:00"), ("MinutesPerDay", 1440), ("MinutesPerWeek", 10080), ("DaysPerMonth", 30),
        ("DurationFormat", 7), ("NewTasksAreManual", 0), ("CurrentDate", _at(today)), ("StatusDate", _at(today)),
    ):  # fmt: skip
        yield element(name, value)
    yield from _field_and_calendar()
    yield "<Tasks>"
    yield _whole_project(compilation, first, last)
    yield from (f"<Task>{''.join(_task(number, task))}</Task>" for number, task in enumerate(tasks, 1))
    yield "</Tasks>"
    yield "</Project>"


def _field_and_calendar() -> Iterator[str]:
    """Our field, and a week in which every hour counts."""
    names = element("FieldID", OWN_FIELD) + element("FieldName", "Text1") + element("Alias", OWN_ALIAS)
    yield f"<ExtendedAttributes><ExtendedAttribute>{names}</ExtendedAttribute></ExtendedAttributes>"
    hours = "<WorkingTime><FromTime>00:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime>"
    days = "".join(
        f"<WeekDay><DayType>{day}</DayType><DayWorking>1</DayWorking><WorkingTimes>{hours}</WorkingTimes></WeekDay>"
        for day in range(1, 8)
    )
    head = "<UID>1</UID><Name>Every day</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>-1</BaseCalendarUID>"
    yield f"<Calendars><Calendar>{head}<WeekDays>{days}</WeekDays></Calendar></Calendars>"


def _whole_project(compilation: Compilation, first: int, last: int) -> str:
    """The task that stands for all of it; its notes are the plan's settings."""
    return (
        "<Task>"
        + "".join(
            element(name, value)
            for name, value in (
                ("UID", 0), ("ID", 0), ("Name", _name(compilation.plan.title)), ("Active", 1), ("Manual", 0),
                ("Type", 1), ("OutlineNumber", "0"), ("OutlineLevel", 0), ("Start", _at(first)), ("Finish", _at(last)),
                ("Duration", _hours(last - first)), ("DurationFormat", ELAPSED_DAYS), ("Summary", 1),
                ("Notes", f"{OWN_ALIAS}: {settings_text(compilation)}"),
            )
        )
        + "</Task>"
    )  # fmt: skip


def _task(number: int, task: Task) -> Iterator[str]:
    days = task.end - task.start
    for name, value in (
        ("UID", task.uid), ("ID", number), ("Name", _name(task.name)), ("Active", int(task.active)), ("Manual", 0),
        ("Type", 1), ("OutlineLevel", task.level), ("Start", _at(task.start)), ("Finish", _at(task.end)),
        ("Duration", _hours(days)), ("DurationFormat", ELAPSED_DAYS), ("EffortDriven", 0), ("Estimated", 0),
        ("Milestone", int(not task.summary and not days)), ("Summary", int(task.summary)),
    ):  # fmt: skip
        yield element(name, value)
    yield from _progress(task, days)
    kind, day = task.constraint or (0, None)
    yield element("ConstraintType", kind)
    if day is not None:
        yield element("ConstraintDate", _at(day))
    if task.deadline is not None:
        yield element("Deadline", _at(task.deadline))
    notes = "\n".join((*((task.name,) if len(task.name) > _LONGEST_NAME else ()), *task.notes))
    if notes:
        yield element("Notes", notes)
    for uid, wait in task.waits:
        gap = element("LinkLag", wait.gap * TENTHS_OF_MINUTES) + element("LagFormat", ELAPSED_DAYS)
        kind = LINK_TYPES[wait.starts]
        yield f"<PredecessorLink>{element('PredecessorUID', uid)}{element('Type', kind)}{gap}</PredecessorLink>"
    if task.own:
        own = element("FieldID", OWN_FIELD) + element("Value", task.own)
        yield f"<ExtendedAttribute>{own}</ExtendedAttribute>"
    if task.baseline:
        start, end = task.baseline
        planned = element("Start", _at(start)) + element("Finish", _at(end)) + element("Duration", _hours(end - start))
        yield f"<Baseline><Number>0</Number>{planned}{element('DurationFormat', ELAPSED_DAYS)}</Baseline>"


def _progress(task: Task, days: int) -> Iterator[str]:
    """What has happened: of what is under way without a share, that it was begun."""
    share = task.percent or 0
    yield element("PercentComplete", share)
    if task.begun:
        yield element("ActualStart", _at(task.start))
    if task.begun and share == 100:
        yield element("ActualFinish", _at(task.end))
    hours = days * 24 * share // 100
    yield element("ActualDuration", f"PT{hours}H0M0S")
    yield element("RemainingDuration", f"PT{days * 24 - hours}H0M0S")


def element(name: str, value: object) -> str:
    """An element with a text, of which what XML can't hold is left out."""
    return f"<{name}>{escape(_UNWRITABLE.sub('', str(value)))}</{name}>"


def _name(words: str) -> str:
    """A name as long as one may be there; the whole one then stands in the notes."""
    return words if len(words) <= _LONGEST_NAME else f"{words[: _LONGEST_NAME - 1]}…"


def _at(day: int) -> str:
    return f"{date.fromordinal(min(day, date.max.toordinal())).isoformat()}T00:00:00"


def _hours(days: int) -> str:
    return f"PT{days * 24}H0M0S"
