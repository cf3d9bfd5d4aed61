"""Plans of any size for the benchmarks, and the same plans as TaskJuggler and a page of tables would have them.

python benchmarks/generate.py 1000 > big.plan.md
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

SEED = 20261101
START = "2026-09-01"
VERBS = [
    "Read",
    "Write",
    "Visit",
    "Call",
    "Draft",
    "Learn",
    "Practise",
    "Review",
    "Prepare",
    "Finish",
    "Sort",
    "Ask",
    "Compare",
    "Measure",
    "Collect",
]
NOUNS = [
    "the handbook",
    "two chapters",
    "a short report",
    "the course notes",
    "three people",
    "the application",
    "an old exam",
    "the budget",
    "a first version",
    "the list of questions",
    "the workshop",
    "the equipment",
    "a place to train",
    "the feedback",
    "next month's hours",
]
PROSE = (
    "This goal came out of a long talk; it *matters* because the next one builds on it.",
    "What helps: a fixed evening a week, and somebody who asks how it went. See [the notes](notes.md).",
    "Last time it took longer than expected, so the durations here are generous.",
)


@dataclass(frozen=True, slots=True)
class Step:
    goal: int
    number: int
    title: str
    days: int
    after: tuple[int, int] | None
    box: str
    barrier: str | None

    @property
    def name(self) -> str:
        return f"g{self.goal}s{self.number}"


def steps_of(count: int, seed: int = SEED) -> tuple[tuple[Step, ...], ...]:
    """Goals of eight to twelve steps; a tenth of the steps waits for a step of one of the goals just before."""
    pick = random.Random(seed)
    goals: list[tuple[Step, ...]] = []
    left = count
    while left:
        size = min(left, pick.randint(8, 12))
        goal = len(goals)
        left -= size
        ticked = pick.randint(0, size) if goal % 5 == 0 else 0
        made = []
        for number in range(size):
            earlier = range(goal - goal % 10, goal)
            after = None
            if earlier and pick.random() < 0.1:
                other = pick.choice(earlier)
                after = (other, pick.randrange(len(goals[other])))
            barrier = pick.choice(NOUNS) if pick.random() < 0.125 else None
            title = f"{pick.choice(VERBS)} {pick.choice(NOUNS)}"
            box = "x" if number < ticked else " "
            made.append(Step(goal, number, title, pick.choice((1, 2, 3, 5, 7, 14, 21, 28)), after, box, barrier))
        goals.append(tuple(made))
    return tuple(goals)


def plan_text(count: int, seed: int = SEED) -> str:
    """The plan in Markdown."""
    goals = steps_of(count, seed)
    named = {step.after for goal in goals for step in goal if step.after}
    lines = ["---", "author: Jo Rivera", f"start: {START}", "review: weekly on sunday", "---", "", "# A plan", ""]
    lines += ["Why: to see how long it takes.", "", "## Short-term goals"]
    for goal in goals:
        number = goal[0].goal
        lines += ["", f"### Goal number {number} ^g{number}", ""]
        if number % 3 == 0:
            lines += [PROSE[number // 3 % len(PROSE)], ""]
        for step in goal:
            lines += _lines(step, (number, step.number) in named)
    return "\n".join(lines) + "\n"


def _lines(step: Step, named: bool) -> Iterator[str]:
    length = f"~{step.days // 7}w" if step.days % 7 == 0 else f"~{step.days}d"
    tags = f" {length}" + (f" ^{step.name}" if named else "") + (" done:2026-10-01" if step.box == "x" else "")
    if step.after:
        tags += f" after:g{step.after[0]}s{step.after[1]}"
    yield f"- [{step.box}] {step.title}{tags}"
    if step.barrier:
        yield f"  - Barrier: no time for {step.barrier} ~1w risk:20%"
        yield "    - Solution: ask for help in good time"


def taskjuggler_text(count: int, *, report: bool, seed: int = SEED) -> str:
    """The same tasks for TaskJuggler, with or without one page with a chart."""
    lines = [f'project plan "A plan" {START} +40y {{ timezone "UTC" }}']
    for goal in steps_of(count, seed):
        lines.append(f'task g{goal[0].goal} "Goal number {goal[0].goal}" {{')
        for step in goal:
            before = f"depends !s{step.number - 1}" if step.number else ""
            if step.after:
                before = f"depends g{step.after[0]}.s{step.after[1]}"
            lines.append(f'  task s{step.number} "{step.title}" {{ duration {step.days}d {before} }}')
        lines.append("}")
    if report:
        lines.append('taskreport plan "plan" { formats html columns name, start, end, chart }')
    return "\n".join(lines) + "\n"


def obvious_page(count: int, seed: int = SEED) -> str:
    """The same plan as a page in the plainest way: a table a goal, and one chart of bars with their words."""
    rows, bars, y = [], [], 0
    for goal in steps_of(count, seed):
        rows.append(
            f"<h2>Goal number {goal[0].goal}</h2><table><tr><th>Step<th>Days<th>Start<th>End<th>Box<th>After</tr>"
        )
        day = 0
        for step in goal:
            after = f"g{step.after[0]}s{step.after[1]}" if step.after else ""
            cells = (step.title, str(step.days), f"day {day}", f"day {day + step.days}", step.box, after)
            rows.append("<tr>" + "".join(f"<td>{escape(cell)}" for cell in cells) + "</tr>")
            bars.append(
                f'<rect x="{150 + day}" y="{y}" width="{step.days}" height="8"/>'
                f'<text x="0" y="{y + 8}">{step.title}</text>'
            )
            day += step.days
            y += 12
        rows.append("</table>")
    chart = f'<svg viewBox="0 0 500 {y}" width="500" height="{y}" font-size="8">{"".join(bars)}</svg>'
    head = "<!doctype html><html lang=en><meta charset=utf-8><title>A plan</title><h1>A plan</h1>"
    return f"{head}{chart}{''.join(rows)}</html>"


def typst_text(count: int, seed: int = SEED) -> str:
    """The same for typst: a table a goal, each row with its bar; the days are worked out already."""
    lines = ['#set text(lang: "en")', '#set page(numbering: "1 / 1")', "= A plan"]
    for goal in steps_of(count, seed):
        lines += [f"== Goal number {goal[0].goal}", "#table(columns: (3fr, auto, auto, auto, auto, 2fr),"]
        lines.append("  [Step], [Days], [Start], [End], [After], [],")
        day = 0
        for step in goal:
            after = f"g{step.after[0]}s{step.after[1]}" if step.after else ""
            bar = f"pad(left: {day / 4:.2f}mm, rect(width: {step.days / 4:.2f}mm, height: 2mm, fill: blue))"
            lines.append(f"  [{step.title}], [{step.days}], [{day}], [{day + step.days}], [{after}], {bar},")
            day += step.days
        lines.append(")")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(plan_text(int(sys.argv[1])))
