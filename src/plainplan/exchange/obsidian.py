"""A plan as a note for Obsidian, its steps as tasks of the Tasks plugin: with emoji, or in Dataview's brackets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from plainplan.compile import Compilation
from plainplan.exchange import REPORT_MARK
from plainplan.exchange.markdown import escaped
from plainplan.exchange.todo import ToDo, todos_of
from plainplan.messages import msg
from plainplan.model import SectionKind, ThingPart
from plainplan.pattern import pattern
from plainplan.render.options import Options
from plainplan.tuples import NamedTuple
from plainplan.values import Rhythm, State

NOUN = msg("a list of tasks")
IS = "goals and steps as tasks, each from the day it starts (start) to the day it is finished (scheduled)"
READERS = "Obsidian with the Tasks plugin"
LEAVES_OUT = (
    "durations", "lags", "with", "ranges", "barriers", "costs", "prose", "check-ins", "occupations", "ideas",
)  # fmt: skip

BOXES = {State.TO_DO: " ", State.UNDER_WAY: "/", State.DONE: "x", State.DROPPED: "-"}
_INDENT = "    "


class Field(NamedTuple):
    """What a task says behind its words: its sign in emoji, its key in brackets, its value."""

    sign: str
    key: str
    value: Callable[[ToDo], str]


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _every(rhythm: Rhythm | None) -> str:
    if rhythm is None:
        return ""
    return f"every {rhythm.unit}" if rhythm.count == 1 else f"every {rhythm.count} {rhythm.unit}s"


FIELDS = (
    Field("🆔", "id", lambda todo: todo.name if todo.is_named else ""),
    Field("⛔", "dependsOn", lambda todo: ",".join(todo.waits)),
    Field("🔁", "repeat", lambda todo: _every(todo.rhythm)),
    Field("🛫", "start", lambda todo: _day(None if todo.row.is_milestone and not todo.row.done else todo.row.start)),
    Field("⏳", "scheduled", lambda todo: _day(None if todo.row.done else todo.row.finish)),
    Field("📅", "due", lambda todo: _day(todo.row.due)),
    Field("✅", "completion", lambda todo: _day(todo.row.done)),
)
"""In the order in which the plugin writes them."""

_SIGNS = pattern("[🆔⛔🔁🛫⏳⌛📅📆🗓✅❌➕🏁🔺⏫🔼🔽⏬]\ufe0f?(?!\u2060)")
_JOINER = "\u2060"
"""A letter without width, behind a sign that is only a picture."""


def render_obsidian(compilation: Compilation, options: Options) -> str:
    """The note, with emoji."""
    return "\n".join(_lines(compilation, lambda field, value: f" {field.sign} {value}"))


def render_dataview(compilation: Compilation, options: Options) -> str:
    """The note, with fields in brackets: two blanks before them, as the plugin writes them."""
    return "\n".join(_lines(compilation, lambda field, value: f"  [{field.key}:: {value}]"))


def _lines(compilation: Compilation, written: Callable[[Field, str], str]) -> Iterator[str]:
    yield f"# {_words(compilation.plan.title)}"
    headings = _headings(compilation)
    heading = None
    numbers: dict[str | None, int] = {}
    for todo in todos_of(compilation):
        if todo.row.depth == 0 and headings.get(todo.row.id) != heading:
            heading = headings.get(todo.row.id)
            yield from ("", f"## {_words(heading or 'Goals')}")
            yield ""
        elif heading is None and todo.row.depth == 0:
            heading = ""
            yield ""
        numbers[todo.row.parent] = numbers.get(todo.row.parent, 0) + 1 if todo.row.numbered else 0
        sign = f"{numbers[todo.row.parent]}." if todo.row.numbered else "-"
        yield f"{_INDENT * todo.row.depth}{sign} [{BOXES[todo.row.state]}] {_task(todo, written)}"
    yield from ("", f"{REPORT_MARK}{compilation.source.file.replace('--', '-')}. -->", "")


def _headings(compilation: Compilation) -> dict[str, str]:
    """By the id of a goal, the title of the section that it stands in."""
    things = compilation.plan.things
    return {
        things[part.index].id: section.title
        for section in compilation.plan.sections
        if section.kind is SectionKind.GOALS
        for part in section.body
        if isinstance(part, ThingPart)
    }


def _task(todo: ToDo, written: Callable[[Field, str], str]) -> str:
    row = todo.row
    people = "".join(f" @{one}" for one in row.who) + "".join(f" #{one}" for one in row.labels)
    told = ((field, field.value(todo)) for field in FIELDS)
    return f"{_words(row.title)}{people}{''.join(written(field, value) for field, value in told if value)}"


def _words(text: str) -> str:
    """One line of words in which nothing is Markdown, and no sign begins a field."""
    return _SIGNS.sub(lambda match: match[0] + _JOINER, escaped(" ".join(text.split())))
