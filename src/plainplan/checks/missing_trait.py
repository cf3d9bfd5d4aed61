"""A self-assessment has four sides."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.model import TRAITS, SectionKind

RULE = Rule(
    "P221",
    "missing-trait",
    Severity.HINT,
    "The self-assessment leaves out a trait.",
    "What you value, what interests you, what you are good at and what you are like: work that fits only three of "
    "them wears you out in the end. If you don't know, ask someone who knows you well.",
    "# Find work that suits me\n\n## Self-assessment\n\n- Values: service\n- Interests: biology\n\n"
    "## Primary objective\n\n### Find a first post ~6m\n\n- [ ] Apply ~5m\n",
    "# Find work that suits me\n\n## Self-assessment\n\n- Values: service\n- Interests: biology\n"
    "- Aptitudes: calm under pressure\n- Personality: quiet\n\n"
    "## Primary objective\n\n### Find a first post ~6m\n\n- [ ] Apply ~5m\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    section = next((one for one in context.plan.sections if one.kind is SectionKind.ASSESSMENT), None)
    if section is None:
        return
    told = {trait.key for trait in context.plan.assessment if trait.text}
    missing = [key.capitalize() for key in TRAITS if key not in told]
    if missing:
        yield finding(
            RULE,
            section.origin,
            f"the self-assessment says nothing about {_listed(missing)}",
            help=f"add an item such as `- {missing[0]}: …`",
        )


def _listed(words: list[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
