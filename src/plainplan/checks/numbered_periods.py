"""Goals that are numbered periods, and all start on one day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from plainplan import readings
from plainplan.checks.context import CheckContext, called
from plainplan.checks.plan_language import plan_words
from plainplan.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, finding
from plainplan.messages import msg, msg_count
from plainplan.model import Thing
from plainplan.source import Span
from plainplan.syntax.nodes import worded_nodes

if TYPE_CHECKING:
    from plainplan.readings import Period

RULE = Rule(
    "P242",
    "numbered-periods",
    Severity.HINT,
    "Goals are numbered periods, and nothing says that one follows the other.",
    "Goals wait for nothing but the plan's start unless `after:` says so. Headings such as `Week 1` and `Week 2` mean "
    "an order and a length to their reader; without tags all of them start on the plan's first day.",
    "# Audition\n\n## Week 1: Breath\n\n- [ ] Drills ~2d\n\n## Week 2: Songs\n\n- [ ] Choose two ~2d\n",
    "# Audition\n\n## Week 1: Breath ~1w ^breath\n\n- [ ] Drills ~2d\n\n## Week 2: Songs ~1w after:breath\n\n"
    "- [ ] Choose two ~2d\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    if context.plan.settings.focus == 1:
        return
    named = [(goal, period) for goal in context.top_goals if (period := _period(context, goal))]
    run = _run(named)
    if len(run) < 2 or any(_has_place(goal) or not context.is_open(goal.index) for goal, _ in run[1:]):
        return
    first = run[0][0]
    yield finding(
        RULE,
        first.origin,
        msg_count(
            "{goal} and {n} more are numbered, and all of them start on one day",
            "{goal} and {n} more are numbered, and all of them start on one day",
            len(run) - 1,
            goal=called(first),
        ),
        help=msg(
            "say what each waits for: `{tags}` on the second, or `focus: 1` in the front matter", tags=_tags(run, 1)
        ),
        fix=_fix(context, run),
    )


def _has_place(goal: Thing) -> bool:
    """Whether its tags say when it begins."""
    return bool(goal.after or goal.with_ or goal.start or goal.on)


def _period(context: CheckContext, goal: Thing) -> Period | None:
    """What numbered period a goal is; only a title with a number and a word of periods in it is looked at."""
    if not any(map(str.isnumeric, goal.title)) or not readings.may_be_a_period(goal.title):
        return None
    return readings.read_period(goal.title, plan_words(context))


def _run(named: Sequence[tuple[Thing, Period]]) -> list[tuple[Thing, Period]]:
    """The first of these of one unit, as long as their numbers go up."""
    run = list(named[:1])
    for (_, one), other in pairwise(named):
        if other[1].unit != one.unit or other[1].first <= one.last:
            break
        run.append(other)
    return run


def _tags(run: Sequence[tuple[Thing, Period]], place: int) -> str:
    """The tags that give one of them its length and its place."""
    goal, period = run[place]
    tags = [f"~{period.length}"] if period.length and goal.estimate is None else []
    tags += [f"after:{run[place - 1][0].id}"] if place else []
    return " ".join(tags)


def _fix(context: CheckContext, run: Sequence[tuple[Thing, Period]]) -> Fix | None:
    edits = []
    nodes = {node.span.start: node for node in worded_nodes(context.document)}
    for place, (goal, _) in enumerate(run):
        node = nodes.get(goal.origin.start)
        tags = _tags(run, place)
        if node is not None and tags:
            end = node.words.span.end
            edits.append(Edit(Span(end, end), f" {tags}"))
    return Fix(tuple(edits), safe=False) if edits else None
