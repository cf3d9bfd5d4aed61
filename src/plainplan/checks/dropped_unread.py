"""An occupation that was struck off before anything was read about it."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.checks.occupation_samples import CHOSEN, SHORTLIST, table
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

RULE = Rule(
    "P219",
    "dropped-unread",
    Severity.HINT,
    "An occupation was dropped, and nothing was read about it.",
    "What we think of an occupation we never looked at is mostly hearsay. Read one page about it before you strike it "
    "off, and write down what decided it: it also shows what you are looking for.",
    table(*SHORTLIST, CHOSEN, "Dietitian | dropped | |"),
    table(*SHORTLIST, CHOSEN, "Dietitian | dropped | MS, 6y | 69000"),
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    if not context.plan.criteria:
        return
    for row in context.plan.occupations:
        if row.stage == "dropped" and not any(cell.text for cell in row.cells):
            yield finding(
                RULE,
                row.origin,
                msg("“{name}” was dropped, and nothing is written about it", name=row.name),
                help=msg("write what decided it, even if it is one word"),
            )
