"""A thing that is projected to finish after its `due:` or `on:`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plainplan.checks.chains import told
from plainplan.checks.context import CheckContext, called, day, days_late
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.facts.lateness import missed_promise
from plainplan.messages import msg
from plainplan.model import Thing
from plainplan.schedule.result import Dates

RULE = Rule(
    "P402",
    "due-missed",
    Severity.WARNING,
    "Something will be finished after its due date.",
    "Going by what is done so far and by the durations of what is left, this will be late. Knowing it now, you can "
    "begin something earlier, make it shorter, drop it, or ask for another date.",
    "---\nstart: 2026-11-01\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n"
    "- [ ] Prepare for the exam ~8w\n- [ ] Apply ~2w due:2026-12-15\n",
    "---\nstart: 2026-11-01\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n"
    "- [ ] Prepare for the exam ~4w\n- [ ] Apply ~2w due:2026-12-15\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    for thing in context.plan.things:
        promise, projected = missed_promise(context, thing.index), context.dated(thing.index).projected
        if promise is None or projected is None:
            continue
        key, last = promise.key, promise.day
        yield finding(
            RULE,
            thing.span_of(key),
            _told(key, called(thing), day(last), day(promise.finish)),
            label=days_late(promise.late),
            help=_help(context, thing, projected, last) if key == "on" else told(context, thing),
        )


def _told(key: str, thing: str, last: str, finish: str) -> str:
    if key == "on":
        return msg(
            "{thing} is to happen on {day} and will be finished on {finish}", thing=thing, day=last, finish=finish
        )
    return msg("{thing} is due by {day} and will be finished on {finish}", thing=thing, day=last, finish=finish)


def _help(context: CheckContext, thing: Thing, projected: Dates, on: int) -> str:
    """What to do about what does not happen on its day."""
    if projected.start == context.fixed_day(thing.index):
        start = date.fromordinal(projected.start)
        return msg("it takes longer than its `on:`: write `start:{day}`, or leave the duration out", day=str(start))
    return told(context, thing)
