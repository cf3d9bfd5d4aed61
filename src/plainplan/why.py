"""Why a thing starts and ends when it does, in sentences: for the terminal, the page, the calendar and programs."""

from __future__ import annotations

from plainplan.facts.reasons import Cause, end_cause, is_assumed, start_cause
from plainplan.model import START, Kind, Plan, Thing
from plainplan.prose import Text, plain
from plainplan.schedule import Dates, Schedule
from plainplan.tuples import NamedTuple
from plainplan.values import Lag, Period, State
from plainplan.words import Words, words_for

_PERIODS = {
    "start tag": "start",
    "start tag off": "start",
    "on tag off": "on",
    "done": "done",
    "done by now": "done",
    "done ahead": "done",
}
_AT_ITS_START = ("opening", "with", "with dropped")


class Why(NamedTuple):
    """A reason: its rule, the name of the thing that set it, the sentence."""

    rule: str
    ref: str | None
    text: str


class _Told(NamedTuple):
    """What sentences are made of."""

    plan: Plan
    schedule: Schedule
    words: Words
    thing: Thing
    dates: Dates
    planned: bool


def why(
    plan: Plan, schedule: Schedule, index: int, *, planned: bool = False, words: Words | None = None, it: bool = False
) -> Why | None:
    """Why the thing starts when it does, in the projection or in the plan; None where it has no date. What is done is
    told with the day on which it was. With `it` the sentence stands where the thing is named already."""
    cause = start_cause(plan, schedule, index, planned=planned)
    told = _told(plan, schedule, index, planned, words or words_for("en"))
    if cause is None or told is None:
        return None
    subject = told.words.say("why.it") if it else _name(told, index)
    sentences = []
    if not planned and schedule.things[index].state is State.DONE:
        sentences.append(_ending(told, subject))
        subject = told.words.say("why.it")
    sentences.append(
        told.words.say(
            f"why.{_verb(told)}", subject=subject, date=_day(told, told.dates.start), clause=_clause(told, cause)
        )
    )
    ref = told.dates.reason.ref
    return Why(told.dates.reason.rule, None if ref is None else plan.things[ref].id, " ".join(sentences))


def why_end(plan: Plan, schedule: Schedule, index: int, *, words: Words | None = None) -> str | None:
    """Why the thing ends when it does, as a sentence; None where it has no date."""
    told = _told(plan, schedule, index, False, words or words_for("en"))
    return None if told is None else _ending(told, _name(told, index))


def why_in_short(plan: Plan, schedule: Schedule, index: int, words: Words) -> str:
    """The reason of the start in few words; of what is done, when that was."""
    cause = start_cause(plan, schedule, index)
    told = _told(plan, schedule, index, False, words)
    if cause is None or told is None:
        return ""
    state, today = schedule.things[index].state, schedule.today
    if state is State.DONE:
        return words.say("short.done", near=words.near(told.dates.finish, today))
    if state is State.UNDER_WAY and not is_assumed(plan, schedule, index):
        return words.say("short.since", near=words.near(told.dates.start, today))
    return _short(told, cause)


def _short(told: _Told, cause: Cause) -> str:
    words = told.words
    title = words.say("why.the plan") if cause.ref is None else _title(told.plan.things[cause.ref])
    of_step = cause.key == "opening" and cause.ref is not None and told.plan.things[cause.ref].kind is not Kind.GOAL
    key = "short.opening step" if of_step else f"short.{cause.key}"
    short = words.say(key, near=words.near(told.dates.start, told.schedule.today), title=title)
    if cause.lag is None:
        return short
    lag = words.duration(cause.lag.duration)
    return words.say("short.lead" if cause.lag.lead else "short.lag", short=short, lag=lag)


def _told(plan: Plan, schedule: Schedule, index: int, planned: bool, words: Words) -> _Told | None:
    dated = schedule.things[index]
    dates = dated.planned if planned else dated.projected
    return None if dates is None else _Told(plan, schedule, words, plan.things[index], dates, planned)


