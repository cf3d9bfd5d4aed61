"""Apostrophes and quotation marks on pages: printed ones, by the language of the plan, and in prose only."""

from __future__ import annotations

import json
from datetime import date

import pytest

from plainplan.compile import compile_text
from plainplan.render import Options, render
from plainplan.render.html import render_html
from plainplan.render.json import render_json
from plainplan.typography import marks_of, printed, printed_html

IN_ENGLISH = (
    ("Save the first year's fees", "Save the first year’s fees"),
    ("my parents' house", "my parents’ house"),
    ('Don\'t say "no"', "Don’t say “no”"),
    ("he said \"it's 'fine'\", then left", "he said “it’s ‘fine’”, then left"),
    ('"Read \'Dune\'" ("twice")', "“Read ‘Dune’” (“twice”)"),
    ("the '90s, rock 'n' roll, 'tis so", "the ’90s, rock ’n’ roll, ’tis so"),
    ('5\'10" tall, a 6" pipe', '5\'10" tall, a 6" pipe'),
    ('a 6" pipe of "size 12"', 'a 6" pipe of “size 12”'),
    ("1'000 francs", "1'000 francs"),
    ("see http://a.example/o'neil's, \"there\"", "see http://a.example/o'neil's, “there”"),
    ("a lone ' or \" stays", "a lone ' or \" stays"),
    ("'ab' b 'cd' http://x/'d' 'ef'", "‘ab’ b ‘cd’ http://x/'d' ‘ef’"),
    ("'a 'b 'c", "’a ’b ’c"),
    ('5" "a 6" 7" b', '5" “a 6” 7" b'),
)
ELSEWHERE = (
    ("de", 'Geht\'s? Die "Grosse" Reise', "Geht’s? Die „Grosse“ Reise"),
    ("de-AT", '"so"', "„so“"),
    ("de-CH", '"so"', "«so»"),
    ("fr", 'dire "oui" à l\'école', "dire «\u202foui\u202f» à l’école"),
    ("pt-BR", '"sim"', "“sim”"),
    ("ja", "\"a\" 'b'", "\"a\" 'b'"),
    ("he", 'צה"ל', 'צה"ל'),
)


@pytest.mark.parametrize(("typed", "wanted"), IN_ENGLISH)
def test_typed_marks_are_printed(typed: str, wanted: str) -> None:
    assert printed(typed, marks_of("en")) == wanted
    assert printed(wanted, marks_of("en")) == wanted


@pytest.mark.parametrize(("lang", "typed", "wanted"), ELSEWHERE)
def test_each_language_has_its_own(lang: str, typed: str, wanted: str) -> None:
    assert printed(typed, marks_of(lang)) == wanted


def test_tags_code_and_addresses_stay_as_they_are() -> None:
    html = (
        '<p><em>Sam</em>&#x27;s <code>a&#x27;b</code> &quot;<b>x</b>&quot; <a href="http://a/&#x27;b">it&#x27;s</a></p>'
    )
    wanted = '<p><em>Sam</em>’s <code>a&#x27;b</code> “<b>x</b>” <a href="http://a/&#x27;b">it’s</a></p>'
    assert printed_html(html, marks_of("en")) == wanted
    assert printed_html(html, None) == html


PLAN = """# The year's plan

Why: it's "time".

```
print('as it is')
```

| Change |
| --- |
| -2 % |

## Goals

### Save the year's fees

- [ ] Don't spend `'quoted'` ~2w
- [ ] Ask Sam's bank ~2w
"""


def test_pages_print_what_other_outputs_keep() -> None:
    compilation = compile_text("a.plan.md", PLAN, date(2026, 11, 1))
    page = render_html(compilation, Options())
    for text in ("The year’s plan", "it’s “time”", "Save the year’s fees", "Don’t spend", "Ask Sam’s bank", "−2 %"):
        assert text in page
    assert "year's" not in page
    assert "year&#" not in page
    assert "print(&#x27;as it is&#x27;)" in page
    assert "<code>&#x27;quoted&#x27;</code>" in page
    assert json.loads(render_json(compilation, Options()))["title"] == "The year's plan"
    calendar = render(compilation, "ics", Options())
    assert b"Sam's bank" in calendar
    assert "’".encode() not in calendar
