"""The first list of occupations is long enough to hold a surprise and short enough to read up on."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.checks.occupation_samples import candidates, table
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg, msg_count

RULE = Rule(
    "P215",
    "number-of-occupations",
    Severity.HINT,
    "The first list has fewer than ten occupations or more than fifteen.",
    "With fewer than ten you will mostly list what you already know; more than fifteen nobody reads up on. Begin with "
    "ten to fifteen, and let what you find out strike them off. Once something is on the shortlist, this is not said "
    "any more.",
    table(*candidates(4)),
    table(*candidates(12)),
)

FEWEST, MOST = 10, 15


def check(context: CheckContext) -> Iterator[Diagnostic]:
    rows = context.plan.occupations
    if not rows or any(row.stage in ("shortlist", "chosen") for row in rows) or FEWEST <= len(rows) <= MOST:
        return
    few = len(rows) < FEWEST
    yield finding(
        RULE,
        rows[0].origin,
        msg_count("the list begins with {n} occupation", "the list begins with {n} occupations", len(rows)),
        help=msg("add some that you know little about, up to ten or fifteen")
        if few
        else msg("strike off those that can't be"),
    )
