"""Notes become plans: what is understood, that no word is lost, and that what is no plan is refused."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from plainplan.cli import run
from plainplan.importing import Imported, Refused, imported
from plainplan.safe_text import safe_text

DAY = date(2026, 11, 28)
CASES = sorted((Path(__file__).parent / "notes").glob("*.md"))
_WORD = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"</?(?:details|summary)>|^\s*(?:[-*+•]\s+)?(?:\d+[.)]\s+)?(?:\[[ xX/-]\]\s+)?", re.MULTILINE)


def made(text: str, name: str = "notes.md", *, lang: str | None = None) -> Imported:
    found = imported(name, text.encode(), DAY, lang=lang)
    assert isinstance(found, Imported), found
    return found


def words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_notes_become_the_plan_beside_them(path: Path, request: pytest.FixtureRequest) -> None:
    found = made(path.read_text("utf-8"), path.name)
    expected = path.with_suffix(".expected")
    if request.config.getoption("--update"):
        expected.write_text(found.text, "utf-8")
    assert found.text == expected.read_text("utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_word_is_lost_and_the_plan_has_no_errors(path: Path) -> None:
    text = path.read_text("utf-8")
    found = made(text, path.name)
    assert words(_SIGNS.sub(" ", text)) <= words(found.text)
    assert not found.compilation.has_errors
    assert made(text, path.name).text == found.text


def test_there_are_notes_in_every_language() -> None:
    assert {path.stem.split("-")[0] for path in CASES} >= {"en", "de", "es", "fr", "pt", "ru", "zh", "ja"}


@pytest.mark.parametrize(
    "text",
    [
        "# Pancakes\n\n## Ingredients\n\n- 200 g flour\n- 2 eggs\n\n## Method\n\n1. Mix\n2. Rest for 30 minutes\n",
        "# Pfannkuchen (Rezept)\n\n## Zutaten\n\n- 200 g Mehl\n\n## Zubereitung\n\n1. 30 Minuten ruhen lassen\n",
        "# Minutes of 12 May 2027\n\nPresent: Ana, Ben\n\n## Decisions\n\n- Buy a kettle by Friday\n- Ask for rent\n",
        "# Price list\n\n| Thing | Price |\n| --- | --- |\n| Coffee | €3 |\n| Tea | €2 |\n",
        "# 会议记录\n\n出席：王、李\n\n## 决议\n\n- 下周再谈\n",
        "# レシピ\n\n## 材料\n\n- 卵 2個\n\n## 作り方\n\n1. 30分焼く\n",
        "# Links\n\n- <https://example.org>\n- [a page](https://example.org/a)\n",
        "# Shopping\n\n- milk\n- eggs\n",
        "Just a thought about the sea.\n",
        "",
        "﻿\n\n",
    ],
)
def test_what_is_no_plan_is_refused(text: str) -> None:
    assert isinstance(imported("x.md", text.encode(), DAY), Refused)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("# Learn Spanish\n\n- Take the course (6 weeks)\n- Exam by 15 January 2027\n", True),
        ("# Fit werden\n\n- Lauftraining, 8 Wochen\n- Anmelden bis 1. Mai 2027\n- Schuhe kaufen\n", True),
        ("# Sourdough\n\n- Feed the starter (5 days)\n- Proof in the fridge (2 days)\n", False),
        ("# Furniture\n\n- Oak table, $400 (6 weeks)\n- Chairs, $80 each (3 weeks)\n", False),
        ("# Shopping\n\n- Milk by Friday\n- Bread\n- Eggs\n- Butter\n", False),
    ],
)
def test_a_short_list_of_steps_with_times_is_a_plan(text: str, is_one: bool) -> None:
    assert isinstance(imported("notes.md", text.encode(), DAY), Imported) is is_one


def test_a_plan_is_told_to_be_one() -> None:
    text = "# P\n\n## Goals\n\n### Learn ~6w\n\n- [ ] Read ~2w\n- [ ] Write ~2w due:2027-03-01\n"
    found = imported("p.md", text.encode(), DAY)
    assert isinstance(found, Refused)
    assert "a plan already" in found.why


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("Read the book (4 weeks)", "~4w"),
        ("Sign up by 31 January 2027", "due:2027-01-31"),
        ("Exam: 12 May 2027", "on:2027-05-12"),
        ("Camp 2-8 July 2027", "start:2027-07-02 due:2027-07-08"),
        ("Swim twice a week", "every:week"),
        ("Buy a bike, $420", "cost:420"),
        ("Start running from March 2027", "start:2027-03"),
    ],
)
def test_a_tag_is_written_behind_its_words(line: str, tag: str) -> None:
    found = made(f"# My plan\n\n## Goals\n\n- {line}\n")
    assert f"- [ ] {line} {tag}" in found.text


@pytest.mark.parametrize("wrong", ["by 31 June 2027", "by 30 February 2027", "on 45 May 2027", "by 12/40/2027"])
def test_a_day_that_does_not_exist_is_no_tag(wrong: str) -> None:
    found = made(f"# My plan\n\n## Goals\n\n- Hand it in {wrong}\n")
    assert wrong in found.text
    assert not re.search(r"(?:due|on):\d", found.text)


def test_a_table_of_work_is_a_goal_with_steps() -> None:
    found = made(
        "# Learn to sail\n\n| Week | Topic | Task | Status |\n| --- | --- | --- | --- |\n"
        "| 1 | Knots | Tie ten knots | ✅ Done |\n| 2 | Wind | Read chapter 3 | ⏳ In progress |\n"
        "| 3 | Steering | Three trips with Ana | ⬜ Not started |\n"
    )
    assert [(one.title, one.state and one.state.value) for one in found.compilation.plan.things][1:] == [
        ("Knots: Tie ten knots", "done"),
        ("Wind: Read chapter 3", "under way"),
        ("Steering: Three trips with Ana", "to do"),
    ] or "[x] Knots: Tie ten knots ~1w" in found.text


def test_an_order_names_what_is_waited_for() -> None:
    found = made("# My plan\n\n## Goals\n\n- Sell the rugs after the summer fair\n- Show them at the summer fair\n")
    first, second = found.compilation.plan.things
    assert first.after is not None
    assert [one.target for one in first.after] == [second.index]


def test_words_after_a_time_that_mean_nothing_in_the_plan_are_no_order() -> None:
    found = made("# My plan\n\n## Goals\n\n- Call Ana after dinner by June 2027\n- Cook\n")
    assert "after:" not in found.text


def test_obstacles_with_their_answers() -> None:
    found = made(
        "# My plan\n\n## Goals\n\n- Run ten km by June 2027\n\n## Worries\n\n- rain -> a hall\n- cold\n  - gloves\n"
    )
    barriers = found.compilation.plan.barriers
    assert [one.title for one in barriers] == ["rain", "cold"]
    assert [len(one.solutions) for one in barriers] == [1, 1]
    assert "Worries" in found.text


def test_a_loop_is_broken() -> None:
    found = made(
        "# My plan\n\n## Goals\n\n- Paint the wall after the floor is done\n- Lay the floor after the wall is done\n"
    )
    assert not found.compilation.has_errors


def run_import(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(["import", *arguments, "--as-of", "2026-11-28"])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    notes = tmp_path / "notes.md"
    notes.write_text("# My plan\n\n## Goals\n\n- Read (4 weeks)\n- Write by June\n", "utf-8")
    status, out, _ = run_import(tmp_path, capsys, "notes.md", "--dry-run")
    assert status == 0
    assert "line 5    “4 weeks” → ~4w\n" in out
    assert "→ due:2027-06 ?" in out
    assert not (tmp_path / "notes.plan.md").exists()
    assert run_import(tmp_path, capsys, "notes.md")[0] == 0
    assert "- [ ] Read (4 weeks) ~4w" in (tmp_path / "notes.plan.md").read_text("utf-8")
    status, _, err = run_import(tmp_path, capsys, "notes.md")
    assert status == 2
    assert "already there" in err
    status, out, err = run_import(tmp_path, capsys, "notes.md", "-o", "-")
    assert status == 0
    assert out == (tmp_path / "notes.plan.md").read_text("utf-8")
    status, out, _ = run_import(tmp_path, capsys, "notes.md", "--dry-run", "--format", "json")
    assert {one["became"] for one in json.loads(out)["imported"][0]["read"]} == {"~4w", "due:2027-06"}


def test_a_refusal_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "soup.md").write_text("# Recipe: soup\n\n## Ingredients\n\n- water\n", "utf-8")
    status, _, err = run_import(tmp_path, capsys, "soup.md")
    assert status == 1
    assert "holds no plan" in err
    assert [path.name for path in tmp_path.iterdir()] == ["soup.md"]


def test_the_start_and_the_language_may_be_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "n.md").write_text("# Ziele\n\n- Buch lesen (4 Wochen)\n- Kurs bis Juni\n", "utf-8")
    status, out, _ = run_import(tmp_path, capsys, "n.md", "-o", "-", "--start", "2028-01-01", "--lang", "de")
    assert status == 0
    assert "lang: de\nstart: 2028-01-01\n" in out
    assert "due:2028-06" in out


@pytest.mark.parametrize(
    "text",
    [
        "# My plan\n\n## Goals\n\n- " + "x " * 300_000 + "by June 2027\n- Read (4 weeks)\n",
        "# My plan\n\n| "
        + " | ".join(f"c{number}" for number in range(1000))
        + " |\n|"
        + " --- |" * 1000
        + "\n\n## Goals\n\n- Read (4 weeks)\n",
        "# תוכנית\n\n## Goals\n\n- לקרוא ספר (4 weeks)\n",
        "# My plan\n\n## Goals\n\n- Read by ١٢/٠٥/٢٠٢٧ (٤ weeks)\n",
        "# My plan\n\n## Goals\n\n- Read by June, due:2027-03-01\n- Wait until 9999-99-99\n- by 31.12.9999\n",
        "# My plan\n\n## Goals\n\n- ~17h/week\n- ~30min daily (4 weeks)\n- after:nothing ^start ~x\n",
        "# My plan\n\n## Ziele\n\n- Buch lesen (4 Wochen)\n- Read by June 2027\n",
        "---\nstart: soon\n---\n\n# My plan\n\n## Goals\n\n- Read (4 weeks)\n",
    ],
    ids=["long", "wide", "rtl", "digits", "contradiction", "near-tags", "two-languages", "front"],
)
def test_odd_notes(text: str) -> None:
    found = imported("odd.md", text.encode(), DAY)
    if isinstance(found, Imported):
        assert words(text) <= words(found.text)
        assert safe_text(found.text)


def test_help_is_there() -> None:
    from plainplan.cli.import_ import command

    assert CliRunner().invoke(command, ["-h"]).exit_code == 0


PLAIN_LINES = (
    "Umzug nach Graz\n\nRISIKEN\n\n- Aufzug kaputt → Freunde fragen\n\nAblauf\n\n- Kisten packen (2 Wochen)\n",
    "Move to Graz\n\nRisks\n- the lift breaks -> ask friends\n\nSteps\n- Pack boxes (2 weeks)\n",
    "Mudanza\n\nRETOS\n- Mucho calor -> ventiladores\n\nPASOS\n- Empacar (2 semanas)\n",
    "Mudança\n\nRiscos e soluções\n\n- seca → cisterna\n\nPassos\n\n- Empacotar (2 semanas)\n",
)


@pytest.mark.parametrize("text", PLAIN_LINES)
def test_short_lines_above_lists_are_headings(text: str) -> None:
    found = made(text)
    plan = found.compilation.plan
    assert [len(one.solutions) for one in plan.barriers] == [1]
    assert found.text.count("~2w") == 1
    assert f"# {text.split()[0]}" in found.text
    assert words(text) <= words(found.text)


def test_a_sentence_above_a_list_is_no_heading() -> None:
    found = made("My plan to sail\n\nThese are the risks that I see.\n\n- rain by June 2027\n- wind (2 weeks)\n")
    assert not found.compilation.plan.barriers


@pytest.mark.parametrize("heading", ["Obstacles that I see", "What I worry about: risks", "Challenges which may come"])
def test_a_clause_in_a_heading_says_nothing(heading: str) -> None:
    found = made(f"# My plan\n\n## Goals\n\n- Run by June 2027\n\n## {heading}\n\n- rain\n")
    assert [one.title for one in found.compilation.plan.barriers] == ["rain"]


def test_smart_words_above_all_headings_are_no_steps() -> None:
    found = made(
        "# Objectif SMART\n\n- Spécifique : finir mon roman\n- Réaliste : oui\n\n## Étapes\n\n- Plan (1 mois)\n"
    )
    assert [one.title for one in found.compilation.plan.things if "Spécifique" in one.title] == []
    assert "Spécifique : finir mon roman" in found.text


def test_boxes_of_things_done_do_not_ask_for_boxes_elsewhere() -> None:
    found = made(
        "# Bees\n\n## Learn bees\n\n- Course (6 weeks)\n  - sign up by 15 January 2027\n\n## Done\n\n- [x] Open day\n"
    )
    assert "[ ] sign up by 15 January 2027 due:2027-01-15" in found.text


def test_a_check_in_keeps_the_name_of_its_month() -> None:
    found = made(
        "# My plan\n\n## Goals\n\n- Run by June 2027\n\n## Log\n\n- 15 November 2026: ran far\n- 16 Nov: rest\n"
    )
    assert words("15 November 2026: ran far") <= words(found.text)


def test_a_list_of_weeks_is_a_plan_with_what_is_nested_in_it() -> None:
    found = made("# Guitar\n\n- Weeks 1-3: Tuning\n  - buy strings\n- Weeks 4-8: Chords\n  - C, G\n  - F\n")
    assert "Weeks 1-3: Tuning ~3w" in found.text
    assert "Weeks 4-8: Chords ~5w" in found.text
    assert {"buy strings", "F"} <= {one.title for one in found.compilation.plan.things}


@pytest.mark.parametrize("names", ["a: x", "Paint (2 weeks)"])
def test_an_outline_of_work_has_its_steps_nested(names: str) -> None:
    found = made(f"# My plan\n\n## To do\n\n1. Papers\n   - register\n   - {names}\n2. Shop\n   - visit ten\n")
    assert {"register", "visit ten"} <= {one.title for one in found.compilation.plan.things}


def test_a_heading_may_be_the_name_of_a_field() -> None:
    found = made("# My shop\n\n## Goals\n\n- Bake (6 weeks)\n\n## Deadline\n\nno later than 3 May 2028\n")
    assert "finish: 2028-05-03" in found.text


def test_jobs_with_boxes_are_work_and_no_careers() -> None:
    found = made("# Plot\n\n## Winter jobs\n\n- [ ] prune\n- [x] dig\n")
    assert [one.title for one in found.compilation.plan.things][1:] == ["prune", "dig"]


def test_dots_of_asian_lists_and_brackets_of_headings() -> None:
    found = made("バンド計画\n\n【1月】\n・曲作り 6週間\n・練習\n\n【困りごと】\n・騒音→電子ドラムにする\n")
    assert "- [ ] 曲作り 6週間 ~6w" in found.text
    assert [one.title for one in found.compilation.plan.barriers] == ["騒音"]


def test_a_list_whose_every_item_is_answered_is_of_barriers() -> None:
    found = made("# My plan\n\n## Goals\n\n- Camp (2 weeks)\n\n## Weather\n\n- rain -> a tent\n- heat -> shade\n")
    assert [one.title for one in found.compilation.plan.barriers] == ["rain", "heat"]


@pytest.mark.parametrize(
    ("lang", "section"),
    [
        ("en", "## What if\n\n- it rains: take the hall\n- I am ill -> ask Ana\n"),
        ("de", "## Wenn es nicht klappt\n\n- Regen → Halle\n- krank: Ana fragen\n"),
        ("es", "## ¿Y si...?\n\n- Si llueve: sala\n- Si enfermo: llamar a Ana\n"),
        ("pt", "## Riscos e soluções\n\n- chuva: salão\n- doença: ligar à Ana\n"),
        ("en", "## Watch out\n\n- rain. Solution: the hall\n- illness; plan B: ask Ana\n"),
        ("en", "## Thoughts\n\n- rain\n  - Solution: the hall\n- illness\n  - Solution: ask Ana\n"),
    ],
)
def test_a_list_of_cases_with_their_answers_is_one_of_barriers(lang: str, section: str) -> None:
    found = made(f"# My plan\n\n## Goals\n\n- Run by 30 June 2027 (6 weeks)\n\n{section}", lang=lang)
    assert [len(one.solutions) for one in found.compilation.plan.barriers] == [1, 1]
    assert words(section) <= words(found.text)


def test_arrows_below_another_heading_are_steps_still() -> None:
    found = made(
        "# My plan\n\n## If I pass\n\n- [ ] Move to Bath\n- [ ] A -> B (2 weeks)\n\n## Goals\n\n- Run (6 weeks)\n"
    )
    assert not found.compilation.plan.barriers


@pytest.mark.parametrize(("said", "day"), [("10 November", "2026-11-10"), ("30 November", "2025-11-30")])
def test_a_check_in_without_a_year_is_the_last_such_day(said: str, day: str) -> None:
    found = made(f"# My plan\n\n## Goals\n\n- Run (6 weeks)\n\n## Journal\n\n- {said}: ran in the rain\n")
    assert len(found.compilation.plan.checkins) == 1
    assert f"- {day}: " in found.text


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "31 June 2027"),
        ("en", "February 30, 2027"),
        ("en", "2027-02-30"),
        ("en", "29 February 2027"),
        ("de", "31. Juni 2027"),
        ("es", "31 de junio de 2027"),
        ("ru", "31 июня 2027"),
        ("zh", "2027年2月30日"),
    ],
)
def test_a_day_that_there_is_not_is_asked_about(lang: str, words: str) -> None:
    text = f"# Plan\n\n## Goals\n\n- [ ] A {words}\n- [ ] B 2027-03-04\n"
    made = imported("a.md", text.encode(), DAY, lang=lang)
    assert isinstance(made, Imported)
    assert [one for one in made.asked if "no day" in one] == [f"line 5: there is no day “{words}”"]
    assert words in made.text
    assert "due:" not in made.text.split("A ", 1)[1].split("\n")[0]
