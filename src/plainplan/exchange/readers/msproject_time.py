"""Lengths, gaps and days of Microsoft Project as they are written in a plan."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from plainplan.exchange.readers.xml import Element
from plainplan.pattern import pattern
from plainplan.tuples import NamedTuple

_LENGTH = pattern(
    r"(?P<sign>-)?P(?:(?P<days>\d{1,7})D)?"
    r"(?:T(?:(?P<hours>\d{1,9})H)?(?:(?P<minutes>\d{1,9})M)?(?:\d{1,9}(?:\.\d+)?S)?)?"
)
_MOMENT = pattern(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?")
_ELAPSED = frozenset((4, 6, 8, 10, 12, 36, 38, 40, 42, 44))
_SHARES = frozenset((19, 20, 51, 52))
_DAY = 1440
_TENTHS = 10


class Week(NamedTuple):
    """The working week of a project: the days on which it is worked, 0 for Monday, and the minutes of a day."""

    workdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    minutes: int = 480

    @property
    def is_plain(self) -> bool:
        return len(self.workdays) == 7


class Moment(NamedTuple):
    """A day, and whether it is the very beginning of that day."""

    day: date
    is_midnight: bool

    @property
    def last_day(self) -> date:
        """The day of something that ends then."""
        return self.day - timedelta(days=1) if self.is_midnight and self.day > date.min else self.day


def read_moment(text: str) -> Moment | None:
    match = _MOMENT.match(text)
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return Moment(day, (match[4] or "00", match[5] or "00") == ("00", "00"))


def read_minutes(text: str) -> int | None:
    """The minutes of a length such as `PT16H0M0S`."""
    match = _LENGTH.fullmatch(text)
    if match is None or not text.strip("-PT"):
        return None
    parts = [int(match[key] or 0) for key in ("days", "hours", "minutes")]
    minutes = parts[0] * _DAY + parts[1] * 60 + parts[2]
    return -minutes if match["sign"] else minutes


def code(text: str) -> int:
    """A number that says what kind something is; -1 where there is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1


def length_of(task: Element, week: Week) -> tuple[str, int | None]:
    """The length of a task as a tag has it, and its days where these are calendar days; nothing where it has none."""
    minutes = read_minutes(task.get("Duration"))
    if minutes is None or minutes < 0:
        return "", None
    if code(task.get("DurationFormat")) in _ELAPSED or (week.is_plain and week.minutes == _DAY):
        days = -(-minutes // _DAY)
        return f"~{calendar_days(days, week)}", days
    return f"~{_decimal(Decimal(minutes) / week.minutes)}d", None


def calendar_days(days: int, week: Week) -> str:
    """Days of which none is skipped: in weeks where a `d` would be a working day."""
    if days % 7 == 0 and days:
        return f"{days // 7}w"
    return f"{days}d" if week.is_plain or not days else f"{_decimal(Decimal(days) / 7)}w"


def _decimal(number: Decimal) -> str:
    """Two places, rounded down: what is laid from it is rounded up to whole days."""
    short = number.quantize(Decimal("0.01"), ROUND_DOWN)
    return f"{short.normalize():f}" if short else "0"


def lag_of(link: Element, week: Week) -> str | None:
    """The gap of a link as a tag has it, with its sign; None where it counts in shares."""
    text = link.get("LinkLag") or "0"
    if not text.lstrip("-").isdigit() or len(text) > 12:
        return None
    tenths, kind = int(text), code(link.get("LagFormat"))
    if not tenths:
        return ""
    if kind in _SHARES:
        return None
    sign, minutes = ("-" if tenths < 0 else "+"), -(-abs(tenths) // _TENTHS)
    if kind in _ELAPSED or (week.is_plain and week.minutes == _DAY):
        return f"{sign}{calendar_days(-(-minutes // _DAY), week)}"
    return f"{sign}{_decimal(Decimal(minutes) / week.minutes)}d"