def _verb(told: _Told) -> str:
    if told.planned:
        return "is planned to start"
    if is_assumed(told.plan, told.schedule, told.thing.index):
        return "is taken to have started"
    has_begun = told.schedule.things[told.thing.index].state in (State.DONE, State.UNDER_WAY)
    return "started" if has_begun and told.dates.start <= told.schedule.today else "starts"


def _clause(told: _Told, cause: Cause) -> str:
    """What a start rests on: the cause, the lag counted from there, the days off after it."""
    clause = _say(told, "because", cause)
    if cause.lag is not None:
        clause = _with_lag(told, cause.key, cause.lag, clause)
    return told.words.say(f"why.off.{cause.off}", clause=clause) if cause.off else clause


def _with_lag(told: _Told, key: str, lag: Lag, clause: str) -> str:
    kind = "lead" if lag.lead else "later" if key in ("with", "with dropped", "beside") else "lag"
    return told.words.say(f"why.{kind}", clause=clause, lag=told.words.duration(lag.duration))


def _ending(told: _Told, subject: str) -> str:
    cause = end_cause(told.plan, told.schedule, told.thing.index)
    assert cause is not None
    done = told.schedule.things[told.thing.index].state is State.DONE
    clause = _say(told, "ends", cause)
    day = _day(told, told.dates.finish)
    return told.words.say("why.was done" if done else "why.ends", subject=subject, date=day, clause=clause)


def _say(told: _Told, table: str, cause: Cause) -> str:
    """The clause of a cause, filled in with what it asks for."""
    key = f"{table}.{cause.key}"
    return told.words.say(key, **{name: _FILLS[name](told, cause) for name in told.words.asked_by(key)})


# What stands in a clause in the place of a name.


def _other(told: _Told, cause: Cause) -> str:
    """The thing named, with the day of it that mattered."""
    assert cause.ref is not None
    dated = told.schedule.things[cause.ref]
    other = dated.planned if told.planned else dated.projected
    name = _name(told, cause.ref)
    if other is None:
        return name
    done = not told.planned and dated.state is State.DONE
    if cause.key in _AT_ITS_START:
        if cause.key == "opening" and other.start != told.dates.start:
            return told.words.say("why.opens then", name=name)
        begun = not told.planned and dated.state in (State.DONE, State.UNDER_WAY)
        day, verb = other.start, "started" if begun else "starts"
    elif other.days <= 1:
        day, verb = other.finish, "was" if done else "is"
    else:
        day, verb = other.finish, "was finished" if done else "finishes"
    when = "then" if day == told.dates.start else "on"
    return told.words.say(f"why.{verb}.{when}", name=name, day=_day(told, day))


def _named(told: _Told, cause: Cause) -> str:
    return told.words.say("why.the plan") if cause.ref is None else _name(told, cause.ref)


def _tag(told: _Told, cause: Cause) -> str:
    """The tag that says so, as it is written."""
    thing = told.thing
    if cause.key == "beside":
        return "after:start" if any(one.target == START for one in thing.after or ()) else "with:start"
    if cause.key in _PERIODS:
        key = _PERIODS[cause.key]
        period: Period | None = thing.start if key == "start" else thing.done
        return f"{key}:{period.text if period else ''}"
    return thing.estimate.text if thing.estimate else ""


def _plan_start(told: _Told, _: Cause) -> str:
    return _day(told, told.schedule.plan_start)


def _left(told: _Told, _: Cause) -> str:
    percent = told.schedule.things[told.thing.index].percent
    return told.words.number(100 - (percent or 0))


def _day(told: _Told, day: int) -> str:
    return told.words.date(day)


def _name(told: _Told, index: int) -> str:
    return told.words.say("why.name", title=_title(told.plan.things[index]))


def _title(thing: Thing) -> str:
    return thing.title or plain(thing.words or (Text(thing.id),))


_FILLS = {"other": _other, "name": _named, "tag": _tag, "plan_start": _plan_start, "left": _left}
