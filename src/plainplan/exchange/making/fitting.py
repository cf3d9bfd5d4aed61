"""Which tags the days of a file need in the plan: only those that neither links nor the order of lines explain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plainplan.exchange.incoming import Unread
from plainplan.exchange.making.tagging import BEGUN, FINISHED, is_open
from plainplan.exchange.making.work import Forest, Work
from plainplan.exchange.rows import RowLink
from plainplan.schedule.calendar import Calendar
from plainplan.syntax.durations import read_estimate, read_lag
from plainplan.values import Estimate, Lag

_WAITS = ("after", "with")


class Fitting:
    """The days of a file beside its rows. A day is an ordinal; an end is the first day after."""

    def __init__(self, forest: Forest, calendar: Calendar, first: int, *, in_order: bool) -> None:
        self.forest = forest
        self.calendar = calendar
        self.first = first
        self.in_order = in_order
        self.starts: dict[int, int | None] = {}
        self.ends: dict[int, int | None] = {}

    def fit(self) -> None:
        """Add the tags that are needed to what everything has already."""
        works = list(self.forest.works())
        for work in reversed(works):  # what is inside comes first
            self._length(work)
            self._know(work)
        openings: dict[int, int] = {}
        for goal in self.forest.goals:
            self._place(goal, self.first, self.first, follows=False)
            openings[id(goal)] = self._opening(goal, self.first)
        for holder, siblings in self.forest.lists():
            opening = openings[id(holder)] if holder else self.first
            before = opening
            for place, work in enumerate(siblings):
                self._place(work, opening, before, follows=place > 0)
                openings[id(work)] = self._opening(work, opening)
                end = self.ends.get(id(work))
                if is_open(work.row) and end is not None:
                    before = max(before, end)

    # Lengths

    def _length(self, work: Work) -> None:
        """A duration where the row gives days and no words; of what holds something only where that says nothing."""
        row = work.row
        if not work.is_leaf and (row.start or row.finish or row.days) and _tells_time(work):
            work.tags.pop("duration", None)
            return
        days = row.days
        if row.start and row.finish and row.finish >= row.start and row.days != 0:
            days = self._days_between(row.start, row.finish)
        if "duration" not in work.tags and "on" not in work.tags and days is not None:
            is_plain = self.calendar.plain
            work.tags["duration"] = f"{days // 7}w" if is_plain and days and days % 7 == 0 else f"{days}d"

    def _days_between(self, start: date, finish: date) -> int:
        first, end = start.toordinal(), finish.toordinal() + 1
        if self.calendar.plain:
            return end - first
        return sum(not self.calendar.is_off(day) for day in range(first, min(end, first + 40_000)))

    # What is known of each

    def _know(self, work: Work) -> None:
        row = work.row
        start = row.start.toordinal() if row.start else None
        end = row.finish.toordinal() + 1 if row.finish else None
        inner = [self.starts.get(id(child)) for child in work.children]
        if known := [day for day in inner if day is not None]:
            start = None if any(map(self._began_some_day, work.children)) else min(known)
        ends = [self.ends.get(id(child)) for child in work.children]
        if known := [day for day in ends if day is not None]:
            end = max(known)
        if start is not None and end is not None and not work.is_leaf:
            end = max(end, self._laid(work, start) or end)
        if start is not None and row.days == 0:
            end = start
        elif start is not None and end is None and work.is_leaf:
            end = self._laid(work, start)
        self.starts[id(work)], self.ends[id(work)] = start, end
        if not work.is_leaf:
            self._compare(work, "start", row.start, start)
            self._compare(work, "finish", row.finish, None if end is None else end - 1)

    def _compare(self, work: Work, field: str, said: date | None, known: int | None) -> None:
        """Tell of a day of a goal that is another than what it holds comes to."""
        if said and known is not None and said.toordinal() != known:
            why = f"what it holds {'begins' if field == 'start' else 'ends'} on {date.fromordinal(known).isoformat()}"
            self.forest.unread.append(Unread(work.row.line, field, said.isoformat(), why, work.row.id))

    def _began_some_day(self, work: Work) -> bool:
        """Whether something has begun on a day that the file does not tell."""
        return work.row.state in (*BEGUN, *FINISHED) and self.starts.get(id(work)) is None

    def _laid(self, work: Work, start: int) -> int | None:
        estimate = read_estimate(work.tags["duration"]) if "duration" in work.tags else None
        if not isinstance(estimate, Estimate):
            return start + 1 if "on" in work.tags else start
        return self.calendar.lay(start, self.calendar.scheduled(estimate))

    # Where each begins

    def _place(self, work: Work, opening: int, before: int, *, follows: bool) -> None:
        """Tags for a row's first day; a day that is its last one and nothing else is a `due:`."""
        row, tags = work.row, work.tags
        start = self.starts.get(id(work))
        waits = [link for link in row.links if link.kind in _WAITS]
        if work.is_leaf and row.start is None and row.finish and not {"due", "on", "done"} & tags.keys():
            tags["due"] = row.finish.isoformat()
        if "on" in tags or row.not_before or not is_open(row):
            return
        if waits:
            self._after_links(work, waits, opening, start)
            return
        if follows and not self.in_order:
            tags["after"], before = "start", opening
        if start is None:
            return
        if start < self.calendar.skip(before) and before > opening and "after" not in tags:
            tags["after"], before = "start", opening
        if start > self.calendar.skip(before):
            self._not_before(work, start)

    def _not_before(self, work: Work, start: int) -> None:
        """A milestone with a day of its own is an appointment; anything else begins no earlier."""
        day = date.fromordinal(start).isoformat()
        if work.is_leaf and work.row.days == 0 and "due" not in work.tags:
            work.tags["on"] = day
        else:
            work.tags["start"] = day

    def _after_links(self, work: Work, waits: list[RowLink], opening: int, start: int | None) -> None:
        if start is None:
            return
        days = [self._linked(link, opening) for link in waits]
        known = [day for day in days if day is not None]
        if len(known) < len(days) or self.calendar.skip(max(known)) == start:
            return
        if self.calendar.skip(max(known)) < start:
            work.tags["start"] = date.fromordinal(start).isoformat()
        elif work.row.start and not work.row.since:
            why = "what it waits for ends later, and the link is kept"
            self.forest.unread.append(Unread(work.row.line, "start", work.row.start.isoformat(), why, work.row.id))

    def _linked(self, link: RowLink, opening: int) -> int | None:
        """The day from which a link lets something start; None where the file does not say when that is."""
        if link.id == "start":
            day: int | None = opening
        else:
            target = self.forest.by_id.get(link.id)
            known = self.ends if link.kind == "after" else self.starts
            day = known.get(id(target)) if target else None
        lag = read_lag(link.lag) if link.lag else None
        if day is None or not isinstance(lag, Lag):
            return day
        return self.calendar.lagged(day, lag)

    def _opening(self, work: Work, outer: int) -> int:
        """The day from which what is inside may begin."""
        start = work.tags.get("start")
        days = [outer if not work.tags.get("after") else self.starts.get(id(work)) or outer]
        if start:
            days.append(date.fromisoformat(start).toordinal())
        return self.calendar.skip(max(days))


def _tells_time(work: Work) -> bool:
    return all(_has_time(leaf) for leaf in _leaves(work))


def _has_time(work: Work) -> bool:
    row = work.row
    return bool(work.tags.keys() & {"duration", "on", "due"} or row.days is not None or row.start or row.finish)


def _leaves(work: Work) -> Iterator[Work]:
    waiting = [work]
    while waiting:
        one = waiting.pop()
        if one.is_leaf:
            yield one
        waiting += one.children
