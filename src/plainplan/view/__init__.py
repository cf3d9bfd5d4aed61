"""The view: everything a page says about a plan, in words and numbers, ready for a template."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from plainplan.compile import Compilation
from plainplan.model import Section, SectionKind, SomedayPart
from plainplan.prose import Text
from plainplan.typography import marks_of, printed
from plainplan.view.agenda import agenda
from plainplan.view.cards import cards
from plainplan.view.contents import contents
from plainplan.view.context import ViewContext, blocks
from plainplan.view.goals import goal_groups, holds_goals
from plainplan.view.headings import anchor
from plainplan.view.keeping import findings, keeping, sheet
from plainplan.view.masthead import masthead
from plainplan.view.now import now
from plainplan.view.parts import Choice, DecisionView, IdeaView, MoneyView, OutlookView, TextSection
from plainplan.view.sheet_parts import Wall
from plainplan.view.timeline import road
from plainplan.view.waits import Waits
from plainplan.view.whole import PlanView
from plainplan.words import Words, words_for

if TYPE_CHECKING:
    from plainplan.forecast.result import Forecast

__all__ = ["PlanView", "build_view"]

_LABELS = (
    "done", "now", "road", "road.key", "finishes", "road.table", "table.what", "table.state", "table.planned",
    "table.projected", "table.slip", "table.room", "choice", "occupation", "stage", "not known", "goals", "planned",
    "barrier", "solution", "no solution", "what could you do", "solution line", "someday", "someday.text",
    "check-ins", "findings", "skip", "sheet", "sheet.met", "sheet.done", "sheet.way", "sheet.next", "sheet.signed",
    "sheet.witness", "why", "page of", "foot.projected", "today",
    "outlook", "outlook.threats", "decision", "money", "money.by year", "money.by goal", "table.waits", "wall.board",
    "wall.by", "wall.step", "wall.remark", "wall.dates", "wall.tight", "wall.goals more.one", "wall.goals more.other",
    "wall.steps more.one", "wall.steps more.other", "next check-in", "days off", "agenda",
    "state.to do", "state.under way", "state.done", "state.dropped",
    "top.see findings", "outlook.promises", "outlook.worths", "outlook.table", "contents", "matrix", "matrix.words",
)  # fmt: skip


DEFAULT_LOOK = "default"


def build_view(
    compilation: Compilation,
    forecast: Forecast | None = None,
    paper: str | None = None,
    look: str = DEFAULT_LOOK,
) -> PlanView:
    """The view of a compiled plan, all that a template may see of it.

    `found` is its forecast, if one was made. With `paper`, the timeline is cut into sheets of that size for looks that
    print it. The one-page sheet is built for looks other than the default only.
    """
    plan = compilation.plan
    words = words_for(plan.settings.lang)
    context = ViewContext(compilation, words, forecast)
    texts = _texts(context)
    author, review = printed(plan.settings.author or "", context.marks), plan.settings.review
    waits = Waits(context)
    top, first, way = masthead(context), now(context), road(context, waits)
    context.drawn = frozenset(lane.href for picture in way.pictures for lane in picture.lanes)
    if paper:
        from plainplan.view.paper import laid_on_paper

        first, way = laid_on_paper(context, top, first, way, paper)
    else:
        way = way._replace(cards=cards(context, waits))
    compiled = words.say("foot.compiled", file=compilation.source.file, date=words.date(context.today, "long"))
    return PlanView(
        format=1,
        title=printed(plan.title, context.marks),
        words=plan.words or (Text(plan.title),),
        author=author,
        file=compilation.source.file,
        lang=words.lang,
        writer_lang=words.asked,
        direction=words.direction,
        paper=paper or plan.settings.paper,
        as_of=context.day(context.today),
        masthead=top,
        now=first,
        contents=contents(context),
        agenda=agenda(context),
        road=way,
        choice=_choice(context),
        goals=goal_groups(context),
        before=texts["before"],
        after_choice=texts["choice"],
        after_goals=texts["goals"],
        someday=texts["someday"],
        after_checkins=texts["check-ins"],
        keeping=keeping(context),
        findings=findings(context),
        sheet=sheet(context),
        footer=(compiled, words.say("foot.projected")),
        running=" · ".join(part for part in (author, context.rhythm(review) if review else "") if part),
        labels=_labels(words),
        wall=None if look == DEFAULT_LOOK else _wall(context),
        outlook=_outlook(context, forecast) if forecast else None,
        decision=_decision(context),
        money=_money(context),
    )


def _labels(words: Words) -> Mapping[str, str]:
    messages, marks = words.catalogue.messages, marks_of(words.lang)
    signs = {"colon": words.catalogue.colon, "semicolon": words.catalogue.semicolon}
    return MappingProxyType({key: printed(messages[key], marks) for key in _LABELS} | signs)


def _choice(context: ViewContext) -> Choice | None:
    """The self-assessment and the occupations; None where the plan has neither."""
    plan = context.plan
    if not (plan.assessment or plan.occupations or any(_PLACES.get(one.kind) == "choice" for one in plan.sections)):
        return None
    from plainplan.view.choice import choice

    return choice(context)


def _decision(context: ViewContext) -> DecisionView | None:
    """The ranking by weights; None without weights, or with nothing to compare."""
    if not any(one.weight for one in context.plan.criteria):
        return None
    from plainplan.view.decision import decision

    return decision(context)


def _money(context: ViewContext) -> MoneyView | None:
    """The costs; None where nothing in the plan costs anything."""
    costs = context.costs.all
    if not costs.total and not costs.reserve:
        return None
    from plainplan.view.money import money

    return money(context)


def _wall(context: ViewContext) -> Wall:
    from plainplan.view.sheet_page import wall

    return wall(context)


def _outlook(context: ViewContext, forecast: Forecast) -> OutlookView:
    from plainplan.view.outlook import outlook

    return outlook(context, forecast)


_PLACES = {
    SectionKind.ASSESSMENT: "choice",
    SectionKind.OCCUPATIONS: "choice",
    SectionKind.GOALS: "goals",
    SectionKind.SOMEDAY: "someday",
    SectionKind.CHECKINS: "check-ins",
}


def _texts(context: ViewContext) -> dict[str, tuple[TextSection, ...]]:
    """Prose, notes and ideas, by the block of the page that they follow."""
    found: dict[str, list[TextSection]] = {place: [] for place in ("before", "choice", "goals", "someday", "check-ins")}
    place = "before"
    for section in context.plan.sections:
        place = "goals" if holds_goals(context, section) else _PLACES.get(section.kind, place)
        if section.kind in (SectionKind.PROSE, SectionKind.NOTES, SectionKind.SOMEDAY) and not holds_goals(
            context, section
        ):
            found[place].append(_text(context, section))
    return {place: tuple(sections) for place, sections in found.items()}


def _text(context: ViewContext, section: Section) -> TextSection:
    ideas = tuple(
        IdeaView(context.plan.someday[part.index].words, blocks(context.plan.someday[part.index].body))
        for part in section.body
        if isinstance(part, SomedayPart)
    )
    level = min(max(section.level, 2), 6)
    words = section.words or (Text(section.title),)
    return TextSection(level, anchor(context, section), words, blocks(section.body), ideas)
