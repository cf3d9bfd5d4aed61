"""A tag that can be read and does nothing where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext, called
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.model import Kind, SectionKind, Thing
from plainplan.syntax.document import HeadingNode
from plainplan.syntax.tags import BY_KEY

RULE = Rule(
    "P223",
    "idle-tag",
    Severity.HINT,
    "A tag does nothing where it stands.",
    "A risk belongs to a barrier, `done:40%` to a step without steps of its own, `every:` to a step with a duration, "
    "dates and `after:` to work, which a barrier is not. Elsewhere such a tag is taken out of the title, and nothing "
    "follows from it.",
    "---\nstart: 2026-11-01\n---\n\n# Become a nurse\n\n## Primary objective\n\n### Be hired ~6m\n\n"
    "- [ ] Apply ~5m risk:30%\n",
    "---\nstart: 2026-11-01\n---\n\n# Become a nurse\n\n## Primary objective\n\n### Be hired ~6m\n\n"
    "- [ ] Apply ~5m\n  - Barrier: no answer ~1m risk:30%\n    - Solution: call them ~1d\n",
)

_SOMETIMES_IDLE = ("risk", "every", "done")


def check(context: CheckContext) -> Iterator[Diagnostic]:
    for thing in context.plan.things:
        for key, span in thing.spans:
            if key not in _SOMETIMES_IDLE:
                continue
            tag = context.document.source.text[slice(*span)]
            if key == "done" and not tag.endswith("%"):
                continue
            if help := _idle(context, thing, key):
                yield finding(
                    RULE, span, msg("`{tag}` does nothing on {thing}", tag=tag, thing=called(thing)), help=help
                )
    yield from _on_headings(context)
    for barrier in context.plan.barriers:
        for key, span in barrier.spans:
            if not BY_KEY[key].on_barriers:
                tag = context.document.source.text[slice(*span)]
                help = msg("a barrier has no dates of its own: write the tag on a step, or on a solution with a box")
                yield finding(
                    RULE,
                    span,
                    msg("`{tag}` does nothing on the barrier {barrier}", tag=tag, barrier=called(barrier)),
                    help=help,
                )


def _on_headings(context: CheckContext) -> Iterator[Diagnostic]:
    """Tags on the title and on the headings of named sections, which are no goals."""
    goals = {thing.origin.start for thing in context.plan.things}
    unnamed = (SectionKind.INTRO, SectionKind.PROSE)
    named = {one.origin.start for one in context.plan.sections if one.kind not in unnamed}
    for node in context.document.nodes:
        if not isinstance(node, HeadingNode) or not node.words.tags or node.span.start in goals:
            continue
        if node.words.span == context.plan.title_origin or node.span.start in named:
            for tag in node.words.tags:
                help = msg("write it on a goal or a step")
                yield finding(RULE, tag.span, msg("`{tag}` does nothing on this heading", tag=tag.text), help=help)


def _idle(context: CheckContext, thing: Thing, key: str) -> str:
    """Why a tag does nothing on a thing, as what would work; nothing where it does something."""
    if key == "risk":
        return msg("write it on the barrier that it is the risk of: `- Barrier: … risk:30%`")
    if key == "every" and thing.every and (thing.kind is Kind.GOAL or thing.estimate is None):
        return msg("a habit is a step that says how long it is kept: `- [ ] … ~3m every:week`")
    if key == "done" and thing.done is None and thing.done_part is None:
        if context.is_done(thing.index):
            return msg("its box says that all of it is done")
        if thing.kind is not Kind.GOAL and not thing.contents:  # it is not idle, but cannot be read
            return ""
        return msg("how much of it is done follows from what is in it; tick that")
    return ""
