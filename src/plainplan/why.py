"""Why a thing starts and ends when it does, in sentences: for the terminal, the page, the calendar and programs."""

from __future__ import annotations

from collections.abc import Sequence

from plainplan.facts import Facts
from plainplan.facts.days_off import drawn_out_by, put_off_by
from plainplan.facts.latest import latest_start
from plainplan.facts.reasons import Cause, end_cause, is_assumed, start_cause
from plainplan.model import START, Away, Kind, Thing
from plainplan.schedule import Dates
from plainplan.tuples import NamedTuple
from plainplan.values import Lag, Period
from plainplan.words import Words, words_for

_PERIODS = {
    "start tag": "start",
    "start tag off": "start",
    "on tag off": "on",
    "done": "done",
    "done by now": "done",
    "done ahead": "done",
}
_MOST_NAMES = 3
_AT_ITS_START = ("opening", "with", "with dropped")


class Why(NamedTuple):
    """A reason: its rule, the name of the thing that caused it, and the sentence."""

    rule: str
    ref: str | None
    text: str


class Telling(NamedTuple):
    """What sentences about a thing with dates are made of."""

    facts: Facts
    words: Words
    thing: Thing
    dates: Dates
    planned: bool
    cause: Cause


def telling(facts: Facts, index: int, words: Words, *, planned: bool = False) -> Telling | None:
    """What there is to tell of a thing, projected or planned; None where it has no date."""
    cause, dated = start_cause(facts, index, planned=planned), facts.dated(index)
    dates = dated.planned if planned else dated.projected
    if cause is None or dates is None:
        return None
    return Telling(facts, words, facts.plan.things[index], dates, planned, cause)


def why(facts: Facts, index: int, *, planned: bool = False, words: Words | None = None, it: bool = False) -> Why | None:
    """Why a thing starts when it does, projected or planned; None where it has no date.

    For done things the sentence tells the day on which it was done. With `it` the subject is a pronoun.
    """
    told = telling(facts, index, words or words_for("en"), planned=planned)
    if told is None:
        return None
    ref = told.dates.reason.ref
    text = start_told(told, told.words.it() if it else _name(told, index))
    return Why(told.dates.reason.rule, None if ref is None else facts.plan.things[ref].id, text)


def start_told(told: Telling, subject: str) -> str:
    """Why a thing starts when it does, after when and why it was done where it was."""
    first = ""
    if not told.planned and told.facts.is_done(told.thing.index):
        first = f"{_ending(told, subject)} "
        subject = told.words.it()
    start = _day(told, told.dates.start)
    return first + _sentence(told, _verb(told), subject=subject, date=start, clause=_clause(told))


def why_end(facts: Facts, index: int, *, words: Words | None = None) -> str | None:
    """Why the thing ends when it does, as a sentence; None where it has no date."""
    told = telling(facts, index, words or words_for("en"))
    return None if told is None else _ending(told, _name(told, index))


def why_latest(facts: Facts, index: int, *, words: Words | None = None, it: bool = False) -> str | None:
    """By when a thing is to begin, as a sentence; None where nothing is missed however late it does."""
    told = telling(facts, index, words or words_for("en"))
    return None if told is None else latest_told(told, told.words.it() if it else _name(told, index))


def latest_told(told: Telling, subject: str) -> str | None:
    """By when a thing is to begin; None where nothing is missed however late it does."""
    day = latest_start(told.facts, told.thing.index)
    return None if day is None else _sentence(told, "latest", subject=subject, date=_day(told, day))


def _sentence(told: Telling, key: str, **values: str) -> str:
    """A sentence that begins with its subject, or with what follows where there is none."""
    text = told.words.say(f"why.{key}", **values).lstrip()
    return text[:1].upper() + text[1:]


def why_in_short(facts: Facts, index: int, words: Words) -> str:
    """The reason of the start in a few words; for done things, when they were done."""
    told = telling(facts, index, words)
    return "" if told is None else start_in_short(told)


def start_in_short(told: Telling) -> str:
    """The reason of the start in a few words; for done things, when they were done."""
    facts, words, index = told.facts, told.words, told.thing.index
    if facts.is_done(index):
        return words.say("short.done", near=words.near(told.dates.finish, facts.today))
    if facts.is_under_way(index) and not is_assumed(facts, index):
        return words.say("short.since", near=words.near(told.dates.start, facts.today))
    return _short(told)


def _short(told: Telling) -> str:
    words, cause = told.words, told.cause
    title = words.say("why.the plan") if cause.ref is None else told.facts.text(cause.ref)
    of_step = (
        cause.key == "opening" and cause.ref is not None and told.facts.plan.things[cause.ref].kind is not Kind.GOAL
    )
    key = "short.opening step" if of_step else f"short.{cause.key}"
    short = words.say(key, near=words.near(told.dates.start, told.facts.today), title=title)
    if cause.lag is None:
        return short
    lag = words.duration(cause.lag.duration)
    return words.say("short.lead" if cause.lag.lead else "short.lag", short=short, lag=lag)


