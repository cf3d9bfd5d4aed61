"""What may get in the way, and what is done about it: labels, lists, tables and sections of them."""

from __future__ import annotations

from collections.abc import Sequence

from plainplan.importing.draft import Risk, Told, Work
from plainplan.importing.outline import Block, Item, Listed, Prose, Rows, Section
from plainplan.importing.raw import raw_blocks, raw_item
from plainplan.importing.sense.making import Hearing, Making
from plainplan.importing.sense.roles import role_of
from plainplan.readings.answers import are_pairs, split_answer
from plainplan.readings.labels import Label, is_label, read_label, split_arrow
from plainplan.readings.sections import is_conditional, names_answers, plain_title
from plainplan.source import Span

_NOWHERE = Span(0, 0)


def is_problem(hearing: Hearing, text: str) -> bool:
    label = read_label(text, hearing.words)
    return label is not None and label.kind == "barrier"


def take_problem(making: Making, text: str, line: int, of: Work | None, children: Sequence[Block] = ()) -> bool:
    """Whether a line is `Obstacle: …`, with what is done about it, or `Solution: …` after one."""
    label = read_label(text, making.words)
    if label is None or label.kind not in ("barrier", "solution"):
        return False
    value = text[slice(*label.value)].strip()
    if label.kind == "solution":
        return _take_answer(making, label, value, of)
    if is_conditional(label.name, making.words) and not split_arrow(value):
        return False
    lists = [block for block in children if isinstance(block, Listed)]
    if not value and not lists:
        return False
    _keep_name(making, label.name)
    if value:
        _solve(making, take_risk(making, value, line, of), children)
        return True
    for block in lists:
        _risk_items(making, block.items, of)
    making.draft.notes += raw_blocks([block for block in children if not isinstance(block, Listed)])
    return True


def _take_answer(making: Making, label: Label, value: str, of: Work | None) -> bool:
    """Whether a line is `Solution: …` of the last barrier; under words that mean other things too, of the same goal."""
    risks = making.draft.open_risks
    if not risks or not is_label(label.name, "solution", making.words) or not value:
        return False
    if plain_title(label.name) not in making.words.words("labels", "solution")[:3] and risks[-1].of is not of:
        return False
    risks[-1].solutions.append(value)
    _keep_name(making, label.name)
    return True


def _keep_name(making: Making, name: str) -> None:
    """Keep the word that a barrier or solution was called by: it stands among the notes."""
    if plain_title(name) not in ("barrier", "solution"):
        making.draft.called[name.strip(" *_")] = None


def take_risk(making: Making, text: str, line: int, of: Work | None, *, in_pairs: bool = False) -> Risk:
    """A barrier, and the solution that stands on its line; `in_pairs`, after a colon or dash too."""
    words, solution, name = split_answer(text, making.words, in_pairs=in_pairs)
    _keep_name(making, name or "solution")
    risk = Risk(words, line, of)
    if solution:
        risk.solutions.append(solution)
    making.draft.risks.append(risk)
    before = making.draft.open_risks
    making.draft.open_risks = [*before, risk] if before and before[-1].of is of else [risk]
    making.draft.told.append(Told(line, text, "Barrier:" + (" and Solution:" if solution else ""), True))
    return risk


def _solve(making: Making, risk: Risk, blocks: Sequence[Block]) -> None:
    for block in blocks:
        if isinstance(block, Listed):
            for item in block.items:
                label = read_label(item.text, making.words)
                is_solution = label is not None and label.kind == "solution"
                text = item.text[slice(*label.value)] if label and is_solution else item.text
                if label and is_solution:
                    _keep_name(making, label.name)
                if label is not None and label.kind in ("note", "who", "cost", "due"):
                    risk.notes.append(item.text)
                else:
                    risk.solutions.append(text.strip())
                risk.notes += [line for line in raw_blocks(item.children) if line]
        else:
            risk.notes += raw_blocks([block])


