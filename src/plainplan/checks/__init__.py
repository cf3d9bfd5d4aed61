"""What is wrong with a plan as a plan, and what would make it better: one module a check.

Those that every plan is asked are listed here; those of what not every plan has are loaded where it is there, most of
them listed in the modules `of_…`.
"""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks import (
    goal_too_long,
    goal_without_steps,
    idle_tag,
    minutes_meant,
    misplaced_settings,
    mixed_boxes,
    no_primary_objective,
    nothing_ticked,
    numbered_periods,
    obstacles_outside,
    one_horizon,
    order_unsaid,
    other_language,
    outside_goals,
    overdue,
    reads_like_a_goal,
    step_too_long,
    unfilled_starter,
    wrong_horizon,
)
from plainplan.checks.context import CheckContext, CheckModule
from plainplan.checks.ignore import of_folder, without_ignored
from plainplan.checks.in_words import worded
from plainplan.defaults import NO_PROGRAMME, Programme
from plainplan.diagnostics import Diagnostic
from plainplan.model import Kind, Plan, SectionKind
from plainplan.schedule.result import Schedule
from plainplan.source import Span
from plainplan.syntax.document import Document

__all__ = ["CHECKS", "of_folder", "run_checks", "without_ignored"]


CHECKS: tuple[CheckModule, ...] = (
    misplaced_settings,
    goal_without_steps,
    no_primary_objective,
    wrong_horizon,
    goal_too_long,
    step_too_long,
    minutes_meant,
    one_horizon,
    unfilled_starter,
    idle_tag,
    reads_like_a_goal,
    overdue,
    order_unsaid,
    nothing_ticked,
    other_language,
    outside_goals,
    obstacles_outside,
    numbered_periods,
    mixed_boxes,
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
    asked = (CHECKS, *_of_work(context), *_of_the_plan(context), *_of_the_text(context))
    return tuple(found for checks in asked for module in checks for found in module.check(context))


# The checks of what not every plan has are loaded where it is there.


def _of_work(context: CheckContext) -> Iterator[tuple[CheckModule, ...]]:
    """The checks of what stands in goals, steps and barriers."""
    plan = context.plan
    if plan.barriers:
        from plainplan.checks import of_barriers

        yield of_barriers.CHECKS
    if plan.settings.finish or any(thing.due or thing.on for thing in plan.things):
        from plainplan.checks import of_promises

        yield of_promises.CHECKS
    if any(thing.done or thing.since or context.is_done(thing.index) for thing in plan.things):
        from plainplan.checks import of_ticks

        yield of_ticks.CHECKS
    if any(thing.estimate is None and thing.kind is not Kind.GOAL for thing in context.open_leaves):
        from plainplan.checks import of_lengths

        yield of_lengths.CHECKS


def _of_the_plan(context: CheckContext) -> Iterator[tuple[CheckModule, ...]]:
    """The checks of settings and sections, and of what is missing."""
    plan, settings = context.plan, context.plan.settings
    if not (plan.title_origin and plan.goals and plan.barriers and settings.start and settings.review):
        from plainplan.checks import of_gaps

        yield of_gaps.CHECKS
    if settings.review or settings.partner:
        from plainplan.checks import of_reviews

        yield of_reviews.CHECKS
    if settings.holiday_files:
        from plainplan.checks import holidays_end

        yield (holidays_end,)
    if plan.someday or any(section.kind is SectionKind.ASSESSMENT for section in plan.sections):
        from plainplan.checks import of_sections

        yield of_sections.CHECKS
    if plan.criteria or plan.occupations:
        from plainplan.checks import of_occupations

        yield of_occupations.CHECKS
    if context.programme != NO_PROGRAMME:
        from plainplan.checks import of_programmes

        yield of_programmes.CHECKS


def _of_the_text(context: CheckContext) -> Iterator[tuple[CheckModule, ...]]:
    """The checks of how something is written."""
    text = context.document.source.text
    if "](" in text or "]:" in text:
        from plainplan.checks import dead_link

        yield (dead_link,)
    if context.plan.settings.lang != "en":
        from plainplan.checks import unknown_language

        yield (unknown_language,)
    if worded(context):
        from plainplan.checks import of_words

        yield of_words.CHECKS
