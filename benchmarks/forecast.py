"""How long a forecast takes: plans of 100 to 1,000 steps with ranges, with and without barriers.

    python benchmarks/forecast.py [--most N] [--runs N]

Prints a row a plan: its steps, the time of the dates alone, the time with what drives them and what solutions are
worth (and in how many runs that was compared), and peak memory so far. Parsing and importing numpy are not counted.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from datetime import date

from plainplan.forecast.forecast import forecast
from plainplan.forecast.result import Question
from plainplan.lower import lower
from plainplan.model import Plan
from plainplan.syntax import decode, parse

START = date(2026, 1, 5)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--most", type=int, default=1_000, help="the largest number of steps")
    options.add_argument("--runs", type=int, default=10_000)
    given = options.parse_args()
    print(f"{'plan':<22}{'steps':>8}{'dates':>9}{'all':>9}{'compared':>10}{'memory':>10}")
    for name, barriers in (("ranges", 0), ("ranges and barriers", 1)):
        steps = 100
        while steps <= given.most:
            row(name, plan_of(steps, barriers), given.runs, steps)
            steps *= 10


def row(name: str, plan: Plan, runs: int, steps: int) -> None:
    times, compared = [], 0
    for drivers in (False, True):
        began = time.perf_counter()
        found = forecast(plan, START.toordinal(), Question(runs=runs, drivers=drivers))
        times.append(time.perf_counter() - began)
        compared = found.compared if found else 0
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:<22}{steps:>8}{times[0]:>8.2f}s{times[1]:>8.2f}s{compared:>10}{memory:>7.0f} MB")


def plan_of(steps: int, barriers: int) -> Plan:
    """Goals of ten steps; four in ten steps wait for one of the sixty before, the others for the one above."""
    pick = random.Random(steps)
    lines = [f"---\nstart: {START}\nworkdays: mon-fri\n---\n# Plan\n\n## Goals"]
    for step in range(steps):
        if step % 10 == 0:
            lines.append(f"\n### Goal {step // 10}\n")
        least = pick.randint(3, 20)
        waits = f" after:s{pick.randrange(max(0, step - 60), step)}" if step and pick.random() < 0.4 else ""
        lines.append(f"- [ ] Step {step} ~{least}/{least + 5}/{least + pick.randint(6, 30)}d ^s{step}{waits}")
        if barriers and step % 10 == 5:
            lines.append("  - Barrier: rain ~2w risk:30%\n    - [ ] Solution: a roof ~1w")
    source, _ = decode("bench.plan.md", "\n".join(lines).encode())
    plan, _ = lower(parse(source)[0])
    return plan


if __name__ == "__main__":
    main()
