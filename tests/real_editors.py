"""Real editors on a plan of their own: a folder with the plan, a home, and `plan` where an editor looks for it."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PACKAGES = ROOT / "editors"
PROBES = Path(__file__).parent / "editors"
DAY = "2026-11-28"

PLAN = """\
---
start: 2026-11-01
---

# Become a nurse

## Goals

### Get in ~6m ^in

- [/] Prepare for the exam ~6w since:2026-11-02 ^teas
- [ ] Sit the exam ~1d due:2026-12-01
- [ ] Apply ~2w after:tes
"""


HINTS = {
    9: "→ 1 May 2027",
    11: "→ 13 Dec 2026",
    12: "→ 14 Dec 2026, 13 days late",
    13: "→ 11 Dec 2026, 14 days overdue",
}
"""The dates at the ends of lines, by line."""


@dataclass(frozen=True)
class Desk:
    """A folder with a plan, as an editor sees it."""

    plan: Path
    environment: dict[str, str]

    def run(self, *command: str | Path, **more: str) -> str:
        """Run an editor until it ends; what it printed."""
        done = subprocess.run(
            [str(part) for part in command],
            cwd=self.plan.parent, env=self.environment | more, capture_output=True, timeout=90, check=False,
        )  # fmt: skip
        said = (done.stdout + done.stderr).decode(errors="replace")
        assert done.returncode == 0, said
        return said

    def probe(self, *command: str | Path, action: str) -> dict[str, Any]:
        """Run an editor with a probe, which is to choose an action; what it found."""
        told = self.plan.parent / "found.json"
        said = self.run(*command, PROBE_TO=str(told), PROBE_FILE=str(self.plan), PROBE_ACTION=action)
        assert told.exists(), said
        found: dict[str, Any] = json.loads(told.read_text("utf-8"))
        assert found["problems"] in ([], {}), (found, said)
        return found


def desk(folder: Path, text: str = PLAN) -> Desk:
    """A desk in a folder, on which `plan` takes one day for today."""
    home, programs, plans = folder / "home", folder / "bin", folder / "plans"
    for one in (home, programs, plans):
        one.mkdir()
    program = programs / "plan"
    command = f"{shlex.quote(sys.executable)} -m plainplan"
    program.write_text(f'#!/bin/sh\n[ "$1" = --version ] && exec {command} "$@"\nexec {command} "$@" --as-of {DAY}\n')
    program.chmod(0o755)
    plan = plans / "nurse.plan.md"
    plan.write_text(text, "utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PLAN", "VIM", "NVIM"))}
    kept |= {"HOME": str(home), "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "TERM": "xterm"}
    kept |= {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    return Desk(plan, kept)


def findings_of(plan: Path) -> set[tuple[int, str]]:
    """What `plan check` finds: line and sentence."""
    command = [sys.executable, "-m", "plainplan", "check", "--format", "json", "--as-of", DAY, str(plan)]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    return {(one["line"], one["message"]) for one in json.loads(done.stdout)["findings"]}


class Terminal:
    """A program in a terminal of its own, and what it shows there."""

    def __init__(self, desk: Desk, *command: str | Path, rows: int = 30, columns: int = 160) -> None:
        import pexpect
        import pyte

        self.shown = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.shown)
        program, *arguments = map(str, command)
        environment = desk.environment | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self._program = pexpect.spawn(
            program, arguments, cwd=str(desk.plan.parent), env=environment, dimensions=(rows, columns)
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *gone: object) -> None:
        self._program.close(force=True)

    def type(self, keys: str) -> None:
        self._program.send(keys)

    def listen(self, seconds: float) -> str:
        """Take what comes for a while; all that is shown then."""
        import pexpect

        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                self._stream.feed(self._program.read_nonblocking(1 << 16, 0.1))
            except pexpect.TIMEOUT:
                continue
        return "\n".join(self.shown.display)

    def await_words(self, words: str, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while words not in (text := self.listen(0.2)):
            assert time.monotonic() < end, f"{words!r} is not shown:\n{text}"
