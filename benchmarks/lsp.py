"""How long an editor waits for `plan lsp`: for its start, for findings after a change, for a hover meanwhile.

    python benchmarks/lsp.py [--changes N]

A change puts a letter into a title or another digit into a length, as a writer would. "Told" is the time from the
change to the findings of the text with it; "processor" is what the server used for it, all threads counted, against
compiling the same texts one after the other in a process of its own. Hovers, completions and hints are asked right
after a change, so while it is compiled. Other programs that run make all of it longer: "least" is nearest to what an
idle machine takes.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from generate import plan_text

from lsp_client import Editor, spot
from plainplan.compile import Compilation, compile_text

DAY = date(2026, 11, 1)
URI = "file:///nowhere/long.plan.md"
_STEP = re.compile(r"^(?P<title>- \[.\] .*?) ~(?P<length>\d+)", re.MULTILINE)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--changes", type=int, default=60)
    changes = options.parse_args().changes
    print(f"{'':<52}{'least':>9}{'median':>9}{'95 %':>9}{'bar':>9}")
    starts()
    for steps in (100, 1000):
        texts = list(edited_texts(plan_text(steps), changes))
        findings(steps, texts)
        meanwhile(steps, texts)


def starts(runs: int = 7) -> None:
    """From the start of the process to the answer to `initialize`, against importing pygls."""
    ours, theirs = [], []
    for _ in range(runs):
        theirs.append(timed(lambda: subprocess.run([sys.executable, "-c", "import pygls.lsp.server"], check=True)))
        ours.append(timed(_start))
    row("start to `initialize`, ms", [1000 * one for one in ours])
    row("import pygls, ms", [1000 * one for one in theirs])
    ratio("start against importing pygls", min(ours) / min(theirs), 1.3)


def _start() -> None:
    with Editor("--as-of", DAY.isoformat()) as editor:
        editor.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})


def findings(steps: int, texts: list[tuple[str, dict[str, Any]]]) -> None:
    with Editor("--as-of", DAY.isoformat()) as editor:
        editor.start()
        editor.open(URI, texts[0][0])
        editor.findings(URI)
        told = []
        used = processor(editor.process.pid)
        for _, change in texts[1:]:
            began = time.perf_counter()
            changed(editor, change)
            told.append(1000 * (time.perf_counter() - began))
            time.sleep(0.01)
        used = processor(editor.process.pid) - used
    row(f"change to findings, {steps} steps, ms", told, 60 if steps == 1000 else None)
    ratio(f"processor against compiling, {steps} steps", used / compiling([text for text, _ in texts]), 1.7)


def changed(editor: Editor, change: dict[str, Any]) -> None:
    editor.change(URI, change)
    editor.findings(URI)


def compiling(texts: list[str]) -> float:
    """Seconds of processor to compile each text after the one before."""
    before: Compilation | None = compile_text("long.plan.md", texts[0], DAY)
    began = time.process_time()
    for text in texts[1:]:
        before = compile_text("long.plan.md", text, DAY, before)
    return time.process_time() - began


def meanwhile(steps: int, texts: list[tuple[str, dict[str, Any]]]) -> None:
    """What is asked right after a change, while it is compiled."""
    times: dict[str, list[float]] = {"hover": [], "completion": [], "inlayHint": []}
    screen = {"start": spot(0, 0), "end": spot(60, 0)}
    with Editor("--as-of", DAY.isoformat()) as editor:
        editor.start({"workspace": {"inlayHint": {"refreshSupport": True}}})
        editor.open(URI, texts[0][0])
        editor.findings(URI)
        for number, (_, change) in enumerate(texts[1:]):
            kind = list(times)[number % 3]
            more = {"range": screen} if kind == "inlayHint" else {"position": change["range"]["start"]}
            editor.change(URI, change)
            began = time.perf_counter()
            editor.about(kind, URI, **more)
            times[kind].append(1000 * (time.perf_counter() - began))
            editor.findings(URI)
    for kind, some in times.items():
        row(f"{kind} while it is compiled, {steps} steps, ms", some, 20)


def edited_texts(text: str, count: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Texts, each a letter or a digit away from the one before, with the change that makes it."""
    chance = random.Random(count)
    yield text, {}
    for number in range(count):
        step = chance.choice(list(_STEP.finditer(text)))
        at = step.end("title") if number % 2 else step.start("length")
        end, new = (at, "abcdefgh"[number % 8]) if number % 2 else (step.end("length"), str(1 + number % 9))
        lines = text[:at].split("\n")
        start = spot(len(lines) - 1, len(lines[-1]))
        change = {"range": {"start": start, "end": spot(start["line"], start["character"] + end - at)}, "text": new}
        text = text[:at] + new + text[end:]
        yield text, change


def timed(doing: Callable[[], Any]) -> float:
    began = time.perf_counter()
    doing()
    return time.perf_counter() - began


def processor(process: int) -> float:
    """Seconds of processor that a process has used, in all its threads."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def row(what: str, times: list[float], bar: float | None = None) -> None:
    ordered = sorted(times)
    told = "" if bar is None else f"{bar:>9.0f}"
    worst = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    print(f"{what:<52}{ordered[0]:>9.1f}{statistics.median(ordered):>9.1f}{worst:>9.1f}{told}")


def ratio(what: str, value: float, bar: float) -> None:
    print(f"{what:<52}{'':>18}{value:>9.2f}{bar:>9.2f}")


if __name__ == "__main__":
    main()
