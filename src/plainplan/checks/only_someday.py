"""Ideas for someday, while nothing is being done today."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg, msg_count

RULE = Rule(
    "P222",
    "only-someday",
    Severity.HINT,
    "There are ideas in Someday, and no goal is open.",
    "Someday is the list of everything you might want. When no goal is open, it is time to choose one from it: move "
    "it under `## Goals`, give it a duration and a first step.",
    "---\nstart: 2026-09-01\n---\n\n# What I want\n\n## Goals\n\n### Learn to swim ~1m\n\n"
    "- [x] Take a course ~1m done:2026-09-30\n\n## Someday\n\n- Swim across the lake\n",
    "---\nstart: 2026-11-01\n---\n\n# What I want\n\n## Goals\n\n### Learn to swim ~1m\n\n"
    "- [ ] Take a course ~1m\n\n## Someday\n\n- Swim across the lake\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    ideas = context.plan.someday
    if ideas and not context.is_going_on:
        yield finding(
            RULE,
            ideas[0].origin,
            msg_count(
                "no goal is open, and {n} idea waits in Someday",
                "no goal is open, and {n} ideas wait in Someday",
                len(ideas),
            ),
            help=msg("choose one: move it under `## Goals` and write its first step"),
        )
