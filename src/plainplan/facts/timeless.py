"""Whether a plan says any length or date: without one, no finish can be worked out, and none is shown."""

from __future__ import annotations

from plainplan.facts.facts import Facts


def says_no_time(facts: Facts) -> bool:
    """Whether there is work in a plan, and none of it, nor the plan, has a length or a day. What is done, under way or
    dropped aside, a day written there is one."""
    plan = facts.plan
    if not plan.things or plan.settings.finish is not None:
        return False
    return not any(one.estimate or one.due or one.on or one.start or one.since or one.done for one in plan.things)
