"""One agenda over several plans, and ticking what it shows by its address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plainplan.cli import run

DAY = ("--as-of", "2026-11-02")
HEAD = "---\nstart: 2026-11-02\n---\n"
GARDEN = f"""{HEAD}
# Garden

## Goals

### Dig ~3m #health

- [ ] Order seed ~1d
- [ ] Hire a digger ~3w due:2026-11-30 @sam
- [ ] Plant hedges ~9w @ann
"""
BOOK = """---
start: 2026-09-01
---

# Book

## Goals

### Write @sam

1. [ ] Outline ~2w ^outline
2. [ ] First part ~9w

### Talk

- [ ] Speak at the library ~1d on:2026-11-06
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/garden.plan.md").write_text(GARDEN, "utf-8")
    Path("book.plan.md").write_text(BOOK, "utf-8")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    return run([*words, *DAY]), *capsys.readouterr()


def agenda(capsys: pytest.CaptureFixture[str], *words: str) -> list[tuple[str, str, str]]:
    data = json.loads(said(capsys, "next", *words, "--format", "json")[1])
    assert data["format"] == "plainplan-next/1"
    return [(one["group"], one["file"], one["name"]) for one in data["agenda"]]


def test_groups_come_by_urgency(capsys: pytest.CaptureFixture[str]) -> None:
    assert agenda(capsys, ".") == [
        ("overdue", "book.plan.md", "outline"),
        ("today", "in/garden.plan.md", "order-seed"),
        ("this week", "book.plan.md", "speak-at-the-library"),
        ("later", "in/garden.plan.md", "hire-a-digger"),
        ("later", "in/garden.plan.md", "plant-hedges"),
    ]


