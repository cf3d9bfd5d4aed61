"""Many runs at once give what one pass gives: the forecast's forward pass against the scheduler's own."""

from __future__ import annotations

import random
from copy import copy
from datetime import date

import numpy as np
import pytest

from needs import stress
from plainplan.compile import compile_text
from plainplan.forecast.days import Days, Lengths, day_table
from plainplan.forecast.runs import Runs
from plainplan.schedule.calendar import LAST_DAY, Length
from plainplan.schedule.forward import Pass
from plainplan.schedule.result import Reason
from plainplan.schedule.schedule import Passes, work_out
from plainplan.values import State
from plans import BESIDE, TODAY, Shape, random_plan

RUNS = 3
NOW = date.fromisoformat(TODAY).toordinal()


def passes_of(seed: int) -> Passes:
    text = random_plan(seed, Shape(holidays=0.4))
    made = compile_text("random.plan.md", text, date.fromisoformat(TODAY), companions=BESIDE)
    if made.has_errors:
        pytest.skip("this plan has a loop in it")
    return work_out(made.plan, NOW)


def drawn(pick: random.Random) -> Length:
    return Length(pick.choice([0, 0, 0, 1, 7]), pick.randint(0, 40), pick.choice([0, 0, pick.randint(0, 30)]))


class HeldUp(Pass):
    """A pass in which barriers hold things up once they would end."""

    held_up: dict[int, int]

    def _put(self, index: int, start: int, finish: int, end: int, reason: Reason) -> None:
        late = self.held_up.get(index, 0)
        super()._put(index, start, finish + late, end + late, reason)


def one_pass(passes: Passes, lengths: dict[int, Length], delays: dict[int, int]) -> Pass:
    """The scheduler's projection with other lengths and delays; the plan's own days stay."""
    base = passes.projected
    planned = copy(passes.planned)
    planned.end = list(planned.end)
    for index, length in lengths.items():
        lay = base.calendar.lay_through if base.is_appointment(index) else base.calendar.lay
        planned.end[index] = lay(planned.start[index], length)
    mixed = tuple(lengths.get(index, own) for index, own in enumerate(base.lengths))
    found = HeldUp(base.network, base.calendar, mixed, base.states, base.plan_start, base.today, planned, base.shares)
    found.held_up = delays
    return found.run(passes.order)


def stacked(lengths: list[Length]) -> Lengths:
    return Lengths(*(np.array(parts, dtype=np.int64) for parts in zip(*lengths, strict=True)))


def at(found: Days, run: int) -> int:
    return int(found[run % len(found)])


def agree(passes: Passes, runs: Runs, run: int, one: Pass) -> None:
    network = passes.network
    for index in range(network.size):
        if network.live[index]:
            name = network.plan.things[index].id
            vector = tuple(at(found[index], run) for found in (runs.start, runs.finish, runs.end))
            assert vector == (one.start[index], one.finish[index], one.end[index]), f"{name} in run {run}"
            if not network.leaf[index]:
                assert at(runs.opening[index], run) == one.opening[index], f"{name} in run {run}"


@pytest.mark.parametrize("seed", range(stress(30, 3000)))
def test_runs_agree_with_passes(seed: int) -> None:
    passes = passes_of(seed)
    network, pick = passes.network, random.Random(seed)
    table = day_table(passes.projected.calendar, date(2020, 1, 1).toordinal(), LAST_DAY if seed == 0 else 750_000)
    plain = Runs(passes.projected, table, {}, {}).run(passes.order)
    agree(passes, plain, 0, passes.projected)

    still = [index for index in range(network.size) if passes.projected.states[index] is not State.DONE]
    open_things = [index for index in still if network.live[index]]
    drawable = [one for one in open_things if network.leaf[one] or passes.projected.lengths[one] is not None]
    lengths = {one: [drawn(pick) for _ in range(RUNS)] for one in drawable if pick.random() < 0.7}
    delays = {one: [pick.choice([0, 5, 90]) for _ in range(RUNS)] for one in open_things if pick.random() < 0.2}
    if passes.projected.calendar.away.first:
        delays = {}  # a delay is laid around days away, which the scheduler's own trials are not
    runs = Runs(
        passes.projected,
        table,
        {one: stacked(found) for one, found in lengths.items()},
        {one: [(stacked([Length(0, days, 0) for days in found]),)] for one, found in delays.items()},
    ).run(passes.order)
    for run in range(RUNS):
        one = one_pass(
            passes,
            {index: found[run] for index, found in lengths.items()},
            {index: found[run] for index, found in delays.items()},
        )
        agree(passes, runs, run, one)
