"""The table of occupations as a decision: scores by weight, and how firm the first place is.

The rules, as `docs/decide.md` tells them. Dropped occupations are left out. A criterion counts when its cells hold
numbers (of education: years) that can be brought to one unit and differ; the worst of them stands for 0 and the best
for 100, what is not known for 50. The score is the mean by weight; a weight that is not written is 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from plainplan.model import Criterion, Plan
from plainplan.syntax.quantities import Quantities, read_column
from plainplan.tuples import NamedTuple
from plainplan.words import words_for

_MINUS = ("-", "−", "–")
_MIDDLE = Fraction(1, 2)


class Scale(NamedTuple):
    """A criterion that can decide: its place in the table, what is best (1 for more, -1 for less), its weight, and
    each candidate's value, index for index with `Decision.candidates`. `written` tells
    whether the plan gives the weight, `unit` in what the values are, where they were written in several."""

    criterion: int
    title: str
    better: int
    weight: Fraction
    written: bool
    values: tuple[Fraction | None, ...]
    unit: str = ""

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
    """A criterion that decides nothing: `reason` is `text`, `missing`, `units`, `equal` or `weight`."""

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
    one weight that puts another first; None where none does, or where there is no single first. `ties` are others
    just as small."""

    candidates: tuple[int, ...]
    scales: tuple[Scale, ...]
    unused: tuple[Unused, ...]
    no_weights: bool
    scores: tuple[Fraction | None, ...]
    ranking: tuple[int, ...]
    flip: Flip | None
    ties: tuple[Flip, ...] = ()

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
        numbers = numbers_of(plan, index, candidates)
        weight = Fraction(1) if no_weights or criterion.weight is None else criterion.weight
        reason = _idle(plan, candidates, index, numbers, weight)
        if reason:
            unused.append(Unused(index, title_of(criterion), reason))
        else:
            written = criterion.weight is not None and not no_weights
            scales.append(
                Scale(index, title_of(criterion), better_of(criterion), weight, written, numbers.values, numbers.unit)
            )
    scores = scores_of(scales, len(candidates))
    scored = [place for place, score in enumerate(scores) if score is not None]
    ranking = tuple(sorted(scored, key=lambda place: (-(scores[place] or 0), place)))
    flips = _smallest_flips(scales, scores, ranking)
    return Decision(
        candidates, tuple(scales), tuple(unused), no_weights, scores, ranking, next(iter(flips), None), flips[1:]
    )


def _no_weights(criteria: Sequence[Criterion]) -> bool:
    """Whether every weight that is written is zero, so that all of them count as equal."""
    written = [criterion.weight for criterion in criteria if criterion.weight is not None]
    return bool(written) and not any(written)


def _idle(plan: Plan, candidates: Sequence[int], index: int, numbers: Quantities, weight: Fraction) -> str | None:
    filled = sum(bool(plan.occupations[candidate].cells[index].text) for candidate in candidates)
    known = [value for value in numbers.values if value is not None]
    if not filled:
        return "missing"
    if 2 * len(known) <= filled:
        return "text"
    if numbers.misfits:
        return "units"
    if len(set(known)) < 2:
        return "equal"
    return None if weight else "weight"


def title_of(criterion: Criterion) -> str:
    """A criterion's heading, without the sign that tells its direction."""
    title = criterion.title.rstrip()
    return title[:-1].rstrip() if title.endswith(("+", *_MINUS)) else title


def better_of(criterion: Criterion) -> int:
    """1 where more is better, -1 where less is: as the heading's sign says, else as its words do; of years of study
    less is."""
    title = criterion.title.rstrip()
    if title.endswith(("+", *_MINUS)):
        return 1 if title.endswith("+") else -1
    return -1 if criterion.less or criterion.known == "education" else 1


def numbers_of(plan: Plan, column: int, rows: Sequence[int]) -> Quantities:
    """The numbers of these rows in a column, brought to one unit."""
    criterion = plan.criteria[column]
    return read_column(
        criterion.title,
        [plan.occupations[row].cells[column].text for row in rows],
        mark=words_for(plan.settings.lang).decimal_mark,
        study=criterion.known == "education",
        pay=criterion.known == "earnings",
    )


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


def _smallest_flips(
    scales: Sequence[Scale], scores: Sequence[Fraction | None], ranking: Sequence[int]
) -> tuple[Flip, ...]:
    """The smallest change of one weight that puts another candidate first, and all others as small.

    Between two candidates the weighted difference is a straight line in each weight: it is level in one place at most.
    Where that is at a weight of 0 it never turns, since below there is nothing.
    """
    if len(ranking) < 2 or scores[ranking[0]] == scores[ranking[1]]:
        return ()
    winner = ranking[0]
    found = []
    for rival in ranking[1:]:
        ahead = sum(scale.weight * (scale.part(winner) - scale.part(rival)) for scale in scales)
        for place, scale in enumerate(scales):
            gain = scale.part(winner) - scale.part(rival)
            to = scale.weight - ahead / gain if gain else Fraction(0)
            if to > 0:
                found.append(Flip(place, Fraction(to), rival))
    least = min((flip.change(scales) for flip in found), default=None)
    return tuple(sorted((flip for flip in found if flip.change(scales) == least), key=lambda flip: flip[::2]))
