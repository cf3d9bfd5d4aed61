"""What exactly, and what could stop me? The goals with their prose, steps, barriers and solutions."""

from __future__ import annotations

from plainplan.draw.letters import ems
from plainplan.facts import anchor_of
from plainplan.facts.lateness import missed_promise
from plainplan.model import Barrier, Kind, Section, SectionKind, Thing, ThingPart
from plainplan.prose import Block, Text, capitalised
from plainplan.values import Horizon
from plainplan.view.context import BOXES, ViewContext, blocks, is_block, sentence, spelled
from plainplan.view.headings import head_of
from plainplan.view.parts import (
    BarrierView,
    Fact,
    GoalGroup,
    GoalPart,
    GoalView,
    Prose,
    SolutionView,
    StepFact,
    StepView,
)

_FEW = 5


def goal_groups(context: ViewContext) -> tuple[GoalGroup, ...]:
    """The sections that hold goals, in the order of the file."""
    return tuple(_group(context, section) for section in context.plan.sections if holds_goals(context, section))


def holds_goals(context: ViewContext, section: Section) -> bool:
    """Whether a section is shown among the goals: a goals section that is not empty, or any other with a goal in it."""
    return any(isinstance(part, ThingPart) for part in section.body) or (
        section.kind is SectionKind.GOALS and bool(section.body or section.title)
    )


def _group(context: ViewContext, section: Section) -> GoalGroup:
    parts: list[Prose | GoalView] = []
    prose: list[Block] = []
    # What stands on top of the plan is shown in the masthead.
    for part in section.body:
        if isinstance(part, ThingPart):
            if prose:
                parts.append(tuple(prose))
                prose = []
            parts.extend(_goals(context, part.index))
        elif is_block(part) and section.kind is not SectionKind.INTRO:
            prose.append(part)
    if prose:
        parts.append(tuple(prose))
    return GoalGroup(head_of(context, section) if section.title else None, tuple(parts))


def _goals(context: ViewContext, index: int) -> list[GoalView]:
    """A goal, then its sub-goals, each as a view of its own."""
    views = []
    stack = [(index, 0)]
    while stack:
        goal, depth = stack.pop()
        views.append(_goal(context, goal, depth))
        stack.extend((inner, depth + 1) for inner in reversed(context.plan.things[goal].goals))
    return views


def _goal(context: ViewContext, index: int, depth: int) -> GoalView:
    thing, words = context.plan.things[index], context.words
    dates = context.projected(index)
    parts = _parts(context, thing)
    has_steps = any(part.steps for part in parts) or bool(thing.goals)
    barriers = [context.plan.barriers[one] for one in _barriers_within(context, thing)]
    primary = context.horizon(index) is Horizon.PRIMARY
    return GoalView(
        anchor=anchor_of(thing),
        depth=depth,
        level=min(3 + depth, 6),
        kicker=_kicker(context, thing),
        primary=primary and depth == 0,
        box=BOXES[thing.state] if thing.box is not None and thing.state else "",
        title=context.title(index),
        facts=_facts(context, thing),
        summary=_one_line(context, thing),
        dates=words.range(dates.start, dates.finish) if dates else words.say("undated"),
        why=context.why(index),
        empty="" if has_steps or not context.is_open(index) else _empty(context, thing),
        short=sum(len(part.steps) for part in parts) < _FEW,
        parts=parts,
        barriers=tuple(_barrier(context, one) for one in barriers),
        over=_over(context, index) if parts or barriers else "",
    )


def _over(context: ViewContext, index: int) -> str:
    """What a goal that was done before today says in one line; nothing of any other."""
    words, progress, dates = context.words, context.dated(index).progress, context.projected(index)
    if not context.is_done(index) or dates is None or dates.finish >= context.today:
        return ""
    return words.count("goal.over", progress.total, date=words.date(dates.finish, "long"))


def _kicker(context: ViewContext, thing: Thing) -> str:
    words = context.words
    if context.is_dropped(thing.index):
        return words.say("goal.dropped")
    if thing.parent is not None:
        return words.say("sub-goal", title=context.text(thing.parent))
    return words.say(f"goal.{context.horizon(thing.index).value}")


def _facts(context: ViewContext, thing: Thing) -> tuple[Fact, ...]:
    words, found, dates = context.words, context.dated(thing.index), context.projected(thing.index)
    facts = []
    if dates is not None:
        ended, begun = context.is_done(thing.index), context.has_begun(thing.index)
        facts.append(
            Fact(words.say("fact.finished" if ended else "fact.finishes"), words.date(dates.finish), strong=True)
        )
        facts.append(Fact(words.say("fact.started" if begun else "fact.starts"), words.date(dates.start)))
    if found.slip is not None:
        facts.append(Fact(words.say("fact.planned"), words.against_plan(found.slip, exact=True)))
    if found.slack is not None:
        facts.append(Fact(words.say("fact.room"), words.room(found.slack)))
    if thing.due is not None:
        facts.append(Fact(words.say("fact.due"), _due(context, thing, "date"), strong=True))
    if (fixed := context.fixed_day(thing.index)) is not None:
        facts.append(Fact(words.say("note.fixed", date="").strip(", "), words.date(fixed), strong=True))
    if thing.estimate is not None:
        facts.append(Fact(words.say("fact.takes"), words.estimate(thing.estimate)))
    if cost := _cost(context, thing):
        facts.append(Fact(words.say("fact.cost"), cost))
    if thing.who:
        facts.append(Fact(words.say("fact.who"), words.listed(thing.who)))
    if thing.labels:
        facts.append(Fact(words.say("fact.labels"), ", ".join(thing.labels)))
    if found.progress.total and context.has_steps(thing):
        done = words.say("done of", done=found.progress.done, total=found.progress.total)
        facts.append(Fact(words.say("fact.done"), done))
    return tuple(facts)


