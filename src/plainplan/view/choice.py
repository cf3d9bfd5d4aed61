"""How did I choose? The self-assessment, and the table of occupations with the reasons for each."""

from __future__ import annotations

import re

from plainplan.draw.letters import ems
from plainplan.model import TRAITS, Criterion, OccupationsPart, Section, SectionKind
from plainplan.pattern import pattern
from plainplan.prose import Block, Heading, Text
from plainplan.typography import printed
from plainplan.view.context import ViewContext, blocks, sentence
from plainplan.view.headings import head_of
from plainplan.view.parts import CellView, Choice, Column, OccupationView, Prose, TraitView

_BEGINS = pattern(r"\W*\d")
_BARS = 3
_ROOM = 132  # characters that fit beside the rail at its narrowest
_BETWEEN, _BAR, _STAGE, _LINES = 2, 7, 13, 4

_Numbers = dict[int, list[float | None]]
"""The columns that are numbers, with these."""


def choice(context: ViewContext) -> Choice:
    """The view of the self-assessment and the occupations."""
    plan = context.plan
    assessment = [section for section in plan.sections if section.kind is SectionKind.ASSESSMENT]
    tables = [section for section in plan.sections if section.kind is SectionKind.OCCUPATIONS]
    numbers = _numbers(context)
    long = _is_long(context, numbers) or _is_crowded(context, numbers)
    return Choice(
        summary=_summary(context, numbers),
        assessment=head_of(context, assessment[0]) if assessment else None,
        traits=tuple(
            TraitView(_label(context, trait.key, trait.title), trait.words, blocks(trait.body))
            for trait in plan.assessment
        ),
        assessment_prose=_prose(assessment),
        table=head_of(context, tables[0]) if tables else None,
        columns=_columns(context, numbers),
        occupations=tuple(_occupation(context, row, numbers, long) for row in range(len(plan.occupations))),
        occupations_prose=_prose(tables),
        long=long,
        first_column=_first_heading(tables) or context.words.say("occupation"),
        long_on_paper=_is_long_on_paper(context),
        matrix=long and len(numbers) >= _LEAST_NUMBERS and len(plan.occupations) >= _LEAST_ROWS,
    )


def _label(context: ViewContext, key: str, title: str) -> str:
    """The trait's label as written, else the language's own."""
    return title or (context.words.say(f"trait.{key}") if key in TRAITS else key)


def _first_heading(tables: list[Section]) -> str:
    """The heading of the column that names the occupations, as written."""
    parts = (part for section in tables for part in section.body if isinstance(part, OccupationsPart))
    return next((part.title for part in parts), "")


def _prose(sections: list[Section]) -> Prose:
    found: list[Block] = []
    for place, section in enumerate(sections):
        if place:
            found.append(Heading(section.level, section.words or (Text(section.title),)))
        found.extend(blocks(section.body))
    return tuple(found)


def _summary(context: ViewContext, numbers: _Numbers) -> str:
    plan, words = context.plan, context.words
    if not plan.occupations:
        return ""
    count = sentence(words.count("choice.count", len(plan.occupations)))
    chosen = sum(1 for one in plan.occupations if one.stage == "chosen")
    if not chosen:
        return words.say("choice.none chosen", count=count)
    reason = _reason(context, numbers) if chosen == 1 else ""
    if reason:
        return words.say("choice.because", count=count, reason=reason)
    return words.count("choice.chosen", chosen, count=count)


def _reason(context: ViewContext, numbers: _Numbers) -> str:
    """The reason for the choice: that no other earns more, if so, and the reason as written."""
    words, plan = context.words, context.plan
    row = next(index for index, one in enumerate(plan.occupations) if one.stage == "chosen")
    places = {criterion.known: column for column, criterion in enumerate(plan.criteria) if criterion.known}
    earnings = numbers.get(places.get("earnings", -1), [])
    others = [value for index, value in enumerate(earnings) if value is not None and index != row]
    paid = earnings[row] if earnings else None
    best = words.say("choice.best paid") if paid is not None and others and paid > max(others) else ""
    cells, pros = plan.occupations[row].cells, places.get("pros", -1)
    written = cells[pros].text.strip().rstrip(".") if 0 <= pros < len(cells) else ""
    if not best or not written:
        return best or written
    return words.say("choice.both", first=best, second=written)


def _numbers(context: ViewContext) -> _Numbers:
    """The values of each column in which most filled cells are numbers, parsed as the decision parses them."""
    plan = context.plan
    if not plan.occupations:
        return {}
    from plainplan.decide import numbers_of

    found = {}
    for column, criterion in enumerate(plan.criteria):
        numbers = numbers_of(plan, column, range(len(plan.occupations)))
        cells = [row.cells[column].text.strip() for row in plan.occupations]
        values = [
            None if value is None or not _is_number(criterion, cell) else float(value)
            for value, cell in zip(numbers.values, cells, strict=True)
        ]
        filled = sum(1 for cell in cells if cell)
        if filled and sum(value is not None for value in values) * 2 > filled and not numbers.misfits:
            found[column] = values
    return found


def _is_number(criterion: Criterion, text: str) -> bool:
    """Whether a cell counts as a number: it starts with one, or is of earnings (`EUR 50 000`)."""
    return criterion.known == "earnings" or _BEGINS.match(text) is not None


