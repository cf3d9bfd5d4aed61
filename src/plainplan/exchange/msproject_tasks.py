"""A plan's nodes as tasks of Microsoft Project: where they stand, what holds them there, what has happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from zlib import crc32

from plainplan.compile import Compilation
from plainplan.exchange.links import Node, Wait, nodes_of
from plainplan.exchange.rows import ExchangeRow, rows_of
from plainplan.model import Barrier, Kind
from plainplan.tuples import NamedTuple
from plainplan.values import State

AS_SOON_AS_POSSIBLE, MUST_START_ON, START_NO_EARLIER = 0, 2, 4
GOAL, SOLUTION, HORIZON, LINKS, BEGUN = "goal", "solution", "horizon:", "links:", "begun"
NUMBERED = "numbered"
SHARED = "shared"
"""What our field says of a task that has its share of its goal's duration."""
WHOLE = "whole"
"""What our field says of a task that is only the own duration of the goal that it stands in."""
HELD = "held:"
"""What stands there before a day that holds a task without a tag that says so: the plan comes to it by itself."""
_BEGUN = (State.UNDER_WAY, State.DONE)
_WAITING = (State.TO_DO,)
_OPEN = (State.UNDER_WAY, State.TO_DO)


class Task(NamedTuple):
    """A task. Days are ordinals; `end`, `deadline` and the second day of `baseline` are the first ones after it.

    `constraint` is a kind and a day; `own` what our field says, `notes` are lines. What is not `active` is dropped.
    """

    uid: int
    level: int
    name: str
    start: int
    end: int
    baseline: tuple[int, int] | None = None
    summary: bool = False
    begun: bool = False
    percent: int | None = None
    constraint: tuple[int, int] | None = None
    deadline: int | None = None
    waits: tuple[tuple[int, Wait], ...] = ()
    own: str = ""
    notes: tuple[str, ...] = ()
    active: bool = True


def links_sum(waits: Iterable[tuple[int, Wait]]) -> str:
    """A few letters that are others once a link was changed, given or taken away."""
    told = sorted((uid, wait.gap, wait.starts) for uid, wait in waits)
    return f"{crc32(repr(told).encode()):x}"


def tasks_of(compilation: Compilation) -> tuple[Task, ...]:
    """The tasks in the order of their outline; behind what a goal holds, a task of its own duration where that is
    longer."""
    return tuple(_Maker(compilation).tasks())


