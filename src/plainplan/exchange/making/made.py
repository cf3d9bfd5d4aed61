"""The whole way from the rows of a file to a plan that compiles without errors."""

from __future__ import annotations

from datetime import date

from plainplan.compile import Compilation, compile_text
from plainplan.diagnostics import Diagnostic, Severity
from plainplan.exchange.incoming import Incoming, Unread
from plainplan.exchange.making.fitting import Fitting
from plainplan.exchange.making.tagging import FINISHED, with_own_tags
from plainplan.exchange.making.work import Forest, Work, forest_of
from plainplan.exchange.making.write import plan_text
from plainplan.fmt import formatted
from plainplan.readings.language import told_language
from plainplan.schedule.calendar import calendar_of
from plainplan.schedule.result import Dated
from plainplan.source import source_bytes
from plainplan.syntax.tags import BY_KEY
from plainplan.tuples import NamedTuple

_ROUNDS = 30
_LARGEST_LAID_OUT = 200_000
_ENOUGH = 500  # titles to tell a language by
_FEW = 5_000  # things; beyond that the dates are not fitted a second time


class Made(NamedTuple):
    """A plan's text without errors, what of the file has no place in it (it stands in its notes), sentences about what
    could be read in several ways, and how many goals and steps there are."""

    text: str
    compilation: Compilation
    unread: tuple[Unread, ...]
    doubts: tuple[str, ...]
    goals: int
    steps: int


def plan_from(
    incoming: Incoming, name: str, title: str, today: date, *, start: date | None = None, lang: str | None = None
) -> Made:
    """The plan that the rows of a file are. `title` is the plan's where the file has none, `start` its first day."""
    return _Making(incoming, name, title, today, start, lang).made()


