"""What is shown of a plan in an overview of many: all that may be known of it there, and nothing else."""

from __future__ import annotations

from plainplan.cohort.need import ERRORS, amount_of, need_of
from plainplan.cohort.standing import Standing
from plainplan.tuples import NamedTuple

OVERVIEW, DETAILS, PUBLIC = "overview", "details", "public"
LEVELS = (PUBLIC, OVERVIEW, DETAILS)
"""How much is shown: no names and no words, a line a plan, or its page as well."""

PRIVATE = "private"
"""The `visibility:` of a plan of which nothing is shown."""


class Row(NamedTuple):
    """A plan's line in an overview; days are ordinals, lengths in days.

    `key` stands for the plan from one overview to the next. `name` is whose it is, `page` its address where it has
    one, `late_what` and `overdue_what` the work that is latest, `rules` the codes of what its programme asks for and
    it lacks. With `is_lost` it could not be read at all.
    """

    key: str
    name: str = ""
    title: str = ""
    lang: str = "en"
    page: str = ""
    need: str = ERRORS
    amount: int = 0
    next: str = ""
    next_day: int | None = None
    done: int = 0
    total: int = 0
    start: int | None = None
    finish: int | None = None
    slip: int | None = None
    late: int = 0
    late_what: str = ""
    overdue: int = 0
    overdue_what: str = ""
    errors: int = 0
    last: int | None = None
    owed: int | None = None
    has_rhythm: bool = False
    has_begun: bool = False
    is_over: bool = False
    is_lost: bool = False
    rules: tuple[str, ...] = ()


def row_of(plan: Standing, key: str, level: str, name: str, page: str = "") -> Row:
    """The line of a plan at a level; `name` is what its person is called there."""
    worst = max([plan.late, *(work.days for work in plan.at_risk)], default=0)
    row = Row(
        key=key,
        name=name,
        title=plan.title,
        lang=plan.lang,
        page=page,
        need=need_of(plan),
        amount=amount_of(plan),
        next=plan.next.title if plan.next else "",
        next_day=plan.next_day,
        done=plan.done,
        total=plan.total,
        start=plan.start,
        finish=plan.finish,
        slip=plan.slip,
        late=worst,
        late_what=plan.at_risk[0].title if plan.at_risk and plan.at_risk[0].days == worst else "",
        overdue=len(plan.overdue),
        overdue_what=max(plan.overdue, key=lambda work: work.days).title if plan.overdue else "",
        errors=max(plan.errors, int(plan.is_unmerged)),
        last=plan.last,
        owed=plan.owed,
        has_rhythm=plan.has_rhythm,
        has_begun=plan.has_begun,
        is_over=plan.is_over,
        rules=tuple(dict.fromkeys(code for code, _ in plan.rules)),
    )
    return without_words(row) if level == PUBLIC else row


def without_words(row: Row) -> Row:
    """The same without anything that a person has written, and without its address."""
    return row._replace(title="", next="", late_what="", overdue_what="", page="", lang="en")


def shows_page(level: str, visibility: str | None) -> bool:
    """Whether a plan has a page: only where pages are asked for, and the plan does not take that away."""
    return level == DETAILS and visibility not in (PRIVATE, OVERVIEW)
