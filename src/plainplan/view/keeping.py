"""Am I keeping at it, and what is wrong with the plan? Check-ins, findings, and a sheet to fill in by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import groupby

from plainplan.diagnostics import Severity
from plainplan.facts.check_ins import coming_days, kept
from plainplan.facts.coming import until
from plainplan.model import SectionKind
from plainplan.pattern import pattern
from plainplan.prose import Block, Code, Emphasis, Inline, Text
from plainplan.view.context import ViewContext, blocks, sentence
from plainplan.view.headings import head_of
from plainplan.view.parts import (
    CheckInSheet,
    CheckInView,
    Fact,
    FindingGroup,
    Findings,
    FindingView,
    Keeping,
    RhythmDot,
    TickOff,
    Title,
)

_PAST, _COMING = 26, 4
_ALIKE = 4  # findings of one kind that are told one by one
_PERIODS, _TO_TICK, _ON_PAPER = 8, 12, 12


def keeping(context: ViewContext) -> Keeping | None:
    """The view of check-ins and rhythm; None where the plan has neither."""
    plan, words = context.plan, context.words
    sections = [section for section in plan.sections if section.kind is SectionKind.CHECKINS]
    if not sections and not plan.checkins and plan.settings.review is None:
        return None
    prose: list[Block] = []
    for section in sections:
        prose.extend(blocks(section.body))
    entries = sorted(plan.checkins, key=lambda entry: entry.date, reverse=True)
    return Keeping(
        head_of(context, sections[0]) if sections else None,
        _rhythm(context) or words.say("no rhythm"),
        _sentence(context),
        _dots(context),
        tuple(
            CheckInView(
                words.date(entry.date.toordinal(), "entry"),
                entry.date.isoformat(),
                words.listed(entry.who),
                entry.words,
                blocks(entry.body),
            )
            for entry in entries
        ),
        tuple(prose),
    )


def _rhythm(context: ViewContext) -> str:
    settings, words = context.plan.settings, context.words
    if settings.review is None:
        return ""
    every = sentence(context.rhythm(settings.review))
    if settings.partner:
        return words.say("rhythm.with", every=every, partner=settings.partner)
    return words.say("rhythm", every=every)


def _sentence(context: ViewContext) -> str:
    words, found = context.words, kept(context)
    if found is None:
        return ""
    was_kept = len(found.past) - found.missed
    said = []
    if found.past:
        counts = words.say(
            "kept and missed",
            kept=_how_many(context, "kept", was_kept),
            missed=_how_many(context, "missed", found.missed),
        )
        said.append(sentence(counts))
    if found.next == context.today:
        said.append(words.say("next today"))
    else:
        said.append(words.say("next on", date=words.date(found.next, "full-day")))
    return " ".join(said)


def _how_many(context: ViewContext, key: str, number: int) -> str:
    return context.words.count(key, number) if number else context.words.say(f"{key}.none")


def _dots(context: ViewContext) -> tuple[RhythmDot, ...]:
    found, words = kept(context), context.words
    if found is None:
        return ()
    days = [(day, "kept" if was_kept else "missed") for day, was_kept in found.past[-_PAST:]]
    coming = coming_days(context, _COMING + 1)
    days.extend((day, "today" if day == context.today else "next") for day in coming)
    dots, month = [], 0
    for day, state in days:
        then = date.fromordinal(day).month
        label = words.headed(words.date(day, "long"), words.say(f"dot.{state}"))
        dots.append(RhythmDot(state, label, words.date(day, "mon") if then != month else ""))
        month = then
    return tuple(dots)


def findings(context: ViewContext) -> Findings:
    """The view of all findings: the most severe first, then by place."""
    words = context.words
    marked = lru_cache(maxsize=256)(_marked)  # shared by many findings
    ranks = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}
    graver = {severity: words.say(f"severity.{severity.value}") for severity in ranks}
    often = Counter(one.code for one in context.compilation.diagnostics)
    # Many of one code stand together; few stand where they are in the plan.
    found = sorted(
        context.compilation.diagnostics,
        key=lambda one: (ranks[one.severity], one.code if often[one.code] > _ALIKE else "", one.span),
    )
    items = tuple(
        FindingView(
            words.say("line", n=context.line(one.span.start)),
            marked(sentence(words.tell(one.message))),
            marked(sentence(words.tell(one.help))),
            graver[one.severity],
            one.severity is not Severity.HINT,
            one.code,
            "" if words.knows(one.message) and words.knows(one.help) else "en",
        )
        for one in found
    )
    counts = []
    for severity in ranks:
        number = sum(1 for one in found if one.severity is severity)
        if number:
            counts.append(words.count(f"{severity.value}s", number))
    if not counts:
        return Findings(words.say("findings.none"), ())
    text = words.say("findings.in", count=sentence(words.listed(tuple(counts))), file=context.compilation.source.file)
    rest = len(items) - _ON_PAPER
    more = sentence(words.count("findings.more", rest)) if rest > 0 else ""
    return Findings(text, items, items[:_ON_PAPER], more, tuple(_grouped(context, items)))


def _grouped(context: ViewContext, items: tuple[FindingView, ...]) -> Iterator[FindingGroup]:
    """Findings of one code, where they are many, with the first ones in sight."""
    for _, found in groupby(items, key=lambda one: one.code):
        alike = tuple(found)
        shown = alike if len(alike) <= _ALIKE else alike[: _ALIKE - 1]
        rest = alike[len(shown) :]
        more = context.words.count("findings.alike", len(rest), code=alike[0].code) if rest else ""
        yield FindingGroup(shown, rest, more)


_MARKED = pattern(r"(?<!\w)\*([^*\n]+)\*(?!\w)|`([^`\n]+)`")


def _marked(text: str) -> Title:
    """A message as inline pieces: quoted names in italics, code as code."""
    if "*" not in text and "`" not in text:
        return (Text(text),) if text else ()
    pieces: list[Inline] = []
    end = 0
    for match in _MARKED.finditer(text):
        if match.start() > end:
            pieces.append(Text(text[end : match.start()]))
        pieces.append(Emphasis((Text(match[1]),)) if match[1] else Code(match[2]))
        end = match.end()
    if end < len(text):
        pieces.append(Text(text[end:]))
    return tuple(pieces)


def sheet(context: ViewContext) -> CheckInSheet:
    """The next periods to fill in, and what to tick by their end."""
    words, settings = context.words, context.plan.settings
    days = coming_days(context, _PERIODS + 1)
    last = days[-1] if days else context.today
    rhythm = _rhythm(context)
    text = words.say("sheet.rhythm", rhythm=rhythm) if rhythm else words.say("sheet.text")
    weekday = settings.review.weekday if settings.review and settings.review.unit == "week" else None
    heading = sentence(words.weekday(weekday)) if weekday is not None else words.say("sheet.day")
    rows = tuple(
        Fact(words.date(day, "day"), words.say("dot.today") if day == context.today else "") for day in days[:_PERIODS]
    )
    return CheckInSheet(
        text, heading, rows, words.say("sheet.tick", date=words.date(last, "long-day")), _to_tick(context, last)
    )


def _to_tick(context: ViewContext, last: int) -> tuple[TickOff, ...]:
    due = until(context, last)[:_TO_TICK]
    return tuple(TickOff(context.alone(index), context.words.date(day, "day")) for day, index in due)
