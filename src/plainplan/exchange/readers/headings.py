"""What the columns of a table say, by their headings: our own, those of other programs, and words of many languages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from plainplan.errors import UsageError
from plainplan.exchange.incoming import Unreadable
from plainplan.exchange.readers.words import HEADINGS, UNIT_HEADINGS
from plainplan.pattern import pattern
from plainplan.readings.labels import label_kind
from plainplan.readings.lexicon import words_of
from plainplan.tuples import NamedTuple

KEYS = {
    "title": "what is to be done",
    "kind": "goal, step or solution",
    "id": "its id or number",
    "parent": "the id or title of what holds it",
    "level": "how deep it stands: 1, 2, 3",
    "outline": "its number in the outline: 1.2.3",
    "goal": "the goal, phase, list or section that it belongs to",
    "horizon": "of a goal: short, long or primary",
    "state": "how far it is: to do, under way, done, dropped",
    "ticked": "whether it is done: yes, no",
    "done": "when it was finished",
    "percent": "how much of it is done",
    "start": "first day",
    "finish": "last day",
    "due": "the day by which it must be done",
    "on": "the day on which it happens",
    "not before": "the day before which it cannot begin",
    "since": "when it really began",
    "duration": "how long it takes",
    "after": "what it waits for, with or without lags",
    "with": "what it starts with",
    "before": "what waits for it",
    "unit": "the unit of its length, where that stands in a column of its own",
    "every": "of a habit: how often",
    "who": "people",
    "labels": "labels",
    "cost": "what it costs",
    "numbered": "yes where the order matters",
    "note": "more words about it",
    "none": "nothing that a plan has a place for: it goes to the notes",
}
"""Every key that `--map COLUMN=KEY` takes, and what such a column says."""

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
DATED = ("start", "finish", "due", "on", "not before", "since", "done")
"""Keys of columns that hold days."""

SEVERAL = ("id", "who", "labels", "after", "with", "before", "note")
"""Keys that more than one column may have."""

# What `readings` calls a field, for the languages that it has words for.
_OF_LABELS = {
    "duration": "duration", "due": "due", "finish": "finish", "start": "start", "on": "on", "cost": "cost",
    "status": "state", "done": "done", "after": "after", "every": "every", "who": "who", "step": "title",
    "goal": "goal", "note": "note",
}  # fmt: skip
_LANGUAGES = ("en", "de", "es", "fr", "pt", "ru", "zh", "ja")

_BRACKETS = pattern(r"\s*[(\[（](?P<inside>[^)\]）]*)[)\]）]\s*$")
_IN_UNIT = pattern(r"\s+(?:in|en|em)\s+(?P<inside>\w+)$")


class Column(NamedTuple):
    """A column: its place, its heading as it is written, its key (empty where it is not known), the unit of its
    numbers, and which of day and month stands first where that was told."""

    place: int
    heading: str
    key: str
    unit: str = ""
    order: str = ""

    @property
    def note_lead(self) -> str:
        """What stands before words of a column that is not just called notes: `Priority: `."""
        return "" if _known().get(_plain(self.heading)) == "note" else f"{self.heading.strip()}: "


@cache
def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for key, names in HEADINGS.items():
        for name in names.split(", "):
            found.setdefault(_plain(name), key)
    return found


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").casefold().strip(" :*.").split())


@cache
def heading_key(heading: str) -> tuple[str, str]:
    """The key of a heading and the unit that stands in it; empty where it is not known."""
    plain = _plain(heading)
    if plain in _known():
        return _known()[plain], plain if plain in UNIT_HEADINGS else ""
    for part in (_BRACKETS, _IN_UNIT):
        if match := part.search(plain):
            key = heading_key(plain[: match.start()])[0]
            return key, match["inside"] if key == "duration" else ""
    if plain.endswith(" %") or plain.startswith("% "):
        return "percent", ""
    for lang in _LANGUAGES:
        kind = label_kind(heading, words_of(lang)) if len(plain) > 1 and len(plain) < 40 else ""
        if kind in _OF_LABELS:
            return _OF_LABELS[kind], ""
    return "", ""


def columns_of(headings: Sequence[str], told: Sequence[tuple[str, str]]) -> tuple[Column, ...]:
    """The columns of a table; `told` are those of `--map`. A key that only one may have is the first one's."""
    mapped = _mapped(headings, told)
    given = {column.key for column in mapped.values()}
    taken, found = {key for key in given if key not in SEVERAL}, []
    for place, heading in enumerate(headings):
        if place in mapped:
            found.append(mapped[place])
            continue
        key, unit = heading_key(heading) if heading.strip() else ("", "")
        if key in taken:
            key = ""
        if key and key not in SEVERAL:
            taken.add(key)
        found.append(Column(place, heading, key, unit))
    return tuple(found)


def _mapped(headings: Sequence[str], told: Sequence[tuple[str, str]]) -> dict[int, Column]:
    found = {}
    for name, wanted in told:
        key, _, order = wanted.partition(":")
        place = _place_of(headings, name)
        if place is None:
            listed = ", ".join(f"`{one}`" for one in headings if one.strip())
            raise UsageError(f"`--map {name}={wanted}`: there is no such column; there are {listed}")
        found[place] = Column(place, headings[place], key, order=order)
    return found


def _place_of(headings: Sequence[str], name: str) -> int | None:
    """A column by its heading, else by its letter in a spreadsheet or its number."""
    plain = [_plain(one) for one in headings]
    if _plain(name) in plain:
        return plain.index(_plain(name))
    if name.isascii() and name.isdigit():
        place = int(name) - 1
    elif name.isascii() and name.isalpha() and len(name) <= 2:
        place = 0
        for letter in name.upper():
            place = place * 26 + ord(letter) - 64
        place -= 1
    else:
        return None
    return place if 0 <= place < len(headings) else None


def check_map(told: Sequence[tuple[str, str]]) -> None:
    """Refuse what no column can be."""
    for name, wanted in told:
        key, _, order = wanted.partition(":")
        if key not in KEYS:
            raise UsageError(
                f"`--map {name}={wanted}`: no column is called `{key}` in a plan; these are: {', '.join(KEYS)}"
            )
        if order and (key not in DATED or order not in (DAY_FIRST, MONTH_FIRST)):
            raise UsageError(
                f"`--map {name}={wanted}`: behind a column of days may stand `:{DAY_FIRST}` or `:{MONTH_FIRST}`"
            )


def no_headings(seen: Sequence[str]) -> Unreadable:
    """What to say where no row has headings that are known."""
    listed = ", ".join(f"`{one}`" for one in seen[:12] if one.strip()) or "nothing"
    return Unreadable(
        f"has no column that says what is to be done; its first row has {listed}: tell which one it is, such as "
        "`--map COLUMN=title`"
    )
