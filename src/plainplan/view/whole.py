"""The view as a whole: the one value that a template sees."""

from __future__ import annotations

from collections.abc import Mapping

from plainplan.tuples import NamedTuple
from plainplan.view.parts import (
    Agenda,
    CheckInSheet,
    Choice,
    ContentsEntry,
    Day,
    DecisionView,
    Findings,
    GoalGroup,
    Keeping,
    Masthead,
    MoneyView,
    Now,
    OutlookView,
    RoadView,
    TextSection,
    Title,
)
from plainplan.view.sheet_parts import Wall


class PlanView(NamedTuple):
    """A whole plan as a page shows it.

    Text sections stand where they were written: `before` the choice, `after_choice`, `after_goals`, `after_someday` or
    `after_checkins`. `labels` maps a key to a word or short sentence. `lang` is the language of the page's own
    sentences; `writer_lang` that of the plan's text and of dates, which differs where there are no sentences in the
    plan's language.
    """

    format: int
    title: str
    words: Title
    author: str
    file: str
    lang: str
    writer_lang: str
    direction: str
    paper: str
    as_of: Day
    masthead: Masthead
    now: Now
    contents: tuple[ContentsEntry, ...]
    agenda: Agenda | None
    road: RoadView
    choice: Choice | None
    goals: tuple[GoalGroup, ...]
    before: tuple[TextSection, ...]
    after_choice: tuple[TextSection, ...]
    after_goals: tuple[TextSection, ...]
    someday: tuple[TextSection, ...]
    after_checkins: tuple[TextSection, ...]
    keeping: Keeping | None
    findings: Findings
    sheet: CheckInSheet
    footer: tuple[str, str]
    running: str
    labels: Mapping[str, str]
    wall: Wall | None
    outlook: OutlookView | None = None
    decision: DecisionView | None = None
    money: MoneyView | None = None
