"""A cache of HTML fragments by what they show, for processes that render the same page again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from plainplan.draw.picture import Lane
from plainplan.plain import is_used
from plainplan.view.parts import Card, GoalPart, GoalView, RoadRow

Make = Callable[[Any], str]
"""Makes a piece of a page of what it shows: a template's macro."""

_Row = TypeVar("_Row", Lane, RoadRow, Card)


def made_anew(make: Make, shown: Any) -> str:
    """Renders a fragment without a cache."""
    return make(shown)


class Pieces:
    """The fragments of one plan's last page.

    A fragment's key is all that it shows. Fragments not used by a page are dropped after it, and all of them when the
    page's fixed words change. Fragments with pictures are rendered each time, since the files may have changed.
    `around` wraps each fragment, so that it can be found in the page.
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
        """Begin a page; `words` are all values shared by its fragments."""
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
    """What a fragment shows, without the line number of a step, which our own templates do not show."""
    if not isinstance(shown, GoalView):
        return shown
    parts = [GoalPart(part.prose, tuple(step._replace(line=0) for step in part.steps)) for part in shown.parts]
    barriers = [one._replace(line=0, write_under="") if one.solutions else one for one in shown.barriers]
    return shown._replace(parts=tuple(parts), barriers=tuple(barriers))


def by_goal(rows: Iterable[_Row]) -> Iterator[Sequence[_Row]]:
    """Rows in runs, each from one goal to the next."""
    run: list[_Row] = []
    for row in rows:
        if run and row.kind in ("group", "goal") and run[-1].kind != "group":
            yield tuple(run)
            run = []
        run.append(row)
    if run:
        yield tuple(run)
