"""A self-assessment has four sides."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg, msg_and
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

NAMES = {
    "values": msg("Values"),
    "interests": msg("Interests"),
    "aptitudes": msg("Aptitudes"),
    "personality": msg("Personality"),
}


def check(context: CheckContext) -> Iterator[Diagnostic]:
    section = next((one for one in context.plan.sections if one.kind is SectionKind.ASSESSMENT), None)
    if section is None:
        return
    told = {trait.key for trait in context.plan.assessment if trait.text}
    missing = [NAMES[key] for key in TRAITS if key not in told]
    if missing:
        quoted = [msg("“{title}”", title=name) for name in missing]
        yield finding(
            RULE,
            section.origin,
            msg(
                "the self-assessment says nothing about {traits}",
                traits=msg_and(quoted),
            ),
            help=msg("add an item such as `- {trait}: …`", trait=missing[0]),
        )
