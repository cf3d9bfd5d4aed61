"""Lines that are fields of a thing: `Deadline: 30 June`, `Status: done`."""

from __future__ import annotations

from plainplan.importing.draft import Told, Work
from plainplan.importing.sense.making import Making
from plainplan.importing.sense.tagging import fits, make_consistent
from plainplan.readings import Reading
from plainplan.readings.fields import is_appointment, read_field
from plainplan.readings.labels import FIELDS, read_label

_NOTED = (*FIELDS, "note", "who")


def take_field(making: Making, text: str, line: int, work: Work) -> bool:
    """Whether a line is a field of a thing (`Deadline: …`), which then has what it says."""
    label = read_label(text, making.words)
    if label is None or label.kind not in _NOTED:
        return False
    value = text[slice(*label.value)].strip(" *_")
    if label.kind in ("note", "who"):
        return True
    if is_appointment(label, making.words):
        return False
    found = read_field(label, value, making.words, making.day)
    if not found and not (label.kind == "status" or not value):
        return label.kind in ("cost", "due", "duration")
    for one in found:
        _take(making, work, text.strip(), line, one)
    make_consistent(work, making.day)
    return True


def _take(making: Making, work: Work, text: str, line: int, one: Reading) -> None:
    """Give a thing one reading of a field."""
    if one.kind == "after":
        work.waits.append((one.value, text, one.sure))
    elif one.kind == "state":
        work.mark = one.value if work.mark == " " else work.mark
        making.draft.told.append(Told(line, text, f"[{one.value}]", True))
    elif one.kind not in work.tags and fits(work, one):
        work.tags[one.kind] = one.value
        making.draft.told.append(Told(line, text, one.tag, one.sure))
        making.draft.evidence += 0.5 if one.kind != "cost" else 0
