"""A language is a file: what each of ours lacks, and what one that is added brings to every output."""

from __future__ import annotations

import pickle
import re
from datetime import date
from gettext import GNUTranslations
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import catalogues
import pytest
from babel.messages.mofile import write_mo

from changed_package import add_line, copied, told_by
from plainplan.checks.all_rules import ALL_RULES
from plainplan.lower.vocabulary import SECTIONS, letters, section_name
from plainplan.messages import msg, msg_count, msg_day, msg_days, msg_join
from plainplan.words import LANGUAGES, plan_words, words_for
from plainplan.words.reading import PlanWords
from plainplan.words.speech import NO_REGION
from plainplan.words.translated import Translated

OTHERS = [code for code in LANGUAGES if code != "en"]
SOURCE = catalogues.template()
FIELD = re.compile(r"{(\w+)}")


WHOLE = ("de", "fr", "it", "es", "pt")
"""The languages in which everything is said. One that nobody is there to translate is taken out of here: what it lacks
is English then, and `make languages` counts it."""


def lacking(code: str) -> list[str]:
    """What English says, and a language does not."""
    return sorted(f"{one.context or ''} {one.id}".strip() for one in catalogues.untranslated(code, SOURCE))


def lacking_plan_words(known: PlanWords, english: PlanWords) -> list[str]:
    found: list[str] = []
    for name in PlanWords._fields:
        own, theirs = getattr(known, name), getattr(english, name)
        if isinstance(own, dict):
            found.extend(f"{name}: {key}" for key in theirs if not own.get(key))
        elif isinstance(own, tuple) and not own:
            found.append(name)
    return found


@pytest.mark.parametrize("code", WHOLE)
def test_a_language_lacks_nothing(code: str) -> None:
    assert lacking(code) == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_reads_all_that_english_does(code: str) -> None:
    known, english = (import_module(f"plainplan.words.{one}").PLAN_WORDS for one in (code, "en"))
    assert lacking_plan_words(known, english) == []


def forms(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple | list) else (str(value),)


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_is_filled_in_with_what_english_is(code: str) -> None:
    for message in catalogues.catalogue(code):
        asked, said = forms(message.id), forms(message.string)
        known = set(FIELD.findall(" ".join(asked)))
        counts = {"n", "words", "words_f"} if len(asked) > 1 else set()
        for text in said:
            used = set(FIELD.findall(text))
            assert used <= known | counts, (asked, text)
            assert not text or used | counts >= known or len(asked) > 1, (asked, text)
            assert text.count("`") % 2 == 0, text


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_compiled_is_what_is_written(code: str, tmp_path: Path) -> None:
    made = tmp_path / "made.mo"
    catalogues.compile_to(made, catalogues.catalogue(code))
    assert made.read_bytes() == (catalogues.LOCALE / f"{code}.mo").read_bytes(), "run `make catalogues`"


def test_messages_that_count_take_the_form_of_their_number() -> None:
    catalog = catalogues.new_catalog("pl")
    catalog.add(("{n} day", "{n} days"), ("{n} dzień", "{n} dni (few)", "{n} dni"))
    made = BytesIO()
    write_mo(made, catalog)
    made.seek(0)
    english = words_for("en").catalogue
    polish = Translated("pl", english, english, GNUTranslations(made), NO_REGION)
    told = [polish.tell(msg_count("{n} day", "{n} days", number)) for number in (1, 3, 5, 22)]
    assert told == ["1 dzień", "3 dni (few)", "5 dni", "22 dni (few)"]


def test_a_message_is_said_with_what_it_was_made_of() -> None:
    german = words_for("de")
    day = msg_day(date(2027, 3, 1).toordinal())
    whole = msg("{title} ends on {day} with {last}.", title="“A”", day=day, last=msg("this item"))
    assert whole == "“A” ends on 1 Mar 2027 with this item."
    assert german.tell(msg_join("; ", (whole, "as it is"))).startswith("“A”")
    assert german.tell(day) == "1. März 2027"
    assert (german.tell(""), german.tell("not in a catalogue")) == ("", "not in a catalogue")
    assert words_for("en").tell(whole) is whole
    assert german.tell(msg("in `{file}`")) == msg("in `{file}`") == "in `{file}`"


def test_articles_join_the_days_that_begin_with_a_vowel() -> None:
    italian = words_for("it")
    days = [date(2027, 3, day).toordinal() for day in (1, 3, 8, 11, 18)]
    assert [italian.say("until", date=italian.date(day, "day")) for day in days] == [
        "fino al 1º mar", "fino al 3 mar", "fino all’8 mar", "fino all’11 mar", "fino al 18 mar",
    ]  # fmt: skip
    assert italian.say("part done", percent=80) == "fatto all’80%"
    assert italian.say("now.habit", every="ogni giorno", date="aprile 2027") == "ogni giorno fino ad aprile 2027."


def test_signs_have_the_gap_of_the_language_and_one_full_stop_is_enough() -> None:
    french = words_for("fr")
    assert french.apart(("a", "b")) == "a\u202f; b"
    assert french.tell(msg_join(": ", ("a", "b"))) == "a\u00a0: b"
    assert words_for("de").apart(("a", "b")) == "a; b"
    november = date(2026, 11, 7).toordinal()
    for lang, days in (("fr", "1er – 7 nov."), ("de", "1. – 7. Nov.")):
        words = words_for(lang)
        said = words.say("agenda.empty", weeks=words.short_range(november - 6, november))
        assert said.endswith(days)
    assert french.tell(msg("write `{text}`", text="2026-11-01..2026-11-07")).endswith("`2026-11-01..2026-11-07`")


