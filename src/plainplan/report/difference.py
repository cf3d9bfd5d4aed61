"""What changed between two versions of a plan and why its finish moved: as text, as data, as a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plainplan.compile import Compilation
from plainplan.draw.beside import Span, beside
from plainplan.following.changes import Difference, PlanChange, finish_told
from plainplan.following.moves import GoalMove, moves_in
from plainplan.following.wording import change_text
from plainplan.report.days import day_text, iso, plainly
from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.view.record import Passage, Record, RecordTable
from plainplan.words import words_for

FORMAT = "plainplan-diff/1"
_WORDS = words_for("en")


def difference_lines(difference: Difference, versions: tuple[str, str], style: Style) -> Iterator[str]:
    """The finish and its causes first; every change in the order of the file, with what it did to the finish."""
    for line in _lines(difference, versions, style):
        yield line if style.can_show("→·") else line.replace("→", "->").replace("·", "-")


def _lines(difference: Difference, versions: tuple[str, str], style: Style) -> Iterator[str]:
    yield style.paint(safe_text(f"{difference.new.plan.title}: {versions[0]} → {versions[1]}"), "bold")
    if not difference.changes:
        yield "nothing changed"
        return
    if all(change.of == "time" for change in difference.changes):
        yield "nothing changed in the text"
    yield _finish(difference)
    yield _progress(difference)
    if difference.together > 1:
        yield f"(so many changes: the days of {difference.together} are told together, at the last of them)"
    width = max(len(_signed(change.days)) for change in difference.changes)
    for one in difference.changes:
        days = _signed(one.days) if one.days else "·"
        colour = "red" if one.days > 0 else "green" if one.days < 0 else "dim"
        yield f"  {style.paint(f'{days:>{width}}', colour)}  {safe_text(change_text(one))}"
    moved = [goal for goal in difference.goals if goal.before != goal.after and goal.before and goal.after]
    if moved:
        yield ""
        yield style.paint("Goals that finish on another day:", "bold")
        for goal in moved:
            assert goal.before is not None
            assert goal.after is not None
            days = f"{day_text(goal.before)} → {day_text(goal.after)} ({_signed(goal.after - goal.before)})"
            yield f"  {safe_text(goal.title)}: {days}"


def _finish(difference: Difference) -> str:
    before, after = finish_told(difference.old), finish_told(difference.new)
    if difference.days is None or before is None or after is None:
        return f"finish {_finish_of(difference.old)} → {_finish_of(difference.new)}"
    if not difference.days:
        return f"finish {day_text(after)}, not moved"
    days = _WORDS.count("digits.days", abs(difference.days))
    return f"finish {day_text(before)} → {day_text(after)}: {days} {'later' if difference.days > 0 else 'earlier'}"


def _finish_of(version: Compilation) -> str:
    return "unknown (errors)" if version.has_errors else day_text(version.schedule.finish)


def _progress(difference: Difference) -> str:
    if difference.old.has_errors or difference.new.has_errors:
        return "progress unknown"
    before, after = difference.old.schedule.progress, difference.new.schedule.progress
    now = f"{after.done} of {after.total} done"
    return f"progress {now}" if before == after else f"progress {before.done} of {before.total} → {now}"


def difference_data(difference: Difference, versions: tuple[str, str]) -> dict[str, Any]:
    """The same as plain values; the days of the changes add up to `days`."""
    old, new = difference.old.schedule, difference.new.schedule
    return {
        "format": FORMAT,
        "title": difference.new.plan.title,
        "from": versions[0],
        "to": versions[1],
        "from_day": iso(old.today),
        "as_of": iso(new.today),
        "finish": {
            "before": iso(finish_told(difference.old)),
            "after": iso(finish_told(difference.new)),
            "days": difference.days,
        },
        "progress": {
            "before": {"done": old.progress.done, "total": old.progress.total},
            "after": {"done": new.progress.done, "total": new.progress.total},
        },
        "together": difference.together,
        "changes": [_change_data(change) for change in difference.changes],
        "goals": [
            {"id": goal.id, "title": goal.title, "before": iso(goal.before), "after": iso(goal.after)}
            for goal in difference.goals
        ],
    }


def _change_data(change: PlanChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "of": change.of,
        "title": change.title,
        "id": change.id,
        "line": change.line,
        "aspect": change.aspect,
        "before": change.before,
        "after": change.after,
        "within": list(change.within),
        "days": change.days,
        "text": change_text(change),
    }


def difference_record(found: Difference, versions: tuple[str, str]) -> Record:
    """The same as a page."""
    rows = tuple((_effect(one.days), plainly(change_text(one, "“", "”")), str(one.line or "")) for one in found.changes)
    tables = [RecordTable("What changed", ("The finish", "Change", "Line"), rows)] if rows else []
    spans = [_span(move) for move in moves_in(found)]
    names = tuple(_version(one, name) for one, name in zip((found.old, found.new), versions, strict=True))
    return Record(
        title=found.new.plan.title,
        lede=_lede(found),
        bars=beside(spans, _WORDS),
        passages=(Passage("Between these versions", (f"From {names[0]} to {names[1]}.", _sentence(_progress(found)))),),
        tables=tuple(tables),
        footer=f"{_days(found)} The days of the changes add up to those of the finish.",
    )


def _lede(found: Difference) -> str:
    before, after = finish_told(found.old), finish_told(found.new)
    if not found.changes:
        return "Nothing changed."
    if not found.days or before is None or after is None:
        return _sentence(_finish(found).replace("→", "to"))
    return f"The finish moved from {day_text(before)} to {day_text(after)}: {_later(found.days)}."


def _version(version: Compilation, name: str) -> str:
    """A version by its day, then its commit: `6 Sep 2026 (9ec54dc)`."""
    commit = name.partition(" of ")[0]
    return f"{day_text(version.schedule.today)} ({commit})"


def _span(move: GoalMove) -> Span:
    if move.before is None or move.after is None:
        text = "new" if move.before is None else "gone"
    else:
        text = (
            f"{_later(move.days)}, now {day_text(move.after[1])}"
            if move.days
            else f"{day_text(move.after[1])}, not moved"
        )
    cause = "; ".join(map(plainly, move.causes))
    return Span(
        move.title, move.before, move.after, text, cause or ("moved with what it waits for" if move.days else "")
    )


def _later(days: int) -> str:
    return f"{_WORDS.plainly(abs(days))} {'later' if days > 0 else 'earlier'}"


def _effect(days: int) -> str:
    return _later(days) if days else "not moved"


def _days(difference: Difference) -> str:
    first, last = difference.old.schedule.today, difference.new.schedule.today
    return f"As of {day_text(last)}." if first == last else f"As of {day_text(first)} and {day_text(last)}."


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _signed(days: int) -> str:
    return f"{days:+d} {'day' if abs(days) == 1 else 'days'}"
