"""Ticking a goal, step or solution: the edits that change its box and its date, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from plainplan.compile import Compilation
from plainplan.diagnostics import Edit
from plainplan.edited import brings_no_error, edited, reads_alike
from plainplan.facts import anchor_of
from plainplan.messages import msg
from plainplan.model import Kind, Plan, Thing
from plainplan.source import Source, Span
from plainplan.syntax.boxes import STATES
from plainplan.syntax.document import Document, TaggedText
from plainplan.syntax.nodes import Worded, node_at, worded_nodes
from plainplan.syntax.tags import BY_KEY
from plainplan.tuples import NamedTuple
from plainplan.values import State

MARKS = {State.TO_DO: " ", State.UNDER_WAY: "/", State.DONE: "x", State.DROPPED: "-"}
BOXES = {state: f"[{mark}]" for state, mark in MARKS.items()}

_DATES = {State.UNDER_WAY: "since", State.DONE: "done"}
_BLANKS = (" ", "\t")


class TickRecord(NamedTuple):
    """A tick of a thing, by its id: how its lines read before and after."""

    name: str
    before: str
    after: str


def ticked(compilation: Compilation, index: int, state: State, day: date, today: date) -> Compilation | None:
    """The plan with a thing in this state as of a day.

    None where the edit would change anything else in the plan, or bring an error. Taking a tick back may bring an
    error, since that was there before.
    """
    after = edited(compilation, tick(compilation, index, state, day), today)
    if not _is_else_the_same(compilation, after, index):
        return None
    return after if state is State.TO_DO or brings_no_error(compilation, after) else None


def impossible(compilation: Compilation, index: int, state: State, day: date, today: date) -> str | None:
    """Why a thing cannot have got a state on that day; None where it can."""
    thing = compilation.plan.things[index]
    if state not in (State.UNDER_WAY, State.DONE):
        return None
    if state is State.UNDER_WAY and thing.state is State.DONE:
        if thing.done is None:
            return msg("`{name}` is done, so it can't begin: `plan undo {name}` takes that back", name=thing.id)
        return msg(
            "`{name}` is done (`done:{day}`), so it can't begin: `plan undo {name}` takes that back",
            name=thing.id,
            day=thing.done.text,
        )
    if day > today and state is State.DONE:
        return msg("`{name}` can't have been finished on {day}: today is {today}", name=thing.id, day=day, today=today)
    if day > today:
        return msg("`{name}` can't have been begun on {day}: today is {today}", name=thing.id, day=day, today=today)
    if state is State.DONE and thing.since is not None and day < thing.since.first:
        return msg(
            "`{name}` can't have been finished on {day}: it was begun later (`since:{since}`)",
            name=thing.id,
            day=day,
            since=thing.since.text,
        )
    return None


def state_given(
    compilation: Compilation, index: int, state: State, day: date, today: date, earlier: Iterable[TickRecord]
) -> Compilation | None:
    """The plan in which a thing has this state as of a day; where that takes a tick back, by one of the `earlier` ticks
    that fits, to the letter. None where it cannot be ticked without changing more."""
    before = taken_back(compilation, index, earlier, today) if state is State.TO_DO else None
    return before or ticked(compilation, index, state, day, today)


def possible(compilation: Compilation, index: int, today: date) -> tuple[tuple[State, date], ...]:
    """The states that a thing can be given, each with the day it would have: the most likely first. What is done late
    or early can also be done on the day on which it is projected to be, where that has come."""
    thing, dates = compilation.plan.things[index], compilation.schedule.things[index].projected
    if index not in can_tick(compilation):
        return ()
    is_over = thing.state in (State.DONE, State.DROPPED)
    days = [today] if dates is None else [today, date.fromordinal(min(dates.finish, date.max.toordinal()))]
    found = [] if is_over else [(State.DONE, day) for day in dict.fromkeys(days)]
    if not is_over and thing.state is not State.UNDER_WAY:
        found.append((State.UNDER_WAY, today))
    found += [] if is_over else [(State.DROPPED, today)]
    if thing.state is not None and thing.state is not State.TO_DO:
        found.append((State.TO_DO, today))
    return tuple(one for one in found if impossible(compilation, index, *one, today) is None)


def tick_made(before: Compilation, after: Compilation, index: int) -> TickRecord:
    """The record of a tick, for taking it back later."""
    return TickRecord(before.plan.things[index].id, _lines(before, index)[1], _lines(after, index)[1])


def taken_back(compilation: Compilation, index: int, earlier: Iterable[TickRecord], today: date) -> Compilation | None:
    """The plan exactly as it was before a thing got its state.

    None unless its lines read as one of the `earlier` ticks left them, the latest last. Ticks that only changed the day
    of the state are taken back with it.
    """
    thing = compilation.plan.things[index]
    place, text = _lines(compilation, index)
    known = {one.after: one.before for one in earlier if one.name == thing.id}
    while text and text in known:
        text = known.pop(text)
        before = edited(compilation, (Edit(place, text),), today)
        if not _is_else_the_same(compilation, before, index):
            return None
        state = before.plan.things[index].state
        if state is not thing.state and not (state is State.DONE and thing.state is State.UNDER_WAY):
            return before
    return None


def _lines(compilation: Compilation, index: int) -> tuple[Span, str]:
    """The span and text of the lines of a thing's words; empty where it is written nowhere."""
    source = compilation.source
    node = _written(compilation.document, compilation.plan, compilation.plan.things[index])
    if node is None:
        return Span(0, 0), ""
    first = source.line_span(source.position(node.span.start).line).start
    last = source.line_span(source.position(max(node.span.start, node.words.span.end)).line).end
    return Span(first, last), source.text[first:last]


