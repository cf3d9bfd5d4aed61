"""Parsing `remind` in the front matter: how long before its days a calendar reminds."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from plainplan.lower.reading import Problem
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.syntax.document import Scalar
from plainplan.syntax.durations import in_hours, read_length, rough_days
from plainplan.syntax.numbers import plain_signs
from plainplan.syntax.outcome import Unread
from plainplan.syntax.rules import UNREADABLE_VALUE
from plainplan.values import Reminder

_HELP = msg("write how long before, in days or weeks, such as `1w` or `[1w, 1d]`, or `off`")
_WAYS = msg("how long before, in days or weeks, such as `1w` or `[1w, 1d]`, or `off`")
_OFF = "off"
_OTHER_OFF = frozenset({"no", "none", "never", "false", "nein", "nie", "aus"})
_OTHER_ON = frozenset({"yes", "true", "on", "ja", "an"})
_BEFORE = pattern(r"^[-~]|\s*(?:before|earlier|ahead|in advance|vorher|davor)$")
_SEVERAL = pattern(r"([a-z])\s+([0-9])")
_MOST = 10
_LONGEST = 366


def read_remind(values: Sequence[Scalar], lang: str) -> tuple[Reminder, ...] | Problem:
    """The reminders; empty for `off`."""
    read: dict[int, Reminder] = {}
    parts = [(scalar, part) for scalar in values for part in _parts(scalar)]
    if not parts:
        return Problem(values[0].span, msg("nothing says how long before a day to remind"), _HELP)
    if len(parts) > _MOST:
        return Problem(
            values[0].span, msg("{count} reminders of each day are more than anybody reads", count=len(parts)), _HELP
        )
    if [part.casefold() for _, part in parts] == [_OFF]:
        return ()
    for scalar, part in parts:
        reminder = _reminder(part)
        if isinstance(reminder, Unread):
            return _problem(scalar, part, reminder)
        read.setdefault(reminder.days, reminder)
    return tuple(read.values())


def _parts(scalar: Scalar) -> list[str]:
    return [part.strip() for part in scalar.text.split(",") if part.strip()]


def _problem(scalar: Scalar, part: str, unread: Unread) -> Problem:
    """The problem with one of the comma-separated values; the fix removes it."""
    instead = unread.instead and ", ".join(unread.instead if one == part else one for one in _parts(scalar))
    help = msg("write `{instead}`; {help}", instead=instead, help=_WAYS) if instead else _HELP
    return Problem(scalar.span, unread.message, help, instead, safe=unread.safe)


def _reminder(part: str) -> Reminder | Unread:
    """A whole number of days or weeks, with or without a blank before the unit."""
    text = plain_signs(part).casefold()
    shown = part if len(part) <= 40 else part[:37] + "…"
    if text in _OTHER_OFF:
        return _unread(msg("`{shown}` is no time before a day", shown=shown), _OFF, safe=True)
    if text in _OTHER_ON or text == _OFF:
        return _unread(msg("`{shown}` does not say how long before", shown=shown), "1w" if text in _OTHER_ON else None)
    bare = _BEFORE.sub("", text)
    if _SEVERAL.search(bare):
        return _unread(
            msg("`{shown}` can't be read as one time before a day", shown=shown), _SEVERAL.sub(r"\1, \2", bare)
        )
    bare = "".join(bare.split())
    length = read_length(bare, "d")
    if isinstance(length, Unread):
        hours = in_hours(bare)
        return _unread(msg("`{shown}` can't be read as a time before a day", shown=shown), "1d" if hours else None)
    duration, days = length.duration, rough_days(length.duration)
    if duration.hours:
        return _unread(
            msg("`{shown}` is in hours, and what is reminded of are whole days", shown=shown),
            f"{max(1, ceil(days))}d",
        )
    if days > _LONGEST:
        return _unread(msg("`{shown}` is more than a year before", shown=shown), None)
    if duration.months or days != int(days):
        return _unread(msg("`{shown}` is no whole number of days", shown=shown), f"{ceil(days)}d")
    if bare.isdecimal():
        return _unread(msg("`{shown}` has no unit", shown=shown), f"{bare}d")
    if bare != "".join(text.split()):
        return _unread(msg("`{shown}` can't be read as a time before a day", shown=shown), bare, safe=True)
    return Reminder(int(days), part)


def _unread(message: str, instead: str | None, *, safe: bool = False) -> Unread:
    return Unread(UNREADABLE_VALUE, message, _HELP, instead, safe=safe)
