"""The language of a plan's plain words, and the day from which they are counted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plainplan import readings
from plainplan.checks.context import CheckContext

if TYPE_CHECKING:
    from plainplan.readings import Lexicon


def plan_words(context: CheckContext) -> Lexicon:
    """The words of the plan's language that stand in the plan."""
    if "words" not in context.shelf:
        context.shelf["words"] = readings.words_of(lang_of(context)).within(context.document.source.text)
    found: Lexicon = context.shelf["words"]
    return found


def lang_of(context: CheckContext) -> str:
    """The code of the plan's language: its own, else of the one that it is plainly in."""
    if "lang" not in context.shelf:
        settings = context.plan.settings
        said = any(key == "lang" for key, _ in settings.spans)
        lang = settings.lang if said else readings.told_language(context.document.source.text) or "en"
        context.shelf["lang"] = readings.code_of(lang)
    return str(context.shelf["lang"])


def base_day(context: CheckContext) -> date:
    """The day from which a year that is left out is counted."""
    start = context.plan.settings.start
    return start.first if start else date.fromordinal(context.today)
