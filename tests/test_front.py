"""`plan build FOLDER --index`: a front page over the pages of a folder, and what it never replaces."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from page_lint import lint
from plainplan.cli import run

DAY = ("--as-of", "2026-11-01")
SWIM = """---
author: Ana
start: 2026-10-01
review: weekly on sunday
---

# Learn to swim

## Primary objective

### Swim a lake ~1w

## Short-term goals

### Learn

1. [x] Find a course ~2w done:2026-10-14
2. [ ] Take the course ~8w
3. [ ] Sign up for the test ~1d due:2026-11-05
"""
READ = "# Read more\n\n## Goals\n\n### Read ~2w start:2026-11-02\n\n- [ ] Choose a book ~2d\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    plans = tmp_path / "plans"
    (plans / "sub").mkdir(parents=True)
    (plans / "swim.plan.md").write_text(SWIM, "utf-8")
    (plans / "sub" / "read more.plan.md").write_text(READ, "utf-8")
    return plans


def build(*words: str) -> int:
    return run(["build", *words, *DAY])


def index(folder: str = "plans") -> str:
    return Path(folder, "index.html").read_text("utf-8")


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_it_leads_to_every_page_and_tells_how_each_stands(folder: Path) -> None:
    assert build("plans", "--index") == 0
    page = index()
    roads = page.partition('id="roads"')[2].partition("</section>")[0]
    assert re.findall(r'href="([^"#]+)"', roads) == ["swim.html", "sub/read%20more.html"]
    road = text(roads)
    for said in ("Learn to swim", "Swim a lake", "3 Jan 2027 , 17 days later", "1 of 4 done", "next check-in today"):
        assert said in road, said
    assert page.count('class="bar"') == 2
    week = text(page.partition('id="week"')[2].partition("</section>")[0])
    assert "Thu 5 Nov Sign up for the test promised , Learn to swim" in week
    assert "Tue 3 Nov Choose a book Read more" in week
    assert lint(page)[0] == []


def test_without_being_asked_for_there_is_none(folder: Path) -> None:
    assert build("plans") == 0
    assert not (folder / "index.html").exists()


def test_it_is_replaced_by_a_newer_one_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build("plans", "--index") == 0
    (folder / "sub" / "read more.plan.md").unlink()
    assert build("plans", "--index") == 0
    assert "read%20more" not in index()
    for other in ("<h1>Mine</h1>", (folder / "swim.html").read_text("utf-8")):
        (folder / "index.html").write_text(other, "utf-8")
        assert build("plans", "--index") == 2
        assert index() == other
        assert "stays as it is" in capsys.readouterr().err


def test_a_plan_of_that_name_keeps_its_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "index.plan.md").write_text(READ, "utf-8")
    assert build("plans", "--index") == 2
    assert "Read more</title>" in index()
    assert "is the page of a plan" in capsys.readouterr().err


def test_a_site_keeps_its_overview(folder: Path) -> None:
    assert run(["site", "plans", "-o", "site", *DAY]) == 0
    before = index("site")
    assert build("plans", "--index", "-o", "site") == 2
    assert index("site") == before


def test_it_stands_where_the_pages_go(folder: Path) -> None:
    assert build("plans", "--index", "--to", "html,json", "-o", "out") == 0
    assert sorted(path.relative_to("out").as_posix() for path in Path("out").rglob("*.html")) == [
        "index.html",
        "sub/read more.html",
        "swim.html",
    ]
    assert not (folder / "index.html").exists()


@pytest.mark.parametrize("words", [("plans/swim.plan.md",), ("plans", "--to", "json")])
def test_it_needs_pages_of_a_folder(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert build(*words, "--index") == 2
    assert "leads to the pages of a folder" in capsys.readouterr().err


def test_what_a_plan_takes_away_is_not_shown(folder: Path) -> None:
    (folder / "swim.plan.md").write_text(SWIM.replace("author:", "visibility: overview\nauthor:"), "utf-8")
    (folder / "sub" / "read more.plan.md").write_text("---\nvisibility: private\n---\n\n" + READ, "utf-8")
    assert build("plans", "--index") == 0
    page = index()
    assert "Learn to swim" in page
    assert "swim.html" not in page
    assert "Read more" not in page
    assert "Choose a book" not in page
    assert "1 plan is private and not shown." in page


def test_a_plan_with_errors_is_named_and_keeps_its_page(folder: Path) -> None:
    assert build("plans", "--index") == 0
    (folder / "swim.plan.md").write_text(SWIM.replace("~8w", "~8w after:nix"), "utf-8")
    assert build("plans", "--index") == 1
    road = index().partition('id="roads"')[2].partition("</section>")[0]
    assert 'href="swim.html"' in road
    assert "1 error" in road
