"""A goal or step with the tags that its words tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from plainplan.importing.draft import Told, Work
from plainplan.importing.sense.making import Making
from plainplan.pattern import pattern
from plainplan.readings import Reading
from plainplan.readings.lengths import days_of
from plainplan.readings.sections import Period, read_period

_TAGGED = pattern(
    r"(?<!\S)(?:(?P<duration>~)[0-9]|(?P<key>due|start|since|done|on|every|cost|after|with|before|risk):\S|\^)",
    re.IGNORECASE,
)
_BRACKETS = pattern(r"[(（]([^()（）]*)[)）]")


def tell(making: Making, line: int, text: str, reading: Reading) -> None:
    written = text[reading.span.start : reading.span.end].strip()
    became = f"[{reading.value}]" if reading.kind == "state" else reading.tag
    making.draft.told.append(Told(line, written, became, reading.sure))


def work_of(
    making: Making, text: str, line: int, mark: str | None = None, *, numbered: bool = False, without: str = ""
) -> Work:
    """A goal or step of these words, with the tags that they tell; of the kind `without` none."""
    work = Work(text, line, mark or " ", numbered=numbered)
    take(
        making,
        work,
        text,
        [one for one in making.hearing.readings(text) if one.kind != without],
        may_tick=mark in (None, " "),
    )
    return work


def take(making: Making, work: Work, text: str, found: Sequence[Reading], *, may_tick: bool = True) -> None:
    """Give a thing what was read in its words; sure readings first, one of a kind."""
    written = {match["key"] or "duration" for match in _TAGGED.finditer(text) if match["key"] or match["duration"]}
    about = list(text)
    for one in sorted(found, key=lambda one: not one.sure):
        if one.kind != "state":
            about[one.span.start : one.span.end] = " " * (one.span.end - one.span.start)
        if one.kind == "after":
            if "after" not in written:
                work.waits.append((one.value, text[one.span.start : one.span.end].strip(), one.sure))
        elif one.kind == "state":
            if may_tick and work.mark == " ":
                work.mark = one.value
                tell(making, work.line, text, one)
                making.draft.evidence += 0.5
        elif one.kind not in work.tags and one.kind not in written and fits(work, one):
            work.tags[one.kind] = one.value
            tell(making, work.line, text, one)
            making.draft.evidence += (
                0 if one.kind == "cost" or (one.kind == "duration" and days_of(one.value) < 1) else 0.5
            )
    work.about = "".join(about)
    make_consistent(work, making.day)


def fits(work: Work, one: Reading) -> bool:
    """Whether a reading goes with what else is known of a thing."""
    if one.kind == "done":
        work.mark = ("/" if one.value.endswith("%") else "x") if work.mark in " /" else work.mark
        return work.mark in "x/"
    if one.kind == "on" and not one.sure and ("due" in work.tags or "start" in work.tags):
        return False
    return not (one.kind in ("start", "due") and "on" in work.tags and not one.sure)


def take_period(making: Making, work: Work, title: str, period: Period) -> None:
    """How long a numbered period is, by its unit or by what stands in brackets."""
    length = period.length
    for inner in _BRACKETS.findall(title):
        within = read_period(inner.strip(), making.words)
        if within and not length:
            length = within.length
    if length and "duration" not in work.tags:
        work.tags["duration"] = length
        making.draft.told.append(Told(work.line, period.words, f"~{length}", True))


def make_consistent(work: Work, day: date) -> None:
    """Leave out what contradicts itself: an end before the beginning, an appointment that is past."""
    tags = work.tags
    if work.mark == "x" and "on" in tags and "done" not in tags and tags["on"] <= day.isoformat():
        tags["done"] = tags.pop("on")
    if work.mark != "x" and "on" in tags and tags["on"] < day.isoformat():
        tags.pop("on")
    if "done" in tags and tags["done"][:4].isdigit() and tags["done"] > day.isoformat():
        tags.pop("done")
    if work.mark != "x" and "done" in tags and not tags["done"].endswith("%"):
        tags.pop("done")
    if "start" in tags and "due" in tags and tags["start"] > tags["due"] and not tags["start"].startswith(tags["due"]):
        tags.pop("start")
