"""What is told of one thing: its dates, how far off they are, and why; for hovers, hints and lists of names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from plainplan.compile import Compilation
from plainplan.facts.lateness import missed_promise, overdue_days, promise_of
from plainplan.language.speech import Piece
from plainplan.messages import Message, msg, msg_join
from plainplan.model import Barrier, Kind, Thing
from plainplan.report.agenda import told_in
from plainplan.report.reasons import why_lines
from plainplan.spoken import Spoken
from plainplan.values import Risk
from plainplan.words import Words

_MOST_REASONS = 8


def spoken(compilation: Compilation, words: Words | None = None) -> Spoken:
    """The facts of a plan, in English unless other words are given."""
    return told_in(compilation, words)


def about_thing(told: Spoken, index: int) -> Iterator[Piece]:
    """A thing with its days and the reasons for them."""
    yield Piece("title", told.text(index))
    yield Piece("plan", standing(told, index))
    if days := dated(told, index):
        yield Piece("plan", f"{days}.")
    reasons = list(islice(why_lines(told.compilation, index, told.words), _MOST_REASONS + 1))
    yield from (Piece("plan", one) for one in reasons[:_MOST_REASONS] if one)
    if len(reasons) > _MOST_REASONS:
        more = msg("And so on: `plan why {name}` tells all of it.", name=told.plan.things[index].id)
        yield Piece("own", told.words.tell(more))


def standing(told: Spoken, index: int) -> str:
    """What a thing is, its name, and how far it is: a sentence."""
    thing, found, words = told.plan.things[index], told.dated(index), told.words
    how_far = words.say(f"state.{found.state.value}")
    if thing.contents and found.progress.total:
        how_far += f", {words.say('none done of', done=found.progress.done, total=found.progress.total)}"
    return words.tell(_named(thing.kind, thing.id, how_far))


def _named(kind: Kind, name: str, how_far: str) -> Message:
    if kind is Kind.GOAL:
        return msg("Goal {name}, {state}.", name=name, state=how_far)
    if kind is Kind.STEP:
        return msg("Step {name}, {state}.", name=name, state=how_far)
    return msg("Solution {name}, {state}.", name=name, state=how_far)


def dated(told: Spoken, index: int) -> str:
    """A thing's projected and planned days, and what they come to; empty where it has none."""
    words, projected, planned = told.words, told.projected(index), told.planned(index)
    if projected is None:
        return ""
    parts = [words.tell(msg("Projected {days}", days=words.range(projected.start, projected.finish)))]
    if planned is not None and (planned.start, planned.finish) != (projected.start, projected.finish):
        parts.append(words.tell(msg("planned {days}", days=words.range(planned.start, planned.finish))))
    slip = told.dated(index).slip or 0
    parts += [words.against_plan(slip, exact=True)] if slip else []
    parts += [told.behind(index)] if told.behind(index) else []
    if (room := room_of(told, index)) is not None:
        parts.append(room)
    return "; ".join(parts)


def room_of(told: Spoken, index: int) -> str | None:
    """How much later a thing can be without harm; None where that is not known, or no matter any more."""
    slack = told.dated(index).slack
    return None if slack is None or not told.is_open(index) else told.words.room(slack)


def lateness(told: Spoken, index: int) -> str:
    """By how many days a thing misses what it promises, or else is behind; empty where it is neither."""
    missed = missed_promise(told, index)
    if missed is not None:
        return told.words.say("length late", length=told.words.plainly(missed.late))
    overdue = overdue_days(told, index)
    return told.words.say("overdue", length=told.words.plainly(overdue)) if overdue else ""


def promise_kept(told: Spoken, index: int) -> str:
    """By how many days an open thing keeps what it promises; empty where it promises nothing or is late."""
    promise = promise_of(told, index)
    if promise is None or promise.late > 0 or promise.day == told.fixed_day(index):
        return ""
    return told.words.against_promise(promise.late)


def finish_of(told: Spoken, index: int) -> str:
    """The day on which a thing is finished as it is projected; empty where it has none."""
    dates = told.projected(index)
    return "" if dates is None else told.words.date(dates.finish)


def about_barrier(told: Spoken, barrier: Barrier) -> Iterator[Piece]:
    """A barrier: how likely it is, what it would do, what answers it."""
    tell = told.words.tell
    yield Piece("title", barrier.title or tell(UNTITLED))
    parts: list[str] = [msg("Barrier to {thing}", thing=told.text(barrier.of))]
    if barrier.risk is not None:
        parts.append(risk_in_words(barrier.risk))
    if barrier.delay is not None:
        parts.append(msg("holds it up by {length}", length=told.words.estimate(barrier.delay)))
    yield Piece("plan", f"{tell(msg_join(', ', parts))}.")
    answers = "; ".join(told.text(one) for one in barrier.solutions if not told.is_dropped(one))
    answered = msg("Answered by: {answers}.", answers=answers) if answers else msg("Nothing answers it yet.")
    yield Piece("plan", tell(answered))


UNTITLED = msg("Barrier")
"""What a barrier is called that has no words of its own."""


def risk_in_words(risk: Risk) -> Message:
    """`30 % likely, 10 % after its solution`."""
    before = round(risk.before * 100)
    if risk.after is None:
        return msg("{percent} % likely", percent=before)
    after = round(risk.after * 100)
    return msg("{percent} % likely, {after} % after its solution", percent=before, after=after)


def is_goal(thing: Thing) -> bool:
    return thing.kind is Kind.GOAL
