"""Which languages there are: one module for each of ours, what Babel knows for any other."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from plainplan.words.reading import PlanWords
from plainplan.words.speech import Catalogue, Words

LANGUAGES = {"en": "English", "de": "German"}
"""The modules beside this one that hold a language: what it says as `CATALOGUE`, what it reads as `PLAN_WORDS`."""


@lru_cache(maxsize=16)
def words_for(lang: str) -> Words:
    """The words of a language. Sentences are English where there is no catalogue for it; dates, lengths, numbers
    and lists are the language's own wherever it is known at all."""
    primary, _, rest = lang.partition("-")
    if primary.lower() in LANGUAGES:
        return Words(lang, _catalogue(primary.lower(), rest))
    from plainplan.words.foreign import foreign_words  # only what needs Babel loads it

    english = _catalogue("en", "")
    return foreign_words(lang, english) or Words("en", english)


def is_known(lang: str) -> bool:
    """Whether anything is known of a language, its dates at least."""
    return words_for(lang).asked == lang


def languages(lang: str) -> tuple[str, ...]:
    """The languages whose words are read in a plan: English always, and the plan's own where it is one of ours."""
    own = lang.casefold().partition("-")[0]
    return ("en", own) if own in LANGUAGES and own != "en" else ("en",)


def plan_words(lang: str) -> tuple[PlanWords, ...]:
    """What is read in a plan, language by language; the last one is that in which a plan is written on."""
    return tuple(map(_plan_words, languages(lang)))


def all_plan_words() -> tuple[PlanWords, ...]:
    """What any of our languages reads, for what may be written without saying in which. This loads all of them, so
    ask the plan's own first."""
    return tuple(map(_plan_words, LANGUAGES))


def _plan_words(code: str) -> PlanWords:
    found = import_module(f"plainplan.words.{code}").PLAN_WORDS
    assert isinstance(found, PlanWords)
    return found


def _catalogue(primary: str, rest: str) -> Catalogue:
    """A language's catalogue, in the way of a region or script where one is named and differs. What a language does
    not say yet is said in English."""
    module = import_module(f"plainplan.words.{primary}")
    catalogue = next((module.REGIONS[part.upper()] for part in rest.split("-") if part.upper() in module.REGIONS), None)
    found = catalogue or module.CATALOGUE
    assert isinstance(found, Catalogue)
    return found if primary == "en" else found._replace(messages=_catalogue("en", "").messages | found.messages)
