"""The text of each part of a plan that can change: tags as written, states as boxes."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

from plainplan.messages import Message, msg, msg_count, msg_join
from plainplan.model import START, Plan, Settings, Thing
from plainplan.syntax.tags import TAGS
from plainplan.values import Horizon, State

STATE_NAMES = {
    State.TO_DO: msg("to do"),
    State.UNDER_WAY: msg("under way"),
    State.DONE: msg("done"),
    State.DROPPED: msg("dropped"),
}
_HORIZONS = {Horizon.SHORT: msg("short"), Horizon.LONG: msg("long"), Horizon.PRIMARY: msg("primary")}
_MANY = {kind.field: kind.sign for kind in TAGS if kind.many}


def setting_text(settings: Settings, name: str) -> str | None:
    """A setting as a writer would put it."""
    value = getattr(settings, name)
    if name in ("start", "finish", "review"):
        return None if value is None else str(value.text)
    if name == "pace":
        return f"{float(value):g}h/week"
    if name == "workdays":
        days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        return ",".join(days[day] for day in value)
    if name in ("away", "holidays"):
        entries = Counter(one.file for one in value if one.file)
        written: list[str] = [f"{one.first}..{one.last}" for one in value if not one.file]
        written += [
            msg_count("{file} ({n} entries)", "{file} ({n} entries)", count, file=file)
            for file, count in sorted(entries.items())
        ]
        return msg_join(", ", written) or None
    return None if value is None else str(value)


def time_text(days: int, *, some_done: bool) -> Message:
    """Time that passed between two versions, and what was done in it."""
    if days < 0:
        return msg_count("{n} day back in time", "{n} days back in time", -days)
    if some_done:
        return msg_count(
            "{n} day passed with less done than planned", "{n} days passed with less done than planned", days
        )
    return msg_count("{n} day passed without progress", "{n} days passed without progress", days)


def aspect_text(plan: Plan, thing: Thing, aspect: str) -> str | None:
    """What a thing says in one aspect, None where it says nothing."""
    if aspect == "title":
        return thing.title
    if aspect == "state":
        return _state(thing)
    if aspect == "waits":
        return _waits(plan, thing)
    if aspect == "scheduled":
        return msg("work") if thing.scheduled else msg("in reserve")
    if aspect == "numbered":
        return msg("numbered") if thing.numbered else msg("bulleted")
    if aspect == "horizon":
        return msg("primary") if thing.primary else _HORIZONS[thing.horizon] if thing.horizon else None
    return value_text(aspect, getattr(thing, aspect))


def value_text(aspect: str, value: Any) -> str | None:
    """What a tag says, as it is written."""
    if aspect in _MANY:
        return " ".join(f"{_MANY[aspect]}{name}" for name in value) or None
    if isinstance(value, Fraction):
        return f"{float(value):.2f}".removesuffix(".00")
    return None if value is None else str(getattr(value, "text", value))


def _state(thing: Thing) -> str:
    if thing.state is None:
        return msg("no box")
    said: list[str] = [STATE_NAMES[thing.state]]
    if thing.done is not None:
        said.append(thing.done.text)
    if thing.since is not None:
        said.append(msg("since {day}", day=thing.since.text))
    if thing.done_part is not None:
        said.append(msg("{number} %", number=int(thing.done_part * 100)))
    return msg_join(" ", said)


def _waits(plan: Plan, thing: Thing) -> str | None:
    parts = []
    for kind in TAGS:
        references = getattr(thing, kind.field) if kind.aspect == "waits" else None
        if references is not None:
            names = [
                ("start" if reference.target == START else plan.things[reference.target].id)
                + (reference.lag.text if reference.lag else "")
                for reference in references
            ]
            parts.append(f"{kind.sign}{','.join(names)}")
    return " ".join(parts) or None
