"""Lists and tables that read like work and stand outside of every goal."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING

from plainplan import readings
from plainplan.checks.context import CheckContext, short
from plainplan.checks.in_words import field_of, may_say_a_field
from plainplan.checks.plan_language import base_day, lang_of, plan_words
from plainplan.checks.standing import colon_lines, lists_and_tables, text_lines
from plainplan.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, finding
from plainplan.lower.slugs import slug
from plainplan.messages import msg, msg_and, msg_count
from plainplan.model import SectionKind
from plainplan.prose import plain
from plainplan.source import Span
from plainplan.syntax.document import HeadingNode, ItemNode, ListNode, ProseNode, TableNode, Tag
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from plainplan.readings import Lexicon, Period, Reading

RULE = Rule(
    "P241",
    "outside-goals",
    Severity.WARNING,
    "Lists that read like work stand outside of every goal.",
    "A list under an ordinary heading is shown as prose: nothing in it is dated, counted or offered by `plan next`. A "
    "heading is a goal when an item under it has a box, and where the whole file is written as notes, `plan import` "
    "makes a plan of it.",
    "# Become a bookbinder\n\n## Next steps\n\n- Bind three notebooks until 1 March 2027\n"
    "- Show them to the guild by 1 May 2027\n\n"
    "## Goals\n\n### Learn ~6m\n\n- [ ] Take the course ~3m\n",
    "# Become a bookbinder\n\n## Next steps\n\n- [ ] Bind three notebooks due:2027-03-01\n"
    "- [ ] Show them to the guild due:2027-05-01\n\n"
    "## Goals\n\n### Learn ~6m\n\n- [ ] Take the course ~3m\n",
)

_OPEN = (SectionKind.INTRO, SectionKind.PROSE)
_GOALS = ("short", "long", "primary", "goals", "smart")
_NO_WORK = ("notes", "done", "log", "someday", "occupations", "assessment", "barriers", "solutions")
_KINDS = ("duration", "due", "start", "on", "every", "cost")
_SURE = ("duration", "due", "start", "on", "every", "state")
_NAMED = 2
_LEAST_LINES = 2
_LABEL = 24


class _Found(NamedTuple):
    """A list or table with the heading, or line of text, that it stands under, and what is said of that in fields."""

    head: HeadingNode | ProseNode | None
    title: str
    block: ListNode | TableNode | ProseNode
    items: tuple[ItemNode, ...]
    fields: tuple[Reading, ...] = ()
    lines: tuple[Span, ...] = ()


def check(context: CheckContext) -> Iterator[Diagnostic]:
    found = sorted((*outside(context), *_of_periods(context)), key=lambda one: one.block.span)
    if not found:
        return
    items = [item for one in found for item in one.items]
    tables = sum(isinstance(one.block, TableNode) for one in found)
    periods = sum(len(one.lines) for one in found)
    lists = sum(isinstance(one.block, ListNode) for one in found)
    what = _counted(lists, tables, periods, len(items))
    places = _places(context, found)
    yield finding(
        RULE,
        places[0],
        _told(what, found),
        help=msg(
            "`plan import {file}` makes a plan of notes; or give the items boxes, and they are steps: `- [ ] …`",
            file=_name(context),
        ),
        fix=_fix(context, found, plan_words(context)),
        also=places[1:],
    )


def _name(context: CheckContext) -> str:
    """The file as a command takes it; of standard input and names that a shell would take apart, any notes."""
    name = context.document.source.name
    return name if re.fullmatch(r"[\w./+-]+", name) and not name.startswith(("-", "<")) else "NOTES"


def _places(context: CheckContext, found: Sequence[_Found]) -> tuple[Span, ...]:
    """The first line of the first item or table, then those of all others; headings where they say something."""
    first = found[0].items[0].span if found[0].items else found[0].block.span
    places = [one for each in found for one in each.lines]
    places += [one.span for each in found for one in each.items]
    places += [row[0] for each in found if isinstance(each.block, TableNode) for row in each.block.cells[1:] if row]
    places += [one.head.span for one in found if one.head is not None]
    places += [one.span for each in found for one in each.fields]
    own = _first_line(context, first)
    lines = sorted({_first_line(context, one) for one in places} - {own})
    return (own, *lines)


def _first_line(context: CheckContext, span: Span) -> Span:
    """The part of a place that stands on its first line."""
    line = context.document.source.line_span(context.line(span))
    end = max(span.start, min(span.end, line.start + len(context.document.source.text[slice(*line)].rstrip())))
    return Span(span.start, min(end, span.start + 200))


def _counted(lists: int, tables: int, lines: int, items: int) -> str:
    """How much it is: `2 lists and 1 table with 7 items`."""
    kinds: list[str] = []
    if lists:
        kinds.append(msg_count("{n} list", "{n} lists", lists))
    if tables:
        kinds.append(msg_count("{n} table", "{n} tables", tables))
    if lines:
        kinds.append(msg_count("{n} numbered line", "{n} numbered lines", lines))
    told = reduce(lambda first, last: msg("{first} and {last}", first=first, last=last), kinds)
    return msg_count("{lists} with {n} item", "{lists} with {n} items", items, lists=told) if items else told


def _told(what: str, found: Sequence[_Found]) -> str:
    titles = list(dict.fromkeys(one.title for one in found if one.title))
    if not titles:
        return msg("what reads like work is in no goal: {lists}", lists=what)
    headings = msg_and([msg("“{title}”", title=short(title)[:25].rstrip()) for title in titles[:_NAMED]])
    more = len(titles) - _NAMED
    if more > 0:
        headings = msg_count("{some} and {n} more", "{some} and {n} more", more, some=headings)
    return msg("what reads like work is in no goal: {lists}, under {headings}", lists=what, headings=headings)


def outside(context: CheckContext) -> Iterator[_Found]:
    """The lists and tables in prose that read like work."""
    sections = context.plan.sections
    starts = [one.origin.start for one in sections]
    goals = sorted(thing.origin.start for thing in context.plan.things)
    has_goals = bool(context.plan.goals)
    begins = frozenset(goals)
    fields = _fields(context)
    for node, heading, label, title in lists_and_tables(context):
        around = sections[max(0, bisect_right(starts, node.span.start) - 1)]
        if around.kind not in _OPEN or _holds_thing(node, goals) or (heading and heading.span.start in begins):
            continue
        words = plan_words(context)
        is_named = label is not None and readings.read_period(title, words) is not None
        head = label if is_named else heading if heading is not None and heading.level > 1 else None
        said = fields.get(heading.span.start, ()) if heading is not None and not is_named else ()
        if isinstance(node, ListNode):
            items = tuple(item for item in node.items if item.words.title)
            if items and (said or _reads_like_work(context, title, items, words, has_goals=has_goals)):
                yield _Found(head, title, node, items, said)
        elif _kinds(node, words) is not None and readings.section_role(title, words) not in _NO_WORK:
            yield _Found(head, title, node, (), said)


def _of_periods(context: CheckContext) -> Iterator[_Found]:
    """Paragraphs of one thing to do a line, in a row and under no goal: `Week 1: walk`, `First: the form`."""
    goals, heading = {thing.origin.start for thing in context.plan.things}, None
    for node in context.document.nodes:
        heading = node if isinstance(node, HeadingNode) else heading
        if not isinstance(node, ProseNode) or (heading is not None and heading.span.start in goals):
            continue
        lines = text_lines(context, node)
        texts = [context.document.source.text[slice(*line)] for line in lines]
        if len(lines) >= _LEAST_LINES and all(_may_have_a_place(text) for text in texts):
            words = plan_words(context)
            if all(_has_a_place(text, words) for text in texts):
                yield _Found(None, "", node, (), (), lines)


def _may_have_a_place(text: str) -> bool:
    """A first look, which loads no words."""
    return readings.may_be_a_period(text) or ":" in text[:_LABEL] or "：" in text[:_LABEL]


def _has_a_place(text: str, words: Lexicon) -> bool:
    """Whether a line is a numbered period with what is done in it, or begins with a word such as `Then:`."""
    period = readings.read_period(text.strip(), words)
    if period is not None:
        return bool(period.rest)
    label = readings.read_label(text, words)
    return label is not None and readings.is_label(label.name, "sequence", words) and label.value.start < len(text)


def _fields(context: CheckContext) -> dict[int, tuple[Reading, ...]]:
    """What fields say of headings that are no goals, by where these begin: those that tell a time."""
    lang, things = lang_of(context), {one.origin.start for one in context.plan.things}
    found: dict[int, tuple[Reading, ...]] = {}
    for line in colon_lines(context):
        if line.owner is None or line.owner in things or not may_say_a_field(line, lang):
            continue
        said = field_of(line, plan_words(context), base_day(context))
        found[line.owner] = (*found.get(line.owner, ()), *said)
    return {owner: said for owner, said in found.items() if any(one.kind in _KINDS for one in said)}


def _holds_thing(node: ListNode | TableNode, goals: Sequence[int]) -> bool:
    at = bisect_right(goals, node.span.start - 1)
    return at < len(goals) and goals[at] < node.span.end


def _reads_like_work(
    context: CheckContext, title: str, items: Sequence[ItemNode], words: Lexicon, *, has_goals: bool
) -> bool:
    """Whether a list is under a heading of work, or says when and how long."""
    role = readings.section_role(title, words) if title else ""
    if role in _NO_WORK:
        return False
    if role in (*_GOALS, "work", "habits") or (title and readings.read_period(title, words)):
        return True
    day = base_day(context)
    timed = sum(_is_timed(context, item, words, day) for item in items)
    return timed * (2 if has_goals else 3) >= len(items)


def _is_timed(context: CheckContext, item: ItemNode, words: Lexicon, day: date) -> bool:
    text = plain(item.words.title)
    return readings.has_words_of_time(text, words) and any(
        one.sure and one.kind in _SURE for one in readings.read_words(text, words, day)
    )


def _kinds(node: TableNode, words: Lexicon) -> tuple[str, ...] | None:
    """What a table's columns say; None where it is no plan."""
    return readings.column_kinds([plain(cell) for cell in node.table.header], words) if node.table.rows else None


