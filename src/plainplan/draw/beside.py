"""Two versions of the same goals as bars, one above the other, on one axis."""

from __future__ import annotations

from collections.abc import Sequence

from plainplan.draw.axis import axis_for
from plainplan.draw.picture import AxisTick, LaneMark
from plainplan.messages import msg
from plainplan.tuples import NamedTuple
from plainplan.words import Words


class Span(NamedTuple):
    """What is drawn: a title, its days before and now, what to say of it, and why."""

    title: str
    before: tuple[int, int] | None
    after: tuple[int, int] | None
    text: str
    cause: str


class BesideRow(NamedTuple):
    """A row: its title, the bars before and now, in percent of the lane; what is said of it, and why."""

    title: str
    before: LaneMark | None
    after: LaneMark | None
    text: str
    cause: str


class Beside(NamedTuple):
    """The picture: its ticks, its rows, and what the two kinds of bars are called."""

    ticks: tuple[AxisTick, ...]
    rows: tuple[BesideRow, ...]
    labels: tuple[str, str]


def beside(spans: Sequence[Span], words: Words) -> Beside | None:
    """The picture of these; None where nothing has days."""
    days = [day for span in spans for pair in (span.before, span.after) if pair for day in pair]
    if not days:
        return None
    axis = axis_for(min(days), max(days), words)

    def bar(days: tuple[int, int] | None) -> LaneMark | None:
        return axis.mark(days[0], days[1] + 1) if days else None

    rows = tuple(BesideRow(one.title, bar(one.before), bar(one.after), one.text, one.cause) for one in spans)
    return Beside(axis.ticks, rows, (words.tell(msg("before")), words.tell(msg("now"))))
