"""What led to a date, as a sentence: the chain of things that each waited for the one before."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.messages import msg, msg_join
from plainplan.model import Thing
from plainplan.schedule import chain_of_finish

SHOWN = 5


def told(context: CheckContext, thing: Thing) -> str:
    """What the finish of a thing rests on; of a long chain the end, which is nearest to the date."""
    things = context.plan.things
    around = set(_around(context, thing))
    chain = chain_of_finish(context.plan, context.schedule, thing.index, most=SHOWN + len(around) + 1)
    found = [index for index in chain if index not in around]
    if not found:
        return msg("the duration written on {thing} alone decides it", thing=called(thing))
    names = [called(things[index]) for index in reversed(found[:SHOWN])]
    if len(found) == 1:
        return msg("{thing} alone decides it", thing=names[0])
    shown = ["…", *names] if len(found) > SHOWN else names
    return msg("the chain that leads there is {things}", things=msg_join(" → ", shown))


def _around(context: CheckContext, thing: Thing) -> Iterator[int]:
    """What holds the chain, and is no part of it: what the thing stands in, and itself where it holds others."""
    if thing.contents:
        yield thing.index
    parent = thing.parent
    while parent is not None:
        yield parent
        parent = context.plan.things[parent].parent
