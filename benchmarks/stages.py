"""What each stage costs a step, in one process: the best of several rounds, the collector at rest."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import date
from time import process_time
from typing import Any

from generate import plan_text

TODAY = date(2026, 11, 1)


def stage_table(counts: tuple[int, ...] = (1000, 10_000), rounds: int = 3) -> str:
    taken = {count: _stages(count, rounds) for count in counts}
    heads = " | ".join(f"{count:,} steps" for count in counts)
    lines = [f"| Stage, µs a step | {heads} |", "| --- |" + " --- |" * len(counts)]
    for name in next(iter(taken.values())):
        lines.append(f"| {name} | " + " | ".join(f"{taken[count][name] / count * 1e6:.1f}" for count in counts) + " |")
    return "\n".join(lines) + "\n"


def _stages(count: int, rounds: int) -> dict[str, float]:
    from plainplan.checks import run_checks
    from plainplan.compile import compile_bytes
    from plainplan.lower import lower
    from plainplan.render import Options, render
    from plainplan.schedule import schedule
    from plainplan.syntax import decode, parse
    from plainplan.view import build_view

    data = plan_text(count).encode()
    best: dict[str, float] = {}

    def timed(name: str, stage: Callable[[], Any]) -> Any:
        began = process_time()
        made = stage()
        best[name] = min(best.get(name, 1e9), process_time() - began)
        return made

    gc.disable()
    for _ in range(rounds):
        timed("markdown-it-py alone, its blocks", lambda: _blocks(data.decode()))
        source, _ = decode("a.plan.md", data)
        document, _ = timed("parse", lambda source=source: parse(source))
        plan, _ = timed("lower", lambda document=document: lower(document))
        dates, _ = timed("schedule", lambda plan=plan: schedule(plan, TODAY))
        timed("checks", lambda document=document, plan=plan, dates=dates: list(run_checks(document, plan, dates)))
        made = compile_bytes("a.plan.md", data, TODAY)
        timed("view", lambda made=made: build_view(made))
        timed("view and HTML", lambda made=made: render(made, "html", Options()))
        timed("JSON", lambda made=made: render(made, "json", Options()))
        gc.collect()
    gc.enable()
    return best


def _blocks(text: str) -> None:
    """What the library itself takes for the outline of a text, before any of its words are looked at."""
    from markdown_it import MarkdownIt

    MarkdownIt("commonmark").disable(["inline", "text_join"]).parse(text)
