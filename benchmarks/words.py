"""How much of invented notes `plan import` understands, by language and kind of fact, and how long it takes.

    .venv/bin/python benchmarks/words.py

The notes are those of `tests/notes/`, with what a careful reader understands of each line beside them: `NAME.facts` has
line, words of the title, kind and value, with `/` between values that are right too.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from plainplan.compile import Compilation, compile_text
from plainplan.importing import Imported, imported
from plainplan.model import Thing

NOTES = Path(__file__).parent.parent / "tests" / "notes"
DAY = date(2026, 11, 28)


class Fact(NamedTuple):
    about: str
    kind: str
    values: tuple[str, ...]


def facts(path: Path) -> list[Fact]:
    rows = [line.split("|") for line in path.read_text("utf-8").splitlines()]
    return [Fact(about, kind, tuple(value.split("/"))) for _, about, kind, value in rows]


def is_right(fact: Fact, made: Compilation) -> bool:
    """Whether the plan says what the notes say."""
    plan = made.plan
    if fact.kind == "lang":
        return plan.settings.lang in fact.values
    if fact.kind in ("plan_start", "finish"):
        period = plan.settings.start if fact.kind == "plan_start" else plan.settings.finish
        return period is not None and period.text in fact.values
    if fact.kind == "barrier":
        return any(fact.about.casefold() in one.title.casefold() for one in plan.barriers)
    if fact.kind == "occupation":
        return any(fact.about.casefold() in one.name.casefold() for one in plan.occupations)
    if fact.kind == "checkin":
        return any(fact.about in one.text and str(one.date) in fact.values for one in plan.checkins)
    things = [one for one in plan.things if fact.about.casefold() in one.title.casefold()]
    if fact.kind == "not":
        return not any(one.kind.value in fact.values for one in things)
    return any(says(one, fact, made) for one in things)


def says(thing: Thing, fact: Fact, made: Compilation) -> bool:
    if fact.kind in ("goal", "step", "solution"):
        return True
    if fact.kind == "duration":
        return thing.estimate is not None and thing.estimate.text.lstrip("~") in fact.values
    if fact.kind == "cost":
        return thing.cost is not None and thing.cost == Fraction(fact.values[0])
    if fact.kind == "every":
        return thing.every is not None
    if fact.kind == "after":
        names = [made.plan.things[one.target].title for one in thing.after or () if one.target >= 0]
        return any(fact.values[0] in name for name in names) or thing.parent is not None
    if fact.kind == "horizon":
        top = made.plan.things[made.facts.top_goal(thing.index)]
        return made.facts.horizon(top.index) is not None
    if fact.kind in ("done", "dropped", "underway"):
        state = {"done": "done", "dropped": "dropped", "underway": "under way"}[fact.kind]
        return made.facts.dated(thing.index).state.value == state
    period = {"due": thing.due or thing.on, "start": thing.start, "on": thing.on}[fact.kind]
    return period is not None and any(period.text.startswith(value) for value in fact.values)


def main() -> None:
    total, right = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for path in sorted(NOTES.glob("*.facts")):
        notes = path.with_suffix(".md")
        made = imported(notes.name, notes.read_bytes(), DAY)
        lang = path.stem.partition("-")[0]
        for fact in facts(path):
            known = isinstance(made, Imported) and is_right(fact, made.compilation)
            for key in ((lang, ""), ("", fact.kind)):
                total[key] += 1
                right[key] += known
    for key in sorted(total):
        print(f"{key[0] or key[1]:<12} {right[key]:>4} of {total[key]:>4}  {100 * right[key] / total[key]:.0f} %")
    speed()


def speed() -> None:
    text = "# My plan\n\n## Goals\n\n" + "".join(f"- Part {number} (2 weeks), by 3 May 2028\n" for number in range(996))
    begin = perf_counter()
    imported("long.md", text.encode(), DAY)
    print(f"import of 1,000 lines: {perf_counter() - begin:.2f} s")
    steps = "# P\n\n## Goals\n\n### A ~9y\n\n" + "".join(f"- [ ] Read book {number} ~2d\n" for number in range(1000))
    compile_text("steps.plan.md", steps, DAY)
    begin = perf_counter()
    compile_text("steps.plan.md", steps, DAY)
    print(f"compiling 1,000 steps: {perf_counter() - begin:.2f} s")


if __name__ == "__main__":
    main()
