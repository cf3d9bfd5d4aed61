"""What a row of the timeline tells when it is opened: its days and why, what may get in its way, what waits for it."""

from __future__ import annotations

from collections.abc import Sequence

from plainplan.facts import anchor_of
from plainplan.model import Barrier, Thing
from plainplan.prose import Text, capitalised, plain
from plainplan.typography import printed
from plainplan.view.context import ViewContext, sentence
from plainplan.view.goals import whole_why
from plainplan.view.parts import Card, CardBarrier
from plainplan.view.waits import Waits

_MOST_NAMES = 6


def cards(context: ViewContext, waits: Waits) -> tuple[Card, ...]:
    """A card for each thing that has a row in the timeline, in the order of the file."""
    if not context.drawn:
        return ()
    followers = waits.followers()
    drawn = (thing for thing in context.plan.things if "#" + anchor_of(thing) in context.drawn)
    return tuple(_card(context, thing, followers.get(thing.index, ())) for thing in drawn)


def _card(context: ViewContext, thing: Thing, followers: Sequence[int]) -> Card:
    words, index = context.words, thing.index
    found, planned, dates = context.dated(index), context.planned(index), context.projected(index)
    differs = (
        planned is not None and dates is not None and (planned.start, planned.finish) != (dates.start, dates.finish)
    )
    barriers = (context.plan.barriers[one] for one in thing.barriers) if context.is_open(index) else ()
    return Card(
        href="#" + anchor_of(thing),
        name=_name(context, index),
        title=context.alone(index),
        dates=words.range(dates.start, dates.finish) if dates else "",
        planned=words.say("planned", dates=words.range(planned.start, planned.finish)) if differs and planned else "",
        facts=_facts(context, found.slip if differs else None, None if found.critical else found.slack),
        why=whole_why(context, index),
        barriers=tuple([_barrier(context, one) for one in barriers]),
        next=_next(context, followers),
    )


def _name(context: ViewContext, index: int) -> str:
    """What it is called by itself, without marks."""
    return printed(plain(context.alone(index)), context.marks)


def _facts(context: ViewContext, slip: int | None, slack: int | None) -> str:
    """By how much it differs from the plan, and by how much it may; that there is no day to spare is told with why."""
    words = context.words
    said = [words.against_plan(slip, exact=True)] if slip else []
    if slack is not None:
        said.append(words.room(slack))
    return sentence(" · ".join(said))


def _barrier(context: ViewContext, barrier: Barrier) -> CardBarrier:
    letter = context.letter(barrier)
    return CardBarrier(
        letter=letter,
        href=f"#barrier-{letter.lower()}",
        title=capitalised(barrier.words or (Text(barrier.title),)),
        lead=context.words.say("solution of" if barrier.solutions else "no solution"),
        solutions=tuple([context.alone(one) for one in barrier.solutions]),
    )


def _next(context: ViewContext, followers: Sequence[int]) -> str:
    """What directly waits for it, by name."""
    if not followers:
        return ""
    words, rest = context.words, len(followers) - _MOST_NAMES
    names = tuple([_name(context, one) for one in followers[:_MOST_NAMES]])
    if rest > 0:
        return words.count("card.more", rest, names=", ".join(names))
    return words.say("card.next", names=words.listed(names))
