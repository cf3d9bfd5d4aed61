"""A language is a file: what each of ours lacks, and what one that is added brings to every output."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from changed_package import add_line, copied, told_by
from plainplan.lower.vocabulary import SECTIONS, letters, section_name
from plainplan.words import LANGUAGES, plan_words, words_for
from plainplan.words.reading import PlanWords

OTHERS = [code for code in LANGUAGES if code != "en"]


def lacking(code: str) -> list[str]:
    """What English says or reads, and a language does not."""
    module, english = import_module(f"plainplan.words.{code}"), import_module("plainplan.words.en")
    messages = english.CATALOGUE.messages.keys() - module.CATALOGUE.messages.keys()
    return sorted(messages) + lacking_plan_words(module.PLAN_WORDS, english.PLAN_WORDS)


def lacking_plan_words(known: PlanWords, english: PlanWords) -> list[str]:
    found: list[str] = []
    for name in PlanWords._fields:
        own, theirs = getattr(known, name), getattr(english, name)
        if isinstance(own, dict):
            found.extend(f"{name}: {key}" for key in theirs if not own.get(key))
        elif isinstance(own, tuple) and not own:
            found.append(name)
    return found


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_lacks_nothing(code: str) -> None:
    assert lacking(code) == []


def test_what_is_missing_is_named() -> None:
    english = plan_words("en")[0]
    sections = {key: names for key, names in english.sections.items() if key != "someday"}
    assert lacking_plan_words(english._replace(sections=sections, every=()), english) == ["sections: someday", "every"]
    assert len(lacking_plan_words(PlanWords(), english)) > 30


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_a_language_reads_is_one_thing(code: str) -> None:
    known = plan_words(code)[-1]
    assert list(known.sections) == list(SECTIONS)
    for table in (known.sections, known.traits, known.stages, known.criteria, known.adverbs, known.units):
        words = [letters(word) for names in table.values() for word in names]
        assert len(set(words)) == len(words)
    for name in known.near_sections:
        assert section_name(name, code)
    for one in known._replace(placeholders=()):
        if isinstance(one, tuple):
            assert len(set(one)) == len(one)
            assert all(word == word.strip() and word == word[:1].lower() + word[1:] for word in one)


def test_weekdays_have_short_names_of_one_length() -> None:
    for code in LANGUAGES:
        known = words_for(code).catalogue
        short = {len(name.rstrip(".")) for name in known.short_weekdays}
        assert len(short) == 1


# Added

DUTCH = '''\
"""Dutch, some of it: what is not said here yet is said in English."""

from __future__ import annotations

from plainplan.words.reading import PlanWords
from plainplan.words.speech import Catalogue

CATALOGUE = Catalogue(
    messages={
        "date.date": "{day} {mon} {year}", "date.long": "{day} {month} {year}",
        "goal.short": "Op korte termijn", "barrier": "Belemmering {letter}", "every.week.one": "elke week",
        "digits.weeks.one": "1 week", "digits.weeks.other": "{n} weken",
    },
    months=("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
            "november", "december"),
    short_months=("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    weekdays=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    short_weekdays=("ma", "di", "wo", "do", "vr", "za", "zo"),
    numbers=("geen", "een", "twee", "drie", "vier"),
    group=".",
    decimal=",",
)

REGIONS: dict[str, Catalogue] = {}

PLAN_WORDS = PlanWords(
    sections={"short": ("korte termijn",), "checkins": ("terugblikken", "terugblik"), "notes": ("notities",)},
    near_sections=("terugblikken",),
    barrier=("belemmering",),
    solution=("oplossing",),
    why=("waarom",),
    risk=("risico",),
    units={"week": ("week", "weken")},
    every=("elke",),
    on_day=("op",),
    hours=("uur",),
    per=("per",),
    and_=("en",),
    beside_names=("mijn", "en"),
)
'''

PLAN = """\
---
lang: nl
start: 2026-09-01
review: elke week op zondag
workdays: ma-vr
pace: 12 uur per week
partner: Sam en Anna
---

# Een winkel

Waarom: brood dat naar brood smaakt.

