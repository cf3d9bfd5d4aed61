"""A shortlist is there to choose one from."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.checks.occupation_samples import CHOSEN, SHORTLIST, table
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding

RULE = Rule(
    "P218",
    "one-choice",
    Severity.HINT,
    "Not exactly one occupation is chosen.",
    "A plan goes to one place. Choose one occupation from the shortlist and keep the others there: if it turns out to "
    "be the wrong one, you will know where to look next.",
    table(*SHORTLIST, "Technician | shortlist | diploma | 48000"),
    table(*SHORTLIST, CHOSEN),
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    rows = context.plan.occupations
    chosen = [row for row in rows if row.stage == "chosen"]
    if len(chosen) > 1:
        names = " and ".join(f"“{row.name}”" for row in chosen[:2])
        yield finding(
            RULE,
            chosen[1].origin,
            f"{len(chosen)} occupations are chosen: {names}" + (" among them" if len(chosen) > 2 else ""),
            help="leave one `chosen`, and put the others on the `shortlist`",
        )
    elif not chosen and any(row.stage == "shortlist" for row in rows):
        first = next(row for row in rows if row.stage == "shortlist")
        yield finding(
            RULE,
            first.origin,
            "no occupation of the shortlist is chosen yet",
            help="when you know enough, write `chosen` as the stage of one",
        )
