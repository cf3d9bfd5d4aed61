"""Messages about a watch's events: a line each for people, a JSON object each for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from plainplan.compile import Compilation
from plainplan.diagnostics import Severity
from plainplan.errors import OwnMistake
from plainplan.finding_data import count, finding_data
from plainplan.messages import Message, msg, msg_count, msg_day
from plainplan.report.excerpt import columns_of
from plainplan.report.style import Style
from plainplan.report.text import counted, full
from plainplan.safe_text import safe_text
from plainplan.watch.build import BuiltAgain
from plainplan.watch.moved import Moved, moved
from plainplan.watch.pdf_queue import PdfResult
from plainplan.watch.session import Event, LostPlan, Polling, Watching
from plainplan.words import Words
from plainplan.words import words_for as words_of

FORMAT = "plainplan-watch/1"
_BAR = 16


def _in_english(*_: str) -> Words:
    return words_of("en")


_PAINT = re.compile(r"\x1b\[[0-9;]*m")


def text_lines(
    event: Event,
    now: datetime,
    style: Style,
    width: int,
    *,
    verbose: bool,
    words_for: Callable[..., Words] = _in_english,
) -> Iterator[str]:
    """The lines about an event for people; `width` is the terminal's width in columns, 0 without a terminal.
    `words_for` gives the words for the language of a plan."""
    clock = style.paint(now.strftime("%H:%M:%S"), "blue")
    words = words_for(*_langs(event))
    if isinstance(event, BuiltAgain):
        yield _with_bar([clock, *_summary(event, style, words)], event.compilation, style, width)
        yield from full(_worth_telling(event, verbose), style, verbose=verbose, hints=verbose, words=words)
        if event.before is not None and not event.compilation.has_errors:
            yield from (_moved_line(one, words) for one in moved(event.before, event.compilation))
        yield from (f"{style.paint('error:', 'bold', 'red')} {safe_text(str(one))}" for one in event.troubles)
    elif isinstance(event, PdfResult) and event.trouble:
        yield f"{style.paint('error:', 'bold', 'red')} {safe_text(str(event.trouble))}"
    elif isinstance(event, PdfResult):
        took = f"{event.ms:.0f} ms"
        took = took if event.written else words.tell(msg("{time}, the same as before", time=took))
        yield f"{clock}  {safe_text(str(event.order.path))}  {took}"
        if event.written or verbose:
            found = event.order.compilation._replace(diagnostics=event.found)
            yield from full(found, style, verbose=verbose, words=words)
    elif isinstance(event, LostPlan):
        why = str(event.trouble).removeprefix(f"`{event.plan.name}` ")
        told = why if isinstance(event.trouble, OwnMistake) else words.tell(msg("{why}; watching for it", why=why))
        yield f"{clock}  {safe_text(event.plan.name)}  {safe_text(told)}"
    elif isinstance(event, Polling):
        seconds = f"{event.seconds:g}"
        every = msg("{why}: looking every {seconds} seconds instead", why=event.why, seconds=seconds)
        each = msg("{why}: looking each second instead", why=event.why)
        yield safe_text(words.tell(each if event.seconds == 1 else every))
    else:
        watching = msg_count(
            "watching {n} plan, built in {seconds} s; Ctrl-C ends it",
            "watching {n} plans, built in {seconds} s; Ctrl-C ends it",
            event.plans,
            seconds=f"{event.ms / 1000:.1f}",
        )
        yield words.tell(watching)


def _langs(event: Event) -> tuple[str, ...]:
    """The languages of the plans that an event is about, where it knows them."""
    if isinstance(event, BuiltAgain):
        return (event.compilation.lang,)
    return (event.order.compilation.lang,) if isinstance(event, PdfResult) else ()


def _worth_telling(event: BuiltAgain, verbose: bool) -> Compilation:
    """The compilation with the findings to print: all of them at first, then only errors."""
    if verbose or event.before is None:
        return event.compilation
    errors = tuple(found for found in event.compilation.diagnostics if found.severity is Severity.ERROR)
    return event.compilation._replace(diagnostics=errors)


def _with_bar(parts: list[str], compilation: Compilation, style: Style, width: int) -> str:
    """A build's line, with a progress bar if the terminal is wide enough."""
    done, total = compilation.schedule.progress
    taken = columns_of(_PAINT.sub("", "  ".join(parts)))
    if total and not compilation.has_errors and taken + 2 + _BAR <= width:
        parts.insert(3, _bar(done, total, style))
    return "  ".join(parts)


