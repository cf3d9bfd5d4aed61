"""Headings as written, and whether they say more than the page says anyway."""

from __future__ import annotations

from plainplan.lower.vocabulary import letters
from plainplan.model import Section
from plainplan.prose import Text, plain
from plainplan.view.context import ViewContext
from plainplan.view.parts import SectionHead
from plainplan.words import plan_words


def head_of(context: ViewContext, section: Section) -> SectionHead:
    """A section's heading, with its anchor on the page."""
    words = section.words or (Text(section.title),)
    known = plan_words(context.plan.settings.lang)
    usual = {letters(names[0]) for one in known for key, names in one.sections.items() if names and key != "notes"}
    return SectionHead(words, letters(plain(words)) in usual, anchor(context, section))


def anchor(context: ViewContext, section: Section) -> str:
    """A unique anchor for a section: its line number."""
    return f"line-{context.line(section.origin.start)}"
