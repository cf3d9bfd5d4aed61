"""The checks of a table of occupations, loaded where a plan has one."""

from __future__ import annotations

from plainplan.checks import (
    dropped_unread,
    education_unmet,
    empty_criterion,
    mixed_units,
    number_of_occupations,
    one_choice,
    shortlist_size,
    undecided_table,
    weight_on_text,
    weights_all_zero,
)
from plainplan.checks.context import CheckModule

CHECKS: tuple[CheckModule, ...] = (
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
)
