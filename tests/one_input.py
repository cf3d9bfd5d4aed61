"""What must hold for any bytes, tried on one input: no exception, places inside the text, outputs that can be read."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from plainplan.compile import compile_bytes
from plainplan.fixes import mended
from plainplan.fmt import formatted
from plainplan.lower import lower
from plainplan.render import Options, render
from plainplan.schedule import schedule
from plainplan.source import source_bytes
from plainplan.syntax import decode, parse

TODAY = date(2026, 11, 1)
NAME = "any.plan.md"


def try_parse(data: bytes) -> None:
    """Reading alone: no word of the text is out of place."""
    source, found = decode(NAME, data)
    document, more = parse(source)
    assert document is not None
    for one in (*found, *more):
        assert 0 <= one.span.start <= one.span.end <= len(source.text), one


def try_schedule(data: bytes) -> None:
    """Meaning and dates, for today and for days at the ends of the calendar."""
    plan, _ = lower(parse(decode(NAME, data)[0])[0])
    for today in (TODAY, date.min, date.max):
        dates, _ = schedule(plan, today)
        assert len(dates.things) == len(plan.things)


def try_check(data: bytes) -> None:
    """Every finding, and the data that other programs read."""
    plan = compile_bytes(NAME, data, TODAY)
    for found in plan.diagnostics:
        assert 0 <= found.span.start <= found.span.end <= len(plan.source.text), found
    assert json.loads(render(plan, "json", Options()))["format"] == "plainplan/1"


def try_fix(data: bytes) -> None:
    """Mending comes to an end: what is mended has nothing left to mend."""
    once = mended(compile_bytes(NAME, data, TODAY), data, TODAY)
    if once.made:
        twice = mended(once.compilation, source_bytes(once.compilation.source), TODAY)
        assert twice.compilation.source.text == once.compilation.source.text


def try_fmt(data: bytes) -> None:
    """A layout is refused or stays as it is."""
    once = formatted(compile_bytes(NAME, data, TODAY), data, TODAY)
    if not once.trouble:
        again = source_bytes(once.source)
        twice = formatted(compile_bytes(NAME, again, TODAY), again, TODAY)
        assert (twice.trouble, twice.source.text) == ("", once.source.text)


def try_html(data: bytes) -> None:
    """A whole page, whatever the plan is."""
    page = render(compile_bytes(NAME, data, TODAY), "html", Options())
    assert page.startswith(b"<!doctype html>")
    assert page.rstrip().endswith(b"</html>")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "parse": try_parse,
    "check": try_check,
    "fmt": try_fmt,
    "fix": try_fix,
    "schedule": try_schedule,
    "html": try_html,
}


def try_one(data: bytes) -> None:
    """All of it."""
    for target in TARGETS.values():
        target(data)