def _fix(context: CheckContext, found: Sequence[_Found], words: Lexicon) -> Fix | None:
    """Boxes for all these items, and the tags that their words say; periods one after the other."""
    day = base_day(context)
    edits: list[Edit] = []
    before: tuple[Period, str] | None = None
    for one in found:
        if one.head is not None and isinstance(one.block, ListNode):
            period = readings.read_period(one.title, words)
            follows = before[1] if before and period and period.unit == before[0].unit else ""
            edits += _head_edits(context, one, period, follows, words, day)
            before = (period, slug(one.title)) if period else before
        for item in one.items:
            edits += _item_edits(context, item, words, day)
        edits += [edit for line in one.lines for edit in _line_edits(context, line, words, day)]
        if isinstance(one.block, TableNode):
            edits += _table_edits(context, one.block, words, day)
    return Fix(tuple(dict.fromkeys(edits)), safe=False) if edits else None


def _head_edits(
    context: CheckContext, one: _Found, period: Period | None, follows: str, words: Lexicon, day: date
) -> Iterator[Edit]:
    """How long a period is, and what it waits for; a line of text that names one becomes a heading."""
    head = one.head
    if head is None or (isinstance(head, ProseNode) and period is None):
        return
    start, end = head.words.span if isinstance(head, HeadingNode) else head.span
    end = start + len(context.document.source.text[start:end].rstrip())
    written = head.words.tags if isinstance(head, HeadingNode) else ()
    tags = _tags(context.document.source.text[start:end], written, words, day)
    for said in one.fields:
        if said.kind in _KINDS and said.kind not in {tag.key for tag in written}:
            tags.setdefault(said.kind, said.tag)
    if period is not None and period.length and "duration" not in tags:
        tags["duration"] = f"~{period.length}"
    if follows:
        tags["after"] = f"after:{follows}"
    if isinstance(head, ProseNode):
        yield Edit(Span(start, start), "### ")
    if tags:
        yield Edit(Span(end, end), "".join(f" {tag}" for tag in tags.values()))


