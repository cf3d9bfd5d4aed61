"""What a check may look at, and the few questions that many checks ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from plainplan.defaults import NO_PROGRAMME, Programme
from plainplan.diagnostics import Diagnostic, Rule
from plainplan.facts import Facts
from plainplan.messages import msg, msg_count, msg_day
from plainplan.model import Barrier, Plan, Thing
from plainplan.schedule.result import Dates, Schedule
from plainplan.source import Span
from plainplan.syntax.document import Document
from plainplan.values import Estimate


class CheckContext(Facts):
    """The facts of a plan, the document that it was read from, where tags are told that are not written as some, and
    what a programme asks of the plan."""

    def __init__(
        self,
        document: Document,
        plan: Plan,
        schedule: Schedule,
        near_misses: tuple[Span, ...] = (),
        programme: Programme = NO_PROGRAMME,
    ) -> None:
        super().__init__(plan, schedule)
        self.document = document
        self.near_misses = near_misses
        self.programme = programme

    def line(self, span: Span) -> int:
        return self.document.source.position(span.start).line

    @property
    def title_place(self) -> Span:
        """Where to say something about the plan as a whole: its title, else its first line."""
        return self.plan.title_origin or self.document.source.line_span(1)

    def nominal_days(self, estimate: Estimate) -> float:
        """How many calendar days the length stands for that an estimate is scheduled at, hours and days by the plan's
        pace and workdays."""
        return float(self.calendar.nominal_scheduled(estimate))

    def has_primary(self) -> bool:
        return any(goal.primary for goal in self.goals)


class CheckModule(Protocol):
    """What a check is: a rule, and a function that finds where a plan breaks it."""

    RULE: Rule

    def check(self, context: CheckContext) -> Iterator[Diagnostic]: ...


def length(dates: Dates | None) -> int:
    """How many calendar days a pass gives to a thing."""
    return dates.days if dates else 0


def called(thing: Thing | Barrier) -> str:
    """A thing as messages name it."""
    return msg("“{title}”", title=short(thing.title)) if thing.title else msg("this item")


def short(text: str) -> str:
    """A title that fits into a sentence."""
    return text if len(text) <= 60 else text[:57].rstrip() + "…"


day = msg_day


def days_ago(number: int) -> str:
    return msg_count("{n} day ago", "{n} days ago", number)


def days_late(number: int) -> str:
    return msg_count("{n} day late", "{n} days late", number)
