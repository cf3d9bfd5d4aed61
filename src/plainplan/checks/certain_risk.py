"""What is sure to happen, or sure not to, is no risk."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.model import Barrier
from plainplan.values import Risk

_PLAN = (
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n"
    "- Barrier: my knee hurts ~2w risk:{}\n  - [ ] Solution: see a physiotherapist ~1w\n"
)

RULE = Rule(
    "P233",
    "certain-risk",
    Severity.HINT,
    "A risk says that its barrier is sure, that it cannot happen, or that its solution makes it likelier.",
    "A barrier that never happens is none, and one that always happens is not a risk but part of the work: make it a "
    "step, and its days are in the plan. In `risk:40%->10%` the second value is what is left once the solution is "
    "finished, so it is the smaller one.",
    _PLAN.format("100%"),
    _PLAN.format("40%->10%"),
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    for barrier in context.open_barriers:
        told = _told(barrier, barrier.risk) if barrier.risk else None
        if told:
            message, help = told
            place = dict(barrier.spans).get("risk", barrier.origin)
            yield finding(RULE, place, message, help=help)


def _told(barrier: Barrier, risk: Risk) -> tuple[str, str] | None:
    if risk.before <= 0:
        return (
            msg("the barrier {barrier} cannot happen: its risk is 0 %", barrier=called(barrier)),
            msg("take it out, or say how likely it is"),
        )
    if risk.after is not None and risk.after > risk.before:
        return (
            msg("the barrier {barrier} is likelier with its solution than without", barrier=called(barrier)),
            msg("write the smaller risk second, as in `risk:40%->10%`"),
        )
    if risk.before >= 1 and risk.after in (None, 1.0):
        return (
            msg("the barrier {barrier} is sure to happen: its risk is 100 %", barrier=called(barrier)),
            msg("make it a step with its days, or say how likely it is"),
        )
    return None
