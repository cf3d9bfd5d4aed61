"""The people of whom plans are expected: read from a table, and held against whose plans there are."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from plainplan.errors import UsageError
from plainplan.tuples import NamedTuple

_NAMES = ("name", "author", "person", "student", "who")
_GROUPS = ("group", "class", "cohort")
_FIRST, _LAST = ("first name", "first", "given name"), ("last name", "last", "surname", "family name")


class Person(NamedTuple):
    """Somebody on the roster, and the group that they are in, "" without one."""

    name: str
    group: str = ""


def read_roster(text: str, called: str) -> tuple[Person, ...]:
    """The people in a CSV text with a column of names (`name`, or a first and a last one), and one of groups, or not.
    Raises `UsageError` where there is no such column; `called` is the file as people know it."""
    import csv

    lines = text.removeprefix("\ufeff").splitlines()
    if not lines:
        raise UsageError(f"`{called}` is empty: its first line names the columns, one of them `name`")
    mark = max(",;\t", key=lines[0].count)
    rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=mark) if any(map(str.strip, row))]
    header = [cell.casefold() for cell in rows[0]] if rows else []
    places = _places(header)
    if not places:
        known = ", ".join(f"`{cell}`" for cell in rows[0][:8]) if rows else "nothing"
        raise UsageError(f"`{called}` has no column called `name` (there is {known}): name one of them so")
    group = next((header.index(name) for name in _GROUPS if name in header), None)
    people = (
        Person(_straight(" ".join(_cell(row, place) for place in places)), "" if group is None else _cell(row, group))
        for row in rows[1:]
    )
    return tuple(dict.fromkeys(person for person in people if person.name))


def _places(header: Sequence[str]) -> tuple[int, ...]:
    """The columns that make up a name."""
    for name in _NAMES:
        if name in header:
            return (header.index(name),)
    first = next((header.index(name) for name in _FIRST if name in header), None)
    last = next((header.index(name) for name in _LAST if name in header), None)
    return () if first is None or last is None else (first, last)


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def folded(name: str) -> str:
    """A name as it is compared: one case, one way to write accents, `Rivera, Jo` as `Jo Rivera`."""
    return unicodedata.normalize("NFC", _straight(name)).casefold()


def _straight(name: str) -> str:
    last, comma, first = name.partition(",")
    return " ".join((f"{first} {last}" if comma else name).split())


class Held(NamedTuple):
    """Who of the roster has handed in nothing, and whose plans are there though they are not on it."""

    missing: tuple[Person, ...]
    strangers: tuple[str, ...]


def held_against(people: Iterable[Person], authors: Iterable[str]) -> Held:
    """The roster held against the people whose plans there are."""
    expected = {folded(person.name): person for person in people}
    found = dict.fromkeys(name for name in authors if name)
    known = {folded(name) for name in found}
    missing = tuple(person for name, person in expected.items() if name not in known)
    return Held(missing, tuple(name for name in found if folded(name) not in expected))


def small_groups(people: Iterable[Person], least: int) -> tuple[str, ...]:
    """The groups of the roster that have fewer people than that; "" is that of all without one."""
    counts = Counter(person.group for person in people)
    return tuple(sorted(group for group, number in counts.items() if number < least))
