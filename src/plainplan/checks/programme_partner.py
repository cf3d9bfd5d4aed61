"""A partner that a programme asks for in every plan."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

RULE = Rule(
    "X102",
    "programme-partner",
    Severity.WARNING,
    "The programme asks for a partner, and the plan names none.",
    "The programme that this plan belongs to asks in its `plan.toml` that somebody looks at each plan "
    "together with the person whose it is. Write who that is into the front matter.",
    "---\nstart: 2026-11-01\nreview: weekly on sunday\n---\n\n# Become a nurse\n\n## Primary objective\n\n"
    "### Be hired ~5m\n\n- [ ] Apply ~5m\n- Barrier: few places ~1m\n  - Solution: apply in two cities\n",
    "---\nstart: 2026-11-01\nreview: weekly on sunday\npartner: Sam Okafor\n---\n\n# Become a nurse\n\n"
    "## Primary objective\n\n"
    "### Be hired ~5m\n\n- [ ] Apply ~5m\n- Barrier: few places ~1m\n  - Solution: apply in two cities\n",
    beside=(("plan.toml", "[programme]\npartner = true\n"),),
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    if context.programme.partner and not context.plan.settings.partner:
        yield finding(
            RULE,
            context.title_place,
            msg("the programme asks for a partner, and this plan names none"),
            help=msg("write who looks at it with you into the front matter: `partner: Sam Okafor`"),
        )
