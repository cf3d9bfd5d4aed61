"""Every answer about a plan is in one language: each sentence of it is a message, and JSON has English alone."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Sequence
from gettext import NullTranslations
from io import StringIO
from pathlib import Path
from string import Formatter

import catalogues
import pytest

import plainplan.words as words_module
from plainplan.cli import run
from plainplan.report.excerpt import columns_of
from plainplan.words import Words, words_for
from plainplan.words.speech import NO_REGION
from plainplan.words.translated import Translated

# A plan without a Latin word of its own, whose language has no catalogue. Much in it is late, and some is wrong.
PLAN = """---
lang: el
author: Νίκη
start: 2026-09-01
finish: 2027-01-01
review: weekly on sunday
partner: Άρης
pace: 8h/week
---

# Να γίνω νοσοκόμα

## Occupations

| Occupation | Stage | Φως | Ζωή |
| --- | --- | --- | --- |
| Μαία | chosen | 5100 | 4 |
| Νοσοκόμα | shortlist | 8600 | 3 |
| Γιατρός | candidate | | 9 |
| Weight | | 2 | 1 |

## Short-term goals

### Σχολή ~6m cost:100

1. [x] Επίσκεψη ~2w done:2026-09-12 @άρης #φως
2. [/] Μελέτη ~8-12w since:2026-09-14
   - Barrier: άγχος ~4w risk:40%
3. [ ] Εξετάσεις ~1d on:2026-12-05
4. [ ] Αιτήσεις ~20h due:2026-12-15
   - Barrier: έντυπα ~2w risk:30%
     - [ ] Solution: βοήθεια ~2w
5. [-] Ταξίδι ~6w

### Χρήματα ~5m

- [ ] Αποταμίευση ~4-8m every:month
- [ ] Πώληση ~2w
- [ ] Ασφάλεια
- Barrier: αυτοκίνητο ~6w

## Long-term goals

### Πτυχίο ~4y start:2027-09 after:nothing

- [ ] Πρώτα ~2y

### Δουλειά ~6m due:2031-01-01

## Check-ins

