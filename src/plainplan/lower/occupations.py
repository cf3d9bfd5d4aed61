"""The table of occupations: its criteria, their weights, and a row for each occupation."""

from __future__ import annotations

from fractions import Fraction

from plainplan.diagnostics import finding
from plainplan.lower.closest import closest
from plainplan.lower.draft import Draft, two_readings
from plainplan.lower.notes import blocks
from plainplan.lower.vocabulary import is_less_better, letters, meaning, names, words_of
from plainplan.messages import msg, msg_capital
from plainplan.model import Cell, Criterion, Occupation, OccupationsPart, Part
from plainplan.prose import Inline, plain
from plainplan.source import Span
from plainplan.syntax.document import Node, TableNode
from plainplan.syntax.numbers import is_unsure, plain_signs, read_number
from plainplan.syntax.rules import UNREADABLE_VALUE
from plainplan.words import words_for

Cells = tuple[tuple[Inline, ...], ...]

_MOST = 10**9


def place(draft: Draft, body: list[Part], nodes: tuple[Node, ...]) -> None:
    """Read the first table of the section; everything else stays where it is."""
    for node in nodes:
        if isinstance(node, TableNode) and draft.criteria is None:
            _read(draft, node)
            body.append(OccupationsPart(plain(node.table.header[0]) if node.table.header else ""))
        else:
            body.extend(blocks((node,)))


def _read(draft: Draft, node: TableNode) -> None:
    lang = draft.settings.lang
    table = node.table
    header, *rows = node.cells
    stage_words = words_of(lang, lambda known: known.stage)
    titles = [plain(cell) for cell in table.header]
    stage_at = next((at for at, title in enumerate(titles) if at and letters(title) in stage_words), None)
    columns = [at for at in range(1, len(titles)) if at != stage_at]
    weight_words = words_of(lang, lambda known: known.weight)
    weights: dict[int, Fraction | None] = {}
    for cells, spans in zip(table.rows, rows, strict=True):
        if letters(plain(cells[0])) in weight_words:
            weights = {at: _weight(draft, plain(cells[at]), spans[at]) for at in columns}
        else:
            draft.occupations.append(_occupation(draft, cells, spans, stage_at, columns))
    draft.criteria = tuple(
        Criterion(
            titles[at],
            meaning(titles[at], lang, lambda known: known.criteria),
            weights.get(at),
            header[at],
            is_less_better(titles[at], lang),
        )
        for at in columns
    )


def _occupation(
    draft: Draft, cells: Cells, spans: tuple[Span, ...], stage_at: int | None, columns: list[int]
) -> Occupation:
    stage = None if stage_at is None else _stage(draft, plain(cells[stage_at]), spans[stage_at])
    kept = tuple(Cell(cells[at], plain(cells[at]), spans[at]) for at in columns)
    return Occupation(plain(cells[0]), cells[0], stage, kept, spans[0])


def _stage(draft: Draft, text: str, span: Span) -> str | None:
    stage = meaning(text, draft.settings.lang, lambda known: known.stages)
    if stage is None and text:
        near = closest(text, names(draft.settings.lang, lambda known: known.stages))
        help = msg("write `candidate`, `shortlist`, `chosen` or `dropped`, or leave it empty")
        if near:
            help = msg("did you mean `{tag}`? {help}", tag=near[0], help=msg_capital(help))
        draft.found.append(
            finding(
                UNREADABLE_VALUE,
                span,
                msg("`{text}` is no stage of an occupation", text=text),
                label=msg("not a stage"),
                help=help,
            )
        )
    return stage


def _weight(draft: Draft, text: str, span: Span) -> Fraction | None:
    if not text:
        return None
    mark = words_for(draft.settings.lang).decimal_mark if is_unsure(plain_signs(text)) else "."
    number = read_number(text, mark)
    if number is not None and number < _MOST:
        if is_unsure(plain_signs(text)):
            draft.found.append(two_readings(span, text, mark))
        return Fraction(number)
    draft.found.append(
        finding(
            UNREADABLE_VALUE,
            span,
            msg("`{text}` is no weight", text=text),
            label=msg("not a number"),
            help=msg("write a number, such as `2`, or leave it empty"),
        )
    )
    return None
