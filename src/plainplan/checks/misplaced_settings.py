"""Settings that stand below the first line, or between other lines than `---`, are read by nobody."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.lower.astray import moved, settings_astray
from plainplan.messages import msg

RULE = Rule(
    "P126",
    "misplaced-settings",
    Severity.WARNING,
    "The settings stand where they are not read.",
    "The front matter is read at the very top of the file alone, between lines of three plain hyphens. With an empty "
    "line, a comment or the title above it, or between `+++`, `----` or the long dashes of a telephone's keyboard, it "
    "is text: no start, no pace and no days off come of it.",
    "\n---\nstart: 2026-11-01\npace: 8h/week\n---\n\n# Run a half marathon\n\n## Goals\n\n"
    "### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n",
    "---\nstart: 2026-11-01\npace: 8h/week\n---\n\n# Run a half marathon\n\n## Goals\n\n"
    "### Run ten kilometres ~10w\n\n- [ ] Run three times a week ~8w\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    astray = settings_astray(context.document)
    if astray is None:
        return
    names = ", ".join(f"`{key}`" for key in sorted(astray.keys))
    help = msg("put them at the very top of the file, between two lines of `---`")
    if context.document.front_matter_span is not None:
        help = msg("put them among those at the very top of the file: only these are read")
    yield finding(
        RULE,
        astray.place,
        msg("these settings are not read: {names}", names=names),
        help=help,
        fix=moved(context.document, astray),
    )
