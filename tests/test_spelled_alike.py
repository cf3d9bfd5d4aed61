"""A name is found however its accents and quotes are written, in tags and on the command line."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import product

import pytest

from plainplan.compile import Compilation, compile_text
from plainplan.naming import find_thing

TITLES = ["Café öffnen", "Hürde é", "Ångström å", "한글 배우기", "Đặt vé"]
FORMS = [("NFC", "NFC"), ("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")]
QUOTES = [("Don't panic", "don't-panic"), ("Say “hello”", 'say-"hello"'), ("Jo's «test»", "jo’s-“test”")]


def compiled(title: str, tag: str) -> Compilation:
    text = f"# T\n\n## Goals\n\n### A ~8w\n\n- [ ] {title} ~1w\n- [ ] other ~1w\n- [ ] last ~1w {tag}\n"
    return compile_text("a.plan.md", text, date(2026, 11, 1))


def waits_for(made: Compilation) -> list[int]:
    assert not made.has_errors, [one.message for one in made.diagnostics]
    return [reference.target for reference in made.plan.things[-1].after or ()]


@pytest.mark.parametrize(("title", "forms"), list(product(TITLES, FORMS)))
def test_accents_in_either_form(title: str, forms: tuple[str, str]) -> None:
    here, there = forms
    slug = title.lower().replace(" ", "-")
    made = compiled(unicodedata.normalize(here, title), "after:" + unicodedata.normalize(there, slug))  # type: ignore[arg-type]
    assert waits_for(made) == [1]
    assert made.plan.things[1].id == unicodedata.normalize("NFC", slug)
    for wanted in (title, slug, f"^{slug}", title[:5]):
        assert find_thing(made, unicodedata.normalize(there, wanted)) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("forms", FORMS)
def test_written_names_in_either_form(forms: tuple[str, str]) -> None:
    here, there = (unicodedata.normalize(form, "café") for form in forms)  # type: ignore[arg-type]
    assert waits_for(compiled(f"open ^{here}", f"after:{there}+1w")) == [1]
    twice = compiled(f"open ^{here}", f"^{there}")
    assert "P106" in {one.code for one in twice.diagnostics}


@pytest.mark.parametrize(("title", "name"), QUOTES)
def test_quotes_of_any_kind(title: str, name: str) -> None:
    straight = name.translate({ord("’"): "'", ord("“"): '"', ord("”"): '"'})
    curly = straight.replace("'", "’")
    bare = straight.replace("'", "").replace('"', "")
    for written in (name, straight, curly, bare):
        made = compiled(title, f"after:{written}+1d,other")
        assert waits_for(made) == [1, 2]
    for shown in (title, title.replace("'", "’"), title.replace("“", '"').replace("”", '"'), straight):
        assert find_thing(made, shown) == 1


def test_a_thing_called_start_says_how_to_wait_for_it() -> None:
    for written, count in (("after:start", 1), ("after:start+1w", 1), ("with:start", 1), ("after:start-2", 0)):
        made = compiled("Start", written)
        found = [one for one in made.diagnostics if one.code == "P129"]
        assert len(found) == count
    assert waits_for(compiled("Start", "after:start-2")) == [1]
    assert waits_for(compiled("Start ^go", "after:go")) == [1]
    assert find_thing(compiled("Start", ""), "start") == 1


def test_start_alone_means_the_start_of_its_goal() -> None:
    text = "# T\n\n## Goals\n\n### Start ~8w\n\n- [ ] one ~1w\n- [ ] two ~1w after:start\n"
    for plan in (text, text.replace("### Start", "### A")):
        assert "P129" not in {one.code for one in compile_text("a.plan.md", plan, date(2026, 11, 1)).diagnostics}
