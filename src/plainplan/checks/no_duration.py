"""A step that takes no time, because neither it nor its goal says how long."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.facts.timeless import says_no_time
from plainplan.model import Kind, Thing

RULE = Rule(
    "P404",
    "no-duration",
    Severity.HINT,
    "A step has no duration, so it takes no time.",
    "Steps without a duration share what is left of their goal's own. If the goal has none, or if its other steps "
    "need all of it, nothing is left to share: the step is a milestone, a moment without length, and the plan is too "
    "short.",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres\n\n- [ ] Run three times a week ~8w\n"
    "- [ ] Sign up for the city run\n",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres\n\n- [ ] Run three times a week ~8w\n"
    "- [ ] Sign up for the city run ~1d\n",
)


_MOST = 5
"""As many of one goal are told one by one; of more the first, with how many there are."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    if says_no_time(context.plan):
        return  # which is told once, of the whole plan
    by_goal: dict[int, list[Thing]] = {}
    for thing in context.open_leaves:
        if _lacks_duration(thing):
            planned = context.dated(thing.index).planned
            if planned is not None and planned.days == 0:
                by_goal.setdefault(context.top_goal(thing.index), []).append(thing)
    for top, found in by_goal.items():
        if len(found) > _MOST:
            yield _told_once(context, context.plan.things[top], found)
        else:
            yield from (_told(context, thing) for thing in found)


def _told(context: CheckContext, thing: Thing) -> Diagnostic:
    return finding(
        RULE,
        thing.origin,
        f"{called(thing)} has no duration, so it takes no time",
        help=f"say how long it takes, such as `~2w`{_else(context, thing)}; `~0d` if it is only a moment",
    )


def _told_once(context: CheckContext, goal: Thing, found: list[Thing]) -> Diagnostic:
    return finding(
        RULE,
        found[0].origin,
        f"{len(found)} steps of {called(goal)} have no duration, so they take no time",
        help=f"say how long each takes, such as `~2w`{_else(context, found[0])}; `~0d` for a moment",
    )


def _lacks_duration(thing: Thing) -> bool:
    return thing.scheduled and thing.kind is not Kind.GOAL and thing.estimate is None and thing.on is None


def _else(context: CheckContext, thing: Thing) -> str:
    """What else would give a step some time: a share of what holds it."""
    holder = context.plan.things[thing.parent] if thing.parent is not None else None
    if holder is None or thing.kind is Kind.SOLUTION:
        return ""
    if holder.estimate is None:
        return f", or give {called(holder)} a duration to share"
    return f", or give {called(holder)} more than `{holder.estimate.text}`: nothing of it is left to share"
