"""A plan as a report in plain Markdown: its own text, with dates in words where its tags stand.

For pandoc, and from there to Word, OpenDocument and EPUB. Every block of the plan stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.compile import Compilation
from plainplan.diagnostics import Edit, with_edits
from plainplan.exchange import REPORT_MARK
from plainplan.messages import msg
from plainplan.model import Barrier, Plan, Thing
from plainplan.pattern import pattern
from plainplan.render.options import Options
from plainplan.schedule.result import Dated
from plainplan.source import Span
from plainplan.syntax.document import HeadingNode, ItemNode, TaggedText
from plainplan.syntax.nodes import nodes_of
from plainplan.values import State
from plainplan.words import words_for
from plainplan.words.speech import Words as Language

NOUN = msg("a report")
IS = "the plan as a report, with dates in words for tags"
READERS = "pandoc, and through it Word, OpenDocument, EPUB"
LEAVES_OUT: tuple[str, ...] = ()

_SPECIAL = pattern(r"[\\`*_{}\[\]<>#|~]")
_IN_SENTENCE = ("who", "label")
_TASK_BOXES = {State.TO_DO: "[ ]", State.DONE: "[x]"}


def render_markdown(compilation: Compilation, options: Options) -> str:
    """The report; its last line says what it was made of."""
    language = words_for(compilation.plan.settings.lang)
    source = compilation.source
    text = with_edits(source, _edits(compilation, language)).text
    front = compilation.document.front_matter_span
    body = (text[front.end :] if front else text).strip("\r\n")
    made = language.say("foot.compiled", file=source.file, date=language.date(compilation.schedule.today, "long"))
    return f"{body}\n\n*{escaped(made)}*\n\n{REPORT_MARK}{source.file.replace('--', '-')}. -->\n"


def escaped(words: str) -> str:
    """Words in which nothing is read as Markdown."""
    return _SPECIAL.sub(r"\\\g<0>", words)


def _edits(compilation: Compilation, language: Language) -> Iterator[Edit]:
    plan = compilation.plan
    things = {thing.origin.start: thing for thing in plan.things}
    barriers = {barrier.origin.start: barrier for barrier in plan.barriers}
    for node in nodes_of(compilation.document):
        if not isinstance(node, (HeadingNode, ItemNode)):
            continue
        thing, barrier = things.get(node.span.start), barriers.get(node.span.start)
        if thing is None and barrier is None:
            continue
        yield from _without_tags(compilation.source.text, node.words)
        told = _of_thing(compilation, language, thing) if thing else _of_barrier(language, plan, barrier)
        if told:
            yield Edit(Span(node.words.span.end, node.words.span.end), f" ({told})")
        if thing and node.box and thing.state not in _TASK_BOXES:
            yield Edit(node.box.span, "[ ]")


def _without_tags(text: str, words: TaggedText) -> Iterator[Edit]:
    """A `@who` or `#label` in a sentence loses its sign, like in the title; every other tag goes."""
    for tag in words.tags:
        start = tag.span.start
        in_sentence = tag.key in _IN_SENTENCE and text[tag.span.end : words.span.end].strip(" .,;:!?)") != ""
        if in_sentence:
            yield Edit(Span(start, start + 1), "")
            continue
        while start > words.span.start and text[start - 1] in " \t":
            start -= 1
        yield Edit(Span(start, tag.span.end), "")


def _of_thing(compilation: Compilation, language: Language, thing: Thing) -> str:
    dated: Dated = compilation.schedule.things[thing.index]
    if not thing.scheduled:
        return ""
    state = language.say(f"state.{dated.state.value}")
    dates = dated.projected
    if dates is None:
        return state
    days = language.date(dates.finish) if dates.days < 2 else language.range(dates.start, dates.finish)
    return f"{days}, {state}" if not compilation.facts.is_to_do(thing.index) else days


def _of_barrier(language: Language, plan: Plan, barrier: Barrier | None) -> str:
    if barrier is None:
        return ""
    parts = [language.estimate(barrier.delay)] if barrier.delay else []
    if barrier.risk:
        parts.append(f"{round(barrier.risk.before * 100)} %")
    return ", ".join(parts)
