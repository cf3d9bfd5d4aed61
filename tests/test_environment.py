"""What a template may read: fields of our own values as they are, nothing private, and no function that is unsafe."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import jinja2
import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment

from plainplan.compile import compile_text
from plainplan.render import Options
from plainplan.render.environment import Sandbox
from plainplan.render.html import render_html
from plainplan.view.parts import Fact

FACT = Fact("Due", "<soon>", strong=True)


@pytest.mark.parametrize(
    "template", ["{{ fact.label }}", "{{ fact.value }}", "{{ fact.none is defined }}", "{{ fact.strong }}"]
)
def test_a_field_says_what_it_says_in_every_sandbox(template: str) -> None:
    own, stock = Sandbox(autoescape=True), ImmutableSandboxedEnvironment(autoescape=True)
    assert own.from_string(template).render(fact=FACT) == stock.from_string(template).render(fact=FACT)


@pytest.mark.parametrize("name", ["__class__", "_fields", "_replace"])
def test_nothing_that_is_not_public_can_be_read(name: str) -> None:
    environment = Sandbox(autoescape=True, undefined=jinja2.StrictUndefined)
    with pytest.raises(jinja2.exceptions.SecurityError):
        environment.from_string(f"{{{{ fact.{name} }}}}{{{{ fact.{name}() }}}}").render(fact=FACT)


def test_a_function_that_is_unsafe_is_not_called() -> None:
    def harm() -> str:
        raise AssertionError("called")

    harm.unsafe_callable = True  # type: ignore[attr-defined]
    with pytest.raises(jinja2.exceptions.SecurityError):
        Sandbox(autoescape=True).from_string("{{ harm() }}").render(harm=harm)


def test_what_is_undefined_is_told() -> None:
    with pytest.raises(jinja2.UndefinedError):
        Sandbox(autoescape=True, undefined=jinja2.StrictUndefined).from_string("{{ nobody }}").render()
    assert Sandbox(autoescape=True).from_string("[{{ nobody }}]").render() == "[]"


def test_what_makes_html_of_words_is_a_filter_and_can_be_called(tmp_path: Path) -> None:
    compilation = compile_text("a.plan.md", "# A *b* & c\n\nSome *text*.\n", date(2026, 11, 1))
    called = "{{ words(plan.words) }}|{{ inline(plan.words) }}|{{ prose(plan.masthead.intro, 4) }}"
    piped = "{{ plan.words | words }}|{{ plan.words | inline }}|{{ plan.masthead.intro | prose(4) }}"
    pages = []
    for template in (called, piped):
        (tmp_path / "page.html").write_text(template, "utf-8")
        pages.append(render_html(compilation, Options(template=str(tmp_path))))
    assert pages[0] == pages[1]
    assert pages[0].startswith("A <em>b</em> &amp; c|")
