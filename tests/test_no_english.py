"""A look has no English in it: a plan in Greek, with a catalogue of marked words, makes pages without a Latin one."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from plainplan import view as view_module
from plainplan.compile import Compilation, compile_text
from plainplan.draw.curve import Point, curve
from plainplan.forecast.forecast import forecast
from plainplan.forecast.result import Question
from plainplan.render import Options, pdf
from plainplan.render.assets import templates_dir
from plainplan.render.html import render_html
from plainplan.words import Words, words_for

TODAY = date(2026, 11, 1)
LOOKS = sorted(path.name for path in templates_dir().iterdir() if path.is_dir())
PLAN = """---
author: Νίκη
start: 2026-09-01
review: weekly on sunday
partner: Άρης
currency: EUR
---
# Να γίνω νοσοκόμα

Why: σταθερή δουλειά.

Κείμενο.

## Self-assessment

- Values: προσφορά
- Interests: βιολογία
- Aptitudes: ηρεμία
- Personality: σταθερή

## Occupations

| Occupation | Stage | Duties | Earnings | Φως |
| --- | --- | --- | --- | --- |
| Νοσοκόμα | chosen | φροντίδα | 8600 | 3 |
| Διασώστρια | shortlist | φροντίδα | 5300 | 5 |
| Μαία | candidate | | 5100 | 4 |
| Γιατρός | dropped | φροντίδα | 9000 | 1 |
| Weight | | | 2 | 1 |

## Short-term goals

### Σχολή ~6m cost:100

1. [x] Επίσκεψη ~2w done:2026-09-12 cost:20.5 @άρης #φως
2. [/] Μελέτη ~8w since:2026-09-14
   - Barrier: άγχος ~4w risk:40%->10% cost:7
     - [ ] Solution: βοήθεια ~2w
     - Solution: ύπνος cost:4
3. [ ] Εξετάσεις ~1d on:2026-12-05
4. [ ] Αιτήσεις ~20h due:2027-01-15
   - [ ] Μία ~4/6/9d
   - [/] Άλλη ~2w done:40%
5. [-] Ταξίδι ~6w
6. [ ] Απόφαση

### Χρήματα ~5-8m

- [ ] Αποταμίευση ~4-8m every:month
- Barrier: αυτοκίνητο ~6w

### [-] Χορός ~1m

### Αγγλικά ~1m

## Long-term goals

### Πτυχίο ~4y start:2027-09

- [ ] Πρώτα ~2y

## Primary objective

### Δουλειά ~6m

## Someday

- Θάλασσα

## Check-ins

- 2026-09-06 @άρης: καλά
"""


def marked(message: str) -> str:
    """The message with every letter turned into one that is not Latin, what is filled in left alone."""
    return "".join(
        piece if piece.startswith("{") else re.sub(r"[^\W\d_]", "ж", piece) for piece in re.split(r"(\{\w+\})", message)
    )


def marked_words() -> Words:
    english = words_for("en").catalogue

    def all_of(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(marked(name) for name in names)

    catalogue = english._replace(
        messages={key: marked(message) for key, message in english.messages.items()},
        months=all_of(english.months),
        short_months=all_of(english.short_months),
        weekdays=all_of(english.weekdays),
        short_weekdays=all_of(english.short_weekdays),
        numbers=all_of(english.numbers),
    )
    return Words("en", catalogue)


VOID = ("meta", "br", "hr", "img", "use", "path", "rect", "line", "circle", "link", "col", "polyline")


class Shown(HTMLParser):
    """What a reader sees or hears of a page: texts and the attributes that are read out, findings' messages aside."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.hidden = 0
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        names = dict(attributes)
        told = ("aria-label", "title", "alt", "data-label", "data-name", "data-title", "data-day", "data-foot")
        self.shown += [names[name] or "" for name in told if name in names]
        if tag in VOID:
            return
        message = names.get("class") in ("said", "help") and "findings" in self.open
        self.open.append("hidden" if tag in ("style", "script") or message else names.get("id") or tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if "hidden" not in self.open:
            self.shown.append(data)


def compiled() -> Compilation:
    return compile_text("σχέδιο.plan.md", PLAN, TODAY)


def latin_words(page: str) -> set[str]:
    """The Latin words that a page shows and the plan does not have."""
    shown = Shown()
    shown.feed(page)
    return {word for text in shown.shown for word in re.findall(r"[A-Za-z]{2,}", text)} - {
        *re.findall(r"[A-Za-z]{2,}", PLAN), "plan", "md",
    }  # fmt: skip


def options() -> Options:
    found = forecast(compiled().plan, TODAY.toordinal(), Question(runs=200))
    points = [Point(739000 + 30 * number, 740000 + 9 * number, "ж", True) for number in range(3)]
    return Options(forecast=found, history=curve(points, "ж", "ж", marked_words()))


class Pressed(Exception):
    """The document that would be laid out."""


@pytest.fixture
def marked_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_module, "words_for", lambda lang: marked_words())


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.usefixtures("marked_catalogue")
def test_a_page_has_no_english_in_it(look: str) -> None:
    page = render_html(compiled(), options()._replace(template=look))
    assert "ж" in page
    assert latin_words(page) == set()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.usefixtures("marked_catalogue")
def test_a_pdf_has_no_english_in_it(look: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def press(text: str, *_: object) -> object:
        raise Pressed(text)

    monkeypatch.setattr(pdf, "start", lambda: None)
    monkeypatch.setattr(pdf, "press", press)
    with pytest.raises(Pressed) as made:
        pdf.render_pdf(compiled(), options()._replace(template=look))
    text = str(made.value)
    findings = re.compile(r'(<section class="[^"]*findings[^>]*>\s*<h2[^>]*>[^<]*</h2>).*?</section>', re.DOTALL)
    assert "ж" in text
    assert latin_words(findings.sub(r"\1</section>", text)) == set()


def test_english_would_be_seen() -> None:
    assert {"Now", "The", "road", "Against"} <= latin_words(render_html(compiled(), options()))