def _arrowed(making: Making, line: str, number: int, goal: Work | None) -> bool:
    if split_arrow(line) is None:
        return False
    take_risk(making, line.strip(), number, goal)
    return True


def read_barriers(making: Making, section: Section, goal: Work | None) -> None:
    """A section of obstacles: each item, row or line is one."""
    making.draft.notes.append(section.title)
    making.draft.open_risks = []
    for block in section.blocks:
        if isinstance(block, Listed):
            _risk_items(making, block.items, goal, in_pairs=names_answers(section.title, making.words))
        elif isinstance(block, Rows):
            _risk_rows(making, block, goal)
        else:
            lines = block.text.split("\n") if isinstance(block, Prose) and block.is_paragraph else []
            told = [
                line
                for line in lines
                if take_problem(making, line, block.line, goal) or _arrowed(making, line, block.line, goal)
            ]
            making.draft.notes += [] if told and len(told) == len(lines) else raw_blocks([block])
    for sub in section.sections:
        if role_of(making.hearing, sub) == "solutions":
            read_solutions(making, sub, goal)
            continue
        risk = take_risk(making, sub.title, sub.line, goal)
        _solve(making, risk, sub.blocks)


def _risk_items(making: Making, items: Sequence[Item], goal: Work | None, *, in_pairs: bool = False) -> None:
    """A list of obstacles, each with what is done about it where that stands on its line or below it."""
    in_pairs = in_pairs or are_pairs([item.text for item in items], making.words)
    for item in items:
        if not take_problem(making, item.text, item.line, goal, item.children):
            told = in_pairs or is_conditional(item.text, making.words)
            _solve(making, take_risk(making, item.text, item.line, goal, in_pairs=told), item.children)


def _risk_rows(making: Making, rows: Rows, goal: Work | None) -> None:
    """A table of risks: the barrier, and the column that tells what is done about it."""
    kinds = [
        "" if not one else (read_label(f"{one}: x", making.words) or Label("", "", _NOWHERE)).kind
        for one in rows.header
    ]
    of = kinds.index("barrier") if "barrier" in kinds else 0
    answer = kinds.index("solution") if "solution" in kinds else (len(kinds) - 1 if len(kinds) > 1 else None)
    making.draft.notes.append(" | ".join(rows.header))
    for row, line in zip(rows.rows, rows.lines, strict=True):
        if of >= len(row) or not row[of]:
            continue
        risk = take_risk(making, row[of], line, goal)
        for place, cell in enumerate(row):
            if place == answer and cell:
                risk.solutions.append(cell)
            elif place != of and cell:
                risk.notes.append(f"{rows.header[place]}: {cell}" if rows.header[place] else cell)


def read_solutions(making: Making, section: Section, goal: Work | None) -> None:
    """A section of solutions: of as many barriers in turn, else of the last ones."""
    making.draft.notes.append(section.title)
    items = [item for block in section.blocks if isinstance(block, Listed) for item in block.items]
    making.draft.notes += raw_blocks([block for block in section.blocks if not isinstance(block, Listed)])
    last = making.draft.open_risks
    risks = [one for one in last if not one.solutions] or last or making.draft.risks
    if not risks:
        making.draft.notes += [raw_item(item) for item in items]
        return
    for place, item in enumerate(items):
        label = read_label(item.text, making.words)
        text = item.text[slice(*label.value)] if label and label.kind == "solution" else item.text
        if label and label.kind == "solution":
            _keep_name(making, label.name)
        arrow = split_arrow(text)
        risk = _named_risk(making, text[slice(*arrow[0])]) if arrow else risks[min(place, len(risks) - 1)]
        (risk or risks[0]).solutions.append(text.strip())
        (risk or risks[0]).notes += raw_blocks(item.children)


def _named_risk(making: Making, text: str) -> Risk | None:
    wanted = set(plain_title(text).split())
    return next((one for one in making.draft.risks if wanted & set(plain_title(one.words).split())), None)
