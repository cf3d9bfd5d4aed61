"""What led to a date: the chain of things that each waited for the one before."""

from __future__ import annotations

from plainplan.checks.context import Context, called
from plainplan.model import Thing

SHOWN = 5


def chain(context: Context, thing: Thing) -> list[Thing]:
    """What the projected finish of a thing rests on, first to last: a goal rests on the last thing in it."""
    found: list[Thing] = []
    seen: set[int] = set()
    at: Thing | None = thing
    while at is not None and at.index not in seen:
        seen.add(at.index)
        inner = _last_in(context, at)
        if inner is not None and inner.index not in seen:
            at = inner
            continue
        found.append(at)
        projected = context.dated(at).projected
        ref = projected.reason.ref if projected else None
        at = None if ref is None else context.plan.things[ref]
    return found[::-1]


def told(context: Context, thing: Thing) -> str:
    """The chain as a sentence; of a long one the end, which is nearest to the date."""
    things = chain(context, thing)
    names = " → ".join(called(one) for one in things[-SHOWN:])
    if len(things) == 1:
        return f"{names} decides it"
    return f"what leads there is {'… → ' if len(things) > SHOWN else ''}{names}"


def _last_in(context: Context, thing: Thing) -> Thing | None:
    """The thing in a goal or step that is finished with it, if one is."""
    projected = context.dated(thing).projected
    if projected is None:
        return None
    for index in reversed(thing.contents):
        inside = context.schedule.things[index].projected
        if inside and inside.finish == projected.finish:
            return context.plan.things[index]
    return None
