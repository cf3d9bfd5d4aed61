"""Days and rhythms as words: `workdays` and `review` in the front matter."""

from __future__ import annotations

from collections.abc import Sequence

from plainplan.lower.reading import Problem
from plainplan.lower.vocabulary import weekday
from plainplan.messages import msg
from plainplan.syntax.document import Scalar
from plainplan.values import Rhythm
from plainplan.words import all_plan_words, plan_words
from plainplan.words.reading import PlanWords

_WORKDAYS_HELP = msg("write the days on which you work, such as `mon-fri` or `mon,wed,sat`")
_REVIEW_HELP = msg("write `daily`, `weekly on sunday`, `every 2 weeks` or `monthly`")


def read_review(values: Sequence[Scalar], lang: str) -> Rhythm | Problem:
    """The rhythm of reviews."""
    text = values[0].text
    return (
        _rhythm(text, lang, plan_words(lang))
        or _rhythm(text, lang, all_plan_words())
        or Problem(values[0].span, msg("`{text}` is no rhythm that can be read", text=text), _REVIEW_HELP)
    )


def _rhythm(text: str, lang: str, known: tuple[PlanWords, ...]) -> Rhythm | None:
    words = _with_every_in_one(text.casefold().split(), known)
    on = words[-1] if len(words) > 2 and any(words[-2] in one.on_day for one in known) else ""
    words = words[:-2] if on else words
    number = words.pop(1) if len(words) == 3 and words[1].isdecimal() and len(words[1]) <= 4 else ""
    every = len(words) == 2 and any(words[0] in one.every for one in known)
    if not (every or (len(words) == 1 and not number)) or not (words[-1] + on).replace("-", "").isalpha():
        return None
    tables = (one.units if every else one.adverbs for one in known)
    unit = next((unit for table in tables for unit, names in table.items() if words[-1] in names), None)
    count = int(number or 1)
    day = weekday(on, lang) if on else None
    if unit is None and every and not number:
        unit, day = "week", weekday(words[-1], lang)  # every sunday
        if day is None:
            return None
    if unit is None or count < 1 or (on and (day is None or unit != "week")):
        return None
    return Rhythm(unit, count, text, day)


def _with_every_in_one(words: list[str], known: tuple[PlanWords, ...]) -> list[str]:
    """The words of a rhythm, with one for every where a language says it in several: `toutes les 2 semaines`."""
    for every in (phrase for one in known for phrase in one.every if " " in phrase):
        first = every.split()
        if words[: len(first)] == first:
            return [every, *words[len(first) :]]
    return words


def read_workdays(values: Sequence[Scalar], lang: str) -> tuple[int, ...] | Problem:
    """The weekdays on which work is done: names and ranges of names, separated by commas or as a list."""
    found: set[int] = set()
    for scalar in values:
        for part in scalar.text.split(","):
            days = _week_days(part.strip(), lang)
            if days is None:
                message = msg("`{part}` names no days of the week", part=part.strip())
                if any(scalar.text.strip().casefold() in one.never for one in all_plan_words()):
                    message = msg("with no workdays at all nothing could ever be done")
                return Problem(scalar.span, message, _WORKDAYS_HELP)
            found.update(days)
    return tuple(sorted(found))


def _week_days(part: str, lang: str) -> tuple[int, ...] | None:
    if (day := weekday(part, lang)) is not None:
        return (day,)
    first, dash, last = (piece.strip() for piece in part.replace("–", "-").partition("-"))
    start = weekday(first, lang)
    end = weekday(last, lang) if dash else start
    if start is None or end is None:
        return None
    return tuple((start + step) % 7 for step in range((end - start) % 7 + 1))
