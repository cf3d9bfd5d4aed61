"""Every case file of the compiler: what comes out of each plan is what its blocks say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from case_files import Block, Case, read_cases, rewrite
from dumps import dump_diagnostics, dump_schedule
from meaning import dump_meaning
from plainplan.compile import Compilation, compile_bytes
from plainplan.render.html import render_html

DUMPS: dict[str, Callable[[Compilation], str]] = {
    "diagnostics": lambda made: dump_diagnostics(made.source, made.diagnostics),
    "meaning": lambda made: dump_meaning(made.plan),
    "schedule": lambda made: dump_schedule((thing.id for thing in made.plan.things), made.schedule),
}
"""What a block of a case can hold: its kind, and how to write it down."""

CASES = [case for case in read_cases() if "syntax" not in case.path.parts]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case, update: bool) -> None:
    made = compile_bytes(case.name, case.data, case.today)
    for block in case.expected:
        text = in_page(made, block) if block.kind == "html" else DUMPS[block.kind](made)
        if update:
            rewrite(case, block, text)
        else:
            assert text == block.text


def in_page(made: Compilation, block: Block) -> str:
    """The lines of an `html` block that stand in the page: all of them must, blanks around them aside."""
    page = render_html(made)
    return "".join(line + "\n" for line in block.text.splitlines() if line.strip() in page)
