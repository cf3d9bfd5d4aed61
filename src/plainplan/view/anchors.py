"""Where links inside a plan lead: each heading, goal and step has a place on the page, by its name or its words."""

from __future__ import annotations

from collections.abc import Mapping

from plainplan.compile import Compilation
from plainplan.facts.places import links_inside, place_asked, places_of


def anchors_of(compilation: Compilation) -> Mapping[str, str]:
    """For each place in the plan that one of its links asks for, as `#get-in`, the address on the page."""
    asked = links_inside(compilation.plan, compilation.source)
    if not asked:
        return {}
    places = places_of(compilation.plan, compilation.source)
    wanted = {href: place_asked(places, href) for href in asked}
    return {href: place for href, place in sorted(wanted.items()) if place}
