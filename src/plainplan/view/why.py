"""Why a thing starts when it does: in few words for a step's line, and as a sentence."""

from __future__ import annotations

from plainplan.model import Kind
from plainplan.schedule.result import Reason
from plainplan.values import State
from plainplan.view.context import Context


def why_short(context: Context, index: int) -> str:
    """The reason in few words: `after Sit the exam`, `to do, so not before today`."""
    found, dates = context.dated(index), context.projected(index)
    if found.state is State.DROPPED:
        return context.words.say("short.dropped")
    if dates is None:
        return ""
    return context.words.say(
        f"short.{_rule(context, index, dates.reason)}", **_fills(context, index, dates.reason, near=True)
    )


def why_long(context: Context, index: int) -> str:
    """The reason as a sentence, with a second one where there is no day to spare."""
    dates = context.projected(index)
    if dates is None:
        return ""
    text = context.words.say(
        f"long.{_rule(context, index, dates.reason)}", **_fills(context, index, dates.reason, near=False)
    )
    return f"{text} {context.words.say('long.no room')}" if context.dated(index).critical else text


def _rule(context: Context, index: int, reason: Reason) -> str:
    """The reason's rule; what holds others may start with the first of them, which has its own reason."""
    thing = context.plan.things[index]
    written = {"start tag": thing.start, "on tag": thing.on, "since": thing.since, "done": thing.done}
    if thing.contents and reason.rule in written and not written[reason.rule]:
        return "first" if context.dated(index).state is State.TO_DO else "began"
    if reason.rule == "as-of" and context.dated(index).state is State.UNDER_WAY:
        return "begun"
    if (
        reason.rule == "opening"
        and thing.parent is not None
        and context.plan.things[thing.parent].kind is not Kind.GOAL
    ):
        return "opening step"
    return reason.rule


def _fills(context: Context, index: int, reason: Reason, *, near: bool) -> dict[str, object]:
    words, thing = context.words, context.plan.things[index]
    dates = context.projected(index)
    assert dates is not None
    other = reason.ref if reason.ref is not None else thing.parent
    others = context.projected(other) if other is not None else None

    def told(day: int) -> str:
        return words.near(day, context.today) if near else words.date(day, "long")

    finished = reason.rule == "done" and _rule(context, index, reason) == "done"
    day = dates.finish if finished else dates.start
    if reason.rule == "start tag":
        day = _start_tag(context, index) or day
    parent = thing.parent if thing.parent is not None else index
    return {
        "date": told(day),
        "finish": told(dates.finish if finished else (others or dates).finish),
        "weekday": words.date(day, "full"),
        "title": context.text(other if other is not None else index),
        "parent": context.text(parent),
        "tag": _tag(context, index, reason.rule),
    }


def _start_tag(context: Context, index: int) -> int | None:
    start = context.plan.things[index].start
    return start.first.toordinal() if start else None


def _tag(context: Context, index: int, rule: str) -> str:
    thing = context.plan.things[index]
    if rule == "on tag" and thing.on:
        return f"on:{thing.on.isoformat()}"
    return f"start:{thing.start.text}" if thing.start else "start:"
