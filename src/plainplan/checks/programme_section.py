"""Sections that a programme asks for in every plan."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, short
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.lower.vocabulary import SectionName, letters, section_name
from plainplan.messages import msg
from plainplan.model import SectionKind

RULE = Rule(
    "X101",
    "programme-section",
    Severity.WARNING,
    "A section that the programme asks for is missing or empty.",
    "The programme that this plan belongs to asks for some sections in every plan, in its `plan.toml`. "
    "They are compared by their letters, and named ones in any language that plans are written in; one "
    "with nothing in it is as if it were not there.",
    "---\nstart: 2026-11-01\nreview: weekly on sunday\npartner: Sam\n---\n\n# Become a nurse\n\n"
    "## Primary objective\n\n"
    "### Be hired ~5m\n\n- [ ] Apply ~5m\n- Barrier: few places ~1m\n  - Solution: apply in two cities\n",
    "---\nstart: 2026-11-01\nreview: weekly on sunday\npartner: Sam\n---\n\n# Become a nurse\n\n"
    "## Primary objective\n\n"
    "### Be hired ~5m\n\n- [ ] Apply ~5m\n- Barrier: few places ~1m\n  - Solution: apply in two cities\n"
    "\n## Self-assessment\n\n- Values: service\n- Interests: people\n- Aptitudes: calm\n"
    "- Personality: quiet\n",
    beside=(("plan.toml", '[programme]\nsections = ["Self-assessment"]\n'),),
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    for wanted in context.programme.sections:
        named = section_name(wanted, context.plan.settings.lang)
        if not (_holds_something(context, named) if named else _is_there(context, wanted)):
            yield finding(
                RULE,
                context.title_place,
                msg(
                    "the programme asks for a section `{section}`, and there is none with anything in it",
                    section=short(wanted),
                ),
                help=msg("write `## {section}` and what belongs there", section=short(wanted)),
            )


def _holds_something(context: CheckContext, named: SectionName) -> bool:
    """Whether a section that means something has anything in it."""
    plan, kind = context.plan, named.kind
    if kind is SectionKind.GOALS:
        return any(named.horizon in (None, context.plan.things[goal].horizon) for goal in plan.goals)
    held = {
        SectionKind.ASSESSMENT: plan.assessment,
        SectionKind.OCCUPATIONS: plan.occupations,
        SectionKind.SOMEDAY: plan.someday,
        SectionKind.CHECKINS: plan.checkins,
    }
    return bool(held[kind]) if kind in held else any(one.kind is kind and one.body for one in plan.sections)


def _is_there(context: CheckContext, wanted: str) -> bool:
    return any(letters(one.title) == letters(wanted) and one.body for one in context.plan.sections)
