"""Which goals finish on another day in a newer version of a plan, by how much, and because of which changes."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.compile import Compilation
from plainplan.following.changes import Difference, PlanChange, finish_told
from plainplan.following.wording import cause_text
from plainplan.tuples import NamedTuple

_MOST = 3


class GoalMove(NamedTuple):
    """A top-level goal in both versions: its projected days in each, and the changes inside it, in words."""

    title: str
    before: tuple[int, int] | None
    after: tuple[int, int] | None
    causes: tuple[str, ...]

    @property
    def days(self) -> int:
        """By how many days its finish moved; 0 where one version has none."""
        return self.after[1] - self.before[1] if self.before and self.after else 0


class Since(NamedTuple):
    """What happened to a plan since an earlier version: its day, what was done, which goals moved, and by how many days
    the finish did (None: one of the two has none)."""

    day: int
    done: tuple[str, ...]
    moves: tuple[GoalMove, ...]
    days: int | None


def moves_in(found: Difference) -> tuple[GoalMove, ...]:
    """Every top-level goal of both versions."""
    inside = _changes_by_goal(found)
    return tuple(
        GoalMove(
            goal.title,
            _days(found.old, goal.id),
            _days(found.new, goal.id),
            tuple(cause_text(one, "“", "”") for one in inside.get(goal.id, ())[:_MOST]),
        )
        for goal in found.goals
    )


def since(found: Difference) -> Since:
    """The same as news: only what moved, and what was done."""
    moves = tuple(move for move in moves_in(found) if move.days)
    before, after = finish_told(found.old), finish_told(found.new)
    days = None if before is None or after is None else after - before
    return Since(found.old.schedule.today, tuple(_done(found)), moves, days)


def _done(found: Difference) -> Iterator[str]:
    """What was ticked between the two."""
    for one in found.changes:
        if one.aspect == "state" and (one.after or "").startswith("done"):
            yield one.title


def _changes_by_goal(found: Difference) -> dict[str, list[PlanChange]]:
    """The changes inside each top-level goal, by its name."""
    facts = found.new.facts
    tops = {thing.id: facts.plan.things[facts.top_goal(thing.index)].id for thing in facts.plan.things}
    inside: dict[str, list[PlanChange]] = {}
    for change in found.changes:
        if change.id in tops and change.of not in ("time", "check-in"):
            inside.setdefault(tops[change.id], []).append(change)
    return inside


def _days(version: Compilation, name: str) -> tuple[int, int] | None:
    facts = version.facts
    index = next((thing.index for thing in facts.plan.things if thing.id == name), None)
    dates = None if index is None or version.has_errors else facts.projected(index)
    return None if dates is None else (dates.start, dates.finish)
