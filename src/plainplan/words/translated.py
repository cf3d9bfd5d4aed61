"""A language whose messages come from a catalogue of gettext: `words/locale/xx.po`, compiled beside it as `xx.mo`.

Messages of the page are kept there by their key, which is the context (`msgctxt`) of the English text; messages of
findings and of the commands by their English text alone. What a catalogue has not is said in English.
"""

from __future__ import annotations

import re
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from plainplan.messages import Capital, Day, Joined, Measure, Message
from plainplan.words.speech import Catalogue, Number, Region, Words

_FEW = 2  # what many are counted by where a number is not whole


def translations_of(code: str) -> NullTranslations:
    """The compiled catalogue of a language; an empty one where it has none yet."""
    file = Path(__file__).parent / "locale" / f"{code}.mo"
    if not file.is_file():
        return NullTranslations()
    with file.open("rb") as opened:
        return GNUTranslations(opened)


class Translated(Words):
    """The words of a language with a catalogue of its own."""

    def __init__(
        self, lang: str, catalogue: Catalogue, english: Catalogue, known: NullTranslations, region: Region
    ) -> None:
        self._known = known
        self._english = english.messages
        self._letters = region.letters
        self._joins = tuple((re.compile(words), joined) for words, joined in catalogue.joins)
        said = {key: self._written(self._of_page(key)) for key in english.messages}
        super().__init__(lang, catalogue._replace(messages={**said, **region.messages}))
        self._counts_none_as_one = self._form(0) == self._form(1) != self._form(_FEW)

    def _written(self, text: str) -> str:
        for old, new in self._letters:
            text = text.replace(old, new)
        return text

    def _joined(self, text: str) -> str:
        for words, joined in self._joins:
            text = words.sub(joined, text)
        return text

    def _separator(self, text: str) -> str:
        return text.replace(":", self.catalogue.colon).replace(";", self.catalogue.semicolon)

    def say(self, key: str, **values: object) -> str:
        return self._joined(self._messages[key].format_map(values))

    def _of_page(self, key: str) -> str:
        """The message of a key; of one that counts that for one, and for two or more."""
        stem, _, form = key.rpartition(".")
        if form in ("one", "other") and f"{stem}.one" in self._english and f"{stem}.other" in self._english:
            return self._counted(stem, 1 if form == "one" else _FEW)
        return self._known.pgettext(key, self._english[key])

    def _counted(self, key: str, number: int) -> str:
        return self._known.npgettext(key, self._english[f"{key}.one"], self._english[f"{key}.other"], number)

    def _form(self, number: int) -> str:
        return self._counted("digits.days", number)

    def _whole(self, number: Number) -> int:
        """The whole number that is counted as this one is: gettext's rules know no others."""
        if number == int(number):
            return abs(int(number))
        return int(number) if self._counts_none_as_one else _FEW

    def count(self, key: str, number: Number, **values: object) -> str:
        """A message with a number, in the form that the language has for it (`{n}`, `{words}`, `{words_f}`)."""
        template = self._written(self._counted(key, self._whole(number)))
        spelled = self.spelled(number)
        feminine = self.catalogue.feminine.get(number, spelled) if isinstance(number, int) else spelled
        said = template.format_map({"n": self.number(number), "words": spelled, "words_f": feminine, **values})
        return self._joined(said)

    def tell(self, text: str) -> str:
        """A message that was made in English, in this language; what is none stays as it is."""
        if not text:
            return ""
        if isinstance(text, Joined):
            return self._separator(text.separator).join(str(self._inside(part)) for part in text.parts)
        if isinstance(text, Day):
            return self.date(text.ordinal)
        if isinstance(text, Measure):
            return str(getattr(self, text.kind)(text.value))
        if isinstance(text, Capital):
            told = self.tell(text.inner)
            return told[:1].upper() + told[1:]
        if not isinstance(text, Message):
            return self._written(self._known.gettext(text))
        if text.plural:
            template = self._known.ngettext(text.template, text.plural, abs(text.number))
        else:
            template = self._known.gettext(text.template)
        said = self._written(template)
        if text.values:  # without, braces are braces
            said = said.format_map({key: self._inside(value) for key, value in text.values.items()})
        return self._joined(said)

    def knows(self, text: str) -> bool:
        if isinstance(text, Joined):
            return all(self.knows(part) for part in text.parts)
        if isinstance(text, Capital):
            return self.knows(text.inner)
        if not isinstance(text, Message):
            return not any(map(str.isalpha, text)) or self._known.gettext(text) != text
        if text.plural:
            return self._known.ngettext(text.template, text.plural, 1) != text.template
        return self._known.gettext(text.template) != text.template

    def _inside(self, value: object) -> object:
        return self.tell(value) if isinstance(value, Message | Joined | Capital | Day | Measure) else value
