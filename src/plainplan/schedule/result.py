"""What the scheduler finds out. Days are ordinals (`datetime.date.toordinal`)."""

from __future__ import annotations

from plainplan.tuples import NamedTuple
from plainplan.values import Horizon, Lag, State

REASONS = (
    "plan start", "opening", "order", "after", "before", "with", "primary", "focus", "solution",
    "start tag", "on tag", "since", "done", "as-of", "day off",
)  # fmt: skip
"""Every reason that a start can have; `plan why` and the JSON name them."""


class Reason(NamedTuple):
    """Why a thing starts when it starts: one of `REASONS`, and the index of the thing that set it, if one did.

    `lag` is the lag or lead that was counted from it. Of a start that days off moved on, `put_off` is the rule that
    set the day before. What holds others and has no reason of its own has that of one in it, `inside`.
    """

    rule: str
    ref: int | None = None
    lag: Lag | None = None
    put_off: str = ""
    inside: int | None = None


class Dates(NamedTuple):
    """A thing's days in one pass. `finish` is the last day, shown to people; `end` is the first day on which
    what waits for it may start. `days` counts calendar days, 0 for a milestone."""

    start: int
    finish: int
    end: int
    days: int
    reason: Reason


class Progress(NamedTuple):
    """Leaf steps and scheduled solutions that are done, of all that are not dropped."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        """Rounded down; 0 of nothing is 0."""
        return self.done * 100 // self.total if self.total else 0


NOTHING_TO_DO = Progress(0, 0)


class Dated(NamedTuple):
    """What follows for one thing. Dates are None for what is dropped or not scheduled.

    `slip` is projected minus planned finish, in days. `slack` is None for what is done. `estimate` holds the
    nominal days of the shortest, likely and longest duration written.
    """

    state: State
    planned: Dates | None
    projected: Dates | None
    horizon: Horizon | None = None  # of goals
    slip: int | None = None
    slack: int | None = None
    critical: bool = False
    latest_start: int | None = None
    latest_finish: int | None = None
    progress: Progress = NOTHING_TO_DO
    percent: int | None = None  # of a leaf step under way with `done:40%`
    estimate: tuple[float | None, float | None, float | None] = (None, None, None)


class Schedule(NamedTuple):
    """The dates of a whole plan; `things` stands beside `Plan.things`, index for index.

    `plan_start` is the day from which the plan is laid; `start` and `finish` are the first and last projected
    day of anything in it (None where nothing is scheduled), likewise planned. `timeline` lists the top-level
    goals as the timeline shows them; `critical` and `next` list things: what has no slack, what can be done now.
    Where slack is not `slack_exact`, a very large plan may have a little more of it than is told.
    """

    today: int
    plan_start: int
    start: int | None
    finish: int | None
    planned_start: int | None
    planned_finish: int | None
    slip: int | None
    progress: Progress
    things: tuple[Dated, ...]
    timeline: tuple[int, ...]
    critical: tuple[int, ...]
    next: tuple[int, ...]
    primary: tuple[int, ...]
    slack_exact: bool = True
