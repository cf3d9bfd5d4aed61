"""The weekly conversation: what to ask, what each answer writes, and what it all comes to for the partner."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from functools import lru_cache

from plainplan.compile import Compilation
from plainplan.diagnostics import Edit
from plainplan.facts import Facts, is_settled
from plainplan.facts.delays import Delay, delay_of
from plainplan.facts.lateness import is_late
from plainplan.lower.vocabulary import own_word
from plainplan.messages import msg
from plainplan.model import CheckIn, Kind, Thing
from plainplan.source import Source, Span
from plainplan.syntax.document import HeadingNode, ItemNode, ListNode
from plainplan.syntax.nodes import node_at
from plainplan.tuples import NamedTuple
from plainplan.values import State
from plainplan.words import sentences_for

DONE, BEGUN, STILL, NOT_YET, DROPPED = "done", "begun", "still at it", "not begun", "dropped"
IN_THE_WAY, NOTED, ASKED = "in the way of", "noted", "asked"

STATES = {DONE: State.DONE, BEGUN: State.UNDER_WAY, DROPPED: State.DROPPED}
"""What an answer makes of a thing; the others leave it as it is."""

_CALLED = {
    DONE: msg("done"),
    BEGUN: msg("begun"),
    STILL: msg("still at it"),
    NOT_YET: msg("not begun"),
    DROPPED: msg("dropped"),
    NOTED: msg("noted"),
    ASKED: msg("asked"),
}
_ANSWERS = (DONE, BEGUN, STILL, NOT_YET, DROPPED)
_TITLE = "\0"


class _Called(NamedTuple):
    """What the pieces of an entry are called in a language, and what stands around the title of what is held up."""

    kinds: dict[str, str]
    before: str
    after: str


# What is asked


def to_ask(compilation: Compilation) -> tuple[int, ...]:
    """What is under way, what should have begun, and what is overdue: the things that a review goes through."""
    facts = compilation.facts
    asked = [thing.index for thing in facts.leaves if _is_due(facts, thing.index)]
    return tuple(sorted(asked, key=lambda index: not facts.is_under_way(index)))


def _is_due(facts: Facts, index: int) -> bool:
    planned, can_begin = facts.dated(index).planned, index in facts.schedule.next
    turn = facts.is_to_do(index) and planned is not None and planned.start <= facts.today and can_begin
    return facts.is_under_way(index) or turn


# The entry, which remembers what was answered


def piece(kind: str, text: str, title: str = "", lang: str = "en") -> str:
    """An answer as it stands in the entry: `done: Prepare`, `in the way of Prepare: no time`."""
    return f"{_head(_called(lang), kind, title)}: {text}"


def _head(called: _Called, kind: str, title: str) -> str:
    return f"{called.before}{title}{called.after}" if kind == IN_THE_WAY else called.kinds[kind]


@lru_cache(maxsize=16)
def _called(lang: str) -> _Called:
    """The pieces in a language; in English where its words could not be told apart in an entry."""
    tell = sentences_for(lang).tell
    kinds = {kind: tell(word) for kind, word in _CALLED.items()}
    before, _, after = tell(msg("in the way of {title}", title=_TITLE)).partition(_TITLE)
    all_ = (*kinds.values(), before)
    is_clear = len(set(all_)) == len(all_) and all(one.strip() for one in all_)
    if lang == "en" or (is_clear and not any(mark in one for mark in ":;" for one in (*all_, after))):
        return _Called(kinds, before, after)
    return _called("en")


def _both(lang: str) -> tuple[_Called, ...]:
    """What is read in an entry: the plan's own words, and the English ones."""
    own, english = _called(lang), _called("en")
    return (own,) if own == english else (own, english)


@lru_cache(maxsize=16)
def _between(lang: str) -> re.Pattern[str]:
    """What stands between two pieces."""
    kinds = "|".join(re.escape(word) for called in _both(lang) for word in called.kinds.values())
    ways = "|".join(re.escape(called.before) for called in _both(lang))
    return re.compile(rf"; (?=(?:{kinds}): |{ways})")


def _pieces(entry: CheckIn | None, lang: str) -> list[str]:
    return _between(lang).split(entry.text) if entry else []


def entry_of_today(compilation: Compilation) -> int | None:
    """The check-in of today, if there is one."""
    today = compilation.schedule.today
    return next((n for n, one in enumerate(compilation.plan.checkins) if one.date.toordinal() == today), None)


def answered(entry: CheckIn | None, title: str, lang: str = "en") -> bool:
    """Whether the entry has an answer about a thing."""
    answers = {f"{called.kinds[kind]}: {_one_line(title)}" for called in _both(lang) for kind in _ANSWERS}
    return not answers.isdisjoint(_pieces(entry, lang))


def reason(entry: CheckIn | None, title: str, lang: str = "en") -> str | None:
    """What was said to be in the way of a thing."""
    return next(iter(_said_after(IN_THE_WAY, entry, lang, _one_line(title))), None)


def asked_for(entry: CheckIn | None, lang: str = "en") -> str | None:
    """What the partner is asked for."""
    return next(iter(_said_after(ASKED, entry, lang)), None)


def _said_after(kind: str, entry: CheckIn | None, lang: str, title: str = "") -> tuple[str, ...]:
    """What the pieces of this kind say, about a thing where its title is given."""
    heads = [f"{_head(called, kind, title)}: " for called in _both(lang)]
    said = ((one, next((head for head in heads if one.startswith(head)), "")) for one in _pieces(entry, lang))
    return tuple(one.removeprefix(head) for one, head in said if head)


def _one_line(text: str) -> str:
    return " ".join(text.split())


# A barrier, with or without its solution


