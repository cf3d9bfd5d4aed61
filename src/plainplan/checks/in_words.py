"""What the titles of a plan's things say in plain words, beside what their tags say: the readings that checks share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from plainplan import readings
from plainplan.checks.context import CheckContext
from plainplan.checks.plan_language import base_day, lang_of, plan_words
from plainplan.checks.standing import Line, colon_lines
from plainplan.diagnostics import Edit
from plainplan.model import Kind, Thing
from plainplan.source import Span
from plainplan.syntax.document import Box, TaggedText
from plainplan.syntax.nodes import worded_nodes
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from plainplan.readings import Lexicon, Reading

_WORKS = (Kind.GOAL, Kind.STEP, Kind.SOLUTION)
_MARKS = {"x": "x", "/": "/", "-": "-"}


class Said(NamedTuple):
    """What a thing says in words and has no tag for: the readings, with their places in the plan's text, and the edits
    that write them as tags."""

    thing: Thing
    readings: tuple[Reading, ...]
    edits: tuple[Edit, ...]
    tags: str
    sure: bool
    title: Span


class Worded(NamedTuple):
    """A thing with the words of its title and all that is read in them."""

    thing: Thing
    words: TaggedText
    box: Box | None
    readings: tuple[Reading, ...]


def worded(context: CheckContext) -> tuple[Worded, ...]:
    """The plan's things with what their titles say; those that say nothing of time left out."""
    if "worded" not in context.shelf:
        context.shelf["worded"] = tuple(_worded(context))
    found: tuple[Worded, ...] = context.shelf["worded"]
    return found


def _worded(context: CheckContext) -> Iterator[Worded]:
    fields = _fields(context)
    timed = {thing.origin.start: thing for thing in _timed(context)}
    timed |= {one.origin.start: one for one in context.plan.things if one.origin.start in fields}
    if not timed:
        return
    words, day = plan_words(context), base_day(context)
    for node in worded_nodes(context.document):
        thing = timed.get(node.span.start)
        if thing is None:
            continue
        text = _without_tags(context, node.words).rstrip()
        found = [_placed(one, node.words.span.start) for one in readings.read_words(text, words, day)]
        found += fields.get(node.span.start, [])
        kept = tuple(one for one in found if not _is_told(one, context))
        if kept:
            yield Worded(thing, node.words, node.box, kept)


def _timed(context: CheckContext) -> list[Thing]:
    """The things whose titles say something of time; no table of words is loaded where a first look tells that none
    does."""
    works = [thing for thing in context.plan.things if thing.kind in _WORKS]
    lang = lang_of(context)
    maybe = [thing for thing in works if readings.may_tell_a_time(thing.title, lang)]
    if not maybe and context.plan.settings.lang.partition("-")[0] in readings.LANGUAGES:
        return []
    asked = maybe if lang in readings.LANGUAGES else works
    return [thing for thing in asked if readings.has_words_of_time(thing.title, plan_words(context))]


def _fields(context: CheckContext) -> dict[int, list[Reading]]:
    """What the fields of things say, by where the things begin: `Deadline: 30 June` below a goal's heading."""
    things = {thing.origin.start: thing for thing in context.plan.things}
    lang = lang_of(context)
    found: dict[int, list[Reading]] = {}
    for line in colon_lines(context):
        owner = None if line.owner is None else things.get(line.owner)
        if owner is None or owner.kind not in _WORKS or not may_say_a_field(line, lang):
            continue
        said = field_of(line, plan_words(context), base_day(context))
        if said:
            found.setdefault(owner.origin.start, []).extend(said)
    return found


def may_say_a_field(line: Line, lang: str) -> bool:
    """A first look at a line that may be a field."""
    return readings.may_be_a_field(line.text) and readings.may_tell_a_time(line.text, lang)


def field_of(line: Line, words: Lexicon, day: date) -> list[Reading]:
    """What a line says as a field of what it stands under, each with the place of the whole line."""
    label = readings.read_label(line.text, words)
    if label is None or label.kind not in readings.FIELDS or readings.is_appointment(label, words):
        return []
    value = line.text[slice(*label.value)].strip(" *_")
    return [one._replace(span=line.span) for one in readings.read_field(label, value, words, day)]


def _without_tags(context: CheckContext, words: TaggedText) -> str:
    """A title as it is written, with blanks for its tags."""
    text = context.document.source.text[slice(*words.span)]
    for tag in words.tags:
        start, end = tag.span.start - words.span.start, tag.span.end - words.span.start
        end = end if tag.value is not None else len(text)  # what follows is the rest of what was meant
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _placed(one: Reading, start: int) -> Reading:
    return one._replace(span=Span(one.span.start + start, one.span.end + start))


def _is_told(one: Reading, context: CheckContext) -> bool:
    """Whether the same words are told as a tag that is not written as one."""
    return any(one.span.start < miss.end and miss.start < one.span.end for miss in context.near_misses)


