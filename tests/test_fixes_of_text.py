"""Each fix for text that is almost right, made alone, rids the plan of its finding and brings no error."""

from __future__ import annotations

import pytest

from compiling import compiled
from plainplan.compile import Compilation
from plainplan.diagnostics import Diagnostic, Severity, with_edits

CODES = {"P103", "P107", "P108", "P110", "P118", "P126", "P129", "P130", "P131"}
FRONT = "---\nstart: 2026-11-01\n---\n\n"
TOP = "# T\n\n## Goals\n\n### A ~8w\n\n"

LINES = [
    "Intro.\n5. [ ] five ~1w\n6. [ ] six ~1w", "Intro.\n0. [ ] zero ~1w\n1. [ ] one ~1w", "-\u00a0[ ] one ~1w",
    "-\u3000[ ] one ~1w\n-\u3000[ ] two ~1w", "– [ ] one ~1w\n– [ ] two ~1w", "a) [ ] one ~1w\nb) [ ] two ~1w",
    "Intro.\n(1) [ ] one ~1w\n(2) [ ] two ~1w", "１. one ~1w", "① one\n② two", "1.[ ] one ~1w", "-[ ] one ~1w",
    "- [ ] zero ~1w\n(1) [ ] one ~1w", "☐ one ~1w\n☑ two ~1w", "- [ ] zero ~1w\n  – [ ] one ~1w",
    "##\u00a0Someday\n\n- fly",
    "\u00a0## Someday\n\n- fly", "- [ ] zero ~1w\n\u00a0\u00a0- [ ] one ~1w", "1、 [ ] one ~1w\n2、 [ ] two ~1w",
    "- [ ] zero ~1w\n- Barrier 1: money ~1w", "- [ ] zero ~1w\n- **Barrier 2**: money ~1w", "- Barrier - money ~1w",
    "- Barrier: money ~1w\n  - Solution 1: borrow it", "- Solution – borrow it",
    "- Start ~1w\n- run ~1w after:start+1w",
    "[Budget]: 4200\n\n- [ ] one ~1w", "- [ ] one ~1w\n- [Sam]: ring-him", "```\nx\n\n## Notes\n\nmore",
    "```\nx\n- [ ] one ~1w",
]  # fmt: skip
TEXTS = [
    *(FRONT + TOP + lines + "\n" for lines in LINES),
    *(FRONT.replace("\n", "\r\n") + (TOP + lines + "\n").replace("\n", "\r\n") for lines in LINES),
    *(
        front + TOP + "- [ ] one ~1w\n"
        for front in (
            "\n" + FRONT, "<!-- mine -->\n" + FRONT, FRONT.replace("---", "----"), FRONT.replace("---", "—"),
            FRONT.replace("---", "+++"), "start: 2026-11-01\n\n", "---\nstart: 2026-11-01\n\n",
            "---\nstart:2026-11-01\n---\n", "---\nStart: 2026-11-01\nPACE: 8h/week\n---\n",
            "---\nstrat: 2026-11-01\n---\n",
            "---\nStart: 2026-11-01\nSTART: 2026-11-02\n---\n", "\n---\nstart: 2026-11-01\nstart: 2026-11-02\n---\n",
        )
    ),
]  # fmt: skip


def mendable(made: Compilation) -> list[Diagnostic]:
    return [one for one in made.diagnostics if one.code in CODES and one.fix]


def errors(made: Compilation) -> int:
    return sum(one.severity is Severity.ERROR for one in made.diagnostics)


@pytest.mark.parametrize("text", TEXTS)
def test_every_fix_alone_is_one_finding_less_and_no_error_more(text: str) -> None:
    before = compiled(text)
    assert any(one.code in CODES for one in before.diagnostics)
    for found in mendable(before):
        assert found.fix is not None
        after = compiled(with_edits(before.source, found.fix.edits).text)
        assert errors(after) <= errors(before)
        counts = [sum(one.code == found.code for one in made.diagnostics) for made in (before, after)]
        assert counts[1] < counts[0], found.message


def test_most_of_them_have_a_fix() -> None:
    assert sum(bool(mendable(compiled(text))) for text in TEXTS) >= len(TEXTS) - 3
