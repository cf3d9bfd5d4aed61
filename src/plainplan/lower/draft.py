"""The plan while it is being put together: the same things as in the model, still growing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plainplan.diagnostics import Diagnostic
from plainplan.lower.vocabulary import BARRIER, SOLUTION, words_of
from plainplan.model import CheckIn, Criterion, Idea, Kind, Occupation, Part, SectionKind, Settings, Trait
from plainplan.prose import Inline
from plainplan.source import Source, Span
from plainplan.syntax.document import Box, Tag
from plainplan.values import Horizon, State


@dataclass(slots=True)
class ThingDraft:
    """A goal, step or solution so far."""

    index: int
    kind: Kind
    words: tuple[Inline, ...]
    tags: tuple[Tag, ...]
    origin: Span
    parent: int | None
    box: Box | None = None
    numbered: bool = False
    primary: bool = False
    horizon: Horizon | None = None
    scheduled: bool = True
    steps: list[int] = field(default_factory=list)
    goals: list[int] = field(default_factory=list)
    barriers: list[int] = field(default_factory=list)
    body: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class BarrierDraft:
    """A barrier so far."""

    index: int
    words: tuple[Inline, ...]
    tags: tuple[Tag, ...]
    origin: Span
    of: int
    state: State | None
    solutions: list[int] = field(default_factory=list)
    body: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class SectionDraft:
    """A section so far."""

    kind: SectionKind
    words: tuple[Inline, ...]
    origin: Span
    level: int
    horizon: Horizon | None = None
    body: list[Part] = field(default_factory=list)


class Draft:
    """Everything found so far, in the order of the file."""

    def __init__(self, source: Source, settings: Settings) -> None:
        self.source = source
        self.settings = settings
        self.sections: list[SectionDraft] = []
        self.things: list[ThingDraft] = []
        self.goals: list[int] = []
        self.barriers: list[BarrierDraft] = []
        self.assessment: list[Trait] = []
        self.criteria: tuple[Criterion, ...] | None = None
        self.occupations: list[Occupation] = []
        self.someday: list[tuple[Idea, list[Part]]] = []
        self.someday_names: list[str] = []
        self.checkins: list[tuple[CheckIn, list[Part]]] = []
        self.found: list[Diagnostic] = []
        self.barrier_word = leading_word(words_of(BARRIER, settings.lang))
        self.solution_word = leading_word(words_of(SOLUTION, settings.lang))

    def thing(
        self, kind: Kind, words: tuple[Inline, ...], tags: tuple[Tag, ...], origin: Span, parent: int | None
    ) -> ThingDraft:
        """A new thing, numbered in the order of the file."""
        made = ThingDraft(len(self.things), kind, words, tags, origin, parent)
        self.things.append(made)
        return made

    def goal(
        self, words: tuple[Inline, ...], tags: tuple[Tag, ...], origin: Span, parent: ThingDraft | None
    ) -> ThingDraft:
        """A new goal, in another or on its own."""
        made = self.thing(Kind.GOAL, words, tags, origin, parent.index if parent else None)
        (parent.goals if parent else self.goals).append(made.index)
        return made


def leading_word(words: tuple[str, ...]) -> re.Pattern[str]:
    """What finds one of the words with its colon at the front of a text."""
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, words))})\s*[:：]\s*", re.IGNORECASE)
