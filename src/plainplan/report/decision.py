"""A decision in sentences, and as data: the ranking, how firm it is, what decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from plainplan.compile import Compilation
from plainplan.decide import Decision, Flip, Scale
from plainplan.report.days import iso
from plainplan.report.excerpt import columns_of
from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.tuples import NamedTuple
from plainplan.words import words_for

FORMAT = "plainplan-decision/1"
_WORDS = words_for("en")


class CandidatePlan(NamedTuple):
    """A candidate's own plan: its file, and the days by which it is finished with 50 and 80 % likelihood."""

    file: str
    p50: int
    p80: int


Roads = Mapping[int, CandidatePlan]
"""By the index of an occupation."""


def decision_lines(compilation: Compilation, decision: Decision, roads: Roads, style: Style) -> Iterator[str]:
    """The table, then what it means."""
    if not compilation.plan.occupations:
        yield "There is no table of occupations in this plan, so there is nothing to decide."
        yield "Write one under `## Occupations`: a row for each, a column for each thing that matters."
        return
    yield from _table(compilation, decision, roads, style)
    yield ""
    for line in sentences(compilation, decision):
        yield safe_text(line)
    scales = [f"  {scale_text(scale)}" for scale in decision.scales]
    if scales:
        yield ""
        yield style.paint("How it was counted", "bold")
        yield from map(safe_text, scales)
        yield from (f"  {line}" for line in map(safe_text, unused_texts(decision)))