def _is_else_the_same(before: Compilation, after: Compilation, index: int) -> bool:
    """Whether two plans differ in nothing but the state of one thing."""
    return reads_alike(_without_state(before.plan, index), _without_state(after.plan, index))


def _without_state(plan: Plan, index: int) -> Plan:
    """A plan without what a tick changes: the thing's box, dates, and whether it is scheduled."""
    things = list(plan.things)
    if index < len(things):
        spans = tuple(one for one in things[index].spans if one[0] not in _DATES.values())
        things[index] = things[index]._replace(
            state=None, box=None, since=None, done=None, done_part=None, scheduled=True, spans=spans
        )
    return plan._replace(things=tuple(things))


def tick(compilation: Compilation, index: int, state: State, day: date) -> tuple[Edit, ...]:
    """The edits that give a thing this state as of a day; none where there is nothing to change.

    Under way writes `[/]` and `since:`, done writes `[x]` and `done:`, dropped writes `[-]`. To do undoes the
    latest of these: what is done is under way again where `since:` stands, else to do, and the date goes.
    """
    plan, source = compilation.plan, compilation.source
    thing = plan.things[index]
    node = _written(compilation.document, plan, thing)
    if node is None:
        return ()
    edits: list[Edit | None]
    if state is State.TO_DO:
        state, keys = _before(thing)
        edits = [*(_without(source, node.words, thing, key) for key in keys)]
    else:
        undated = ["done"] if state is State.UNDER_WAY and thing.done and thing.since else []
        edits = [*(_without(source, node.words, thing, key) for key in undated)]
        edits.append(_dated(source, node.words, thing, state, day))
    edits.append(_boxed(plan, source, node, thing, state))
    return tuple(sorted((edit for edit in edits if edit), key=lambda edit: edit.span))


def can_tick(compilation: Compilation) -> frozenset[int]:
    """The indexes of things that have a line of their own, where a box can be written.

    Things with an unknown box (`[?]`) are left out, since its contents could not be restored.
    """
    plan = compilation.plan
    written, at = {node.span.start for node in worded_nodes(compilation.document)}, _at(plan)
    return frozenset(
        thing.index
        for thing in plan.things
        if thing.origin.start in written and _has_line(thing, at) and unknown_box(compilation, thing) is None
    )


def tickable(compilation: Compilation) -> dict[str, dict[str, Any]]:
    """What a page needs to know of its boxes: each thing by its anchor, with its title, its line (from 1), that line's
    text, its state, and whether it can be ticked."""
    found, can = {}, can_tick(compilation)
    for thing in compilation.plan.things:
        line = compilation.source.position(thing.origin.start).line
        found[anchor_of(thing)] = {
            "title": compilation.facts.text(thing.index),
            "line": line,
            "text": compilation.source.line(line).strip()[:200],
            "state": compilation.schedule.things[thing.index].state.value,
            "tick": thing.index in can and not _is_decided_by_contents(thing),
        }
    return found


def _is_decided_by_contents(thing: Thing) -> bool:
    """Whether a click on its box has no meaning: what is in it says how far it is."""
    return bool(thing.contents) and thing.box is None and thing.kind is not Kind.SOLUTION


def _at(plan: Plan) -> Counter[int]:
    """The number of things and barriers that begin at each offset."""
    things = Counter(thing.origin.start for thing in plan.things)
    things.update(barrier.origin.start for barrier in plan.barriers)
    return things


