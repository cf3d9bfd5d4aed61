"""The benchmarks fail on what got worse."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "benchmarks"


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the benchmarks stand beside the tests in a checkout")
def test_what_got_worse_by_fifteen_of_a_hundred_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    before = set(sys.modules)
    bench = import_module("bench")
    rows = [bench.Row(name, "x", "", "", ratio, 9.0) for name, ratio in (("a", 1.14), ("b", 1.16), ("new", 5.0))]
    told = list(bench.worse_than({"a / x": 1.0, "b / x": 1.0}, rows))
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(FOLDER)):
            del sys.modules[name]
    assert told == ["worse by 16%: b / x: 1.000 before, 1.160 now"]