def _table(compilation: Compilation, decision: Decision, roads: Roads, style: Style) -> Iterator[str]:
    rows = [tuple(safe_text(cell) for cell in row) for row in _rows(compilation, decision, roads)]
    widths = [max(columns_of(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = (cell + " " * (width - columns_of(cell)) for cell, width in zip(row, widths, strict=True))
        line = "  ".join(cells).rstrip()
        yield line if number else style.paint(line, "bold")


def _rows(compilation: Compilation, decision: Decision, roads: Roads) -> Iterator[tuple[str, ...]]:
    later = ("50 %", "80 %") if roads else ()
    yield ("", "Occupation", "Score", *(scale.title for scale in decision.scales), *later, "Stage")
    unscored = [place for place, score in enumerate(decision.scores) if score is None]
    for place in (*decision.ranking, *unscored):
        index = decision.candidates[place]
        one = compilation.plan.occupations[index]
        values = (one.cells[scale.criterion].text or "?" for scale in decision.scales)
        road = roads.get(index)
        dates = (_WORDS.date(road.p50), _WORDS.date(road.p80)) if road else ("", "")
        rank, score = rank_of(decision, place), decision.scores[place]
        told = "" if score is None else _number(score)
        yield (rank, one.name, told, *values, *(dates if roads else ()), one.stage or "")


def rank_of(decision: Decision, place: int) -> str:
    """`1`, or `1=` where several are level; nothing where there is no score."""
    score = decision.scores[place]
    if score is None:
        return ""
    better = sum(1 for other in decision.scores if other is not None and other > score)
    return f"{better + 1}{'=' if decision.scores.count(score) > 1 else ''}"


def sentences(compilation: Compilation, decision: Decision) -> Iterator[str]:
    """What the table says, how firm that is, and what the writer chose."""
    plan = compilation.plan
    if not decision.ranking:
        yield "Nothing in the table can be counted: no criterion has numbers that differ."
        return
    names = [f"“{plan.occupations[decision.candidates[place]].name}”" for place in decision.first]
    if len(decision.candidates) == 1:
        yield f"{names[0]} is the only one left, so there is nothing to compare it with."
    elif len(names) > 1:
        yield f"{_WORDS.listed(tuple(names))} come out the same: by this table they are as good."
    else:
        yield f"{names[0]} comes first. {firmness(compilation, decision)}"
    yield from _choice(compilation, decision)
    yield from _unknown(compilation, decision)


def firmness(compilation: Compilation, decision: Decision) -> str:
    """The smallest change of one weight that would put another first."""
    flip = decision.flip
    if flip is None:
        return "No change of a single weight would put another first."
    told = f"It would take a weight of {_flip(compilation, decision, flip)}"
    others = "".join(f", or one of {_flip(compilation, decision, tie)}" for tie in decision.ties)
    if others:
        return f"{told}{others}: these are as small a change, and no other single weight needs to change as little."
    return f"{told}: no other single weight needs to change as little."


def _flip(compilation: Compilation, decision: Decision, flip: Flip) -> str:
    scale = decision.scales[flip.scale]
    rival = compilation.plan.occupations[decision.candidates[flip.rival]].name
    way = "more" if flip.to > scale.weight else "less"
    return (
        f"{way} than {_number(flip.to)} on “{scale.title}”, instead of {_number(scale.weight)}, to put “{rival}” first"
    )


def _choice(compilation: Compilation, decision: Decision) -> Iterator[str]:
    """Where the writer's choice is another: told, not judged."""
    plan = compilation.plan
    first = {decision.candidates[place] for place in decision.first}
    for place, index in enumerate(decision.candidates):
        one = plan.occupations[index]
        if one.stage != "chosen":
            continue
        if index in first:
            yield f"“{one.name}” is also what the plan has chosen."
        elif rank := rank_of(decision, place):
            yield f"The plan has chosen “{one.name}”, which comes {_nth(rank)} here; no table holds every reason."
        else:
            yield f"The plan has chosen “{one.name}”, of which the table knows no number."


def _nth(rank: str) -> str:
    number = int(rank.rstrip("="))
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _unknown(compilation: Compilation, decision: Decision) -> Iterator[str]:
    for place, index in enumerate(decision.candidates):
        name, missing = compilation.plan.occupations[index].name, decision.missing(place)
        if decision.scores[place] is None:
            yield f"“{name}” has no score: nothing that counts is known of it."
        elif missing:
            yield f"Of “{name}” this is not known, and counts as the middle: {_WORDS.listed(missing)}."


def scale_text(scale: Scale) -> str:
    """A criterion's scale and weight: `Earnings, more is better: 25,000 is 0, 38,000 is 100; weight 2`."""
    worst, best = scale.ends
    way = "more" if scale.better > 0 else "less"
    weight = f"weight {_number(scale.weight)}{'' if scale.written else ', not written'}"
    unit = f", {scale.unit}" if scale.unit else ""
    return f"{scale.title}, {way} is better{unit}: {_number(worst)} is 0, {_number(best)} is 100; {weight}"


def unused_texts(decision: Decision) -> Iterator[str]:
    """What decides nothing, and why."""
    reasons = {
        "text": "no numbers",
        "missing": "nothing known",
        "units": "several units",
        "equal": "the same for all",
        "weight": "weight 0",
    }
    told = [f"{one.title} ({reasons[one.reason]})" for one in decision.unused]
    if told:
        yield f"Decides nothing: {_WORDS.listed(tuple(told))}."
    if decision.no_weights:
        yield "All weights are zero, so they count as equal."


def _number(value: Fraction) -> str:
    return _WORDS.number(round(value, 2 if abs(value) < 10 else 1))


# Data


def decision_data(compilation: Compilation, decision: Decision, roads: Roads) -> dict[str, Any]:
    """The same for other programs."""
    plan = compilation.plan
    flip = decision.flip
    return {
        "format": FORMAT,
        "title": plan.title,
        "criteria": [_scale_data(scale) for scale in decision.scales],
        "unused": [{"criterion": one.title, "reason": one.reason} for one in decision.unused],
        "candidates": [_candidate(compilation, decision, roads, place) for place in range(len(decision.candidates))],
        "ranking": [plan.occupations[decision.candidates[place]].name for place in decision.ranking],
        "first": [plan.occupations[decision.candidates[place]].name for place in decision.first],
        "chosen": [occupation.name for occupation in plan.occupations if occupation.stage == "chosen"],
        "flip": flip and _flip_data(compilation, decision, flip),
        "ties": [_flip_data(compilation, decision, tie) for tie in decision.ties],
        "text": list(sentences(compilation, decision)),
    }


def _flip_data(compilation: Compilation, decision: Decision, flip: Flip) -> dict[str, Any]:
    scale = decision.scales[flip.scale]
    return {
        "criterion": scale.title,
        "weight": float(scale.weight),
        "beyond": float(flip.to),
        "first": compilation.plan.occupations[decision.candidates[flip.rival]].name,
    }


def _scale_data(scale: Scale) -> dict[str, Any]:
    worst, best = scale.ends
    return {
        "criterion": scale.title,
        "better": "more" if scale.better > 0 else "less",
        "weight": float(scale.weight),
        "written": scale.written,
        "unit": scale.unit,
        "worst": float(worst),
        "best": float(best),
    }


def _candidate(compilation: Compilation, decision: Decision, roads: Roads, place: int) -> dict[str, Any]:
    index = decision.candidates[place]
    one, score, road = compilation.plan.occupations[index], decision.scores[place], roads.get(index)
    return {
        "name": one.name,
        "stage": one.stage,
        "line": compilation.source.position(one.origin.start).line,
        "score": None if score is None else round(float(score), 2),
        "parts": {scale.title: round(float(100 * scale.part(place)), 2) for scale in decision.scales},
        "missing": list(decision.missing(place)),
        "plan": road and {"file": road.file, "p50": iso(road.p50), "p80": iso(road.p80)},
    }
