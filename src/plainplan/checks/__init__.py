"""What is wrong with a plan as a plan, and what would make it better: one module a check, listed here in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from plainplan.checks import (
    barrier_without_solution,
    done_in_the_future,
    due_missed,
    finish_missed,
    goal_too_long,
    goal_without_steps,
    no_duration,
    no_goals,
    no_primary_objective,
    no_start,
    no_title,
    out_of_order,
    overdue,
    wrong_horizon,
)
from plainplan.checks.context import Context
from plainplan.diagnostics import Diagnostic, Rule
from plainplan.lower import rules as of_meaning
from plainplan.model import Plan
from plainplan.schedule.result import Schedule
from plainplan.syntax import rules as of_syntax
from plainplan.syntax.document import Document

__all__ = ["ALL_RULES", "CHECKS", "Context", "run_checks"]


class CheckModule(Protocol):
    """What a check is: a rule, and a function that finds where a plan breaks it."""

    RULE: Rule

    def check(self, context: Context) -> Iterator[Diagnostic]: ...


CHECKS: tuple[CheckModule, ...] = (
    no_title,
    no_goals,
    goal_without_steps,
    barrier_without_solution,
    no_primary_objective,
    wrong_horizon,
    goal_too_long,
    due_missed,
    finish_missed,
    no_duration,
    overdue,
    done_in_the_future,
    out_of_order,
    no_start,
)

ALL_RULES: tuple[Rule, ...] = tuple(
    sorted(
        (*of_syntax.RULES, *of_meaning.RULES, *(module.RULE for module in CHECKS)),
        key=lambda rule: rule.code,
    )
)
"""Every rule there is, by code: for the docs, for `plan explain`, and for the tests."""


def run_checks(document: Document, plan: Plan, schedule: Schedule) -> tuple[Diagnostic, ...]:
    """Everything that the checks find in a plan."""
    context = Context(document, plan, schedule)
    return tuple(found for module in CHECKS for found in module.check(context))
