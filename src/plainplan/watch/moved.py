"""What a save changed in the dates, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from plainplan.compile import Compilation
from plainplan.diagnostics import Diagnostic, Severity
from plainplan.following.changes import PlanChange, difference
from plainplan.following.wording import NEW, cause_text, news_of
from plainplan.messages import Message, msg, msg_count, msg_join
from plainplan.pattern import pattern
from plainplan.tuples import NamedTuple

_MOST_CAUSES = 3
_MOST_LINES = 8
_TOO_MUCH = 20_000  # changed lines times things: beyond it, attributing delays to changes takes too long

_A_SINGULAR = pattern(r" without (?=\w+[^s\W]$)")


class Moved(NamedTuple):
    """A difference, as `kind` (`finish`, `done`, `new`, …) and a sentence; `days` is set for the finish only."""

    kind: str
    text: str
    days: int | None = None


def moved(before: Compilation, now: Compilation) -> tuple[Moved, ...]:
    """The differences between two builds, the finish first; a limited number of them."""
    if before.source.text == now.source.text:
        return tuple(_finish(before, now, ()))
    changes = () if _is_too_much(before, now) else difference(before, now).changes
    news = (Moved(*told) for change in changes if (told := news_of(change)) is not None)
    found = [*_finish(before, now, changes), *news, *_findings(before, now)]
    if len(found) <= _MOST_LINES:
        return tuple(found)
    more = len(found) - _MOST_LINES + 1
    return (*found[: _MOST_LINES - 1], Moved("more", msg_count("{n} more", "{n} more", more)))


def _is_too_much(before: Compilation, now: Compilation) -> bool:
    old, new = Counter(before.source.text.split("\n")), Counter(now.source.text.split("\n"))
    changed = (old - new).total() + (new - old).total()
    return changed * len(now.plan.things) > _TOO_MUCH


def _finish(before: Compilation, now: Compilation, changes: Iterable[PlanChange]) -> Iterator[Moved]:
    old, new = before.schedule.finish, now.schedule.finish
    if old is None or new is None or old == new:
        return
    days = new - old
    causes = [change for change in changes if change.days]
    told = [cause_text(change) for change in causes[:_MOST_CAUSES]]
    if len(causes) > 1:
        told = [msg_join(" ", (f"{change.days:+}", text)) for change, text in zip(causes, told, strict=False)]
    if len(causes) > _MOST_CAUSES:
        rest, more = sum(change.days for change in causes[_MOST_CAUSES:]), len(causes) - _MOST_CAUSES
        told.append(msg_count("{days} by {n} more", "{days} by {n} more", more, days=f"{rest:+}"))
    length = msg_count("{n} day", "{n} days", abs(days), n=f"{days:+}")
    yield Moved(msg("finish"), msg_join(": ", (length, msg_join(", ", told))) if told else length, days)


def _findings(before: Compilation, now: Compilation) -> Iterator[Moved]:
    """New errors and warnings, and the number of those resolved."""
    old, new = (Counter(map(_key, _grave(one))) for one in (before, now))
    fresh = new - old
    for found in _grave(now):
        if fresh[_key(found)] > 0:
            fresh[_key(found)] -= 1
            line = now.source.position(found.span.start).line
            yield Moved(NEW, msg("{finding} (line {line})", finding=_named(found), line=line))
    for found in _grave(before):
        if old[_key(found)] > new[_key(found)]:
            old[_key(found)] -= 1
            yield Moved(msg("mended"), _named(found))


def _grave(compilation: Compilation) -> Iterator[Diagnostic]:
    return (found for found in compilation.diagnostics if found.severity is not Severity.HINT)


def _key(diagnostic: Diagnostic) -> tuple[str, str]:
    return diagnostic.code, diagnostic.message


def _named(diagnostic: Diagnostic) -> Message:
    """A rule's name in words, `barrier without a solution` for `barrier-without-solution`: it is English, other
    languages have the rule's title."""
    name = _A_SINGULAR.sub(" without a ", diagnostic.rule.name.replace("-", " "))
    return Message(name, diagnostic.rule.title)
