"""Four weeks in which nothing was begun or finished."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg, msg_count

RULE = Rule(
    "P503",
    "nothing-ticked",
    Severity.HINT,
    "Nothing was begun or finished for four weeks.",
    "Either the plan has stopped, or only the ticking has. If steps are too large to finish in four weeks, cut them "
    "smaller: to tick something off is what keeps a plan going.",
    "---\nstart: 2026-06-01\nreview: monthly\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~11m\n\n"
    "- [x] Visit two campuses ~2w done:2026-06-12\n- [/] Prepare for the exam ~6m since:2026-06-14\n\n"
    "## Check-ins\n\n- 2026-10-25: still reading\n",
    "---\nstart: 2026-06-01\nreview: monthly\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~11m\n\n"
    "- [x] Read the first book ~2w done:2026-10-20\n- [/] Read the second book ~6m since:2026-10-21\n\n"
    "## Check-ins\n\n- 2026-10-25: one book done\n",
)

QUIET = 28


def check(context: CheckContext) -> Iterator[Diagnostic]:
    today = context.today
    last = context.schedule.plan_start
    for thing in context.plan.things:
        dated = context.dated(thing.index)
        if dated.planned is None or dated.projected is None:
            continue
        if context.is_done(thing.index):
            last = max(last, min(dated.projected.finish, today))
        elif context.is_under_way(thing.index) and thing.since is not None:
            last = max(last, min(dated.projected.start, today))
    if today - last >= QUIET and _is_work_waiting(context, today):
        yield finding(
            RULE,
            context.title_place,
            msg_count(
                "nothing in this plan was begun or finished for {n} week",
                "nothing in this plan was begun or finished for {n} weeks",
                (today - last) // 7,
            ),
            help=msg(
                "tick what is done; of what is too large to be finished soon, write the first small step as an item"
            ),
        )


def _is_work_waiting(context: CheckContext, today: int) -> bool:
    """Whether something still to be done was planned to be begun by today."""
    planned = (context.dated(thing.index).planned for thing in context.open_leaves)
    return any(dates is not None and dates.start <= today for dates in planned)
