"""Headings as written, and whether they say more than the page says anyway."""

from __future__ import annotations

from plainplan.model import Section
from plainplan.prose import Text, plain
from plainplan.view.context import Context
from plainplan.view.parts import SectionHead

_USUAL = {
    "selfassessment", "occupations", "shorttermgoals", "longtermgoals", "primaryobjective", "goals", "checkins",
    "someday", "selbsteinschätzung", "berufe", "kurzfristigeziele", "langfristigeziele", "hauptziel", "ziele",
}  # fmt: skip


def head_of(context: Context, section: Section) -> SectionHead:
    """A section's heading, with its place on the page."""
    words = section.words or (Text(section.title),)
    usual = "".join(letter for letter in plain(words).casefold() if letter.isalpha()) in _USUAL
    return SectionHead(words, usual, anchor(context, section))


def anchor(context: Context, section: Section) -> str:
    """An address for a section that no other has: the line it stands in."""
    return f"line-{context.line(section.origin.start)}"
