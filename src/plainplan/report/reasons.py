"""Why a date is what it is, as a chain of plain sentences back to where it begins: text and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plainplan.compile import Compilation
from plainplan.facts.reasons import ASSUMED, start_cause
from plainplan.facts.timeless import says_no_time
from plainplan.messages import Message, msg, msg_day
from plainplan.report.agenda import told_in
from plainplan.report.days import iso
from plainplan.schedule import last_in
from plainplan.schedule.result import Dates
from plainplan.tuples import NamedTuple
from plainplan.why import Why, why, why_end, why_latest
from plainplan.words import Words, words_for

FORMAT = "plainplan-why/1"
_ENDS = ("order", "after", "primary", "focus", "solution")


class ChainLink(NamedTuple):
    """A thing in the chain; `ends` names the thing it ends with, where the chain goes on from there."""

    thing: int
    why: Why
    ends: int | None = None


def chain(compilation: Compilation, index: int | None) -> tuple[ChainLink, ...]:
    """From a thing's start back to what began it all; without a thing, from the plan's finish (the critical chain)."""
    return tuple(_links(compilation, index, words_for("en")))


def _links(compilation: Compilation, index: int | None, words: Words) -> Iterator[ChainLink]:
    """The same, one by one: an editor shows the first few of hundreds."""
    start = _last_goal(compilation) if index is None else index
    return iter(()) if start is None else _back_from(compilation, start, words, to_end=index is None)


def _back_from(compilation: Compilation, index: int, words: Words, *, to_end: bool) -> Iterator[ChainLink]:
    plan, schedule = compilation.plan, compilation.schedule
    at: int | None = index
    ended: set[int] = set()
    started: set[int] = set()
    while at is not None and at not in started:
        reason = why(compilation.facts, at, words=words)
        dates = schedule.things[at].projected
        if reason is None or dates is None:
            break
        if to_end and at not in ended:
            ended.add(at)
            inner = last_in(plan, schedule, at)
            if inner != at or _outlasts(compilation, at):
                yield ChainLink(at, reason, inner)
            at, to_end = inner, False
            continue
        started.add(at)
        yield ChainLink(at, reason)
        at, to_end = _before(compilation, at)


def _before(compilation: Compilation, index: int) -> tuple[int | None, bool]:
    """Where the chain goes on from a thing's start, and whether by the end of that; nowhere from a start that is only
    taken to have been then."""
    cause = start_cause(compilation.facts, index)
    dates = compilation.schedule.things[index].projected
    if cause is None or dates is None:
        return None, False
    if cause.key in ("first", "first begun"):
        return cause.ref, False
    if cause.key in ASSUMED and cause.key != "begun when let":
        return None, False
    return dates.reason.ref, dates.reason.rule in _ENDS


def _outlasts(compilation: Compilation, index: int) -> bool:
    """Whether a thing's own duration goes on when all that is in it has ended."""
    thing = compilation.plan.things[index]
    return bool(thing.contents) and thing.estimate is not None


def _last_goal(compilation: Compilation) -> int | None:
    """The goal that the plan finishes with: a primary one where it is among the last."""
    plan = compilation.plan
    dated = [(dates.finish, plan.things[goal].primary, -goal) for goal, dates in _goals(compilation)]
    return -max(dated)[2] if dated else None


def _goals(compilation: Compilation) -> Iterator[tuple[int, Dates]]:
    for goal in compilation.plan.goals:
        dates = compilation.schedule.things[goal].projected
        if dates is not None:
            yield goal, dates


def why_lines(compilation: Compilation, index: int | None, words: Words | None = None) -> Iterator[str]:
    """The chain in sentences, English unless other words are given; for one thing its plan too, where it differs."""
    words = words or words_for("en")
    links = _links(compilation, index, words)
    first = next(links, None)
    if index is None:
        yield from _critical(compilation, first, words)
    elif first is None:
        undated = msg(
            "{title} has no dates: {reason}.", title=_called(compilation, index), reason=_undated(compilation, index)
        )
        yield words.tell(undated)
        return
    if first is not None:
        yield _told(compilation, first, words)
        if index is not None:
            yield from _as_it_ends(compilation, index, words)
    for link in links:
        yield _told(compilation, link, words)
    if index is not None:
        yield from _as_planned(compilation, index, words)


def _critical(compilation: Compilation, first: ChainLink | None, words: Words) -> Iterator[str]:
    finish = compilation.schedule.finish
    if finish is None or first is None:
        yield told_in(compilation, words).undated()
        return
    told = msg("The plan finishes on {day}. What that rests on, back from the end:", day=msg_day(finish))
    yield words.tell(told)
    yield ""


def _told(compilation: Compilation, link: ChainLink, words: Words) -> str:
    if link.ends is None:
        return link.why.text
    dates = compilation.schedule.things[link.thing].projected
    assert dates is not None
    if link.ends == link.thing:
        return why_end(compilation.facts, link.thing, words=words) or ""
    whole, last = _called(compilation, link.thing), _called(compilation, link.ends)
    return words.tell(msg("{title} ends on {day} with {last}.", title=whole, day=msg_day(dates.finish), last=last))


def _undated(compilation: Compilation, index: int) -> Message:
    if not compilation.plan.things[index].scheduled:
        return msg("it is a solution kept in reserve (with a box it would be work)")
    if says_no_time(compilation.plan):
        return msg("nothing in this plan says how long it takes or by when")
    if compilation.schedule.finish is None:
        return msg("the plan has errors that keep dates from being worked out")
    return msg("it is dropped")


def _as_it_ends(compilation: Compilation, index: int, words: Words) -> Iterator[str]:
    """Why a thing ends when it does; of what is done the first sentence tells it."""
    ends = why_end(compilation.facts, index, words=words)
    if ends is not None and not compilation.facts.is_done(index):
        yield ends
    latest = why_latest(compilation.facts, index, words=words)
    if latest is not None:
        yield latest


def _as_planned(compilation: Compilation, index: int, words: Words) -> Iterator[str]:
    found = compilation.schedule.things[index]
    reason = why(compilation.facts, index, planned=True, words=words)
    if reason is not None and found.planned and found.projected and found.planned.start != found.projected.start:
        yield ""
        yield words.tell(msg("In the plan: {reason}", reason=reason.text))


def why_data(compilation: Compilation, index: int | None) -> dict[str, Any]:
    """The same for other programs."""
    things = compilation.plan.things
    return {
        "format": FORMAT,
        "name": None if index is None else things[index].id,
        "ends": None if index is None else why_end(compilation.facts, index),
        "latest": None if index is None else why_latest(compilation.facts, index),
        "chain": [_link_data(compilation, link) for link in chain(compilation, index)],
    }


def _link_data(compilation: Compilation, link: ChainLink) -> dict[str, Any]:
    thing, dates = compilation.plan.things[link.thing], compilation.schedule.things[link.thing].projected
    return {
        "id": thing.id,
        "title": thing.title,
        "start": None if dates is None else iso(dates.start),
        "finish": None if dates is None else iso(dates.finish),
        "rule": link.why.rule,
        "ref": link.why.ref,
        "ends_with": None if link.ends is None else compilation.plan.things[link.ends].id,
        "text": _told(compilation, link, words_for("en")),
    }


def _called(compilation: Compilation, index: int) -> str:
    return msg("“{title}”", title=compilation.plan.things[index].title)
