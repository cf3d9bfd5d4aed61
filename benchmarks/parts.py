"""What each part that exists for speed only gains: the same work with it and without it, in turn, as processor time."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from statistics import median

from measure import ENVIRONMENT, PYTHON, Command, in_turn, plan

from plainplan.plain import PARTS

COUNTS = (20, 100, 1000)
ALL = "1"
SAVED = ("reading", "fragments")
"""What works when a plan is compiled again in the same process."""

SAVES = """
import gc, json, sys
from datetime import date
from time import process_time
from plainplan.compile import compile_text
from plainplan.render import Options, render
from plainplan.render.fragment_cache import Pieces
gc.disable()
text = open(sys.argv[1], encoding="utf-8").read()
pieces, day, before, taken = Pieces(), date(2026, 11, 1), None, []
for number in range(12):
    lines = text.split("\\n")
    at = max(place for place, line in enumerate(lines) if line.startswith("- [ ] "))
    lines[at] = lines[at].replace("- [ ] ", f"- [ ] again {number} ")
    began = process_time()
    before = compile_text("a.plan.md", "\\n".join(lines), day, before)
    render(before, "html", Options(pieces=pieces))
    taken.append(process_time() - began)
print(json.dumps(sorted(taken[2:])[5]))
"""


def part_table(path_of: Callable[[int], str], folder: str, runs: int) -> str:
    """A row for each part: with it and without it, in milliseconds."""
    head = " | ".join(f"{count:,} steps" for count in COUNTS)
    lines = [f"| Part | Measured | {head} |", "| --- | --- |" + " --- |" * len(COUNTS)]
    for part in (*PARTS, ALL):
        for what, measured in _measures(part, folder):
            cells = []
            for count in COUNTS:
                used, left_out = measured(path_of(count), runs)
                cells.append(f"{used * 1000:.0f}, without {left_out * 1000:.0f}")
            name = "all of them" if part == ALL else f"`{part}`: {PARTS[part]}"
            lines.append(f"| {name} | {what} | {' | '.join(cells)} |")
            print(lines[-1], flush=True)
    return "\n".join(lines) + "\n"


Measured = Callable[[str, int], tuple[float, float]]


def _measures(part: str, folder: str) -> list[tuple[str, Measured]]:
    found: list[tuple[str, Measured]] = []
    if part not in (*SAVED, "weasyprint"):
        found.append(("`plan build`", lambda path, runs: _built(part, path, f"{folder}/p.html", runs)))
    if part in ("weasyprint", ALL):
        found.append(("`plan build --to pdf`", lambda path, runs: _built(part, path, f"{folder}/p.pdf", runs)))
    if part in (*SAVED, ALL):
        found.append(("compiling and page after a save", lambda path, runs: _saved(part, path, runs)))
    return found


def _built(part: str, path: str, output: str, runs: int) -> tuple[float, float]:
    command = plan("build", "-q", path, "-o", output, "--as-of", "2026-11-01").words
    found = in_turn({switch: Command(("env", f"PLAINPLAN_PLAIN={switch}", *command)) for switch in ("", part)}, runs)
    return found[""].cpu, found[part].cpu


def _saved(part: str, path: str, runs: int) -> tuple[float, float]:
    taken: dict[str, list[float]] = {"": [], part: []}
    for _ in range(max(3, runs // 2)):
        for switch, times in taken.items():
            environment = {**ENVIRONMENT, "PLAINPLAN_PLAIN": switch}
            times.append(json.loads(subprocess.check_output([PYTHON, "-c", SAVES, path], env=environment)))
    return median(taken[""]), median(taken[part])
