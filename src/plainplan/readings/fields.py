"""What a field says by its name: a day after `Deadline:` is one whatever else it may be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from plainplan.readings.dates import Moment, find_dates
from plainplan.readings.labels import Label
from plainplan.readings.lexicon import Lexicon
from plainplan.readings.reader import read_words
from plainplan.readings.reading import Reading
from plainplan.readings.sections import plain_title
from plainplan.readings.straight import straight
from plainplan.source import Span

_DATED = ("due", "start", "on", "done")
_NOWHERE = Span(0, 0)


def is_appointment(label: Label, words: Lexicon) -> bool:
    """Whether a label names a thing that takes place, and no field: `Exam: 12 May` is a step."""
    return label.kind == "on" and plain_title(label.name) not in words.own("labels", "on")[:2]


def read_field(label: Label, value: str, words: Lexicon, day: date) -> list[Reading]:
    """The readings of a field's value, in the kinds that its name asks for; none where it says nothing of them."""
    found = read_words(value, words, day)
    kind = label.kind
    dates = [one for one in found if one.kind in _DATED]
    if kind in _DATED and dates:
        return _dated(kind, dates, _moments(value, words, day))
    if kind in ("duration", "due"):
        return [one for one in found if one.kind in ("duration", "due", "start", "every")][:2]
    if kind == "cost":
        return _costs(value, found, words, day)
    if kind == "status":
        marks = [one for one in found if one.kind in ("state", "done")]
        return marks or [one for one in read_words(f"x - {value}", words, day) if one.kind in ("state", "done")]
    if kind == "after":
        return [Reading("after", part, _NOWHERE, sure=True) for part in _listed(value)]
    if kind == "every":
        return [one for one in found if one.kind == "every"][:1]
    return []


def _moments(text: str, words: Lexicon, day: date) -> list[Moment]:
    """The days that a text names; of a stretch its end."""
    found = find_dates(straight(text), words, day)
    return [one if isinstance(one, Moment) else one.last for one in found]


def _dated(kind: str, dates: Sequence[Reading], moments: Sequence[Moment]) -> list[Reading]:
    """The days that a field of a kind has; of a stretch both ends, and a deadline is its end."""
    kinds = {one.kind for one in dates}
    if kinds >= {"due", "start"} and kind != "done":
        return [one for one in dates if one.kind in ("start", "due")][:2]
    if kind == "due" and kinds == {"start"}:
        return list(dates[:1])  # `When: from June`
    one = dates[-1] if kind == "due" else dates[0]
    if not moments:
        return [one._replace(kind="due")]
    moment = moments[-1] if kind == "due" else moments[0]
    kind = "due" if kind == "on" and moment.whole != "day" else kind
    if kind == "due":
        value = one.value if one.kind == "due" else moment.until_text
        return [one._replace(kind=kind, value=value, sure=moment.clear)]
    marks = [one._replace(kind="state", value="x")] if kind == "done" else []
    return [one._replace(kind=kind, value=moment.from_text, sure=moment.clear), *marks]


def _costs(value: str, found: Sequence[Reading], words: Lexicon, day: date) -> list[Reading]:
    """The amount after `Budget:`, where a bare number is one too."""
    costs = [one for one in found if one.kind == "cost"]
    number = re.fullmatch(r"[^\d]{0,4}(\d[\d.,' ]*)[^\d]{0,6}", straight(value))
    if costs or not number:
        return costs[:1]
    return [one for one in read_words(f"{number[1].strip()} €", words, day) if one.kind == "cost"]


def _listed(value: str) -> list[str]:
    parts = re.split(r"[,;、，]|\s(?:and|und|y|et|e|и)\s", value)
    return [part.strip() for part in parts if part.strip()]
