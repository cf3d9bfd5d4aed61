"""A decision in sentences, and as data: the ranking, how firm it is, what decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from plainplan.compile import Compilation
from plainplan.decide import Decision, Flip, Scale
from plainplan.messages import Measure, Message, msg, msg_and, msg_join, msg_number
from plainplan.report.days import iso
from plainplan.report.excerpt import columns_of
from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.tuples import NamedTuple
from plainplan.words import Words, words_for

FORMAT = "plainplan-decision/1"
_WORDS = words_for("en")
_SMALL = 10  # numbers below it have two decimals


class CandidatePlan(NamedTuple):
    """A candidate's own plan: its file, and the days by which it is finished with 50 and 80 % likelihood."""

    file: str
    p50: int
    p80: int


Roads = Mapping[int, CandidatePlan]
"""By the index of an occupation."""


def decision_lines(
    compilation: Compilation, decision: Decision, roads: Roads, style: Style, words: Words | None = None
) -> Iterator[str]:
    """The table, then what it means. In English unless other words are given."""
    words = words or _WORDS
    if not compilation.plan.occupations:
        yield words.tell(msg("There is no table of occupations in this plan, so there is nothing to decide."))
        yield words.tell(msg("Write one under `## Occupations`: a row for each, a column for each thing that matters."))
        return
    yield from _table(compilation, decision, roads, style, words)
    yield ""
    for line in sentences(compilation, decision):
        yield safe_text(words.tell(line))
    if decision.scales:
        yield ""
        yield style.paint(words.tell(msg("How it was counted")), "bold")
        told = (*map(scale_text, decision.scales), *unused_texts(decision))
        yield from (f"  {safe_text(words.tell(line))}" for line in told)


