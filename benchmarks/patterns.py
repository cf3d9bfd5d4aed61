"""Texts that make careless readers slow: how much longer twice as much takes, and how long 100 KiB."""

from __future__ import annotations

import gc
from datetime import date
from time import process_time

TODAY = date(2026, 11, 1)
GOAL = "# P\n\n## Goals\n\n### Work\n\n"
SIZE = 50_000

# A text of about `n` letters.
PATTERNS = {
    "open brackets": lambda n: "[" * n,
    "open images": lambda n: "![" * (n // 2),
    "links in links": lambda n: "[a](" * (n // 4),
    "open emphasis": lambda n: "*a **b " * (n // 7),
    "closed emphasis": lambda n: "a**b" + "c* " * (n // 3),
    "underscores": lambda n: "_a __b " * (n // 7),
    "strikes": lambda n: "~~a ~b " * (n // 7),
    "backquotes": lambda n: "".join("e" + "`" * k for k in range(int((2 * n) ** 0.5))),
    "backslashes": lambda n: "\\" * n,
    "entities": lambda n: "&" * n + ";",
    "pointed brackets": lambda n: "<" * n,
    "open comments": lambda n: "<!--" * (n // 4),
    "tags of HTML": lambda n: "<a b='" * (n // 6),
    "quotes in quotes": lambda n: (">" * 150 + " a\n") * (n // 153),
    "lists in lists": lambda n: "".join("  " * (k % 90) + "- a\n" for k in range(n // 90)),
    "markers": lambda n: "- " * 100 + "\n" + ("- " * 80 + "a\n") * (n // 162),
    "definitions": lambda n: "".join(f"[a{k}]: b\n" for k in range(n // 10)),
    "open definitions": lambda n: "[a]: " * (n // 5),
    "a wide table": lambda n: "|a" * (n // 6) + "|\n" + "|-" * (n // 6) + "|\n" + "|b" * (n // 6) + "|\n",
    "short rows": lambda n: "|a" * 200 + "|\n" + "|-" * 200 + "|\n" + "|b|\n" * (n // 8),
    "headings": lambda n: "# a\n" * (n // 4),
    "lines under": lambda n: "a\n" * (n // 4) + "=\n" * (n // 4),
    "empty items": lambda n: GOAL + "- [ ]\n" * (n // 6),
    "steps": lambda n: GOAL + "- [ ] a ~1d\n" * (n // 12),
    "almost lengths": lambda n: GOAL + "- [ ] " + "(6 weeks " * (n // 9),
    "tildes": lambda n: GOAL + "- [ ] " + "~ 2 " * (n // 4),
    "tags": lambda n: GOAL + "- [ ] a" + " #a @b" * (n // 6),
    "digits": lambda n: GOAL + "- [ ] a ~" + "9" * n + "d",
    "names": lambda n: GOAL + "".join(f"- [ ] a ^a{k}\n" for k in range(n // 14)),
    "unknown names": lambda n: GOAL + "".join(f"- [ ] a{k} after:b{k}\n" for k in range(n // 20)),
    "same titles": lambda n: GOAL + "- [ ] same\n" * (n // 11),
    "a long wait": lambda n: GOAL + "- [ ] a ^a\n- [ ] b after:" + "a," * (n // 2) + "a",
    "barriers": lambda n: GOAL + "- Barrier: a\n" * (n // 13),
    "check-ins": lambda n: "# P\n\n## Check-ins\n\n" + "- 2026-10-01 a\n" * (n // 15),
    "occupations": lambda n: "# P\n\n## Occupations\n\n| O | Stage |\n| --- | --- |\n" + "| a | chosen |\n" * (n // 15),
    "front matter": lambda n: "---\n" + "".join(f"k{k}: v\n" for k in range(min(n, 60_000) // 9)) + "---\n",
    "closed quotations": lambda n: GOAL + "- [ ] " + "a' " * (n // 3),
    "open quotations": lambda n: GOAL + "- [ ] " + " 'a" * (n // 3),
    "inches": lambda n: GOAL + "- [ ] " + '5" ' * (n // 3),
    "apostrophes": lambda n: GOAL + "- [ ] a" + "'" * n,
    "combining marks": lambda n: GOAL + "- [ ] a" + "\u0301" * (n // 2),
    "line separators": lambda n: "a\u2028" * (n // 4),
    "blank lines": lambda n: "\n" * n,
    "blanks": lambda n: "a" + " " * n + "b",
    "tabs": lambda n: "\t" * n + "a",
}  # fmt: skip


def _seconds(text: str) -> float:
    from plainplan.compile import compile_text
    from plainplan.render import Options, render

    began = process_time()
    render(compile_text("a.plan.md", text, TODAY), "html", Options())
    return process_time() - began


def pattern_growth(size: int = SIZE) -> str:
    """For each pattern: seconds to read, check, schedule and show 100 KiB, and t(2n) / t(n)."""
    lines = ["| Pattern | s per 100 KiB | t(2n) / t(n) |", "| --- | --- | --- |"]
    _seconds(GOAL)
    gc.disable()
    for name, make in PATTERNS.items():
        one = min(_seconds(make(size)) for _ in range(2))
        two = min(_seconds(make(2 * size)) for _ in range(2))
        length = len(make(2 * size).encode())
        told = f"{two * 102_400 / length:.2f}"
        lines.append(f"| {name} | {told} | {two / one:.1f} |")
        gc.collect()
    gc.enable()
    return "\n".join(lines) + "\n"
