"""The table of occupations as a decision: scores by weight, and how firm the first place is.

The rules, as `docs/decide.md` tells them. Dropped occupations are left out. A criterion counts when its cells hold
numbers (of education: years) that differ; the worst of them stands for 0 and the best for 100, what is not known for
50. The score is the mean by weight; a weight that is not written is 1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from plainplan.model import Criterion, Plan
from plainplan.pattern import pattern
from plainplan.syntax.durations import UNIT_OF
from plainplan.tuples import NamedTuple

_MINUS = ("-", "−", "–")
_NUMBER = pattern(
    r"(?<![\w.,])(?P<sign>[+\-−–]?)[^\w\s.,+\-−–]?\s?(?P<whole>\d{1,3}(?:[,.'\u2019 \u00a0\u202f]\d{3})+|\d{1,12})"
    r"(?P<rest>[.,]\d{1,6})?\s?(?P<thousand>[kK](?![A-Za-z]))?"
)
_LENGTH = pattern(r"(?<![\w.,])(?P<number>\d{1,3}(?:[.,]\d{1,2})?)\s*(?P<unit>[A-Za-z]+)")
_YEARS = {"y": Fraction(1), "m": Fraction(1, 12), "w": Fraction(7 * 4, 1461), "d": Fraction(4, 1461)}
_MIDDLE = Fraction(1, 2)


class Scale(NamedTuple):
    """A criterion that can decide: its place in the table, what is best (1 for more, -1 for less), its weight, and
    each candidate's value, index for index with `Decision.candidates`. `written` tells
    whether the plan gives the weight."""

    criterion: int
    title: str
    better: int
    weight: Fraction
    written: bool
    values: tuple[Fraction | None, ...]

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The worst and the best of the values."""
        known = [value for value in self.values if value is not None]
        low, high = min(known), max(known)
        return (low, high) if self.better > 0 else (high, low)

    def part(self, place: int) -> Fraction:
        """Where a candidate stands between the worst (0) and the best (1); in the middle where it is not known."""
        value, (worst, best) = self.values[place], self.ends
        return _MIDDLE if value is None else (value - worst) / (best - worst)


class Unused(NamedTuple):
    """A criterion that decides nothing: `reason` is `text`, `missing`, `equal` or `weight`."""

    criterion: int
    title: str
    reason: str


class Flip(NamedTuple):
    """At the weight `to` of a criterion the rival draws level, and beyond it comes first."""

    scale: int
    to: Fraction
    rival: int

    def change(self, scales: Sequence[Scale]) -> Fraction:
        return abs(self.to - scales[self.scale].weight)


class Decision(NamedTuple):
    """`candidates` are the occupations not dropped, as indices; `scores` stand beside them, 0 to 100, None for one
    of which nothing is known. `ranking` are places in `candidates`, the best first. `flip` is the smallest change of
    one weight that puts another first; None where none does, or where there is no single first."""

    candidates: tuple[int, ...]
    scales: tuple[Scale, ...]
    unused: tuple[Unused, ...]
    no_weights: bool
    scores: tuple[Fraction | None, ...]
    ranking: tuple[int, ...]
    flip: Flip | None

    @property
    def first(self) -> tuple[int, ...]:
        """The places with the highest score: one, or several that are level."""
        best = self.scores[self.ranking[0]] if self.ranking else None
        return tuple(place for place in self.ranking if self.scores[place] == best)

    def missing(self, place: int) -> tuple[str, ...]:
        """The criteria that count and are not known of a candidate."""
        return tuple(scale.title for scale in self.scales if scale.values[place] is None)


