"""Plans as networks: programs that plan by themselves come to our days from what we write for them."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

import needs
from plainplan.compile import Compilation, compile_text
from plainplan.exchange.links import Node, nodes_of
from plainplan.exchange.rows import rows_of
from plainplan.render import Options, render
from plans import TODAY, Shape, random_plan
from test_exchange_todos import AS_OF, EXAMPLES, compiled, harmful, letters, plan_of

SIMPLE = """---
start: 2026-11-02
workdays: mon-fri
---

# Network

## Goals

### Move house ~3m ^move

- [ ] Pack ~2w ^pack
  - Barrier: no boxes ~1w
    - [ ] Solution: ask the grocer ~2d
- [ ] Drive ~1d after:pack+2d ^drive
- [ ] Call ~1d with:pack+1w
- [-] Sell the sofa ~1d

### Settle start:2027-06 ^settle

- [ ] Unpack ~1w after:drive
- [ ] Sign ~1d on:2027-06-20
- [x] Paint ~3d done:2026-11-01
"""


def sound(seeds: range, shape: Shape | None = None) -> list[Compilation]:
    """Random plans, those with a loop in them left out."""
    found = (compile_text("r.plan.md", random_plan(seed, shape), date.fromisoformat(TODAY)) for seed in seeds)
    return [one for one in found if not one.has_errors]


# What holds of every network


@pytest.mark.parametrize(
    "compilation", [compiled(SIMPLE), *sound(range(needs.stress(40, 400)))], ids=lambda one: "plan"
)
def test_links_come_to_the_planned_days(compilation: Compilation) -> None:
    nodes = nodes_of(compilation)
    assert {node.row.id for node in nodes} == {
        thing.id
        for thing in compilation.plan.things
        if thing.scheduled and compilation.facts.planned(thing.index) is not None
    }
    starts, ends = worked_out(nodes)
    for node in nodes:
        assert (starts[node.row.id], ends[node.row.id]) == (node.start, node.end), node.row.id


def worked_out(nodes: tuple[Node, ...]) -> tuple[dict[str, int], dict[str, int]]:
    """The days from lengths and links alone, by going over them until nothing moves."""
    first = min(node.start for node in nodes)
    opens = {node.row.id: first for node in nodes}
    starts, ends = dict(opens), dict(opens)
    for _ in range(10 * len(nodes)):
        before = (dict(opens), dict(starts), dict(ends))
        for node in nodes:
            days = [(starts if wait.starts else ends)[wait.id] + wait.gap for wait in node.waits]
            own = opens[node.parent] if node.parent else first
            opens[node.row.id] = max(own, node.not_before or 0, *days, first)
            if node.inside:
                starts[node.row.id] = min(starts[one] for one in node.inside)
                ends[node.row.id] = max(ends[one] for one in node.inside)
                if node.own_end is not None:
                    ends[node.row.id] = max(ends[node.row.id], starts[node.row.id] + node.own_end - node.start)
            else:
                starts[node.row.id] = opens[node.row.id]
                ends[node.row.id] = starts[node.row.id] + node.end - node.start
        if before == (opens, starts, ends):
            break
    return starts, ends


def test_what_a_node_waits_for() -> None:
    nodes = {node.row.title: node for node in nodes_of(compiled(SIMPLE))}
    assert [node for node in nodes if "sofa" in node] == []
    assert nodes["ask the grocer"].parent == "move"
    assert [(wait.id, wait.gap, wait.starts) for wait in nodes["Pack"].waits] == [("ask-the-grocer", 0, False)]
    assert [(wait.id, wait.gap, wait.starts) for wait in nodes["Call"].waits] == [("pack", 7, True)]
    assert ("pack", 2) in [(wait.id, wait.gap) for wait in nodes["Drive"].waits]
    assert nodes["Settle"].not_before == date(2027, 6, 1).toordinal()
    assert nodes["Sign"].not_before == date(2027, 6, 20).toordinal()
    assert nodes["Pack"].not_before is None
    assert nodes["Move house"].own_end == date(2027, 2, 2).toordinal()


# TaskJuggler


def scheduled(project: str, folder: Path) -> dict[str, tuple[str, str, str]]:
    """By a task's own name, its title, its first day and the day after its last, as `tj3` works them out."""
    needs.programs("tj3")
    body = project.partition("taskreport")[0]
    report = 'taskreport "dates" { formats csv columns id, name, start, end timeformat "%Y-%m-%d" }\n'
    (folder / "plan.tjp").write_text(body + report, "utf-8")
    done = subprocess.run(["tj3", "--silent", "plan.tjp"], cwd=folder, capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr.decode()
    lines = (folder / "dates.csv").read_text("utf-8").splitlines()[1:]
    rows = [line[1:-1].split('";"') for line in lines]  # which does not escape the quotes in a title
    return {row[0].rpartition(".")[2]: ('";"'.join(row[1:-2]).strip(), row[-2], row[-1]) for row in rows}


def agrees(compilation: Compilation, folder: Path) -> None:
    found = scheduled(render(compilation, "tjp", Options()).decode(), folder)
    nodes = nodes_of(compilation)
    for node in nodes:
        days = (date.fromordinal(node.start).isoformat(), date.fromordinal(node.end).isoformat())
        assert found[f"t_{re.sub('[^A-Za-z0-9_]', '_', node.row.id)}"][1:] == days, node.row.id


@pytest.mark.slow
@pytest.mark.parametrize("text", [SIMPLE, EXAMPLES[0].read_text("utf-8")])
def test_taskjuggler_comes_to_our_days(text: str, tmp_path: Path) -> None:
    agrees(compiled(text), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(needs.stress(3, 50)))
def test_taskjuggler_comes_to_our_days_of_random_plans(number: int, tmp_path: Path) -> None:
    agrees(sound(range(200, 290))[number], tmp_path)


@pytest.mark.slow
def test_taskjuggler_takes_harmful_words_for_words(tmp_path: Path) -> None:
    words = [*harmful(), "${x}", "$(HOME)", 'a "q" b\\', "-8<- x ->8-", "# c", "/* c */", "\\", '\\"', '${"x"}']
    compilation = compiled(plan_of(words))
    found = scheduled(render(compilation, "tjp", Options()).decode(), tmp_path)
    titles = {letters(name) for name, _, _ in found.values()}
    assert {letters(row.title.replace("\\", "")) for row in rows_of(compilation)} <= {
        title.replace("＼", "").replace("＄", "") for title in titles
    }


def test_the_report_has_a_name_of_its_own() -> None:
    project = render(compiled(SIMPLE), "tjp", Options()).decode()
    assert 'taskreport "list-taskjuggler"' in project, "tj3 writes it beside the project, where our page is `list.html`"
    assert "# ~2w" in project


def test_an_empty_plan_is_a_project(tmp_path: Path) -> None:
    project = render(compile_text("a.plan.md", "# Nothing yet\n", AS_OF), "tjp", Options()).decode()
    assert scheduled(project, tmp_path) == {"nothing": ("Nothing yet", "2026-11-01", "2026-11-01")}
