"""A plan in which nothing has a length or a date."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.facts.timeless import says_no_time
from plainplan.messages import msg, msg_count
from plainplan.model import Kind

RULE = Rule(
    "P245",
    "no-dates",
    Severity.HINT,
    "Nothing in the plan has a length or a date.",
    "Dates are worked out from lengths. Where no step and no goal has one, and no day is written, there is no finish "
    "to show: page, PDF and `plan status` leave it out. One length on each goal is enough to begin with.",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres\n\n- [ ] Run around the lake\n- [ ] Sign up\n",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run around the lake\n- [ ] Sign up\n",
)

_LONGEST = 60


def check(context: CheckContext) -> Iterator[Diagnostic]:
    open_steps = [one for one in context.open_leaves if one.kind is not Kind.GOAL]
    if not open_steps or not says_no_time(context.plan):
        return
    first = open_steps[0]
    thing = called(first)
    yield finding(
        RULE,
        first.origin,
        msg_count(
            "the one step has no duration, so no date can be worked out",
            "none of the {n} steps has a duration, so no date can be worked out",
            len(open_steps),
        ),
        help=msg(
            "say how long {thing} takes, such as `~2w`, or give its goal a length to share",
            thing=thing if len(thing) <= _LONGEST else thing[:_LONGEST],
        ),
    )
