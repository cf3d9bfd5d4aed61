"""Who needs somebody most: one order for the terminal and the overview of many plans."""

from __future__ import annotations

from collections.abc import Iterable

from plainplan.cohort.standing import Standing
from plainplan.tuples import NamedTuple

# From what is most pressing on.
ERRORS, MISSED, OVERDUE, STUCK, SILENT, UNBEGUN, LATE, FINE, OVER = (
    "errors", "missed", "overdue", "stuck", "silent", "unbegun", "late", "fine", "over",
)  # fmt: skip
NEEDS = (ERRORS, MISSED, OVERDUE, STUCK, SILENT, UNBEGUN, LATE, FINE, OVER)
HELP_NOW = (ERRORS, MISSED, OVERDUE, STUCK)
"""What somebody needs help with now; what comes after it can wait for the next conversation."""


def need_of(plan: Standing) -> str:
    """What a plan needs most, one of `NEEDS`."""
    if plan.errors or plan.is_unmerged:
        return ERRORS
    if plan.is_over:
        return OVER
    if not plan.total:
        return UNBEGUN
    if plan.late or plan.at_risk:
        return MISSED
    if plan.overdue:
        return OVERDUE
    if plan.next is None:
        return STUCK
    return _less_pressing(plan)


def _less_pressing(plan: Standing) -> str:
    if plan.owed is not None:
        return SILENT
    if not plan.has_begun:
        return UNBEGUN
    return LATE if (plan.slip or 0) > 0 else FINE


def amount_of(plan: Standing) -> int:
    """How much of what it needs most: the larger, the sooner it is told."""
    return {
        ERRORS: plan.errors,
        MISSED: max([plan.late, *(work.days for work in plan.at_risk[:1])]),
        OVERDUE: max((work.days for work in plan.overdue), default=0),
        SILENT: plan.today - plan.owed if plan.owed is not None else 0,
        LATE: plan.slip or 0,
    }.get(need_of(plan), 0)


def by_need(plans: Iterable[Standing]) -> tuple[Standing, ...]:
    """Plans in the order in which they need somebody; alike ones by their files."""
    return tuple(sorted(plans, key=lambda plan: (NEEDS.index(need_of(plan)), -amount_of(plan), plan.file)))


class Counts(NamedTuple):
    """How many plans there are, and how many of them need what."""

    plans: int
    needs: tuple[tuple[str, int], ...]

    def of(self, need: str) -> int:
        return dict(self.needs).get(need, 0)


def counts_of(plans: Iterable[Standing]) -> Counts:
    found = [need_of(plan) for plan in plans]
    return Counts(len(found), tuple((need, found.count(need)) for need in NEEDS if need in found))
