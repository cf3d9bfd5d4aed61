"""What a row of the timeline tells when it is opened: its days and why, what may get in its way, what waits for it."""

from __future__ import annotations

from collections.abc import Sequence

from plainplan.model import Barrier
from plainplan.prose import Text, capitalised, plain
from plainplan.typography import printed
from plainplan.view.context import Shown, ViewContext, sentence
from plainplan.view.parts import Card, CardBarrier
from plainplan.view.waits import Waits

_MOST_NAMES = 6


def cards(context: ViewContext, waits: Waits) -> tuple[Card, ...]:
    """A card for each thing that has a row in the timeline, in the order of the file."""
    if not context.drawn:
        return ()
    followers = waits.followers()
    drawn = (shown for shown in context.shown if shown.href in context.drawn)
    return tuple(_card(context, shown, followers.get(shown.thing.index, ())) for shown in drawn)


def _card(context: ViewContext, shown: Shown, followers: Sequence[int]) -> Card:
    found, index = shown.found, shown.thing.index
    barriers = (context.plan.barriers[one] for one in shown.thing.barriers) if context.is_open(index) else ()
    return Card(
        href=shown.href,
        name=_name(context, index),
        title=shown.alone,
        dates=shown.when,
        planned=shown.was,
        facts=_facts(context, found.slip if shown.was else None, None if found.critical else found.slack),
        why=context.why(index),
        barriers=tuple([_barrier(context, one) for one in barriers]),
        next=_next(context, followers),
        kind=shown.thing.kind.value,
    )


def _name(context: ViewContext, index: int) -> str:
    """What it is called by itself, without marks."""
    shown = context.shown[index]
    return shown.text if shown.alone is shown.title else printed(plain(shown.alone), context.marks)


def _facts(context: ViewContext, slip: int | None, slack: int | None) -> str:
    """By how much it differs from the plan, and by how much it may; that there is no day to spare is told with why."""
    words = context.words
    said = [words.against_plan(slip, exact=True)] if slip else []
    if slack is not None:
        said.append(words.room(slack))
    return sentence(" · ".join(said)) if said else ""


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
