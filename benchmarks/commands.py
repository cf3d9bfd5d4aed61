"""How long a person waits for each command at 20, 100 and 1,000 steps: whole processes, on the clock.

    python benchmarks/commands.py [--runs N] [--only WORD] [--before SRC] [--docs]

With `--before`, the folder `src` of another state of the project, each command takes turns with the same command of
that state, and the ratio of the processor's time is told, the median of all turns: it says what got slower where the
clock of a busy machine does not. `--docs` writes the table into `docs/performance.md`.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generate import plan_text
from measure import ENVIRONMENT, PYTHON, Command, Figure, once
from tables import machine, write_docs

AS_OF = ("--as-of", "2026-11-01")
SIZES = (20, 100, 1000)
BAR = 1.10
"""What may be slower than before, at 20 and 100 steps."""

NOTES = "# What I want to do\n\n## Goals\n\n"

FORMATS = {
    "html": "html",
    "pdf": "pdf",
    "sheet": "sheet.pdf",
    "json": "json",
    "ics": "ics",
    "csv": "csv",
    "xlsx": "xlsx",
    "md": "md",
    "svg": "svg",
    "mermaid": "mmd",
    "obsidian": "obsidian.md",
    "todotxt": "todo.txt",
    "taskwarrior": "taskwarrior.json",
    "msproject": "xml",
    "tjp": "tjp",
}
"""What `plan build` makes, and how the file ends here."""


class Asked(NamedTuple):
    """A command by its name in the table, with its words; `size` is how many steps its plan has."""

    name: str
    size: int
    words: tuple[str, ...]


class Taken(NamedTuple):
    """What a command took in each turn, and what it took in the state before, where it was there."""

    asked: Asked
    now: list[Figure]
    before: list[Figure]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--runs", type=int, default=9)
    options.add_argument("--only", default="", help="commands with this in their name")
    options.add_argument("--before", type=Path, help="the folder `src` of another state")
    options.add_argument("--docs", action="store_true", help="write the table of docs/performance.md")
    given = options.parse_args()
    if given.before:
        compileall.compile_dir(given.before, quiet=2)
    with tempfile.TemporaryDirectory(prefix="plainplan-commands-") as place:
        asked = [one for one in commands(Path(place)) if given.only in one.name]
        taken = [in_turns(one, given.before, given.runs) for one in asked]
    table = table_of(taken)
    print(table)
    if given.docs:
        write_docs({"commands": f"{machine()}.\n\n{table}"})


def commands(folder: Path) -> Iterator[Asked]:
    """All that is measured, with its files in this folder."""
    for size in SIZES:
        plan, out = folder / f"{size}.plan.md", folder / "out"
        out.mkdir(exist_ok=True)
        plan.write_text(plan_text(size), "utf-8")
        path = str(plan)
        yield Asked("check", size, ("check", "-q", path, *AS_OF))
        for name, ending in FORMATS.items():
            yield Asked(
                f"build --to {name}", size, ("build", "-q", path, "--to", name, "-o", str(out / f"p.{ending}"), *AS_OF)
            )
        yield Asked("next", size, ("next", "-f", path, *AS_OF))
        yield Asked("status", size, ("status", path, *AS_OF))
        yield Asked("why", size, ("why", "-f", path, _a_goal(plan), *AS_OF))
        yield Asked("forecast", size, ("forecast", "-f", path, *AS_OF))
        yield Asked("fmt --check", size, ("fmt", "--check", path))
        yield from _of_notes(folder, size)
        yield from _of_git(folder, size)


def _a_goal(plan: Path) -> str:
    """The last goal that the plan names, by its name."""
    return [line for line in plan.read_text("utf-8").splitlines() if line.startswith("### ")][-1].split("^")[-1]


def _of_notes(folder: Path, size: int) -> Iterator[Asked]:
    notes = folder / f"{size}.notes.md"
    text = plan_text(size).partition("## Short-term goals")[2]
    plain = [line.split(" ~")[0].split(" ^")[0] for line in text.splitlines()]
    notes.write_text(NOTES + "\n".join(plain) + "\n", "utf-8")
    yield Asked("import", size, ("import", str(notes), "-o", "-", *AS_OF))


def _of_git(folder: Path, size: int) -> Iterator[Asked]:
    """A plan with two commits and a change that is not committed, each of three steps."""
    if not shutil.which("git"):
        return
    place = folder / f"git-{size}"
    place.mkdir()
    plan = place / "a.plan.md"
    text = plan_text(size)
    _git(place, "init", "-q")
    for number in range(3):
        plan.write_text(text.replace("~1d", f"~{number + 1}d", 3), "utf-8")
        if number < 2:
            _git(place, "add", plan.name)
            _git(place, "commit", "-q", "-m", f"State {number}")
    yield Asked("diff", size, ("diff", "-f", str(plan), *AS_OF))
    yield Asked("history", size, ("history", "-f", str(plan), *AS_OF))


def _git(place: Path, *words: str) -> None:
    name = ("-c", "user.name=Jo", "-c", "user.email=jo@example.org")
    subprocess.run(["git", *name, *words], cwd=place, check=True, env=ENVIRONMENT)


def in_turns(asked: Asked, before: Path | None, runs: int) -> Taken:
    """A command and the same of the state before, one after the other, so many times after one to warm up."""
    taken = Taken(asked, [], [])
    for turn in range(runs + 1):
        for source, figures in ((None, taken.now), (before, taken.before)):
            figure = once(_command(asked.words, source)) if source or figures is taken.now else None
            if figure and turn:
                figures.append(figure)
    print(line_of(taken), flush=True)
    return taken


def _command(words: Sequence[str], source: Path | None) -> Command:
    """The program beside this Python, or that of another state."""
    return Command((PYTHON, "-m", "plainplan", *words), source="" if source is None else str(source.resolve()))


def line_of(taken: Taken) -> str:
    ratio = ratio_of(taken)
    told = "" if ratio is None else f"  {ratio:.2f} of before"
    return f"{taken.asked.name:<24}{taken.asked.size:>6,}  {_times(taken.now)}{told}"


def _times(figures: Sequence[Figure]) -> str:
    walls = [one.wall for one in figures]
    if not walls:
        return "does not work"
    return f"{statistics.median(walls):.3f} s ({min(walls):.3f} to {max(walls):.3f})"


def ratio_of(taken: Taken) -> float | None:
    """The median of what a command took of the processor against the state before, turn by turn; None without one."""
    if len(taken.before) != len(taken.now) or not taken.now:
        return None
    return statistics.median([now.cpu / before.cpu for now, before in zip(taken.now, taken.before, strict=True)])


def table_of(rows: Sequence[Taken]) -> str:
    """A row a command, a column a size: seconds, and the ratio to before where there is one."""
    names = dict.fromkeys(row.asked.name for row in rows)
    paired = any(row.before for row in rows)
    head = [f"{size:,} steps" for size in SIZES]
    columns = [*head, *(f"{size:,}: against before" for size in SIZES)] if paired else head
    lines = [f"| Command | {' | '.join(columns)} | MiB at 1,000 |", "| --- |" + " --- |" * (len(columns) + 1)]
    for name in names:
        found = {row.asked.size: row for row in rows if row.asked.name == name}
        cells = [_times(found[size].now) if size in found else "" for size in SIZES]
        if paired:
            cells += [_ratio_cell(found.get(size)) for size in SIZES]
        largest = found.get(SIZES[-1])
        memory = f"{statistics.median(one.memory for one in largest.now):.0f}" if largest and largest.now else ""
        lines.append(f"| `plan {name}` | {' | '.join(cells)} | {memory} |")
    return "\n".join(lines) + "\n"


def _ratio_cell(taken: Taken | None) -> str:
    ratio = ratio_of(taken) if taken else None
    if taken is None or ratio is None:
        return ""
    return f"**{ratio:.2f}**" if ratio > BAR and taken.asked.size <= 100 else f"{ratio:.2f}"


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.exit(main())