## Korte termijn

### Een pand huren ~1,5w

- [ ] Zoeken ~6w @sam
- [ ] Tekenen due:2026-12-01 ~2w
  - Belemmering: te duur risk:30% ~2w
    - Oplossing: lenen
  - Risico: regen

## Terugbliken
"""

WALK = f"""
import json
from datetime import date
from plainplan.compile import compile_text
from plainplan.facts.partner import handles
from plainplan.following.checkins import new_entry
from plainplan.fmt import formatted
from plainplan.render import Options
from plainplan.render.html import render_html
from plainplan.render.ics import render_ics
from plainplan.render.json import plan_data

one = compile_text("winkel.plan.md", {PLAN!r}, date(2026, 11, 1))
laid = formatted(one, one.source.text.encode(), date(2026, 11, 1))
print(json.dumps({{
    "data": plan_data(one),
    "page": render_html(one, Options()),
    "calendar": render_ics(one, Options()).decode(),
    "laid": laid.source.text,
    "trouble": laid.trouble,
    "entry": new_entry(one, "2026-11-01: begonnen")[0].text,
    "partner": handles(one.plan.settings.partner),
}}))
"""


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What comes of a file for Dutch and its line in the list of languages."""
    package = copied(tmp_path_factory.mktemp("language"))
    (package / "words" / "nl.py").write_text(DUTCH, "utf-8")
    languages = package / "words" / "languages.py"
    add_line(languages, '"""The modules beside this one', 'LANGUAGES["nl"] = "Dutch"')
    return told_by(package, WALK)


def test_an_added_language_is_read(walked: Any) -> None:
    data = walked["data"]
    settings = data["settings"]
    assert (settings["review"], settings["pace"], len(settings["workdays"])) == ("elke week op zondag", 12, 5)
    goal = data["goals"][0]
    assert goal["horizon"] == "short"
    assert [barrier["title"] for barrier in goal["barriers"]] == ["te duur"]
    assert [len(barrier["solutions"]) for barrier in goal["barriers"]] == [1]
    assert walked["partner"] == ["sam", "anna"]


def test_near_misses_of_an_added_language_are_told(walked: Any) -> None:
    helps = {one["help"] for one in walked["data"]["diagnostics"]}
    assert {"write `## Terugblikken`", "write `Belemmering:`"} <= helps


def test_an_added_language_is_said_and_the_rest_is_english(walked: Any) -> None:
    for said in ('lang="nl"', "Op korte termijn", "Belemmering A", "2 weken", "1 dec 2026", "Findings"):
        assert said in walked["page"], said


def test_an_added_language_says_why(walked: Any) -> None:
    assert '<p class="reason">brood dat naar brood smaakt.</p>' in walked["page"]
    assert "Waarom" not in walked["page"]


def test_an_added_language_in_a_calendar_and_in_what_is_written(walked: Any) -> None:
    assert "BEGIN:VEVENT" in walked["calendar"]
    assert walked["entry"].strip() == "## Terugblikken\n\n- 2026-11-01: begonnen"
    assert walked["trouble"] == ""
    assert "- [ ] Tekenen ~2w due:2026-12-01\n" in walked["laid"]


def test_english_loads_no_other_language(tmp_path: Path) -> None:
    package = copied(tmp_path)
    (package / "words" / "de.py").write_text("raise ImportError('German is loaded')\n", "utf-8")
    program = (
        "import json; from datetime import date; from plainplan.compile import compile_text\n"
        "from plainplan.render import Options; from plainplan.render.html import render_html\n"
        "text = '---\\nreview: weekly on sunday\\npace: 8h/week\\npartner: Sam\\nworkdays: mon-fri\\n---\\n\\n# T\\n\\n"
        "## Goals\\n\\n### G ~3m\\n\\n- Barrier: x\\n\\n## Check-ins\\n\\n- 2026-10-30 @sam: well\\n'\n"
        "print(json.dumps(len(render_html(compile_text('t', text, date(2026, 11, 1)), Options()))))"
    )
    assert told_by(package, program) > 1000
