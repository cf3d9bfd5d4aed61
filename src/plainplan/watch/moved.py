"""What a save did to the road ahead: what moved, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from plainplan.compile import Compilation
from plainplan.diagnostics import Diagnostic, Severity
from plainplan.following.changes import Change, difference
from plainplan.pattern import pattern
from plainplan.tuples import NamedTuple

_MOST_CAUSES = 3
_MOST_LINES = 8
_TOO_MUCH = 20_000  # changed lines times things: to tell causes apart would take longer than a reader waits

_STATES = {"done": "done", "under way": "started", "to do": "open again", "dropped": "dropped"}
_A_SINGULAR = pattern(r" without (?=\w+[^s\W]$)")


class Moved(NamedTuple):
    """A thing that moved, as `kind` (`finish`, `done`, `new`, …) and a sentence; `days` of the finish only."""

    kind: str
    text: str
    days: int | None = None


def moved(before: Compilation, now: Compilation) -> tuple[Moved, ...]:
    """What is different, the finish first; of very many things the first few."""
    if before.source.text == now.source.text:
        return tuple(_finish(before, now, ()))
    changes = () if _is_too_much(before, now) else difference(before, now).changes
    lines = [*_finish(before, now, changes), *map(_told, changes), *_findings(before, now)]
    found = [line for line in lines if line is not None]
    if len(found) <= _MOST_LINES:
        return tuple(found)
    return (*found[: _MOST_LINES - 1], Moved("more", f"{len(found) - _MOST_LINES + 1} more"))


def _is_too_much(before: Compilation, now: Compilation) -> bool:
    old, new = Counter(before.source.text.split("\n")), Counter(now.source.text.split("\n"))
    changed = (old - new).total() + (new - old).total()
    return changed * len(now.plan.things) > _TOO_MUCH


def _finish(before: Compilation, now: Compilation, changes: Iterable[Change]) -> Iterator[Moved]:
    old, new = before.schedule.finish, now.schedule.finish
    if old is None or new is None or old == new:
        return
    days = new - old
    causes = [change for change in changes if change.days]
    told = [_cause(change) for change in causes[:_MOST_CAUSES]]
    if len(causes) > 1:
        told = [f"{change.days:+} {text}" for change, text in zip(causes, told, strict=False)]
    if len(causes) > _MOST_CAUSES:
        rest = sum(change.days for change in causes[_MOST_CAUSES:])
        told.append(f"{rest:+} by {len(causes) - _MOST_CAUSES} more")
    yield Moved("finish", f"{days:+} {_days(days)}" + (f": {', '.join(told)}" if told else ""), days)


def _days(number: int) -> str:
    return "day" if abs(number) == 1 else "days"


def _cause(change: Change) -> str:
    """A change as the reason for something: `*Prepare for the exam* 8w → 9w`."""
    title = f"*{change.title}*"
    if change.kind == "added":
        return f"new {change.of} {title}" + (f" {change.after.removeprefix('~')}" if change.after else "")
    if change.kind == "removed":
        return f"{change.of} {title} taken out"
    if change.kind == "moved":
        return f"{title} moved"
    if change.aspect == "state":
        return f"{title} {change.after}"
    name = change.title if change.of == "setting" else title
    aspect = "" if change.aspect in ("estimate", change.title) else f"{change.aspect} "
    before, after = ((text or "none").removeprefix("~") for text in (change.before, change.after))
    return f"{name} {aspect}{after}" if change.before is None else f"{name} {aspect}{before} → {after}"


def _told(change: Change) -> Moved | None:
    """A change for its own sake; None where the finish has told it already."""
    if change.of == "check-in":
        return Moved("check-in", f"{change.after} {change.title}")
    if change.aspect == "state" and change.of != "barrier":
        return Moved(_state_word(change.before or "", change.after or ""), change.title)
    if change.days:
        return None
    if change.kind == "added":
        return Moved("new", f"{change.of} *{change.title}* (line {change.line})")
    if change.kind == "removed":
        return Moved("gone", f"{change.of} *{change.title}*")
    if change.kind == "renamed":
        return Moved("renamed", f"*{change.before}* → *{change.after}*")
    return Moved("changed", _cause(change))


def _state_word(before: str, after: str) -> str:
    if after.startswith("under way") and before.startswith("done"):
        return "open again"
    return next((word for state, word in _STATES.items() if after.startswith(state)), "open again")


def _findings(before: Compilation, now: Compilation) -> Iterator[Moved]:
    """Errors and warnings that are new, and how many are mended."""
    old, new = (Counter(map(_key, _grave(one))) for one in (before, now))
    fresh = new - old
    for found in _grave(now):
        if fresh[_key(found)] > 0:
            fresh[_key(found)] -= 1
            yield Moved("new", f"{_named(found)} (line {now.source.position(found.span.start).line})")
    for found in _grave(before):
        if old[_key(found)] > new[_key(found)]:
            old[_key(found)] -= 1
            yield Moved("mended", _named(found))


def _grave(compilation: Compilation) -> Iterator[Diagnostic]:
    return (found for found in compilation.diagnostics if found.severity is not Severity.HINT)


def _key(found: Diagnostic) -> tuple[str, str]:
    return found.code, found.message


def _named(found: Diagnostic) -> str:
    """`barrier without a solution`, for `barrier-without-solution`."""
    return _A_SINGULAR.sub(" without a ", found.rule.name.replace("-", " "))
