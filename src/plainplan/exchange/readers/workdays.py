"""Whether a table counts its days from Monday to Friday: told by lengths beside first and last days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from plainplan.exchange.readers.line import Line
from plainplan.pattern import pattern
from plainplan.tuples import NamedTuple

_DAYS = pattern(r"~(?P<number>\d{1,5})(?P<unit>[dw])")
_MOST = 0.8
_FRIDAY, _WEEK = 4, 7


def counts_workdays(lines: Sequence[Line]) -> bool:
    """Whether nearly all lengths in days are those of weekdays, and some are not those of all days."""
    found = [one for line in lines if (one := _counted(line.fields))]
    as_weekdays = sum(one.fits_weekdays for one in found)
    as_all = sum(one.fits_all for one in found)
    return bool(found) and as_weekdays > as_all and as_weekdays >= _MOST * len(found)


def with_weeks_of_five(lines: Sequence[Line]) -> None:
    """Where days are weekdays, a week is five of them: `~2w` beside twelve days is `~10d`."""
    for line in lines:
        counted = _counted(line.fields)
        if counted and counted.fits_weekdays and str(line.fields["duration"]).endswith("w"):
            line.fields["duration"] = f"~{counted.weekdays}d"


class _Counted(NamedTuple):
    """A length as weekdays and as days, and how many of each there are from the first to the last."""

    as_weekdays: int
    as_days: int
    weekdays: int
    days: int

    @property
    def fits_weekdays(self) -> bool:
        return self.as_weekdays == self.weekdays

    @property
    def fits_all(self) -> bool:
        return self.as_days == self.days


def _counted(fields: Mapping[str, object]) -> _Counted | None:
    start, finish = fields.get("start"), fields.get("finish") or fields.get("due")
    match = _DAYS.fullmatch(str(fields.get("duration", "")))
    if (
        not match
        or not int(match["number"])
        or not isinstance(start, date)
        or not isinstance(finish, date)
        or finish < start
    ):
        return None
    number, is_week = int(match["number"]), match["unit"] == "w"
    return _Counted(
        number * 5 if is_week else number,
        number * _WEEK if is_week else number,
        weekdays(start, finish),
        (finish - start).days + 1,
    )


def weekdays(first: date, last: date) -> int:
    """How many days from Monday to Friday there are, both ends included."""
    days = (last - first).days + 1
    weeks, rest = divmod(days, _WEEK)
    return weeks * 5 + sum((first.weekday() + one) % _WEEK <= _FRIDAY for one in range(rest))
