"""Every page that can be made of the plans in `pages/`, which were written to strain them: plan, sheet, past, note."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from pathlib import Path

from plainplan.compile import Compilation, compile_text
from plainplan.following.changes import difference
from plainplan.following.history import Version, calibration, scores, snapshots
from plainplan.following.review import note_of
from plainplan.forecast.forecast import forecast
from plainplan.forecast.result import Forecast, Question
from plainplan.render import Options
from plainplan.render.html import render_html, render_record
from plainplan.report.difference import difference_record
from plainplan.report.history import history_curve, history_record
from plainplan.report.note import note_record
from plainplan.words import words_for

FOLDER = Path(__file__).parent / "pages"
PLANS = tuple(sorted(path.name.removesuffix(".plan.md") for path in FOLDER.glob("*.plan.md")))
KINDS = ("page", "page with odds and past", "sheet", "difference", "history", "note")
TODAY = date(2026, 11, 1)


def screen(plan: str, kind: str) -> str:
    """One page of one plan."""
    text = (FOLDER / f"{plan}.plan.md").read_text("utf-8")
    made = _compiled(plan, text, TODAY)
    if kind == "difference":
        return render_record(
            difference_record(difference(_compiled(plan, _earlier(text), TODAY), made), ("a1b2", "c3d4"))
        )
    if kind == "note":
        return render_record(note_record(made, note_of(made)._replace(ask="Could you look at the third step's costs?")))
    past = snapshots(f"{plan}.plan.md", _versions(text))
    if kind == "history":
        found = calibration(past)
        return render_record(history_record(past, scores(found.known), found.left_out))
    if kind == "page with odds and past":
        words = words_for(made.plan.settings.lang)
        return render_html(made, Options(forecast=_odds(made), history=history_curve(past, words)))
    return render_html(made, Options(template="sheet" if kind == "sheet" else "default"))


@lru_cache(maxsize=8)
def _compiled(plan: str, text: str, day: date) -> Compilation:
    return compile_text(f"{plan}.plan.md", text, day)


def _odds(made: Compilation) -> Forecast | None:
    return forecast(made.plan, made.schedule.today, Question(runs=500))


def _earlier(text: str) -> str:
    """The plan as it may have been: other lengths, and nothing begun."""
    return re.sub(r"~([1-4])w", r"~\g<1>\g<1>w", text).replace("[/]", "[ ]")


def _versions(text: str) -> list[Version]:
    texts = (_earlier(text).replace("[x]", "[ ]"), _earlier(text), text)
    days = (date(2026, 8, 2), date(2026, 9, 6), TODAY)
    subjects = ("Begin", "Say more of what is planned, and why it was planned in this way", "Tick")
    return [
        Version(str(number) * 40, day, subject, written.encode())
        for number, (day, subject, written) in enumerate(zip(days, subjects, texts, strict=True))
    ]
