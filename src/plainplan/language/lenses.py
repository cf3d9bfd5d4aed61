"""A line above each goal: how far it is, when it is reached, and how that stands against what it promises."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.compile import Compilation
from plainplan.language.telling import finish_of, lateness, promise_kept, room_of, spoken
from plainplan.source import Span
from plainplan.spoken import Spoken
from plainplan.tuples import NamedTuple
from plainplan.words import Words


class Lens(NamedTuple):
    """Words above a heading."""

    span: Span
    text: str


def lenses(compilation: Compilation, words: Words | None = None) -> Iterator[Lens]:
    """A line for each goal, in English unless other words are given."""
    told = spoken(compilation, words)
    for goal in told.goals:
        if text := _text(told, goal.index):
            yield Lens(goal.origin, text)


def _text(told: Spoken, index: int) -> str:
    progress, finish = told.dated(index).progress, finish_of(told, index)
    done = told.words.say("none done of", done=progress.done, total=progress.total) if progress.total else ""
    if told.is_done(index):
        return done
    off = lateness(told, index) or promise_kept(told, index) or room_of(told, index)
    return ", ".join(filter(None, (done, finish and f"→ {finish}", off)))
