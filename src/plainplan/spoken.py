"""Facts about a plan in words, in any language: shared by page, calendar and terminal."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from plainplan.compile import Compilation
from plainplan.facts import Facts
from plainplan.facts.delays import Delay
from plainplan.facts.lateness import late_goals, missed_promise, missed_promises, overdue_days, plan_promise
from plainplan.facts.timeless import says_no_time
from plainplan.values import Rhythm
from plainplan.words import Words

if TYPE_CHECKING:
    from fractions import Fraction

_LONG = 60


class Spoken(Facts):
    """Facts about a compiled plan, with the language to put them in."""

    def __init__(self, compilation: Compilation, words: Words) -> None:
        super().__init__(compilation.plan, compilation.schedule)
        self.compilation = compilation
        self.words = words
        self._line_starts = compilation.source.line_starts

    def line(self, offset: int) -> int:
        return bisect_right(self._line_starts, offset)

    def behind(self, index: int) -> str:
        """By how much an open thing is overdue, and by how much it misses its promised day; empty for neither."""
        if not self.is_open(index):
            return ""
        days, promise = overdue_days(self, index), missed_promise(self, index)
        if not days and promise is None:
            return ""
        words, said = self.words, []
        if days:
            said.append(words.say("overdue", length=words.plainly(days)))
        if promise is not None and not (promise.key == "on" and promise.finish == self.fixed_day(index)):
            length = words.plainly(promise.late)
            said.append(words.say(f"note.{promise.key} missed", date=words.date(promise.day), length=length))
        return words.apart(said)

    def against(self, finish: int, slip: int, *, exact: bool = False) -> str:
        """A finish compared with what the plan promises, else with what was planned; empty where it is as planned."""
        promise, words = plan_promise(self), self.words
        if promise is None:
            return words.against_plan(slip, exact=exact) if slip else ""
        told = words.against_promise(promise.late, promise.day)
        if promise.finish == finish:
            return told
        if promise.thing is None:
            return words.say("promise.of the plan", promise=told)
        return words.say("promise.of", title=self.text(promise.thing), promise=told)

    def undated(self) -> str:
        """Why a plan has no finish, where it has none: a sentence."""
        return self.words.say("lede.untimed" if says_no_time(self.plan) else "lede.undated")

    def missed(self) -> str:
        """The promised days that are missed, as a clause: how many, and which by most; nothing where none is."""
        found, words = missed_promises(self), self.words
        if not found or found[0].thing is None:
            return ""
        length, date = words.roughly(found[0].late), words.date(found[0].day)
        return words.count("top.missed", len(found), title=self.short(found[0].thing), date=date, length=length)

    def running_late(self) -> str:
        """The goals that finish later than planned, as a clause: how many, and which by most; nothing if none does."""
        found, words = late_goals(self), self.words
        if not found:
            return ""
        length = words.about(self.dated(found[0]).slip or 0)
        return words.count("top.late", len(found), title=self.short(found[0]), length=length)

    def of_delay(self, delay: Delay, *, it: bool = False) -> str:
        """What went otherwise than planned, as a clause; `it` was named just before."""
        words = self.words
        title = words.it().lower() if it else words.say("why.name", title=self.text(delay.thing))
        length = words.days(delay.days)
        return words.say(f"delay.{delay.key}", title=title, date=words.date(delay.day), length=length).lstrip()

    def short(self, index: int) -> str:
        """A title for a sentence with more to say: of a long one as much as may stand in it."""
        text = self.text(index)
        return text if len(text) <= _LONG else f"{text[: _LONG - 1].rstrip()}…"

    def rhythm(self, rhythm: Rhythm) -> str:
        """`every Sunday`, `every 2 weeks`."""
        if rhythm.weekday is not None and rhythm.unit == "week":
            weekday = self.words.weekday(rhythm.weekday)
            return self.words.count("every.weekday", rhythm.count, weekday=weekday)
        return self.words.count(f"every.{rhythm.unit}", rhythm.count)

    def money(self, amount: Fraction | int) -> str:
        """An amount in the plan's currency."""
        return self.words.money(amount, self.plan.settings.currency)
