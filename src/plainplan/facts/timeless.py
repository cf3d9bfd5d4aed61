"""Whether a plan says any length or date: without one, no finish can be worked out, and none is shown."""

from __future__ import annotations

from plainplan.facts.facts import Facts
from plainplan.model import Plan
from plainplan.schedule.result import Schedule


def says_no_time(plan: Plan) -> bool:
    """Whether there is work in a plan, and none of it, nor the plan, has a length or a day. What is done, under way or
    dropped aside, a day written there is one."""
    if not any(one.scheduled for one in plan.things) or plan.settings.finish is not None:
        return False
    return not any(one.estimate or one.due or one.on or one.start or one.since or one.done for one in plan.things)


def without_length(facts: Facts) -> tuple[int, int]:
    """How many of the open pieces of work say no length and no day of their own, and how many there are."""
    work = facts.open_leaves
    silent = [one for one in work if not (one.estimate or one.due or one.on or one.start or one.since)]
    return len(silent), len(work)


def ends_untold(facts: Facts) -> bool:
    """Whether most of the open work says no length and, for want of any, all of it would be finished by today: that is
    no finish to be told."""
    finish, (silent, work) = facts.schedule.finish, without_length(facts)
    return finish is not None and finish <= facts.today and silent * 2 > work


def as_told(plan: Plan, schedule: Schedule) -> Schedule:
    """A plan's schedule; where the plan says no time, without its days: each step would take none, and all of it would
    be finished on the day on which it starts. States, progress and what can be done next stay."""
    if not says_no_time(plan):
        return schedule
    things = tuple(
        one._replace(planned=None, projected=None, slip=None, slack=None, critical=False, latest_start=None,
                     latest_finish=None)
        for one in schedule.things
    )  # fmt: skip
    return schedule._replace(start=None, finish=None, planned_start=None, planned_finish=None, slip=None,
                             things=things, timeline=(), critical=())  # fmt: skip
