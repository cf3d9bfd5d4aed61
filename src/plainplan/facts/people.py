"""Who does something in a plan, by the names that its steps bear."""

from __future__ import annotations

from plainplan.model import Plan

_MOST = 8


def people_in(plan: Plan) -> tuple[str, ...]:
    """The names in the order in which they are first written, at most eight."""
    names = dict.fromkeys(name for thing in plan.things for name in thing.who)
    return tuple(names)[:_MOST]
