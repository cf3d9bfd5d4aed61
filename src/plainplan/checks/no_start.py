"""A plan needs a first day that stays where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from plainplan.checks.context import CheckContext, day
from plainplan.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, finding, with_edits
from plainplan.facts.timeless import says_no_time
from plainplan.lower.astray import settings_astray
from plainplan.lower.settings import setting_meant
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.source import Span
from plainplan.syntax.frontmatter import read_front_matter

_FIRST_DAY = pattern(
    r"(?:\bstart|\bbeg[ia]n|\bfirst\s+day|\berster\s+tag|\banfang|🛫)[^\r\n]*?"
    r"(?:[0-9]{4}[-./][0-9]{1,2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4}"
    r"|[0-9]{1,2}(?:st|nd|rd|th|\.)?\s+[^\W\d_]{3,9}\.?,?\s+[0-9]{4}|[^\W\d_]{3,9}\.?\s+(?:[0-9]{1,2}(?:st|nd|rd|th)?,?\s+)?[0-9]{4})",
    re.IGNORECASE,
)
"""A day that is named as the first of something, by a tag, a setting at a wrong place, or in words."""

RULE = Rule(
    "P409",
    "no-start",
    Severity.HINT,
    "The plan has no first day, so it starts anew every day.",
    "Without `start` in the front matter, and with nothing begun yet, the plan is laid from today; tomorrow all its "
    "dates will have moved by a day and nothing will ever be late. Write down the day on which you begin.",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n",
    "---\nstart: 2026-11-01\n---\n\n# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n"
    "- [ ] Run three times a week ~8w\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    settings, schedule = context.plan.settings, context.schedule
    if says_no_time(context.plan):
        return  # nothing is laid from any day
    if settings.start or settings.finish or not context.plan.goals or schedule.plan_start < schedule.today:
        return
    astray = settings_astray(context.document)
    written = [setting_meant(entry.key) for entry in context.document.front_matter]
    if any(key in ("start", "finish") for key in (*written, *(astray.keys if astray else ()))):
        return  # it cannot be read, and that is told
    unread: list[Diagnostic] = []
    read_front_matter(context.document.source, unread)
    if unread:
        return  # the same: a start may be what could not be read
    yield finding(
        RULE,
        context.title_place,
        msg("this plan has no first day, so it is laid from today, {day}", day=day(schedule.today)),
        help=msg("write `start: {day}` in the front matter", day=str(date.fromordinal(schedule.today))),
        fix=_write_start(context),
    )


def _write_start(context: CheckContext) -> Fix | None:
    """The fix that writes `start:` into the front matter, or one with it; none where it would not be read, or where
    the text names a first day itself. It is for a person to accept: only they know on which day they begin."""
    source = context.document.source
    if _FIRST_DAY.search(source.text):
        return None
    line = f"start: {date.fromordinal(context.today)}"
    newline = source.line_end
    front = context.document.front_matter_span
    if front is None:
        return Fix((Edit(Span(0, 0), f"---{newline}{line}{newline}---{newline}{newline}"),), safe=False)
    first = source.line_starts[1] if len(source.line_starts) > 1 else 0
    edit = Edit(Span(first, first), line + newline)
    entries = read_front_matter(with_edits(source, (edit,)), []).entries
    return Fix((edit,), safe=False) if any(entry.key == "start" for entry in entries) else None
