"""What the weights say: the occupations by score, and how firm the first place is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plainplan.prose import Text
from plainplan.view.context import ViewContext
from plainplan.view.parts import DecisionView, Standing

if TYPE_CHECKING:
    from plainplan.decide import Decision, Flip


def decision(context: ViewContext) -> DecisionView | None:
    """The ranking by weights; None with nothing to compare."""
    from plainplan.decide import decide

    found = decide(context.plan)
    if len(found.ranking) < 2:
        return None
    return DecisionView(
        tuple(_standing(context, found, place) for place in found.ranking), tuple(_sentences(context, found))
    )


def _standing(context: ViewContext, found: Decision, place: int) -> Standing:
    one = context.plan.occupations[found.candidates[place]]
    score = found.scores[place] or 0
    words = one.words or (Text(one.name),)
    return Standing(words, str(round(score)), round(float(score), 1), one.stage == "chosen")


def _sentences(context: ViewContext, found: Decision) -> Iterator[str]:
    words = context.words
    names = tuple(_name(context, found, place) for place in found.first)
    if len(names) > 1:
        yield words.say("decision.level", names=words.listed(names))
    else:
        yield words.say("decision.first", name=names[0])
        yield from _firmness(context, found)
    weights = tuple(f"{scale.title} {words.number(scale.weight)}" for scale in found.scales)
    yield words.say("decision.weights", weights=words.listed(weights))
    yield words.say("decision.scale")
    less = tuple(scale.title for scale in found.scales if scale.better < 0)
    if less:
        yield words.say("decision.fewer", names=words.listed(less))


def _firmness(context: ViewContext, found: Decision) -> Iterator[str]:
    if found.flip is None:
        yield context.words.say("decision.firm")
        return
    yield _flip(context, found, found.flip, "decision")
    for tie in found.ties:
        yield _flip(context, found, tie, "decision.or")


def _flip(context: ViewContext, found: Decision, flip: Flip, key: str) -> str:
    words, scale = context.words, found.scales[flip.scale]
    return words.say(
        f"{key}.more" if flip.to > scale.weight else f"{key}.less",
        to=words.number(flip.to),
        criterion=scale.title,
        now=words.number(scale.weight),
        rival=_name(context, found, flip.rival),
    )


def _name(context: ViewContext, found: Decision, place: int) -> str:
    return context.plan.occupations[found.candidates[place]].name
