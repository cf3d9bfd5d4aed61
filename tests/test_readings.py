"""What plain words say about time, order, money and how far something is: a table for each language."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from plainplan.readings import (
    FIELDS,
    LANGUAGES,
    Lexicon,
    Reading,
    dates,
    has_words_of_time,
    lexicon,
    may_be_a_field,
    may_be_a_period,
    may_tell_a_time,
    read_words,
    rhythms,
    told_language,
    words_of,
)
from plainplan.readings.first_look import Look
from plainplan.readings.labels import read_label, split_arrow
from plainplan.readings.lexicon import tables_of
from plainplan.readings.reader import counting_words, telling_words, weak_words
from plainplan.readings.sections import read_period, section_role

TABLES = Path(__file__).parent / "readings"
DAY = date(2026, 11, 28)


def examples() -> Iterator[tuple[str, str, str]]:
    for path in sorted(TABLES.glob("*.txt")):
        lines = path.read_text("utf-8").splitlines()
        for text, said in zip(lines[::2], lines[1::2], strict=True):
            yield path.stem, text, said.strip()


def shown(found: tuple[Reading, ...]) -> str:
    return " ".join(map(_shown, found)) or "nothing"


def _shown(one: Reading) -> str:
    if one.kind == "after":
        return f"after({one.value})"
    return (f"[{one.value}]" if one.kind == "state" else one.tag) + ("" if one.sure else "?")


@pytest.mark.parametrize(("lang", "text", "said"), list(examples()))
def test_what_words_say(lang: str, text: str, said: str) -> None:
    found = read_words(text, words_of(lang), DAY)
    assert shown(found) == said
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)


def test_each_language_has_its_table() -> None:
    assert {path.stem for path in TABLES.glob("*.txt")} == set(LANGUAGES)
    assert all(len(path.read_text("utf-8").splitlines()) >= 30 for path in TABLES.glob("*.txt"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_are_read_as_toml_is(lang: str) -> None:
    path = Path(lexicon.__file__).parent / "data" / f"{lang}.toml"
    written = tomllib.loads(path.read_text("utf-8"))
    tables = {name: rows if isinstance(rows, dict) else {"": rows} for name, rows in written.items()}
    listed = {name: {row: _listed(words) for row, words in rows.items()} for name, rows in tables.items()}
    assert listed == tables_of(lang)


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.lower().split(",") if word.strip())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_tables_that_english_has(lang: str) -> None:
    words, english = words_of(lang), words_of("en")
    for table in ("units", "dates", "lengths", "rhythm", "marks", "labels", "sections", "periods", "title", "columns"):
        missing = [row for row in english.rows(table) if not words.words(table, row)]
        assert set(missing) <= {"start_after", "deadline_after", "not_before", "half_after", "on_plural"}, (
            table,
            missing,
        )


@pytest.mark.parametrize(
    ("lang", "heading", "role"),
    [
        ("en", "Worries", "barriers"),
        ("en", "What could get in the way?", "barriers"),
        ("en", "Books", "notes"),
        ("en", "Learn music", ""),
        ("en", "My long-term goals (5 years)", "long"),
        ("en", "Next steps", "work"),
        ("de", "Was kann schiefgehen?", "barriers"),
        ("de", "Kurzfristige Ziele", "short"),
        ("es", "Hábitos", "habits"),
        ("fr", "Objectifs à long terme", "long"),
        ("pt", "O que pode dar errado", "barriers"),
        ("ru", "Каждую неделю", "habits"),
        ("zh", "读过的书", "notes"),
        ("ja", "心配", "barriers"),
        ("en", "What I have to do", "work"),
        ("en", "Things that worry me", "barriers"),
        ("en", "5 years from now", "long"),
        ("ru", "Чего боюсь", "barriers"),
        ("ru", "Профессии, которые я рассматривал", "occupations"),
        ("zh", "进展记录", "log"),
        ("zh", "四、备选职业", "occupations"),
        ("zh", "三、长期目标", "long"),
        ("ja", "候補の職業", "occupations"),
        ("ja", "困りそうなこと", "barriers"),
    ],
)
def test_what_headings_say(lang: str, heading: str, role: str) -> None:
    assert section_role(heading, words_of(lang)) == role


@pytest.mark.parametrize(
    ("lang", "heading", "length"),
    [
        ("en", "Weeks 5-6: Speed", "2w"),
        ("en", "Day 12", "1d"),
        ("en", "Sprint 4", "2w"),
        ("en", "Phase 1: Basics", ""),
        ("en", "Year one", "1y"),
        ("en", "Weekly plan", None),
        ("en", "12 weeks to go", None),
        ("de", "2. Monat", "1m"),
        ("fr", "Semaine 1 : bases", "1w"),
        ("ru", "1-я неделя", "1w"),
        ("zh", "第1-2周：萃取", "2w"),
        ("zh", "第三天", "1d"),
        ("ja", "第1段階：修業", ""),
        ("ja", "1週目：基本", "1w"),
        ("ja", "第1週〜第3週：準備", "3w"),
        ("zh", "第1周至第3周：热身", "3w"),
        ("zh", "第十三周", "1w"),
    ],
)
def test_numbered_periods(lang: str, heading: str, length: str | None) -> None:
    found = read_period(heading, words_of(lang))
    assert (found.length if found else None) == length


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("I want to learn the piano by June and play for my friends", "en"),
        ("Ich will bis Juni Klavier lernen und für meine Freunde spielen", "de"),
        ("Quiero aprender piano para junio y tocar con mis amigos", "es"),
        ("Je veux apprendre le piano avant juin et jouer pour mes amis", "fr"),
        ("Quero aprender piano até junho e tocar com meus amigos, não só em casa", "pt"),
        ("Хочу научиться играть на пианино до июня", "ru"),
        ("我想在六月之前学会弹钢琴", "zh"),
        ("6月までにピアノを弾けるようになりたい", "ja"),
        ("xyz 123", None),
        ("", None),
    ],
)
def test_the_language_of_a_text(text: str, lang: str | None) -> None:
    assert told_language(text) == lang


def test_a_field_and_its_value() -> None:
    label = read_label("**Time**: 4 weeks", words_of("en"))
    assert label is not None
    assert (label.name, label.kind) == ("Time", "duration")
    assert "**Time**: 4 weeks"[slice(*label.value)] == "4 weeks"
    assert read_label("https://example.org", words_of("en")) is None


def test_an_arrow_has_two_sides() -> None:
    sides = split_arrow("rain → a tent")
    assert sides is not None
    assert ["rain → a tent"[slice(*side)].strip() for side in sides] == ["rain", "a tent"]
    assert split_arrow("rain →") is None


def test_a_very_long_line_is_no_reading() -> None:
    assert read_words("by June 2027 " * 1000, words_of("en"), DAY) == ()


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("pt", "falar com dez pessoas, no mar", []),
        ("pt", "cozinhar para dez", []),
        ("pt", "até set.", ["set."]),
        ("pt", "até 5 dez", ["5 dez"]),
        ("es", "llegar hasta el mar", []),
        ("es", "hasta mar 2027", ["mar 2027"]),
    ],
)
def test_a_short_name_of_a_month_that_is_a_word_needs_its_dot_or_a_number(
    lang: str, text: str, found: list[str]
) -> None:
    assert [text[one.span.start : one.span.end] for one in read_words(text, words_of(lang), DAY)] == found


def test_the_first_words_are_those_of_the_tables() -> None:
    script = Path(__file__).parent.parent / "scripts" / "generate_first_look.py"
    assert subprocess.run([sys.executable, str(script), "--check"], timeout=60).returncode == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_first_look_passes_over_nothing(lang: str) -> None:
    words = words_of(lang)
    beside = ["2", "y", *counting_words(words)]
    for phrase in (*telling_words(words), *weak_words(words)):
        for text in (f"x {phrase} {one}" for one in beside):
            assert may_tell_a_time(text, lang) or not has_words_of_time(text, words), text
    assert not may_tell_a_time("Learn to swim", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_first_look_passes_over_no_field(lang: str) -> None:
    words = words_of(lang)
    for name in (name for kind in FIELDS for name in words.words("labels", kind)):
        assert may_be_a_field(f"{name}: x"), name
    assert not may_be_a_field("Why: x")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_within_a_text_read_the_same_there(lang: str) -> None:
    words = words_of(lang)
    for text in (text for known, text, _ in examples() if known == lang):
        assert read_words(text, words.within(f"# A plan\n\n- [ ] {text}\n"), DAY) == read_words(text, words, DAY)


def test_a_unit_alone_is_no_time() -> None:
    words = words_of("en")
    assert not has_words_of_time("Sort next month's hours", words)
    assert has_words_of_time("Sort two months", words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_first_look_passes_over_no_period(lang: str) -> None:
    words = words_of(lang)
    for phrase in words.of_rows("periods"):
        if read_period(f"{phrase} 2", words):
            assert may_be_a_period(f"{phrase} 2"), phrase
    assert not may_be_a_period("Goal number 2")


def _all_of(names: list[str]) -> Callable[[Lexicon], list[tuple[str, Callable[[str], bool]]]]:
    """First looks that see all of these in every text."""
    return lambda words: [(name, lambda text: True) for name in names]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_first_looks_change_no_reading(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = words_of(lang)
    texts = [text for known, text, _ in examples() if known == lang]
    read_words.cache_clear()
    quick = [read_words(text, words, DAY) for text in texts]
    assert any(quick)
    monkeypatch.setattr(Look, "may_be_in", lambda look, text: True)
    for module in (dates, rhythms):
        names = [name for name, _ in module._looks(words)]
        monkeypatch.setattr(module, "_looks", _all_of(names))
    read_words.cache_clear()
    assert quick == [read_words(text, words, DAY) for text in texts]
    read_words.cache_clear()