- 2026-09-06 @άρης: καλά
"""
GOOD = PLAN.replace(" after:nothing", "")
CHANGED = (
    GOOD.replace(
        "- [ ] Πώληση ~2w", "- [x] Πώληση ~3w since:2026-10-01 done:2026-10-20 #φως\n- [ ] Δάνειο ~2w after:επίσκεψη"
    )
    .replace("pace: 8h/week", "pace: 9h/week")
    .replace("3. [ ] Εξετάσεις ~1d on:2026-12-05\n", "")
    .replace("### Δουλειά ~6m due:2031-01-01", "### Νέα δουλειά ~7m due:2031-02-01")
    .replace("risk:40%", "risk:50%")
    .replace("- 2026-09-06", "- 2026-10-04 @άρης: λίγα\n- 2026-09-06")
)
NAME, OTHER = "σχέδιο.plan.md", "άλλο.plan.md"
AS_OF = ("--as-of", "2026-11-01")
LATER = ("--as-of", "2027-03-01")

# What stands in an answer as it is written in a plan, or as programs match it.
CODE = re.compile(r"`[^`]*`")  # its marks, if it has some, are as many that open as that close
AS_IT_IS = re.compile(
    r"\b(?:error|warning|hint)\[[A-Z]\d+\]|[\w.]+\.plan\.md|\.(?:json|html|mmd|csv|todo|txt)\b|\b[a-z]+:(?=\S)\S+|[@#^]\S+|"
    r"~?\d[\d/.–-]*[hdwmy]\b(?:/week)?|\b[0-9a-f]{7}\b|\d ms\b"
)
RULE = re.compile(r"(?<=⟦rule⟧: )[a-z-]+")
TERM = re.compile(r"\b(?:finish|slack)\b(?= ⟦)")  # what --fail-if asks for
MARK = re.compile(r"⟦[^⟧]*⟧")
LATIN = re.compile(r"[A-Za-z]{2,}")


def marked(template: str) -> str:
    """A template with marks around what it says itself; what is filled in stands outside of them."""
    said = []
    for literal, field, *_ in Formatter().parse(template):
        kept = literal.replace("{", "{{").replace("}", "}}")
        inner = kept.strip()
        said.append(kept.replace(inner, f"⟦{inner}⟧") if inner else kept)
        said.append("" if field is None else f"{{{field}}}")
    return "".join(said)


class Marking(NullTranslations):
    """A catalogue that has every message of the source, and says each between marks."""

    def __init__(self) -> None:
        super().__init__()
        self.known = {
            text
            for message in catalogues.template()
            if message.id
            for text in (message.id if isinstance(message.id, tuple) else (message.id,))
        }

    def _marked(self, text: str) -> str:
        return marked(text) if text in self.known else text

    def gettext(self, message: str) -> str:
        return self._marked(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._marked(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return marked(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return marked(msgid1 if n == 1 else msgid2)


@pytest.fixture(scope="module")
def marking() -> Words:
    english = words_for("en").catalogue

    def all_of(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(marked, names))

    catalogue = english._replace(
        months=all_of(english.months),
        short_months=all_of(english.short_months),
        weekdays=all_of(english.weekdays),
        short_weekdays=all_of(english.short_weekdays),
        numbers=all_of(english.numbers),
    )
    return Translated("xx", catalogue, english, Marking(), NO_REGION)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two versions of a plan and a third as its file, on a machine that asks for no language."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(("git", *identity, *arguments), check=True, capture_output=True)


def committed(text: str, day: str, subject: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(NAME).write_text(text, "utf-8")
    monkeypatch.setenv("GIT_AUTHOR_DATE", f"{day}T12:00:00")
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00")
    git("add", "-A")
    git("commit", "-q", "-m", subject)


def outside(text: str, plans: Sequence[str]) -> list[str]:
    """The Latin words of an answer that stand in no message, in no line of a plan and in nothing as it is written."""
    lines = {line.strip() for plan in plans for line in plan.split("\n")} - {""}
    kept = [line for line in text.split("\n") if not any(line.strip().endswith(known) for known in lines)]
    left = CODE.sub("", "\n".join(kept))
    for known in (RULE, TERM, MARK, AS_IT_IS):
        left = known.sub(" ", left)
    return LATIN.findall(left)


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """All that a command prints, on both streams."""
    run(arguments)
    told = capsys.readouterr()
    return told.out + told.err


def test_what_is_no_message_is_found() -> None:
    assert outside("⟦Finished by⟧ 6 Dec 2026, late since:2026-09-01 `done`", ()) == ["Dec", "late"]
    assert marked("{done} of {total} done") == "{done} ⟦of⟧ {total} ⟦done⟧"


ASKED = [
    ("check", NAME),
    ("check", NAME, "-v"),
    ("check", NAME, "--format", "concise", "-v"),
    ("check", NAME, "--fix"),
    ("status", NAME),
    ("status", "."),
    ("next", NAME),
    ("next", "."),
    ("why", NAME),
    ("why", NAME, "2"),
    ("decide", NAME),
    ("forecast", NAME, "--runs", "200", "--by", "2027-06-30"),
    ("check", NAME, "--fail-if", "finish > 2020-01-01", "--fail-if", "slack(2) < 900d"),
    ("review", "--no-questions", "-f", NAME),
    ("review", "--no-questions", "-f", NAME, "--ask", "βοήθεια", "--said", "καλά", "--why", "2", "χρόνος"),
    ("done", "2", "-f", NAME),
    ("done", "2", "3", "-f", NAME, "--on", "2026-10-30"),
    ("start", "2", "-f", NAME),
    ("undo", "επίσκεψη", "-f", NAME),
    ("checkin", "καλά", "-f", NAME),
    ("build", NAME, "--to", "json,mermaid,csv,todotxt"),
    ("build", "."),
]


@pytest.mark.parametrize("text", [PLAN, GOOD], ids=["errors", "good"])
@pytest.mark.parametrize("day", [AS_OF, LATER], ids=["early", "late"])
@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_every_sentence_of_an_answer_is_a_message(
    folder: Path,
    marking: Words,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    day: tuple[str, str],
    text: str,
) -> None:
    monkeypatch.setattr(words_module, "sentences_for", lambda lang: marking)
    Path(NAME).write_text(text, "utf-8")
    Path(OTHER).write_text(GOOD.replace("# Να", "# Πώς να").replace("2026-12-05", "2027-12-05"), "utf-8")
    told = answer(capsys, *arguments, *day)
    assert "⟦" in told or arguments[0] == "checkin"
    assert outside(told, (text, GOOD, Path(NAME).read_text("utf-8"))) == [], told


def test_settings_that_nobody_says_are_told_so(
    folder: Path, marking: Words, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(words_module, "sentences_for", lambda lang: marking)
    Path(NAME).write_text(GOOD, "utf-8")
    lines = answer(capsys, "status", "--settings", NAME, *AS_OF).split("\n")
    unsaid = [line.split() for line in lines if line.endswith("⟦default⟧")]
    assert ["exclude", "⟦none⟧", "⟦default⟧"] in unsaid


OF_VERSIONS = [
    ("diff", "-f", NAME),
    ("diff", "-f", NAME, "HEAD~1..HEAD"),
    ("history", NAME),
    ("history", NAME, "2"),
    ("review", "--no-questions", "-f", NAME),
    ("forecast", NAME, "--history", "--runs", "50"),
]


@pytest.mark.parametrize("arguments", OF_VERSIONS, ids=" ".join)
def test_every_sentence_about_versions_is_a_message(
    folder: Path,
    marking: Words,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
) -> None:
    monkeypatch.setattr(words_module, "sentences_for", lambda lang: marking)
    git("init", "-q")
    committed(GOOD, "2026-09-06", "Αρχή", monkeypatch)
    committed(GOOD.replace("- [ ] Ασφάλεια", "- [/] Ασφάλεια ~3w"), "2026-09-20", "Μετά", monkeypatch)
    Path(NAME).write_text(CHANGED, "utf-8")
    told = answer(capsys, *arguments, *AS_OF)
    assert "⟦" in told
    assert outside(told, (GOOD, CHANGED)) == [], told


PAGES = [
    ("diff", "-f", NAME, "--format", "html"),
    ("history", NAME, "--format", "html"),
    ("history", NAME, "2", "--format", "html"),
    ("review", "--no-questions", "-f", NAME, "--note", "html"),
]


@pytest.mark.parametrize("arguments", PAGES, ids=" ".join)
def test_every_sentence_of_a_page_about_versions_is_a_message(
    folder: Path,
    marking: Words,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
) -> None:
    monkeypatch.setattr(words_module, "sentences_for", lambda lang: marking)
    git("init", "-q")
    committed(GOOD, "2026-09-06", "Αρχή", monkeypatch)
    Path(NAME).write_text(CHANGED, "utf-8")
    run((*arguments, *AS_OF))
    page = capsys.readouterr().out
    assert '<html lang="xx">' in page
    labels = re.findall(r'(?:aria-label|title|alt)="([^"]*)"', page)
    shown = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    named = re.sub(r"(⟦setting⟧)\s+\w+", r"\1", "\n".join((shown, *labels)))  # settings are called as they are written
    assert outside(named, (GOOD, CHANGED)) == [], shown


SAID = [
    *("s", "χρόνος", "y", "2w", "βοήθεια", "3d"),
    *("z", "d", "αύριο", "2027-09-01", ""),
    *("", "", "x", "", "", "καλά", "βοήθεια", "", ""),
]


def test_every_question_of_a_review_is_a_message(
    folder: Path, marking: Words, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(words_module, "sentences_for", lambda lang: marking)
    Path(NAME).write_text(GOOD, "utf-8")
    monkeypatch.setattr("sys.stdin", StringIO("\n".join(SAID)))
    told = answer(capsys, "review", "--questions", "-f", NAME, *LATER)
    assert outside(told, (GOOD, Path(NAME).read_text("utf-8"))) == [], told
    for asked in ("What got in the way?", "On which day?", "can't have been", "a day is written", "Anything else"):
        assert asked in told


def json_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    run(arguments)
    return capsys.readouterr().out


AS_DATA = [
    ("check", NAME, "--format", "json"),
    ("check", NAME, "--format", "sarif"),
    ("check", NAME, "--format", "github"),
    ("status", NAME, "--format", "json"),
    ("status", ".", "--format", "json"),
    ("next", NAME, "--format", "json"),
    ("next", ".", "--format", "json"),
    ("why", NAME, "2", "--format", "json"),
    ("decide", NAME, "--format", "json"),
    ("forecast", NAME, "--runs", "50", "--format", "json"),
]


@pytest.mark.parametrize("arguments", AS_DATA, ids=" ".join)
def test_data_is_english_in_every_language(
    folder: Path,
    marking: Words,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
) -> None:
    Path(NAME).write_text(GOOD, "utf-8")
    Path(OTHER).write_text(GOOD, "utf-8")
    english = json_of(capsys, *arguments, *AS_OF)
    monkeypatch.setattr(words_module, "sentences_for", lambda lang: marking)
    assert json_of(capsys, *arguments, *AS_OF) == english
    assert "⟦" not in english
    if arguments[-1] == "json":
        json.loads(english)


IN_GERMAN = [
    ("check", NAME),
    ("status", NAME),
    ("status", "."),
    ("next", NAME),
    ("next", "."),
    ("why", NAME, "2"),
    ("decide", NAME),
    ("forecast", NAME, "--runs", "50"),
    ("review", "--no-questions", "-f", NAME),
    ("done", "2", "-f", NAME),
    ("start", "3", "-f", NAME),
    ("undo", "επίσκεψη", "-f", NAME),
]
GERMAN = re.compile(r"\b(?:Sep\.|Dez\.|Okt\.|Jan\.|Dezember|September|November|ist|und|von|bis|erledigt|fertig)\b|Tage")


@pytest.mark.parametrize("arguments", IN_GERMAN, ids=" ".join)
def test_a_german_plan_is_answered_in_german(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    def told(*more: str) -> str:
        for name in (NAME, OTHER):
            Path(name).write_text(GOOD.replace("lang: el", "lang: de"), "utf-8")
        return answer(capsys, *arguments, *AS_OF, *more)

    german, english = told(), told("--lang", "en")
    monkeypatch.setenv("LANG", "C")
    assert told() == english
    assert told("--lang", "de") == german
    assert german != english
    assert GERMAN.search(german)


def test_plans_of_several_languages_are_answered_in_english(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, lang in ((NAME, "de"), (OTHER, "en")):
        Path(name).write_text(GOOD.replace("lang: el", f"lang: {lang}"), "utf-8")
    for command in ("status", "next"):
        assert answer(capsys, command, ".", *AS_OF) == answer(capsys, command, ".", *AS_OF, "--lang", "en")
    *found, last = answer(capsys, "check", ".", *AS_OF).rstrip("\n").split("\n")
    assert last.endswith(" in 2 plans")
    assert found


@pytest.mark.parametrize("workers", [0, 2])
def test_each_plan_is_checked_in_its_own_language(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], workers: int
) -> None:
    monkeypatch.setattr("plainplan.cli.check.workers_for", lambda plans: workers)
    for name, lang in ((NAME, "de"), (OTHER, "en")):
        Path(name).write_text(GOOD.replace("lang: el", f"lang: {lang}"), "utf-8")
    lines = answer(capsys, "check", ".", "--format", "concise", *AS_OF).split("\n")
    (german,), (english,) = ([one for one in lines if one.startswith(f"{name}:5:9")] for name in (NAME, OTHER))
    assert english.removeprefix(OTHER) != german.removeprefix(NAME)
    assert "1 Jan 2027" in english
    assert "1. Jan. 2027" in german


def test_workers_answer_in_the_language_of_all_plans(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (NAME, OTHER):
        Path(name).write_text(GOOD.replace("lang: el", "lang: de"), "utf-8")
    alone = [answer(capsys, command, ".", *AS_OF) for command in ("status", "next")]
    monkeypatch.setattr("plainplan.cli.several.workers_for", lambda plans: 2)
    assert [answer(capsys, command, ".", *AS_OF) for command in ("status", "next")] == alone
    assert all(re.search(r"\d\. \w+\.? 20\d\d", told) for told in alone)


def aligned(lines: Sequence[str], at: Callable[[str], int]) -> bool:
    return len({columns_of(line[: at(line)]) for line in lines}) == 1


def test_columns_are_as_wide_as_what_stands_in_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    early = GOOD.replace("lang: el", "lang: de")
    later = early.replace("due:2026-12-15", "due:2028-12-15").replace("finish: 2027-01-01\n", "")
    for name, text in ((NAME, early), (OTHER, later)):
        Path(name).write_text(text, "utf-8")
    heads = [line for line in answer(capsys, "status", ".", *AS_OF).split("\n") if ".plan.md" in line]
    assert len(heads) == 2
    assert aligned(heads, lambda line: line.index("Να γίνω"))
    lines = answer(capsys, "status", NAME, *AS_OF).split("\n")
    assert all(columns_of(line) <= 100 for line in lines)
    table = [line for line in answer(capsys, "forecast", NAME, "--runs", "50", *AS_OF).split("\n") if " %" in line]
    assert table
