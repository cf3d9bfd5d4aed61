"""What a template may use, told from the view's own types and docstrings: a list for `docs/reference/view.md`."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Any, Union, get_args, get_origin, get_type_hints

from plainplan.view import _LABELS
from plainplan.view.parts import Prose, Title
from plainplan.view.whole import PlanView
from plainplan.words import words_for

PLAIN = {str: "text", int: "whole number", float: "number", bool: "yes or no", type(None): "none"}

CALLABLES = {
    "words(title)": "the writer's words as HTML, without links: for where a link stands around them",
    "inline(title)": "the writer's words as HTML, with their harmless links",
    "cap(title)": "the same, with a capital letter in front",
    "prose(blocks, level)": "the writer's paragraphs, lists and tables; headings in them start at that level",
    "said(title)": "words that are plainplan's own, as in a finding",
    "printed(text)": "a sentence as HTML: with printed marks, and what stands in backticks as code",
    "safe_url(address)": "the address if it may be followed, else nothing",
    "dated": "an attribute for what holds a date only: its language, where that is not the page's",
    "kept(macro, part)": "what a macro makes of a part of the view; `plan watch` keeps it while it is the same",
    "by_goal(rows)": "rows of a timeline in runs, each from one goal to the next",
    "t[key]": "a word of the interface, by the keys below",
}


def view_page() -> Iterator[str]:
    """The page's lines: what templates may call, the view from the top down, the words of the interface."""
    yield "A template sees one value, `plan`: a `PlanView`. Its parts are listed below, from the top down, each with"
    yield "its fields: only text, numbers, lists and the writer's own words, all dates and sentences in the language of"
    yield "the plan. [A look of your own](../templates.md) tells how a look is made."
    yield from ("", "## What a template may call", "", "| | |", "| --- | --- |")
    yield from (f"| `{name}` | {meaning} |" for name, meaning in CALLABLES.items())
    yield from (
        "",
        "The first six are filters as well: `{{ title | words }}` says the same as `{{ words(title) }}`, sooner.",
    )
    for part in parts():
        yield from ("", f"## {part.__name__}", "", paragraph(part), "", "| Field | Holds |", "| --- | --- |")
        hints = get_type_hints(part)
        yield from (f"| `{name}` | {told(hints[name])} |" for name in part._fields)
    yield from ("", "## Words of the interface", "", "| Key | In English |", "| --- | --- |")
    messages = words_for("en").catalogue.messages
    yield from (f"| `{key}` | {messages[key]} |" for key in sorted(_LABELS))


def parts() -> list[Any]:
    """The view's types in the order in which one comes upon them."""
    found: dict[Any, None] = {PlanView: None}
    waiting = [PlanView]
    while waiting:
        for hint in get_type_hints(waiting.pop(0)).values():
            for inner in _parts_in(hint):
                if inner not in found:
                    found[inner] = None
                    waiting.append(inner)
    return list(found)


def _parts_in(hint: Any) -> Iterator[Any]:
    if hint in (Title, Prose):
        return
    if isinstance(hint, type) and issubclass(hint, tuple) and hasattr(hint, "_fields"):
        yield hint
    for inner in get_args(hint):
        yield from _parts_in(inner)


def paragraph(part: Any) -> str:
    """A type's docstring, its lines joined; its paragraphs stay apart."""
    return "\n\n".join(" ".join(block.split()) for block in (part.__doc__ or "").split("\n\n"))


def told(hint: Any) -> str:
    """A field's type in words, with a link to each part."""
    if hint == Title:
        return "the writer's words"
    if hint == Prose:
        return "the writer's prose"
    if hint in PLAIN:
        return PLAIN[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        kinds = [one for one in inner if one is not Ellipsis]
        if len(kinds) < len(inner):
            return f"list of {told(kinds[0])}"
        return " and ".join(told(one) for one in kinds)
    if origin in (Union, types.UnionType):
        return " or ".join(told(one) for one in inner)
    if origin is Mapping:
        return "mapping from text to text"
    return f"[{hint.__name__}](#{hint.__name__.lower()})"
