"""Links inside a plan lead to places that are on its page, and in its PDF."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from compiling import compiled
from plainplan.compile import Compilation
from plainplan.render import Options, pdf, render
from plainplan.render.fragment_cache import Pieces
from plainplan.render.html import render_html
from plainplan.render.pdf_worker import Pressed

DAY = date(2026, 11, 1)
TARGETS = {
    "#some-notes": "Some notes",
    "#notes-in-it": "Notes in it",
    "#again": "Again",
    "#again-1": "Again",
    "#now": "Now",
    "#get-in": "Get in",
    "#in": "Get in",
    "#sit-the-exam": "Sit the exam",
    "#teas": "Sit the exam",
    "#inner": "Inner",
    "#words-in-a-goal": "Words in a goal",
    "#goals": "Goals",
    "#occupations": "Occupations",
    "#check-ins": "Check-ins",
    "#someday": "Someday",
    "#a-road": "A road",
    "#caf%C3%A9": "Café",
    "#Some-Notes": "Some notes",
}
LINKS = " ".join(f"[to {name[1:]}]({name})" for name in TARGETS)
TEXT = f"""\
---
start: 2026-11-01
---

# A road

See {LINKS}.

## Some notes

### Notes in it

### Again

### Again

### Now

### Café

## Occupations

| Occupation | Status |
|---|---|
| Nurse | chosen |
| Medic | shortlist |

## Goals

### Get in ~6m ^in

Back to [the notes](#some-notes).

- [ ] Sit the exam ~1d ^teas

#### Inner ~1m

- [ ] x ~1w

#### Words in a goal

Words.

## Someday

- Sail

## Check-ins

- 2026-10-25: begun
"""


def printed(compilation: Compilation, monkeypatch: pytest.MonkeyPatch) -> str:
    """The document that is laid out for paper."""
    made: list[str] = []

    def press(text: str, *_: object) -> Pressed:
        made.append(text)
        return Pressed(b"", "")

    monkeypatch.setattr(pdf, "press", press)
    pdf.render_pdf(compilation)
    return made[0]


def dead(page: str) -> list[str]:
    """The links of a page that lead to nothing in it."""
    places = set(re.findall(r' id="([^"]*)"', page))
    return [link for link in re.findall(r'<a [^>]*href="#([^"]*)"', page) if link not in places]


def test_every_link_leads_somewhere_on_the_page() -> None:
    page = render_html(compiled(TEXT))
    assert dead(page) == []
    assert [name for name, count in Counter(re.findall(r' id="([^"]*)"', page)).items() if count > 1] == []


def test_every_link_leads_somewhere_on_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    assert dead(printed(compiled(TEXT), monkeypatch)) == []


@pytest.mark.parametrize("name", [name for name in TARGETS if name not in ("#goals", "#occupations", "#a-road")])
def test_where_it_leads_is_what_it_names(name: str) -> None:
    page = render_html(compiled(TEXT))
    [place] = re.findall(rf'<a href="#([^"]*)"[^>]*>to {re.escape(name[1:])}</a>', page)
    [after] = re.findall(rf' id="{re.escape(place)}"[^>]*>(.*?)</(?:h\d|li|article|section)>', page, re.DOTALL)
    assert TARGETS[name] in re.sub("<[^>]*>", "", after)


def test_a_name_that_nothing_has_stays_as_it_is() -> None:
    assert dead(render_html(compiled(TEXT.replace("#some-notes", "#none")))) == ["none", "none"]


def test_a_kept_piece_is_made_again_where_its_link_leads_elsewhere() -> None:
    pieces = Pieces()
    for text in (TEXT, TEXT.replace("See", "See\n\nand\n\nsee")):
        kept = render(compiled(text), "html", Options(pieces=pieces)).decode()
        assert kept == render_html(compiled(text))
        assert dead(kept) == []
