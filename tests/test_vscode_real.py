"""The packed extension in a real VS Code: `make test-vscode`."""

from __future__ import annotations

from pathlib import Path

import pytest

import needs
from real_editors import HINTS, desk, findings_of
from real_vscode import until, window

pytestmark = pytest.mark.slow


def test_in_vscode(tmp_path: Path) -> None:
    """Findings and dates are seen, a fix is applied, a name renamed, a box ticked on the page beside the text."""
    needs.library("playwright")
    at = desk(tmp_path)
    told = {sentence for _line, sentence in findings_of(at.plan)}
    (tmp_path / "vscode").mkdir()
    with window(at, tmp_path / "vscode") as shown:
        shown.await_words(HINTS[12])
        lines = [line for line in shown.lines if "→" in line]
        assert [line.partition("→")[1] + line.partition("→")[2] for line in lines] == list(HINTS.values())
        assert shown.findings() == told
        assert "14 Dec 2026; planned 13 Dec 2026" in shown.hover("Sit the exam")

        shown.actions(13, 24).get_by_text("Write `teas`").click()
        shown.await_words("after:teas")
        shown.await_words("→ 27 Dec 2026")
        shown.rename(11, 49, "exam")
        shown.await_words("^exam")
        shown.save("after:exam")

        page = shown.open_page()
        page.get_by_role("checkbox", name="Sit the exam").first.click()
        until(lambda: "- [x] Sit the exam" in at.plan.read_text("utf-8"), "a tick in the file")
        shown.await_words("done:2026-11-28")
