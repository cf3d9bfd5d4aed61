"""A goal or step says in words how long it takes, or by when, and has no tag that does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plainplan.checks.context import CheckContext, called
from plainplan.checks.in_words import Said, missing, worded
from plainplan.diagnostics import Diagnostic, Fix, Rule, Severity, finding
from plainplan.messages import msg, msg_count
from plainplan.source import Span

RULE = Rule(
    "P140",
    "said-in-words",
    Severity.WARNING,
    "A goal or step says a time in words only.",
    "Dates are worked out from tags alone, so that nothing in a sentence moves a plan by surprise. Words such as `by "
    "30 June 2027`, `3 weeks`, `after the exam` or `every Sunday` are shown and count for nothing until they stand "
    "there as a tag. The fix writes it behind the title and leaves the words.",
    "# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n- [ ] Apply by 15 January 2027 ~2w\n- [ ] Wait ~6w\n",
    "# Become a nurse\n\n## Goals\n\n### Get in ~6m\n\n- [ ] Apply by 15 January 2027 ~2w due:2027-01-15\n"
    "- [ ] Wait ~6w\n",
)

_FEW = 3
"""As many are told one by one; of more the first sure and the first likely one, with how many there are."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    found = [said for one in worded(context) if (said := missing(context, one))]
    for sure in (True, False):
        group = [one for one in found if one.sure is sure]
        if len(found) <= _FEW or len(group) <= 1:
            yield from (_told(context, one) for one in group)
        else:
            yield _told_once(context, group)


def _told(context: CheckContext, said: Said) -> Diagnostic:
    return finding(
        RULE,
        _place(said),
        msg("{thing} says {words} in words, and no tag does", thing=called(said.thing), words=_words(context, said)),
        help=msg("write `{tags}`", tags=_shown(said.tags))
        if said.sure
        else msg("write `{tags}`, if that is meant", tags=_shown(said.tags)),
        fix=Fix(said.edits, said.sure),
        also=_places(said)[1:],
    )


def _told_once(context: CheckContext, group: Sequence[Said]) -> Diagnostic:
    """The first of many, with a fix for all."""
    first = group[0]
    return finding(
        RULE,
        _place(first),
        _told_of_many(len(group), _words(context, first), sure=first.sure),
        help=msg("write `{tags}` there, and so on: one fix writes them all", tags=_shown(first.tags)),
        fix=Fix(tuple(edit for one in group for edit in one.edits), first.sure),
        also=tuple(place for one in group for place in _places(one))[1:],
    )


def _told_of_many(number: int, words: str, *, sure: bool) -> str:
    if sure:
        return msg_count(
            "several goals and steps ({n}) say sure times in words only; the first says {words}",
            "several goals and steps ({n}) say sure times in words only; the first says {words}",
            number,
            words=words,
        )
    return msg_count(
        "several goals and steps ({n}) seem to say times in words only; the first says {words}",
        "several goals and steps ({n}) seem to say times in words only; the first says {words}",
        number,
        words=words,
    )


def _place(said: Said) -> Span:
    return min(one.span for one in said.readings)


def _places(said: Said) -> tuple[Span, ...]:
    """Where all of it is said, a place for the title and one for each field below it."""
    title = [one.span for one in said.readings if one.span.end <= said.title.end and one.span.start >= said.title.start]
    fields = [one.span for one in said.readings if one.span not in title]
    return tuple(dict.fromkeys(sorted([*title[:1], *fields])))


def _words(context: CheckContext, said: Said) -> str:
    """The words of the first reading, as they stand there."""
    text = " ".join(context.document.source.text[slice(*_place(said))].split()).strip("()[] `")
    text = text.replace("`", "")
    return msg("“{title}”", title=text if len(text) <= 30 else text[:27].rstrip() + "…")


def _shown(tags: str) -> str:
    return tags if len(tags) <= 60 else tags[:57].rsplit(" ", 1)[0]