def _summary(event: BuiltAgain, style: Style, words: Words) -> Iterator[str]:
    """The parts of a build's line: name, time, progress, finish, findings."""
    compilation = event.compilation
    yield safe_text(event.plan.name)
    yield f"{event.ms:.0f} ms"
    kinds = (kind for kind in _KINDS if count(compilation.diagnostics, kind))
    found = "  ·  ".join(_counted(compilation, kind, style, words) for kind in kinds)
    if compilation.has_errors:
        yield f"{found}  ·  {words.tell(msg('the last outputs stay as they were'))}"
        return
    (done, total), percent = compilation.schedule.progress, compilation.schedule.progress.percent
    yield words.tell(msg("{done}/{total} steps ({percent} %)", done=done, total=total, percent=percent))
    yield words.tell(finish_text(compilation)) + (f"  ·  {found}" if found else "")


_KINDS = (Severity.ERROR, Severity.WARNING)


def _counted(compilation: Compilation, kind: Severity, style: Style, words: Words) -> str:
    return style.severity(words.tell(counted(kind, count(compilation.diagnostics, kind))), kind)


def _bar(done: int, total: int, style: Style) -> str:
    full_, empty = ("█", "░") if style.unicode else ("#", ".")
    cells = done * _BAR // total
    return style.paint(full_ * cells, "green") + empty * (_BAR - cells)


def finish_text(compilation: Compilation) -> Message:
    """The finish in words: `finish 3 Mar 2032, 20 days later than planned`."""
    finish, slip = compilation.schedule.finish, compilation.schedule.slip
    if finish is None:
        return msg("no dates yet")
    day, number = msg_day(finish), abs(slip or 0)
    if not slip:
        return msg("finish {date}, as planned", date=day)
    if slip > 0:
        return msg_count(
            "finish {date}, {n} day later than planned", "finish {date}, {n} days later than planned", number, date=day
        )
    return msg_count(
        "finish {date}, {n} day earlier than planned", "finish {date}, {n} days earlier than planned", number, date=day
    )


def _moved_line(one: Moved, words: Words) -> str:
    joint = " " if one.kind in ("finish", "changed") else ": "
    start = f"  {words.tell(one.kind)}{joint}" if one.kind not in ("changed", "more") else "  "
    return start + safe_text(words.tell(one.text))


# For programs


def event_json(event: Event, now: datetime) -> str:
    """An event as JSON on one line."""
    data = {"time": now.isoformat(timespec="milliseconds"), **_data(event)}
    return json.dumps(data, ensure_ascii=True, allow_nan=False)


def _data(event: Event) -> dict[str, Any]:
    if isinstance(event, BuiltAgain):
        return _built_data(event)
    if isinstance(event, PdfResult):
        trouble = str(event.trouble) if event.trouble else None
        name, path = event.order.plan.name, str(event.order.path)
        data = {"plan": name, "output": path, "ms": round(event.ms, 1), "written": event.written, "trouble": trouble}
        findings = [finding_data(event.order.compilation.source, found) for found in event.found]
        return {"event": "pdf", **data, "findings": findings}
    if isinstance(event, LostPlan):
        return {"event": "lost", "plan": event.plan.name, "trouble": str(event.trouble)}
    if isinstance(event, Polling):
        return {"event": "polling", "seconds": event.seconds, "why": event.why}
    assert isinstance(event, Watching)
    return {"event": "watching", "format": FORMAT, "plans": event.plans, "ms": round(event.ms, 1)}


def _built_data(event: BuiltAgain) -> dict[str, Any]:
    compilation, schedule = event.compilation, event.compilation.schedule
    changes = moved(event.before, compilation) if event.before and not compilation.has_errors else ()
    return {
        "event": "failed" if compilation.has_errors else "built",
        "plan": event.plan.name,
        "ms": round(event.ms, 1),
        "written": [str(path) for path in event.written],
        "done": schedule.progress.done,
        "total": schedule.progress.total,
        "percent": schedule.progress.percent,
        "finish": None if schedule.finish is None else date.fromordinal(schedule.finish).isoformat(),
        "slip_days": schedule.slip,
        "moved": [{"kind": one.kind, "text": one.text, "days": one.days} for one in changes],
        "findings": [finding_data(compilation.source, found) for found in compilation.diagnostics],
        "troubles": [str(trouble) for trouble in event.troubles],
    }
