"""The lines of a watch: one for each build in a fixed form, and under it what moved and why."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from plainplan.building import OutputOptions
from plainplan.compile import Compilation, compile_text
from plainplan.errors import FileTrouble
from plainplan.project import Output, PlanFile
from plainplan.report.style import PLAIN, Style
from plainplan.watch.build import BuiltAgain
from plainplan.watch.messages import event_json, text_lines
from plainplan.watch.moved import Moved, moved
from plainplan.watch.pdf_queue import PdfOrder, PdfResult
from plainplan.watch.session import Event, LostPlan, Polling, Watching

NOW = datetime(2026, 11, 1, 14, 2, 11).astimezone()
FILE = PlanFile("nurse.plan.md", Path("nurse.plan.md"))
PAPER = Output(FILE, "pdf", Path("nurse.pdf"))
PLAN = """---
start: 2026-09-01
---

# P

## Primary objective

### G

- [x] Visit ~2w done:2026-10-04
- [ ] Prepare ~8w ^teas
- [ ] Apply ~1w
"""


def plan(text: str = PLAN) -> Compilation:
    return compile_text("nurse.plan.md", text, date(2026, 11, 1))


def built(text: str, before: str | None = PLAN) -> BuiltAgain:
    return BuiltAgain(FILE, plan(text), plan(before) if before else None, 37.6)


def lines(event: Event, style: Style = PLAIN, width: int = 0, *, verbose: bool = False) -> list[str]:
    return list(text_lines(event, NOW, style, width, verbose=verbose))


def test_a_build_is_one_line() -> None:
    assert lines(built(PLAN.replace("Apply ~1w", "Apply ~1w due:2026-11-20"), None))[0] == (
        "14:02:11  nurse.plan.md  38 ms  1/3 steps (33 %)  finish 2 Jan 2027, 47 days later than planned  ·  1 warning"
    )
    assert lines(built("# P\n\n## Goals\n"))[0].endswith("0/0 steps (0 %)  no dates yet  ·  1 warning")


def test_a_terminal_with_room_gets_a_bar() -> None:
    assert "38 ms  █████░░░░░░░░░░░  1/3 steps" in lines(built(PLAN), width=120)[0]
    assert "38 ms  #####...........  1/3 steps" in lines(built(PLAN), Style(False, "ascii"), width=120)[0]
    long = max(len(lines(built(PLAN), width=width)[0]) for width in range(60, 120))
    for width in range(60, 120):
        [line, *_] = lines(built(PLAN), Style(True), width=width)
        assert ("█" in line) == (width >= long)


def test_what_moved_stands_below() -> None:
    after = PLAN.replace("~8w", "~9w").replace("[x] Visit ~2w done:2026-10-04", "[ ] Visit ~2w due:2026-10-01")
    assert lines(built(after))[1:] == [
        "  finish +21 days: +14 *Visit* to do, +7 *Prepare* 8w → 9w",
        "  open again: Visit",
        "  *Visit* due 2026-10-01",
        "  new: overdue (line 11)",
        "  new: due missed (line 11)",
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("- [ ] Prepare ~8w", "- [x] Prepare ~8w done:2026-10-20", Moved("done", "Prepare")),
        ("- [x] Visit ~2w done:2026-10-04", "- [ ] Visit ~2w", Moved("open again", "Visit")),
        ("- [ ] Prepare", "- [-] Prepare", Moved("dropped", "Prepare")),
        ("Prepare", "Practise", Moved("renamed", "*Prepare* → *Practise*")),
        ("- [ ] Apply ~1w", "- [ ] Apply ~1w\n- Barrier: fees ~1w risk:low", Moved("new", "barrier *fees* (line 14)")),
        (
            "- [ ] Apply ~1w",
            "- [ ] Apply ~1w\n- Barrier: fees ~1w risk:low",
            Moved("new", "barrier without a solution (line 14)"),
        ),
        ("- [ ] Apply ~1w\n", "", Moved("finish", "-7 days: step *Apply* taken out", -7)),
        ("- [ ] Apply ~1w", "- [ ] Apply ~1w\n- [ ] Wait ~2w", Moved("finish", "+14 days: new step *Wait* 2w", 14)),
    ],
)
def test_each_kind_of_change_is_told(old: str, new: str, told: Moved) -> None:
    assert told in moved(plan(), plan(PLAN.replace(old, new)))


def test_several_causes_add_up() -> None:
    after = PLAN.replace("~8w", "~9w").replace("Apply ~1w", "Apply ~2w")
    assert moved(plan(), plan(after))[0] == Moved("finish", "+14 days: +7 *Prepare* 8w → 9w, +7 *Apply* 1w → 2w", 14)


def test_very_many_changes_are_told_in_short() -> None:
    many = PLAN + "".join(f"- [ ] Step {number} ~1d\n" for number in range(500))
    assert moved(plan(), plan(many))[0] == Moved("finish", "+500 days", 500)
    assert not any(one.kind == "new" and "*Step" in one.text for one in moved(plan(), plan(many)))
    some = moved(
        plan(), plan(PLAN.replace("~8w ^teas", "~8w ^teas @sam #x cost:3 every:week due:2027-02") + "- [ ] a\n" * 8)
    )
    assert some[-1].kind == "more"
    assert len(some) == 8


def test_a_midnight_moves_the_finish_without_a_change() -> None:
    later = compile_text("nurse.plan.md", PLAN, date(2026, 11, 4))
    assert moved(plan(), later) == (Moved("finish", "+3 days", 3),)


def test_errors_are_told_in_full_and_old_warnings_are_not_told_again() -> None:
    before = PLAN.replace("Apply ~1w", "Apply ~1w due:2026-11-20")
    told = lines(built(before.replace("~8w", "~8w after:nix"), before))
    assert told[0].endswith("1 error  ·  2 warnings  ·  the last outputs stay as they were")
    assert told[1] == "error[P301]: `after:nix` names nothing in this plan"
    assert not any("P402" in line for line in told)
    assert any("P402" in line for line in lines(built(before, None)))


def test_nothing_in_a_plan_steers_the_terminal() -> None:
    evil = PLAN.replace("Prepare", "Pre\u202epare")
    told = "\n".join(lines(built(evil.replace("[ ] Pre", "[x] Pre"), evil)))
    assert "\u202e" not in told
    assert "done: Pre\\u202epare" in told


def test_other_events_are_lines_too() -> None:
    order = PdfOrder(PAPER, compile_text(FILE.name, PLAN, date(2026, 11, 1)), OutputOptions())
    assert lines(PdfResult(order, 210.4, True)) == ["14:02:11  nurse.pdf  210 ms"]
    assert lines(PdfResult(order, 210.4)) == ["14:02:11  nurse.pdf  210 ms, the same as before"]
    assert lines(PdfResult(order, 1, trouble=FileTrouble("no room"))) == ["error: no room"]
    assert lines(LostPlan(FILE, FileTrouble("it is gone"))) == ["14:02:11  nurse.plan.md  it is gone; watching for it"]
    assert "the limit is reached: looking each second instead" in lines(Polling(1.0, "the limit is reached"))[0]
    assert lines(Watching(2, 1234)) == ["watching 2 plans, built in 1.2 s; Ctrl-C ends it"]


def test_every_event_is_an_object_for_programs() -> None:
    order = PdfOrder(PAPER, compile_text(FILE.name, PLAN, date(2026, 11, 1)), OutputOptions())
    events: list[Event] = [
        built(PLAN.replace("~8w", "~9w")), built("# P\n\n- [ ] a after:nix ~1w\n"), PdfResult(order, 3, True),
        LostPlan(FILE, FileTrouble("gone")), Polling(1.0, "full"), Watching(1, 2.0),
    ]  # fmt: skip
    told = [event_json(event, NOW) for event in events]
    assert all("\n" not in one for one in told)
    read = [json.loads(one) for one in told]
    assert [one["event"] for one in read] == ["built", "failed", "pdf", "lost", "polling", "watching"]
    assert read[0]["moved"][0] == {"kind": "finish", "text": "+7 days: *Prepare* 8w → 9w", "days": 7}
    assert (read[0]["done"], read[0]["total"], read[0]["finish"]) == (1, 3, "2027-01-09")
    assert "P301" in [found["code"] for found in read[1]["findings"]]


def test_days_that_passed_before_a_save_are_a_cause_in_plain_words() -> None:
    later = compile_text("nurse.plan.md", PLAN.replace("Prepare", "Practise"), date(2026, 11, 4))
    assert moved(plan(), later) == (
        Moved("finish", "+3 days: 3 days passed without progress", 3),
        Moved("renamed", "*Prepare* → *Practise*"),
    )
