"""`plan why`, `plan next` and `plan status`: what is said about dates, and what can be done."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from plainplan.cli import run
from plainplan.compile import Compilation, compile_text
from plainplan.errors import UsageError
from plainplan.naming import find_thing
from plainplan.report.agenda import next_lines
from plainplan.report.reasons import why_lines
from plainplan.report.status import status_data, status_lines
from plainplan.report.style import PLAIN, Style

NURSE = Path(__file__).parent.parent / "example-plans" / "nurse.plan.md"
AS_OF = date(2026, 11, 1)


@pytest.fixture(name="nurse")
def _nurse() -> Compilation:
    return compile_text("nurse.plan.md", NURSE.read_text("utf-8"), AS_OF)


def test_a_name_a_number_and_a_part_of_the_title_mean_a_thing(nurse: Compilation) -> None:
    things = nurse.plan.things
    assert things[find_thing(nurse, "teas")].id == "teas"
    assert things[find_thing(nurse, "TEAS")].id == "teas"
    assert things[find_thing(nurse, "3")].id == "move-to-the-early-shift"
    assert things[find_thing(nurse, "two campuses")].id == "visit-two-campuses"


@pytest.mark.parametrize("wanted", ["", "0", "99", "nothing of the kind", "the", "\x1b[31m"])
def test_nothing_is_guessed(nurse: Compilation, wanted: str) -> None:
    with pytest.raises(UsageError):
        find_thing(nurse, wanted)


def test_why_goes_back_to_where_it_begins(nurse: Compilation) -> None:
    assert list(why_lines(nurse, find_thing(nurse, "apply"))) == [
        "“Apply to three programmes” starts on 6 Dec 2026 because it comes after “Sit the exam”, "
        "which is on 5 Dec 2026.",
        "“Apply to three programmes” ends on 23 Dec 2026: it takes `~20h`.",
        "“Apply to three programmes” has to begin by 29 Dec 2026 at the latest.",
        "“Sit the exam” starts on 5 Dec 2026 because its `on:` sets the day.",
    ]


def test_why_tells_the_plan_where_it_differs(nurse: Compilation) -> None:
    lines = list(why_lines(nurse, find_thing(nurse, "early shift")))
    assert lines[0].startswith("“Move to the early shift” starts on 1 Nov 2026 because it is still to do")
    assert lines[-1].startswith("In the plan: “Move to the early shift” is planned to start on 1 Sep 2026")


def test_without_a_name_why_tells_the_critical_chain(nurse: Compilation) -> None:
    lines = list(why_lines(nurse, None))
    assert lines[0] == "The plan finishes on 29 Feb 2032. What that rests on, back from the end:"
    assert lines[-1] == "“Earn the BSN” starts on 1 Sep 2027 because its `start:` says not before."


def test_why_of_what_has_no_dates_says_why_not() -> None:
    text = NURSE.read_text("utf-8").replace("3. [ ] Sit", "3. [-] Sit")
    made = compile_text("nurse.plan.md", text, AS_OF)
    assert list(why_lines(made, find_thing(made, "sit the exam"))) == ["“Sit the exam” has no dates: it is dropped."]
    reserve = list(why_lines(made, find_thing(made, "sell the car")))
    assert reserve[0].endswith("it is a solution kept in reserve (with a box it would be work).")


def test_every_chain_ends() -> None:
    for path in NURSE.parent.glob("*.plan.md"):
        made = compile_text(path.name, path.read_text("utf-8"), AS_OF)
        for thing in made.plan.things:
            lines = list(why_lines(made, thing.index))
            assert 0 < len(lines) <= 2 * len(made.plan.things) + 2
            assert len(set(lines)) == len(lines)


@pytest.mark.parametrize("width", [50, 60, 80, 100])
def test_a_title_is_whole_beside_long_facts(width: int) -> None:
    late = compile_text("nurse.plan.md", NURSE.read_text("utf-8"), date(2026, 12, 1))
    lines = list(next_lines([late], PLAIN, width))
    first = next(at for at, line in enumerate(lines) if line.startswith(" 2  [ ] ask for extended time"))
    told = lines[first : first + 3]
    below = [line for line in told[1:] if line.startswith(" " * 8)]
    assert "64 days overdue" in "\n".join([told[0], *below])
    assert all(len(line) <= width for line in [told[0], *below])
    assert bool(below) is (width < 100)


def test_next_offers_open_bullets_and_the_first_open_number(nurse: Compilation) -> None:
    lines = list(next_lines([nurse], PLAIN, 120))
    assert [line.split("  ")[1] for line in lines[:4]] == [
        "[/] Prepare for the TEAS exam",
        "[ ] ask for extended time",
        "[ ] Move to the early shift",
        "[ ] Set aside 600 a month",
    ]
    assert "34 days overdue" in lines[1]
    assert "every month" in lines[3]
    later = "    Apply to three programmes, from 6 Dec 2026, after “Sit the exam”, by 29 Dec 2026 at the latest"
    assert later in lines


def test_next_waits_for_days_solutions_numbers_and_goals() -> None:
    text = """---
