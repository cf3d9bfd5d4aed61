"""What is wrong with a plan as a plan, and what would make it better: one module a check, listed here in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from plainplan.checks import (
    barrier_without_solution,
    certain_risk,
    dead_link,
    done_before_since,
    done_in_the_future,
    dropped_solution,
    dropped_unread,
    due_missed,
    education_unmet,
    empty_criterion,
    finish_missed,
    goal_too_long,
    goal_unanswered,
    goal_without_steps,
    half_a_risk,
    high_risk_contingency,
    holidays_end,
    idle_tag,
    ignore,
    minutes_meant,
    misplaced_settings,
    missed_check_in,
    missing_trait,
    mixed_boxes,
    mixed_units,
    no_barriers,
    no_dates,
    no_duration,
    no_glyph,
    no_goals,
    no_partner,
    no_primary_objective,
    no_rhythm,
    no_start,
    no_title,
    nothing_ticked,
    number_of_occupations,
    numbered_periods,
    objective_reached,
    obstacles_outside,
    one_choice,
    one_horizon,
    only_a_wish,
    only_someday,
    order_unsaid,
    other_language,
    out_of_order,
    outside_goals,
    overdue,
    partner_absent,
    picture_not_shown,
    programme_check_in,
    programme_due,
    programme_partner,
    programme_section,
    reads_like_a_goal,
    said_in_words,
    said_otherwise,
    shortlist_size,
    start_after_due,
    step_too_long,
    undecided_table,
    unfilled_starter,
    unknown_language,
    unread_plan,
    weight_on_text,
    weights_all_zero,
    wrong_horizon,
)
from plainplan.checks.context import CheckContext
from plainplan.checks.ignore import of_folder, without_ignored
from plainplan.defaults import NO_PROGRAMME, Programme
from plainplan.diagnostics import Diagnostic, Rule
from plainplan.lower import folder_rules as of_settings
from plainplan.lower import rules as of_meaning
from plainplan.model import Plan
from plainplan.schedule import rules as of_time
from plainplan.schedule.result import Schedule
from plainplan.source import Span
from plainplan.syntax import rules as of_syntax
from plainplan.syntax.document import Document

__all__ = ["ALL_RULES", "CHECKS", "Context", "of_folder", "run_checks", "without_ignored"]


class CheckModule(Protocol):
    """What a check is: a rule, and a function that finds where a plan breaks it."""

    RULE: Rule

    def check(self, context: CheckContext) -> Iterator[Diagnostic]: ...


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
    number_of_occupations,
    shortlist_size,
    empty_criterion,
    one_choice,
    dropped_unread,
    education_unmet,
    weight_on_text,
    mixed_units,
    weights_all_zero,
    undecided_table,
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
    programme_section,
    programme_partner,
    programme_check_in,
    programme_due,
)

ALL_RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            ignore.RULE,
            unread_plan.RULE,
            no_glyph.RULE,
            picture_not_shown.RULE,
            *of_syntax.RULES,
            *of_meaning.RULES,
            *of_settings.RULES,
            *of_time.RULES,
            *(module.RULE for module in CHECKS),
        ),
        key=lambda rule: rule.code,
    )
)
"""Every rule there is, by code: for the docs, for `plan explain`, and for the tests."""


def run_checks(
    document: Document,
    plan: Plan,
    schedule: Schedule,
    near_misses: tuple[Span, ...] = (),
    programme: Programme = NO_PROGRAMME,
) -> tuple[Diagnostic, ...]:
    """Everything that the checks find in a plan; not said again is what is told as a near miss."""
    context = CheckContext(document, plan, schedule, near_misses, programme)
    return tuple(found for module in CHECKS for found in module.check(context))