def _table(compilation: Compilation, decision: Decision, roads: Roads, style: Style, words: Words) -> Iterator[str]:
    rows = [tuple(safe_text(cell) for cell in row) for row in _rows(compilation, decision, roads, words)]
    widths = [max(columns_of(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = (cell + " " * (width - columns_of(cell)) for cell, width in zip(row, widths, strict=True))
        line = "  ".join(cells).rstrip()
        yield line if number else style.paint(line, "bold")


def _rows(compilation: Compilation, decision: Decision, roads: Roads, words: Words) -> Iterator[tuple[str, ...]]:
    later = [words.tell(msg("{number} %", number=percent)) for percent in (50, 80)] if roads else []
    titles = (scale.title for scale in decision.scales)
    yield ("", words.say("occupation"), words.tell(msg("Score")), *titles, *later, words.say("stage"))
    unscored = [place for place, score in enumerate(decision.scores) if score is None]
    for place in (*decision.ranking, *unscored):
        index = decision.candidates[place]
        one = compilation.plan.occupations[index]
        values = (one.cells[scale.criterion].text or "?" for scale in decision.scales)
        road = roads.get(index)
        dates = (words.date(road.p50), words.date(road.p80)) if road else ("", "")
        rank, score = rank_of(decision, place), decision.scores[place]
        told = "" if score is None else words.tell(_number(score))
        stage = words.say(f"stage.{one.stage}") if one.stage else ""
        yield (rank, one.name, told, *values, *(dates if roads else ()), stage)


def rank_of(decision: Decision, place: int) -> str:
    """`1`, or `1=` where several are level; nothing where there is no score."""
    score = decision.scores[place]
    if score is None:
        return ""
    better = sum(1 for other in decision.scores if other is not None and other > score)
    return f"{better + 1}{'=' if decision.scores.count(score) > 1 else ''}"


def sentences(compilation: Compilation, decision: Decision) -> Iterator[Message]:
    """What the table says, how firm that is, and what the writer chose."""
    plan = compilation.plan
    if not decision.ranking:
        yield msg("Nothing in the table can be counted: no criterion has numbers that differ.")
        return
    names = [msg("“{title}”", title=plan.occupations[decision.candidates[place]].name) for place in decision.first]
    if len(decision.candidates) == 1:
        yield msg("{name} is the only one left, so there is nothing to compare it with.", name=names[0])
    elif len(names) > 1:
        yield msg("{names} come out the same: by this table they are as good.", names=msg_and(names))
    else:
        yield msg("{name} comes first. {how_firm}", name=names[0], how_firm=firmness(compilation, decision))
    yield from _choice(compilation, decision)
    yield from _unknown(compilation, decision)


def firmness(compilation: Compilation, decision: Decision) -> Message:
    """The smallest change of one weight that would put another first."""
    flip = decision.flip
    if flip is None:
        return msg("No change of a single weight would put another first.")
    told = _flip(compilation, decision, flip)
    for tie in decision.ties:
        told = msg("{weight}, or one of {other}", weight=told, other=_flip(compilation, decision, tie))
    if decision.ties:
        return msg(
            "It would take a weight of {weight}: these are as small a change, "
            "and no other single weight needs to change as little.",
            weight=told,
        )
    return msg("It would take a weight of {weight}: no other single weight needs to change as little.", weight=told)


def _flip(compilation: Compilation, decision: Decision, flip: Flip) -> Message:
    scale = decision.scales[flip.scale]
    to, now = _number(flip.to), _number(scale.weight)
    rival = compilation.plan.occupations[decision.candidates[flip.rival]].name
    if flip.to > scale.weight:
        return msg(
            "more than {to} on “{criterion}”, instead of {now}, to put “{rival}” first",
            to=to,
            criterion=scale.title,
            now=now,
            rival=rival,
        )
    return msg(
        "less than {to} on “{criterion}”, instead of {now}, to put “{rival}” first",
        to=to,
        criterion=scale.title,
        now=now,
        rival=rival,
    )


def _choice(compilation: Compilation, decision: Decision) -> Iterator[Message]:
    """Where the writer's choice is another: told, not judged."""
    plan = compilation.plan
    first = {decision.candidates[place] for place in decision.first}
    for place, index in enumerate(decision.candidates):
        one = plan.occupations[index]
        if one.stage != "chosen":
            continue
        if index in first:
            yield msg("“{name}” is also what the plan has chosen.", name=one.name)
        elif rank := rank_of(decision, place):
            yield msg(
                "The plan has chosen “{name}”, which comes {nth} here; no table holds every reason.",
                name=one.name,
                nth=_nth(int(rank.rstrip("="))),
            )
        else:
            yield msg("The plan has chosen “{name}”, of which the table knows no number.", name=one.name)


def _nth(number: int) -> Message:
    if 10 < number % 100 < 14 or number % 10 not in (1, 2, 3):
        return msg("{number}th", number=number)
    endings = (msg("{number}st", number=number), msg("{number}nd", number=number), msg("{number}rd", number=number))
    return endings[number % 10 - 1]


def _unknown(compilation: Compilation, decision: Decision) -> Iterator[Message]:
    for place, index in enumerate(decision.candidates):
        name, missing = compilation.plan.occupations[index].name, decision.missing(place)
        if decision.scores[place] is None:
            yield msg("“{name}” has no score: nothing that counts is known of it.", name=name)
        elif missing:
            yield msg(
                "Of “{name}” this is not known, and counts as the middle: {criteria}.",
                name=name,
                criteria=msg_and(missing),
            )


def scale_text(scale: Scale) -> Message:
    """A criterion's scale and weight: `Earnings, more is better: 25,000 is 0, 38,000 is 100; weight 2`."""
    worst, best = scale.ends
    title, number = scale.title, _number(scale.weight)
    head: str = msg("{title}, less is better", title=title)
    if scale.better > 0:
        head = msg("{title}, more is better", title=title)
    if scale.unit:
        head = msg_join(", ", (head, scale.unit))
    weight = msg("weight {number}", number=number)
    if not scale.written:
        weight = msg("weight {number}, not written", number=number)
    return msg(
        "{criterion}: {worst} is 0, {best} is 100; {weight}",
        criterion=head,
        worst=_number(worst),
        best=_number(best),
        weight=weight,
    )


_UNUSED = {
    "text": msg("no numbers"),
    "missing": msg("nothing known"),
    "units": msg("several units"),
    "equal": msg("the same for all"),
    "weight": msg("weight 0"),
}


def unused_texts(decision: Decision) -> Iterator[Message]:
    """What decides nothing, and why."""
    told = [msg("{title} ({reason})", title=one.title, reason=_UNUSED[one.reason]) for one in decision.unused]
    if told:
        yield msg("Decides nothing: {criteria}.", criteria=msg_and(told))
    if decision.no_weights:
        yield msg("All weights are zero, so they count as equal.")


def _number(value: Fraction) -> Measure:
    return msg_number(round(value, 2 if abs(value) < _SMALL else 1))


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
