"""The figures: `make bench`, or `python benchmarks/bench.py [--runs N] [--only WORD] [--keep] [--docs]`.

Every figure is a ratio to something measured in the same run, since machines differ. `--keep` writes the ratios to
`baseline.json`, with which the next run compares itself: it fails where one got worse by more than 15 %. `--docs`
writes the tables of `docs/performance.md`.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from generate import NOUNS, VERBS, obvious_page, plan_text, taskjuggler_text, typst_text
from measure import PYTHON, Command, Figure, in_turn, once, peer, plan, python
from parts import part_table
from patterns import pattern_growth
from stages import stage_table
from starts import start_table
from tables import machine, write_docs

FOLDER = Path(__file__).parent
BASELINE = FOLDER / "baseline.json"
AS_OF = ("--as-of", "2026-11-01")
WORSE = 1.15


class Row(NamedTuple):
    """One line of the table: what, against what, the ratio, and the bar that it should stay under."""

    what: str
    against: str
    ours: str
    other: str
    ratio: float
    bar: float


class Bench:
    """The rows so far, and the folder with the inputs."""

    def __init__(self, folder: Path, runs: int, only: str) -> None:
        self.folder, self.runs, self.only = folder, runs, only
        self.rows: list[Row] = []
        self.missing: list[str] = []

    def wants(self, group: str) -> bool:
        return self.only in group

    def input(self, count: int, ending: str = ".plan.md") -> str:
        path = self.folder / f"{count}{ending}"
        if not path.exists():
            made = {
                ".plan.md": lambda: plan_text(count),
                ".check.tjp": lambda: taskjuggler_text(count, report=False),
                ".report.tjp": lambda: taskjuggler_text(count, report=True),
                ".tables.html": lambda: obvious_page(count),
                ".tables.typ": lambda: typst_text(count),
            }[ending]()
            path.write_text(made, "utf-8")
        return str(path)

    def output(self, name: str) -> str:
        return str(self.folder / name)

    def compare(
        self, what: str, bar: float, ours: Figure, against: str, other: Figure | None, *, memory: bool = False
    ) -> None:
        if other is None or math.isnan(other.wall):
            self.missing.append(f"{what}: without `{against}`, which is not here or did not finish")
            return
        one, two = (ours.memory, other.memory) if memory else (ours.wall, other.wall)
        told = [f"{figure.memory:.0f} MiB" if memory else seconds_of(figure) for figure in (ours, other)]
        self.rows.append(Row(what, against, *told, one / two, bar))
        print(line_of(self.rows[-1]), flush=True)


def seconds_of(figure: Figure) -> str:
    """A time with its spread, where it was taken more than once."""
    if figure.least == figure.most:
        return f"{figure.wall:.3f} s"
    return f"{figure.wall:.3f} s ({figure.least:.3f} to {figure.most:.3f})"


def line_of(row: Row) -> str:
    mark = "ok " if row.ratio <= row.bar else "BAR"
    return f"{mark} {row.ratio:7.3f} (bar {row.bar:.3f})  {row.what}: {row.ours}; {row.against}: {row.other}"


def starting(bench: Bench) -> None:
    """Cold starts against importing what they need."""
    found = in_turn(
        {
            "version": plan("--version"),
            "check": plan("check", "-q", bench.input(20), *AS_OF),
            "build": plan("build", "-q", bench.input(20), "-o", bench.output("20.html"), *AS_OF),
            "check 100": plan("check", "-q", bench.input(100), *AS_OF),
            "build 100": plan("build", "-q", bench.input(100), "-o", bench.output("100.html"), *AS_OF),
            "click": python("import click"),
            "three": python("import click, markdown_it, yaml"),
            "four": python("import click, markdown_it, jinja2, yaml"),
        },
        max(bench.runs, 9),
    )
    bench.compare("`plan --version`", 1.3, found["version"], "import click", found["click"])
    three, four = "import click, markdown_it, yaml", "import click, markdown_it, jinja2, yaml"
    bench.compare("`plan check`, 20 steps", 1.15, found["check"], three, found["three"])
    bench.compare("`plan build`, 20 steps", 1.25, found["build"], four, found["four"])
    bench.compare("`plan check`, 100 steps", 1.5, found["check 100"], three, found["three"])
    bench.compare("`plan build`, 100 steps", 1.8, found["build 100"], four, found["four"])


def notes_text(count: int) -> str:
    """Notes with a day or a length on each line."""
    said = (
        "by 3 May 2028",
        "(2 weeks)",
        "until June 14, 2028",
        "every Sunday",
        "4/11/2028",
        "for 3 months",
        "in Q3 2028",
    )
    lines = [f"- {VERBS[at % len(VERBS)]} {NOUNS[at % 11]} {said[at % len(said)]}" for at in range(count)]
    return "# What I want to do\n\n## Goals\n\n" + "\n".join(lines) + "\n"


def importing(bench: Bench) -> None:
    """Notes made a plan."""
    notes = bench.folder / "notes.md"
    notes.write_text(notes_text(1000), "utf-8")
    found = in_turn({"import": plan("import", str(notes), "-o", "-", *AS_OF)}, bench.runs)
    taken = Figure(found["import"].cpu, 0, 0)  # against no other program: the clock tells what else runs here
    bench.compare("`plan import`, 1,000 lines, processor", 1.0, taken, "1 s", Figure(1, 0, 0))


def pages(bench: Bench) -> None:
    """HTML against programs that make less of the same text."""
    for count, runs in ((1000, bench.runs), (10_000, max(3, bench.runs - 2))):
        text = bench.input(count)
        html = bench.output(f"{count}.html")
        commands = {
            "check": plan("check", "-q", text, *AS_OF),
            "build": plan("build", "-q", text, "-o", html, *AS_OF),
            "pandoc": peer(
                "pandoc", "-f", "markdown", "-t", "html", "-s", "--quiet", "-o", bench.output("p.html"), text
            ),
            "pandoc, commonmark_x": peer(
                "pandoc", "-f", "commonmark_x", "-t", "html", "-o", bench.output("x.html"), text
            ),
        }
        if count == 1000:
            commands["tj3 --check-syntax"] = peer("tj3", "--silent", "--check-syntax", bench.input(count, ".check.tjp"))
        found = in_turn(commands, runs)
        name = f"{count:,} steps"
        if count == 1000:
            bench.compare(
                f"`plan check`, {name}", 0.33, found["check"], "tj3 --check-syntax", found.get("tj3 --check-syntax")
            )
            report = peer("tj3", "--silent", "-o", str(bench.folder), bench.input(count, ".report.tjp"))
            taken = in_turn({"tj3": report}, 1).get("tj3") if report else None
            bench.compare(f"`plan build`, {name}", 0.07, found["build"], "tj3, one HTML report", taken)
        bench.compare(f"`plan build`, {name}", 1.0, found["build"], "pandoc", found.get("pandoc"))
        bench.compare(
            f"`plan build`, {name}", 1.0, found["build"], "pandoc, commonmark_x", found.get("pandoc, commonmark_x")
        )
        if count == 10_000:
            pandoc = found.get("pandoc")
            bench.compare(f"`plan build`, {name}, memory", 2.0, found["build"], "pandoc", pandoc, memory=True)


def growth(bench: Bench) -> None:
    """Ten times the steps, in time and memory."""
    found = in_turn(
        {
            str(count): plan("build", "-q", bench.input(count), "-o", bench.output("g.html"), *AS_OF)
            for count in (1000, 10_000)
        },
        max(3, bench.runs - 2),
    )
    bench.compare("HTML, 10,000 steps", 11, found["10000"], "1,000 steps", found["1000"])
    bench.compare("HTML, 10,000 steps, memory", 11, found["10000"], "1,000 steps", found["1000"], memory=True)
    big = once(plan("build", "-q", bench.input(100_000), "-o", bench.output("big.html"), *AS_OF))
    assert big, "100,000 steps did not finish"
    limit = Figure(big.wall, big.cpu, 4096.0)
    bench.compare("HTML, 100,000 steps, memory", 1.0, big, "4 GiB", limit, memory=True)
    bench.compare("HTML, 100,000 steps", 12, big, "10,000 steps", found["10000"])


def paper(bench: Bench) -> None:
    """PDFs against their library's import, the same page printed by a browser, WeasyPrint on the obvious page, and
    their growth."""
    html = bench.output("print.html")
    once(plan("build", "-q", bench.input(1000), "-o", html, *AS_OF))
    browser = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={bench.output('c')}")
    commands: dict[str, Command | None] = {
        str(count): plan("build", "-q", bench.input(count), "-o", bench.output("p.pdf"), *AS_OF)
        for count in (20, 100, 1000)
    }
    commands["import"] = python("import weasyprint")
    commands["chromium"] = peer("chromium", *browser, f"--print-to-pdf={bench.output('b.pdf')}", Path(html).as_uri())
    if find_spec("typst"):
        made = f"import typst; typst.compile({bench.input(1000, '.tables.typ')!r}, output={bench.output('t.pdf')!r})"
        commands["typst"] = python(made)
    found = in_turn(commands, max(3, bench.runs - 2))
    words = ("-q", bench.input(1000, ".tables.html"), bench.output("w.pdf"))
    weasyprint = peer("weasyprint", *words)
    taken = in_turn({"weasyprint": weasyprint}, 1).get("weasyprint") if weasyprint else None
    bench.compare("PDF, 20 steps", 1.6, found["20"], "import weasyprint", found["import"])
    more = Figure(found["1000"].wall - found["20"].wall, 0, 0)
    bench.compare("PDF, 980 steps more", 1.0, more, "2.5 ms each", Figure(0.0025 * 980, 0, 0))
    bench.compare("PDF, 1,000 steps", 1.0, found["1000"], "Chromium, our page", found.get("chromium"))
    bench.compare("PDF, 1,000 steps", 2.5, found["1000"], "typst, tables and bars", found.get("typst"))
    bench.compare("PDF, 1,000 steps", 0.2, found["1000"], "weasyprint, tables and a chart", taken)
    bench.compare("PDF, 1,000 steps", 11, found["1000"], "100 steps", found["100"])
    bench.compare("PDF, 1,000 steps, memory", 11, found["1000"], "100 steps", found["100"], memory=True)


ONE_CORE = """
import os
os.sched_getaffinity = lambda _: {0}
os.cpu_count = lambda: 1
from plainplan.__main__ import main
main()
"""


def folder(bench: Bench) -> None:
    """A thousand plans of twenty steps: all cores against one process, which may use any core but only one."""
    plans = bench.folder / "plans"
    plans.mkdir(exist_ok=True)
    for number in range(1000):
        (plans / f"{number:04}.plan.md").write_text(plan_text(20, seed=number), "utf-8")
    words = ("build", "-q", str(plans), *AS_OF)
    found = in_turn(
        {
            "all": plan(*words, "-o", bench.output("all") + os.sep),
            "one": Command((PYTHON, "-c", ONE_CORE, *words, "-o", bench.output("one") + os.sep)),
        },
        max(3, bench.runs - 2),
    )
    what = "a folder of 1,000 plans of 20 steps, all cores"
    bench.compare(what, 1 / 1.7, found["all"], "one process", found["one"])


GROUPS = {
    "starting": starting,
    "importing": importing,
    "pages": pages,
    "growth": growth,
    "paper": paper,
    "folder": folder,
}


def worse_than(kept: dict[str, float], rows: list[Row]) -> Iterator[str]:
    """What got worse by more than 15 % since the ratios were kept."""
    for row in rows:
        before = kept.get(key_of(row))
        if before and row.ratio > before * WORSE:
            yield f"worse by {row.ratio / before - 1:.0%}: {key_of(row)}: {before:.3f} before, {row.ratio:.3f} now"


def key_of(row: Row) -> str:
    return f"{row.what} / {row.against}"


def table_of(rows: list[Row]) -> str:
    lines = ["| What | Measured | Against | Measured | Ratio | Bar |", "| --- | --- | --- | --- | --- | --- |"]
    for row in rows:
        ratio = f"{row.ratio:.2f}" if row.ratio <= row.bar else f"**{row.ratio:.2f}**"
        lines.append(f"| {row.what} | {row.ours} | {row.against} | {row.other} | {ratio} | {row.bar:.2f} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    reader = argparse.ArgumentParser(description="The figures of the compiler, as ratios.")
    reader.add_argument("--runs", type=int, default=5)
    reader.add_argument(
        "--only",
        default="",
        help="a part of: starting, importing, starts, pages, growth, paper, folder, stages, parts, patterns",
    )
    reader.add_argument("--keep", action="store_true", help="keep the ratios as the new baseline")
    reader.add_argument("--docs", action="store_true", help="write the tables of docs/performance.md")
    asked = reader.parse_args()
    print(machine())
    parts: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="plainplan-bench-") as place:
        bench = Bench(Path(place), asked.runs, asked.only)
        for name, group in GROUPS.items():
            if bench.wants(name):
                group(bench)
    if bench.rows:
        parts["figures"] = f"{machine()}.\n\n{table_of(bench.rows)}"
    if bench.wants("starts"):
        with tempfile.TemporaryDirectory(prefix="plainplan-bench-") as place:
            parts["starts"] = start_table(Bench(Path(place), asked.runs, "").input(20))
        print(parts["starts"])
    if bench.wants("stages"):
        parts["stages"] = stage_table()
        print(parts["stages"])
    if bench.wants("parts"):
        with tempfile.TemporaryDirectory(prefix="plainplan-bench-") as place:
            parts["parts"] = part_table(Bench(Path(place), asked.runs, "").input, place, max(asked.runs, 9))
    if bench.wants("patterns"):
        parts["patterns"] = pattern_growth()
        print(parts["patterns"])
    for gap in bench.missing:
        print(f"not compared: {gap}")
    kept = json.loads(BASELINE.read_text("utf-8")) if BASELINE.is_file() else {}
    worse = list(worse_than(kept, bench.rows))
    for told in worse:
        print(told)
    if asked.keep:
        kept |= {key_of(row): round(row.ratio, 4) for row in bench.rows}
        BASELINE.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
    if asked.docs:
        write_docs(parts)
    return 0 if asked.keep else int(bool(worse))


if __name__ == "__main__":
    sys.exit(main())
