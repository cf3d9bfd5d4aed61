"""Which words there are: a catalogue for each language of ours, what Babel knows for any other."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from plainplan.words.speech import Catalogue, Words

LANGUAGES = ("en", "de")


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


def _catalogue(primary: str, rest: str) -> Catalogue:
    """A language's catalogue, in the way of a region or script where one is named and differs."""
    module = import_module(f"plainplan.words.{primary}")
    catalogue = next((module.REGIONS[part.upper()] for part in rest.split("-") if part.upper() in module.REGIONS), None)
    found = catalogue or module.CATALOGUE
    assert isinstance(found, Catalogue)
    return found
