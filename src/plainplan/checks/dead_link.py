"""Links to a place in the plan that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from plainplan.checks.context import CheckContext, short
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.facts.places import links_inside, place_asked, places_of
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.source import Span

RULE = Rule(
    "P122",
    "dead-link",
    Severity.WARNING,
    "A link leads to a place that the plan has not got.",
    "A link to `#get-in` leads to the heading, goal or step of that name, or whose words make that name: small "
    "letters, hyphens for blanks. Where nothing is called so, most often because a title was written anew, the "
    "link does nothing.",
    "---\nstart: 2026-11-01\nreview: weekly\n---\n\n# Be a nurse\n\nFirst comes [the exam](#exams).\n\n"
    "## Primary objective\n\n### Be hired ~3m\n\n- [ ] Sit the exam ~3m ^exam\n- Barrier: no time ~1w\n"
    "  - Solution: mornings\n",
    "---\nstart: 2026-11-01\nreview: weekly\n---\n\n# Be a nurse\n\nFirst comes [the exam](#exam).\n\n"
    "## Primary objective\n\n### Be hired ~3m\n\n- [ ] Sit the exam ~3m ^exam\n- Barrier: no time ~1w\n"
    "  - Solution: mornings\n",
)

_WRITTEN = pattern(r"\](?:\(|:)[ \t]*<?(?P<href>#[^\s()<>]+)")
_OF_THE_PAGE = frozenset(
    {"plan", "now", "road", "goals", "choice", "check-ins", "findings", "money", "outlook", "history", "top"}
)
"""Parts of the page that have a name there, whatever the plan says."""
_NOTE = "note-"


def check(context: CheckContext) -> Iterator[Diagnostic]:
    source = context.document.source
    asked = [href for href in links_inside(context.plan, source) if len(href) > 1]
    if not asked:
        return
    places = places_of(context.plan, source)
    known = _OF_THE_PAGE | frozenset(places.values())
    written: dict[str, Span] = {}
    for match in _WRITTEN.finditer(source.text):
        written.setdefault(unquote(match["href"]), Span(*match.span("href")))
    for href in asked:
        name = unquote(href[1:])
        if place_asked(places, href) or name in known or name.startswith(_NOTE):
            continue
        from plainplan.lower.closest import closest  # few links are dead

        near = closest(name, places)
        help = (
            msg("did you mean `#{name}`?", name=near[0])
            if near
            else msg("write the name of a heading, a goal or a step (`^name`)")
        )
        place = written.get(unquote(href), context.title_place)
        yield finding(RULE, place, msg("`{link}` leads to nothing in this plan", link=short(unquote(href))), help=help)
