"""Running what documents show: files they tell to write, commands they tell to type, and what comes out.

A block that opens with ```markdown NAME.md (or yaml, …) is a file to write. A block ```console holds commands
after `$ ` and below each what it prints, in the order in which a terminal shows it. All blocks of a document run
one after the other in one folder. `…` at the end of a line stands for anything, `[…]` on a line alone for any lines.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"(?P<ticks>`{3,})(?P<kind>[a-z]+)(?: (?P<file>[\w.-]+))?$")
_TIME = re.compile(r"\b\d+(?:\.\d+)? (?:ms|s)\b")


@dataclass(frozen=True)
class Block:
    """A fenced block of a document; its text takes the lines from `first` up to `last`."""

    kind: str
    file: str | None
    lines: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True)
class Command:
    line: str
    printed: tuple[str, ...]


def blocks_of(path: Path) -> list[Block]:
    """The blocks of a document that are files to write or commands to run."""
    lines = path.read_text("utf-8").split("\n")
    found = []
    row = 0
    while row < len(lines):
        if fence := _FENCE.match(lines[row]):
            end = lines.index(fence["ticks"], row + 1)
            if fence["kind"] == "console" or fence["file"]:
                found.append(Block(fence["kind"], fence["file"], tuple(lines[row + 1 : end]), row + 1, end))
            row = end
        row += 1
    return found


def commands_of(block: Block) -> list[Command]:
    commands: list[Command] = []
    for line in block.lines:
        if line.startswith("$ "):
            commands.append(Command(line[2:], ()))
        else:
            last = commands.pop()
            commands.append(Command(last.line, (*last.printed, line)))
    return commands


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit status."""

    printed: tuple[str, ...]
    status: int


def run(line: str, folder: Path) -> Ran:
    """Run a command; what it prints is both streams as a terminal of a hundred columns would show them."""
    program, *arguments = shlex.split(line)
    if program != "plan":
        raise ValueError(f"documents only run `plan`, not `{program}`")
    environment = {key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "NO_COLOR")}
    environment |= {"PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-m", "plainplan", *arguments],
        cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=120,
    )  # fmt: skip
    printed = tuple(done.stdout.decode().rstrip("\n").split("\n")) if done.stdout.strip() else ()
    return Ran(printed, done.returncode)


def agree(wanted: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Whether what was printed is what the document shows, times aside."""
    if wanted and wanted[-1] == "[…]":
        return agree(wanted[:-1], printed[: len(wanted) - 1])
    return len(wanted) == len(printed) and all(_same(one, two) for one, two in zip(wanted, printed, strict=True))


def _same(wanted: str, printed: str) -> bool:
    wanted, printed = _TIME.sub("N ms", wanted.rstrip()), _TIME.sub("N ms", printed.rstrip())
    if wanted.endswith("…"):
        return printed.startswith(wanted[:-1])
    return wanted == printed


def rewritten(path: Path, fresh: dict[int, list[str]]) -> str:
    """A document's text with the lines of some blocks replaced; blocks are named by their first line."""
    lines = path.read_text("utf-8").split("\n")
    for block in reversed(blocks_of(path)):
        if block.first in fresh:
            lines[block.first : block.last] = fresh[block.first]
    return "\n".join(lines)