def _due(context: ViewContext, thing: Thing, form: str) -> str:
    """A goal's due day, and by how much it will be missed."""
    date, missed = context.words.date(context.due_day(thing.index) or 0, form), missed_promise(context, thing.index)
    if missed is None or missed.key != "due":
        return date
    return f"{date}, {context.words.against_promise(missed.late)}"


def _one_line(context: ViewContext, thing: Thing) -> str:
    """The facts of a goal as one quiet line, for paper."""
    words, found = context.words, context.dated(thing.index)
    said = []
    if thing.estimate is not None:
        said.append(words.estimate(thing.estimate))
    if found.slip is not None:
        said.append(words.against_plan(found.slip, exact=True))
    if found.slack is not None:
        said.append(words.room(found.slack))
    if thing.due is not None:
        said.append(words.say("due on", date=_due(context, thing, "long")))
    if found.progress.total and context.has_steps(thing):
        said.append(words.say("none done of", done=found.progress.done, total=found.progress.total))
    if cost := _cost(context, thing):
        said.append(words.say("costs", amount=cost))
    if thing.who:
        said.append(words.say("with", who=words.listed(thing.who)))
    return " · ".join(said)


def _cost(context: ViewContext, thing: Thing) -> str:
    """The cost of a goal with its contents and how much is spent; empty where it costs nothing."""
    cost = context.costs.of(thing.index)
    if not cost.total:
        return ""
    total = context.money(cost.total)
    return context.words.say("cost.spent", total=total, done=context.money(cost.done)) if cost.done else total


def _empty(context: ViewContext, thing: Thing) -> str:
    words = context.words
    if context.horizon(thing.index) is Horizon.SHORT or thing.estimate is None:
        return words.say("no steps")
    return words.say("no steps far", length=spelled(words, words.estimate(thing.estimate)))


# Steps


def _parts(context: ViewContext, goal: Thing) -> tuple[GoalPart, ...]:
    """A goal's prose and steps in the order of the file; scheduled solutions stand before what they answer."""
    parts: list[GoalPart] = []
    prose: list[Block] = []
    steps: list[StepView] = []

    def close() -> None:
        if steps:
            parts.append(GoalPart(steps=tuple(steps)))
            steps.clear()
        if prose:
            parts.append(GoalPart(prose=tuple(prose)))
            prose.clear()

    for part in goal.body:
        if isinstance(part, ThingPart) and context.plan.things[part.index].kind is Kind.STEP:
            if prose:
                close()
            steps.extend(_steps(context, part.index))
        elif is_block(part):
            if steps:
                close()
            prose.append(part)
    close()
    last = [_step(context, one, 0) for one in context.solutions.get(goal.index, ())]
    return (*parts, GoalPart(steps=tuple(last))) if last else tuple(parts)


def _steps(context: ViewContext, index: int) -> list[StepView]:
    """A step with what is in it as rows, deeper ones indented."""
    rows: list[StepView] = []
    stack = [(index, 0)]
    while stack:
        one, depth = stack.pop()
        thing = context.plan.things[one]
        if one in context.solutions and thing.kind is not Kind.SOLUTION:
            rows.extend(_step(context, solution, depth) for solution in context.solutions[one])
        rows.append(_step(context, one, depth))
        if thing.steps:
            stack.extend([(inner, depth + 1) for inner in reversed(thing.steps)])
    return rows


def _step(context: ViewContext, index: int, depth: int) -> StepView:
    shown, barrier = context.shown[index], context.answers.get(index)
    thing, found = shown.thing, shown.found
    lead = context.words.say("solution to", letter=context.letter(barrier)) if barrier else ""
    facts = tuple(_pieces(context, thing))
    short = context.words.say("short.dropped") if context.is_dropped(index) else context.why_in_short(index)
    anchor, line, number = shown.href[1:], context.line(thing.origin.start), context.numbers.get(index, "")
    notes = blocks(thing.body) if thing.body else ()
    brief = (
        not notes
        and ems(lead + shown.text) + 600 * depth < _NAME
        and ems(shown.behind + shown.when + short) + sum([ems(fact.text) + 700 for fact in facts]) < _FACTS
    )
    return StepView(  # by position, since so many names take as long as all the rest
        anchor, line, depth, BOXES[found.state], shown.state, number, lead, shown.title, shown.behind, facts, short,
        context.why(index), shown.when, shown.was, found.critical, notes, brief, shown.href in context.drawn,
    )  # fmt: skip


