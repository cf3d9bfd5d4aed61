"""How many plans stand, as `plan status` tells it of several: first who needs somebody most, and a total."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
from plainplan.diagnostics import Severity
from plainplan.messages import Message, msg, msg_count, msg_join
from plainplan.report.days import iso
from plainplan.report.excerpt import columns_of
from plainplan.report.style import Style
from plainplan.report.text import counted
from plainplan.safe_text import safe_text
from plainplan.words import Words, words_for

_COUNTED: dict[str, Callable[[int], Message]] = {
    ERRORS: lambda number: msg_count("{n} with errors", "{n} with errors", number),
    MISSED: lambda number: msg_count("{n} missing a promised day", "{n} missing a promised day", number),
    OVERDUE: lambda number: msg_count("{n} overdue", "{n} overdue", number),
    STUCK: lambda number: msg_count("{n} without a next step", "{n} without a next step", number),
    SILENT: lambda number: msg_count(
        "{n} without a check-in that was due", "{n} without a check-in that was due", number
    ),
    UNBEGUN: lambda number: msg_count("{n} not begun", "{n} not begun", number),
    LATE: lambda number: msg_count("{n} later than planned", "{n} later than planned", number),
    FINE: lambda number: msg_count("{n} as planned", "{n} as planned", number),
    OVER: lambda number: msg_count("{n} done", "{n} done", number),
}
_BAR = 10
_INDENT = _BAR + 8
_DATE = 11  # columns of a date in English
_NEED = 30  # columns that a need gets: a title stands further out than that after few of them


def standing_lines(plans: Sequence[Standing], style: Style, width: int, words: Words | None = None) -> Iterator[str]:
    """Two lines a plan: how far it is, its finish, what it needs, its title and file; below, who is at it. Last, a
    total. In English unless other words are given."""
    words = words or words_for("en")
    widest = min(max((columns_of(_need(plan, words)) for plan in plans), default=0), _NEED)
    widest_day = max((columns_of(_finish(plan, words)) for plan in plans), default=0)
    for plan in by_need(plans):
        yield _head(plan, words, style, (max(widest_day, _DATE), widest))
        below = "; ".join(map(safe_text, _people(plan, words)))
        yield from wrap(below, max(width, 40), initial_indent=" " * _INDENT, subsequent_indent=" " * _INDENT)
    counts = counts_of(plans)
    told = msg_join(", ", (_COUNTED[need](number) for need, number in counts.needs))
    number = msg_count("{n} plan", "{n} plans", counts.plans)
    yield ""
    yield words.tell(msg_join(": ", (number, told)) if told else number)


def _finish(plan: Standing, words: Words) -> str:
    return words.date(plan.finish) if plan.finish is not None else words.tell(msg("no dates"))


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - columns_of(text))


def _head(plan: Standing, words: Words, style: Style, widths: tuple[int, int]) -> str:
    full = _BAR * plan.done // plan.total if plan.total else 0
    solid, open_ = ("█", "░") if style.can_show("█░") else ("#", "-")
    bar = style.paint(solid * full, "green") + open_ * (_BAR - full)
    finish, told = _padded(_finish(plan, words), widths[0]), _padded(_need(plan, words), widths[1])
    color = {ERRORS: ("bold", "red"), FINE: (), OVER: ()}.get(need_of(plan), ("bold", "yellow"))
    title, file = style.paint(safe_text(plan.title), "bold"), style.paint(safe_text(plan.file), "dim")
    return f"{bar} {plan.percent:>3} %  {finish}  {style.paint(told, *color)}  {title}  {file}"


def _need(plan: Standing, words: Words) -> str:
    """What a plan needs, in as few words as there are."""
    if plan.is_unmerged:
        return words.tell(msg("unfinished merge"))
    if plan.errors:
        return words.tell(counted(Severity.ERROR, plan.errors))
    said = [words.against_promise(plan.late)] if plan.late else []
    said += [words.tell(_COUNTED[OVERDUE](len(plan.overdue)))] if plan.overdue else []
    if said:
        return ", ".join(said)
    need = need_of(plan)
    if need == LATE:
        return words.against_plan(plan.slip or 0, exact=True)
    return words.tell(_NEEDS.get(need) or msg("on time"))


_NEEDS = {
    MISSED: msg("at risk"),
    STUCK: msg("no next step"),
    SILENT: msg("check-in due"),
    UNBEGUN: msg("not begun"),
    OVER: msg("done"),
}


def _people(plan: Standing, words: Words) -> Iterator[str]:
    """Who is at it, when the last check-in was, and what will be late."""
    if plan.author and plan.partner:
        yield words.tell(msg("{author} with {partner}", author=plan.author, partner=plan.partner))
    elif plan.author or plan.partner:
        yield plan.author or words.tell(msg("with {partner}", partner=plan.partner))
    if plan.since is not None:
        days = words.number(plan.since)
        ago = msg_count("checked in {n} day ago", "checked in {n} days ago", plan.since, n=days)
        yield words.tell(ago if plan.since else msg("checked in today"))
    elif plan.has_rhythm:
        yield words.tell(msg("no check-in yet"))
    if plan.at_risk:
        yield words.tell(_late(plan.at_risk, words))
    yield from (words.tell(message) for _, message in plan.rules)


def _late(works: Sequence[Work], words: Words) -> Message:
    """The first of what will be late, and how much more will."""
    first, more, days = works[0], len(works) - 1, words.number(works[0].days)
    told = msg_count(
        "“{title}” will be {n} day late", "“{title}” will be {n} days late", first.days, n=days, title=first.title
    )
    return msg_count("{first}, and {n} more", "{first}, and {n} more", more, first=told) if more else told


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
