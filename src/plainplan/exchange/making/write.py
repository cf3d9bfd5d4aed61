"""Goals, steps and barriers with their tags as the text of a plan, tags in the order of the canonical layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plainplan.exchange.incoming import Incoming, Unread
from plainplan.exchange.making.literal import literal, one_line
from plainplan.exchange.making.tagging import MARKS
from plainplan.exchange.making.work import Forest, Hindrance, Work
from plainplan.model import Kind
from plainplan.syntax.tags import TAGS
from plainplan.values import Horizon

_SECTIONS = {
    None: "## Goals",
    Horizon.SHORT: "## Short-term goals",
    Horizon.LONG: "## Long-term goals",
    Horizon.PRIMARY: "## Primary objective",
}
_IN_ORDER = sorted(TAGS, key=lambda kind: kind.place)
_DEEPEST = 6
_PLAIN_VALUE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./ ,")


class PlanLines:
    """The lines of a plan; what was written knows its line."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def apart(self, *lines: str) -> None:
        """Lines with an empty one before them."""
        if self.lines:
            self.lines.append("")
        self.lines += lines

    def thing(self, work: Work, line: str) -> None:
        self.lines.append(line)
        work.at = len(self.lines)

    @property
    def text(self) -> str:
        return "\n".join((*self.lines, ""))


def plan_text(
    incoming: Incoming, forest: Forest, settings: dict[str, str], title: str, unread: Sequence[Unread]
) -> str:
    """The text of the plan."""
    plan = PlanLines()
    if settings:
        plan.apart("---", *(f"{key}: {_scalar(key, value)}" for key, value in settings.items()), "---")
    plan.apart(f"# {literal(title)}")
    if incoming.occupations:
        plan.apart("## Occupations", "", *_table(incoming.occupations))
    if forest.loose:
        plan.apart()
        _list(plan, forest.loose)
    horizon: object = ""
    for goal in forest.goals:
        if goal.row.horizon != horizon:
            horizon = goal.row.horizon
            plan.apart(_SECTIONS[goal.row.horizon])
        _goal(plan, goal)
    if incoming.checkins:
        plan.apart("## Check-ins", "")
        for one in sorted(incoming.checkins, key=lambda one: one.day):
            who = "".join(f" @{name}" for name in one.who)
            plan.lines.append(f"- {one.day.isoformat()}{who}: {literal(one.text)}")
    if unread:
        plan.apart("## Notes", "", *notes_of(unread, forest))
    return plan.text


def _scalar(key: str, value: str) -> str:
    """A value in the front matter: lists as they are written, words in quotes where YAML could read them otherwise."""
    if value[:1] == "[" or (value and set(value) <= _PLAIN_VALUE and value[0].isalnum() and key != "title"):
        return value
    escaped = one_line(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """A table with its heads first."""
    cells = [[literal(cell).replace("|", "\\|") for cell in row] for row in rows]
    wide = max(map(len, cells))
    for number, row in enumerate(cells):
        yield f"| {' | '.join(row + [''] * (wide - len(row)))} |"
        if number == 0:
            yield f"|{' --- |' * wide}"


def _goal(plan: PlanLines, work: Work) -> None:
    """A goal and its sub-goals as headings, with what stands in them; below the deepest heading they are steps."""
    waiting = [(work, 3)]
    while waiting:
        one, level = waiting.pop()
        plan.apart()
        plan.thing(one, f"{'#' * level} {_words(one, is_heading=True)}")
        if one.row.note.strip():
            plan.apart(*_paragraph(one.row.note))
        goals = [child for child in one.children if child.row.kind is Kind.GOAL] if level < _DEEPEST else []
        steps = one.children[: len(one.children) - len(goals)]
        if steps or one.barriers:
            plan.apart()
            _list(plan, steps)
            _hindrances(plan, one.barriers, "")
        waiting += [(goal, level + 1) for goal in reversed(goals)]


def _list(plan: PlanLines, works: Sequence[Work]) -> None:
    """Steps as items, with what is nested in them."""
    waiting = [(work, "", number) for work, number in reversed(_numbered(works))]
    while waiting:
        work, indent, number = waiting.pop()
        sign = f"{number}. " if number else "- "
        plan.thing(work, f"{indent}{sign}{_words(work)}")
        inner = indent + " " * len(sign)
        plan.lines += [f"{inner}- {line}" for line in _paragraph(work.row.note)]
        _hindrances(plan, work.barriers, inner)
        waiting += [(child, inner, count) for child, count in reversed(_numbered(work.children))]


def _numbered(works: Sequence[Work]) -> list[tuple[Work, int]]:
    """Each with its number where it has one, counted from the last that had none."""
    found, number = [], 0
    for work in works:
        number = number + 1 if work.row.numbered else 0
        found.append((work, number))
    return found


def _paragraph(note: str) -> list[str]:
    return [literal(line) for line in note.splitlines() if one_line(line)]


def _hindrances(plan: PlanLines, hindrances: Sequence[Hindrance], indent: str) -> None:
    for one in hindrances:
        barrier = one.barrier
        tags = [f" {barrier.duration}"] if barrier.duration else []
        tags += [f" risk:{barrier.risk}"] if barrier.risk else []
        tags += [f" cost:{barrier.cost:f}"] if barrier.cost is not None else []
        tags += [f" @{name}" for name in barrier.who] + [f" #{name}" for name in barrier.labels]
        mark = MARKS[barrier.state]
        box = f"[{mark}] " if mark != " " else ""
        plan.lines.append(f"{indent}- {box}Barrier: {literal(barrier.title)}{''.join(tags)}")
        for work in one.solutions:
            plan.thing(work, f"{indent}  - [{MARKS[work.row.state]}] Solution: {literal(work.row.title)}{_tags(work)}")
            plan.lines += [f"{indent}    - {line}" for line in _paragraph(work.row.note)]
        plan.lines += [f"{indent}  - Solution: {literal(answer)}" for answer in barrier.answers]


def _words(work: Work, *, is_heading: bool = False) -> str:
    """The box, the title and the tags. A goal has a box where it needs one, a step always; what is under way by what
    it holds has no mark of its own."""
    mark = MARKS[work.row.state]
    if mark == "/" and "since" not in work.tags and _is_begun_inside(work):
        mark = " "
    box = "" if is_heading and mark == " " else f"[{mark}] "
    return f"{box}{literal(work.row.title)}{_tags(work)}"


def _is_begun_inside(work: Work) -> bool:
    """Whether what something holds tells that it is under way."""
    marks = {MARKS[child.row.state] for child in work.children}
    return "/" in marks or {"x", " "} <= marks


def _tags(work: Work) -> str:
    tags = work.tags | ({"name": work.name} if work.name else {})
    found = []
    for kind in _IN_ORDER:
        values = tags.get(kind.key, "")
        found += [f" {kind.sign}{value}" for value in (values.split(" ") if kind.many else [values]) if value]
    return "".join(found)


def notes_of(unread: Sequence[Unread], forest: Forest) -> Iterator[str]:
    """What a plan has no place for, an item for each row that it belongs to."""
    groups: dict[tuple[str, int, str], list[Unread]] = {}
    for one in unread:
        groups.setdefault((one.sheet, one.line, one.id), []).append(one)
    for (_, _, id), found in groups.items():
        work = forest.by_id.get(id)
        lead = f"{literal(work.row.title)} – " if work else ""
        told = "; ".join(
            f"{literal(one.field)}: {literal(one.text)}" if one.field else literal(one.text) for one in found
        )
        yield f"- {lead}{told}"
