"""A plan after edits: compiled before anything is written, and compared with what it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from plainplan.compile import Compilation, compile_bytes
from plainplan.diagnostics import Edit, Severity, with_edits
from plainplan.prose import Text
from plainplan.source import Span, source_bytes
from plainplan.tuples import NamedTuple

_TRIES = 300  # compilations; of a plan with more places than these can tell apart, the rest is left as it is

Judge = Callable[[Compilation, Sequence[int]], bool]
"""Whether a plan may become what it is with those groups of edits, by their numbers."""


class Edited(NamedTuple):
    """A plan after some of the edits that were asked for, and which groups of them were made."""

    compilation: Compilation
    made: tuple[int, ...]


def edited(compilation: Compilation, edits: Iterable[Edit], today: date) -> Compilation:
    """The plan after edits that do not overlap."""
    source = with_edits(compilation.source, edits)
    beside, folder = compilation.companions, compilation.defaults
    return compile_bytes(source.name, source_bytes(source), today, compilation, companions=beside, defaults=folder)


def edited_if(compilation: Compilation, groups: Sequence[Sequence[Edit]], may_become: Judge, today: date) -> Edited:
    """The plan after as many groups of edits as may be made together: all of them where that is right, else those that
    are found by trying halves. A group is made whole or not at all; no two may overlap."""
    after, made, tries = compilation, list[int](), 0
    waiting = [range(len(groups))] if groups else []
    while waiting and tries < _TRIES:
        part, tries = waiting.pop(), tries + 1
        tried = edited(compilation, (edit for index in (*made, *part) for edit in groups[index]), today)
        if may_become(tried, (*made, *part)):
            after, made = tried, [*made, *part]
        elif len(part) > 1:
            middle = len(part) // 2
            waiting += [part[middle:], part[:middle]]
    return Edited(after, tuple(sorted(made)))


def brings_no_error(before: Compilation, after: Compilation) -> bool:
    """Whether a plan has no error of a kind that it had not, nor more of one."""
    return not _errors(after) - _errors(before)


def loses_nothing(before: Compilation, after: Compilation) -> bool:
    """Whether as many goals, steps, barriers, check-ins and ideas stand in a plan as before, or more."""
    return _size(after) >= _size(before)


def reads_alike(one: Any, other: Any) -> bool:
    """Whether two values of a plan are equal but for the places in the text, and the blanks between words."""
    return all(a == b for a, b in zip_longest(_leaves(one), _leaves(other)))


def _errors(compilation: Compilation) -> Counter[str]:
    return Counter(one.code for one in compilation.diagnostics if one.severity is Severity.ERROR)


def _size(compilation: Compilation) -> int:
    plan = compilation.plan
    return sum(map(len, (plan.things, plan.barriers, plan.checkins, plan.someday)))


def _leaves(value: Any) -> Iterator[Any]:
    """The plain values in a value, with the kinds of what holds them; no recursion, prose may be nested deeply."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Span):
            continue
        if isinstance(one, Text):
            yield " ".join(f".{one.text}.".split())
        elif isinstance(one, tuple):
            yield type(one).__name__, len(one)
            waiting.extend(_without_places(one))
        else:
            yield one


def _without_places(value: Any) -> tuple[Any, ...]:
    """A tuple's parts; of the places of tags and settings only the keys."""
    spans = getattr(value, "spans", None)
    return tuple(value if spans is None else value._replace(spans=tuple(sorted(key for key, _ in spans))))
