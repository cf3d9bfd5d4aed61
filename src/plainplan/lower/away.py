"""Days off as dates: `away` in the front matter."""

from __future__ import annotations

from collections.abc import Sequence

from plainplan.diagnostics import Severity
from plainplan.lower.holidays import is_file_name
from plainplan.lower.reading import Problem
from plainplan.messages import msg
from plainplan.model import Away
from plainplan.source import Span
from plainplan.syntax.dates import read_period
from plainplan.syntax.document import Scalar
from plainplan.syntax.outcome import Unread

_HELP = msg("write a day, or the first and the last one: `2026-12-19..2027-01-03`; or name a calendar file, `x.ics`")
_LONGEST = 3660


def read_away(values: Sequence[Scalar], lang: str) -> tuple[tuple[Away, ...], list[Problem]]:
    """The days off, sorted and with adjacent ones merged; and diagnostics about how they are written."""
    problems: list[Problem] = []
    read: list[tuple[Away, Span]] = []
    for scalar in values:
        for part in filter(None, map(str.strip, scalar.text.split(","))):
            if is_file_name(part):
                continue  # read with the other calendar files
            away = _away(part, scalar.span)
            if isinstance(away, Problem):
                problems.append(away)
            else:
                read.append((away, scalar.span))
    return _joined(read, problems), problems


def _away(part: str, span: Span) -> Away | Problem:
    first, dots, last = (piece.strip() for piece in part.partition(".."))
    start = read_period(first)
    end = read_period(last) if dots else start
    if isinstance(start, Unread):
        return Problem.of(start._replace(help=_HELP, instead=None), span)
    if isinstance(end, Unread):
        return Problem.of(end._replace(help=_HELP, instead=None), span)
    if end.last < start.first:
        return Problem(
            span,
            msg("`{part}` ends before it begins", part=part),
            msg("write the earlier day first"),
            f"{last}..{first}",
        )
    if (end.last - start.first).days > _LONGEST:
        return Problem(
            span, msg("`{part}` is more than ten years of days off: nothing could be done", part=part), _HELP
        )
    return Away(start.first, end.last)


def _joined(read: list[tuple[Away, Span]], problems: list[Problem]) -> tuple[Away, ...]:
    joined: list[Away] = []
    for away, span in sorted(read, key=lambda one: one[0]):
        if joined and away.first <= joined[-1].last:
            message = msg(
                "days off from {first} to {last} overlap others from {other}",
                first=away.first,
                last=away.last,
                other=joined[-1].first,
            )
            help = msg("write each day off once; overlapping ones are read as one")
            problems.append(Problem(span, message, help, severity=Severity.WARNING))
        if joined and away.first.toordinal() <= joined[-1].last.toordinal() + 1:
            joined[-1] = Away(joined[-1].first, max(away.last, joined[-1].last))
        else:
            joined.append(away)
    return tuple(joined)
