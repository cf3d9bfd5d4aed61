"""What a forecast is asked, and what it finds out: plain values. Days are ordinals, chances go from 0 to 1."""

from __future__ import annotations

from plainplan.tuples import NamedTuple

RUNS = 10_000
SEED = 1
LEVELS = (50, 80, 95)
"""The likelihoods, in percent, for which a forecast always gives the day."""


class Question(NamedTuple):
    """How many runs, with which seed; by which day, if one is asked for.

    `spread` gives every single duration a margin (0.2: a fifth less or more). `history` holds what earlier
    steps took, as parts of what was planned for them: then single durations take one of these, each as likely.
    `drivers` asks what drives the finish and what solutions are worth, which takes more runs.
    """

    runs: int = RUNS
    seed: int = SEED
    by: int | None = None
    spread: float = 0.0
    history: tuple[float, ...] = ()
    drivers: bool = True


class Bar(NamedTuple):
    """How many runs ended in the days from `first` to `last`."""

    first: int
    last: int
    runs: int


class Odds(NamedTuple):
    """How often something ended on which day: `counts` are runs a day, from `first` on."""

    first: int
    counts: tuple[int, ...]

    @property
    def runs(self) -> int:
        return sum(self.counts)

    def day(self, percent: float) -> int:
        """The first day by which it has ended in at least that percentage of the runs."""
        wanted, runs, so_far = percent / 100, self.runs, 0
        for place, count in enumerate(self.counts):
            so_far += count
            if so_far >= wanted * runs - 1e-9 and so_far:
                return self.first + place
        return self.first + len(self.counts) - 1

    def chance(self, day: int) -> float:
        """In which part of the runs it has ended by the end of that day."""
        return sum(self.counts[: max(0, day - self.first + 1)]) / self.runs

    def bars(self, most: int) -> tuple[Bar, ...]:
        """The histogram, in at most `most` bins of equal width."""
        width = max(1, -(-len(self.counts) // most))
        return tuple(
            Bar(self.first + start, self.first + start + width - 1, sum(self.counts[start : start + width]))
            for start in range(0, len(self.counts), width)
        )


class Outlook(NamedTuple):
    """When a thing is finished: as scheduled, and as it may turn out."""

    thing: int
    scheduled: int
    odds: Odds


class PromiseOdds(NamedTuple):
    """A `due:` or `on:` of a thing that is open, and how likely it is kept."""

    thing: int
    key: str
    day: int
    chance: float


class Driver(NamedTuple):
    """A step, or a goal with a range: in which part of the runs the end goes back to it, and by how many days on
    average the end would be earlier if it never took longer than scheduled."""

    thing: int
    critical: float
    days: float


class BarrierThreat(NamedTuple):
    """A barrier: how likely it is as things stand, in which part of the runs the end goes back to its delay, and by
    how many days on average the end would be earlier without it."""

    barrier: int
    chance: float
    critical: float
    days: float


class Worth(NamedTuple):
    """A solution: by how many days on average the end would be later without what it does, and by how many it would
    be earlier if its own work took no time."""

    solution: int
    barrier: int
    days: float
    takes: float


class Forecast(NamedTuple):
    """The answers. `objective` are the odds of the primary objective (of the last one, where there are several;
    of the plan's last goal, where there is none), `finish` those of the whole plan.

    `ranges` and `risks` count what is uncertain. `question` tells how many runs were made, `wanted` how many were asked
    for. `compared` is how many of them drivers, threats and worths rest on, `tried` whether each of those was tried,
    and not some of them estimated.
    """

    question: Question
    today: int
    primary: tuple[int, ...]
    scheduled: int
    objective: Odds
    scheduled_finish: int
    finish: Odds
    goals: tuple[Outlook, ...]
    promises: tuple[PromiseOdds, ...]
    ranges: int
    risks: int
    drivers: tuple[Driver, ...] = ()
    threats: tuple[BarrierThreat, ...] = ()
    worths: tuple[Worth, ...] = ()
    compared: int = 0
    tried: bool = True
    wanted: int = RUNS