def _has_line(thing: Thing, at: Counter[int]) -> bool:
    """Whether a thing has a line of its own: a goal named by its file begins where its first part does."""
    return thing.kind is not Kind.GOAL or at[thing.origin.start] == 1


def unknown_box(compilation: Compilation, thing: Thing) -> str | None:
    """The box of a thing if it is none of the known ones."""
    written = compilation.source.text[slice(*thing.box)] if thing.box else None
    return None if written is None or written[1:-1] in STATES else written


def _written(document: Document, plan: Plan, thing: Thing) -> Worded | None:
    """The heading or item node of a thing; None for a goal named by a title that is not a heading."""
    return node_at(document, thing.origin.start) if _has_line(thing, _at(plan)) else None


def _before(thing: Thing) -> tuple[State, tuple[str, ...]]:
    """The state of a thing before its present one, and the tags to remove with that."""
    started = thing.since is not None
    if thing.state is State.DONE:
        return (State.UNDER_WAY if started else State.TO_DO), (("done",) if thing.done else ())
    if thing.state is State.DROPPED:
        return (State.UNDER_WAY if started else State.TO_DO), ()
    return State.TO_DO, (("since", "done") if thing.state is State.UNDER_WAY else ())


# The box


def _boxed(plan: Plan, source: Source, node: Worded, thing: Thing, state: State) -> Edit | None:
    mark = MARKS[state]
    if thing.box is not None:
        inside = Span(thing.box.start + 1, thing.box.end - 1)
        old = source.text[slice(*inside)]
        return None if old == mark or (mark == "x" and old == "X") else Edit(inside, mark)
    if state is State.TO_DO or (state in _DATES and _box_would_hide(plan, thing)):
        return None
    return Edit(Span(node.words.span.start, node.words.span.start), f"[{mark}] ")


def _box_would_hide(plan: Plan, thing: Thing) -> bool:
    """Whether a box here would make notes of its sibling steps, which have neither box nor tag.

    Then only a date is written.
    """
    if thing.kind is not Kind.STEP or thing.parent is None or plan.things[thing.parent].kind is not Kind.GOAL:
        return False
    others = [plan.things[index] for index in plan.things[thing.parent].steps if index != thing.index]
    return all(other.box is None for other in others) and any(not other.spans for other in others)


# The date


def _dated(source: Source, words: TaggedText, thing: Thing, state: State, day: date) -> Edit | None:
    """The edit that writes the date of a state: replacing an older one, else after `since:`, else in tag order."""
    key = _DATES.get(state)
    if key is None:
        return None
    text = f"{key}:{day.isoformat()}"
    day_done = _span(thing, "done") if thing.done and state is State.UNDER_WAY else None
    if old := _span(thing, key) or day_done:
        return None if source.text[slice(*old)] == text else Edit(old, text)
    since = _span(thing, "since")
    place = since.end if since else _end_of_earlier(source, words, key)
    if source.text[place : words.span.end].strip() and not since:
        return Edit(Span(place, place), f"{text} ")
    blank = "" if source.text[place - 1 : place] in _BLANKS else " "
    return Edit(Span(place, place), blank + text)


def _end_of_earlier(source: Source, words: TaggedText, key: str) -> int:
    """The offset before the last tags, those after a kind in canonical order; the end of the words without any."""
    place = end = words.span.end
    for tag in reversed(words.tags):
        if BY_KEY[tag.key].place <= BY_KEY[key].place or source.text[tag.span.end : end].strip():
            break
        place = end = tag.span.start
    return place


def _without(source: Source, words: TaggedText, thing: Thing, key: str) -> Edit | None:
    """The edit that removes a tag, with brackets around it and one blank beside it."""
    span = _span(thing, key)
    if span is None:
        return None
    text, (start, end) = source.text, span
    while text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        start, end = start - 1, end + 1
    line = source.line_span(source.position(start).line)
    opens = not text[line.start : start].strip() or start == words.span.start
    closes = not text[end : line.end].strip()
    if opens and closes and start > words.span.start:  # a tag on a line of its own is removed with the line
        above = source.line_span(source.position(start).line - 1)
        return Edit(Span(above.end, end), "")
    if opens and text[end : end + 1] in _BLANKS:
        end += 1
    elif text[start - 1 : start] in _BLANKS:
        start -= 1
    return Edit(Span(start, end), "")


def _span(thing: Thing, key: str) -> Span | None:
    return next((span for name, span in thing.spans if name == key), None)