def missing(context: CheckContext, one: Worded) -> Said | None:
    """The readings that a thing has no tag for, as edits; None where it has them all."""
    thing = one.thing
    kept: list[Reading] = []
    tags: list[str] = []
    edits: list[Edit] = []
    for reading in sorted(one.readings, key=lambda found: not found.sure):
        if reading.kind == "state":
            if edit := _box(one, reading):
                edits.append(edit)
                kept.append(reading)
            continue
        tag = _tag(context, one, reading)
        if tag and tag.partition(":")[0] not in {known.partition(":")[0] for known in tags}:
            tags.append(tag)
            kept.append(reading)
    if not kept:
        return None
    if tags:
        end = _line_end(context, one.words.span, kept)
        edits.append(Edit(Span(end, end), "".join(f" {tag}" for tag in tags)))
    shown = " ".join([*(f"[{found.value}]" for found in kept if found.kind == "state"), *tags])
    is_one_line = "\n" not in context.document.source.text[slice(*one.words.span)]
    sure = is_one_line and all(found.sure and found.kind != "state" for found in kept)
    return Said(thing, tuple(kept), tuple(edits), shown, sure, one.words.span)


def _line_end(context: CheckContext, title: Span, kept: list[Reading]) -> int:
    """The end of the line of a title on which the last of these words stand."""
    ends = [found.span.end for found in kept if found.kind != "state" and found.span.end <= title.end]
    last = max(ends, default=title.start)
    text = context.document.source.text[: title.end]
    at = text.find("\n", last)
    return len(text[: at if at >= 0 else title.end].rstrip())


def _box(one: Worded, reading: Reading) -> Edit | None:
    """The box that says how far a thing is, where it has none that does."""
    thing = one.thing
    if (thing.state is not None and one.box is None) or reading.value not in _MARKS:
        return None
    if one.box is not None:
        is_open = one.box.mark == " "
        return Edit(one.box.span, f"[{reading.value}]") if is_open and reading.value == "x" else None
    return Edit(Span(one.words.span.start, one.words.span.start), f"[{reading.value}] ")


def _tag(context: CheckContext, one: Worded, reading: Reading) -> str:
    """The tag that a reading would be; empty where the thing has one of the kind, or no use for it."""
    thing = one.thing
    over = thing.state is not None and not context.is_open(thing.index)
    if reading.kind == "after":
        return _order(context, one, reading)
    if (over and reading.kind not in ("done", "cost")) or _contradicts(thing, reading):
        return ""
    if reading.kind == "on" and not reading.sure and (thing.due or thing.start):
        return ""
    if reading.kind == "done" and (
        thing.done or thing.done_part is not None or (not over and "%" not in reading.value)
    ):
        return ""
    has = {
        "duration": thing.estimate is not None or _is_period(context, thing),
        "due": thing.due is not None or thing.on is not None,
        "start": thing.start is not None or thing.on is not None or thing.since is not None,
        "on": thing.on is not None or thing.due is not None or thing.start is not None,
        "every": thing.every is not None
        or thing.kind is Kind.SOLUTION
        or thing.estimate is not None,  # which says how long it is kept
        "cost": thing.cost is not None,
    }
    return "" if has.get(reading.kind) else reading.tag


def _is_period(context: CheckContext, thing: Thing) -> bool:
    """Whether it is a numbered period, whose length is told with its order."""
    return any(map(str.isnumeric, thing.title)) and readings.read_period(thing.title, plan_words(context)) is not None


def _contradicts(thing: Thing, reading: Reading) -> bool:
    """Whether a day would lie on the wrong side of another that is written."""
    if reading.kind == "start" and thing.due is not None:
        return reading.value > thing.due.text
    return reading.kind == "due" and thing.start is not None and reading.value < thing.start.text[: len(reading.value)]


def _order(context: CheckContext, one: Worded, reading: Reading) -> str:
    """`after:` with the one thing that the words mean."""
    thing = one.thing
    if thing.after is not None or thing.with_ is not None or not context.is_open(thing.index):
        return ""
    words = plan_words(context)
    around = {thing.index, *_holders(context, thing)}
    best = []
    for other in context.plan.things:
        if other.index in around or other.kind is Kind.SOLUTION or thing.index in _holders(context, other):
            continue
        close = readings.closeness(reading.value, other.title, words)
        if close:
            best.append((*close, other.index))
    best.sort()
    if not best or (len(best) > 1 and best[0][:2] == best[1][:2]):
        return ""
    return f"after:{context.plan.things[best[0][2]].id}"


def _holders(context: CheckContext, thing: Thing) -> list[int]:
    found, parent = list[int](), thing.parent
    while parent is not None:
        found.append(parent)
        parent = context.plan.things[parent].parent
    return found
