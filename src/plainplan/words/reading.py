"""What a language reads in a plan: the names of sections, `Barrier:` and the rest."""

from __future__ import annotations

from plainplan.tuples import NamedTuple

Names = dict[str, tuple[str, ...]]
"""What each meaning may be called."""

NONE: Names = {}


class PlanWords(NamedTuple):
    """The words of a language that mean something in a plan, written as in the middle of a sentence.

    The first of several is the one that plainplan writes. Names of sections, of columns and of stages are compared by
    their letters alone. A meaning that a language has no word for is left out: English is read beside every language.
    """

    sections: Names = NONE  # assessment, occupations, short, long, primary, goals, someday, checkins, notes
    near_sections: tuple[str, ...] = ()  # those of them that are long enough not to be mistaken for other words
    barrier: tuple[str, ...] = ()
    solution: tuple[str, ...] = ()
    risk: tuple[str, ...] = ()  # what others write for a barrier
    why: tuple[str, ...] = ()  # how the paragraph under the title begins that the masthead shows: `Why: …`
    traits: Names = NONE  # values, interests, aptitudes, personality
    stage: tuple[str, ...] = ()  # the column of stages
    stages: Names = NONE  # candidate, shortlist, chosen, dropped
    criteria: Names = NONE  # duties, education, earnings, outlook, pros, cons
    weight: tuple[str, ...] = ()  # the row of weights
    less: tuple[str, ...] = ()  # how words begin that name what is better the less there is of it
    not_less: tuple[str, ...] = ()  # words beside them that turn this round: `Low stress`, `Risk tolerance`
    compounds: bool = False  # whether these two may stand inside of longer words: `Studienkosten`
    adverbs: Names = NONE  # day, week, month: how often
    units: Names = NONE  # day, week, month: in one and in many, after a number or `every`
    every: tuple[str, ...] = ()
    on_day: tuple[str, ...] = ()  # `weekly on sunday`
    never: tuple[str, ...] = ()  # no workdays at all
    hours: tuple[str, ...] = ()
    per: tuple[str, ...] = ()  # `8 hours per week`
    and_: tuple[str, ...] = ()
    beside_names: tuple[str, ...] = ()  # titles and other words that tell nobody from others
    placeholders: tuple[str, ...] = ()  # lines and cells of a starter that are to be filled in