def test_messages_go_to_other_processes_as_they_are() -> None:
    sent = msg_join(" ", (msg_days(3), msg_day(738000)))
    got = pickle.loads(pickle.dumps(sent))
    assert (got, words_for("de").tell(got)) == (sent, words_for("de").tell(sent))


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
from plainplan.words.speech import Catalogue, Region

CATALOGUE = Catalogue(
    messages={},
    months=("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
            "november", "december"),
    short_months=("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    weekdays=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    short_weekdays=("ma", "di", "wo", "do", "vr", "za", "zo"),
    numbers=("geen", "een", "twee", "drie", "vier"),
    group=".",
    decimal=",",
)

REGIONS: dict[str, Region] = {}

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

MASTHEAD = {
    "plan by": "Een plan van {author}",
    "as of": "Stand van {date}",
    "date.full": "{weekday} {day} {month} {year}",
    "lede.plan": "Alles klaar op {date}{odds}, {against}{more}.",
    "lede.more": "; {clause}",
    "later than planned": "{length} later dan gepland",
    "top.late.one": "{title} is {length} te laat",
    "top.late.other": "{words} doelen zijn te laat, het meest {title}, met {length}",
    "top.without length.one": "Een van {total} open stappen zegt geen duur",
    "top.without length.other": "{words} van {total} open stappen zeggen geen duur",
    "still to go": "Nog te gaan",
    "done": "Gedaan",
    "done of": "{done} van {total}",
    "planned by today": "Gepland tot vandaag: {n}.",
    "against the plan": "Tegenover het plan",
    "promise.short.late": "{length} te laat",
    "promise.short.just": "Op de dag zelf",
    "against the promise": "Tegenover de belofte",
    "late with room": "{title} is {length} te laat en heeft {room}.",
    "why": "Waarom",
    "top.missed.one": "{title} mist zijn dag, {date}, met {length}",
    "top.missed.other": "{words} beloofde dagen worden gemist, het meest {title}, met {length}",
    "top.unread.one": "Een ding erin is niet begrepen",
    "top.unread.other": "{words} dingen erin zijn niet begrepen",
    "top.see findings": "zie de bevindingen",
    "promise.late": "{length} te laat voor {date}",
    "no day to spare": "geen dag over",
    "to spare": "{length} over",
    "and": "{first} en {last}",
    "days.one": "een dag",
    "days.other": "{words} dagen",
    "weeks.one": "een week",
    "weeks.other": "{words} weken",
    "months.one": "een maand",
    "months.other": "{words} maanden",
    "digits.days.one": "1 dag",
    "digits.days.other": "{n} dagen",
}

DUTCH_MESSAGES: dict[tuple[str, str | tuple[str, ...]], str | tuple[str, ...]] = {
    ("date.date", "{day} {mon} {year}"): "{day} {mon} {year}",
    ("date.long", "{day} {month} {year}"): "{day} {month} {year}",
    ("goal.short", "Short-term goal"): "Op korte termijn",
    ("barrier", "Barrier {letter}"): "Belemmering {letter}",
    ("every.week", ("every week", "every {n} weeks")): ("elke week", "elke {n} weken"),
    ("digits.weeks", ("1 week", "{n} weeks")): ("1 week", "{n} weken"),
}

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
    "partner": handles(one.plan.settings.partner, one.plan.settings.lang),
}}))
"""


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What comes of a file for Dutch and its line in the list of languages."""
    package = copied(tmp_path_factory.mktemp("language"))
    (package / "words" / "nl.py").write_text(DUTCH, "utf-8")
    catalog = catalogues.new_catalog("nl")
    for (context, text), said in DUTCH_MESSAGES.items():
        catalog.add(text, said, context=context)
    english = words_for("en").catalogue.messages
    for key, words in MASTHEAD.items():
        stem, _, form = key.rpartition(".")
        if form == "one":
            texts, said = (english[key], english[f"{stem}.other"]), (words, MASTHEAD[f"{stem}.other"])
            catalog.add(texts, said, context=stem)
        elif form != "other" and key in english:
            catalog.add(english[key], words, context=key)
    catalogues.compile_to(package / "words" / "locale" / "nl.mo", catalog)
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


def test_an_added_language_is_whole_to_the_end_of_the_masthead(walked: Any) -> None:
    masthead = walked["page"].partition("<header")[2].partition("</header>")[0]
    shown = re.sub(r"<[^>]*>", " ", masthead.partition(">")[2])
    left = set(re.findall(r"[A-Za-z]{2,}", shown)) - set(re.findall(r"[A-Za-z]{2,}", PLAN + str(MASTHEAD.values())))
    assert left <= {"zondag", "november", "december", "januari", "februari", "maart", "dec", "feb", "Twee", "twee"}
    assert "Nog te gaan" in masthead


def test_an_added_language_says_why(walked: Any) -> None:
    assert '<p class="reason">brood dat naar brood smaakt.</p>' in walked["page"]
    assert walked["page"].count("Waarom") == 1


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


def test_every_title_of_a_rule_is_in_the_catalogues() -> None:
    texts = {message.id for message in SOURCE}
    assert [rule.code for rule in ALL_RULES if rule.title not in texts] == []
