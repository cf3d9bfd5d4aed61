"""Questions about a plan on a day are answered in `facts`: nobody else compares states or written days."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "plainplan"

# Where states and days are made.
MAKERS = ("facts/", "lower/", "schedule/", "syntax/", "values.py")

# Who compares them besides, and why.
EXCEPTIONS = {
    "forecast/": "asks passes of the scheduler, thousands of them in arrays: there are no facts of a single schedule",
    "ticking.py": "the state that a box is to have and the one it has, not where the thing stands",
    "cli/editing.py": "the state that a person asks for and the one that is written",
    "serve/ticks.py": "the state that a click asks for",
    "language/actions.py": "the state that an action of an editor offers",
}

WRITTEN_DAYS = {"due", "on", "finish"}


def comparisons(tree: ast.AST) -> Iterator[ast.AST]:
    """Where a state is compared with one of its kinds, or the day of a `due:`, an `on:` or the `finish:` is read."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(map(_is_state, ast.walk(node))):
            yield node
        if isinstance(node, ast.Attribute) and node.attr in ("first", "last") and _is_written_day(node.value):
            yield node


def _is_state(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "State"


def _is_written_day(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in WRITTEN_DAYS


def found() -> dict[str, list[int]]:
    """The lines of comparisons, by file."""
    lines: dict[str, list[int]] = {}
    for path in sorted(SRC.rglob("*.py")):
        name = path.relative_to(SRC).as_posix()
        if not name.startswith(MAKERS):
            lines[name] = [getattr(node, "lineno", 0) for node in comparisons(ast.parse(path.read_text("utf-8")))]
    return {name: at for name, at in lines.items() if at}


def test_only_facts_compare_states_and_written_days() -> None:
    assert {name: at for name, at in found().items() if not name.startswith(tuple(EXCEPTIONS))} == {}


@pytest.mark.parametrize("place", EXCEPTIONS)
def test_each_exception_is_needed(place: str) -> None:
    assert any(name.startswith(place) for name in found())


@pytest.mark.parametrize(
    "text",
    [
        "dated.state is State.DONE",
        "dated.state is not State.DONE",
        "x = 1 if state in (State.DONE, State.DROPPED) else 2",
        "State.DONE == schedule.things[3].state",
        "thing.due.last.toordinal() < today",
        "plan.settings.finish.last",
        "thing.on.first",
    ],
)
def test_the_comparisons_are_seen(text: str) -> None:
    assert len(list(comparisons(ast.parse(text)))) == 1


@pytest.mark.parametrize("text", ["BOXES[State.DONE]", "facts.is_done(3)", "thing.since.first", "Row(State.DONE)"])
def test_nothing_else_is_taken_for_one(text: str) -> None:
    assert list(comparisons(ast.parse(text))) == []
