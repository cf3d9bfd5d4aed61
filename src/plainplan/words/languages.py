"""Which languages there are: one module for each of ours, what Babel knows for any other."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from plainplan.words.reading import PlanWords
from plainplan.words.speech import NO_REGION, Catalogue, Region, Words

LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "it": "Italian",
    "es": "Spanish",
    "pt": "Portuguese (Brazil)",
}
"""The modules beside this one that hold a language: its names and numbers as `CATALOGUE`, what it reads as
`PLAN_WORDS`. What it says is `locale/xx.po`, but for English, which is in `en.py`."""


@lru_cache(maxsize=16)
def words_for(lang: str) -> Words:
    """The words of a language. Sentences are English where there is no catalogue for it; dates, numbers and
    amounts that stand by themselves are the language's own wherever it is known at all."""
    primary = lang.partition("-")[0]
    if primary.lower() in LANGUAGES:
        return _words(lang)
    from plainplan.words.foreign import foreign_words  # only what needs Babel loads it

    return foreign_words(lang, _english()) or Words("en", _english())


def sentences_for(lang: str) -> Words:
    """The words of a language in which whole sentences can be said, English where there is no catalogue for it: for
    answers, which are sentences throughout."""
    is_ours = lang.casefold().partition("-")[0] in LANGUAGES.keys() - {"en"}
    return words_for(lang if is_ours else "en")


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


def _words(lang: str) -> Words:
    """The words of one of our languages, in the way of a region or script where one is named and differs."""
    primary, *rest = lang.split("-")
    module = import_module(f"plainplan.words.{primary.lower()}")
    regions: dict[str, Region] = module.REGIONS
    region = next((regions[part.upper()] for part in rest if part.upper() in regions), NO_REGION)
    catalogue: Catalogue = module.CATALOGUE
    catalogue = catalogue._replace(**region.fields)
    if primary.lower() == "en":
        return Words(lang, catalogue._replace(messages={**catalogue.messages, **region.messages}))
    from plainplan.words.translated import Translated, translations_of  # English needs no catalogue

    return Translated(lang, catalogue, _english(), translations_of(primary.lower()), region)


def _english() -> Catalogue:
    from plainplan.words.en import CATALOGUE

    return CATALOGUE
