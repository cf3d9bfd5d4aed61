"""Where a cold start goes: Python, the libraries, our own modules, the first plan; medians of fresh processes."""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median
from time import perf_counter

from measure import ENVIRONMENT

CHILD = """
import gc, json, sys
from time import perf_counter
gc.disable()
marks = [perf_counter()]
import {libraries}
marks.append(perf_counter())
before = len(sys.modules)
import {modules}
marks.append(perf_counter())
from datetime import date
from plainplan.compile import compile_bytes
plan = compile_bytes("a.plan.md", open(sys.argv[1], "rb").read(), date(2026, 11, 1))
marks.append(perf_counter())
{last}
marks.append(perf_counter())
ours = sum(name.startswith("plainplan") for name in sys.modules)
print(json.dumps([ours, *(after - before for before, after in zip(marks, marks[1:]))]))
"""

COMMANDS = {
    "`plan check`": {
        "libraries": "click, markdown_it",
        "modules": "plainplan.cli.check, plainplan.report.text",
        "last": "from plainplan.report import report; list(report([plan], 'full'))",
    },
    "`plan build`": {
        "libraries": "click, markdown_it, jinja2",
        "modules": "plainplan.cli.build, plainplan.render.html, plainplan.render.environment",
        "last": "from plainplan.render import Options, render; render(plan, 'html', Options())",
    },
}


def start_table(path: str, rounds: int = 11) -> str:
    """A table of milliseconds for a plan's file."""
    bare = median(_taken([sys.executable, "-c", "pass"]) for _ in range(rounds)) * 1000
    lines = [
        "| Of a start, ms | Python | libraries | our modules | first plan read | findings or page |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name, parts in COMMANDS.items():
        command = [sys.executable, "-c", CHILD.format(**parts), path]
        rows = [json.loads(subprocess.check_output(command, env=ENVIRONMENT)) for _ in range(rounds)]
        ours, *stages = (median(column) for column in zip(*rows, strict=True))
        libraries, modules, *rest = (f"{stage * 1000:.0f}" for stage in stages)
        lines.append(f"| {name} | {bare:.0f} | {libraries} | {modules} ({ours:.0f} of them) | {' | '.join(rest)} |")
    return "\n".join(lines) + "\n"


def _taken(command: list[str]) -> float:
    began = perf_counter()
    subprocess.run(command, check=True, env=ENVIRONMENT)
    return perf_counter() - began
