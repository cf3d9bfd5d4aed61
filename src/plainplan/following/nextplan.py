"""The next plan, from one that has been followed: what was reached goes to a note, what is open comes along."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plainplan.compile import Compilation
from plainplan.diagnostics import Edit, with_edits
from plainplan.facts import is_settled
from plainplan.lower.vocabulary import own_word
from plainplan.model import START, TRAITS, Section, SectionKind, Thing
from plainplan.source import Span
from plainplan.syntax.document import HeadingNode, ItemNode, ListNode
from plainplan.words import words_for


def _say(compilation: Compilation, key: str, **parts: str) -> str:
    """Something in the language of the plan, else in English."""
    return words_for(compilation.plan.settings.lang).say(f"next plan.{key}", **parts)


def _section(compilation: Compilation, key: str) -> str:
    """The heading of a section."""
    return own_word(compilation.plan.settings.lang, lambda known: known.sections.get(key, ()))


def _trait(compilation: Compilation, key: str) -> str:
    return own_word(compilation.plan.settings.lang, lambda known: known.traits.get(key, ()))


def next_plan(compilation: Compilation, today: date) -> str:
    """The text of the plan that follows: the old one's without what has ended, its check-ins and its choice."""
    gone = _gone(compilation)
    cut = _merged([*_ended_spans(compilation, gone), *_section_spans(compilation)])
    edits = [*(Edit(span, "") for span in cut), *_settings(compilation, today), *_title(compilation)]
    edits += [edit for edit in _references(compilation, gone) if not _inside(edit.span, cut)]
    edits += [edit for edit in _objective(compilation) if not _inside(edit.span, cut)]
    text = with_edits(compilation.source, edits).text.replace("\r\n", "\n").replace("\r", "\n")
    head, body = _split(text)
    return f"{head}{_with_assessment(compilation, body).rstrip()}\n\n{_note(compilation, gone)}"


# What does not come along


def _gone(compilation: Compilation) -> set[int]:
    """Everything that is done or dropped, and all in it; a plan's own title is never gone."""
    gone: set[int] = set()
    for thing in compilation.plan.things:
        has_ended = not compilation.facts.is_open(thing.index) or thing.parent in gone
        if has_ended and not _is_title(compilation, thing):
            gone.add(thing.index)
    return gone


def _is_title(compilation: Compilation, thing: Thing) -> bool:
    return any(
        other.parent == thing.index and other.origin.start == thing.origin.start for other in compilation.plan.things
    )


def _ended_spans(compilation: Compilation, gone: set[int]) -> Iterator[Span]:
    """The lines of what has ended."""
    source = compilation.source
    starts = {compilation.plan.things[index].origin.start for index in gone}
    starts |= {
        barrier.origin.start for barrier in compilation.plan.barriers if barrier.of in gone or is_settled(barrier)
    }
    waiting = list(compilation.document.nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, HeadingNode) and node.span.start in starts:
            yield Span(node.span.start, _end_of_part(compilation, node.span.start, node.level))
        for item in node.items if isinstance(node, ListNode) else ():
            if item.span.start in starts:
                first, last = source.position(item.span.start).line, source.position(_last(compilation, item)).line
                end = source.line_starts[last] if last < len(source.line_starts) else len(source.text)
                yield Span(source.line_span(first).start, end)
            else:
                waiting.extend(item.children)


def _last(compilation: Compilation, item: ItemNode) -> int:
    return item.span.start + len(compilation.source.text[slice(*item.span)].rstrip())


def _section_spans(compilation: Compilation) -> Iterator[Span]:
    """The sections of which the next plan has its own, or none."""
    for section in compilation.plan.sections:
        if section.kind in (SectionKind.ASSESSMENT, SectionKind.OCCUPATIONS, SectionKind.CHECKINS):
            yield _section_span(compilation, section)


def _section_span(compilation: Compilation, section: Section) -> Span:
    return Span(section.origin.start, _end_of_part(compilation, section.origin.start, section.level))


def _end_of_part(compilation: Compilation, start: int, level: int) -> int:
    """Where the next heading of that level or above stands."""
    headings = (node for node in compilation.document.nodes if isinstance(node, HeadingNode))
    later = (node.span.start for node in headings if node.span.start > start and node.level <= level)
    return next(later, len(compilation.source.text))


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _inside(span: Span, spans: list[Span]) -> bool:
    return any(one.start <= span.start and span.end <= one.end for one in spans)


# What is written anew


