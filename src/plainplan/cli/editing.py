"""A plan that a command edits: read once, edited in memory, written only if nobody else has saved it meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import click
from click.shell_completion import CompletionItem

from plainplan.cli.console import Console
from plainplan.compile import Compilation
from plainplan.diagnostics import Edit
from plainplan.edited import edited
from plainplan.errors import FileTrouble, PlainplanError, UsageError
from plainplan.facts.coming import offered, opens_next
from plainplan.following.checkins import entry_text, longer_entry, new_entry, with_partner
from plainplan.kept_ticks import remember, remembered
from plainplan.messages import Message, msg, msg_count, msg_day, msg_number
from plainplan.model import Kind
from plainplan.naming import find_thing
from plainplan.project import PlanFile, compile_plan, is_file, named_plan, today, write_plan
from plainplan.safe_text import safe_text
from plainplan.source import source_bytes
from plainplan.ticking import BOXES, TickRecord, can_tick, impossible, state_given, taken_back, tick_made, unknown_box
from plainplan.values import State
from plainplan.words import Words


@dataclass(slots=True)
class Opened:
    """A plan file as it was last read or written, with unsaved edits."""

    file: PlanFile
    day: date
    compilation: Compilation
    data: bytes
    ticks: list[TickRecord] = field(default_factory=list)

    def change(self, edits: Iterable[Edit], may_become: Callable[[Compilation], bool], otherwise: str) -> None:
        """Apply edits in memory; raises an error that says what to do if they would change anything else."""
        after = edited(self.compilation, edits, self.day)
        if not may_become(after):
            raise UsageError(otherwise)
        self.compilation = after

    def save(self) -> bool:
        """Write the file if it differs; whether it was written. Raises if somebody else has changed it."""
        data = source_bytes(self.compilation.source)
        if data == self.data:
            return False
        write_plan(self.file, data, unless_changed_from=self.data)
        self.data = data
        remember(self.file.path, self.ticks)
        self.ticks.clear()
        return True

    def tick(self, index: int, state: State, day: date) -> None:
        """Set a thing's state, in memory; raises if anything else in the plan would change by that."""
        things = self.compilation.plan.things
        if wrong := impossible(self.compilation, index, state, day, self.day):
            raise UsageError(wrong)
        if box := unknown_box(self.compilation, things[index]):
            raise UsageError(f"`{things[index].id}` has a box that is none, `{box}`: write `[ ]`, then tick it")
        if index not in can_tick(self.compilation):
            raise UsageError(f"`{things[index].id}` has no line of its own to tick: write it as an item or a heading")
        earlier = (*remembered(self.file.path), *self.ticks)
        after = state_given(self.compilation, index, state, day, self.day, earlier)
        if after is None:
            raise UsageError(f"`{things[index].id}` cannot be ticked without changing what is around it: do it by hand")
        if state is not State.TO_DO:
            self.ticks.append(tick_made(self.compilation, after, index))
        self.compilation = after

    def before(self, index: int) -> Compilation | None:
        """The compiled plan as it was before a thing was ticked, if that is known."""
        return taken_back(self.compilation, index, (*remembered(self.file.path), *self.ticks), self.day)

    def give(self, index: int, state: State, on: date | None) -> None:
        """Set a thing's state as of today or of a given day, in memory.

        A thing that has the state already, or is done and would only start, keeps its day unless one is given.
        """
        now = self.compilation.plan.things[index].state
        if on is not None or not (now is state or (now is State.DONE and state is State.UNDER_WAY)):
            self.tick(index, state, on or self.day)

    def add_entry(self, day: date, who: Sequence[str], text: str) -> int:
        """Add a check-in, in memory; returns its index in the plan."""
        before = self.compilation
        self.change(
            new_entry(before, entry_text(day, who, text)),
            lambda after: any(_added(before, after, day)) and _same_things(before, after),
            "this check-in cannot be read back where the plan keeps them: write it there by hand",
        )
        return _added(before, self.compilation, day).index(True)

    def lengthen_entry(self, index: int, text: str) -> None:
        """Append words to a check-in, in memory."""
        before = self.compilation
        self.change(
            longer_entry(before.plan.checkins[index], text),
            lambda after: len(after.plan.checkins) == len(before.plan.checkins) and _same_things(before, after),
            "these words cannot be added to the check-in: write them there by hand",
        )

    def add_partner(self, index: int, who: str) -> None:
        """Add a name to a check-in, in memory, unless it is there already."""
        before, entry = self.compilation, self.compilation.plan.checkins[index]
        if who.casefold() in map(str.casefold, entry.who):
            return
        expected = [((*one.who, who) if one is entry else one.who, one.text) for one in before.plan.checkins]
        self.change(
            with_partner(before.source, entry, who),
            lambda after: (
                [(one.who, one.text) for one in after.plan.checkins] == expected and _same_things(before, after)
            ),
            f"`@{who}` cannot be added to the check-in: write it there by hand",
        )


