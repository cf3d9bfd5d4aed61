"""A candidate's own plan that cannot be read: told by `plan decide`, which alone looks at other files."""

from __future__ import annotations

from plainplan.checks.occupation_samples import table
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.source import Span

RULE = Rule(
    "P235",
    "unread-plan",
    Severity.WARNING,
    "An occupation links to a plan that cannot be worked out.",
    "An occupation in the table can link to a plan of its own, and `plan decide` then tells when each road would end. "
    "This one is missing, cannot be read, has errors, or has no dates. Only `plan decide` tells this finding, for "
    "other commands read no files but the plan itself.",
    table("[Nurse](missing.plan.md) | shortlist | BSN | 86000", "Paramedic | chosen | certificate | 53000"),
    table("Nurse | shortlist | BSN | 86000", "Paramedic | chosen | certificate | 53000"),
)


def unread(place: Span, name: str, reason: str) -> Diagnostic:
    """The finding about one candidate's plan."""
    help = msg("write the address as seen from this plan's folder, and mend that plan with `plan check`")
    return finding(
        RULE, place, msg("the plan of “{name}” cannot be worked out: {reason}", name=name, reason=reason), help=help
    )
