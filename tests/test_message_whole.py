"""What is found can be said in every language: each finding is made of messages, and has no other English in it.

The samples of the rules, the cases and the examples are compiled and their findings taken apart. The modules that make
findings are read, too, for branches that no sample gets to.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import catalogues
import pytest

from case_files import read_cases
from plainplan.checks import missing_trait
from plainplan.checks.all_rules import ALL_RULES
from plainplan.compile import Compilation, compile_bytes
from plainplan.diagnostics import Rule
from plainplan.lower.vocabulary import letters
from plainplan.messages import Capital, Day, Joined, Message
from plainplan.words import LANGUAGES, plan_words, words_for
from test_checks import compiled
from test_examples import EXAMPLES, example

KEYS = {
    text
    for one in catalogues.template()
    if not one.context
    for text in ((one.id,) if isinstance(one.id, str) else one.id)
}
"""The English of every message that is in the catalogues."""

NOT_YET: set[str] = set()
"""Codes of rules whose findings are not messages yet."""

MADE = Message | Joined | Capital | Day
QUOTED = re.compile(r"`[^`]*`|“[^”]*”")


def lost(text: str, written: str) -> Iterator[str]:
    """The pieces of a finding's text that no translator gets to see."""
    if isinstance(text, Message):
        if not {text.template, text.plural or text.template} <= KEYS:
            yield text.template
        free = QUOTED.sub("", text.template)
        for name, value in text.values.items():
            if isinstance(value, MADE):
                yield from lost(value, written)
            elif isinstance(value, str) and f"{{{name}}}" in free and not is_of_the_plan(value, written):
                yield f"{text.template} {name}={value!r}"
    elif isinstance(text, Joined):
        if not any(isinstance(part, MADE) for part in text.parts):
            yield text
        for part in text.parts:
            if isinstance(part, MADE):
                yield from lost(part, written)
            elif not is_of_the_plan(part, written):
                yield part
    elif isinstance(text, Capital):
        yield from lost(text.inner, written)
    elif text and not isinstance(text, Day):
        yield text


def is_of_the_plan(value: str, written: str) -> bool:
    """Whether a piece has no words of plainplan's own: it stands in the plan, or has none but codes such as `EUR`."""
    plain = QUOTED.sub("", value)
    return not re.search(r"[^\W\d_]*[a-z][^\W\d_]+", plain) or plain.rstrip("…").casefold() in written


def all_lost(made: Compilation, *beside: str) -> list[str]:
    written = " ".join(" ".join((made.source.text, made.source.name, *beside)).split()).casefold()
    return [
        f"{found.code}: {piece}"
        for found in made.diagnostics
        if found.code not in NOT_YET
        for text in (found.message, found.label, found.help)
        for piece in lost(text, written)
    ]


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_findings_of_a_sample_are_messages(rule: Rule) -> None:
    beside = [text for one in rule.beside for text in one]
    assert all_lost(compiled(rule, rule.bad), *beside) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_findings_of_an_example_are_messages(name: str) -> None:
    assert all_lost(example(name)) == []


def test_findings_of_all_cases_are_messages() -> None:
    made = ((case, compile_bytes(case.name, case.data, case.today)) for case in read_cases())
    assert [f"{case}: {piece}" for case, one in made for piece in all_lost(one)] == []


TELLING = ("checks", "language", "syntax", "lower", "schedule", "project/pictures.py")
"""Packages and modules that make sentences about plans."""

SENTENCE = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}")
NO_SENTENCE = ("pattern", "Rule", "TagKind", "Reason", "msg", "msg_count", "say")
FOR_THE_PROGRAM = {"plan start", "start tag", "on tag", "day off", "colon lines", "plan holidays "}


def is_english(text: str) -> bool:
    """Whether a string reads like a part of a sentence, and is no text of a sample."""
    return SENTENCE.search(text) is not None and "\n" not in text and text not in FOR_THE_PROGRAM


def english_in(module: ast.Module) -> Iterator[str]:
    """The strings of a module that read like parts of a sentence, and stand in no message."""
    waiting: list[ast.AST] = [module]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in NO_SENTENCE:
            continue
        if isinstance(node, ast.Raise | ast.Compare):
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_english(node.value):
            yield f"{node.lineno}: {node.value}"
        waiting.extend(ast.iter_child_nodes(node))


def modules_of(name: str) -> list[Path]:
    path = catalogues.SOURCE / name
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


MODULES = [path for name in TELLING for path in modules_of(name)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_module_that_tells_has_no_english_but_messages(path: Path) -> None:
    assert list(english_in(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_missing_traits_are_called_by_names_that_are_read(code: str) -> None:
    for key, name in missing_trait.NAMES.items():
        read = {letters(word) for one in plan_words(code) for word in one.traits[key]}
        assert letters(words_for(code).tell(name)) in read
