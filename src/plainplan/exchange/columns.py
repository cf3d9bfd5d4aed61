"""The columns of our tables, in CSV and in workbooks: what each is called, what it says, and its value for a row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from plainplan.exchange.rows import ExchangeRow
from plainplan.tuples import NamedTuple

Value = str | int | date | Decimal | None


class Column(NamedTuple):
    """A column: its name, what it says, and its value for a row."""

    name: str
    says: str
    value: Callable[[ExchangeRow], Value]


def _links(kind: str) -> Callable[[ExchangeRow], str]:
    return lambda row: ", ".join(link.id + link.lag for link in row.links if link.kind == kind)


COLUMNS = (
    Column("kind", "goal, step or solution", lambda row: row.kind.value),
    Column("id", "its name in the plan", lambda row: row.id),
    Column("parent", "the id of what holds it", lambda row: row.parent),
    Column("title", "its words without tags", lambda row: row.title),
    Column("horizon", "of a goal: short, long or primary", lambda row: row.horizon.value if row.horizon else None),
    Column("state", "to do, under way, done or dropped", lambda row: row.state.value),
    Column("duration", "as written, such as ~6w", lambda row: row.duration),
    Column("days", "calendar days that it comes to", lambda row: row.days),
    Column("start", "projected first day", lambda row: row.start),
    Column("finish", "projected last day", lambda row: row.finish),
    Column("planned start", "first day by the plan", lambda row: row.planned_start),
    Column("planned finish", "last day by the plan", lambda row: row.planned_finish),
    Column("slack", "days by which it can be put off", lambda row: row.slack),
    Column("not before", "the day of its start: tag", lambda row: row.not_before),
    Column("on", "an appointment: its day, or two with .. between", lambda row: row.on),
    Column("due", "the day of its due: tag", lambda row: row.due),
    Column("since", "when it began", lambda row: row.since),
    Column("done", "when it was finished", lambda row: row.done),
    Column("percent", "how much of it is done", lambda row: row.percent),
    Column("after", "ids that it waits for, with lags", _links("after")),
    Column("with", "ids that it starts with", _links("with")),
    Column("before", "ids that wait for it", _links("before")),
    Column("every", "of a habit: how often", lambda row: row.every),
    Column("who", "people", lambda row: ", ".join(row.who)),
    Column("labels", "labels", lambda row: ", ".join(row.labels)),
    Column("cost", "in the plan's currency", lambda row: row.cost),
    Column("numbered", "yes where it stands in a numbered list", lambda row: "yes" if row.numbered else None),
    Column("line", "its line in the plan", lambda row: row.line),
    Column("barrier", "of a solution: the barrier that it answers", lambda row: row.barrier),
)
"""Every column of a row, in order; what is new comes behind."""

SETTINGS = "plan"
"""The name of the last column, which has in its first row the plan's settings and title."""

SETTINGS_SAYS = "in the first row: the plan's settings and title"

HEADS = (*(column.name for column in COLUMNS), SETTINGS)