def decide(plan: Plan) -> Decision:
    """What the table says."""
    candidates = tuple(index for index, one in enumerate(plan.occupations) if one.stage != "dropped")
    scales, unused = [], []
    no_weights = bool(candidates) and _no_weights(plan.criteria)
    for index, criterion in enumerate(plan.criteria):
        values = tuple(value_of(criterion, plan.occupations[one].cells[index].text) for one in candidates)
        weight = Fraction(1) if no_weights or criterion.weight is None else criterion.weight
        reason = _idle(plan, candidates, index, values, weight)
        if reason:
            unused.append(Unused(index, title_of(criterion), reason))
        else:
            written = criterion.weight is not None and not no_weights
            scales.append(Scale(index, title_of(criterion), _better(criterion), weight, written, values))
    scores = scores_of(scales, len(candidates))
    scored = [place for place, score in enumerate(scores) if score is not None]
    ranking = tuple(sorted(scored, key=lambda place: (-(scores[place] or 0), place)))
    return Decision(
        candidates, tuple(scales), tuple(unused), no_weights, scores, ranking, _smallest_flip(scales, scores, ranking)
    )


def _no_weights(criteria: Sequence[Criterion]) -> bool:
    """Whether every weight that is written is zero, so that all of them count as equal."""
    written = [one.weight for one in criteria if one.weight is not None]
    return bool(written) and not any(written)


def _idle(
    plan: Plan, candidates: Sequence[int], index: int, values: Sequence[Fraction | None], weight: Fraction
) -> str | None:
    filled = sum(bool(plan.occupations[one].cells[index].text) for one in candidates)
    known = [value for value in values if value is not None]
    if not filled:
        return "missing"
    if 2 * len(known) <= filled:
        return "text"
    if len(set(known)) < 2:
        return "equal"
    return None if weight else "weight"


def title_of(criterion: Criterion) -> str:
    """A criterion's heading, without the sign that tells its direction."""
    title = criterion.title.rstrip()
    return title[:-1].rstrip() if title.endswith(("+", *_MINUS)) else title


def _better(criterion: Criterion) -> int:
    """1 where more is better, -1 where less is: as the heading's sign says, else less only of years of study."""
    title = criterion.title.rstrip()
    if title.endswith(_MINUS):
        return -1
    return -1 if criterion.known == "education" and not title.endswith("+") else 1


def value_of(criterion: Criterion, text: str) -> Fraction | None:
    """The number in a cell, of education its years; None where there is none."""
    if criterion.known == "education":
        lengths = [_years(match) for match in _LENGTH.finditer(text)]
        known = [length for length in lengths if length is not None]
        if known:
            return max(known)
    match = _NUMBER.search(text)
    if match is None:
        return None
    number = Fraction(re.sub(r"\D", "", match["whole"]) + (match["rest"] or "").replace(",", "."))
    number *= 1000 if match["thousand"] else 1
    return -number if match["sign"] in _MINUS else number


def _years(match: re.Match[str]) -> Fraction | None:
    size = _YEARS.get(UNIT_OF.get(match["unit"].lower(), ""))
    return None if size is None else Fraction(match["number"].replace(",", ".")) * size


def scores_of(scales: Sequence[Scale], count: int) -> tuple[Fraction | None, ...]:
    """The score of each candidate, 0 to 100; None where nothing is known of it, or nothing can decide."""
    total = sum(scale.weight for scale in scales)
    if not total:
        return (None,) * count
    return tuple(
        None
        if all(scale.values[place] is None for scale in scales)
        else 100 * sum(scale.weight * scale.part(place) for scale in scales) / total
        for place in range(count)
    )


def _smallest_flip(scales: Sequence[Scale], scores: Sequence[Fraction | None], ranking: Sequence[int]) -> Flip | None:
    """The smallest change of one weight that puts another candidate first.

    Between two candidates the weighted difference is a straight line in each weight: it is level in one place at most.
    """
    if len(ranking) < 2 or scores[ranking[0]] == scores[ranking[1]]:
        return None
    winner = ranking[0]
    found = []
    for rival in ranking[1:]:
        ahead = sum(scale.weight * (scale.part(winner) - scale.part(rival)) for scale in scales)
        for place, scale in enumerate(scales):
            gain = scale.part(winner) - scale.part(rival)
            to = scale.weight - ahead / gain if gain else -1
            if to > 0 or (gain < 0 and not to):  # below a weight of 0 there is nothing
                found.append(Flip(place, Fraction(to), rival))
    return min(found, key=lambda flip: (flip.change(scales), flip.scale, flip.rival), default=None)
