"""Why a thing starts when it does: in few words for a step's line, and as a sentence."""

from __future__ import annotations

from plainplan.model import Kind, Thing
from plainplan.schedule.result import Dates
from plainplan.values import State
from plainplan.view.context import Context


def why_short(context: Context, index: int) -> str:
    """The reason in few words: `after Sit the exam`, `to do, so not before today`."""
    if context.dated(index).state is State.DROPPED:
        return context.words.say("short.dropped")
    dates = context.projected(index)
    return _told(context, context.plan.things[index], dates, "short") if dates else ""


def why_long(context: Context, index: int) -> str:
    """The reason as a sentence, with a second one where there is no day to spare."""
    dates = context.projected(index)
    if dates is None:
        return ""
    text = _told(context, context.plan.things[index], dates, "long")
    return f"{text} {context.words.say('long.no room')}" if context.dated(index).critical else text


def _told(context: Context, thing: Thing, dates: Dates, length: str) -> str:
    rule = _rule(context, thing, dates.reason.rule)
    key = f"{length}.{rule}"
    asked = context.words.asked_by(key)
    return context.words.say(key, **{name: _fill(context, thing, dates, rule, length, name) for name in asked})


def _rule(context: Context, thing: Thing, rule: str) -> str:
    """The reason's rule; what holds others may start with the first of them, which has its own reason."""
    if rule in _TAGS and thing.contents and not getattr(thing, _TAGS[rule]):
        return "first" if context.dated(thing.index).state is State.TO_DO else "began"
    if rule == "as-of" and context.dated(thing.index).state is State.UNDER_WAY:
        return "begun"
    if rule == "opening" and thing.parent is not None and context.plan.things[thing.parent].kind is not Kind.GOAL:
        return "opening step"
    return rule


_TAGS = {"start tag": "start", "on tag": "on", "since": "since", "done": "done"}


def _fill(context: Context, thing: Thing, dates: Dates, rule: str, length: str, name: str) -> str:
    """What stands in a message in the place of that name."""
    other = dates.reason.ref if dates.reason.ref is not None else thing.parent
    if name == "title":
        return context.text(other if other is not None else thing.index)
    if name == "parent":
        return context.text(thing.parent if thing.parent is not None else thing.index)
    if name == "tag":
        return _tag(thing, rule)
    if name == "finish" and rule != "done":
        others = context.projected(other) if other is not None else None
        day = (others or dates).finish
    else:
        day = _day(thing, dates, rule)
    if name == "weekday":
        return context.words.date(day, "full")
    return context.words.near(day, context.today) if length == "short" else context.words.date(day, "long")


def _day(thing: Thing, dates: Dates, rule: str) -> int:
    """The day that a reason is about."""
    if rule == "start tag" and thing.start:
        return thing.start.first.toordinal()
    return dates.finish if rule == "done" else dates.start


def _tag(thing: Thing, rule: str) -> str:
    if rule == "on tag" and thing.on:
        return f"on:{thing.on.isoformat()}"
    return f"start:{thing.start.text}" if thing.start else "start:"
