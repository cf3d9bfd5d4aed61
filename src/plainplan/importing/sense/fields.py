"""Lines that are fields of a thing: `Deadline: 30 June`, `Status: done`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plainplan.importing.draft import Told, Work
from plainplan.importing.sense.making import Hearing, Making
from plainplan.importing.sense.tagging import fits, make_consistent
from plainplan.readings import Reading
from plainplan.readings.labels import Label, read_label
from plainplan.readings.sections import plain_title
from plainplan.readings.straight import straight
from plainplan.source import Span

FIELDS = ("duration", "due", "start", "cost", "status", "done", "after", "every", "on")
_NOTED = (*FIELDS, "note", "who")
_DATED = ("due", "start", "on", "done")


def take_field(making: Making, text: str, line: int, work: Work) -> bool:
    """Whether a line is a field of a thing (`Deadline: …`), which then has what it says."""
    label = read_label(text, making.words)
    if label is None or label.kind not in _NOTED:
        return False
    value = text[slice(*label.value)].strip(" *_")
    if label.kind in ("note", "who"):
        return True
    if label.kind == "on" and plain_title(label.name) not in making.words.own("labels", "on")[:2]:
        return False  # `Exam: 12 May` is a step
    found = _field_readings(making.hearing, label, value)
    if not found and not (label.kind == "status" or not value):
        return label.kind in ("cost", "due", "duration")
    for one in found:
        if one.kind == "after":
            work.waits.append((one.value, text.strip(), one.sure))
        elif one.kind == "state":
            work.mark = one.value if work.mark == " " else work.mark
            making.draft.told.append(Told(line, text.strip(), f"[{one.value}]", True))
        elif one.kind not in work.tags and fits(making, work, one):
            work.tags[one.kind] = one.value
            making.draft.told.append(Told(line, text.strip(), one.tag, one.sure))
            making.draft.evidence += 0.5 if one.kind != "cost" else 0
    make_consistent(work, making.day)
    return True


def _field_readings(hearing: Hearing, label: Label, value: str) -> list[Reading]:
    """What a field says, by its name: a day after `Deadline:` is one whatever else it may be."""
    found = hearing.readings(value)
    kind = label.kind
    dates = [one for one in found if one.kind in _DATED]
    if kind in _DATED and dates:
        return _dated(hearing, kind, value, dates)
    if kind in ("duration", "due"):
        return [one for one in found if one.kind in ("duration", "due", "start", "every")][:2]
    if kind == "cost":
        return _costs(hearing, value, found)
    if kind == "status":
        marks = [one for one in found if one.kind in ("state", "done")]
        return marks or [one for one in hearing.readings(f"x - {value}") if one.kind in ("state", "done")]
    if kind == "after":
        return [Reading("after", part.strip(), one_span, sure=True) for part, one_span in _listed(value)]
    if kind == "every":
        return [one for one in found if one.kind == "every"][:1]
    return []


def _dated(hearing: Hearing, kind: str, value: str, dates: Sequence[Reading]) -> list[Reading]:
    """The days that a field of a kind has; of a stretch both ends, and a deadline is its end."""
    kinds = {one.kind for one in dates}
    if kinds >= {"due", "start"} and kind != "done":
        return [one for one in dates if one.kind in ("start", "due")][:2]
    if kind == "due" and kinds == {"start"}:
        return list(dates[:1])  # `When: from June`
    one = dates[-1] if kind == "due" else dates[0]
    moments = hearing.dates(value)
    if not moments:
        return [one._replace(kind="due")]
    moment = moments[-1] if kind == "due" else moments[0]
    kind = "due" if kind == "on" and moment.whole != "day" else kind
    if kind == "due":
        return [one._replace(kind=kind, value=one.value if one.kind == "due" else moment.until_text)]
    marks = [one._replace(kind="state", value="x")] if kind == "done" else []
    return [one._replace(kind=kind, value=moment.from_text), *marks]


def _costs(hearing: Hearing, value: str, found: Sequence[Reading]) -> list[Reading]:
    """The amount after `Budget:`, where a bare number is one too."""
    costs = [one for one in found if one.kind == "cost"]
    number = re.fullmatch(r"[^\d]{0,4}(\d[\d.,' ]*)[^\d]{0,6}", straight(value))
    if costs or not number:
        return costs[:1]
    return [one for one in hearing.readings(f"{number[1].strip()} €") if one.kind == "cost"]


def _listed(value: str) -> list[tuple[str, Span]]:
    return [(part, Span(0, 0)) for part in re.split(r"[,;、，]|\s(?:and|und|y|et|e|и)\s", value) if part.strip()]
