"""What a format cannot carry, counted by kind and told in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from plainplan.compile import Compilation
from plainplan.exchange.rows import ExchangeRow, rows_of
from plainplan.model import Plan
from plainplan.tuples import NamedTuple
from plainplan.values import State

_DROPPED = (State.DROPPED,)
Count = Callable[[Plan, Sequence[ExchangeRow]], int]


class Kind(NamedTuple):
    """A kind of thing that may be lost: how it is counted, and its name for one and for several."""

    counted: Count
    one: str
    several: str


def _prose(plan: Plan, rows: Sequence[ExchangeRow]) -> int:
    """Blocks of prose: of sections, of goals and steps, of check-ins."""
    bodies = [section.body for section in plan.sections]
    bodies += [thing.body for thing in plan.things]
    return sum(type(part).__module__.endswith("prose") for body in bodies for part in body)


KINDS = {
    "barriers": Kind(lambda plan, rows: len(plan.barriers), "barrier", "barriers"),
    "noted": Kind(lambda plan, rows: len(plan.barriers), "barrier (kept as a note)", "barriers (kept as notes)"),
    "lags": Kind(lambda plan, rows: sum(bool(link.lag) for row in rows for link in row.links), "lag", "lags"),
    "with": Kind(
        lambda plan, rows: sum(link.kind == "with" for row in rows for link in row.links), "`with:`", "`with:`"
    ),
    "ranges": Kind(lambda plan, rows: sum(row.low is not None for row in rows), "range", "ranges"),
    "prose": Kind(_prose, "block of prose", "blocks of prose"),
    "check-ins": Kind(lambda plan, rows: len(plan.checkins), "check-in", "check-ins"),
    "occupations": Kind(lambda plan, rows: len(plan.occupations), "occupation", "occupations"),
    "costs": Kind(lambda plan, rows: sum(row.cost is not None for row in rows), "cost", "costs"),
    "habits": Kind(lambda plan, rows: sum(bool(row.every) for row in rows), "habit", "habits"),
    "people": Kind(lambda plan, rows: sum(len(row.who) for row in rows), "name of a person", "names of people"),
    "durations": Kind(
        lambda plan, rows: sum(bool(row.duration) for row in rows), "duration (as days)", "durations (as days)"
    ),
    "dropped": Kind(lambda plan, rows: sum(row.state in _DROPPED for row in rows), "dropped step", "dropped steps"),
    "traits": Kind(lambda plan, rows: len(plan.assessment), "trait", "traits"),
    "ideas": Kind(lambda plan, rows: len(plan.someday), "idea for someday", "ideas for someday"),
}
"""Every kind that some format leaves out."""


def losses(compilation: Compilation, module: str) -> dict[str, int]:
    """How many of each kind a format leaves out of a plan; those of which there are none aside.

    `module` names the format's module, whose `LEAVES_OUT` lists the kinds, and `NOUN` says what it makes.
    """
    kinds: tuple[str, ...] = import_module(module).LEAVES_OUT
    rows = rows_of(compilation) if kinds else ()
    counts = {kind: KINDS[kind].counted(compilation.plan, rows) for kind in kinds}
    return {kind: count for kind, count in counts.items() if count}


def losses_text(found: dict[str, int], output: str, module: str) -> str:
    """`nurse.mmd leaves out 3 barriers and 2 lags: a Mermaid chart has none`."""
    parts = [f"{count} {KINDS[kind].one if count == 1 else KINDS[kind].several}" for kind, count in found.items()]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{output} leaves out {listed}: {import_module(module).NOUN} has none"
