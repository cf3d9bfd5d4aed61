"""What a plan means, as lines of text: sections and what stands in them, with every part in its place."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan import prose
from plainplan.model import (
    START,
    AssessmentPart,
    Barrier,
    BarrierPart,
    CheckInPart,
    OccupationsPart,
    Part,
    Plan,
    Reference,
    SomedayPart,
    Thing,
    ThingPart,
)


def dump_meaning(plan: Plan) -> str:
    """The plan's title, then a line for everything in each section, nested as it is held."""
    lines = [f"title: {plan.title}"]
    for section in plan.sections:
        horizon = f" ({section.horizon.value})" if section.horizon else ""
        lines.append(f"{section.kind.value}{horizon}: {section.title}".rstrip())
        lines.extend("  " + line for line in _parts(plan, section.body))
    return "".join(line + "\n" for line in lines)


def _parts(plan: Plan, parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        line, inside = _part(plan, part)
        yield line
        for below in _parts(plan, inside):
            yield "  " + below


def _part(plan: Plan, part: Part) -> tuple[str, tuple[Part, ...]]:
    if isinstance(part, ThingPart):
        thing = plan.things[part.index]
        return _thing(plan, thing), thing.body
    if isinstance(part, BarrierPart):
        barrier = plan.barriers[part.index]
        return _barrier(plan, barrier), barrier.body
    if isinstance(part, CheckInPart):
        entry = plan.checkins[part.index]
        return f"check-in {entry.date} [{', '.join(entry.who)}] {entry.text}", entry.body
    if isinstance(part, SomedayPart):
        return f"someday {plan.someday[part.index].title}", plan.someday[part.index].body
    if isinstance(part, AssessmentPart):
        trait = plan.assessment[part.index]
        return f"{trait.key}: {trait.text}", trait.body
    if isinstance(part, OccupationsPart):
        return f"occupations: {_occupations(plan)}", ()
    return _prose(part), ()


def _thing(plan: Plan, thing: Thing) -> str:
    words = [thing.kind.value, f"^{thing.id}", repr(thing.title)]
    words += [thing.state.value] if thing.state else []
    words += [f"{thing.horizon.value}-term" if thing.horizon.value != "primary" else "primary"] if thing.horizon else []
    words += ["numbered"] if thing.numbered else []
    words += [] if thing.scheduled else ["not scheduled"]
    words += [thing.estimate.text] if thing.estimate else []
    words += [f"{float(thing.done_part):.0%} done"] if thing.done_part is not None else []
    words += [f"after {_references(plan, thing.after)}"] if thing.after is not None else []
    words += [f"with {_references(plan, thing.with_)}"] if thing.with_ is not None else []
    return " ".join(words)


def _references(plan: Plan, references: tuple[Reference, ...]) -> str:
    names = ("start" if one.target == START else plan.things[one.target].id for one in references)
    lags = (one.lag.text if one.lag else "" for one in references)
    return ",".join(name + lag for name, lag in zip(names, lags, strict=True)) or "nothing"


def _barrier(plan: Plan, barrier: Barrier) -> str:
    words = ["barrier", repr(barrier.title), "of", plan.things[barrier.of].id]
    words += [barrier.state.value] if barrier.state else []
    words += [barrier.delay.text] if barrier.delay else []
    words += [f"risk {barrier.risk.before:g}"] if barrier.risk else []
    return " ".join(words)


def _occupations(plan: Plan) -> str:
    criteria = (one.title + (f" x{one.weight}" if one.weight is not None else "") for one in plan.criteria)
    rows = (f"{one.name} ({one.stage or 'no stage'})" for one in plan.occupations)
    return f"{', '.join(criteria)}; {', '.join(rows)}"


def _prose(block: prose.Block) -> str:
    if isinstance(block, prose.Paragraph):
        return f"text {prose.plain(block.children)!r}"
    if isinstance(block, prose.Heading):
        return f"heading {block.level} {prose.plain(block.children)!r}"
    if isinstance(block, prose.List):
        kind = "bullets" if block.start is None else f"numbers from {block.start}"
        return f"notes, {kind}: {'; '.join(_note(item) for item in block.items)}"
    return type(block).__name__.lower()


def _note(item: prose.ListItem) -> str:
    box = f"({item.state.value}) " if item.state else ""
    return box + " / ".join(_prose(block) for block in item.blocks)
