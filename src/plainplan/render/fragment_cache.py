"""Pieces of a page that are as they were the last time: kept by what they show, for a process that makes it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from plainplan.draw.picture import Lane
from plainplan.plain import is_used
from plainplan.view.parts import GoalPart, GoalView, RoadRow

Make = Callable[[Any], str]
"""Makes a piece of a page of what it shows: a template's macro."""


def made_anew(make: Make, shown: Any) -> str:
    """The piece, where none are kept."""
    return make(shown)


class Pieces:
    """The pieces of one plan's page as it was last made.

    A piece is looked up by all that it shows. What the page uses no more is forgotten, and so is everything when
    the page is in other words than before. A piece with pictures is made each time: they may have changed.
    `around` is put around each piece, to find it in the page again.
    """

    def __init__(self, around: Callable[[str], str] = str) -> None:
        self._around = around
        self._words: object = None
        self._before: dict[tuple[str, str], str] = {}
        self._now: dict[tuple[str, str], str] = {}

    @property
    def count(self) -> int:
        return len(self._now)

    def begin(self, words: object) -> None:
        """A page is made, in these words."""
        self._before = self._now if words == self._words and is_used("fragments") else {}
        self._now = {}
        self._words = words

    def piece(self, make: Make, shown: Any, pictures: Callable[[], int]) -> str:
        """The piece as it was made before, or made now; `pictures` tells how many were asked for so far."""
        # By its `repr`, since tuples of different kinds, and 1 and 1.0, are equal and look different.
        key = (getattr(make, "name", ""), repr(_looks(shown)))
        made = self._before.get(key)
        if made is None:
            asked = pictures()
            fresh = make(shown)
            made = type(fresh)(self._around(fresh))
            if pictures() != asked:
                return made
        self._now[key] = made
        return made


def _looks(shown: Any) -> Any:
    """What is shown, without what our own templates don't show: in which line a step stands."""
    if not isinstance(shown, GoalView):
        return shown
    parts = [GoalPart(part.prose, tuple(step._replace(line=0) for step in part.steps)) for part in shown.parts]
    barriers = [one._replace(line=0, write_under="") if one.solutions else one for one in shown.barriers]
    return shown._replace(parts=tuple(parts), barriers=tuple(barriers))


def by_goal(rows: Iterable[Lane] | Iterable[RoadRow]) -> Iterator[Sequence[Lane | RoadRow]]:
    """Rows in runs, each from one goal to the next."""
    run: list[Lane | RoadRow] = []
    for row in rows:
        if run and row.kind in ("group", "goal") and run[-1].kind != "group":
            yield tuple(run)
            run = []
        run.append(row)
    if run:
        yield tuple(run)