_NAME, _FACTS = 23_000, 35_000
"""How wide a step's name and its facts may be for one line on paper, in thousandths of the letters' size."""


def _pieces(context: ViewContext, thing: Thing) -> list[StepFact]:
    words, found, dates = context.words, context.dated(thing.index), context.projected(thing.index)
    pieces = []
    if dates is not None and dates.days == 0:
        pieces.append(StepFact(words.say("milestone")))
    elif thing.estimate is not None:
        pieces.append(StepFact(_length(context, thing)))
    elif dates is not None:
        pieces.append(StepFact(words.days(dates.days)))
    if thing.every is not None:
        pieces.append(StepFact(context.rhythm(thing.every)))
    if found.percent is not None:
        pieces.append(StepFact(words.say("part done", percent=found.percent)))
    if thing.who:
        pieces.append(StepFact(words.say("with", who=words.listed(thing.who))))
    if thing.cost is not None:
        pieces.append(StepFact(words.say("costs", amount=context.money(thing.cost))))
    if thing.labels:
        pieces.append(StepFact(", ".join(thing.labels)))
    if (due := context.due_day(thing.index)) is not None:
        pieces.append(StepFact(words.say("due on", date=words.date(due, "long")), strong=True))
    return pieces


def _length(context: ViewContext, thing: Thing) -> str:
    """A step's duration; hours also as the number of days they take."""
    words, settings = context.words, context.plan.settings
    assert thing.estimate is not None
    length = words.estimate(thing.estimate)
    likely, planned = thing.estimate.likely, context.planned(thing.index)
    if likely is None or not likely.hours or planned is None:
        return length
    return words.say("hours at pace", hours=length, days=words.days(planned.days), pace=words.number(settings.pace))


# Barriers


def _barriers_within(context: ViewContext, goal: Thing) -> list[int]:
    """The barriers of a goal and of the steps in it, in the order of the file."""
    found = list(goal.barriers)
    stack = list(goal.steps)
    while stack:
        thing = context.plan.things[stack.pop()]
        found.extend(thing.barriers)
        stack.extend(thing.steps)
    return sorted(found)


def _barrier(context: ViewContext, barrier: Barrier) -> BarrierView:
    words = context.words
    line = context.line(barrier.origin.start)
    letter = context.letter(barrier)
    return BarrierView(
        anchor=f"barrier-{letter.lower()}",
        letter=letter,
        label=words.say("barrier", letter=letter),
        title=capitalised(barrier.words or (Text(barrier.title),)),
        facts=tuple(_threat_pieces(context, barrier)),
        effect=_effect(context, barrier),
        solutions=tuple(_solution(context, index) for index in barrier.solutions),
        line=line,
        write_under=words.say("write under", line=line),
        notes=blocks(barrier.body),
    )


def _threat_pieces(context: ViewContext, barrier: Barrier) -> list[StepFact]:
    words, of = context.words, context.plan.things[barrier.of]
    whole = of.kind is Kind.GOAL
    pieces = [StepFact(words.say("threatens goal") if whole else words.say("threatens", title=context.text(of.index)))]
    if barrier.risk is not None:
        percent, then = words.number(round(barrier.risk.before * 100)), barrier.risk.after
        if then is None:
            pieces.append(StepFact(words.say("likely", percent=percent)))
        else:
            pieces.append(StepFact(words.say("likely then", percent=percent, after=words.number(round(then * 100)))))
    if barrier.delay is not None:
        pieces.append(StepFact(words.say("more", length=words.estimate(barrier.delay))))
    if barrier.who:
        pieces.append(StepFact(words.say("with", who=words.listed(barrier.who))))
    if barrier.cost is not None:
        pieces.append(StepFact(words.say("costs", amount=context.money(barrier.cost))))
    if barrier.labels:
        pieces.append(StepFact(", ".join(barrier.labels)))
    return pieces


def _effect(context: ViewContext, barrier: Barrier) -> str:
    """What the barrier would do: the finish of the thing that it threatens, if it happened."""
    dates, delay = context.projected(barrier.of), context.delay(barrier)
    if dates is None or not delay or context.is_done(barrier.of):
        return ""
    day = context.words.date(dates.finish + delay, "long")
    return context.words.say("would finish", title=context.text(barrier.of), date=day)


def _solution(context: ViewContext, index: int) -> SolutionView:
    thing, words, dates = context.plan.things[index], context.words, context.projected(index)
    if not thing.scheduled:
        said = [words.say("in reserve")]
        said.extend(piece.text for piece in _pieces(context, thing))
        box = BOXES[thing.state] if thing.box is not None and thing.state else ""
        return SolutionView(context.alone(index), box, "", " · ".join(said), blocks(thing.body))
    when = f"{words.range(dates.start, dates.finish)} · " if dates else ""
    text = sentence(f"{when}{words.say('step above')}")
    return SolutionView(context.alone(index), BOXES[context.dated(index).state], "#" + anchor_of(thing), text, ())
