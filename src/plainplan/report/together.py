"""One agenda over several plans: what is overdue, what is for today and for this week, then the rest plan by plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import inf
from typing import Any

from plainplan.compile import Compilation
from plainplan.facts.coming import coming, day_of, offered
from plainplan.facts.lateness import late_days, overdue_days
from plainplan.messages import msg
from plainplan.report.agenda import FORMAT, filled, item_parts, plan_data, thing_data, told_in, under
from plainplan.report.days import iso
from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.spoken import Spoken
from plainplan.tuples import NamedTuple
from plainplan.words import Words, words_for

OVERDUE, TODAY, WEEK, LATER = "overdue", "today", "this week", "later"
_TITLES = {OVERDUE: msg("Overdue"), TODAY: msg("Today"), WEEK: msg("This week")}
_DAYS = 7
_INDENT, _BOX = 2, 4  # columns in front of an entry, and of its box
_ANY = "en"  # the language of an answer about plans of several


class Wanted(NamedTuple):
    """Which of the work is asked for: whose, of which label, to be done by which day; empty for all of it."""

    who: str = ""
    label: str = ""
    by: int | None = None

    @property
    def is_all(self) -> bool:
        return self == Wanted()


class Entry(NamedTuple):
    """A piece of work in an agenda of several plans. `shown` are its box and title, its days, and how far behind it
    is, by language: the answer is in that of all plans, which one of them does not know."""

    group: str
    slack: int | None
    due: int | None
    file: str
    address: str
    data: dict[str, Any]
    shown: dict[str, tuple[str, str, str]]


class PlanAgenda(NamedTuple):
    """What one plan has for the agenda; `data` are its facts for other programs."""

    file: str
    title: str
    lang: str
    is_unmerged: bool
    has_errors: bool
    entries: tuple[Entry, ...]
    data: dict[str, Any]


def agenda_of(compilation: Compilation, wanted: Wanted, words_for: Callable[..., Words] = words_for) -> PlanAgenda:
    """What can be done now in a plan, and what opens within a week, told in the words for its language."""
    context, file, lang = told_in(compilation), compilation.source.name, compilation.lang
    told = [told_in(compilation, words) for words in {words_for(lang), words_for(_ANY)}]
    return PlanAgenda(
        file,
        context.plan.title,
        lang,
        compilation.is_unmerged,
        compilation.has_errors,
        tuple(_entries(context, file, wanted, told)),
        plan_data(context),
    )


def _entries(context: Spoken, file: str, wanted: Wanted, told: Sequence[Spoken]) -> Iterator[Entry]:
    soon = [index for start, index in coming(context) if start < context.today + _DAYS]
    for index in dict.fromkeys((*offered(context), *soon)):
        day = _day(context, index)
        if is_wanted(context, index, wanted, day):
            yield _entry(context, file, index, _group(context, index, day, is_open=index not in soon), told)


def is_wanted(context: Spoken, index: int, wanted: Wanted, day: int | None = None) -> bool:
    """Whether a piece of work is asked for; whose it is and its labels may stand at what holds it."""
    if wanted.is_all:
        return True
    if wanted.by is not None:
        day = _day(context, index) if day is None else day
        if day is None or day > wanted.by:
            return False
    who, labels = _said(context, index)
    return (not wanted.who or _folded(wanted.who) in who) and (not wanted.label or _folded(wanted.label) in labels)


def _said(context: Spoken, index: int) -> tuple[set[str], set[str]]:
    """The people and labels of a thing and of all that holds it."""
    who, labels, at = set[str](), set[str](), index
    while at is not None:
        thing = context.plan.things[at]
        who.update(map(_folded, thing.who))
        labels.update(map(_folded, thing.labels))
        if thing.parent is None:
            break
        at = thing.parent
    return who, labels


def _folded(name: str) -> str:
    return name.lstrip("@#").casefold()


def _day(context: Spoken, index: int) -> int | None:
    """The day by which it is to be done: its own, or that of its `due:` where that is earlier."""
    return min((day for day in (day_of(context, index), context.due_day(index)) if day is not None), default=None)


def _group(context: Spoken, index: int, day: int | None, *, is_open: bool) -> str:
    due = context.due_day(index)
    if context.behind(index) and is_open and (_is_overdue(context, index) or (due is not None and due < context.today)):
        return OVERDUE
    if day is not None and day <= context.today:
        return TODAY
    if not is_open or (day is not None and day < context.today + _DAYS):
        return WEEK
    return LATER


def _is_overdue(context: Spoken, index: int) -> bool:
    return overdue_days(context, index) > 0


def _entry(context: Spoken, file: str, index: int, group: str, told: Sequence[Spoken]) -> Entry:
    thing = context.plan.things[index]
    address = f"{file}:{thing.id}"
    who, labels = thing.who, thing.labels
    data = {
        "group": group,
        "file": file,
        "name": thing.id,
        "author": context.plan.settings.author,
        **thing_data(context, index),
    }
    data |= {
        "due": iso(context.due_day(index)),
        "overdue_days": overdue_days(context, index),
        "late_days": late_days(context, index),
        "slack_days": context.dated(index).slack,
        "who": list(who),
        "labels": list(labels),
    }
    shown = {one.words.lang: item_parts(one, index) for one in told}
    return Entry(group, context.dated(index).slack, context.due_day(index), file, address, data, shown)


def _by_need(entry: Entry) -> tuple[float, float, str]:
    slack, due = entry.slack, entry.due
    return (inf if slack is None else slack, inf if due is None else due, entry.file)


def sorted_entries(plans: Iterable[PlanAgenda]) -> dict[str, list[Entry]]:
    """The work of all plans by group, in each first what has least room, then what is due first, then by file."""
    groups: dict[str, list[Entry]] = {group: [] for group in (OVERDUE, TODAY, WEEK, LATER)}
    for plan in plans:
        for entry in plan.entries:
            groups[entry.group].append(entry)
    return {group: sorted(entries, key=_by_need) for group, entries in groups.items()}


def together_lines(plans: Sequence[PlanAgenda], style: Style, width: int, words: Words | None = None) -> Iterator[str]:
    """The agenda of several plans: by urgency, then plan by plan. In English unless other words are given."""
    words = words or words_for(_ANY)
    groups = sorted_entries(plans)
    sections = [(words.tell(_TITLES[group]), "", groups[group]) for group in _TITLES if groups[group]]
    for plan in sorted(plans, key=lambda one: one.file):
        if later := [entry for entry in groups[LATER] if entry.file == plan.file]:
            sections.append((safe_text(plan.title), safe_text(plan.file), later))
    for number, (title, file, entries) in enumerate(sections):
        yield from ([""] if number else [])
        yield style.paint(title, "bold") + (f"  {style.paint(file, 'dim')}" if file else "")
        for entry in entries:
            yield from under(" " * _INDENT, _lines(entry, style, width, words))
    if not sections:
        yield words.tell(msg("Nothing of what was asked for can be done now."))


def _lines(entry: Entry, style: Style, width: int, words: Words) -> list[str]:
    """A piece of work with its days, how far behind it is, and its address, in so many lines as that takes."""
    title, days, behind = entry.shown.get(words.lang) or entry.shown[_ANY]
    facts = ((days, ("dim",)), (behind, ("bold", "yellow")), (safe_text(entry.address), ("dim",)))
    return filled(title, [one for one in facts if one[0]], style, width - _INDENT, _BOX)


def together_data(plans: Sequence[PlanAgenda]) -> dict[str, Any]:
    """The same for other programs: the agenda in its order, then each plan as it stands alone."""
    agenda = [entry.data for entries in sorted_entries(plans).values() for entry in entries]
    return {"format": FORMAT, "agenda": agenda, "plans": [plan.data for plan in plans]}
