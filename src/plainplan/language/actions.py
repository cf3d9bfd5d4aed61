"""What can be done about a place of a plan by a click: fixes, ticks, names, words into tags, and findings to ignore.

Each is offered by its title; what it writes is worked out when it is asked for, since that means to compile the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from plainplan.compile import Compilation
from plainplan.diagnostics import Diagnostic, Edit, Fix, Severity
from plainplan.edited import brings_no_error, edited
from plainplan.fixes import fixable, mended
from plainplan.fmt import formatted
from plainplan.language.changes import edits_between
from plainplan.language.ignoring import ignored_here, ignored_in_plan
from plainplan.language.places import is_told_at, thing_around
from plainplan.language.wording import in_words, short
from plainplan.messages import Message, msg, msg_day
from plainplan.model import Thing
from plainplan.source import Span, source_bytes
from plainplan.syntax.nodes import node_at
from plainplan.ticking import TickRecord, possible, state_given, tick_made
from plainplan.tuples import NamedTuple
from plainplan.values import State
from plainplan.words import Words, words_for

QUICK_FIX, REWRITE, FIX_ALL = "quickfix", "refactor.rewrite", "source.fixAll.plainplan"

Edits = Callable[[], "tuple[Edit, ...] | None"]
"""The edits of an action; None where they would change more than they are to."""


class Action(NamedTuple):
    """Something that can be done: `kind` is one of the three above, `found` what it mends. It is `preferred` where it
    is safe and the only one for what it mends. `ticks` is the thing that it ticks."""

    title: str
    kind: str
    edits: Edits
    found: Diagnostic | None = None
    preferred: bool = False
    ticks: int | None = None


def actions(
    compilation: Compilation,
    place: Span,
    today: date,
    earlier: Sequence[TickRecord] = (),
    words: Words | None = None,
) -> tuple[Action, ...]:
    """What can be done about a stretch of a compiled text, whose fixes are vetted; `earlier` are ticks that are known,
    so that they can be taken back to the letter. Titles are English unless other words are given."""
    said = words or words_for("en")
    told = [one for one in compilation.diagnostics if is_told_at(one, place)]
    thing = thing_around(compilation, place.start)
    found = list(_fixes(told, said))
    if compilation.is_unmerged:
        return tuple(found)
    if thing is not None:
        found += _of_words(compilation, thing, found, said)
        found += _ticks(compilation, thing, today, earlier, said)
        found += _names(compilation, thing, today, said)
    found += _ignores(compilation, told, today, said)
    return tuple(found)


def fix_all(compilation: Compilation, today: date, words: Words | None = None) -> Action | None:
    """All that is safe, as `plan check --fix` does it; None where there is nothing to do."""
    if not fixable(compilation):
        return None
    title = msg("Fix all that is safe to fix")
    return Action(words.tell(title) if words else title, FIX_ALL, partial(_mended, compilation, today))


def _mended(compilation: Compilation, today: date) -> tuple[Edit, ...]:
    after = mended(compilation, source_bytes(compilation.source), today).compilation
    return edits_between(compilation.source.text, after.source.text)


class Layout(NamedTuple):
    """The edits of a layout, or in words why there are none."""

    edits: tuple[Edit, ...]
    trouble: str = ""


def layout(compilation: Compilation, today: date) -> Layout:
    """What `plan fmt` would write."""
    found = formatted(compilation, source_bytes(compilation.source), today)
    return Layout(edits_between(compilation.source.text, found.source.text), found.trouble)


# Fixes of findings


def _fixes(told: Sequence[Diagnostic], words: Words) -> Iterator[Action]:
    for one in told:
        if one.fix is not None:
            is_alone = one.fix.safe and sum(other.fix is not None and other.span == one.span for other in told) == 1
            yield Action(_fix_title(one, one.fix, words), QUICK_FIX, partial(_own, one.fix.edits), one, is_alone)


def _own(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    return edits


def _fix_title(found: Diagnostic, fix: Fix, words: Words) -> str:
    """What a fix does, in a few words; that it may change what was meant is said."""
    text = fix.edits[0].text.strip() if len(fix.edits) == 1 else ""
    if found.help.startswith("write "):
        title = words.tell(found.help).partition("\n")[0].rstrip("?\u00a0\u202f")
    elif text:
        title = words.tell(msg("Write `{tags}`", tags=short(text)))
    else:
        title = words.tell(msg("Mend: {title}", title=words.tell(found.rule.title).rstrip(".")))
    title = f"{title[:1].upper()}{title[1:]}"
    return title if fix.safe else words.tell(_unsure(title))


def _unsure(title: str) -> Message:
    return msg("{action} (unsafe: look whether that is meant)", action=title)


# Ticks


_DATED = (State.DONE, State.UNDER_WAY)


def _ticks(
    compilation: Compilation, thing: Thing, today: date, earlier: Sequence[TickRecord], words: Words
) -> Iterator[Action]:
    for state, day in possible(compilation, thing.index, today):
        title = words.tell(_tick_title(state, day, today, short(thing.title)))
        edits = partial(_ticked, compilation, thing.index, state, day, today, tuple(earlier))
        yield Action(title, REWRITE, edits, ticks=thing.index if state in _DATED else None)


def _tick_title(state: State, day: date, today: date, title: str) -> Message:
    if state is State.DROPPED:
        return msg("Drop: {title}", title=title)
    if state is State.TO_DO:
        return msg("Undo the tick: {title}", title=title)
    is_done, then = state is State.DONE, msg_day(day.toordinal())
    if day == today:
        return msg("Done today: {title}", title=title) if is_done else msg("Start today: {title}", title=title)
    if is_done:
        return msg("Done on {day}, as projected: {title}", day=then, title=title)
    return msg("Start on {day}, as projected: {title}", day=then, title=title)


def _ticked(
    compilation: Compilation, index: int, state: State, day: date, today: date, earlier: tuple[TickRecord, ...]
) -> tuple[Edit, ...] | None:
    after = state_given(compilation, index, state, day, today, earlier)
    return None if after is None else edits_between(compilation.source.text, after.source.text)


def tick_of(compilation: Compilation, action: Action, edits: tuple[Edit, ...], today: date) -> TickRecord | None:
    """What a tick did, for whoever takes it back later; None for what is no tick."""
    if action.ticks is None:
        return None
    return tick_made(compilation, edited(compilation, edits, today), action.ticks)


# Names


def _names(compilation: Compilation, thing: Thing, today: date, words: Words) -> Iterator[Action]:
    node = node_at(compilation.document, thing.origin.start)
    if thing.named or node is None:
        return
    edit = Edit(Span(node.words.span.end, node.words.span.end), f" ^{thing.id}")
    title = words.tell(msg("Give it the name ^{name}", name=thing.id))
    yield Action(title, REWRITE, partial(_named, compilation, thing.index, edit, today))


def _named(compilation: Compilation, index: int, edit: Edit, today: date) -> tuple[Edit, ...] | None:
    """The edit that writes a name, where all keep theirs by it."""
    after = edited(compilation, (edit,), today)
    same = [one.id for one in compilation.plan.things] == [one.id for one in after.plan.things]
    return (edit,) if same and after.plan.things[index].named and brings_no_error(compilation, after) else None


# Words into tags


def _of_words(compilation: Compilation, thing: Thing, known: Iterable[Action], words: Words) -> Iterator[Action]:
    """The words of a thing as tags, and those of all that is in it; what a finding offers already is left out."""
    offered = {one.edits() for one in known}
    for said in in_words(compilation, thing):
        if said.edits not in offered:
            title = words.tell(said.title if said.sure else _unsure(said.title))
            yield Action(title, QUICK_FIX if said.is_own else REWRITE, partial(_own, said.edits))


# Findings that nobody wants to hear


def _ignores(compilation: Compilation, told: Sequence[Diagnostic], today: date, words: Words) -> Iterator[Action]:
    for one in {one.code: one for one in told if one.severity is not Severity.ERROR}.values():
        here = partial(ignored_here, compilation, one, today)
        yield Action(words.tell(msg("Ignore {code} here", code=one.code)), QUICK_FIX, here, one)
        whole = partial(ignored_in_plan, compilation, one, today)
        yield Action(words.tell(msg("Ignore {code} in this plan", code=one.code)), QUICK_FIX, whole, one)
