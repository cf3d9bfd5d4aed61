"""The places in a plan that its links can lead to: each heading, goal and step, by its name or its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from plainplan.facts.facts import anchor_of
from plainplan.lower.slugs import slug
from plainplan.model import Kind, Plan, Section, SectionKind
from plainplan.pattern import pattern
from plainplan.prose import Heading, Link
from plainplan.source import Source

_OF_KINDS = {
    SectionKind.INTRO: "plan",
    SectionKind.ASSESSMENT: "choice",
    SectionKind.OCCUPATIONS: "choice",
    SectionKind.CHECKINS: "check-ins",
}


_ASKED = pattern(r"\][(:][\s>]*<?[#\\&]")
"""How a link to a place begins, in brackets or behind its name, its `#` perhaps escaped; a first look at the text."""


def links_inside(plan: Plan, source: Source) -> tuple[str, ...]:
    """What the links of a plan ask for that lead to places in it, as `#get-in`, each once."""
    if not _ASKED.search(source.text):
        return ()
    return tuple(dict.fromkeys(link.href for link in all_of(Link, plan) if link.href.startswith("#")))


def place_asked(places: dict[str, str], href: str) -> str | None:
    """The address on the page that a link asks for, by the name or by the words of the place."""
    name = unquote(href[1:])
    return places.get(name) or places.get(slug(name))


def places_of(plan: Plan, source: Source) -> dict[str, str]:
    """Each name and its address: of two with one name the first, headings before steps."""
    places = dict[str, str]()
    places[slug(plan.title)] = "plan"
    for section in plan.sections:
        places.setdefault(slug(section.title), _of_section(source, section))
    for thing in plan.things:
        if thing.kind is Kind.GOAL:
            places.setdefault(slug(thing.title), anchor_of(thing))
    for heading in all_of(Heading, (plan.sections, plan.things)):
        if heading.anchor:
            places.setdefault(heading.anchor, f"text-{heading.anchor}")
    for thing in plan.things:
        if thing.kind is not Kind.SOLUTION:
            places.setdefault(thing.id, anchor_of(thing))
            places.setdefault(slug(thing.title), anchor_of(thing))
    return places


def _of_section(source: Source, section: Section) -> str:
    line = f"line-{source.position(section.origin.start).line}"
    return _OF_KINDS.get(section.kind) or (line if section.kind is SectionKind.GOALS else f"h-{line}")


def all_of(kind: type, value: Any) -> Iterator[Any]:
    """Every value of a kind inside of another one; no recursion here."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, kind):
            yield one
        if isinstance(one, tuple):
            stack.extend(reversed(one))
