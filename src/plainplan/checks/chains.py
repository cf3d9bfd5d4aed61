"""What led to a date, as a sentence: the chain of things that each waited for the one before."""

from __future__ import annotations

from plainplan.checks.context import Context, called
from plainplan.model import Thing
from plainplan.schedule import chain_of_finish

SHOWN = 5


def told(context: Context, thing: Thing) -> str:
    """What the finish of a thing rests on; of a long chain the end, which is nearest to the date."""
    found = chain_of_finish(context.plan, context.schedule, thing.index, most=SHOWN + 1)
    names = " → ".join(called(context.plan.things[index]) for index in reversed(found[:SHOWN]))
    if len(found) == 1:
        return f"{names} alone decides it"
    return f"the chain that leads there is {'… → ' if len(found) > SHOWN else ''}{names}"
