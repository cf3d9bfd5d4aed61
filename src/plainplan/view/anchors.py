"""Where links inside a plan lead: each heading, goal and step has a place on the page, by its name or its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from plainplan.compile import Compilation
from plainplan.facts import anchor_of
from plainplan.lower.slugs import slug
from plainplan.model import Kind, Section, SectionKind
from plainplan.prose import Heading, Link

_OF_KINDS = {
    SectionKind.INTRO: "plan",
    SectionKind.ASSESSMENT: "choice",
    SectionKind.OCCUPATIONS: "choice",
    SectionKind.CHECKINS: "check-ins",
}


def anchors_of(compilation: Compilation) -> Mapping[str, str]:
    """For each place in the plan that one of its links asks for, as `#get-in`, the address on the page."""
    if "#" not in compilation.source.text:
        return {}
    plan = compilation.plan
    asked = {link.href for link in _all(Link, (plan.sections, plan.things)) if link.href.startswith("#")}
    if not asked:
        return {}
    places = _places(compilation)
    wanted = {href: places.get(name) or places.get(slug(name)) for href in asked for name in (unquote(href[1:]),)}
    return {href: place for href, place in sorted(wanted.items()) if place}


def _places(compilation: Compilation) -> dict[str, str]:
    """Each name and its address: of two with one name the first, headings before steps."""
    plan, places = compilation.plan, dict[str, str]()
    places[slug(plan.title)] = "plan"
    for section in plan.sections:
        places.setdefault(slug(section.title), _of_section(compilation, section))
    for thing in plan.things:
        if thing.kind is Kind.GOAL:
            places.setdefault(slug(thing.title), anchor_of(thing))
    for heading in _all(Heading, (plan.sections, plan.things)):
        if heading.anchor:
            places.setdefault(heading.anchor, f"text-{heading.anchor}")
    for thing in plan.things:
        if thing.kind is not Kind.SOLUTION:
            places.setdefault(thing.id, anchor_of(thing))
            places.setdefault(slug(thing.title), anchor_of(thing))
    return places


def _of_section(compilation: Compilation, section: Section) -> str:
    line = f"line-{compilation.source.position(section.origin.start).line}"
    return _OF_KINDS.get(section.kind) or (line if section.kind is SectionKind.GOALS else f"h-{line}")


def _all(kind: type, value: Any) -> Iterator[Any]:
    """Every value of a kind inside of another one; no recursion here."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, kind):
            yield one
        if isinstance(one, tuple):
            stack.extend(reversed(one))
