"""From a plan and a question to its forecast: block by block, and what is to be learned from comparing runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from plainplan.facts.lateness import promised_days
from plainplan.facts.timeless import says_no_time
from plainplan.forecast.compare import TrialSums
from plainplan.forecast.days import Days, DayTable, day_table
from plainplan.forecast.draws import luck_of
from plainplan.forecast.result import Forecast, Outlook, PromiseOdds, Question
from plainplan.forecast.runs import Delay, Runs, latest_of
from plainplan.forecast.spreads import Spread, drawn_lengths, spreads_of
from plainplan.forecast.tally import EndCounts
from plainplan.forecast.threats import Hazard, Occurrences, hazards_of
from plainplan.model import Plan
from plainplan.schedule.calendar import BEYOND, LAST_DAY
from plainplan.schedule.schedule import Passes, work_out
from plainplan.schedule.slack import last_day
from plainplan.values import State

_CELLS = 1_500_000
"""About how many days of one kind a block holds: things times runs."""

_LARGEST, _SMALLEST = 2_500, 100
_EVENTS = 400_000
"""How many events all blocks together may work out, about: a very large plan has fewer runs."""

_YEAR = 366


def forecast(plan: Plan, today: int, question: Question) -> Forecast | None:
    """The forecast of a plan without errors; None where nothing in it has a date."""
    passes = work_out(plan, today)
    if says_no_time(plan) or not any(passes.network.live[goal] for goal in plan.goals):
        return None
    first, last = _span(passes)
    for top in (last + 2 * (last - first) + 40 * _YEAR, BEYOND):
        found = _Work(passes, question, day_table(passes.projected.calendar, first, min(top, BEYOND))).done()
        if found is not None:
            return found
    raise AssertionError("the longest table holds every day")


def _span(passes: Passes) -> tuple[int, int]:
    """The days that the scheduler has to do with, and some room before them for leads and dates of old."""
    network = passes.network
    days = [passes.projected.plan_start, passes.projected.today or 0]
    for thing in network.plan.things:
        if network.live[thing.index]:
            days += [passes.planned.start[thing.index], passes.projected.start[thing.index]]
            days += [passes.projected.end[thing.index]]
            days += [period.first.toordinal() for period in (thing.start, thing.since) if period]
    return max(1, min(days) - 3 * _YEAR), max(days)


@dataclass
class _Work:
    """One forecast being worked out with one table of days."""

    passes: Passes
    question: Question
    table: DayTable
    tallies: dict[int, EndCounts] = field(default_factory=dict)
    objective: EndCounts = field(default_factory=EndCounts)
    finish: EndCounts = field(default_factory=EndCounts)

    @cached_property
    def spreads(self) -> dict[int, Spread]:
        return spreads_of(self.passes.projected, self.table, self.question)

    @cached_property
    def hazards(self) -> tuple[Hazard, ...]:
        return hazards_of(self.passes.projected)

    @cached_property
    def goals(self) -> tuple[int, ...]:
        return tuple(goal for goal in self.passes.network.plan.goals if self.passes.network.live[goal])

    @cached_property
    def primary(self) -> tuple[int, ...]:
        """What the plan is for: its primary objectives, else all its goals."""
        plan = self.passes.network.plan
        found = tuple(thing.index for thing in plan.things if thing.primary and self.passes.network.live[thing.index])
        return found or self.goals

    @cached_property
    def promised(self) -> tuple[tuple[int, str, int], ...]:
        """What is open and has a day to keep."""
        found: list[tuple[int, str, int]] = []
        for thing in self.passes.network.plan.things:
            open_still = self.passes.projected.states[thing.index] is not State.DONE
            if self.passes.network.live[thing.index] and open_still:
                found += [(thing.index, *promised) for promised in promised_days(thing)]
        return tuple(found)

    def done(self) -> Forecast | None:
        """The forecast; None where a run left the table."""
        compared = TrialSums(self.passes, self.hazards, self.spreads, self.primary, self.question)
        for first, last in self._blocks:
            luck = luck_of(self.question.seed, first, last)
            occurrences = Occurrences(self.passes.projected, luck)
            lengths = drawn_lengths(self.passes.projected, self.table, self.spreads, luck)
            runs = Runs(self.passes.projected, self.table, lengths, delays_of(occurrences, self.hazards))
            runs.run(self.passes.order)
            if any(bool((runs.end[goal] >= self.table.top).any()) for goal in self.goals) and self.table.top < BEYOND:
                return None
            self._count(runs, last - first)
            compared.add(runs, occurrences, last - first)
        return self._answer(compared)

    @cached_property
    def _blocks(self) -> tuple[tuple[int, int], ...]:
        """The runs, in blocks that fit into memory; as many as are asked for, where a plan is not very large."""
        size = self.passes.network.size + 2 * len(self.hazards)
        events = len(self.passes.order) + 2 * len(self.hazards)
        block = max(_SMALLEST, min(_LARGEST, _CELLS // size))
        runs = min(self.question.runs, block * max(1, _EVENTS // events))
        return tuple((first, min(first + block, runs)) for first in range(0, runs, block))

    def _count(self, runs: Runs, number: int) -> None:
        for index in {*self.goals, *self.primary, *(one[0] for one in self.promised)}:
            self.tallies.setdefault(index, EndCounts()).add(np.minimum(runs.finish[index], LAST_DAY), number)
        for tally, indices in ((self.objective, self.primary), (self.finish, self.goals)):
            tally.add(_last(runs, indices), number)

    def _answer(self, compared: TrialSums) -> Forecast:
        projected = self.passes.projected
        odds = {index: tally.odds() for index, tally in self.tallies.items()}
        finish = last_day(projected)
        assert finish is not None
        return Forecast(
            question=self.question._replace(runs=self._blocks[-1][1]),
            wanted=self.question.runs,
            today=projected.today or 0,
            primary=() if self.primary == self.goals else self.primary,
            scheduled=max(projected.finish[index] for index in self.primary),
            objective=self.objective.odds(),
            scheduled_finish=finish,
            finish=self.finish.odds(),
            goals=tuple(Outlook(goal, projected.finish[goal], odds[goal]) for goal in self.goals),
            promises=tuple(PromiseOdds(index, key, day, odds[index].chance(day)) for index, key, day in self.promised),
            ranges=len(self.spreads),
            risks=len(self.hazards),
            drivers=compared.drivers(),
            threats=compared.threats(),
            worths=compared.worths(),
            compared=compared.runs,
            tried=compared.tried,
        )


def delays_of(occurrences: Occurrences, hazards: Sequence[Hazard]) -> Mapping[int, list[Delay]]:
    """By thing, what its barriers add to its end in each run."""
    found: dict[int, list[Delay]] = {}
    for hazard in hazards:
        found.setdefault(hazard.of, []).append(occurrences.delay(hazard))
    return found


def _last(runs: Runs, indices: Sequence[int]) -> Days:
    return np.minimum(latest_of([runs.finish[index] for index in indices]), LAST_DAY)
