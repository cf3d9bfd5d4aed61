"""What stands where in a note: tasks below headings, tasks in tasks, and what is neither."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.exchange.readers.plain_text import without_marks
from plainplan.exchange.rows import ExchangeRow
from plainplan.lower.vocabulary import section_name
from plainplan.model import Kind, SectionKind
from plainplan.pattern import pattern
from plainplan.tuples import NamedTuple
from plainplan.values import Horizon
from plainplan.words.languages import LANGUAGES

_LINE_ENDS = pattern(r"\r\n?|\n")
_QUOTE = pattern(r"^(?:\s{0,3}>\s?)+")
_TASK = pattern(r"^(?P<indent>\s*)(?:[-*+]|(?P<number>\d{1,9})[.)])\s+\[(?P<box>.)\]\s+(?P<rest>.*)$")
_ITEM = pattern(r"^(?P<indent>\s+)(?:[-*+]|\d{1,9}[.)])\s+(?P<rest>.*)$")
_HEADING = pattern(r"^ {0,3}(?P<level>#{1,6})(?:\s+(?P<rest>.*?))?(?:\s+#+)?\s*$")
_FENCE = pattern(r"^\s*(?P<fence>`{3,}|~{3,})")
_TAB = 4


class Line(NamedTuple):
    """A line of a note: a task has a `box`, an item of a list in it an `indent`, a heading a `level`."""

    number: int
    rest: str
    box: str | None = None
    indent: int = 0
    level: int = 0
    is_numbered: bool = False

    @property
    def is_heading(self) -> bool:
        return self.level > 0


def lines_of(text: str) -> Iterator[Line]:
    """The lines with something in them; front matter and what stands in fences are one line each."""
    lines = _LINE_ENDS.split(text)
    number = 0
    while number < len(lines):
        number += 1
        line = _QUOTE.sub("", lines[number - 1])
        end = _block_end(lines, number)
        if end > number:
            yield Line(number, " ".join(" ".join(lines[number - 1 : end]).split()))
            number = end
        elif line.strip():
            yield _line(number, line)


def _block_end(lines: list[str], number: int) -> int:
    """The last line of the front matter or the fence that begins in a line; that line where none does."""
    line = lines[number - 1]
    if number == 1 and line.rstrip() == "---":
        return next((place for place in range(2, len(lines) + 1) if lines[place - 1].rstrip() == "---"), number)
    if match := _FENCE.match(line):
        fence = match["fence"]
        closes = (place for place in range(number + 1, len(lines) + 1) if lines[place - 1].strip().startswith(fence))
        return next(closes, len(lines))
    return number


def _line(number: int, line: str) -> Line:
    if match := _TASK.match(line):
        indent = len(match["indent"].expandtabs(_TAB))
        return Line(number, match["rest"], match["box"], indent, is_numbered=match["number"] is not None)
    if match := _HEADING.match(line):
        return Line(number, without_marks(match["rest"] or ""), level=len(match["level"]))
    if match := _ITEM.match(line):
        return Line(number, without_marks(match["rest"]), indent=len(match["indent"].expandtabs(_TAB)))
    return Line(number, line.strip())


class Outline:
    """Where the next task of a note stands. A heading that a plan has is a section; any other is a goal, once there
    is a task below it; the first of all is the title."""

    def __init__(self) -> None:
        self.title = ""
        self.horizon: Horizon | None = None
        self.places: dict[str, int] = {}
        self.is_section = False
        self.headings: list[tuple[int, ExchangeRow]] = []
        self.written: set[str] = set()
        self.above: list[tuple[int, str]] = []

    def other(self, line: Line) -> str | None:
        """Take in a line that is no task; the id of the task whose note it is."""
        if line.is_heading:
            self._heading(line)
            return None
        while self.above and line.indent and self.above[-1][0] >= line.indent:
            self.above.pop()
        return self.above[-1][1] if self.above and line.indent else None

    def _heading(self, line: Line) -> None:
        self.above = []
        if line.level == 1 and not self.title and not self.headings:
            self.title = line.rest
            return
        kind, horizon = _section(line.rest)
        if kind is SectionKind.GOALS:
            self.headings, self.horizon, self.is_section = [], horizon, True
            return
        while self.headings and self.headings[-1][0] >= line.level:
            self.headings.pop()
        if not self.headings and line.level < 3:
            self.horizon, self.is_section = None, False
        parent = self.headings[-1][1].id if self.headings else None
        row = ExchangeRow(
            id=f"line {line.number}", parent=parent, title=line.rest, kind=Kind.GOAL, line=line.number,
            horizon=None if parent else self.horizon,
        )  # fmt: skip
        self.headings.append((line.level, row))

    def waiting(self) -> Iterator[ExchangeRow]:
        """The headings above, as goals, that have not been written yet."""
        for _, row in self.headings:
            if row.id not in self.written:
                self.written.add(row.id)
                yield row

    def place(self, line: Line, id: str) -> tuple[str | None, Kind]:
        """What holds a task, and what it is: directly in a section it is a goal."""
        while self.above and self.above[-1][0] >= line.indent:
            self.above.pop()
        holder = self.above[-1][1] if self.above else self.headings[-1][1].id if self.headings else None
        self.above.append((line.indent, id))
        is_goal = holder is None and self.is_section
        return holder, Kind.GOAL if is_goal else Kind.STEP


def _section(title: str) -> tuple[SectionKind | None, Horizon | None]:
    for lang in LANGUAGES:
        found = section_name(title, lang)
        if found is not None:
            return found.kind, found.horizon
    return None, None
