"""`plan.toml`: the settings of a folder, where they are found, what wins over them, and what is wrong with them."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plainplan.cli import run
from plainplan.compile import compile_text
from plainplan.defaults import Defaults
from plainplan.lower.folder import FRONT_MATTER, OWN, read_defaults
from plainplan.source import Source

DAY = ("--as-of", "2026-11-01")
TODAY = date(2026, 11, 1)
PLAN = "# Swim\n\n## Goals\n\n### Learn the crawl ~3m\n\n- [ ] Find a course ~2w\n- Barrier: deep water\n"
FREE = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261103\nEND:VEVENT\nEND:VCALENDAR\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    return run([*words, *DAY]), *capsys.readouterr()


def settings_of(capsys: pytest.CaptureFixture[str], path: str) -> Any:
    return json.loads(said(capsys, "build", path, "--to", "json", "-o", "-")[1])["settings"]


def origins(capsys: pytest.CaptureFixture[str], path: str) -> dict[str, tuple[str, str, int | None]]:
    data = json.loads(said(capsys, "status", "--settings", path, "--format", "json")[1])
    assert data["format"] == "plainplan-settings/1"
    return {one["key"]: (one["value"], one["from"], one["line"]) for one in data["plans"][0]["settings"]}


# What they say

VALUES = {
    "paper": ('"letter"', "paper", "letter"),
    "partner": ('"Sam Okafor"', "partner", "Sam Okafor"),
    "review": ('"every 2 weeks"', "review", "every 2 weeks"),
    "workdays": ('["mon", "wed"]', "workdays", ["mon", "wed"]),
    "pace": ("12", "pace", 12),
    "currency": ('"CHF"', "currency", "CHF"),
    "lang": ('"de"', "lang", "de"),
}


@pytest.mark.parametrize("key", VALUES)
def test_a_folder_says_what_a_plan_does_not(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    written, name, value = VALUES[key]
    put("plan.toml", f"# for all\n{key} = {written}\n")
    put("deep/er/a.plan.md", PLAN)
    assert settings_of(capsys, "deep/er/a.plan.md")[name] == value
    assert origins(capsys, "deep/er/a.plan.md")[key][1:] == ("folder", 2)


@pytest.mark.parametrize("key", VALUES)
def test_what_the_plan_says_wins(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    own = {"paper": "a4", "partner": "Ann", "review": "daily", "workdays": "sun", "pace": "3", "currency": "EUR"}
    own["lang"] = "fr"
    put("plan.toml", f"{key} = {VALUES[key][0]}\n")
    put("a.plan.md", f"---\n{key}: {own[key]}\n---\n{PLAN}")
    assert origins(capsys, "a.plan.md")[key] == (own[key], "plan", 2)
    assert settings_of(capsys, "a.plan.md")[VALUES[key][1]] != VALUES[key][2]


def test_every_key_has_a_test_here() -> None:
    assert set(FRONT_MATTER) == {*VALUES, "holidays"}
    assert set(OWN) == {"ignore", "select", "template", "strict", "exclude"}


def test_holidays_are_found_from_where_they_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    put("plan.toml", 'holidays = "free/days.ics"\n')
    put("free/days.ics", FREE)
    plan = "---\nstart: 2026-11-02\n---\n# A\n\n## Goals\n\n### Work\n\n- [ ] One ~2d\n"
    put("in/a.plan.md", plan)
    put("b.plan.md", plan)
    for path in ("in/a.plan.md", "b.plan.md"):
        made = json.loads(said(capsys, "build", path, "--to", "json", "-o", "-")[1])
        assert made["finish"] == "2026-11-04", path
    put("plan.toml", 'holidays = "../outside.ics"\n')
    put("../outside.ics", FREE)
    status, _, err = said(capsys, "check", "b.plan.md", "--format", "concise")
    assert status == 1 or "outside" in err


def test_words_of_a_folder_s_language_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    put("plan.toml", 'lang = "de"\n')
    put("a.plan.md", "# Schwimmen\n\n## Kurzfristige Ziele\n\n### Kraulen ~3m\n\n- [ ] Kurs ~2w\n- Hindernis: Angst\n")
    made = json.loads(said(capsys, "build", "a.plan.md", "--to", "json", "-o", "-")[1])
    assert [one["title"] for one in made["goals"][0]["barriers"]] == ["Angst"]


def test_the_compiler_is_pure() -> None:
    defaults = Defaults("plan.toml", (("partner", ("Sam",)), ("pace", ("14",))))
    made = compile_text("a.plan.md", PLAN, TODAY, defaults=defaults)
    assert (made.plan.settings.partner, made.plan.settings.pace) == ("Sam", 14)
    assert compile_text("a.plan.md", PLAN, TODAY).plan.settings.partner is None


# Where they are found


def test_the_nearest_counts_and_a_repository_is_the_limit(capsys: pytest.CaptureFixture[str]) -> None:
    put("plan.toml", 'partner = "Outer"\ncurrency = "EUR"\n')
    put("mid/plan.toml", 'partner = "Mid"\n')
    put("mid/a.plan.md", PLAN)
    put("mid/repo/.git/HEAD", "")
    put("mid/repo/sub/a.plan.md", PLAN)
    found = settings_of(capsys, "mid/a.plan.md")
    assert (found["partner"], found["currency"]) == ("Mid", None)
    assert settings_of(capsys, "mid/repo/sub/a.plan.md")["partner"] is None
    put("mid/repo/plan.toml", 'partner = "Top"\n')
    assert settings_of(capsys, "mid/repo/sub/a.plan.md")["partner"] == "Top"


def test_they_hold_wherever_one_stands(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    put("plan.toml", 'partner = "Sam"\n')
    put("in/a.plan.md", PLAN)
    monkeypatch.chdir("in")
    assert settings_of(capsys, "a.plan.md")["partner"] == "Sam"


# What commands do with them


def codes(capsys: pytest.CaptureFixture[str], *words: str) -> set[str]:
    out = said(capsys, "check", "--format", "json", *words)[1]
    return {one["code"] for one in json.loads(out)["findings"]}


def test_ignore_and_select(capsys: pytest.CaptureFixture[str]) -> None:
    put("a.plan.md", PLAN)
    before = codes(capsys, "a.plan.md")
    assert {"P204", "P501"} <= before
    put("plan.toml", 'ignore = ["P204"]\n')
    assert codes(capsys, "a.plan.md") == before - {"P204"}
    put("plan.toml", 'select = ["P2"]\nignore = ["P204"]\n')
    assert codes(capsys, "a.plan.md") == {code for code in before if code.startswith("P2")} - {"P204"}
    put("a.plan.md", PLAN.replace("~2w", "~2w after:nobody"))
    assert "P301" in codes(capsys, "a.plan.md"), "errors are always told"


def test_strict(capsys: pytest.CaptureFixture[str]) -> None:
    put("a.plan.md", PLAN)
    assert said(capsys, "check", "a.plan.md")[0] == 0
    put("plan.toml", "strict = true\n")
    assert said(capsys, "check", "a.plan.md")[0] == 1
    put("plan.toml", "strict = false\n")
    assert said(capsys, "check", "a.plan.md")[0] == 0


def test_a_look_of_the_folder(capsys: pytest.CaptureFixture[str]) -> None:
    put("looks/mine/page.html", "<!doctype html><html lang=en><title>x</title><h1>Own {{ plan.title }}</h1></html>")
    put("plan.toml", 'template = "looks/mine"\n')
    put("in/a.plan.md", PLAN)
    assert said(capsys, "build", "in/a.plan.md")[0] == 0
    assert "Own Swim" in Path("in/a.html").read_text("utf-8")
    assert said(capsys, "build", "in/a.plan.md", "--template", "sheet")[0] == 0
    assert "Own Swim" not in Path("in/a.html").read_text("utf-8")


def test_a_look_that_is_a_link_out_of_the_folder_is_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    put("elsewhere/page.html", "<!doctype html><title>x</title><h1>Stolen</h1>")
    put("repo/plan.toml", 'template = "mine"\n')
    put("repo/a.plan.md", PLAN)
    (tmp_path / "repo" / "mine").symlink_to(tmp_path / "elsewhere")
    status, _, err = said(capsys, "build", "repo/a.plan.md")
    assert status == 2
    assert not Path("repo/a.html").exists()
    assert "mine" in err


FOUND = ["a.plan.md", "in/b.plan.md", "old/c.plan.md", "in/node_modules/d.plan.md", "in/drafts/e.plan.md"]


def listed(capsys: pytest.CaptureFixture[str], *paths: str) -> list[str]:
    data = json.loads(said(capsys, "status", *paths, "--format", "json")[1])
    return sorted(one["file"] for one in data["plans"])


@pytest.mark.parametrize(
    ("exclude", "left"),
    [
        ([], ["a.plan.md", "in/b.plan.md", "in/drafts/e.plan.md", "old/c.plan.md"]),
        (["old"], ["a.plan.md", "in/b.plan.md", "in/drafts/e.plan.md"]),
        (["in/drafts/", "./old"], ["a.plan.md", "in/b.plan.md"]),
        (["in/*"], ["a.plan.md", "old/c.plan.md"]),
        (["drafts"], ["a.plan.md", "in/b.plan.md", "old/c.plan.md"]),
        (["b.*"], ["a.plan.md", "in/drafts/e.plan.md", "old/c.plan.md"]),
    ],
)
def test_exclude(exclude: list[str], left: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for name in FOUND:
        put(name, PLAN)
    put("plan.toml", f"exclude = {json.dumps(exclude)}\n" if exclude else "")
    assert listed(capsys, ".") == left


def test_what_is_named_is_never_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    for name in FOUND:
        put(name, PLAN)
    put("plan.toml", 'exclude = ["old", "in/drafts"]\n')
    assert listed(capsys, "old") == ["old/c.plan.md"]
    assert listed(capsys, "in/drafts/e.plan.md", "old") == ["in/drafts/e.plan.md", "old/c.plan.md"]
    assert listed(capsys, "in/node_modules/d.plan.md", "a.plan.md") == ["a.plan.md", "in/node_modules/d.plan.md"]


def test_folders_that_git_ignores_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    for name in FOUND:
        put(name, PLAN)
    put(".gitignore", "old/\ndrafts/\n*.secret\n")
    subprocess.run(["git", "init", "-q", "."], check=True)
    assert listed(capsys, ".") == ["a.plan.md", "in/b.plan.md"]
    assert listed(capsys, "old") == ["old/c.plan.md"]
    put("old/deep/er/f.plan.md", PLAN)
    assert listed(capsys, "old") == ["old/c.plan.md", "old/deep/er/f.plan.md"], "the folder is named"


# What is wrong with them

WRONG = {
    "papr": ('a = 1\npapr = "a4"\n', "P152", 2, "did you mean `paper`"),
    "of a plan": ('start = "2026-11-01"\n', "P152", 1, "front matter"),
    "value": ('workdays = "mon-fry"\n', "P151", 1, "names no days"),
    "kind": ("paper = [1]\n", "P151", 1, "quotes"),
    "two": ('paper = ["a4", "letter"]\n', "P151", 1, "one value"),
    "bool": ('strict = "yes"\n', "P151", 1, "true"),
    "code": ('ignore = ["spelling"]\n', "P151", 1, "P204"),
    "toml": ('partner = "Sam"\npaper: letter\n', "P151", 2, "TOML"),
    "quote": ('\n\npartner = "Sam\n', "P151", 3, "TOML"),
    "bytes": ("\x00", "P151", 1, "TOML"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_in_its_place(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    text, code, line, says = WRONG[name]
    put("plan.toml", text)
    put("a.plan.md", PLAN)
    status, out, _ = said(capsys, "check", "a.plan.md", "--format", "json")
    found = [one for one in json.loads(out)["findings"] if one["file"] == "plan.toml"]
    told = next(one for one in found if one["code"] == code and one["line"] == line)
    assert says in f"{told['message']} {told['help']}"
    assert status == (1 if code == "P151" else 0)


@pytest.mark.parametrize("name", [name for name in WRONG if WRONG[name][1] == "P151"])
def test_nothing_is_built_by_settings_that_cannot_be_read(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    put("plan.toml", WRONG[name][0])
    put("a.plan.md", PLAN)
    status, _, err = said(capsys, "build", "a.plan.md")
    assert status == 1
    assert "plan.toml" in err
    assert not Path("a.html").exists()


def test_an_unknown_key_is_told_once_for_many_plans(capsys: pytest.CaptureFixture[str]) -> None:
    put("plan.toml", 'papr = "a4"\n')
    for number in range(3):
        put(f"{number}.plan.md", PLAN)
    assert said(capsys, "check", ".", "--format", "concise")[1].count("P152") == 1
    assert said(capsys, "build", ".")[2].count("P152") == 1


def test_what_is_no_file_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody waits for what a pipe of that name may say one day."""
    os.mkfifo("plan.toml")
    put("a.plan.md", PLAN)
    status, out, _ = said(capsys, "check", "a.plan.md", "--format", "concise")
    assert status == 1
    assert "plan.toml:1:1: error[P151]" in out


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "[a]\n[b.c]\n", "a.b = 1", "[[x]]", "é = 'x'", "a = [" * 5000])
def test_any_text_can_be_read(text: str) -> None:
    defaults, found = read_defaults(Source("plan.toml", text))
    assert defaults.has_errors == any(one.code == "P151" for one in found)


def test_what_a_plan_asks_for_wrongly_is_told_in_the_plan(capsys: pytest.CaptureFixture[str]) -> None:
    put("plan.toml", 'paper = "letter"\n')
    put("a.plan.md", f"---\npaper: b5\n---\n{PLAN}")
    assert "P112" in codes(capsys, "a.plan.md")
