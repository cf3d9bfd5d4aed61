"""A barrier counts in the forecast when both its risk and its delay are known."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

_PLAN = (
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n"
    "- Barrier: my knee hurts{}\n  - Solution: run in the park ~1w\n"
)

RULE = Rule(
    "P232",
    "half-a-risk",
    Severity.HINT,
    "A barrier has a risk and no delay, or a delay and no risk.",
    "`plan forecast` lets a barrier happen as often as its `risk:` says, and then adds its delay. With one of the two "
    "alone it can only leave the barrier out. A guess is better than nothing: `risk:low`, `risk:medium`, `risk:high`.",
    _PLAN.format(" risk:30%"),
    _PLAN.format(" ~2w risk:30%"),
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    for barrier in context.open_barriers:
        spans = dict(barrier.spans)
        if barrier.risk is not None and "duration" not in spans:
            yield finding(
                RULE,
                spans.get("risk", barrier.origin),
                msg(
                    "the barrier {barrier} has a risk and no delay, so the forecast leaves it out",
                    barrier=called(barrier),
                ),
                help=msg("say how long it would hold you up, as in `~2w`"),
            )
        elif barrier.delay is not None and "risk" not in spans:
            yield finding(
                RULE,
                spans.get("duration", barrier.origin),
                msg(
                    "the barrier {barrier} has a delay and no risk, so the forecast leaves it out",
                    barrier=called(barrier),
                ),
                help=msg("say how likely it is: `risk:low`, `risk:medium`, `risk:high`, or `risk:30%`"),
            )