def _line_edits(context: CheckContext, line: Span, words: Lexicon, day: date) -> Iterator[Edit]:
    """A line that is a numbered period as a step of its length."""
    text = context.document.source.text[slice(*line)]
    period = readings.read_period(text.strip(), words)
    tags = _tags(text, (), words, day)
    if period is not None and period.length:
        tags["duration"] = f"~{period.length}"
    yield Edit(Span(line.start, line.start), "1. [ ] ")
    yield Edit(Span(line.end, line.end), "".join(f" {tag}" for tag in tags.values()))


def _item_edits(context: CheckContext, item: ItemNode, words: Lexicon, day: date) -> Iterator[Edit]:
    start, end = item.words.span
    text = context.document.source.text[start:end]
    if item.box is None:
        mark = next((one.value for one in readings.read_words(text, words, day) if one.kind == "state"), " ")
        yield Edit(Span(start, start), f"[{mark}] ")
    tags = _tags(text, item.words.tags, words, day)
    if tags:
        yield Edit(Span(end, end), "".join(f" {tag}" for tag in tags.values()))


def _tags(text: str, written: Sequence[Tag], words: Lexicon, day: date) -> dict[str, str]:
    """The tags that a text says and has not, by their kinds; sure ones first."""
    has = {tag.key for tag in written}
    tags: dict[str, str] = {}
    for one in sorted(readings.read_words(text, words, day), key=lambda one: not one.sure):
        if one.kind in _KINDS and one.kind not in has:
            tags.setdefault(one.kind, one.tag)
    if "due" in tags or "start" in tags:
        tags.pop("on", None)
    return tags


def _table_edits(context: CheckContext, node: TableNode, words: Lexicon, day: date) -> Iterator[Edit]:
    """A table as a list: each row an item with all of its cells, and the tags that its columns say."""
    source = context.document.source
    kinds = _kinds(node, words) or ()
    headers = [plain(cell) for cell in node.table.header]
    first = context.line(node.span)
    above = Span(source.line_span(first).start, source.line_span(first + 1).end)
    yield Edit(above, f"<!-- {', '.join(header for header in headers if header).replace('--', '-')} -->\n")
    for row in node.cells[1:]:
        cells = [" ".join(source.text[slice(*cell)].split()) for cell in row]
        tags, mark = dict[str, str](), " "
        for cell, header, kind in zip(cells, headers, kinds, strict=False):
            said = readings.read_words(
                f"{header}: {cell}" if kind in ("due", "start", "duration", "status") else cell, words, day
            )
            mark = next((one.value for one in said if one.kind == "state"), mark)
            for one in said:
                key = kind if kind in ("due", "start") and one.kind in ("due", "on", "start") else one.kind
                if key in _KINDS:
                    tags.setdefault(key, one._replace(kind=key).tag)
        text = " - ".join(cell for cell in cells if cell)
        line = source.line_span(source.position(row[0].start).line)
        yield Edit(line, f"- [{mark}] {text}" + "".join(f" {tag}" for tag in tags.values()))