class _Making:
    def __init__(
        self, incoming: Incoming, name: str, title: str, today: date, start: date | None, lang: str | None
    ) -> None:
        self.incoming = incoming
        self.name = name
        self.title = incoming.title or title
        self.today = today
        self.forest: Forest = forest_of(incoming)
        self.doubts = list(incoming.doubts)
        self.settings = dict(incoming.settings)
        language = lang or self._language()
        if language != "en":
            self.settings = {"lang": language, **self.settings}
        if start or ("start" not in self.settings and "finish" not in self.settings):
            self.settings["start"] = (start or _first_day(self.forest) or today).isoformat()

    def _language(self) -> str:
        """The language of the titles, where they tell it; a table of ours says it itself."""
        if "start" in self.settings or "lang" in self.settings:
            return "en"
        titles = "\n".join(row.title for row in self.incoming.rows[:_ENOUGH])
        return told_language(titles) or "en"

    def made(self) -> Made:
        with_own_tags(self.forest, self.today)
        self._fit()
        compilation = self._without_errors()
        if self._mend_dates(compilation):
            compilation = self._without_errors()
        text, compilation = self._laid_out(compilation)
        works = list(self.forest.works())
        goals = sum(not work.is_leaf or work in self.forest.goals for work in works)
        return Made(text, compilation, self._unread(), tuple(self.doubts), goals, len(works) - goals)

    def _unread(self) -> tuple[Unread, ...]:
        found = dict.fromkeys((*self.incoming.unread, *self.forest.unread))
        return tuple(sorted(found, key=lambda one: (one.sheet, one.line)))

    def _fit(self) -> None:
        """Tags for the days that links and order do not explain."""
        front = "".join(f"{key}: {value}\n" for key, value in self.settings.items() if key in ("workdays", "pace"))
        settings = compile_text("x", f"---\n{front}---\n", self.today).plan.settings
        first = self.settings.get("start", "")
        day = date.fromisoformat(first) if len(first) == 10 else self.today
        Fitting(self.forest, calendar_of(settings), day.toordinal(), in_order=self.incoming.in_order).fit()

    def _text(self) -> str:
        return plan_text(self.incoming, self.forest, self.settings, self.title, self._unread())

    def _without_errors(self) -> Compilation:
        """The plan; a tag that would be an error in it becomes a note."""
        compilation = compile_text(self.name, self._text(), self.today)
        for _ in range(_ROUNDS):
            errors = [one for one in compilation.diagnostics if one.severity is Severity.ERROR]
            if not errors or not self._take_back(compilation, errors):
                break
            compilation = compile_text(self.name, self._text(), self.today)
        return compilation

    def _take_back(self, compilation: Compilation, errors: list[Diagnostic]) -> bool:
        """Take away the tags and settings that are wrong; whether there were any."""
        at = {work.at: work for work in self.forest.works()}
        taken = False
        for error in errors:
            line = compilation.source.position(error.span.start).line
            text = compilation.source.text[error.span.start : error.span.end]
            work = at.get(line)
            taken |= self._untag(work, text, error) if work else self._unset(compilation, line, error)
        return taken or self._take_back_lengths(errors)

    def _take_back_lengths(self, errors: list[Diagnostic]) -> bool:
        """Where nothing else helps: lengths that together leave the calendar, the longest first."""
        long = [work for work in self.forest.works() if "duration" in work.tags]
        years = [work for work in long if work.tags["duration"].endswith("y")]
        for work in years or long:
            value = work.tags.pop("duration")
            self.forest.unread.append(Unread(work.row.line, "duration", value, errors[0].message, work.row.id))
        return bool(long)

    def _untag(self, work: Work, text: str, error: Diagnostic) -> bool:
        for key, value in work.tags.items():
            if text and (text in BY_KEY[key].sign + value or value in text):
                del work.tags[key]
                self.forest.unread.append(Unread(work.row.line, key, value, error.message, work.row.id))
                return True
        return False

    def _unset(self, compilation: Compilation, line: int, error: Diagnostic) -> bool:
        written = compilation.source.text.splitlines()[line - 1].partition(":")[0].strip()
        if written not in self.settings:
            return False
        self.forest.unread.append(Unread(0, written, self.settings.pop(written), error.message))
        return True

    def _mend_dates(self, compilation: Compilation) -> bool:
        """Let finished work have its day, and what still begins too early a `start:`; whether anything is new."""
        at = {work.at: work for work in self.forest.works()}
        things = compilation.plan.things
        is_new = False
        for thing, dated in zip(things, compilation.schedule.things, strict=True):
            work = at.get(compilation.source.position(thing.origin.start).line)
            if work is None:
                continue
            if work.row.state in FINISHED and "done" not in work.tags and work.is_leaf:
                today = self.today.toordinal()
                finish = min(dated.projected.finish, today) if dated.projected else today
                work.tags["done"] = date.fromordinal(finish).isoformat()
                is_new = True
            if len(things) <= _FEW and _begins_too_early(work, dated):
                work.tags["start"] = str(work.row.start)
                is_new = True
        return is_new

    def _laid_out(self, compilation: Compilation) -> tuple[str, Compilation]:
        text = compilation.source.text
        if len(text) <= _LARGEST_LAID_OUT:
            source, trouble, _ = formatted(compilation, source_bytes(compilation.source), self.today)
            if not trouble and source.text != text:
                return source.text, compile_text(self.name, source.text, self.today)
        return text, compilation


def _begins_too_early(work: Work, dated: Dated) -> bool:
    """Whether something has a first day in its file, and none in the plan, and would begin before."""
    start = work.row.start
    if start is None or dated.planned is None or not work.is_leaf or {"start", "on"} & work.tags.keys():
        return False
    return dated.planned.start < start.toordinal()


def _first_day(forest: Forest) -> date | None:
    """The first day that the rows name."""
    days = [
        day
        for work in forest.works()
        for day in (work.row.start, work.row.since, work.row.not_before, work.row.done)
        if day
    ]
    return min(days, default=None)