start: 2026-09-01
---

# T

## Short-term goals

### One

1. [x] Done ~1w done:2026-09-05
2. [ ] First open number ~1w
3. [ ] Second open number ~1w
- [ ] Bullet ~1w
- [ ] Later ~1w start:2027-01-01
- [ ] Protected ~1w
  - Barrier: b ~1w risk:low
    - [ ] Solution: work first ~1w
- [ ] Named ~1w after:bullet

### Two after:one

- [ ] Not yet ~1w
"""
    made = compile_text("t.plan.md", text, AS_OF)
    titles = [made.plan.things[index].title for index in made.schedule.next]
    assert titles == ["First open number", "Bullet", "work first"]


@pytest.mark.parametrize("width", [20, 46, 80, 200])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_status_fits_the_terminal_and_its_letters(nurse: Compilation, width: int, encoding: str) -> None:
    lines = list(status_lines([nurse], Style(encoding=encoding), width))
    assert any("1 of 11 done (9 %)" in line for line in lines)
    assert any(line.startswith("Late  Save the first year's fees: 61 days later") for line in lines)
    drawn = [line for line in lines if ("▒" if encoding == "utf-8" else "=") in line]
    assert len(drawn) == (4 if width >= 46 else 0)
    assert all(len(line) <= max(width, 80) for line in drawn)


def test_several_plans_take_two_lines_each_and_a_total(nurse: Compilation) -> None:
    lines = list(status_lines([nurse, nurse], PLAIN, 80))
    assert len(lines) == 6
    assert "29 Feb 2032" in lines[0]
    assert "2 overdue" in lines[0]
    assert lines[1].split() == ["Jo", "Rivera", "with", "Sam", "Okafor;", "checked", "in", "56", "days", "ago"]
    assert lines[-2:] == ["", "2 plans: 2 overdue"]


def test_status_as_data(nurse: Compilation) -> None:
    [plan] = status_data([nurse])["plans"]
    assert plan["finish"] == "2032-02-29"
    assert plan["next"][0] == "teas"
    assert plan["overdue"] == [
        {"id": "ask-for-extended-time", "days": 34},
        {"id": "move-to-the-early-shift", "days": 48},
    ]
    assert plan["missed_check_ins"] == 7


@pytest.mark.parametrize(
    "words",
    [["why"], ["why", "teas"], ["next"], ["status"]],
    ids=lambda words: " ".join(words),
)
def test_each_answers_in_text_and_json(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    plan = [str(NURSE)] if words == ["status"] else ["-f", str(NURSE)]
    for form in ("text", "json"):
        assert run([*words, *plan, "--as-of", "2026-11-01", "--format", form]) == 0
        out, err = capsys.readouterr()
        assert out
        assert not err
    assert json.loads(out)["format"].startswith("plainplan-")


def test_a_plan_with_errors_is_told_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "t.plan.md"
    plan.write_text("# T\n\n## Goals\n\n### A after:b ^a\n\n- [ ] x ~1w\n\n### B after:a ^b\n\n- [ ] y ~1w\n", "utf-8")
    assert run(["next", "-f", str(plan)]) == 1
    out, err = capsys.readouterr()
    assert "has errors" in err
    assert out
