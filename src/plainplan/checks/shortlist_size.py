"""A shortlist of three to five can be looked at closely."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.checks.occupation_samples import CHOSEN, SHORTLIST, table
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg, msg_count

RULE = Rule(
    "P216",
    "shortlist-size",
    Severity.HINT,
    "The shortlist has fewer than three or more than five occupations.",
    "A shortlist is what you look at closely: you talk to people who do it, spend a day there, add up what it costs. "
    "Fewer than three is no choice, for more than five there is no time. What is chosen counts, for it was on the "
    "list.",
    table(*SHORTLIST),
    table(*SHORTLIST, CHOSEN),
)

FEWEST, MOST = 3, 5


def check(context: CheckContext) -> Iterator[Diagnostic]:
    listed = [row for row in context.plan.occupations if row.stage in ("shortlist", "chosen")]
    if listed and not FEWEST <= len(listed) <= MOST:
        few = len(listed) < FEWEST
        yield finding(
            RULE,
            listed[-1].origin,
            msg_count("the shortlist has {n} occupation", "the shortlist has {n} occupations", len(listed)),
            help=msg("put three to five on it: which others come closest?")
            if few
            else msg("put three to five on it: which can go?"),
        )