def _verb(told: Telling) -> str:
    if told.planned:
        return "is planned to start"
    if told.facts.is_to_do(told.thing.index):
        return "starts"
    if is_assumed(told.facts, told.thing.index):
        return "is taken to have started"
    return "started" if told.facts.has_begun(told.thing.index) and told.dates.start <= told.facts.today else "starts"


def _clause(told: Telling) -> str:
    """The clause about what a start follows from: the cause, the lag, the days off."""
    cause = told.cause
    clause = _say(told, "because", cause)
    if cause.lag is not None:
        clause = _with_lag(told, cause.key, cause.lag, clause)
    clause = told.words.say(f"why.off.{cause.off}", clause=clause) if cause.off else clause
    return _with_days_off(told, clause, put_off_by(told.facts.plan, told.dates))


def _with_days_off(told: Telling, clause: str, days: Sequence[Away]) -> str:
    """A clause with the days off that it rests on, by their names."""
    if not days:
        return clause
    names = tuple(dict.fromkeys(day.name for day in days))
    shown = names if len(names) <= _MOST_NAMES + 1 else names[:_MOST_NAMES]
    told_names = ", ".join(shown)
    if len(shown) < len(names):
        more = told.words.number(len(names) - len(shown))
        told_names = told.words.say("why.more days off", names=told_names, count=more)
    return told.words.say("why.days off" if len(names) > 1 else "why.day off", clause=clause, names=told_names)


def _with_lag(told: Telling, key: str, lag: Lag, clause: str) -> str:
    kind = "lead" if lag.lead else "later" if key in ("with", "with dropped", "beside") else "lag"
    return told.words.say(f"why.{kind}", clause=clause, lag=told.words.duration(lag.duration))


def _ending(told: Telling, subject: str) -> str:
    cause = end_cause(told.facts, told.thing.index)
    assert cause is not None
    done = told.facts.is_done(told.thing.index)
    clause = _say(told, "ends", cause)
    if cause.key == "takes":
        clause = _with_days_off(told, clause, drawn_out_by(told.facts.plan, told.thing, told.dates))
    day = _day(told, told.dates.finish)
    return _sentence(told, "was done" if done else "ends", subject=subject, date=day, clause=clause)


def _say(told: Telling, table: str, cause: Cause) -> str:
    """The clause of a cause, filled in with what it asks for."""
    key = f"{table}.{cause.key}"
    return told.words.say(key, **{name: _FILLS[name](told, cause) for name in told.words.asked_by(key)})


# What stands in a clause in the place of a name.


def _other(told: Telling, cause: Cause) -> str:
    """The thing named, with the day of it that mattered."""
    assert cause.ref is not None
    dated = told.facts.dated(cause.ref)
    other = dated.planned if told.planned else dated.projected
    name = _name(told, cause.ref)
    if other is None:
        return name
    done = not told.planned and told.facts.is_done(cause.ref)
    if cause.key in _AT_ITS_START:
        if cause.key == "opening" and other.start != told.dates.start:
            return told.words.say("why.opens then", name=name)
        begun = not told.planned and told.facts.has_begun(cause.ref)
        day, verb = other.start, "started" if begun else "starts"
    elif other.days <= 1:
        day, verb = other.finish, "was" if done else "is"
    else:
        day, verb = other.finish, "was finished" if done else "finishes"
    when = "then" if day == told.dates.start else "on"
    return told.words.say(f"why.{verb}.{when}", name=name, day=_day(told, day))


def _named(told: Telling, cause: Cause) -> str:
    return told.words.say("why.the plan") if cause.ref is None else _name(told, cause.ref)


def _tag(told: Telling, cause: Cause) -> str:
    """The tag that says so, as it is written."""
    thing = told.thing
    if cause.key == "beside":
        return "after:start" if any(one.target == START for one in thing.after or ()) else "with:start"
    if cause.key in _PERIODS:
        key = _PERIODS[cause.key]
        period: Period | None = thing.start if key == "start" else thing.done
        return f"{key}:{period.text if period else ''}"
    return thing.estimate.text if thing.estimate else ""


def _plan_start(told: Telling, _: Cause) -> str:
    return _day(told, told.facts.schedule.plan_start)


def _left(told: Telling, _: Cause) -> str:
    percent = told.facts.dated(told.thing.index).percent
    return told.words.number(100 - (percent or 0))


def _day(told: Telling, day: int) -> str:
    return told.words.date(day)


def _name(told: Telling, index: int) -> str:
    return told.words.say("why.name", title=told.facts.text(index))


_FILLS = {"other": _other, "name": _named, "tag": _tag, "plan_start": _plan_start, "left": _left}