class _Maker:
    def __init__(self, compilation: Compilation) -> None:
        self.compilation = compilation
        self.nodes = {node.row.id: node for node in nodes_of(compilation)}
        self.first = min((node.start for node in self.nodes.values()), default=0)
        self.planned = {id: (node.start, node.end) for id, node in self.nodes.items()}
        self.rows = rows_of(compilation)
        self.by_id = {row.id: row for row in self.rows}
        self.places = {thing.id: thing.index for thing in compilation.plan.things}
        self.uids = {row.id: number for number, row in enumerate(self.rows, 1)}
        self.days = {id: self._projected(node) for id, node in self.nodes.items()}
        self.inside = self._inside()
        self.barriers: dict[str, list[Barrier]] = defaultdict(list)
        for barrier in compilation.plan.barriers:
            self.barriers[compilation.plan.things[barrier.of].id].append(barrier)

    def _inside(self) -> dict[str | None, list[ExchangeRow]]:
        """By id, what stands in a row, a solution on a step before the step."""
        found: dict[str | None, list[ExchangeRow]] = defaultdict(list)
        places = {row.id: place for place, row in enumerate(self.rows)}
        for row in self.rows:
            found[self._holder(row)].append(row)
        for rows in found.values():
            rows.sort(key=lambda row: (places[row.parent or ""], 0) if self._is_beside(row) else (places[row.id], 1))
        return found

    def _is_beside(self, row: ExchangeRow) -> bool:
        """Whether it is a solution on a step, which stands beside it."""
        return row.kind is Kind.SOLUTION and row.parent is not None and self.by_id[row.parent].kind is not Kind.GOAL

    def _holder(self, row: ExchangeRow) -> str | None:
        """What holds it: nothing that has a length of its own holds what is dropped, which would make it a summary."""
        if row.id in self.nodes:
            return self.nodes[row.id].parent
        holder = self.by_id[row.parent].parent if self._is_beside(row) and row.parent else row.parent
        while holder is not None and holder in self.nodes and not self.nodes[holder].inside:
            holder = self.by_id[holder].parent
        return holder

    def tasks(self) -> Iterator[Task]:
        wholes = len(self.rows)
        waiting: list[tuple[ExchangeRow | Node, int]] = [(row, 1) for row in reversed(self.inside[None])]
        while waiting:
            one, level = waiting.pop()
            if isinstance(one, Node):
                wholes += 1
                yield self._whole(one, wholes, level)
                continue
            node = self.nodes.get(one.id)
            yield self._dropped(one, level) if node is None else self._task(node, level)
            if node is not None and node.own_end is not None:
                waiting.append((node, level + 1))
            waiting += [(row, level + 1) for row in reversed(self.inside.get(one.id, []))]

    def _task(self, node: Node, level: int) -> Task:
        row = node.row
        start, end = self.days[row.id]
        constraint, held = self._constraint(node)
        waits = tuple((self.uids[wait.id], wait) for wait in map(self._of_leaves, node.waits))
        begun, done = row.state in _BEGUN, row.done is not None
        return Task(
            uid=self.uids[row.id],
            level=level,
            name=row.title,
            start=start,
            end=end,
            baseline=(node.start, node.end),
            summary=bool(node.inside),
            begun=begun and (done or not node.inside),
            percent=100 if done else None if node.inside else row.percent,
            constraint=constraint,
            deadline=None if row.due is None else row.due.toordinal() + 1,
            waits=waits,
            own=" ".join((*self._own(row, end - start, links_sum(waits)), *held)),
            notes=tuple(self._notes(row)),
        )

    def _own(self, row: ExchangeRow, days: int, links: str = "") -> Iterator[str]:
        """What has no field of its own, as it is written in the plan; links name tasks by their numbers."""
        thing = self.compilation.plan.things[self.places[row.id]]
        is_leaf = not self.inside.get(row.id)
        if row.duration:
            yield f"{row.duration} = {days}d" if is_leaf else row.duration
        elif is_leaf and days:
            yield f"{SHARED} = {days}d"
        yield from self._own_links(row)
        yield f"{LINKS}{links}"
        for key, value in (("on", row.on), ("start", row.not_before), ("every", row.every), ("cost", row.cost)):
            if value is not None and value != "":
                yield f"{key}:{value:f}" if key == "cost" else f"{key}:{value}"
        if row.since and not is_leaf:
            yield f"since:{row.since}"
        if not is_leaf and thing.state in _OPEN and row.state in _OPEN[:1]:
            yield BEGUN
        yield from (f"@{one}" for one in row.who)
        yield from (f"#{one}" for one in row.labels)
        yield from self._own_place(row)
        if thing.named:
            yield f"^{row.id}"

    def _own_links(self, row: ExchangeRow) -> Iterator[str]:
        for kind in ("after", "with", "before"):
            named = [f"{self.uids.get(link.id, link.id)}{link.lag}" for link in row.links if link.kind == kind]
            if named:
                yield f"{kind}:{','.join(named)}"

    def _own_place(self, row: ExchangeRow) -> Iterator[str]:
        """What it is where its place does not say it."""
        if row.kind is Kind.SOLUTION:
            yield SOLUTION
        if row.numbered:
            yield NUMBERED
        if row.kind is Kind.GOAL and (row.parent or not self.inside.get(row.id)):
            yield GOAL
        if row.parent and self._holder(row) != row.parent:
            yield f"in:{self.uids[row.parent]}"
        if row.horizon and not row.parent:
            yield f"{HORIZON}{row.horizon.value}"

    def _of_leaves(self, wait: Wait) -> Wait:
        """What is waited for as all programs follow it: the start of a summary is that of the first in it."""
        node = self.nodes[wait.id]
        while wait.starts and node.inside:
            node = next(one for one in map(self.nodes.__getitem__, node.inside) if one.start == node.start)
        return wait._replace(id=node.row.id)

    def _projected(self, node: Node) -> tuple[int, int]:
        row = node.row
        if row.start is None or row.finish is None:
            return node.start, node.end
        dates = self.compilation.facts.projected(self.places[row.id])
        assert dates is not None
        start = dates.start if dates.days or node.inside or row.state in _BEGUN else dates.end
        return min(start, dates.end), dates.end

    def _constraint(self, node: Node) -> tuple[tuple[int, int] | None, tuple[str, ...]]:
        """The day that holds it, if links alone do not: an appointment's, a `start:`'s, one that not every program
        hands on from what holds it, or that on which the plan is looked at; and what our field says of it."""
        row, start = node.row, self.days[node.row.id][0]
        fixed = self.compilation.facts.fixed_day(self.places[row.id])
        if fixed == node.start == start and not node.inside:
            return (MUST_START_ON, node.start), ()
        day = node.not_before if self._linked(node, self.planned) >= node.start or node.inside else node.start
        if row.state in _WAITING and not node.inside and start > max(day or 0, self._linked(node, self.days)):
            day = start
        if day is None:
            return None, ()
        held = date.fromordinal(day)
        return (START_NO_EARLIER, day), (() if held == row.not_before else (f"{HELD}{held}",))

    def _linked(self, node: Node, days: dict[str, tuple[int, int]]) -> int:
        """The day to which its links lead, and those of what holds it; the first of all where there are none."""
        found = [] if node.not_before is None else [node.not_before]
        one: Node | None = node
        while one is not None:
            found += [days[wait.id][0 if wait.starts else 1] + wait.gap for wait in one.waits]
            one = self.nodes[one.parent] if one.parent else None
        return max(found, default=self.first)

    def _whole(self, node: Node, uid: int, level: int) -> Task:
        """A goal's own duration as a task beside all that is in the goal."""
        assert node.own_end is not None
        start, end = self.days[node.row.id]
        first = self._of_leaves(Wait(node.row.id, 0, starts=True))
        row, days = node.row, node.own_end - node.start
        done = row.done is not None
        end = end if done else max(start + days, min(end, start + days))
        return Task(
            uid=uid,
            level=level,
            name=f"{row.title} {row.duration}".strip(),
            start=start,
            end=end,
            baseline=(node.start, node.own_end),
            begun=row.state in _BEGUN,
            percent=100 if done else None,
            waits=((self.uids[first.id], first),),
            own=f"{WHOLE} = {end - start}d",
        )

    def _dropped(self, row: ExchangeRow, level: int) -> Task:
        day = self.compilation.schedule.today
        return Task(
            self.uids[row.id], level, row.title, day, day, own=" ".join(self._own(row, 0, links_sum(()))),
            deadline=None if row.due is None else row.due.toordinal() + 1, notes=tuple(self._notes(row)), active=False,
        )  # fmt: skip

    def _notes(self, row: ExchangeRow) -> Iterator[str]:
        """Its barriers, each with the answers that are no work; of an answer that is work, its barrier."""
        things = self.compilation.plan.things
        if row.kind is Kind.SOLUTION:
            yield f"Answers: {' '.join(row.barrier.split())}"
        for barrier in self.barriers.get(row.id, ()):
            text = self.compilation.source.text
            tags = [text[span.start : span.end] for key, span in barrier.spans if key in ("duration", "risk")]
            yield " ".join((f"Barrier: {' '.join(barrier.title.split())}", *tags))
            for index in barrier.solutions:
                if not things[index].scheduled:
                    yield f"  Solution: {' '.join(things[index].title.split())}"
