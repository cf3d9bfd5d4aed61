"""A user's templates are trusted with the page, and with no more: they run in a sandbox that has no way out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plainplan.compile import compile_text
from plainplan.errors import TemplateTrouble
from plainplan.render import Options, render

TODAY = date(2026, 11, 1)

# Ways out that worked once somewhere: each must be refused, or come to nothing.
ESCAPES = {
    "classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "classes, by item": "{{ ''['__class__']['__mro__'] }}",
    "classes, by attr": "{{ ''|attr('__class__')|attr('__mro__') }}",
    "classes, put together": "{{ ''|attr('__cla' ~ 'ss__') }}",
    "globals of a helper": "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "globals of a class": "{{ cycler.__init__.__globals__.os }}",
    "globals of joiner": "{{ joiner.__init__.__globals__['__builtins__'] }}",
    "globals of a filter of ours": "{{ inline.__globals__ }}",
    "closure of a filter of ours": "{{ inline.__closure__[0].cell_contents }}",
    "code of a filter of ours": "{{ prose.__code__.co_consts }}",
    "globals of the view": "{{ plan.__init__.__globals__ }}",
    "class of the view": "{{ plan.__class__.__module__ }}",
    "slots of the view": "{{ plan.__slots__ }}",
    "the template": "{{ self.__init__.__globals__ }}",
    "the context": "{{ self._TemplateReference__context.environment }}",
    "the environment": "{{ self._TemplateReference__context['environment'] }}",
    "str.format": "{{ '{0.__class__.__init__.__globals__}'.format(plan) }}",
    "str.format_map": "{{ '{a.__class__.__mro__}'.format_map({'a': ''}) }}",
    "str.format, kept": "{% set f = '{0.__class__}'.format %}{{ f(plan) }}",
    "str.format, by attr": "{{ ('{0.__class__}'|attr('format'))('') }}",
    "str.format, by map": "{{ ['{0.__class__}']|map('format', '')|list }}{{ ''|attr('__class__') }}",
    "str.format, kept in a list": "{% set f = [plan.title.format] %}{{ f[0]('') }}{{ ''.__class__ }}",
    "changing the view": "{% do plan.append(1) %}",
    "changing a list": "{{ [].append(1) }}",
    "changing words": "{{ t.update({}) }}",
    "generator": "{{ (x for x in []).gi_frame }}",
    "frames": "{{ cycler.next.__func__.__code__ }}",
    "include": "{% include '/etc/passwd' %}",
    "include, up": "{% include '../outside.txt' %}",
    "include, far up": "{% include '../../../../../../etc/passwd' %}",
    "include, backslash": "{% include '..\\\\outside.txt' %}",
    "include, link": "{% include 'link.txt' %}",
    "import": "{% import '/etc/passwd' as x %}",
    "extends": "{% extends '../outside.txt' %}",
    "a large range": "{{ range(10**9)|length }}",
    "an unknown name": "{{ nobody }}",
    "an unknown part": "{{ plan.nothing }}",
    "a part that is a word of Python": "{{ plan.class }}",
    "a part of a part that is one": "{{ plan.masthead.done.from.value }}",
    "bad syntax": "{% for %}",
    "division": "{{ 1 // 0 }}",
}  # fmt: skip


def page(folder: Path, template: str, text: str = "# A plan\n") -> str:
    (folder / "page.html").write_text(template, "utf-8")
    return render(compile_text("a.plan.md", text, TODAY), "html", Options(template=str(folder))).decode()


@pytest.mark.parametrize("name", ESCAPES)
def test_there_is_no_way_out(name: str, tmp_path: Path) -> None:
    look = tmp_path / "look"
    look.mkdir()
    (tmp_path / "outside.txt").write_text("the words outside", "utf-8")
    (look / "link.txt").symlink_to(tmp_path / "outside.txt")
    with pytest.raises(TemplateTrouble):
        page(look, ESCAPES[name])


def test_a_template_that_is_no_escape_works(tmp_path: Path) -> None:
    assert page(tmp_path, "{{ plan.title }} {{ 6 * 7 }}") == "A plan 42"


def test_attributes_are_escaped_by_name_and_value(tmp_path: Path) -> None:
    """A key with a blank or a slash in it would begin an attribute of its own."""
    for key in ("x onclick", "x/onclick", "x>y", "x=y"):
        with pytest.raises(TemplateTrouble):
            page(tmp_path, f"<p{{{{ {{'{key}': 'alert(1)'}}|xmlattr }}}}>")


def test_a_plan_is_never_a_template(tmp_path: Path) -> None:
    text = "# {{ 7*7 }} {% include 'page.html' %}\n"
    assert page(tmp_path, "{{ plan.title }}", text) == "{{ 7*7 }} {% include ‘page.html’ %}"


def test_addresses_are_checked_where_a_template_asks(tmp_path: Path) -> None:
    for address in ("javascript:alert(1)", "JAVASCRIPT:x", "java\\tscript:x", "//evil.example", "data:text/html,x"):
        assert page(tmp_path, f"[{{{{ safe_url('{address}') }}}}]") == "[]"
    assert page(tmp_path, "{{ safe_url('https://example.org/a') }}") == "https://example.org/a"
