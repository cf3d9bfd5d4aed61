"""How scheduling grows: chains, wide goals, focus and days off, from 100 to 100,000 steps.

    python benchmarks/schedule.py [--most N]

Prints a row a plan: its steps, the time of both passes and of slack, peak memory, and the time a step. Parsing is
not counted.
"""

from __future__ import annotations

import argparse
import gc
import time
import tracemalloc
from collections.abc import Iterator
from datetime import date

from plainplan.lower import lower
from plainplan.model import Plan
from plainplan.schedule import schedule
from plainplan.syntax import decode, parse

START = date(2026, 1, 5)
SHAPES = ("goals of ten", "one chain", "one goal", "focus: 3", "workdays: mon-fri")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--most", type=int, default=100_000, help="the largest number of steps")
    most = options.parse_args().most
    print(f"{'shape':<20}{'steps':>9}{'seconds':>10}{'us/step':>10}{'peak MiB':>10}")
    for shape in SHAPES:
        for steps in (100, 1_000, 10_000, 100_000):
            if steps <= most:
                seconds, peak = measured(plan_of(shape, steps))
                print(f"{shape:<20}{steps:>9,}{seconds:>10.3f}{seconds / steps * 1e6:>10.1f}{peak:>10.1f}")


def measured(plan: Plan) -> tuple[float, float]:
    """The best of three times in seconds, and the peak of one run in MiB."""
    times = []
    for _ in range(3):
        gc.collect()
        gc.disable()
        before = time.perf_counter()
        schedule(plan, START)
        times.append(time.perf_counter() - before)
        gc.enable()
    tracemalloc.start()
    schedule(plan, START)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return min(times), peak / 2**20


def plan_of(shape: str, steps: int) -> Plan:
    source, _ = decode("generated.plan.md", "\n".join(_lines(shape, steps)).encode())
    document, _ = parse(source)
    return lower(document)[0]


def _lines(shape: str, steps: int) -> Iterator[str]:
    yield f"---\nstart: {START}"
    yield shape if ":" in shape else "pace: 7h/week"
    yield "---\n\n# Generated\n\n## Goals\n"
    each = 10 if shape not in ("one chain", "one goal") else steps
    for number in range(steps):
        if number % each == 0:
            yield f"\n### Goal {number // each} ~1y\n"
        after = f" after:s{number - 1}" if shape == "one chain" and number else ""
        yield f"- [ ] Step {number} ~3d ^s{number}{after}"


if __name__ == "__main__":
    main()
