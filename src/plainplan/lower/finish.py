"""From the draft to the plan: what tags say becomes fields, names become references."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeVar

from plainplan.lower.draft import BarrierDraft, Draft, SectionDraft, ThingDraft
from plainplan.lower.names import name_things
from plainplan.lower.references import Resolver
from plainplan.model import Barrier, CheckIn, Kind, Part, Plan, Section, Thing
from plainplan.prose import Inline, Paragraph, plain
from plainplan.source import Span
from plainplan.syntax.document import Tag
from plainplan.values import Estimate, Horizon, Period, Rhythm, Risk, State

T = TypeVar("T")


def to_plan(draft: Draft, title: tuple[Inline, ...], title_origin: Span | None) -> Plan:
    """The plan, once everything in the file has found its place."""
    states = tuple(_state(thing) for thing in draft.things)
    names = name_things(draft)
    resolver = Resolver(draft, names, states)
    things = tuple(
        _thing(thing, names.ids[thing.index], names.titles[thing.index], states[thing.index], resolver, names.written)
        for thing in draft.things
    )
    return Plan(
        title=plain(title),
        words=title,
        settings=draft.settings,
        sections=tuple(map(_section, draft.sections)),
        things=things,
        goals=tuple(draft.goals),
        barriers=tuple(map(_barrier, draft.barriers)),
        assessment=tuple(draft.assessment),
        criteria=draft.criteria or (),
        occupations=tuple(draft.occupations),
        someday=tuple(idea._replace(body=tuple(body)) for idea, body in draft.someday),
        checkins=tuple(_checkin(entry, body) for entry, body in draft.checkins),
        title_origin=title_origin,
    )


def _thing(
    thing: ThingDraft, id: str, title: str, state: State | None, resolver: Resolver, written: frozenset[str]
) -> Thing:
    tags = thing.tags
    values = first_values(tags)
    done = value(values, "done", Fraction)
    on = value(values, "on", Period)
    labels = all_values(tags, "label")
    by_label = thing.kind is Kind.GOAL and any(label.casefold() == "primary" for label in labels)
    return Thing(
        index=thing.index,
        kind=thing.kind,
        id=id,
        title=title,
        words=thing.words,
        origin=thing.origin,
        parent=thing.parent,
        named=id in written,
        state=state,
        box=thing.box.span if thing.box else None,
        numbered=thing.numbered,
        primary=thing.primary or by_label,
        horizon=Horizon.PRIMARY if by_label else thing.horizon,
        scheduled=thing.scheduled,
        estimate=value(values, "duration", Estimate),
        after=resolver.references(thing, "after"),
        with_=resolver.references(thing, "with"),
        start=value(values, "start", Period),
        since=value(values, "since", Period),
        done=value(values, "done", Period),
        done_part=done if state is State.UNDER_WAY and is_leaf(thing) else None,
        on=on.first if on else None,
        due=value(values, "due", Period),
        every=value(values, "every", Rhythm),
        cost=value(values, "cost", Fraction),
        who=all_values(tags, "who"),
        labels=labels,
        steps=tuple(thing.steps),
        goals=tuple(thing.goals),
        barriers=tuple(thing.barriers),
        body=tuple(thing.body),
        spans=tuple((tag.key, tag.span) for tag in tags),
    )


def _barrier(barrier: BarrierDraft) -> Barrier:
    tags = barrier.tags
    values = first_values(tags)
    return Barrier(
        index=barrier.index,
        title=plain(barrier.words),
        words=barrier.words,
        origin=barrier.origin,
        of=barrier.of,
        risk=value(values, "risk", Risk),
        delay=value(values, "duration", Estimate),
        solutions=tuple(barrier.solutions),
        body=tuple(barrier.body),
        who=all_values(tags, "who"),
        labels=all_values(tags, "label"),
        cost=value(values, "cost", Fraction),
        spans=tuple((tag.key, tag.span) for tag in tags),
        state=barrier.state,
    )


def _checkin(entry: CheckIn, body: list[Part]) -> CheckIn:
    """A check-in with what stands under it; that is its text where its own line has none."""
    paragraphs = (plain(block.children) for block in body if isinstance(block, Paragraph))
    return entry._replace(body=tuple(body), text=entry.text or " ".join(paragraphs))


def _section(section: SectionDraft) -> Section:
    return Section(
        kind=section.kind,
        title=plain(section.words),
        words=section.words,
        origin=section.origin,
        level=section.level,
        body=tuple(section.body),
        horizon=section.horizon,
    )


def first_values(tags: tuple[Tag, ...]) -> dict[str, object]:
    """The first readable value of each kind of tag."""
    values: dict[str, object] = {}
    for tag in tags:
        if tag.value is not None:
            values.setdefault(tag.key, tag.value)
    return values


def value(values: dict[str, object], key: str, kind: type[T]) -> T | None:
    """The value of a kind of tag, where it is one of that type."""
    found = values.get(key)
    return found if isinstance(found, kind) else None


def all_values(tags: tuple[Tag, ...], key: str) -> tuple[str, ...]:
    """Every value of a kind of tag that may stand more than once, each once."""
    return tuple(dict.fromkeys(tag.value for tag in tags if tag.key == key and isinstance(tag.value, str)))


def is_leaf(thing: ThingDraft) -> bool:
    """Whether a thing is a single piece of work, of which a part can be done."""
    return thing.kind is not Kind.GOAL and not thing.steps


def _state(thing: ThingDraft) -> State | None:
    """What box and tags say together: `done:DATE` says done, a start or a part that is done says under way."""
    box = thing.box.state if thing.box else None
    if box in (State.DROPPED, State.DONE) or not thing.tags:
        return box
    values = first_values(thing.tags)
    if value(values, "done", Period):
        return State.DONE
    if value(values, "since", Period) or (is_leaf(thing) and value(values, "done", Fraction) is not None):
        return State.UNDER_WAY
    return box