def _settings(compilation: Compilation, today: date) -> Iterator[Edit]:
    settings, matter = compilation.plan.settings, compilation.document.front_matter_span
    if settings.start is not None:
        yield Edit(settings.span_of("start"), today.isoformat())
    elif matter is None:
        yield Edit(Span(0, 0), f"---\nstart: {today}\n---\n\n")
    else:
        first = compilation.source.line_span(compilation.source.position(matter.start).line)
        yield Edit(Span(first.end, first.end), f"\nstart: {today}")
    finish = compilation.facts.written_finish
    if finish is not None and finish <= today.toordinal():
        row = compilation.source.position(settings.span_of("finish").start).line
        yield Edit(Span(compilation.source.line_starts[row - 1], compilation.source.line_starts[row]), "")


def _title(compilation: Compilation) -> Iterator[Edit]:
    plan, source = compilation.plan, compilation.source
    title = _say(compilation, "title", title=plan.title)
    if plan.settings.title is not None:
        yield Edit(
            plan.settings.span_of("title"),
            f'"{title}"' if '"' not in title and "\\" not in title else _say(compilation, "untitled"),
        )
    for node in compilation.document.nodes:
        if isinstance(node, HeadingNode) and node.level == 1 and plan.settings.title is None:
            words = source.text[slice(*node.words.span)]
            if words:
                yield Edit(node.words.span, _say(compilation, "title", title=words))
            return


def _references(compilation: Compilation, gone: set[int]) -> Iterator[Edit]:
    """Tags that wait for what is gone wait for it no more."""
    text = compilation.source.text
    for thing in compilation.plan.things:
        for key, references in (("after", thing.after), ("with", thing.with_), ("before", thing.before)):
            if not references or not any(reference.target in gone for reference in references):
                continue
            span = thing.span_of(key)
            names = text[slice(*span)].partition(":")[2].split(",")
            pairs = zip(names, references, strict=False)
            kept = [name for name, one in pairs if one.target == START or one.target not in gone]
            if kept or thing.parent is not None:
                yield Edit(span, f"{key}:{','.join(kept) or 'start'}")
            else:
                start = span.start - 1 if text[span.start - 1 : span.start] == " " else span.start
                yield Edit(Span(start, span.end), "")


def _objective(compilation: Compilation) -> Iterator[Edit]:
    """Room for the next objective, where the last one is reached."""
    plan = compilation.plan
    primary = [thing for thing in plan.things if thing.primary]
    if not primary or any(compilation.facts.is_open(thing.index) for thing in primary):
        return
    last = plan.things[primary[-1].index]
    sections = [
        section
        for section in plan.sections
        if section.kind is SectionKind.GOALS and section.origin.start < last.origin.start
    ]
    if sections:
        end = sections[-1].origin.end
        asked, title = _say(compilation, "objective"), _say(compilation, "next")
        yield Edit(Span(end, end), f"\n\n<!-- {asked} -->\n\n### {title} ~1y\n\n")


def _split(text: str) -> tuple[str, str]:
    """All before the first heading of a section, and the rest."""
    for number, line in enumerate(text.split("\n")):
        if line.startswith("## "):
            place = sum(len(one) + 1 for one in text.split("\n")[:number])
            return text[:place], text[place:]
    return text.rstrip() + "\n\n", ""


def _with_assessment(compilation: Compilation, body: str) -> str:
    lines = [f"## {_section(compilation, 'assessment')}", ""]
    before = [f"{one.title}: {one.text}" for one in compilation.plan.assessment if one.text]
    if before:
        told = "; ".join(before).replace("--", "–").replace(">", "")
        lines += [f"<!-- {_say(compilation, 'anew', told=told)} -->", ""]
    lines += [f"- {_trait(compilation, key)}:" for key in TRAITS]
    return "\n".join(lines) + "\n\n" + body


def _note(compilation: Compilation, gone: set[int]) -> str:
    """What was reached and what was given up, each with its day."""
    things, facts = compilation.plan.things, compilation.facts
    roots = [things[index] for index in sorted(gone) if things[index].parent not in gone and things[index].scheduled]
    title = _say(compilation, "reached", title=compilation.plan.title)
    lines = [f"## {_section(compilation, 'notes')}", "", f"### {title}", ""]
    reached = [root for root in roots if facts.is_done(root.index)]
    dropped = [root for root in roots if facts.is_dropped(root.index)]
    lines += [f"- {one.title}{_when(compilation, one)}" for one in reached] or [_say(compilation, "nothing")]
    if dropped:
        lines += ["", f"### {_say(compilation, 'dropped')}", "", *(f"- {one.title}" for one in dropped)]
    return "\n".join(lines) + "\n"


def _when(compilation: Compilation, thing: Thing) -> str:
    dates = compilation.schedule.things[thing.index].projected
    return f", {date.fromordinal(dates.finish)}" if dates else ""