def _columns(context: ViewContext, numbers: _Numbers) -> tuple[Column, ...]:
    words = context.words
    return tuple(
        Column(
            printed(criterion.title, context.marks),
            f"{words.say('weight')} {words.number(criterion.weight)}" if criterion.weight is not None else "",
            index in numbers,
        )
        for index, criterion in enumerate(context.plan.criteria)
    )


def _occupation(context: ViewContext, row: int, numbers: _Numbers, long: bool) -> OccupationView:
    found = context.plan.occupations[row]
    barred = set(numbers) if long else _barred(context, numbers)
    cells = []
    for index, criterion in enumerate(context.plan.criteria):
        cell = found.cells[index] if index < len(found.cells) else None
        value = numbers[index][row] if index in barred else None
        top = max((one for one in numbers.get(index, []) if one is not None), default=0.0)
        bar = round(max(value, 0.0) * 100 / top, 1) if value is not None and top > 0 else None
        words = cell.words if cell else ()
        if index in numbers and len(words) == 1 and isinstance(words[0], Text):
            words = (Text(_figure(context, words[0].text)),)
        cells.append(CellView(printed(criterion.title, context.marks), words, bar, bool(cell and cell.text.strip())))
    stage = found.stage or ""
    said = context.words.say(f"stage.{stage}") if stage in ("chosen", "shortlist", "candidate", "dropped") else stage
    return OccupationView(found.words or (Text(found.name),), said, stage == "chosen", stage == "dropped", tuple(cells))


def _figure(context: ViewContext, text: str) -> str:
    """A cell with its number in the page's format (`86,000`, `+6 %`); with more than a number, it stays as written."""
    if re.fullmatch(r"\d{5,12}", text):
        return context.words.number(int(text))
    text = re.sub(r"^-(?=\d)", "\N{MINUS SIGN}", text)
    percent = re.fullmatch(r"([+\N{MINUS SIGN}]?\d+(?:[.,]\d+)?)%", text)
    return context.words.say("percent", n=percent[1]) if percent else text


def _barred(context: ViewContext, numbers: _Numbers) -> set[int]:
    """The columns to draw bars in: earnings, and the first few with weights."""
    criteria = context.plan.criteria
    earnings = [index for index in numbers if criteria[index].known == "earnings"]
    weighted = [index for index in numbers if criteria[index].weight is not None]
    return set((earnings + [index for index in weighted if index not in earnings])[:_BARS])


def _is_long(context: ViewContext, numbers: _Numbers) -> bool:
    """Whether the table is too wide for rows and columns: long words, or cells that would be many lines high."""
    plan = context.plan
    barred = _barred(context, numbers)
    needed = _STAGE + max((_width(row.name, 2) for row in plan.occupations), default=0) * 4 // 3
    for column, criterion in enumerate(plan.criteria):
        cells = [row.cells[column].text for row in plan.occupations if column < len(row.cells)]
        width = max((_width(cell, _LINES) for cell in (*cells, criterion.title)), default=0)
        needed += width + _BETWEEN + (_BAR if column in barred else 0)
    return needed > _ROOM


_CONTENT = 776_000  # thousandths of a pixel, at the narrowest width that shows rows and columns
_FEW_COLUMNS = 6
_SIZES, _WIDE_SIZES = (14, 18, 18_000, 45_000), (13, 16, 12_000, 28_000)
"""How large letters and names are in pixels, and gaps and bars in thousandths of one: in a table with few columns, and
in one with more."""


def _is_crowded(context: ViewContext, numbers: _Numbers) -> bool:
    """Whether the longest words of the columns do not fit side by side on a page."""
    plan, barred = context.plan, _barred(context, numbers)
    letters, named, gap, bar = _SIZES if len(plan.criteria) <= _FEW_COLUMNS else _WIDE_SIZES
    names = [word for row in plan.occupations for word in row.name.split()]
    needed = max(map(ems, names), default=0) * named + ems("shortlist") * letters + 2 * gap
    for column, criterion in enumerate(plan.criteria):
        cells = [row.cells[column].text for row in plan.occupations if column < len(row.cells)]
        needed += max(ems(word) for text in (*cells, criterion.title, "–") for word in text.split() or "–") * letters
        needed += gap + (bar if column in barred else 0)
    return needed > _CONTENT


_LEAST_NUMBERS, _LEAST_ROWS = 2, 5
"""So many columns of numbers, and so many occupations, make a matrix."""

_PAPER, _GAP, _NAME_SIZE, _CELL_SIZE = 499.0, 8.5, 10.5, 8.0
"""How wide a page's text is, and a table's gaps and letters there, in points."""


def _is_long_on_paper(context: ViewContext) -> bool:
    """Whether the longest words of the columns do not fit side by side on a printed page."""
    plan = context.plan
    names = [word for row in plan.occupations for word in row.name.split()]
    needed = max(map(ems, names), default=0) * _NAME_SIZE + ems("shortlist") * _CELL_SIZE
    for column, criterion in enumerate(plan.criteria):
        cells = [row.cells[column].text for row in plan.occupations if column < len(row.cells)]
        needed += max(ems(word) for text in (*cells, criterion.title, "–") for word in text.split() or "–") * _CELL_SIZE
    return needed / 1000 + _GAP * (len(plan.criteria) + 2) > _PAPER


def _width(text: str, lines: int) -> int:
    """The width in characters at which a text takes at most so many lines."""
    return max(-(-len(text) // lines), max((len(word) for word in text.split()), default=0))
