"""Numbered steps are done one after another."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.model import Thing

RULE = Rule(
    "P407",
    "out-of-order",
    Severity.HINT,
    "A numbered step is done before the one above it.",
    "Numbers say that steps must be done in this order. If a later one could be done first, the order is not a must: "
    "use bullets. Or the one above is done too, and only its box was forgotten.",
    "---\nstart: 2026-10-01\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n"
    "1. [ ] Prepare for the exam ~8w\n2. [x] Sit the exam ~1d done:2026-10-20\n",
    "---\nstart: 2026-10-01\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n"
    "- [ ] Prepare for the exam ~8w\n- [x] Sit the exam ~1d done:2026-10-20\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    for holder in context.plan.things:
        if len(holder.steps) > 1:
            yield from _among(context, [context.plan.things[index] for index in holder.steps])


def _among(context: CheckContext, steps: list[Thing]) -> Iterator[Diagnostic]:
    waiting: Thing | None = None
    for step in steps:
        if not step.numbered or context.is_dropped(step.index):
            continue
        if not context.is_done(step.index):
            waiting = waiting or step
        elif waiting is not None and step.after is None and step.with_ is None:
            yield finding(
                RULE,
                step.origin,
                msg(
                    "{step} is done, and {other} above it (line {line}) is not",
                    step=called(step),
                    other=called(waiting),
                    line=context.line(waiting.origin),
                ),
                help=msg("tick the one above if it is done; if these can be done in any order, use bullets"),
            )
