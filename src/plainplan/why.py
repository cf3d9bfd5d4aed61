"""Why a thing starts when it starts: the schedule's reason as one plain sentence."""

from __future__ import annotations

from plainplan.model import Plan, Thing
from plainplan.schedule import Dated, Dates, Schedule
from plainplan.tuples import NamedTuple
from plainplan.values import State
from plainplan.words import Words, words_for


class Why(NamedTuple):
    """A reason: its rule, the name of the thing that set it, the sentence."""

    rule: str
    ref: str | None
    text: str


def why(plan: Plan, schedule: Schedule, index: int, *, planned: bool = False) -> Why | None:
    """Why the thing starts when it does, in the projection or in the plan; None where it has no date."""
    dates = _dates(schedule, index, planned)
    if dates is None:
        return None
    reason = dates.reason
    words = words_for("en")
    if reason.ref is None:
        told = _alone(plan.things[index], schedule.things[index], dates)
    else:
        told = _because(plan, schedule, dates, planned, words)
    subject = f"{_quoted(plan, index)} {_verb(schedule, index, dates, planned)} {words.date(dates.start)}"
    return Why(reason.rule, None if reason.ref is None else plan.things[reason.ref].id, f"{subject} because {told}.")


def _alone(thing: Thing, dated: Dated, dates: Dates) -> str:
    """The clause for a start that no other thing set; what holds others may have it from one of them."""
    rule = dates.reason.rule
    written = {"start tag": thing.start, "on tag": thing.on, "since": thing.since, "done": thing.done}
    if thing.contents and rule in written and not written[rule]:
        return "the first thing in it does" if dated.state is State.TO_DO else "the first thing in it did"
    if rule == "done" and dated.planned is not None and dated.planned.start == dates.start:
        return "that was the plan, and it is done"
    return _ALONE[rule]


def _because(plan: Plan, schedule: Schedule, dates: Dates, planned: bool, words: Words) -> str:
    """The clause for a start that another thing set, with the day of that thing."""
    rule, ref = dates.reason
    assert ref is not None
    clause = _BECAUSE[rule].format(name=_quoted(plan, ref))
    other = _dates(schedule, ref, planned)
    if other is None:
        return clause
    day, verb = _telling(rule, other, schedule.things[ref].state, planned)
    told = f"{clause}, which {verb} {'then' if day == dates.start else f'on {words.date(day)}'}"
    return f"{told}, and the days between are days off" if rule == "day off" else told


def _telling(rule: str, other: Dates, state: State, planned: bool) -> tuple[int, str]:
    """The day of the other thing that mattered, and how it is told."""
    if rule in ("opening", "with"):
        begun = not planned and state in (State.DONE, State.UNDER_WAY)
        return other.start, "started" if begun else "starts"
    if other.days <= 1:
        return other.finish, "was" if not planned and state is State.DONE else "is"
    done = not planned and state is State.DONE
    return other.finish, "was finished" if done else "ends"


def _verb(schedule: Schedule, index: int, dates: Dates, planned: bool) -> str:
    begun = schedule.things[index].state in (State.DONE, State.UNDER_WAY)
    if not planned and begun and dates.start <= schedule.today:
        return "started on"
    return "is planned to start on" if planned else "starts on"


def _quoted(plan: Plan, index: int) -> str:
    return f"“{plan.things[index].title}”"


def _dates(schedule: Schedule, index: int, planned: bool) -> Dates | None:
    found = schedule.things[index]
    return found.planned if planned else found.projected


# A rule's clause when another thing set the date …
_BECAUSE = {
    "plan start": "the plan starts with {name}",
    "opening": "it is part of {name}",
    "order": "it comes after {name}",
    "after": "it waits for {name}",
    "with": "it goes with {name}",
    "primary": "the primary objective comes after {name}",
    "focus": "there is room for it after {name}",
    "solution": "its solution comes first: {name}",
    "start tag": "of the `start:` of {name}",
    "on tag": "of the `on:` of {name}",
    "since": "of the `since:` of {name}",
    "done": "of the `done:` of {name}",
    "as-of": "{name} is still open",
    "day off": "it comes after {name}",
}

# … and when none did.
_ALONE = {
    "plan start": "the plan starts then",
    "opening": "what it is part of starts then",
    "order": "nothing above it is in its way any more",
    "after": "what it waits for lets it start then",
    "with": "what it goes with starts then",
    "primary": "nothing else has to come first any more",
    "focus": "there is room for it then",
    "solution": "its solution lets it start then",
    "start tag": "its `start:` says not before",
    "on tag": "its `on:` sets the day",
    "since": "its `since:` says so",
    "done": "it was done by then",
    "as-of": "it is still to do, and cannot start before today",
    "day off": "the days before are days off",
}
