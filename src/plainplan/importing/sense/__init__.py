"""What notes mean as a plan: which of their sections are goals, which items are steps, what stands in the way.

A module for each question: what words say (`making`), what sections are (`roles`), how much of a plan it all is
(`weight`), and what becomes of fields, tables, barriers, lists, sections, and records of what has been.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plainplan.importing.draft import Draft, Work
from plainplan.importing.outline import Notes
from plainplan.importing.sense.intro import read_intro, read_title
from plainplan.importing.sense.making import Hearing, Making
from plainplan.importing.sense.sections import read_sections
from plainplan.importing.sense.weight import shape_of, weight_of
from plainplan.readings import Lexicon
from plainplan.readings.lengths import days_of

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
    works = draft.works()
    return bool(works) and draft.evidence + _weight_of_times(works) >= _ASKED


def _weight_of_times(works: Sequence[Work]) -> float:
    """What it says for a plan that most of its steps tell a day or a length of days, one of them a day by which it is
    to be done: then two or three are enough. Recipes and price lists have lengths alone."""
    steps = [one for one in works if not one.steps]
    timed = sum("due" in one.tags or days_of(one.tags.get("duration", "0d")) >= 1 for one in steps)
    is_promised = any("due" in one.tags for one in steps)
    return 1.5 if is_promised and timed > 1 and timed * 2 >= len(steps) else 0.0
