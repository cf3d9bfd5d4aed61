"""What changed between two versions of a plan and why its finish moved: as text, as data, as a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plainplan.compile import Compilation
from plainplan.draw.beside import Span, beside
from plainplan.following.changes import Difference, PlanChange, finish_told
from plainplan.following.moves import GoalMove, moves_in
from plainplan.following.wording import change_text
from plainplan.messages import Message, msg, msg_count, msg_day, msg_number
from plainplan.report.days import iso, plainly
from plainplan.report.excerpt import columns_of
from plainplan.report.style import Style
from plainplan.safe_text import safe_text
from plainplan.view.record import Passage, Record, RecordTable
from plainplan.words import Words, words_for

FORMAT = "plainplan-diff/1"
_WORDS = words_for("en")


def difference_lines(
    difference: Difference, versions: tuple[str, str], style: Style, words: Words | None = None
) -> Iterator[str]:
    """The finish and its causes first; every change in the order of the file, with what it did to the finish. In
    English unless other words are given."""
    for line in _lines(difference, versions, style, words or _WORDS):
        yield line if style.can_show("→·") else line.replace("→", "->").replace("·", "-")


def _lines(difference: Difference, versions: tuple[str, str], style: Style, words: Words) -> Iterator[str]:
    old, new = map(words.tell, versions)
    yield style.paint(safe_text(f"{difference.new.plan.title}{words.catalogue.colon} {old} → {new}"), "bold")
    if not difference.changes:
        yield words.tell(msg("nothing changed"))
        return
    if all(change.of == "time" for change in difference.changes):
        yield words.tell(msg("nothing changed in the text"))
    yield words.tell(_finish(difference))
    yield words.tell(_progress(difference))
    if difference.together > 1:
        together = msg(
            "(so many changes: the days of {number} are told together, at the last of them)",
            number=difference.together,
        )
        yield words.tell(together)
    shown = [words.tell(_signed(change.days)) for change in difference.changes]
    width = max(map(columns_of, shown))
    for one, moved in zip(difference.changes, shown, strict=True):
        days = moved if one.days else "·"
        colour = "red" if one.days > 0 else "green" if one.days < 0 else "dim"
        days = " " * (width - columns_of(days)) + days
        yield f"  {style.paint(days, colour)}  {safe_text(words.tell(change_text(one)))}"
    yield from _goal_lines(difference, style, words)


def _goal_lines(difference: Difference, style: Style, words: Words) -> Iterator[str]:
    moved = [goal for goal in difference.goals if goal.before != goal.after and goal.before and goal.after]
    if moved:
        yield ""
        yield style.paint(words.tell(msg("Goals that finish on another day:")), "bold")
        for goal in moved:
            assert goal.before is not None
            assert goal.after is not None
            days = words.tell(_signed(goal.after - goal.before))
            told = f"{words.date(goal.before)} → {words.date(goal.after)} ({days})"
            yield f"  {words.headed(safe_text(goal.title), told)}"


def _finish(difference: Difference) -> Message:
    before, after = finish_told(difference.old), finish_told(difference.new)
    if difference.days is None or before is None or after is None:
        old, new = _finish_of(difference.old), _finish_of(difference.new)
        return msg("finish {before} → {after}", before=old, after=new)
    if not difference.days:
        return msg("finish {date}, not moved", date=msg_day(after))
    number = abs(difference.days)
    later, days = difference.days > 0, msg_number(number)
    first, last = msg_day(before), msg_day(after)
    if later:
        return msg_count(
            "finish {before} → {after}: {n} day later",
            "finish {before} → {after}: {n} days later",
            number,
            n=days,
            before=first,
            after=last,
        )
    return msg_count(
        "finish {before} → {after}: {n} day earlier",
        "finish {before} → {after}: {n} days earlier",
        number,
        n=days,
        before=first,
        after=last,
    )


def _finish_of(version: Compilation) -> str:
    if version.has_errors:
        return msg("unknown (errors)")
    return msg("no date") if version.schedule.finish is None else msg_day(version.schedule.finish)


def _progress(difference: Difference) -> Message:
    if difference.old.has_errors or difference.new.has_errors:
        return msg("progress unknown")
    before, after = difference.old.schedule.progress, difference.new.schedule.progress
    if before == after:
        return msg("progress {done} of {total} done", done=after.done, total=after.total)
    return msg(
        "progress {before} of {before_total} → {done} of {total} done",
        before=before.done,
        before_total=before.total,
        done=after.done,
        total=after.total,
    )


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


def difference_record(found: Difference, versions: tuple[str, str], words: Words | None = None) -> Record:
    """The same as a page."""
    words = words or _WORDS
    tell = words.tell
    changes = (plainly(tell(change_text(one, "“", "”")), words) for one in found.changes)
    rows = tuple(
        (_effect(one.days, words), text, str(one.line or "")) for one, text in zip(found.changes, changes, strict=True)
    )
    headers = (tell(msg("The finish")), tell(msg("Change")), tell(msg("Line")))
    tables = [RecordTable(tell(msg("What changed")), headers, rows)] if rows else []
    spans = [_span(move, words) for move in moves_in(found)]
    old, new = (_version(one, name, words) for one, name in zip((found.old, found.new), versions, strict=True))
    told = (tell(msg("From {old} to {new}.", old=old, new=new)), _sentence(tell(_progress(found))))
    days = tell(msg("The days of the changes add up to those of the finish."))
    return Record(
        title=found.new.plan.title,
        lede=_lede(found, words),
        lang=words.lang,
        bars=beside(spans, words),
        passages=(Passage(tell(msg("Between these versions")), told),),
        tables=tuple(tables),
        footer=f"{_days(found, words)} {days}",
    )


def _lede(found: Difference, words: Words) -> str:
    before, after = finish_told(found.old), finish_told(found.new)
    if not found.changes:
        return words.tell(msg("Nothing changed."))
    if not found.days or before is None or after is None:
        return _sentence(words.tell(_finish(found)).replace("→", words.tell(msg("to"))))
    moved = msg(
        "The finish moved from {before} to {after}: {length}.",
        before=msg_day(before),
        after=msg_day(after),
        length=_later(found.days, words),
    )
    return words.tell(moved)


def _version(version: Compilation, name: str, words: Words) -> str:
    """A version by its day, then its commit: `6 Sep 2026 (9ec54dc)`."""
    commit = name.values["commit"] if isinstance(name, Message) and "commit" in name.values else words.tell(name)
    return f"{words.date(version.schedule.today)} ({commit})"


def _span(move: GoalMove, words: Words) -> Span:
    if move.before is None or move.after is None:
        text = words.tell(msg("new") if move.before is None else msg("gone"))
    else:
        day = msg_day(move.after[1])
        same = msg("{date}, not moved", date=day)
        text = words.tell(msg("{length}, now {date}", length=_later(move.days, words), date=day) if move.days else same)
    cause = words.apart(plainly(words.tell(one), words) for one in move.causes)
    with_others = words.tell(msg("moved with what it waits for")) if move.days else ""
    return Span(move.title, move.before, move.after, text, cause or with_others)


def _later(days: int, words: Words) -> str:
    length = words.plainly(abs(days))
    return words.tell(msg("{length} later", length=length) if days > 0 else msg("{length} earlier", length=length))


def _effect(days: int, words: Words) -> str:
    return _later(days, words) if days else words.tell(msg("not moved"))


def _days(difference: Difference, words: Words) -> str:
    first, last = difference.old.schedule.today, difference.new.schedule.today
    if first == last:
        return words.tell(msg("As of {date}.", date=msg_day(last)))
    return words.tell(msg("As of {first} and {last}.", first=msg_day(first), last=msg_day(last)))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _signed(days: int) -> Message:
    return msg_count("{n} day", "{n} days", abs(days), n=f"{days:+d}")
