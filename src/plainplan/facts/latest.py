"""By when to begin: the latest days from which everything is met that is promised and can be."""

from __future__ import annotations

from plainplan.facts.facts import Facts


def begin_by(facts: Facts) -> int | None:
    """By when to begin a plan that is worked out backward from its `finish:`; None once the day has come, or anything
    has begun."""
    settings, start = facts.plan.settings, facts.schedule.plan_start
    if settings.start is not None or settings.finish is None or facts.schedule.start is None or start <= facts.today:
        return None
    return None if any(facts.has_begun(thing.index) for thing in facts.leaves) else start


def latest_start(facts: Facts, index: int) -> int | None:
    """By when to begin a piece of work without missing a day that is met now; None where nothing can be missed."""
    return facts.dated(index).latest_start if facts.is_to_do(index) else None
