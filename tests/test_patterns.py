"""Texts made to be slow: twice the text is about twice the work. Lines of code that run are counted, not seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from importlib import util
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from plainplan.compile import compile_text
from plainplan.render import Options, render

TODAY = date(2026, 11, 1)
SIZE = 3000


def _patterns() -> dict[str, Callable[[int], str]]:
    """Those of the benchmark, which stands beside the tests in a checkout and not in a package."""
    path = Path(__file__).parent.parent / "benchmarks" / "patterns.py"
    spec = util.spec_from_file_location("patterns", path) if path.is_file() else None
    if spec is None or spec.loader is None:
        return {}
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, Callable[[int], str]] = module.PATTERNS
    return found


PATTERNS = _patterns()


def work(text: str) -> int:
    """How many lines of Python run until the text is a page."""
    lines = 0

    def count(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal lines
        lines += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        render(compile_text("a.plan.md", text, TODAY), "html", Options())
    finally:
        sys.settrace(before)
    return lines


def growth(make: Callable[[int], str], size: int = SIZE) -> float:
    """How much faster than the text the work grows: 1 is in step."""
    one, two = make(size), make(2 * size)
    work(one)  # what runs once only is not counted, such as making the patterns that a text asks for
    return work(two) / work(one) / (len(two) / len(one))


@pytest.mark.parametrize("name", PATTERNS)
def test_work_grows_no_faster_than_the_text(name: str) -> None:
    assert growth(PATTERNS[name]) < 1.2


def test_what_grows_with_the_square_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = compile_text

    def slow(name: str, text: str, today: date) -> Any:
        assert sum(1 for _ in text for _ in text) > 0
        return quick(name, text, today)

    monkeypatch.setattr(f"{__name__}.compile_text", slow)
    assert growth(lambda size: "a\n" * (size // 4)) > 1.2
