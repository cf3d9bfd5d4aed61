"""Something that was finished before it began."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called, day
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg

RULE = Rule(
    "P411",
    "done-before-since",
    Severity.WARNING,
    "Something is said to have been finished before it began.",
    "`since:` is the day on which it really started, `done:` the day on which it was really finished. One of the two "
    "is a slip, and the projection rests on both.",
    "---\nstart: 2026-09-01\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n"
    "- [x] Visit two campuses ~2w since:2026-09-20 done:2026-09-12\n",
    "---\nstart: 2026-09-01\n---\n\n# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n"
    "- [x] Visit two campuses ~2w since:2026-09-02 done:2026-09-12\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    for thing in context.plan.things:
        if thing.since is None or thing.done is None:
            continue
        since, done = thing.since.first.toordinal(), thing.done.last.toordinal()
        if done < since:
            yield finding(
                RULE,
                thing.span_of("done"),
                msg(
                    "{thing} was finished on {finish}, before it began on {start}",
                    thing=called(thing),
                    finish=day(done),
                    start=day(since),
                ),
                help=msg("correct `since:` or `done:`"),
            )
