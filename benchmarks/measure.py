"""Whole processes, timed in turn: wall time, processor time and peak memory of each, median of several runs."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Command(NamedTuple):
    """What to run; `after` seconds it is given up. Modules are looked for in the folder `source` first, if one is
    named."""

    words: tuple[str, ...]
    after: float = 300.0
    source: str = ""


class Figure(NamedTuple):
    """Seconds on the clock, seconds of processor, MiB at the peak: of one run, or medians of several, of which `least`
    and `most` are the quickest and the slowest on the clock."""

    wall: float
    cpu: float
    memory: float
    least: float = 0.0
    most: float = 0.0


PYTHON = sys.executable
# Without `PYTHONDONTWRITEBYTECODE`: an installed program has its modules compiled.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}


def plan(*words: str) -> Command:
    """Our program, as it is installed beside the Python that runs this."""
    program = Path(PYTHON).with_name("plan")
    return Command((str(program) if program.is_file() else shutil.which("plan") or "plan", *words))


def python(code: str) -> Command:
    return Command((PYTHON, "-c", code))


def peer(name: str, *words: str) -> Command | None:
    """A program that may be missing."""
    found = shutil.which(name) or shutil.which(name, path=str(Path(PYTHON).parent))
    return Command((found, *words)) if found else None


def once(command: Command) -> Figure | None:
    """One run; None where it fails or takes too long."""
    began = time.perf_counter()
    environment = ENVIRONMENT | {"PYTHONPATH": command.source} if command.source else ENVIRONMENT
    ran = subprocess.Popen(command.words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    deadline = began + command.after
    while True:
        process, status, used = os.wait4(ran.pid, 0 if command.after > 200 else os.WNOHANG)
        if process:
            break
        if time.perf_counter() > deadline:
            ran.kill()
            os.wait4(ran.pid, 0)
            ran.returncode = -9
            return None
        time.sleep(0.005)
    ran.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if ran.returncode not in (0, 1):
        return None
    return Figure(
        wall, used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    )


def in_turn(commands: Mapping[str, Command | None], runs: int) -> dict[str, Figure]:
    """All of these, one after the other, so many times: what slows the machine slows them all alike."""
    present = {name: command for name, command in commands.items() if command}
    taken: dict[str, list[Figure]] = {name: [] for name in present}
    for turn in range(runs + 1):
        for name, command in present.items():
            figure = once(command)
            if figure is None:
                taken[name].append(Figure(float("nan"), float("nan"), float("nan")))
            elif turn or runs == 1:  # the first is to warm up
                taken[name].append(figure)
        if runs == 1:
            break
    return {name: _median(figures) for name, figures in taken.items()}


def _median(figures: Sequence[Figure]) -> Figure:
    walls = [figure.wall for figure in figures]
    middle = (statistics.median(values) for values in zip(*(figure[:3] for figure in figures), strict=True))
    return Figure(*middle, least=min(walls), most=max(walls))
