"""Holidays that are known for fewer years than the plan takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plainplan.checks.context import CheckContext, day, short
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.lower.rules import calendar_text
from plainplan.messages import msg
from plainplan.pattern import pattern

_CODE = pattern(r"(?P<code>[A-Za-z]{2}(?:-[A-Za-z0-9]{1,3})?)\.[A-Za-z]+")
_PLAN = (
    "---\nstart: 2026-11-01\nholidays: {file}\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n"
    "- [ ] Prepare for the exam ~8w\n"
)

RULE = Rule(
    "P413",
    "holidays-end",
    Severity.WARNING,
    "The plan goes on after the last year of its holidays.",
    "A file of holidays has those of some years. Where the plan goes on after the last of them, it is dated as if "
    "there were no holidays any more, and will turn out to take a little longer. A newer file mends it: "
    "`plan holidays` writes one.",
    _PLAN.format(file="old.ics"),
    _PLAN.format(file="new.ics"),
    beside=(
        ("old.ics", calendar_text("20261225", "20261226", "Christmas")),
        ("new.ics", calendar_text("20271225", "20271226", "Christmas")),
    ),
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    settings, schedule = context.plan.settings, context.schedule
    ends = [one for one in (schedule.finish, schedule.planned_finish) if one is not None]
    if not settings.holiday_files or not ends:
        return
    first, last = (date.fromordinal(one).year for one in (schedule.plan_start, max(ends)))
    for name in settings.holiday_files:
        known = max((one.last.year for one in settings.holidays if one.file == name), default=None)
        if known is None or known < last:
            message = _told(short(name), known, day(max(ends)))
            help = msg("get more years of them, as with `{command}`", command=_command(name, first, last))
            yield finding(RULE, settings.span_of("holidays"), message, help=help)


def _told(name: str, known: int | None, last: str) -> str:
    if known is None:
        return msg("the holidays of `{name}` have no day, and the plan goes on to {day}", name=name, day=last)
    return msg(
        "the holidays of `{name}` end with {year}, and the plan goes on to {day}", name=name, year=known, day=last
    )


def _command(name: str, first: int, last: int) -> str:
    """What writes the file anew, by its code where the file is called by that of a country or region."""
    code = _CODE.fullmatch(name.rpartition("/")[2])
    return f"plan holidays {code['code'].upper() if code else 'CODE'} --years {first}-{last} -o {short(name)}"
