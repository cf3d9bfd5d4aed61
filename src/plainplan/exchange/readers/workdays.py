"""Whether a table counts its days from Monday to Friday: told by lengths beside first and last days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from plainplan.exchange.readers.line import Line
from plainplan.pattern import pattern

_DAYS = pattern(r"~(\d{1,5})d")
_MOST = 0.8
_FRIDAY, _WEEK = 4, 7


def counts_workdays(lines: Sequence[Line]) -> bool:
    """Whether nearly all lengths in days are those of weekdays, and some are not those of all days."""
    found = [one for line in lines if (one := _counted(line.fields))]
    as_weekdays = sum(days == weekdays for days, weekdays, _ in found)
    as_all = sum(days == every for days, _, every in found)
    return bool(found) and as_weekdays > as_all and as_weekdays >= _MOST * len(found)


def _counted(fields: Mapping[str, object]) -> tuple[int, int, int] | None:
    """A length in days, and how many weekdays and days there are from the first to the last."""
    start, finish = fields.get("start"), fields.get("finish") or fields.get("due")
    match = _DAYS.fullmatch(str(fields.get("duration", "")))
    if not match or not int(match[1]) or not isinstance(start, date) or not isinstance(finish, date) or finish < start:
        return None
    return int(match[1]), weekdays(start, finish), (finish - start).days + 1


def weekdays(first: date, last: date) -> int:
    """How many days from Monday to Friday there are, both ends included."""
    days = (last - first).days + 1
    weeks, rest = divmod(days, _WEEK)
    return weeks * 5 + sum((first.weekday() + one) % _WEEK <= _FRIDAY for one in range(rest))