def test_text_says_the_same(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    status, out, err = said(capsys, "next", ".")
    assert (status, err) == (0, "")
    heads = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert heads == ["Overdue", "Today", "This week", "Garden  in/garden.plan.md"]
    assert "  [ ] Outline  2 Nov – 15 Nov 2026  49 days overdue  book.plan.md:outline" in out.splitlines()


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("--who", "sam"), ["outline", "hire-a-digger"]),
        (("--who", "@SAM"), ["outline", "hire-a-digger"]),
        (("--who", "nobody"), []),
        (("--label", "health"), ["order-seed", "hire-a-digger", "plant-hedges"]),
        (("--by", "2026-11-06"), ["order-seed", "speak-at-the-library"]),
        (("--label", "#health", "--by", "2026-11-30"), ["order-seed", "hire-a-digger"]),
    ],
)
def test_some_of_it(words: tuple[str, ...], names: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert [name for _, _, name in agenda(capsys, ".", *words)] == names


def test_of_one_plan_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert [name for *_, name in agenda(capsys, "in/garden.plan.md", "--who", "sam")] == ["hire-a-digger"]
    assert "Nothing of what was asked for" in said(capsys, "next", "book.plan.md", "--who", "x")[1]


def test_within_a_group_room_then_due_then_path(capsys: pytest.CaptureFixture[str]) -> None:
    text = "# P\n\n## Goals\n\n### A ~1w\n\n- [ ] a ~1w\n- [ ] b ~2d due:2026-11-05\n- [ ] c ~2d due:2026-11-04\n"
    for name in ("z", "y"):
        Path(f"in/{name}.plan.md").write_text(f"{HEAD}{text}", "utf-8")
    data = json.loads(said(capsys, "next", "in/z.plan.md", "in/y.plan.md", "--format", "json")[1])
    keys = [(one["group"], one["slack_days"], one["due"] or "9999", one["file"]) for one in data["agenda"]]
    order = ["overdue", "today", "this week", "later"]
    assert keys == sorted(keys, key=lambda key: (order.index(key[0]), *key[1:]))
    assert len(keys) == 6


def test_one_plan_is_told_as_ever(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(said(capsys, "next", "book.plan.md", "--format", "json")[1])
    assert "agenda" not in data
    assert data["next"][0]["number"] == 1


# Ticking by address


def test_a_file_and_a_name_tick_it(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, "done", "in/garden.plan.md:order-seed", "book.plan.md:outline", "--on", "2026-11-01")
    assert status == 0
    assert "in/garden.plan.md:\n[x] Order seed" in out
    assert "- [x] Order seed ~1d done:2026-11-01" in Path("in/garden.plan.md").read_text("utf-8")
    assert "1. [x] Outline ~2w done:2026-11-01 ^outline" in Path("book.plan.md").read_text("utf-8")
    assert said(capsys, "undo", "book.plan.md:outline")[0] == 0
    assert said(capsys, "start", "book.plan.md:outline")[0] == 0
    assert "1. [/] Outline" in Path("book.plan.md").read_text("utf-8")


def test_a_wrong_name_writes_none_of_the_plans(capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in (Path("in/garden.plan.md"), Path("book.plan.md"))}
    status, _, err = said(capsys, "done", "in/garden.plan.md:order-seed", "book.plan.md:nothing-there")
    assert status == 2
    assert "nothing-there" in err
    assert {path: path.read_bytes() for path in before} == before


def test_a_colon_in_a_title_is_no_address(capsys: pytest.CaptureFixture[str]) -> None:
    Path("c.plan.md").write_text(f"{HEAD}# C\n\n## Goals\n\n### A\n\n- [ ] Read: the book ~1w\n", "utf-8")
    assert said(capsys, "done", "-f", "c.plan.md", "Read: the")[0] == 0
    Path("odd:name.plan.md").write_text(f"{HEAD}# C\n\n## Goals\n\n### A\n\n- [ ] Read ~1w\n", "utf-8")
    assert said(capsys, "done", "odd:name.plan.md:read")[0] == 0


# Many plans stand side by side


def standing(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    return json.loads(said(capsys, "status", *words, "--format", "json")[1])


def test_status_says_who_is_at_it_and_sorts_by_need(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.plan.md").write_text(GARDEN.replace("---\n", "---\nauthor: Ann Bee\npartner: Sam\n", 1), "utf-8")
    Path("b.plan.md").write_text(BOOK.replace("^outline", "after:nobody"), "utf-8")
    data = standing(capsys, ".")
    assert data["by_need"] == ["b.plan.md", "book.plan.md", "a.plan.md", "in/garden.plan.md"]
    assert data["total"] == {"plans": 4, "errors": 1, "overdue": 1, "unbegun": 2}
    ann = next(one for one in data["plans"] if one["file"] == "a.plan.md")
    assert (ann["author"], ann["partner"], ann["need"], ann["last_check_in"]) == ("Ann Bee", "Sam", "unbegun", None)
    status, out, _ = said(capsys, "status", ".")
    assert status == 1
    order = [out.index(file) for file in data["by_need"]]
    assert order == sorted(order)
    assert "Ann Bee with Sam" in out
    assert out.endswith("\n\n4 plans: 1 with errors, 1 overdue, 2 not begun\n")


def test_what_is_due_at_risk_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("r.plan.md").write_text(
        f"{HEAD}# R\n\n## Goals\n\n### A\n\n1. [/] one ~6w\n2. [ ] two ~1w due:2026-12-01\n", "utf-8"
    )
    data = standing(capsys, "r.plan.md", "book.plan.md")
    assert [(one["id"], one["late_days"] > 0) for one in data["plans"][0]["at_risk"]] == [("two", True)]
    assert "“two” will be" in said(capsys, "status", "r.plan.md", "book.plan.md")[1]


@pytest.mark.slow
def test_many_plans_are_told_by_all_cores_as_by_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        Path(f"in/{number:02}.plan.md").write_text(BOOK.replace("~2w", f"~{number + 1}w"), "utf-8")
    told = [said(capsys, command, ".", "--format", form) for command in ("next", "status") for form in ("text", "json")]
    monkeypatch.setattr("plainplan.cli.sharing.MANY", 1000)
    monkeypatch.setattr("plainplan.cli.several.workers_for", lambda plans: 0)
    alone = [
        said(capsys, command, ".", "--format", form) for command in ("next", "status") for form in ("text", "json")
    ]
    assert told == alone
