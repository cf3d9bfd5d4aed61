"""How many plans stand, as `plan status` tells it of several: first who needs somebody most, and a total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from plainplan.cohort.need import (
    ERRORS,
    FINE,
    LATE,
    MISSED,
    OVER,
    OVERDUE,
    SILENT,
    STUCK,
    UNBEGUN,
    by_need,
    counts_of,
    need_of,
)
from plainplan.cohort.standing import Standing, Work
from plainplan.report.days import iso
from plainplan.report.style import Style
from plainplan.report.text import many
from plainplan.safe_text import safe_text
from plainplan.words import Words, words_for

_COUNTED = {
    ERRORS: "with errors",
    MISSED: "missing a promised day",
    OVERDUE: "overdue",
    STUCK: "without a next step",
    SILENT: "without a check-in that was due",
    UNBEGUN: "not begun",
    LATE: "later than planned",
    FINE: "as planned",
    OVER: "done",
}
_BAR = 10
_INDENT = _BAR + 8


def standing_lines(plans: Sequence[Standing], style: Style, width: int) -> Iterator[str]:
    """Two lines a plan: how far it is, its finish, what it needs, its title and file; below, who is at it. Last, a
    total."""
    words = words_for("en")
    widest = min(max((len(_need(plan, words)) for plan in plans), default=0), 30)
    for plan in by_need(plans):
        yield _head(plan, words, style, widest)
        below = "; ".join(map(safe_text, _people(plan, words)))
        yield from wrap(below, max(width, 40), initial_indent=" " * _INDENT, subsequent_indent=" " * _INDENT)
    counts = counts_of(plans)
    told = ", ".join(f"{number} {_COUNTED[need]}" for need, number in counts.needs)
    yield ""
    yield f"{many(counts.plans, 'plan')}: {told}" if told else many(counts.plans, "plan")


def _head(plan: Standing, words: Words, style: Style, widest: int) -> str:
    full = _BAR * plan.done // plan.total if plan.total else 0
    solid, open_ = ("█", "░") if style.can_show("█░") else ("#", "-")
    bar = style.paint(solid * full, "green") + open_ * (_BAR - full)
    finish = words.date(plan.finish) if plan.finish is not None else "no dates"
    told = f"{_need(plan, words):<{widest}}"
    color = {ERRORS: ("bold", "red"), FINE: (), OVER: ()}.get(need_of(plan), ("bold", "yellow"))
    title, file = style.paint(safe_text(plan.title), "bold"), style.paint(safe_text(plan.file), "dim")
    return f"{bar} {plan.percent:>3} %  {finish:<11}  {style.paint(told, *color)}  {title}  {file}"


def _need(plan: Standing, words: Words) -> str:
    """What a plan needs, in as few words as there are."""
    if plan.is_unmerged:
        return "unfinished merge"
    if plan.errors:
        return many(plan.errors, "error")
    said = [words.against_promise(plan.late)] if plan.late else []
    said += [f"{len(plan.overdue)} overdue"] if plan.overdue else []
    if said:
        return ", ".join(said)
    need = need_of(plan)
    if need == LATE:
        return words.against_plan(plan.slip or 0, exact=True)
    return {MISSED: "at risk", STUCK: "no next step", SILENT: "check-in due", UNBEGUN: "not begun", OVER: "done"}.get(
        need, "on time"
    )


def _people(plan: Standing, words: Words) -> Iterator[str]:
    """Who is at it, when the last check-in was, and what will be late."""
    who = " with ".join(name for name in (plan.author, plan.partner) if name)
    if who:
        yield who if plan.author else f"with {plan.partner}"
    if plan.since is not None:
        yield "checked in today" if plan.since == 0 else f"checked in {words.days(plan.since)} ago"
    elif plan.has_rhythm:
        yield "no check-in yet"
    if plan.at_risk:
        first = plan.at_risk[0]
        more = f", and {len(plan.at_risk) - 1} more" if len(plan.at_risk) > 1 else ""
        yield f"“{first.title}” will be {words.days(first.days)} late{more}"
    yield from (message for _, message in plan.rules)


def standing_data(plan: Standing) -> dict[str, Any]:
    """What is added to a plan's facts where several stand side by side."""
    return {
        "author": plan.author,
        "partner": plan.partner,
        "need": need_of(plan),
        "last_check_in": iso(plan.last),
        "days_since_check_in": plan.since,
        "at_risk": [_work(one) for one in plan.at_risk],
        "begun": plan.has_begun,
        "programme": [{"code": code, "message": message} for code, message in plan.rules],
    }


def _work(work: Work) -> dict[str, Any]:
    return {"id": work.id, "title": work.title, "late_days": work.days}


def total_data(plans: Sequence[Standing]) -> dict[str, Any]:
    counts = counts_of(plans)
    return {"plans": counts.plans, **dict(counts.needs)}
