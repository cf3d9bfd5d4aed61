"""What notes hold besides work: a log of what has been, a list of occupations, what may be done some day."""

from __future__ import annotations

import re
from datetime import date

from plainplan.importing.draft import Told, Work
from plainplan.importing.outline import Listed, Prose, Section
from plainplan.importing.raw import raw_blocks, raw_item, raw_section
from plainplan.importing.sense.making import Making
from plainplan.readings.dates import Moment, find_dates
from plainplan.readings.sections import plain_title
from plainplan.readings.straight import straight


def read_log(making: Making, section: Section, goal: Work | None) -> None:
    """Dated notes are check-ins; what has no date stays a note."""
    kept: list[str] = []
    for block in section.blocks:
        if isinstance(block, Listed):
            kept += [
                raw_item(item)
                for item in block.items
                if not _entry(making, item.text, item.line, raw_blocks(item.children))
            ]
        elif isinstance(block, Prose) and block.is_paragraph:
            kept += [line for line in block.text.split("\n") if not _entry(making, line, block.line, [])]
        else:
            kept += raw_blocks([block])
    for sub in section.sections:
        text = raw_blocks(sub.blocks)
        if not text or not _entry(making, f"{sub.title}: {' '.join(' '.join(text).split())}", sub.line, []):
            kept += raw_section(sub, 4)
    making.draft.notes += [section.title, "\n".join(kept)]


def _entry(making: Making, text: str, line: int, more: list[str]) -> bool:
    """Whether a line begins with a day that is past: then it is a check-in."""
    plain = straight(text)
    moment = next(iter(find_dates(plain, making.words, date(making.day.year - 1, making.day.month, 1))), None)
    if not isinstance(moment, Moment) or moment.whole != "day" or moment.span.start > 4:
        return False
    then = moment.first if moment.dated else _latest(moment.first, making.day)
    rest = text[moment.span.end :].lstrip(" :-–—*_.,：").strip()
    if not rest:
        return False
    said = set(re.findall(r"\w+", plain[: moment.span.end]))
    is_kept = said <= set(then.isoformat().split("-"))  # the name of a month is a word that would be lost
    making.draft.checkins.append((then.isoformat(), rest if is_kept else text.strip(), more))
    making.draft.told.append(Told(line, text[: moment.span.end], f"check-in on {then.isoformat()}", moment.dated))
    return True


def read_occupations(making: Making, section: Section, goal: Work | None) -> None:
    """A list of careers is a table of them; one that is chosen in words is so there."""
    chosen = " ".join(block.text for block in section.blocks if isinstance(block, Prose))
    lines: list[str] = []
    for block in section.blocks:
        if isinstance(block, Listed):
            lines += ["| Occupation | Stage |", "| --- | --- |"]
            for item in block.items:
                name = item.text.replace("|", "\\|")
                picked = (
                    item.mark == "x"
                    or re.search(r"[✓✔✅⭐★]|\bchosen\b", item.text)
                    or plain_title(item.text) in plain_title(chosen)
                )
                lines.append(f"| {name} | {'chosen' if picked else 'candidate'} |")
                lines += []
            lines.append("")
            extra = [line for item in block.items for line in raw_blocks(item.children)]
            lines += [*extra, ""] if extra else []
        else:
            lines += [*raw_blocks([block]), ""]
    making.draft.sections.append(("occupations", [section.title, "\n".join(lines)]))


def read_someday(making: Making, section: Section, goal: Work | None) -> None:
    making.draft.sections.append(
        (
            "someday",
            [
                section.title,
                "\n\n".join(
                    [
                        *raw_blocks(section.blocks),
                        *(line for sub in section.sections for line in raw_section(sub, 3)),
                    ]
                ),
            ],
        )
    )


def _latest(then: date, day: date) -> date:
    """The last such day before another, of one whose year is left out."""
    is_earlier = (then.month, then.day) <= (day.month, day.day)
    year = day.year if is_earlier else day.year - 1
    return then.replace(year=year) if (then.month, then.day) != (2, 29) else then
