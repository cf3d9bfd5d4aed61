"""What all who make a plan of notes know: what words say, what shape the notes have, and the draft so far."""

from __future__ import annotations

from datetime import date

from plainplan.importing.draft import Draft
from plainplan.readings import Lexicon, Reading, read_words
from plainplan.readings.dates import Moment, find_dates
from plainplan.readings.straight import straight
from plainplan.tuples import NamedTuple


class Hearing(NamedTuple):
    """What words say in a language, with years counted from a day. `known` keeps what was read: the same words are
    asked for by whoever judges a list, and by who reads it."""

    words: Lexicon
    day: date
    known: dict[str, tuple[Reading, ...]]

    def readings(self, text: str) -> tuple[Reading, ...]:
        """All that words say."""
        if text not in self.known:
            self.known[text] = read_words(text, self.words, self.day)
        return self.known[text]

    def dates(self, text: str) -> list[Moment]:
        """The days and months that words name; of a stretch its end."""
        found = find_dates(straight(text), self.words, self.day)
        return [one if isinstance(one, Moment) else one.last for one in found]


class Shape(NamedTuple):
    """How notes are written as a whole: with boxes, with open ones, with headings or boxes that say what is work."""

    has_boxes: bool = False
    has_open_boxes: bool = False
    is_structured: bool = False


class Making(NamedTuple):
    """A plan in the making: what words say, the shape of the notes, and the draft, which grows."""

    hearing: Hearing
    shape: Shape
    draft: Draft

    @property
    def words(self) -> Lexicon:
        return self.hearing.words

    @property
    def day(self) -> date:
        return self.hearing.day
