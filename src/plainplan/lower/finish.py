"""From the draft to the plan: tags become fields, names become references."""

from __future__ import annotations

from typing import Any

from plainplan.lower.draft import BarrierDraft, Draft, SectionDraft, ThingDraft
from plainplan.lower.names import Names, name_things
from plainplan.lower.references import Resolver
from plainplan.model import Barrier, CheckIn, Kind, Part, Plan, Section, Thing
from plainplan.prose import Inline, Paragraph, plain
from plainplan.source import Span
from plainplan.syntax.document import Tag
from plainplan.syntax.tags import BY_KEY
from plainplan.values import Horizon, Period, State

Said = dict[str, Any]
"""What the tags of one thing say, by their keys; what reads a tag settles the type of its value."""


def to_plan(draft: Draft, title: tuple[Inline, ...], title_origin: Span | None) -> Plan:
    """The plan, made of a complete draft."""
    said = [first_values(thing.tags) for thing in draft.things]
    states = tuple(map(_state, draft.things, said))
    names = name_things(draft)
    resolver = Resolver(draft, names, states)
    things = tuple(_thing(thing, said[thing.index], states[thing.index], names, resolver) for thing in draft.things)
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


def _thing(thing: ThingDraft, said: Said, state: State | None, names: Names, resolver: Resolver) -> Thing:
    index, fields = thing.index, _fields(thing, said, resolver)
    by_label = thing.kind is Kind.GOAL and any(label.casefold() == "primary" for label in fields.get("labels", ()))
    id, done = names.ids[index], fields.get("done")
    if done is not None and not isinstance(done, Period):
        fields["done"] = None
        fields["done_part"] = done if state is State.UNDER_WAY and is_leaf(thing) else None
    return Thing(
        index=index,
        kind=thing.kind,
        id=id,
        title=names.titles[index],
        words=thing.words,
        origin=thing.origin,
        parent=thing.parent,
        named=id in names.written,
        state=state,
        box=thing.box.span if thing.box else None,
        numbered=thing.numbered,
        primary=thing.primary or by_label,
        horizon=Horizon.PRIMARY if by_label else thing.horizon,
        scheduled=thing.scheduled,
        steps=tuple(thing.steps),
        goals=tuple(thing.goals),
        barriers=tuple(thing.barriers),
        body=tuple(thing.body),
        spans=tuple([(tag.key, tag.span) for tag in thing.tags]),
        **fields,
    )


def _fields(thing: ThingDraft, said: Said, resolver: Resolver) -> dict[str, Any]:
    """The fields of a thing that its tags set."""
    fields: dict[str, Any] = {}
    for key, value in said.items():
        kind = BY_KEY[key]
        if kind.many:
            value = all_values(thing.tags, key)
        elif isinstance(value, tuple) and kind.aspect == "waits":
            value = resolver.references(thing, key)
        if kind.field:
            fields[kind.field] = value
    return fields


def _barrier(barrier: BarrierDraft) -> Barrier:
    tags = barrier.tags
    said = first_values(tags)
    return Barrier(
        index=barrier.index,
        title=plain(barrier.words),
        words=barrier.words,
        origin=barrier.origin,
        of=barrier.of,
        risk=said.get("risk"),
        delay=said.get("duration"),
        solutions=tuple(barrier.solutions),
        body=tuple(barrier.body),
        who=all_values(tags, "who"),
        labels=all_values(tags, "label"),
        cost=said.get("cost"),
        spans=tuple((tag.key, tag.span) for tag in tags),
        state=barrier.state,
    )


def _checkin(entry: CheckIn, body: list[Part]) -> CheckIn:
    """A check-in with its body, which is its text if its own line has none."""
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


def first_values(tags: tuple[Tag, ...]) -> Said:
    """The first readable value of each kind of tag."""
    return {tag.key: tag.value for tag in reversed(tags) if tag.value is not None}


def all_values(tags: tuple[Tag, ...], key: str) -> tuple[str, ...]:
    """Every distinct value of a kind of tag that may be repeated."""
    return tuple(dict.fromkeys(tag.value for tag in tags if tag.key == key and isinstance(tag.value, str)))


def is_leaf(thing: ThingDraft) -> bool:
    """Whether a thing has no contents, so that a percentage of it can be done."""
    return thing.kind is not Kind.GOAL and not thing.steps


def _state(thing: ThingDraft, said: Said) -> State | None:
    """The state by box and tags: `done:DATE` means done, a start or a percentage under way."""
    box = thing.box.state if thing.box else None
    if box is State.DROPPED or box is State.DONE or not said:
        return box
    done = said.get("done")
    if isinstance(done, Period):
        return State.DONE
    if "since" in said or (done is not None and is_leaf(thing)):
        return State.UNDER_WAY
    return box
