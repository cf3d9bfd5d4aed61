"""What barriers do to a run: each happens or not, and where it happens its delay is added where it stands.

The rule, as `docs/forecast.md` tells it: a solution that is work changes the risk once it is finished, to the risk's
second value, else it halves it; several of them do so together, step by step. A contingency replaces the delay by
its own duration when that is shorter.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from plainplan.facts import is_settled
from plainplan.forecast.days import Lengths, same
from plainplan.forecast.draws import Luck
from plainplan.forecast.runs import Delay
from plainplan.forecast.spreads import Spread, spread_of
from plainplan.model import Barrier
from plainplan.schedule.forward import Pass
from plainplan.tuples import NamedTuple
from plainplan.values import Estimate, Risk, State

NOBODY: frozenset[int] = frozenset()


class Hazard(NamedTuple):
    """A barrier that may delay a thing: `works` are its solutions that are work, `reserves` its contingencies."""

    barrier: int
    of: int
    name: str
    risk: Risk
    delay: Estimate
    works: tuple[int, ...]
    reserves: tuple[tuple[int, Estimate], ...]

    def chance(self, without: frozenset[int] = NOBODY) -> float:
        """How likely it is once its solutions are finished, those of `without` aside."""
        count = sum(one not in without for one in self.works)
        if not count:
            return self.risk.before
        if self.risk.after is None:
            return float(self.risk.before * 0.5**count)
        if count == len(self.works) or not self.risk.before:
            return self.risk.after
        return float(self.risk.before * (self.risk.after / self.risk.before) ** (count / len(self.works)))


class Occurrences(NamedTuple):
    """Which hazards occur in one block of runs: its random draws, and the estimates as they turn out."""

    projected: Pass
    luck: Luck

    def delay(self, hazard: Hazard, without: frozenset[int] = NOBODY) -> Delay:
        """What the hazard adds in each run; nothing where it does not happen."""
        happens = self.luck.chance(hazard.name) < hazard.chance(without)
        waits = [self._length(hazard.delay, f"{hazard.name}/delay")]
        waits += [self._length(own, f"{hazard.name}/{one}") for one, own in hazard.reserves if one not in without]
        return tuple(Lengths(*(np.where(happens, part, 0) if part.any() else part for part in wait)) for wait in waits)

    def _length(self, estimate: Estimate, name: str) -> Lengths:
        calendar = self.projected.calendar
        spread: Spread | None = spread_of(calendar, estimate)
        return same(calendar.scheduled(estimate)) if spread is None else spread.drawn(self.luck, name)


def hazards_of(projected: Pass) -> tuple[Hazard, ...]:
    """The barriers that may still delay something: not ticked off, with a risk and a delay, on what is open."""
    plan, found = projected.network.plan, []
    seen: Counter[str] = Counter()
    for barrier in plan.barriers:
        name = f"{plan.things[barrier.of].id}/{barrier.title}"
        seen[name] += 1
        open_still = projected.network.live[barrier.of] and projected.states[barrier.of] is not State.DONE
        if barrier.risk and barrier.delay and open_still and not is_settled(barrier):
            found.append(_hazard(projected, barrier, f"{name}/{seen[name]}"))
    return tuple(found)


def _hazard(projected: Pass, barrier: Barrier, name: str) -> Hazard:
    things = projected.network.plan.things
    solutions = [things[index] for index in barrier.solutions]
    assert barrier.risk is not None
    assert barrier.delay is not None
    return Hazard(
        barrier.index, barrier.of, name, barrier.risk, barrier.delay,
        tuple(solution.index for solution in solutions if projected.network.live[solution.index]),
        tuple(
            (solution.index, solution.estimate)
            for solution in solutions
            if not solution.scheduled and solution.estimate is not None and solution.state is not State.DROPPED
        ),
    )  # fmt: skip
