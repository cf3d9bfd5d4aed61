"""The goals as an index of the page, each with how much of it is done."""

from __future__ import annotations

from plainplan.facts import anchor_of
from plainplan.view.context import ViewContext
from plainplan.view.parts import ContentsEntry

_FEW = 2


def contents(context: ViewContext) -> tuple[ContentsEntry, ...]:
    """The top-level goals in the order of the file; none where they are so few that nobody gets lost."""
    goals = context.top_goals
    if len(goals) <= _FEW:
        return ()
    number = context.words.number
    entries = []
    for goal in goals:
        progress = context.dated(goal.index).progress
        done = f"{number(progress.done)}/{number(progress.total)}"
        entries.append(
            ContentsEntry("#" + anchor_of(goal), context.title(goal.index), done, context.is_done(goal.index))
        )
    return tuple(entries)
