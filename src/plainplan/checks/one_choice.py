"""A shortlist is there to choose one from."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.checks.occupation_samples import CHOSEN, SHORTLIST, table
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg, msg_count

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
        yield finding(
            RULE,
            chosen[1].origin,
            _told(len(chosen), *(row.name for row in chosen[:2])),
            help=msg("leave one `chosen`, and put the others on the `shortlist`"),
        )
    elif not chosen and any(row.stage == "shortlist" for row in rows):
        first = next(row for row in rows if row.stage == "shortlist")
        yield finding(
            RULE,
            first.origin,
            msg("no occupation of the shortlist is chosen yet"),
            help=msg("when you know enough, write `chosen` as the stage of one"),
        )


def _told(number: int, first: str, second: str) -> str:
    if number == 2:
        return msg("2 occupations are chosen: “{first}” and “{second}”", first=first, second=second)
    return msg_count(
        "{n} occupation is chosen: “{first}” and “{second}” among them",
        "{n} occupations are chosen: “{first}” and “{second}” among them",
        number,
        first=first,
        second=second,
    )
