"""Why a thing starts when it starts: the schedule's reason as one plain sentence."""

from __future__ import annotations

from typing import NamedTuple

from plainplan.model import Plan
from plainplan.schedule import Dates, Schedule
from plainplan.schedule.result import Reason
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
    told = _sentence(plan, schedule, dates, reason, planned, words)
    subject = f"{_quoted(plan, index)} {_verb(schedule, index, dates, planned)} {words.date(dates.start)}"
    return Why(reason.rule, None if reason.ref is None else plan.things[reason.ref].id, f"{subject} {told}.")


def _sentence(plan: Plan, schedule: Schedule, dates: Dates, reason: Reason, planned: bool, words: Words) -> str:
    if reason.ref is None:
        return _ALONE[reason.rule]
    other = _dates(schedule, reason.ref, planned)
    name = _quoted(plan, reason.ref)
    if other is None:
        return f"{_BECAUSE[reason.rule].format(name=name)}"
    day, verb = _telling(reason.rule, other, schedule.things[reason.ref].state, planned)
    return f"{_BECAUSE[reason.rule].format(name=name)}, which {verb} {words.date(day)}"


def _telling(rule: str, other: Dates, state: State, planned: bool) -> tuple[int, str]:
    """The day of the other thing that mattered, and how it is told."""
    if rule in ("opening", "with"):
        begun = not planned and state in (State.DONE, State.UNDER_WAY)
        return other.start, "started on" if begun else "starts on"
    if other.days <= 1:
        return other.finish, "is on"
    done = not planned and state is State.DONE
    return other.finish, "was finished on" if done else "ends on"


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


# A rule's clause when a thing set the date …
_BECAUSE = {
    "plan start": "because the plan starts with {name}",
    "opening": "because it is part of {name}",
    "order": "because it comes after {name}",
    "after": "because it waits for {name}",
    "with": "because it starts with {name}",
    "primary": "because the primary objective waits for {name}",
    "focus": "because there is room for it once {name} is finished",
    "solution": "because its solution comes first: {name}",
    "start tag": "because of the `start:` of {name}",
    "on tag": "because of the `on:` of {name}",
    "since": "because {name} was begun then",
    "done": "because {name} was done then",
    "as-of": "because {name} is still open",
    "day off": "because {name} leaves only days off before",
}

# … and when none did.
_ALONE = {
    "plan start": "because the plan starts then",
    "opening": "because what it is part of starts then",
    "order": "because nothing above it is in its way any more",
    "after": "because what it waits for allows it then",
    "with": "because what it goes with starts then",
    "primary": "because nothing else has to come first any more",
    "focus": "because there is room for it then",
    "solution": "because its solution allows it then",
    "start tag": "because its `start:` says not before",
    "on tag": "because its `on:` sets the day",
    "since": "because its `since:` says so",
    "done": "because its `done:` says that it was finished by then",
    "as-of": "because it is still to do, and the past is over",
    "day off": "because the days before are days off",
}
