"""How a plan stands, in a few facts that are small enough to hold for thousands of plans."""

from __future__ import annotations

from plainplan.compile import Compilation
from plainplan.diagnostics import Severity
from plainplan.facts import Facts
from plainplan.facts.check_ins import kept, last_check_in
from plainplan.facts.coming import coming, offered
from plainplan.facts.lateness import missed_promise, overdue_days, plan_promise
from plainplan.finding_data import count
from plainplan.tuples import NamedTuple


class Work(NamedTuple):
    """A piece of work by its name and title, with a number of days."""

    id: str
    title: str
    days: int


class Standing(NamedTuple):
    """How a plan stands on a day; days are ordinals, lengths in days.

    `late` is by how much it misses what it promises as a whole; `at_risk` are the things that will miss their own
    promise, by how much, `overdue` those past their planned finish. `next` is what can be done next, from `next_day`
    on where that is not today. `last` is the day of the last check-in, `owed` the first one missed since. `rules` are
    findings about what a programme asks for, as code and sentence.
    """

    file: str
    title: str
    today: int
    author: str | None = None
    partner: str | None = None
    lang: str = "en"
    visibility: str | None = None
    errors: int = 0
    is_unmerged: bool = False
    done: int = 0
    total: int = 0
    percent: int = 0
    start: int | None = None
    finish: int | None = None
    slip: int | None = None
    promised: int | None = None
    late: int = 0
    at_risk: tuple[Work, ...] = ()
    overdue: tuple[Work, ...] = ()
    next: Work | None = None
    next_day: int | None = None
    last: int | None = None
    owed: int | None = None
    has_rhythm: bool = False
    has_begun: bool = False
    is_over: bool = False
    rules: tuple[tuple[str, str], ...] = ()

    @property
    def since(self) -> int | None:
        """How many days ago the last check-in was."""
        return None if self.last is None else self.today - self.last


PROGRAMME = "X"
"""How the codes begin of findings about what a programme asks for."""


def standing_of(compilation: Compilation) -> Standing:
    """How a compiled plan stands."""
    facts, schedule, settings = compilation.facts, compilation.schedule, compilation.plan.settings
    promise, meeting = plan_promise(facts), kept(facts)
    following, from_day = _next(facts)
    return Standing(
        file=compilation.source.name,
        title=compilation.plan.title,
        today=facts.today,
        author=settings.author,
        partner=settings.partner,
        lang=settings.lang,
        visibility=settings.visibility,
        errors=count(compilation.diagnostics, Severity.ERROR),
        is_unmerged=compilation.is_unmerged,
        done=schedule.progress.done,
        total=schedule.progress.total,
        percent=schedule.progress.percent,
        start=schedule.start,
        finish=schedule.finish,
        slip=schedule.slip,
        promised=None if promise is None else promise.day,
        late=max(promise.late, 0) if promise else 0,
        at_risk=_at_risk(facts),
        overdue=_overdue(facts),
        next=following,
        next_day=from_day,
        last=last_check_in(facts),
        owed=meeting.owed if meeting and facts.is_going_on else None,
        has_rhythm=meeting is not None,
        has_begun=any(facts.has_begun(thing.index) for thing in facts.leaves),
        is_over=bool(facts.leaves) and not facts.open_leaves,
        rules=tuple((one.code, one.message) for one in compilation.diagnostics if one.code.startswith(PROGRAMME)),
    )


def _overdue(facts: Facts) -> tuple[Work, ...]:
    found = ((overdue_days(facts, thing.index), thing) for thing in facts.open_leaves)
    return tuple(Work(thing.id, facts.text(thing.index), days) for days, thing in found if days)


def _at_risk(facts: Facts) -> tuple[Work, ...]:
    """What will miss its own `due:` or `on:`, by most first."""
    found = []
    for thing in facts.plan.things:
        promise = missed_promise(facts, thing.index) if thing.scheduled else None
        if promise is not None:
            found.append(Work(thing.id, facts.text(thing.index), promise.late))
    return tuple(sorted(found, key=lambda work: -work.days))


def _next(facts: Facts) -> tuple[Work | None, int | None]:
    """What comes next: of what can be done now what is overdue, then what is under way, then what has least room; else
    what can be done soonest, and its day."""
    now = offered(facts)
    if now:
        index = min(now, key=lambda one: (-overdue_days(facts, one), not facts.is_under_way(one), _room(facts, one)))
        return Work(facts.plan.things[index].id, facts.text(index), 0), None
    soonest = next(iter(coming(facts)), None)
    if soonest is None:
        return None, None
    day, index = soonest
    return Work(facts.plan.things[index].id, facts.text(index), day - facts.today), day


def _room(facts: Facts, index: int) -> float:
    slack = facts.dated(index).slack
    return float("inf") if slack is None else slack
