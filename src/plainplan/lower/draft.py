"""The plan under construction: mutable counterparts of the model's types."""

from __future__ import annotations

from collections import Counter

from plainplan.diagnostics import Diagnostic, finding, replace
from plainplan.lower.slugs import slug
from plainplan.lower.vocabulary import words_of
from plainplan.messages import msg
from plainplan.model import CheckIn, Criterion, Idea, Kind, Occupation, Part, SectionKind, Settings, Trait
from plainplan.prose import Heading, Inline, plain
from plainplan.source import Source, Span
from plainplan.syntax.document import Box, HeadingNode, Tag
from plainplan.syntax.numbers import settled
from plainplan.syntax.rules import TWO_READINGS
from plainplan.values import Horizon, State


class ThingDraft:
    """A goal, step or solution so far."""

    def __init__(
        self,
        index: int,
        kind: Kind,
        words: tuple[Inline, ...],
        tags: tuple[Tag, ...],
        origin: Span,
        parent: int | None,
    ) -> None:
        self.index = index
        self.kind = kind
        self.words = words
        self.tags = tags
        self.origin = origin
        self.parent = parent
        self.box: Box | None = None
        self.numbered = False
        self.primary = False
        self.horizon: Horizon | None = None
        self.scheduled = True
        self.steps: list[int] = []
        self.goals: list[int] = []
        self.barriers: list[int] = []
        self.body: list[Part] = []


class BarrierDraft:
    """A barrier so far."""

    def __init__(
        self,
        index: int,
        words: tuple[Inline, ...],
        tags: tuple[Tag, ...],
        origin: Span,
        of: int,
        state: State | None,
    ) -> None:
        self.index = index
        self.words = words
        self.tags = tags
        self.origin = origin
        self.of = of
        self.state = state
        self.solutions: list[int] = []
        self.body: list[Part] = []


class SectionDraft:
    """A section so far."""

    def __init__(
        self,
        kind: SectionKind,
        words: tuple[Inline, ...],
        origin: Span,
        level: int,
        horizon: Horizon | None = None,
    ) -> None:
        self.kind = kind
        self.words = words
        self.origin = origin
        self.level = level
        self.horizon = horizon
        self.body: list[Part] = []


class Draft:
    """Everything found so far, in file order."""

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
        self.anchors: Counter[str] = Counter()
        self.barrier_words = words_of(settings.lang, lambda known: known.barrier)
        self.solution_words = words_of(settings.lang, lambda known: known.solution)

    def heading(self, node: HeadingNode) -> Heading:
        """A heading inside prose, with a unique anchor where several have the same text."""
        name = slug(plain(node.words.title))
        self.anchors[name] += 1
        again = f"-{self.anchors[name] - 1}" if self.anchors[name] > 1 else ""
        return Heading(node.level, node.words.written, name + again if name else "")

    def thing(
        self, kind: Kind, words: tuple[Inline, ...], tags: tuple[Tag, ...], origin: Span, parent: int | None
    ) -> ThingDraft:
        """A new thing, numbered in the order of the file."""
        made = ThingDraft(len(self.things), kind, words, self.settle(tags), origin, parent)
        self.things.append(made)
        return made

    def goal(
        self, words: tuple[Inline, ...], tags: tuple[Tag, ...], origin: Span, parent: ThingDraft | None
    ) -> ThingDraft:
        """A new goal, in another or on its own."""
        made = self.thing(Kind.GOAL, words, tags, origin, parent.index if parent else None)
        (parent.goals if parent else self.goals).append(made.index)
        return made

    def settle(self, tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
        """The tags with numbers read by the plan's language; reports those that other languages read otherwise."""
        if not any(tag.comma is not None for tag in tags):
            return tags
        return tuple(tag if tag.comma is None else self._settled(tag) for tag in tags)

    def _settled(self, tag: Tag) -> Tag:
        from plainplan.words import words_for

        mark = words_for(self.settings.lang).decimal_mark
        self.found.append(two_readings(tag.span, tag.text, mark))
        return tag._replace(value=tag.value if mark == "." else tag.comma, comma=None)


def two_readings(span: Span, text: str, mark: str) -> Diagnostic:
    """The diagnostic for a number that other decimal marks would read otherwise."""
    meant, other = settled(text, mark), settled(text, "," if mark == "." else ".")
    return finding(
        TWO_READINGS,
        span,
        msg(
            "`{text}` can be read in two ways: it counts as `{meant}`, and could be `{other}`",
            text=text,
            meant=meant,
            other=other,
        ),
        help=msg("write `{meant}`, or `{other}` where that is meant", meant=meant, other=other),
        fix=replace(span, meant, safe=False),
    )