def _added(before: Compilation, after: Compilation, day: date) -> list[bool]:
    """For each check-in, whether it has that day while all others are unchanged."""
    old, new = ([one[:3] for one in plan.checkins] for plan in (before.plan, after.plan))
    return [one.date == day and new[:place] + new[place + 1 :] == old for place, one in enumerate(after.plan.checkins)]


def _same_things(before: Compilation, after: Compilation) -> bool:
    old, new = ([(one.kind, one.title) for one in plan.things] for plan in (before.plan, after.plan))
    return old == new


def open_plan(plan: str | None, day: date) -> Opened:
    """Open a plan for a command that writes. Raises if its text is not clean UTF-8."""
    file = named_plan(plan)
    if file.path is None:
        raise UsageError("standard input cannot be changed: name a plan with `-f`")
    compilation, data = compile_plan(file, day)
    if source_bytes(compilation.source) != data:
        raise FileTrouble(f"`{file.name}` has bytes that are no text, nothing was written: `plan check` shows where")
    if compilation.is_unmerged:
        raise FileTrouble(f"`{file.name}` is in the middle of a merge, nothing was written: finish it first")
    return Opened(file, day, compilation, data)


def tick_named(
    console: Console, plan: str | None, names: Sequence[str], state: State, on: date | None, day: date
) -> int:
    """Tick things by their names, each in the plan that stands before it (`FILE:NAME`), else in the one plan; where a
    name means nothing, none of the plans is written."""
    places: dict[str | None, list[str]] = {}
    for word in names:
        file, name = (None, word) if plan is not None else file_and_name(word)
        places.setdefault(plan if file is None else file, []).append(name)
    opened = [(open_plan(file, day), wanted) for file, wanted in places.items()]
    for one, wanted in opened:
        for name in wanted:
            find_thing(one.compilation, name)
    for one, wanted in opened:
        if len(opened) > 1:
            console.answer([safe_text(f"{one.file.name}:")])
        tick_all(console, one, wanted, state, on)
    return 0


def file_and_name(word: str) -> tuple[str | None, str]:
    """The file and the name in `nurse.plan.md:teas`; no file where what stands before the colon is none."""
    at = word.rfind(":")
    while at > 0:
        if is_file(word[:at]) and word[at + 1 :].strip():
            return word[:at], word[at + 1 :]
        at = word.rfind(":", 0, at)
    return None, word


def tick_all(console: Console, opened: Opened, names: Sequence[str], state: State, on: date | None) -> int:
    """Set the state of all these things in one write, and print the results."""
    before = opened.compilation
    indices = list(dict.fromkeys(find_thing(before, name) for name in names))
    unknown = state is State.TO_DO and any(_leaves_open(opened, index) for index in indices)
    for index in indices:
        opened.give(index, state, on)
    opened.save()
    words = console.words_of(opened.compilation)
    console.answer(ticked_line(before, opened.compilation, index, words) for index in indices)
    if not console.quiet:
        console.answer(finish_line(before, opened.compilation, words))
        if state is State.DONE:
            console.answer(leads_on(before, opened.compilation, words))
    if unknown:
        console.note(words.tell(_NOT_KNOWN))
    return 0


