"""A plan is called what its title says; without one it is called after its file."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.source import Span

RULE = Rule(
    "P201",
    "no-title",
    Severity.HINT,
    "The plan has no title.",
    "The title stands at the top of the page and says what all of this is for. Write it as the first heading, or as "
    "`title` in the front matter; without either, the name of the file has to do.",
    "## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n",
    "# Run a half marathon\n\n## Goals\n\n### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    plan = context.plan
    if plan.title_origin is None and plan.settings.title is None:
        yield finding(
            RULE,
            Span(0, 0),
            msg("this plan has no title, so it is called `{title}` after its file", title=plan.title),
            help=msg("say what it is for in a first line such as `# Become a nurse`"),
        )
