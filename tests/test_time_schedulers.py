"""Dates and slack against schedulers that nobody here wrote, on random networks of whole days."""

from __future__ import annotations

import csv
import random
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import needs
from plainplan.compile import compile_text
from plainplan.schedule import Dated

START = date(2026, 1, 5)
NETWORKS = range(4)


class Task(NamedTuple):
    name: str
    days: int
    after: tuple[tuple[str, int], ...]
    """What it waits for, each with a lag in days."""


def network(seed: int, size: int = 40, *, lags: bool) -> tuple[Task, ...]:
    """Tasks of 1 to 20 days, each waiting for up to three of those before it."""
    pick = random.Random(seed)
    tasks: list[Task] = []
    for number in range(size):
        before = pick.sample(tasks, min(len(tasks), pick.choice([0, 1, 1, 2, 3])))
        after = tuple((task.name, pick.choice([0, 0, 3, 10]) if lags else 0) for task in before)
        tasks.append(Task(f"t{number}", pick.randint(1, 20), after))
    return tuple(tasks)


def as_plan(tasks: tuple[Task, ...]) -> str:
    lines = ["---", f"start: {START}", "---", "", "# Network", "", "## Goals", "", "### All of it", ""]
    for task in tasks:
        names = [f"{name}+{lag}d" if lag else name for name, lag in task.after]
        lines.append(f"- [ ] Task {task.name} ~{task.days}d ^{task.name} after:{','.join(names) or 'start'}")
    return "\n".join(lines) + "\n"


def ours(tasks: tuple[Task, ...]) -> dict[str, Dated]:
    found = compile_text("network.plan.md", as_plan(tasks), START)
    assert not found.has_errors
    return {thing.id: dated for thing, dated in zip(found.plan.things, found.schedule.things, strict=True)}


@pytest.mark.parametrize("seed", NETWORKS)
def test_start_and_finish_are_those_of_taskjuggler(seed: int, tmp_path: Path) -> None:
    needs.programs("tj3")
    tasks = network(seed, lags=True)
    theirs = taskjuggler(tasks, tmp_path)
    assert len(theirs) == len(tasks)
    mine = ours(tasks)
    for task in tasks:
        for dates in (mine[task.name].planned, mine[task.name].projected):
            assert dates is not None
            assert (date.fromordinal(dates.start), date.fromordinal(dates.end)) == theirs[task.name]


def taskjuggler(tasks: tuple[Task, ...], folder: Path) -> dict[str, tuple[date, date]]:
    """Each task's first day and the day after its last, by `tj3`."""
    end = START + timedelta(days=sum(task.days + 10 for task in tasks) + 30)
    lines = [f'project network "Network" {START} - {end} {{ timezone "UTC" }}']
    for task in tasks:
        waits = ", ".join(f"!{name}" + (f" {{ gapduration {lag}d }}" if lag else "") for name, lag in task.after)
        start = f"depends {waits}" if waits else f"start {START}"
        lines.append(f'task {task.name} "{task.name}" {{ duration {task.days}d {start} }}')
    lines.append('taskreport "dates" { formats csv columns id, start, end timeformat "%Y-%m-%d" }')
    (folder / "network.tjp").write_text("\n".join(lines) + "\n", "utf-8")
    subprocess.run(["tj3", "--silent", "network.tjp"], cwd=folder, check=True, capture_output=True, timeout=120)
    with (folder / "dates.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return {row["Id"]: (date.fromisoformat(row["Start"]), date.fromisoformat(row["End"])) for row in rows}


@pytest.mark.parametrize("seed", NETWORKS)
def test_start_finish_and_slack_are_those_of_a_critical_path_library(seed: int) -> None:
    library: Any = pytest.importorskip("criticalpath", reason="needs the criticalpath package")
    tasks = network(seed + 100, lags=False)
    theirs = critical_path(library, tasks)
    mine = ours(tasks)
    for task in tasks:
        dates = mine[task.name].projected
        assert dates is not None
        start, end = dates.start - START.toordinal(), dates.end - START.toordinal()
        assert (start, end, mine[task.name].slack) == theirs[task.name]


def critical_path(library: Any, tasks: tuple[Task, ...]) -> dict[str, tuple[int, int, int]]:
    """Each task's earliest start and finish and its total float, in days, by the library."""
    project = library.Node("project")
    nodes = {task.name: project.add(library.Node(task.name, duration=task.days)) for task in tasks}
    first = project.add(library.Node("first", duration=0))
    last = project.add(library.Node("last", duration=0))
    for task in tasks:
        project.link(first, nodes[task.name])
        project.link(nodes[task.name], last)
        for name, _ in task.after:
            project.link(nodes[name], nodes[task.name])
    project.update_all()
    return {name: (node.es, node.ef, node.ls - node.es) for name, node in nodes.items()}
