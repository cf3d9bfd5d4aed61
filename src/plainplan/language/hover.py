"""What a place of a plan says when it is pointed at: a tag's rule and what it comes to, a thing's days and reasons,
what a finding means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import cast

from plainplan.compile import Compilation
from plainplan.facts.lateness import promises_of
from plainplan.language.moved import moved
from plainplan.language.places import (
    NAMING,
    Written,
    name_around,
    references,
    tag_around,
    worded_around,
    written_at,
)
from plainplan.language.speech import LINE, Piece, explained
from plainplan.language.telling import about_barrier, about_thing, finish_of, risk_in_words, spoken
from plainplan.messages import msg, msg_count, msg_day, msg_join, msg_number
from plainplan.model import START, Reference, Thing
from plainplan.source import Span
from plainplan.spoken import Spoken
from plainplan.syntax.document import Tag
from plainplan.syntax.nodes import Worded
from plainplan.syntax.tags import BY_KEY
from plainplan.tuples import NamedTuple
from plainplan.values import Estimate, Period, Rhythm, Risk
from plainplan.words import Words


class Hover(NamedTuple):
    """What is told, in pieces, and the stretch of the text that it is about."""

    pieces: tuple[Piece, ...]
    span: Span


def hover(compilation: Compilation, text: str, offset: int, words: Words | None = None) -> Hover | None:
    """What is told of a place in the text as it stands now, in English unless other words are given; None where nothing
    is."""
    change = moved(compilation.source.text, text)
    place = change.to_old(offset)
    if place is None:
        return None
    found = _at(spoken(compilation, words), place)
    span = None if found is None else change.span(found.span)
    return None if found is None or span is None else Hover(found.pieces, span)


def _at(told: Spoken, offset: int) -> Hover | None:
    node, found = worded_around(told.compilation, offset), told.compilation.diagnostics
    about = None if node is None else _about(told, node, offset)
    answers = [] if about is None else [about]
    answers += [Hover(explained(one.rule, told.words), one.span) for one in found if _is_in(one.span, offset)]
    if not answers:
        return None
    seen = list(dict.fromkeys(one.pieces for one in answers))
    pieces = [piece for place, one in enumerate(seen) for piece in ((LINE, *one) if place else one)]
    return Hover(tuple(pieces), answers[0].span)


def _is_in(span: Span, offset: int) -> bool:
    return span.start <= offset < max(span.end, span.start + 1)


def _about(told: Spoken, node: Worded, offset: int) -> Hover | None:
    """What is told of a heading or an item, at one of its tags or beside them."""
    written = written_at(told.compilation, node)
    if written is None:
        return None
    tag = tag_around(node, offset)
    if tag is not None:
        name = name_around(tag, offset)
        named = None if name is None else _named(written, name.span)
        if named is not None and named.target != START:
            return Hover(tuple(about_thing(told, named.target)), named.span)
        return Hover(tuple(_about_tag(told, written, tag)), tag.span)
    if offset > node.words.span.end:
        return None
    pieces = about_thing(told, written.index) if isinstance(written, Thing) else about_barrier(told, written)
    return Hover(tuple(pieces), Span(node.span.start, max(node.words.span.end, node.span.start)))


def _named(written: Written, span: Span) -> Reference | None:
    if not isinstance(written, Thing):
        return None
    return next((one for one in references(written) if one.span == span), None)


def _about_tag(told: Spoken, written: Written, tag: Tag) -> Iterator[Piece]:
    """A tag's rule, and what its value comes to."""
    kind = BY_KEY[tag.key]
    yield Piece("own", f"`{kind.sign}` {told.words.tell(kind.meaning)}")
    comes_to = _comes_to(told, written, tag)
    if comes_to:
        yield Piece("plan", comes_to)


def _comes_to(told: Spoken, written: Written, tag: Tag) -> str:
    """What the value of a tag comes to, in words; empty where there is no more to say."""
    if tag.value is None:
        return ""
    if tag.key in NAMING:
        return _comes_after(told, written)
    return _VALUES[tag.key](told, written, tag) if tag.key in _VALUES else ""


def _comes_after(told: Spoken, written: Written) -> str:
    named = references(written) if isinstance(written, Thing) else ()
    none = msg("no date")
    days = (
        msg("{title}: {days}", title=told.text(one.target), days=finish_of(told, one.target) or none)
        for one in named
        if one.target != START
    )
    return told.words.tell(msg_join("; ", days))


def _duration(told: Spoken, written: Written, tag: Tag) -> str:
    said = told.words.estimate(cast("Estimate", tag.value))
    if not isinstance(written, Thing):
        return told.words.tell(msg("{length}, if it happens.", length=said))
    dates = told.projected(written.index)
    if dates is None:
        return f"{said}."
    return told.words.tell(msg("{length}: {days}.", length=said, days=told.words.range(dates.start, dates.finish)))


def _day(told: Spoken, written: Written, tag: Tag) -> str:
    if isinstance(tag.value, Fraction):
        return told.words.tell(msg("{percent} % of it is done.", percent=msg_number(tag.value * 100)))
    period = cast("Period", tag.value)
    first, last = period.first.toordinal(), period.last.toordinal()
    said = told.words.date(last, "full") if period.is_day else told.words.range(first, last)
    promises = promises_of(told, written.index) if isinstance(written, Thing) else ()
    promise = next((one for one in promises if one.key == tag.key), None)
    if promise is None:
        return f"{said}."
    kept = told.words.against_promise(promise.late)
    finished = msg("{day}; finished {finish}, {kept}.", day=said, finish=msg_day(promise.finish), kept=kept)
    return told.words.tell(finished)


def _rhythm(told: Spoken, written: Written, tag: Tag) -> str:
    said = told.rhythm(cast("Rhythm", tag.value))
    return f"{said[:1].upper()}{said[1:]}."


def _risk(told: Spoken, written: Written, tag: Tag) -> str:
    return f"{told.words.tell(risk_in_words(cast('Risk', tag.value)))}."


def _money(told: Spoken, written: Written, tag: Tag) -> str:
    return f"{told.money(cast('Fraction', tag.value))}."


def _mentions(told: Spoken, written: Written, tag: Tag) -> str:
    """How often a person or a label stands in the plan."""
    field = "who" if tag.key == "who" else "labels"
    named = [one for one in (*told.plan.things, *told.plan.barriers) if tag.value in getattr(one, field)]
    told_of = msg_count(
        "{name} stands in {n} place of this plan.",
        "{name} stands in {n} places of this plan.",
        len(named),
        name=tag.text,
    )
    return told.words.tell(told_of)


def _name(told: Spoken, written: Written, tag: Tag) -> str:
    waiting = [one for one in told.plan.things if any(named.target == written.index for named in references(one))]
    if not isinstance(written, Thing):
        return ""
    if not waiting:
        return told.words.tell(msg("Nothing names it yet."))
    return told.words.tell(msg("Named by: {names}.", names="; ".join(told.text(one.index) for one in waiting)))


_VALUES: dict[str, Callable[[Spoken, Written, Tag], str]] = {
    "duration": _duration,
    **dict.fromkeys(("start", "since", "done", "on", "due"), _day),
    "every": _rhythm,
    "risk": _risk,
    "cost": _money,
    "who": _mentions,
    "label": _mentions,
    "name": _name,
}
"""What a tag's value comes to, by its key."""
