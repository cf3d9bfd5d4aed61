"""An appointment on a day on which nothing is planned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plainplan.checks.context import Context
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.values import State
from plainplan.words import words_for

RULE = Rule(
    "P412",
    "on-a-day-off",
    Severity.HINT,
    "Something is to happen on a day off, and is planned for the first day after.",
    "Nothing starts on a day outside `workdays:` or in `away:`, so an appointment there moves to the next day that is "
    "none of these. If it does take place on that day, the day is no day off; if not, the tag is wrong.",
    "---\nstart: 2026-11-02\nworkdays: mon-fri\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n"
    "- [ ] Prepare for the exam ~8w\n- [ ] Sit the exam on:2027-02-27\n",
    "---\nstart: 2026-11-02\nworkdays: mon-sat\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n"
    "- [ ] Prepare for the exam ~8w\n- [ ] Sit the exam on:2027-02-27\n",
)


def check(context: Context) -> Iterator[Diagnostic]:
    for thing in context.plan.things:
        on, dates = thing.on, context.dated(thing).projected
        if on is None or dates is None or context.state(thing) is not State.TO_DO:
            continue
        if on.toordinal() >= context.schedule.today and context.calendar.is_off(on.toordinal()):
            off, help = _off(context, on)
            moved = words_for("en").date(dates.start, "full")
            message = f"`on:{on.isoformat()}` is {off}: it is planned for {moved}"
            yield finding(RULE, thing.span_of("on"), message, label="a day off", help=help)


def _off(context: Context, on: date) -> tuple[str, str]:
    """Why nothing is planned for a day, and what to do about it."""
    settings, weekday = context.plan.settings, words_for("en").weekday(on.weekday())
    else_ = "or write the day on which it takes place"
    if on.weekday() not in settings.workdays:
        return f"a {weekday}, which is no workday", f"add `{weekday[:3].lower()}` to `workdays:`, {else_}"
    return "one of the `away:` days", f"leave that day out of `away:`, {else_}"