_NOT_KNOWN = msg("how it read before that tick is not known here: if it was under way, or `done:40%`, write that again")


def _leaves_open(opened: Opened, index: int) -> bool:
    """Whether the text before a tick is unknown: neither the plan nor the kept ticks say what it was."""
    is_ticked = opened.compilation.plan.things[index].state in (State.DONE, State.DROPPED)
    return is_ticked and opened.before(index) is None


def ticked_line(before: Compilation, after: Compilation, index: int, words: Words) -> str:
    """A thing's title with its new box."""
    thing = after.plan.things[index]
    box = BOXES[thing.state or State.TO_DO]
    if before.plan.things[index].state is thing.state and _dates(before, index) == _dates(after, index):
        return safe_text(words.tell(msg("{box} {title} (as it was)", box=box, title=thing.title)))
    dates = (("since", thing.since), ("done", thing.done))
    said = " ".join(f"{key}:{written.text}" for key, written in dates if written)
    return safe_text(f"{box} {thing.title}{f'  {said}' if said else ''}")


def _dates(compilation: Compilation, index: int) -> tuple[object, object]:
    thing = compilation.plan.things[index]
    return thing.since, thing.done


def finish_line(before: Compilation, after: Compilation, words: Words) -> list[str]:
    """Progress and finish after the tick."""
    progress = after.schedule.progress
    done = words.say("none done of", done=progress.done, total=progress.total)
    old, new = before.schedule.finish, after.schedule.finish
    if new is None:
        return [done]
    moved = new - old if old is not None else 0
    return [words.tell(_finish(done, new, moved))]


def _finish(done: str, finish: int, moved: int) -> Message:
    day, number = msg_day(finish), abs(moved)
    if not moved:
        return msg("{done}; finish {date}", done=done, date=day)
    if moved > 0:
        return msg_count(
            "{done}; finish {date}, {n} day later",
            "{done}; finish {date}, {n} days later",
            number,
            n=msg_number(number),
            done=done,
            date=day,
        )
    return msg_count(
        "{done}; finish {date}, {n} day earlier",
        "{done}; finish {date}, {n} days earlier",
        number,
        n=msg_number(number),
        done=done,
        date=day,
    )


def leads_on(before: Compilation, after: Compilation, words: Words) -> list[str]:
    """What is complete now with all its contents, and what can be done next; empty if no goal was completed."""
    told: list[Message] = []
    for thing in after.plan.things:
        if thing.kind is not Kind.GOAL or not thing.contents or any(map(after.facts.is_open, thing.contents)):
            continue
        was_open = any(map(before.facts.is_open, thing.contents))
        if was_open and after.facts.is_open(thing.index):
            told.append(
                msg("all of “{title}” is done: `plan done {name}` ticks it too", title=thing.title, name=thing.id)
            )
        elif was_open:
            told.append(msg("“{title}” is done", title=thing.title))
    if told:
        told.append(_what_is_next(after))
    return [safe_text(words.tell(line)) for line in told]


def _what_is_next(compilation: Compilation) -> Message:
    plan, facts = compilation.plan, compilation.facts
    now, following = offered(facts), opens_next(facts)
    if now:
        return msg("next: {title}", title=plan.things[now[0]].title)
    if following is not None:
        day, index = following
        return msg("next: {title}, from {date}", title=plan.things[index].title, date=msg_day(day))
    return msg("everything in this plan is done: `plan new --from` starts the next one")


class ThingName(click.ParamType[str]):
    """A click parameter that names a thing; shells complete it to things in these states."""

    name = "name"

    def __init__(self, *states: State) -> None:
        self.states = states

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        plan = ctx.params.get("plan")
        try:
            compilation, _ = compile_plan(named_plan(plan if isinstance(plan, str) else None), today())
        except PlainplanError:
            return []
        return [
            CompletionItem(thing.id, help=safe_text(thing.title))
            for thing in compilation.plan.things
            if thing.id.startswith(incomplete) and compilation.schedule.things[thing.index].state in self.states
        ]
