"""A long-term goal that is dated as if it began on the first day, beside short-term ones, because nothing says more."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called, day
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding, replace
from plainplan.messages import msg
from plainplan.model import START, Thing
from plainplan.source import Span
from plainplan.values import Horizon

_GOALS = (
    "---\nstart: 2026-11-01\n---\n\n# Become a nurse\n\n## Short-term goals\n\n### Get in ~6m\n\n"
    "- [ ] Prepare for the exam ~8w\n\n## Long-term goals\n\n### Earn the degree ~3y{after}\n\n- [ ] Study ~5m\n"
    "- Barrier: no money for the fees\n  - Solution: ask for a grant ~1m\n"
)

RULE = Rule(
    "P415",
    "order-unsaid",
    Severity.HINT,
    "A long-term goal begins on the plan's first day, beside the short-term ones.",
    "Goals wait for each other only where the plan says so. A long-term goal without `after:` is dated as if it began "
    "together with what is to be reached first, so the plan ends earlier than anyone could manage. If that is meant, "
    "`after:start` says it.",
    _GOALS.format(after=""),
    _GOALS.format(after=" after:get-in"),
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    if context.plan.settings.focus is not None:
        return  # which is an order of its own
    first = [goal for goal in context.top_goals if _begins_first(context, goal)]
    short = [goal for goal in first if context.horizon(goal.index) is Horizon.SHORT]
    long = next((goal for goal in first if _says_nothing(context, goal)), None)
    before = [goal for goal in short if long and not _are_ordered(context, goal, long)]
    if long is None or not before:
        return
    last = max(before, key=lambda goal: _finish(context, goal))
    yield finding(
        RULE,
        long.origin,
        msg(
            "nothing says whether {long} comes after {short}: both begin on {day}",
            long=called(long),
            short=called(last),
            day=day(_start(context, long)),
        ),
        help=msg("write `after:{name}` if it does, or `after:start` if they begin together", name=last.id),
        fix=replace(Span(long.origin.end, long.origin.end), f" after:{last.id}", safe=False),
    )


def _begins_first(context: CheckContext, goal: Thing) -> bool:
    """Whether a goal that is still to do is planned from the plan's first day on."""
    return context.is_to_do(goal.index) and _start(context, goal) == context.schedule.planned_start


def _says_nothing(context: CheckContext, goal: Thing) -> bool:
    """Whether a long-term goal is there on the first day by no word of its own."""
    said = (goal.after, goal.with_, goal.before, goal.start, goal.on)
    return context.horizon(goal.index) is Horizon.LONG and not goal.primary and not any(said)


def _are_ordered(context: CheckContext, one: Thing, other: Thing) -> bool:
    """Whether a tag of anything in either goal names anything in the other."""
    return _names(context, one, other) or _names(context, other, one)


def _names(context: CheckContext, goal: Thing, other: Thing) -> bool:
    inside = (thing for thing in context.plan.things if context.top_goal(thing.index) == goal.index)
    named = (one.target for thing in inside for one in (thing.after or ()) + (thing.with_ or ()) + (thing.before or ()))
    return any(target != START and context.top_goal(target) == other.index for target in named)


def _start(context: CheckContext, goal: Thing) -> int:
    planned = context.planned(goal.index)
    return planned.start if planned else 0


def _finish(context: CheckContext, goal: Thing) -> int:
    planned = context.planned(goal.index)
    return planned.finish if planned else 0
