"""A step that takes no time, because neither it nor its goal says how long."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.facts.timeless import says_no_time
from plainplan.messages import msg, msg_count
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
        msg("{thing} has no duration, so it takes no time", thing=called(thing)),
        help=_help_for_one(context, thing),
    )


def _told_once(context: CheckContext, goal: Thing, found: list[Thing]) -> Diagnostic:
    return finding(
        RULE,
        found[0].origin,
        msg_count(
            "{n} step of {goal} has no duration, so it takes no time",
            "{n} steps of {goal} have no duration, so they take no time",
            len(found),
            goal=called(goal),
        ),
        help=_help_for_many(context, found[0]),
    )


def _lacks_duration(thing: Thing) -> bool:
    return thing.scheduled and thing.kind is not Kind.GOAL and thing.estimate is None and thing.on is None


def _holder(context: CheckContext, thing: Thing) -> Thing | None:
    """What would give a step some time, too: a share of what holds it."""
    shares = thing.parent is not None and thing.kind is not Kind.SOLUTION
    return context.plan.things[thing.parent] if shares and thing.parent is not None else None


def _help_for_one(context: CheckContext, thing: Thing) -> str:
    holder = _holder(context, thing)
    if holder is None:
        return msg("say how long it takes, such as `~2w`; `~0d` if it is only a moment")
    if holder.estimate is None:
        return msg(
            "say how long it takes, such as `~2w`, or give {holder} a duration to share; `~0d` if it is only a moment",
            holder=called(holder),
        )
    return msg(
        "say how long it takes, such as `~2w`, or give {holder} more than `{length}`: nothing of it is left to share; "
        "`~0d` if it is only a moment",
        holder=called(holder),
        length=holder.estimate.text,
    )


def _help_for_many(context: CheckContext, first: Thing) -> str:
    holder = _holder(context, first)
    if holder is None:
        return msg("say how long each takes, such as `~2w`; `~0d` for a moment")
    if holder.estimate is None:
        return msg(
            "say how long each takes, such as `~2w`, or give {holder} a duration to share; `~0d` for a moment",
            holder=called(holder),
        )
    return msg(
        "say how long each takes, such as `~2w`, or give {holder} more than `{length}`: nothing of it is left to "
        "share; `~0d` for a moment",
        holder=called(holder),
        length=holder.estimate.text,
    )
