"""Reading and rewriting the case files: Markdown in which each heading is a test.

A case is a heading, a `plan` block and, after it, blocks that say what must come out of it:

    ## A step waits for the one above

    ```plan as-of=2026-11-01
    # Title
    ```

    ```diagnostics
    1:1-1:8 P202 warning: ...
    ```

Blocks are `diagnostics`, `schedule`, `meaning` (the plan as it was understood) and `html`, whose lines must all stand
in the page; for the parser's own cases `document` and `diagnostics`. Words after `plan` are `as-of=DATE` (default
2026-11-01), `name=FILE`, `crlf`, `cr`, `bom`, `no-final-newline`, and `escapes` (backslash escapes as in Python). A
fence may be any number of backticks from three on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_FENCE = re.compile(r"(?P<ticks>`{3,})(?P<kind>[a-z]+)(?P<options>[^`]*)$")
_HEADING = re.compile(r"#{1,6} (?P<title>.+)$")
CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Block:
    """A fenced block: what kind it is, its text, and the lines of the file that its text takes."""

    kind: str
    options: tuple[str, ...]
    text: str
    first: int
    last: int


@dataclass(frozen=True)
class Case:
    path: Path
    title: str
    plan: Block
    expected: tuple[Block, ...]

    def __str__(self) -> str:
        return f"{self.path.relative_to(CASES).with_suffix('')}: {self.title}"

    @property
    def today(self) -> date:
        return date.fromisoformat(self._option("as-of", "2026-11-01"))

    @property
    def name(self) -> str:
        return self._option("name", "case.plan.md")

    @property
    def data(self) -> bytes:
        """The plan's bytes, as its options want them."""
        text, options = self.plan.text, self.plan.options
        if "escapes" in options:
            text = text.encode("ascii", "backslashreplace").decode("unicode_escape")
        if "no-final-newline" in options:
            text = text.removesuffix("\n")
        ending = "\r\n" if "crlf" in options else "\r" if "cr" in options else "\n"
        data = text.replace("\n", ending).encode("utf-8", "surrogatepass")
        return b"\xef\xbb\xbf" + data if "bom" in options else data

    def _option(self, key: str, default: str) -> str:
        found = (option[len(key) + 1 :] for option in self.plan.options if option.startswith(key + "="))
        return next(found, default)


def read_cases(under: str = "") -> list[Case]:
    """All cases of the files below a folder of `tests/cases`, or of one file there."""
    root = CASES / under
    paths = [root] if root.is_file() else sorted(root.rglob("*.md"))
    return [case for path in paths for case in _cases_of(path)]


def rewrite(case: Case, block: Block, text: str) -> None:
    """Write what came out into a case's block, wherever earlier rewrites have moved it."""
    for fresh in _cases_of(case.path):
        if fresh.title == case.title:
            [place] = [one for one in fresh.expected if one.kind == block.kind]
            lines = case.path.read_text("utf-8").split("\n")
            lines[place.first : place.last] = text.removesuffix("\n").split("\n") if text else []
            case.path.write_text("\n".join(lines), "utf-8")


def _cases_of(path: Path) -> list[Case]:
    cases: list[Case] = []
    title, blocks = "", list[Block]()
    lines = path.read_text("utf-8").split("\n")
    row = 0
    while row < len(lines):
        if fence := _FENCE.match(lines[row]):
            end = lines.index(fence["ticks"], row + 1)
            text = "".join(line + "\n" for line in lines[row + 1 : end])
            blocks.append(Block(fence["kind"], tuple(fence["options"].split()), text, row + 1, end))
            row = end
        elif heading := _HEADING.match(lines[row]):
            cases += _case(path, title, blocks)
            title, blocks = heading["title"], []
        row += 1
    return cases + _case(path, title, blocks)


def _case(path: Path, title: str, blocks: list[Block]) -> list[Case]:
    if not blocks:
        return []
    plan, *expected = blocks
    if plan.kind != "plan" or not expected:
        raise ValueError(f"{path}: {title}: a case is a `plan` block and at least one block of what must come out")
    return [Case(path, title, plan, tuple(expected))]