class NewBarrier(NamedTuple):
    """What got in the way: how long it holds things up, what to do about it, how long that takes (`2w`; "" unknown)."""

    text: str
    delay: str = ""
    solution: str = ""
    length: str = ""


def barrier_edit(compilation: Compilation, index: int, barrier: NewBarrier) -> tuple[Edit, ...]:
    """The edit that writes a barrier under a thing. A solution that takes time is work: it has a box, and begins on
    the day on which it is written, wherever in the plan it stands."""
    thing = compilation.plan.things[index]
    node = node_at(compilation.document, thing.origin.start)
    lang = compilation.plan.settings.lang
    words = own_word(lang, lambda known: known.barrier), own_word(lang, lambda known: known.solution)
    lines = [f"- {words[0]}: {_one_line(barrier.text)}{f' ~{barrier.delay}' if barrier.delay else ''}"]
    if barrier.solution:
        today = date.fromordinal(compilation.schedule.today)
        box, length = ("[ ] ", f" ~{barrier.length} start:{today}") if barrier.length else ("", "")
        lines.append(f"  - {box}{words[1]}: {_one_line(barrier.solution)}{length}")
    if isinstance(node, HeadingNode):
        end = node.span.start + len(compilation.source.text[slice(*node.span)].rstrip())
        return (Edit(Span(end, end), "\n\n" + "\n".join(lines)),)
    if node is None:
        return ()
    end = node.span.start + len(compilation.source.text[slice(*node.span)].rstrip())
    margin = _margin_inside(compilation.source, node)
    return (Edit(Span(end, end), "".join(f"\n{margin}{line}" for line in lines)),)


def _margin_inside(source: Source, item: ItemNode) -> str:
    """What stands before an item in an item: the margin of those that are there, else as deep as the words."""
    nested = next((child for child in item.children if isinstance(child, ListNode)), None)
    if nested is not None:
        return _before(source, nested.items[0].span.start)
    margin = _before(source, item.span.start)
    words = item.box.span.start if item.box else item.words.span.start
    return margin + " " * (len(_before(source, words).expandtabs(4)) - len(margin.expandtabs(4)))


def _before(source: Source, offset: int) -> str:
    return source.text[source.line_span(source.position(offset).line).start : offset]


# What it comes to


class Line(NamedTuple):
    """Something to tell the partner: its title, a day that belongs to it, a reason, and by how many days it is later
    than planned; where nobody said a reason, the `delay` that it goes back to, which may be its `own`."""

    title: str
    day: int | None
    reason: str | None = None
    late: int = 0
    delay: Delay | None = None
    own: bool = False


class ReviewNote(NamedTuple):
    """What happened since the check-in before: `since` is its day."""

    since: int
    done: tuple[Line, ...]
    slipped: tuple[Line, ...]
    next: tuple[Line, ...]
    ask: str | None
    said: str


def note_of(compilation: Compilation, added: Collection[int] = ()) -> ReviewNote:
    """The note of today: what was done since the check-in before, what slipped and why, what is next, what is asked.

    What was `added` to the plan today has not slipped, wherever its place is."""
    plan, schedule = compilation.plan, compilation.schedule
    earlier = [checkin.date.toordinal() for checkin in plan.checkins if checkin.date.toordinal() < schedule.today]
    since = max(earlier, default=schedule.plan_start - 1)
    place = entry_of_today(compilation)
    entry = None if place is None else plan.checkins[place]
    facts, work = compilation.facts, compilation.facts.leaves
    return ReviewNote(
        since,
        tuple(Line(one.title, _finish(compilation, one)) for one in work if _was_done(compilation, one, since)),
        tuple(
            _slipped(compilation, one, entry, added)
            for one in work
            if (is_late(facts, one.index) and one.index not in added) or _is_held_up(compilation, one, entry)
        ),
        tuple(Line(plan.things[one].title, _finish(compilation, plan.things[one])) for one in schedule.next),
        asked_for(entry, compilation.lang),
        "; ".join(said_in(entry, compilation.lang)),
    )


def said_in(entry: CheckIn | None, lang: str = "en") -> tuple[str, ...]:
    """The words of one's own in an entry."""
    return _said_after(NOTED, entry, lang)


def _slipped(compilation: Compilation, thing: Thing, entry: CheckIn | None, added: Collection[int]) -> Line:
    """Something late, by how much, and why: as was said, as its barriers tell, else what its lateness goes back to.

    It goes back to nothing that was `added` today: that has no lateness of its own."""
    facts, told = compilation.facts, reason(entry, thing.title, compilation.lang) or _barriers(compilation, thing)
    delay = None if told else delay_of(facts, thing.index)
    delay = None if delay is not None and delay.thing in added else delay
    own = delay is not None and delay.thing == thing.index
    return Line(thing.title, _finish(compilation, thing), told, facts.dated(thing.index).slip or 0, delay, own)


def _is_held_up(compilation: Compilation, thing: Thing, entry: CheckIn | None) -> bool:
    """Whether something open was said to have something in its way."""
    return compilation.facts.is_open(thing.index) and reason(entry, thing.title, compilation.lang) is not None


def _finish(compilation: Compilation, thing: Thing) -> int | None:
    dates = compilation.schedule.things[thing.index].projected
    return dates.finish if dates else None


def _was_done(compilation: Compilation, thing: Thing, since: int) -> bool:
    day = _finish(compilation, thing)
    return compilation.facts.is_done(thing.index) and day is not None and since < day <= compilation.schedule.today


def _barriers(compilation: Compilation, thing: Thing) -> str | None:
    """What is known to be in the way of a thing."""
    open_ = [compilation.plan.barriers[barrier] for barrier in thing.barriers if thing.kind is not Kind.SOLUTION]
    titles = [one.title for one in open_ if not is_settled(one)]
    return "; ".join(titles) or None
