"""Templates say by the short ways of our environment what they say by Jinja's own code."""

from __future__ import annotations

from types import SimpleNamespace

import jinja2
import pytest
from jinja2.compiler import CodeGenerator
from markupsafe import Markup

from plainplan.render.environment import Sandbox
from plainplan.view.parts import Fact, Tick

PARTS = {
    "base": "<title>{% block title %}<{{ name }}>{% endblock %}</title>{% block body scoped %}none{% endblock %}|",
    "marks": "{% macro box(state, label='<none>') %}<b>{{ state }}</b> {{ label }}{% endmacro %}{% set _own = 1 %}",
    "fact": "[{{ fact.label }}: {{ fact.value }}{{ ' !' if fact.strong }}]",
}

TEMPLATES = {
    "text": "{{ name }} & {{ plain }} {{ safe }} {{ 3 }} {{ 2.50 }} {{ true }} {{ none }} {{ [plain, name] }}",
    "constants": "{{ '<' }}{{ 'a' ~ '<' ~ safe }}{{ 1 + 2 }}{{ '<' | safe }}",
    "no else": "{{ '<yes>' if name }}{{ 'no' if not name }}|{{ (plain if not name) is defined }}",
    "fields": "{{ fact.label }} {{ fact.strong }} {{ fact.note or 'nothing' }} {{ loose.label }} "
    "{{ {'label': 1}.label }}",
    "fields of fields": "{% for one in [fact, tick, loose] %}{{ one.label is defined }}{{ one.state is defined }}"
    "{% endfor %}",
    "calls": "{{ twice(name) }} {{ twice(twice(plain)) }} {{ told(plain) }} {{ keyed(word=plain) }} "
    "{{ twice(*[plain]) }}",
    "methods": "{{ plain.upper() }} {{ name.replace('<', '>') }} {{ range(3) | list }} {{ '{}'.format(plain) }}",
    "macros": "{% macro one(x, y=2) %}<i>{{ x }}</i>{{ y }}{% endmacro %}{{ one(name) }}"
    "{{ one(plain, y=3) }}{{ one(1) | upper }}",
    "a macro that calls back": "{% macro around() %}<p>{{ caller(name) }}</p>{% endmacro %}{% call(x) around() %}"
    "{{ x }}{% endcall %}",
    "imports": "{% import 'marks' as marks with context %}{{ marks.box(name) }}"
    "{% from 'marks' import box %}{{ box(1, 2) }}",
    "includes": "{% for fact in facts %}{% include 'fact' %}{% endfor %}{% include ['none', 'fact'] ignore missing %}",
    "extends": "{% extends 'base' %}{% block title %}{{ super() }}{{ self.body() }}{% endblock %}"
    "{% block body %}{{ fact.value }}{% endblock %}",
    "extends, perhaps": "{% if name %}{% extends 'base' %}{% endif %}{% block body %}{{ twice(fact.label) }}"
    "{% endblock %}",
    "loops": "{% for fact in facts if fact.strong %}{{ loop.index }}{{ fact.label }}"
    "{% if not loop.last %}, {% endif %}{% else %}-{% endfor %}",
    "a loop that changes what it goes through": "{% for one in facts %}{{ one.label }}"
    "{% set one = {'label': one.value} %}{{ one.label }}{% endfor %}",
    "a loop through unlike things": "{% for one in [fact, loose, {'label': 1}, tick, name] %}"
    "{{ one.label is defined and one.label }} {% for one in facts %}{{ one.label }}{% endfor %}{% endfor %}",
    "a macro in a loop": "{% for one in facts %}{% macro told() %}{{ one.label }}{% endmacro %}{{ told() }}"
    "{% endfor %}{% for one in facts if one.strong %}{{ loop.index }}{{ one.label }}{% else %}{{ one }}{% endfor %}",
    "loops in loops": "{% for a in [1, [2, [3]]] recursive %}{{ loop(a) if a is sequence else a }}{% endfor %}",
    "escaping off": "{% autoescape false %}{{ name }}{{ twice(name) }}{% endautoescape %}"
    "{% autoescape plain == '' %}{{ name }}{% endautoescape %}",
    "a macro made while escaping is off": "{% autoescape false %}{% macro one() %}<i>{{ name }}{% endmacro %}"
    "{{ one() }}{% endautoescape %}",
    "blocks of text": "{% set kept %}<{{ name }}>{% endset %}{{ kept }}{% filter upper %}{{ name }}"
    "{{ fact.label }}{% endfilter %}",
    "filters": "{{ facts | map(attribute='label') | join('<') }} {{ name | length }} {{ plain | default(name) }}",
    "names of Python": "{{ {'class': name}.class }}",
}


def twice(word: object) -> str:
    return f"{word}{word}"


@jinja2.pass_context
def told(context: jinja2.runtime.Context, word: str) -> str:
    return f"{word} {context['name']}"


def keyed(word: str = "") -> Markup:
    return Markup("<b>") + word


VALUES = {
    "name": "<A & 'B'>",
    "plain": "words",
    "safe": Markup("<br>"),
    "fact": Fact("Due", "<soon>", strong=True),
    "facts": (Fact("a<", "1"), Fact("b", "2", strong=True), Fact("c&", "3", strong=True)),
    "tick": Tick("done", first=False),
    "loose": SimpleNamespace(label="loose <"),
    "twice": twice,
    "told": told,
    "keyed": keyed,
}


def said(kind: type[Sandbox], name: str) -> str:
    environment = kind(loader=jinja2.DictLoader(PARTS | TEMPLATES), autoescape=True)
    environment.get_template(name).render(VALUES)  # the second time what was met before takes the short way
    return environment.get_template(name).render(VALUES)


class Slow(Sandbox):
    code_generator_class = CodeGenerator  # type: ignore[assignment]


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_short_ways_say_the_same(name: str) -> None:
    assert said(Sandbox, name) == said(Slow, name)


@pytest.mark.parametrize("name", ["__class__", "_fields", "_replace"])
def test_no_short_way_leads_to_what_is_not_public(name: str) -> None:
    environment = Sandbox(autoescape=True, undefined=jinja2.StrictUndefined)
    for _ in range(2):
        with pytest.raises(jinja2.exceptions.SecurityError):
            environment.from_string(f"{{{{ fact.{name} }}}}{{{{ fact.{name}() }}}}").render(VALUES)


def test_a_function_that_is_unsafe_is_not_called() -> None:
    def harm() -> str:
        raise AssertionError("called")

    harm.unsafe_callable = True  # type: ignore[attr-defined]
    with pytest.raises(jinja2.exceptions.SecurityError):
        Sandbox(autoescape=True).from_string("{{ harm() }}").render(harm=harm)
