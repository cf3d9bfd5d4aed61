"""Without the parts that exist for speed only, the same comes out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from plainplan.plain import PARTS, left_out
from test_examples import FOLDER

SRC = Path(__file__).parent.parent / "src" / "plainplan"
PLANS = sorted(FOLDER.glob("*.plan.md"))


def test_what_the_switch_leaves_out() -> None:
    assert left_out("") == left_out("0") == left_out("nothing") == frozenset()
    assert left_out("1") == left_out(" 1 ") == frozenset(PARTS)
    assert left_out("tuples, weasyprint") == left_out("weasyprint tuples other") == {"tuples", "weasyprint"}


def test_each_part_is_asked_for_somewhere() -> None:
    texts = [path.read_text("utf-8") for path in SRC.rglob("*.py")]
    assert [part for part in PARTS if not any(f'is_used("{part}")' in text for text in texts)] == []


def outputs(switch: str, form: str, tmp_path: Path) -> list[bytes]:
    """What each of the examples becomes, by a command of its own."""
    to = tmp_path / (switch or "none")
    words = ["build", "-q", *map(str, PLANS), "--to", form, "--as-of", "2026-11-01", "-o", str(to) + os.sep]
    environment = {**os.environ, "PLAINPLAN_PLAIN": switch, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    ran = subprocess.run([sys.executable, "-m", "plainplan", *words], env=environment, capture_output=True)
    assert ran.returncode == 0, ran.stderr
    return [path.read_bytes() for path in sorted(to.iterdir())]


@pytest.mark.parametrize("form", ["html", "json", "ics"])
def test_the_same_comes_out(form: str, tmp_path: Path) -> None:
    usual = outputs("", form, tmp_path)
    assert len(usual) == len(PLANS) > 3
    assert outputs("1", form, tmp_path) == usual
