"""What a programme asks of every plan, its own first plan, and check-in sheets for all of its people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import needs
from plainplan.cli import run
from plainplan.render.pdf import sheet_alone

DAY = ("--as-of", "2026-11-02")
PLAN = """---
start: 2026-09-01
---

# Swim

## Goals

### Learn the crawl ~6m

- [/] Find a course ~5m since:2026-09-01
"""
RULES = """[programme]
sections = ["Self-assessment", "Check-ins", "My mentor"]
partner = true
check-in-days = 14
due = true
"""
WHOLE = """---
start: 2026-09-01
partner: Sam
---

# Swim

## Selbsteinschätzung

- Values: water

## Goals

### Learn the crawl ~6m due:2027-06-01

- [/] Find a course ~5m since:2026-09-01

## Primary objective

### Cross the lake ~2m

## My mentor

Sam, on Sundays.

## Check-ins

- 2026-10-20 @sam: two lengths
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("plan.toml").write_text(RULES, "utf-8")
    return tmp_path


def codes(text: str, capsys: pytest.CaptureFixture[str], day: tuple[str, ...] = DAY) -> list[str]:
    Path("a.plan.md").write_text(text, "utf-8")
    run(["check", "a.plan.md", "--format", "json", *day])
    found = json.loads(capsys.readouterr().out)["findings"]
    return sorted(one["code"] for one in found if one["code"].startswith("X"))


def test_what_is_missing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert codes(PLAN, capsys) == ["X101", "X101", "X101", "X102", "X103", "X104"]
    Path("plan.toml").write_text("", "utf-8")
    assert codes(PLAN, capsys) == []


def test_what_is_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert codes(WHOLE.replace("Selbsteinschätzung", "Self-Assessment:"), capsys) == []
    assert codes(WHOLE.replace("---\n", "---\nlang: de\n", 1), capsys) == []
    assert codes(WHOLE.replace("My mentor", "my MENTOR!"), capsys) == ["X101"], "read in German only where it says so"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("- Values: water\n", "", "X101"),
        ("Sam, on Sundays.\n", "", "X101"),
        ("partner: Sam\n", "", "X102"),
        ("2026-10-20 @sam", "2026-10-18 @sam", "X103"),
        (" due:2027-06-01", "", "X104"),
    ],
)
def test_each_rule_alone(old: str, new: str, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    whole = WHOLE.replace("Selbsteinschätzung", "Self-assessment")
    assert codes(whole.replace(old, new), capsys) == [code]


def test_a_plan_that_is_done_or_young_owes_no_check_in(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.toml").write_text("[programme]\ncheck-in-days = 14\n", "utf-8")
    assert codes(PLAN.replace("[/] Find a course ~5m", "[x] Find a course ~5m done:2026-09-20"), capsys) == []
    assert codes(PLAN, capsys, ("--as-of", "2026-09-15")) == []
    assert codes(PLAN, capsys, ("--as-of", "2026-09-16")) == ["X103"]


@pytest.mark.parametrize(
    ("line", "key"),
    [("sections = 3", "sections"), ('partner = "yes"', "partner"), ("check-in-days = 0", "check-in-days"),
     ("check-in-days = true", "check-in-days"), ("due = 1", "due")],
)  # fmt: skip
def test_what_cannot_be_read(line: str, key: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.toml").write_text(f"[programme]\n{line}\n", "utf-8")
    Path("a.plan.md").write_text(PLAN, "utf-8")
    assert run(["check", "a.plan.md", "--format", "concise", *DAY]) == 1
    assert f"plan.toml:2:1: error[P151] `{key}`" in capsys.readouterr().out


def test_an_unknown_rule_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.toml").write_text("[programme]\npartnr = true\n", "utf-8")
    Path("a.plan.md").write_text(PLAN, "utf-8")
    run(["check", "a.plan.md", *DAY])
    assert "did you mean `partner`?" in capsys.readouterr().out


def test_the_overview_of_plans_tells_it_too(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.plan.md").write_text(PLAN, "utf-8")
    Path("b.plan.md").write_text(WHOLE, "utf-8")
    run(["status", ".", "--format", "json", *DAY])
    told = json.loads(capsys.readouterr().out)["plans"][0]["programme"]
    assert [one["code"] for one in told] == ["X101", "X101", "X101", "X102", "X103", "X104"]
    run(["site", ".", "-o", "site", *DAY])
    assert "X102" in Path("site/index.html").read_text("utf-8")


# Its own first plan


def test_a_first_plan_of_ones_own() -> None:
    Path("ours.md").write_text("\ufeff---\nstart: START_DATE\n---\n\n# Our plan\n\nAsk Dana.\n", "utf-8")
    assert run(["new", "ana.plan.md", "--kind", "ours.md", *DAY]) == 0
    assert Path("ana.plan.md").read_text("utf-8") == "---\nstart: 2026-11-02\n---\n\n# Our plan\n\nAsk Dana.\n"
    before = Path("ana.plan.md").read_bytes()
    assert run(["new", "ana.plan.md", "--kind", "ours.md", *DAY]) == 2
    assert Path("ana.plan.md").read_bytes() == before


@pytest.mark.parametrize("words", [["--kind", "nothing.md"], ["--kind", "crime"], ["--kind", "."]])
def test_no_kind_and_no_file(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "b.plan.md", *words]) == 2
    assert "career" in capsys.readouterr().err
    assert not Path("b.plan.md").exists()


def test_a_first_plan_that_is_no_text(capsys: pytest.CaptureFixture[str]) -> None:
    Path("ours.md").write_bytes(b"\xff\xfe\x00")
    assert run(["new", "b.plan.md", "--kind", "ours.md"]) == 2
    Path("ours.md").write_text("# Ours\n", "utf-8")
    assert run(["new", "b.plan.md", "--kind", "ours.md", "--lang", "de"]) == 2
    assert not Path("b.plan.md").exists()


# Check-in sheets alone


@pytest.mark.slow
def test_a_sheet_for_each_of_a_group() -> None:
    needs.pango()
    import subprocess

    for name in ("ana", "ben"):
        Path(f"{name}.plan.md").write_text(
            WHOLE.replace("# Swim", f"# Swim, {name}").replace("---\n", f"---\nauthor: {name.title()}\n", 1), "utf-8"
        )
    assert run(["build", ".", "--to", "sheet", "-o", "print/", *DAY]) == 0
    assert sorted(path.name for path in Path("print").iterdir()) == ["ana.sheet.pdf", "ben.sheet.pdf"]
    text = subprocess.run(
        ["pdftotext", "-layout", "print/ana.sheet.pdf", "-"], capture_output=True, text=True, check=True
    )
    assert "Swim, ana" in text.stdout
    assert "Check-in sheet" in text.stdout
    assert "Ana" in text.stdout
    assert "Sam, on Sundays" not in text.stdout
    assert "Page 1 of 1" in text.stdout


def test_the_sheet_is_found_in_its_document() -> None:
    head = '<style>a{}</style><body x="1"><p class="top">By Ana</p><h1 class="long">T</h1><p>secret</p>'
    text = f'{head}<section class="sheet">S</section></body>'
    cut = sheet_alone(text)
    assert "secret" not in cut
    assert "By Ana" in cut
    assert '<p class="lede">T</p>' in cut
    assert cut.endswith('<section class="sheet">S</section></body>')
