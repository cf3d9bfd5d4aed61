"""What notes mean as a plan: which of their sections are goals, which items are steps, what stands in the way.

A module for each question: what words say (`making`), what sections are (`roles`), how much of a plan it all is
(`weight`), and what becomes of fields, tables, barriers, lists, sections, and records of what has been.
"""

from __future__ import annotations

from datetime import date

from plainplan.importing.draft import Draft
from plainplan.importing.outline import Notes
from plainplan.importing.sense.intro import read_intro, read_title
from plainplan.importing.sense.making import Hearing, Making
from plainplan.importing.sense.sections import read_sections
from plainplan.importing.sense.weight import shape_of, weight_of
from plainplan.readings import Lexicon

_ASKED = 2.5


def draft_of(notes: Notes, words: Lexicon, day: date) -> Draft:
    """The plan that notes hold; `day` is the one from which years that are left out are counted."""
    hearing = Hearing(words, day, {})
    shape = shape_of(hearing, notes)
    making = Making(hearing, shape, Draft())
    making.draft.title = notes.title
    making.draft.evidence += weight_of(hearing, shape, notes)
    read_title(making, notes)
    read_intro(making, notes)
    read_sections(making, notes.sections, "", None)
    return making.draft


def is_plan(draft: Draft) -> bool:
    """Whether notes say enough of work to be done to be a plan."""
    return draft.evidence >= _ASKED and bool(draft.works())
