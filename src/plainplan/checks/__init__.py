"""What is wrong with a plan as a plan, and what would make it better: one module a check, listed here in order."""

from __future__ import annotations

from plainplan.checks import (
    barrier_without_solution,
    certain_risk,
    dead_link,
    done_before_since,
    done_in_the_future,
    dropped_solution,
    due_missed,
    finish_missed,
    goal_too_long,
    goal_unanswered,
    goal_without_steps,
    half_a_risk,
    high_risk_contingency,
    holidays_end,
    idle_tag,
    minutes_meant,
    misplaced_settings,
    missed_check_in,
    missing_trait,
    mixed_boxes,
    no_barriers,
    no_dates,
    no_duration,
    no_goals,
    no_partner,
    no_primary_objective,
    no_rhythm,
    no_start,
    no_title,
    nothing_ticked,
    numbered_periods,
    objective_reached,
    obstacles_outside,
    one_horizon,
    only_a_wish,
    only_someday,
    order_unsaid,
    other_language,
    out_of_order,
    outside_goals,
    overdue,
    partner_absent,
    reads_like_a_goal,
    said_in_words,
    said_otherwise,
    start_after_due,
    step_too_long,
    unfilled_starter,
    unknown_language,
    wrong_horizon,
)
from plainplan.checks.context import CheckContext, CheckModule
from plainplan.checks.ignore import of_folder, without_ignored
from plainplan.defaults import NO_PROGRAMME, Programme
from plainplan.diagnostics import Diagnostic
from plainplan.model import Plan
from plainplan.schedule.result import Schedule
from plainplan.source import Span
from plainplan.syntax.document import Document

__all__ = ["CHECKS", "of_folder", "run_checks", "without_ignored"]


CHECKS: tuple[CheckModule, ...] = (
    no_title,
    misplaced_settings,
    dead_link,
    unknown_language,
    no_goals,
    goal_without_steps,
    barrier_without_solution,
    no_primary_objective,
    wrong_horizon,
    goal_too_long,
    step_too_long,
    minutes_meant,
    one_horizon,
    no_barriers,
    only_a_wish,
    high_risk_contingency,
    dropped_solution,
    goal_unanswered,
    half_a_risk,
    certain_risk,
    missing_trait,
    unfilled_starter,
    only_someday,
    idle_tag,
    reads_like_a_goal,
    due_missed,
    finish_missed,
    holidays_end,
    no_duration,
    overdue,
    done_in_the_future,
    out_of_order,
    no_start,
    start_after_due,
    order_unsaid,
    done_before_since,
    no_rhythm,
    missed_check_in,
    nothing_ticked,
    objective_reached,
    no_partner,
    partner_absent,
    said_in_words,
    said_otherwise,
    other_language,
    outside_goals,
    obstacles_outside,
    numbered_periods,
    mixed_boxes,
    no_dates,
)


def run_checks(
    document: Document,
    plan: Plan,
    schedule: Schedule,
    near_misses: tuple[Span, ...] = (),
    programme: Programme = NO_PROGRAMME,
) -> tuple[Diagnostic, ...]:
    """Everything that the checks find in a plan; not said again is what is told as a near miss."""
    context = CheckContext(document, plan, schedule, near_misses, programme)
    return tuple(found for module in _checks_for(plan, programme) for found in module.check(context))


def _checks_for(plan: Plan, programme: Programme) -> tuple[CheckModule, ...]:
    """The checks of every plan, with those of what few plans have, which are loaded where it is there."""
    checks = CHECKS
    if plan.criteria or plan.occupations:
        from plainplan.checks import of_occupations

        checks += of_occupations.CHECKS
    if programme != NO_PROGRAMME:
        from plainplan.checks import of_programmes

        checks += of_programmes.CHECKS
    return checks
