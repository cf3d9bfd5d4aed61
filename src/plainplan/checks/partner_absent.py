"""A partner who has not been there for the last check-ins."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, short
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg, msg_count

RULE = Rule(
    "P506",
    "partner-absent",
    Severity.HINT,
    "The partner was in none of the last four check-ins.",
    "A partner who is not asked any more is no partner. Arrange the next review together, or find somebody who has "
    "the time. A check-in counts when it names the partner, as `@sam` after its date or in its text.",
    "---\nstart: 2026-10-01\nreview: weekly\npartner: Sam Okafor\n---\n\n# Become a nurse\n\n## Primary objective\n\n"
    "### Be hired ~6m\n\n- [ ] Apply ~5m\n\n## Check-ins\n\n- 2026-10-30: two applications written\n",
    "---\nstart: 2026-10-01\nreview: weekly\npartner: Sam Okafor\n---\n\n# Become a nurse\n\n## Primary objective\n\n"
    "### Be hired ~6m\n\n- [ ] Apply ~5m\n\n## Check-ins\n\n- 2026-10-30 @sam: two applications written\n",
)

LATEST = 4


def check(context: CheckContext) -> Iterator[Diagnostic]:
    settings = context.plan.settings
    latest = sorted(context.plan.checkins, key=lambda entry: entry.date)[-LATEST:]
    if not settings.partner or not latest:
        return
    from plainplan.facts.partner import handles, was_there

    if any(was_there(settings.partner, entry, settings.lang) for entry in latest):
        return
    names = " ".join(f"@{name}" for name in handles(settings.partner, settings.lang)) or "@NAME"
    yield finding(
        RULE,
        settings.span_of("partner"),
        msg_count(
            "{partner} was not there for the last check-in",
            "{partner} was not there for any of the last {n} check-ins",
            len(latest),
            partner=short(settings.partner),
        ),
        help=msg("arrange the next one together, and write it as `- DATE {names}: …`", names=names),
    )
