"""The questions of `plan review`, one at a time: each answer is written to the file before the next question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import click

from plainplan.cli.console import Console
from plainplan.cli.editing import Opened
from plainplan.compile import Compilation
from plainplan.edited import brings_no_error
from plainplan.facts.lateness import is_late
from plainplan.following.review import (
    ASKED,
    BEGUN,
    DONE,
    DROPPED,
    IN_THE_WAY,
    NOT_YET,
    NOTED,
    STATES,
    STILL,
    NewBarrier,
    answered,
    barrier_edit,
    entry_of_today,
    piece,
    to_ask,
)
from plainplan.following.telling import STATE_NAMES
from plainplan.messages import Message, msg, msg_day
from plainplan.model import CheckIn
from plainplan.safe_text import safe_text
from plainplan.syntax.durations import read_estimate
from plainplan.ticking import impossible
from plainplan.values import Estimate, State
from plainplan.words import Words

_INSIDE = "  "  # what stands before a question about a thing
_KEYS = {"d": DONE, "s": BEGUN, "n": NOT_YET, "x": DROPPED}


class Left(Exception):
    """Raised when the person wants to stop here."""


@dataclass(slots=True)
class Conversation:
    """A review in progress: each answer is written at once, to the thing it is about and into today's entry."""

    console: Console
    opened: Opened
    who: tuple[str, ...]

    @property
    def compilation(self) -> Compilation:
        return self.opened.compilation

    @property
    def words(self) -> Words:
        """The words to ask in."""
        return self.console.words_of(self.compilation)

    @property
    def entry(self) -> CheckIn | None:
        place = entry_of_today(self.compilation)
        return None if place is None else self.compilation.plan.checkins[place]

    # Answers

    def answer(self, index: int, kind: str, day: date | None = None) -> None:
        """Record the state of a thing: tick it if that changed, and note it in the entry."""
        title = self.compilation.plan.things[index].title
        if kind in STATES:
            self.opened.give(index, STATES[kind], day)
        if not answered(self.entry, title, self.compilation.lang):
            self._tell(piece(kind, title, lang=self.compilation.lang))
        self.opened.save()

    def in_the_way(self, index: int, text: str) -> None:
        """Record what got in the way of a thing."""
        title = self.compilation.plan.things[index].title
        self._tell(piece(IN_THE_WAY, text, title, self.compilation.lang))
        self.opened.save()

    def barrier(self, index: int, barrier: NewBarrier) -> None:
        """Add something that got in the way to the plan, as a barrier of its thing."""
        before = self.compilation
        expected = len(before.plan.barriers) + 1, len(before.plan.things) + bool(barrier.solution)

        def holds_it(after: Compilation) -> bool:
            return (len(after.plan.barriers), len(after.plan.things)) == expected and brings_no_error(before, after)

        title = before.plan.things[index].title
        otherwise = f"this barrier cannot be read back under “{title}”: write it there by hand"
        self.opened.change(barrier_edit(before, index, barrier), holds_it, otherwise)
        self.opened.save()

    def say(self, text: str) -> None:
        """Add free words to the entry."""
        self._tell(piece(NOTED, text, lang=self.compilation.lang))
        self.opened.save()

    def ask(self, text: str) -> None:
        """Add a question for the partner to the entry."""
        self._tell(piece(ASKED, text, lang=self.compilation.lang))
        self.opened.save()

    def _tell(self, text: str) -> None:
        place = entry_of_today(self.compilation)
        if place is None:
            self.opened.add_entry(self.opened.day, self.who, text)
            return
        for name in self.who:
            self.opened.add_partner(place, name)
        self.opened.lengthen_entry(place, text)

    # Questions

    def talk(self) -> None:
        """Ask about what is due, then for words for the entry. Raises `Left` when the person wants to stop."""
        self._show(
            msg("Answer with a letter; Enter passes over a question, q leaves: the rest can be asked again any time.")
        )
        passed: set[str] = set()
        while (index := self._next(passed)) is not None:
            passed.add(self.compilation.plan.things[index].id)
            self._about(index)
        if said := self._question(msg("Anything else to write down?")):
            self.say(said)
        partner = self.compilation.plan.settings.partner
        help_ = msg("What do you ask of {partner}?", partner=partner) if partner else msg("What help do you need?")
        if asked := self._question(help_):
            self.ask(asked)

    def _next(self, passed: set[str]) -> int | None:
        """The next thing to ask about; worked out anew each time, since an answer may make others due."""
        things, lang = self.compilation.plan.things, self.compilation.lang
        due = (index for index in to_ask(self.compilation) if things[index].id not in passed)
        return next((index for index in due if not answered(self.entry, things[index].title, lang)), None)

    def _about(self, index: int) -> None:
        thing, dated = self.compilation.plan.things[index], self.compilation.schedule.things[index]
        late = is_late(self.compilation.facts, index)
        finish = dated.projected.finish if dated.projected else None
        self._show("")
        self._show(_state(thing.title, dated.state, finish))
        still = self.compilation.facts.is_under_way(index)
        begun = msg("[d]one, [s]till at it, [x] dropped?")
        key = self._key(begun if still else msg("[d]one, [s]tarted, [n]ot yet, [x] dropped?"))
        if not key:
            return
        kind = STILL if still and key in "sn" else _KEYS[key]
        day = self._day(index, STATES[kind]) if kind in (DONE, BEGUN) else None
        self.answer(index, kind, day)
        if late and kind in (STILL, NOT_YET):
            self._what_got_in_the_way(index)

    def _what_got_in_the_way(self, index: int) -> None:
        text = self._question(msg("What got in the way?"), _INSIDE)
        if not text:
            return
        self.in_the_way(index, text)
        if not self._is_yes(self._question(msg("Write it into the plan as a barrier? [y/N]"), _INSIDE)):
            return
        delay = self._length(msg("How long does it hold things up, such as 2w?"))
        solution = self._question(msg("What could you do about it?"), _INSIDE)
        length = self._length(msg("How long would that take, such as 3d?")) if solution else ""
        self.barrier(index, NewBarrier(text, delay, solution, length))

    def _is_yes(self, text: str) -> bool:
        yes = self.words.tell(msg("yes")).casefold()
        return text.casefold() in ("y", "yes", yes, yes[:1])

    def _key(self, text: str) -> str:
        while True:
            key = self._question(text, _INSIDE)[:1].casefold()
            if not key or key in _KEYS:
                return key
            self._show(msg("one of those letters, Enter, or q"), _INSIDE)

    def _day(self, index: int, state: State) -> date:
        """Ask for the day on which a thing got a state."""
        while True:
            written = self._question(msg("On which day? [{day}]", day=self.opened.day), _INSIDE)
            try:
                day = date.fromisoformat(written) if written else self.opened.day
            except ValueError:
                self._show(msg("a day is written as 2026-11-01"), _INSIDE)
                continue
            wrong = impossible(self.opened.compilation, index, state, day, self.opened.day)
            if wrong is None:
                return day
            self._show(wrong, _INSIDE)

    def _length(self, text: str) -> str:
        while True:
            written = self._question(text, _INSIDE).removeprefix("~").replace(" ", "")
            if not written or is_length(written):
                return written
            self._show(msg("a length is written as 3d, 2w, 1m or 20h"), _INSIDE)

    def _question(self, text: str, margin: str = "") -> str:
        shown = safe_text(margin + self.words.tell(text))
        answer = click.prompt(shown, default="", show_default=False, prompt_suffix=" ", err=True)
        if str(answer).strip().casefold() in ("q", "quit"):
            raise Left
        return str(answer).strip()

    def _show(self, text: str, margin: str = "") -> None:
        self.console.say([safe_text(margin + self.words.tell(text))])


def _state(title: str, state: State, finish: int | None) -> Message:
    """A thing as it is asked about."""
    if finish is None:
        return msg("{title} ({state})", title=title, state=STATE_NAMES[state])
    return msg("{title} ({state}, to be finished {date})", title=title, state=STATE_NAMES[state], date=msg_day(finish))


def is_length(text: str) -> bool:
    """Whether a text is a duration as in a tag."""
    return isinstance(read_estimate(text), Estimate)
