"""Why a thing starts when it does: in few words for a step's line, and as a sentence."""

from __future__ import annotations

from plainplan.model import Kind, Thing
from plainplan.schedule.result import Dates
from plainplan.values import State
from plainplan.view.context import Context


def why(context: Context, index: int) -> tuple[str, str]:
    """The reason in few words (`after Sit the exam`, `to do, so not before today`) and as a sentence, with a second
    one where there is no day to spare."""
    words, found, dates = context.words, context.dated(index), context.projected(index)
    dropped = words.say("short.dropped") if found.state is State.DROPPED else ""
    if dates is None:
        return dropped, ""
    thing = context.plan.things[index]
    rule = _rule(context, thing, found.state, dates.reason.rule)
    short, long = f"short.{rule}", f"long.{rule}"
    fills = {name: FILLS[name](context, thing, dates, rule) for name in words.asked_by(short, long)}
    sentence = words.say(long, **fills)
    if found.critical:
        sentence = f"{sentence} {words.say('long.no room')}"
    return dropped or words.say(short, **fills), sentence


def _rule(context: Context, thing: Thing, state: State, rule: str) -> str:
    """The reason's rule; what holds others may start with the first of them, which has its own reason."""
    if rule in _TAGS and thing.contents and not getattr(thing, _TAGS[rule]):
        return "first" if state is State.TO_DO else "began"
    if rule == "as-of" and state is State.UNDER_WAY:
        return "begun"
    if rule == "opening" and thing.parent is not None and context.plan.things[thing.parent].kind is not Kind.GOAL:
        return "opening step"
    return rule


_TAGS = {"start tag": "start", "on tag": "on", "since": "since", "done": "done"}


# What stands in a message in the place of a name.


def _day(thing: Thing, dates: Dates, rule: str) -> int:
    if rule == "start tag" and thing.start:
        return thing.start.first.toordinal()
    return dates.finish if rule == "done" else dates.start


def _near(context: Context, thing: Thing, dates: Dates, rule: str) -> str:
    return context.words.near(_day(thing, dates, rule), context.schedule.today)


def _date(context: Context, thing: Thing, dates: Dates, rule: str) -> str:
    return context.words.date(_day(thing, dates, rule), "long")


def _weekday(context: Context, thing: Thing, dates: Dates, rule: str) -> str:
    return context.words.date(_day(thing, dates, rule), "full")


def _finish(context: Context, thing: Thing, dates: Dates, rule: str) -> str:
    """The last day of what set the start."""
    others = None if rule == "done" else context.projected(_other(thing, dates))
    return context.words.date((others or dates).finish, "long")


def _title(context: Context, thing: Thing, dates: Dates, _: str) -> str:
    return context.text(_other(thing, dates))


def _parent(context: Context, thing: Thing, _: Dates, __: str) -> str:
    return context.text(thing.index if thing.parent is None else thing.parent)


def _tag(_: Context, thing: Thing, __: Dates, rule: str) -> str:
    if rule == "on tag" and thing.on:
        return f"on:{thing.on.isoformat()}"
    return f"start:{thing.start.text}" if thing.start else "start:"


def _other(thing: Thing, dates: Dates) -> int:
    """What set the start, or what the thing is in."""
    if dates.reason.ref is not None:
        return dates.reason.ref
    return thing.index if thing.parent is None else thing.parent


FILLS = {
    "near": _near, "date": _date, "weekday": _weekday, "finish": _finish, "title": _title, "parent": _parent,
    "tag": _tag,
}  # fmt: skip
