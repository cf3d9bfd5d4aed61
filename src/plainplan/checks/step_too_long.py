"""A step that takes more than half a year is a goal in disguise."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.checks.minutes_meant import in_minutes
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.model import Kind

RULE = Rule(
    "P208",
    "step-too-long",
    Severity.HINT,
    "A step takes more than six months.",
    "Nothing of a step this long can be ticked for half a year, and nobody will know whether it is on time. Break it "
    "down into smaller steps, as items nested in it. A habit with `every:` is fine as it is.",
    "# Become a nurse\n\n## Goals\n\n### Get in ~11m\n\n- [ ] Prepare for the exam ~9m\n",
    "# Become a nurse\n\n## Goals\n\n### Get in ~11m\n\n- [ ] Prepare for the exam\n"
    "  - [ ] Read the book ~3m\n  - [ ] Solve the old papers ~3m\n",
)

SIX_MONTHS = 184


def check(context: CheckContext) -> Iterator[Diagnostic]:
    asked = {step.index for step in in_minutes(context)}
    for step in context.open_leaves:
        if step.kind is not Kind.STEP or step.estimate is None or step.every is not None or step.index in asked:
            continue
        if context.nominal_days(step.estimate) > SIX_MONTHS:
            yield finding(
                RULE,
                step.span_of("duration"),
                msg("{step} is one step of more than six months", step=called(step)),
                help=msg("break it down: nest smaller steps in it as `- [ ] … ~4w`"),
            )
