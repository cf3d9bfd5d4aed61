"""Writes the words by which plain words are looked for before any table is loaded, from the tables of all languages.

python scripts/generate_first_look.py            write them
python scripts/generate_first_look.py --check    fail if they are out of date
"""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from plainplan.readings.cldr import names_in_babel
from plainplan.readings.first_look import LANGUAGES, LATIN, has_joined, letter_runs, longest_run
from plainplan.readings.labels import FIELDS
from plainplan.readings.lexicon import words_of
from plainplan.readings.reader import counting_words, telling_words, weak_words

TARGET = Path(__file__).parent.parent / "src" / "plainplan" / "readings" / "first_words.py"
OBSTACLES = (("labels", "barrier"), ("labels", "condition"), ("sections", "barriers"))
_SHORT = 3  # letters of a word that is in too many texts to be looked for
HEAD = '''"""Words by which plain words are looked for before any table is loaded.

Made by `scripts/generate_first_look.py` from the tables of all languages.
"""

from __future__ import annotations
'''


def field_words() -> set[str]:
    """The words of the names of all fields."""
    return longest_runs(one for lang in LANGUAGES for kind in FIELDS for one in words_of(lang).words("labels", kind))


def longest_runs(phrases: Iterable[str]) -> set[str]:
    """A word of each phrase, which has to be there where the phrase is: one that is looked for anyway, else the
    longest, of two the last."""
    apart = [phrase for phrase in phrases if not has_joined(phrase)]
    single = {run for phrase in apart if len(letter_runs(phrase)) == 1 for run in letter_runs(phrase)}
    return single | {longest_run(phrase) for phrase in apart if single.isdisjoint(letter_runs(phrase))} - {""}


def first_words(lang: str) -> set[str]:
    """What tells a time alone; of phrases such as `every month` both words are looked for as weak ones are."""
    words = words_of(lang)
    weak, counting = longest_runs(weak_words(words)), longest_runs(counting_words(words))
    found = (one for one in telling_words(words) if not has_joined(one))
    usual = weak | counting | {*words.own("common"), *words_of("en").own("common")}
    alone = (phrase for phrase in found if (runs := letter_runs(phrase)).isdisjoint(weak) or runs.isdisjoint(counting))
    rare = {phrase: {run for run in letter_runs(phrase) - usual if len(run) > _SHORT} for phrase in alone}
    return {longest_run(" ".join(sorted(runs)) or phrase) for phrase, runs in rare.items()} - {""}


def by_language(words: Callable[[str], set[str]]) -> dict[str, set[str]]:
    """Words of each language without those that are English too."""
    english = words("en")
    return {lang: words(lang) - (english if lang != "en" else set()) for lang in LANGUAGES}


def period_words() -> set[str]:
    phrases = (phrase for lang in LANGUAGES for phrase in words_of(lang).of_rows("periods"))
    return {word for phrase in phrases if not has_joined(phrase) for word in letter_runs(phrase)}


def obstacle_words() -> set[str]:
    """As those of times: the longest word of each phrase for what gets in the way."""
    known = (words_of(lang) for lang in LANGUAGES)
    phrases = (one for words in known for rows in OBSTACLES for one in words.words(*rows))
    return longest_runs(phrases)


def listed(words: Iterable[str]) -> str:
    lines = textwrap.wrap(" ".join(sorted(words)), 112, break_long_words=False, break_on_hyphens=False)
    return "\n".join(['"""', *lines, '"""'])


def table(name: str, says: str, rows: dict[str, set[str]]) -> str:
    """A table of words by language."""
    told = "".join(f'    "{lang}": {listed(words)},\n' for lang, words in rows.items())
    return f'\n{name} = {{\n{told}}}\n"""{says}"""\n'


def text() -> str:
    """The module."""
    weak = by_language(lambda lang: longest_runs(weak_words(words_of(lang))))
    counting = by_language(lambda lang: longest_runs(counting_words(words_of(lang))))
    known = {lang: words_of(lang).all_words() for lang in LATIN}
    return "".join(
        (
            HEAD,
            table("FIRST_WORDS", "Words that say something about time alone; English aside.", by_language(first_words)),
            table("WEAK_WORDS", "Words that do beside a number, a sign or one of the next.", weak),
            table("COUNTING_WORDS", "Words beside which weak ones say something.", counting),
            f'\nPERIOD_WORDS = {listed(period_words())}\n"""Words of which one stands in every numbered period."""\n',
            f'\nFIELD_WORDS = {listed(field_words())}\n"""Words of which one stands in the name of every field."""\n',
            f"\nOBSTACLE_WORDS = {listed(obstacle_words())}\n",
            '"""Words of which one stands where an obstacle is named."""\n',
            table("KNOWN_WORDS", "The words of all tables of a language, by which it is told from others.", known),
        )
    )


NAMES = TARGET.with_name("known_names.py")
HEAD_OF_NAMES = '''"""Names of months, weekdays and units in the languages whose words are known, as CLDR has them.

Made by `scripts/generate_first_look.py`, so that Babel need not be loaded for them.
"""

from __future__ import annotations
'''


def names_text() -> str:
    """The module of names."""
    known = {lang: names_in_babel(lang) for lang in LANGUAGES if lang != "en"}
    months = {lang: _by_value(found.months) for lang, found in known.items()}
    weekdays = {lang: _by_value(found.weekdays) for lang, found in known.items()}
    units = {lang: _by_value(found.units) for lang, found in known.items()}
    rows = "".join(f'    "{lang}": {tuple(found.values())!r},\n' for lang, found in months.items())
    text = f"{HEAD_OF_NAMES}\nMONTHS = {{\n{rows}}}\n"
    rows = "".join(f'    "{lang}": {tuple(found.values())!r},\n' for lang, found in weekdays.items())
    text += f"\nWEEKDAYS = {{\n{rows}}}\n"
    rows = "".join(f'    "{lang}": {found!r},\n' for lang, found in units.items())
    text += f"\nUNITS = {{\n{rows}}}\n"
    command = [sys.executable, "-m", "ruff", "format", "-q", "-"]
    return subprocess.run(command, input=text, capture_output=True, check=True, encoding="utf-8").stdout


def _by_value(found: dict[str, Any]) -> dict[Any, str]:
    """The names of each value, with commas between them."""
    return {
        value: ", ".join(name for name, one in found.items() if one == value) for value in sorted(set(found.values()))
    }


def main() -> int:
    made = {TARGET: text(), NAMES: names_text()}
    if "--check" in sys.argv:
        return int(any(path.read_text("utf-8") != made[path] for path in made))
    for path, said in made.items():
        path.write_text(said, "utf-8")
        print(f"wrote {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
