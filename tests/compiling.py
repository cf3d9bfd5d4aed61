"""Plans in tests, compiled as most tests want them."""

from __future__ import annotations

from datetime import date

from plainplan.compile import Compilation, compile_text


def compiled(text: str, day: str = "2026-11-01", name: str = "a.plan.md") -> Compilation:
    return compile_text(name, text, date.fromisoformat(day))
