"""Rows as the tree that they will be in the plan: goals with steps, each with its name and the tags that it gets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plainplan.exchange.incoming import Incoming, IncomingBarrier, Unread
from plainplan.exchange.making.literal import one_line
from plainplan.exchange.making.names import names_of
from plainplan.exchange.rows import ExchangeRow
from plainplan.model import Kind


class Work:
    """A row on its way into the plan. `tags` are by their key, as they are written behind the sign; `at` is the line
    of the plan where it stands, once there is one."""

    def __init__(self, row: ExchangeRow, name: str = "") -> None:
        self.row = row
        self.name = name
        self.holder: Work | None = None
        self.children: list[Work] = []
        self.barriers: list[Hindrance] = []
        self.tags: dict[str, str] = {}
        self.at = 0

    @property
    def is_leaf(self) -> bool:
        return not self.children


class Hindrance:
    """A barrier with the solutions that are work."""

    def __init__(self, barrier: IncomingBarrier) -> None:
        self.barrier = barrier
        self.solutions: list[Work] = []


class Forest:
    """All of a file as trees: `goals` with what is in them, `loose` steps that stand in none."""

    def __init__(self) -> None:
        self.goals: list[Work] = []
        self.loose: list[Work] = []
        self.by_id: dict[str, Work] = {}
        self.unread: list[Unread] = []

    def lists(self) -> Iterator[tuple[Work | None, list[Work]]]:
        """Each list of siblings with what holds it, from the top down."""
        if self.loose:
            yield None, self.loose
        waiting: list[Work] = [*reversed(self.goals), *reversed(self.loose)]
        while waiting:
            one = waiting.pop()
            if one.children:
                yield one, one.children
            waiting += reversed(one.children)

    def works(self) -> Iterator[Work]:
        """Everything, in the order of the plan."""
        waiting: list[Work] = [*reversed(self.goals), *reversed(self.loose)]
        while waiting:
            one = waiting.pop()
            yield one
            solutions = [solution for hindrance in one.barriers for solution in hindrance.solutions]
            waiting += [*reversed(one.children), *reversed(solutions)]


def forest_of(incoming: Incoming) -> Forest:
    """The trees of a file's rows."""
    forest = Forest()
    rows = [_titled(row) for row in incoming.rows]
    names = names_of(rows)
    works = [Work(row, name) for row, name in zip(rows, names, strict=True)]
    for work in works:
        if work.row.id:
            forest.by_id.setdefault(work.row.id, work)
    _with_barriers(forest, incoming.barriers)
    for work in works:
        _place(forest, work)
    _top_goals(forest)
    for work in works:
        work.children.sort(key=lambda child: child.row.kind is Kind.GOAL)  # a list ends where a heading begins
    return forest


def _titled(row: ExchangeRow) -> ExchangeRow:
    title = one_line(row.title) or row.id or f"Row {row.line}"
    return row._replace(title=title)


def _with_barriers(forest: Forest, barriers: Sequence[IncomingBarrier]) -> None:
    for barrier in barriers:
        of = forest.by_id.get(barrier.of)
        if of is None:
            forest.unread.append(
                Unread(barrier.line, "barrier", _words_of(barrier), "nothing is called that", barrier.of)
            )
        else:
            of.barriers.append(Hindrance(barrier))


def _words_of(barrier: IncomingBarrier) -> str:
    return " – ".join((barrier.title, *barrier.answers))


def _place(forest: Forest, work: Work) -> None:
    """Under what holds it; on top where there is nothing such, or only what it holds itself."""
    row = work.row
    holder = forest.by_id.get(row.parent) if row.parent else None
    if row.parent and (holder is None or _is_inside(holder, work)):
        why = "no row has that id" if holder is None else "it would hold itself"
        forest.unread.append(Unread(row.line, "parent", row.parent, why, row.id))
        holder = None
    if holder is None:
        (forest.goals if row.kind is Kind.GOAL else forest.loose).append(work)
        return
    work.holder = holder
    if row.kind is Kind.SOLUTION:
        _answering(holder, row).solutions.append(work)
    else:
        holder.children.append(work)


def _is_inside(one: Work | None, work: Work) -> bool:
    while one is not None and one is not work:
        one = one.holder
    return one is work


def _answering(holder: Work, row: ExchangeRow) -> Hindrance:
    """The barrier that a solution answers, a new one where none has been read."""
    title = row.barrier or row.title
    for hindrance in holder.barriers:
        if hindrance.barrier.title == title:
            return hindrance
    holder.barriers.append(Hindrance(IncomingBarrier(holder.row.id, title)))
    return holder.barriers[-1]


def _top_goals(forest: Forest) -> None:
    """What holds something is a goal, in its place among the others."""
    tops = sorted((*forest.goals, *forest.loose), key=lambda one: one.row.line)
    is_goal = {id(one) for one in tops if one.row.kind is Kind.GOAL or one.children}
    forest.goals = [one for one in tops if id(one) in is_goal]
    forest.loose = [one for one in tops if id(one) not in is_goal]
