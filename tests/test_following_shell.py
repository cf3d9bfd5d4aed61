"""Ticks, check-ins and reviews from the shell: what is written, and that every other byte stays."""

from __future__ import annotations

import email
import re
from datetime import date
from email.policy import default
from functools import partial
from pathlib import Path

import pytest

from plainplan.cli import run
from plainplan.compile import compile_text
from plainplan.following.nextplan import next_plan
from plainplan.project import today

PLAN = """---
start: 2026-09-01
review: weekly on sunday
partner: Sam Okafor
---

# A road

## Goals

### Get in ~4m ^in

1. [x] Visit two campuses ~2w done:2026-09-12
2. [/] Prepare for the exam ~4w since:2026-09-14 ^exam
3. [ ] Apply to three programmes ~3w

### Save ~2m

- [ ] Sell the car ~2w
- [ ] Set money aside ~4w

## Primary objective

### Arrive ~1m
"""
ENTRIES = "\n## Check-ins\n\n- 2026-09-06 @sam: begun\n"
AS_OF = ("--as-of", "2026-11-01")


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "plan.md"
    path.write_bytes(PLAN.encode())
    return path


def changed_lines(path: Path, before: str = PLAN) -> list[str]:
    """The lines of the file that were not there before."""
    old = before.split("\n")
    return [line for line in path.read_text("utf-8").split("\n") if line not in old]


# Ticks


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("done", "exam"), "2. [x] Prepare for the exam ~4w since:2026-09-14 done:2026-11-01 ^exam"),
        (("done", "1", "--on", "2026-10-30"), "2. [x] Prepare for the exam ~4w since:2026-09-14 done:2026-10-30 ^exam"),
        (("start", "2"), "- [/] Sell the car ~2w since:2026-11-01"),
        (("start", "money"), "- [/] Set money aside ~4w since:2026-11-01"),
        (("undo", "visit-two-campuses"), "1. [ ] Visit two campuses ~2w"),
        (("undo", "^exam"), "2. [ ] Prepare for the exam ~4w ^exam"),
    ],
)
def test_one_line_changes(plan: Path, arguments: tuple[str, ...], line: str) -> None:
    assert run([*arguments, *AS_OF]) == 0
    assert changed_lines(plan) == [line]
    assert len(plan.read_text("utf-8").split("\n")) == len(PLAN.split("\n"))


def test_several_at_once_by_the_numbers_that_were_shown(plan: Path) -> None:
    assert run(["done", "1", "2", *AS_OF]) == 0
    assert [line[:20] for line in changed_lines(plan)] == ["2. [x] Prepare for t", "- [x] Sell the car ~"]


@pytest.mark.parametrize("name", ["e", "nothing", "0", "99", ""])
def test_nothing_is_guessed(plan: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["done", "exam", name, *AS_OF]) == 2
    assert plan.read_bytes() == PLAN.encode()
    assert capsys.readouterr().err.startswith("error: ")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (
            ("done", "sell", "exam", "--on", "2026-11-02"),
            "`sell-the-car` can't have been finished on 2026-11-02: today",
        ),
        (
            ("start", "sell", "--on", "2027-01-01"),
            "`sell-the-car` can't have been begun on 2027-01-01: today is 2026-11",
        ),
        (("done", "sell", "exam", "--on", "2026-09-13"), "on 2026-09-13: it was begun later (`since:2026-09-14`)"),
    ],
)
def test_a_day_on_which_it_cannot_have_happened(
    plan: Path, arguments: tuple[str, ...], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments, *AS_OF]) == 2
    assert why in capsys.readouterr().err
    assert plan.read_bytes() == PLAN.encode()


def test_finished_on_the_day_it_was_begun(plan: Path) -> None:
    assert run(["done", "exam", "--on", "2026-09-14", *AS_OF]) == 0
    assert run(["start", "sell", "--on", "2026-11-01", *AS_OF]) == 0
    assert [line[-16:] for line in changed_lines(plan)] == ["2026-09-14 ^exam", "since:2026-11-01"]


def test_what_is_done_keeps_its_day(plan: Path) -> None:
    assert run(["done", "visit", *AS_OF]) == 0
    assert changed_lines(plan) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("start", "visit"),
        ("start", "exam"),
        ("review", "--no-questions", "--done", "visit"),
        ("review", "--no-questions", "--started", "visit"),
        ("review", "--no-questions", "--started", "exam"),
    ],
)
def test_a_second_tick_leaves_the_first_day(plan: Path, arguments: tuple[str, ...]) -> None:
    assert run([*arguments, *AS_OF]) == 0
    text = plan.read_text("utf-8")
    assert text.startswith(PLAN.rstrip())
    assert "done:2026-09-12" in text


def test_what_is_done_cannot_begin_on_another_day(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["start", "visit", "--on", "2026-10-01", *AS_OF]) == 2
    assert "`plan undo visit-two-campuses` takes that back" in capsys.readouterr().err
    assert changed_lines(plan) == []


def test_a_tick_that_brings_an_error_is_refused(plan: Path) -> None:
    text = "# P\n\n## Goals\n\n### ^n\n\n+ Barrier:\n+ Solution: with:n\n"
    plan.write_text(text, "utf-8")
    for name in ("n", "solution"):
        run(["done", name, *AS_OF])
        compilation = compile_text("plan.md", plan.read_text("utf-8"), today())
        assert not compilation.has_errors


@pytest.mark.parametrize(
    ("partner", "who"),
    [
        ("Ms. Lopez", "@lopez"), ("Dr. Kim", "@kim"), ("Sam and Ann", "@sam @ann"), ("my sister", "@sister"),
        ("Sam Okafor", "@sam"), ("Prof. Dr. Mia Berg", "@mia"), ("Frau Yıldız", "@yıldız"), ("Conor O'Brien", "@conor"),
        ("Jo & Lee", "@jo @lee"), ("Anna und Tom", "@anna @tom"), ("@sam", "@sam"), ("J. Okafor", "@okafor"),
    ],
)  # fmt: skip
def test_whom_the_front_matter_names_can_be_named(plan: Path, partner: str, who: str) -> None:
    plan.write_text(PLAN.replace("partner: Sam Okafor", f'partner: "{partner}"'), "utf-8")
    assert run(["checkin", "--with", partner, "all well", *AS_OF]) == 0
    assert f"- 2026-11-01 {who}: all well" in plan.read_text("utf-8")
    compilation = compile_text("plan.md", plan.read_text("utf-8"), date(2026, 11, 1))
    assert "P506" not in {one.code for one in compilation.diagnostics}


@pytest.mark.parametrize(
    ("partner", "entry", "there"),
    [
        ("Ms. Lopez", "@lopez: begun", True), ("Ms. Lopez", ": talked with Ms. Lopez", True),
        ("Ms. Lopez", "@ms-lopez: begun", True), ("Ms. Lopez", ": with Ms. Berg", False),
        ("Sam and Ann", "@ann: begun", True), ("Sam and Ann", ": Ann's advice", True),
        ("Sam and Ann", ": this and that", False), ("my sister", ": my week was long", False),
        ("my sister", ": saw my sister", True), ("Sam Okafor", "@okafor: begun", True), ("Dr. Kim", "@kim_", True),
        ("Sam Okafor", ": sample read", False),
    ],
)  # fmt: skip
def test_any_word_of_the_name_tells_that_the_partner_was_there(partner: str, entry: str, there: bool) -> None:
    text = PLAN.replace("partner: Sam Okafor", f'partner: "{partner}"')
    text += f"\n## Check-ins\n\n- 2026-10-25 {entry}: x\n"
    codes = {one.code for one in compile_text("plan.md", text, date(2026, 11, 1)).diagnostics}
    assert ("P506" not in codes) == there


def test_the_partner_is_addressed_by_the_whole_name(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan.write_text(PLAN.replace("partner: Sam Okafor", "partner: Ms. Lopez"), "utf-8")
    assert run(["review", "--no-questions", "--ask", "call me", *AS_OF]) == 0
    assert "What I ask of you, Ms. Lopez:" in capsys.readouterr().out


@pytest.mark.parametrize("data", [b"\xff\xfe#", PLAN.encode() + b"\xff"])
def test_what_is_no_text_is_left_alone(plan: Path, data: bytes) -> None:
    plan.write_bytes(data)
    assert run(["done", "exam"]) == 2
    assert run(["checkin", "all well"]) == 2
    assert plan.read_bytes() == data


def test_shells_complete_open_names(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.shell_completion import BashComplete

    from plainplan.cli import group

    complete = BashComplete(group, {}, "plan", "_PLAN_COMPLETE")
    assert [item.value for item in complete.get_completions(["done"], "a")] == ["apply-to-three-programmes", "arrive"]
    assert [item.value for item in complete.get_completions(["undo"], "vis")] == ["visit-two-campuses"]


# Check-ins


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# P\n", "# P\n\n## Check-ins\n\n- NEW\n"),
        ("# P", "# P\n\n## Check-ins\n\n- NEW\n"),
        ("# P\n\n\n", "# P\n\n\n## Check-ins\n\n- NEW\n"),
        ("", "## Check-ins\n\n- NEW\n"),
        ("---\nlang: de\n---\n# P\n", "---\nlang: de\n---\n# P\n\n## Rückblicke\n\n- NEW\n"),
        ("# P\n\n## Check-ins\n", "# P\n\n## Check-ins\n\n- NEW\n"),
        ("# P\n\n## Reviews\n\nEvery week.\n\n## Notes\n", "# P\n\n## Reviews\n\nEvery week.\n\n- NEW\n\n## Notes\n"),
        ("# P\n\n## Check-ins\n\n* 2026-09-06: a\n", "# P\n\n## Check-ins\n\n* 2026-09-06: a\n* NEW\n"),
        ("# P\n\n## Check-ins\n\n- 2026-09-06: a", "# P\n\n## Check-ins\n\n- 2026-09-06: a\n- NEW"),
        (
            "# P\n\n## Check-ins\n\n- 2026-09-06: a\n  b\n\n  c\n\nText.\n",
            "# P\n\n## Check-ins\n\n- 2026-09-06: a\n  b\n\n  c\n\n- NEW\n\nText.\n",
        ),
        (
            "# P\n\n## Check-ins\n\n- 2026-09-13: b\n- 2026-09-06: a\n",
            "# P\n\n## Check-ins\n\n- NEW\n- 2026-09-13: b\n- 2026-09-06: a\n",
        ),
        ("# P\n\n## Check-ins\n\n1. 2026-09-06: a\n", "# P\n\n## Check-ins\n\n1. 2026-09-06: a\n2. NEW\n"),
        (
            "# P\n\n## Check-ins\n\n### 2026-09-06 @sam\n\nAll well.\n",
            "# P\n\n## Check-ins\n\n### 2026-09-06 @sam\n\nAll well.\n\n### 2026-11-01 @sam\n\nall well\n",
        ),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_where_a_check_in_goes(plan: Path, before: str, after: str, ending: str) -> None:
    plan.write_bytes(b"\xef\xbb\xbf" + before.replace("\n", ending).encode())
    assert run(["checkin", "all", "well", "--with", "Sam", *AS_OF]) == 0
    expected = after.replace("NEW", "2026-11-01 @sam: all well")
    if "\n" in before:
        expected = expected.replace("\n", ending)
    assert plan.read_bytes() == b"\xef\xbb\xbf" + expected.encode()


@pytest.mark.parametrize("tail", ["\n```\nopen\n", "\n<!-- open\n"])
def test_a_check_in_that_could_not_be_read_is_not_written(
    plan: Path, tail: str, capsys: pytest.CaptureFixture[str]
) -> None:
    plan.write_text(PLAN + tail, "utf-8")
    assert run(["checkin", "all well"]) == 2
    assert plan.read_text("utf-8") == PLAN + tail
    assert "by hand" in capsys.readouterr().err


# Reviews


def test_every_answer_as_an_option(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan.write_text(PLAN + ENTRIES, "utf-8")
    answers = ("--done", "sell", "--still", "exam", "--why", "exam", "night shifts", "--not-yet", "money")
    barrier = ("--barrier", "exam", "no quiet room", "--delay", "2w", "--solution", "use the library", "--takes", "2d")
    words = ("--said", "a good week", "--ask", "call me on Friday", "--with", "sam")
    assert run(["review", *answers, *barrier, *words, *AS_OF]) == 0
    assert changed_lines(plan, PLAN + ENTRIES) == [
        "   - Barrier: no quiet room ~2w",
        "     - [ ] Solution: use the library ~2d start:2026-11-01",
        "- [x] Sell the car ~2w done:2026-11-01",
        "- 2026-11-01 @sam: done: Sell the car; still at it: Prepare for the exam; not begun: Set money aside; "
        "in the way of Prepare for the exam: night shifts; noted: a good week; asked: call me on Friday",
    ]
    note = capsys.readouterr().out
    assert "Done since 6 Sep:\n- Visit two campuses (12 Sep 2026)\n- Sell the car (1 Nov 2026)\n" in note
    assert re.search(r"- Prepare for the exam \(.*\): night shifts\n", note)
    assert note.endswith("What I ask of you, Sam Okafor:\ncall me on Friday\n")


@pytest.mark.parametrize(
    ("entry", "after"),
    [
        ("- 2026-11-01: alone", "- 2026-11-01 @anna: alone; noted: x"),
        ("- 2026-11-01. alone", "- 2026-11-01. @anna alone; noted: x"),
        ("- 2026-11-01 @sam: alone", "- 2026-11-01 @sam @anna: alone; noted: x"),
        ("- 2026-11-01 @Anna, alone", "- 2026-11-01 @Anna, alone; noted: x"),
        ("### 2026-11-01 alone", "### 2026-11-01 @anna alone; noted: x"),
    ],
)
def test_who_is_there_later_is_named_in_the_entry_of_the_day(plan: Path, entry: str, after: str) -> None:
    before = f"{PLAN}\n## Check-ins\n\n{entry}\n"
    plan.write_text(before, "utf-8")
    assert run(["review", "--with", "anna", "--said", "x", *AS_OF]) == 0
    assert changed_lines(plan, before) == [after]


def test_who_cannot_be_named_in_the_entry_is_not_lost_in_silence(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan.write_text(f"{PLAN}\n## Check-ins\n\n- 2026-11-01; alone\n", "utf-8")
    before = plan.read_bytes()
    assert run(["review", "--with", "anna", "--said", "x", *AS_OF]) == 2
    assert "`@anna` cannot be added to the check-in" in capsys.readouterr().err
    assert plan.read_bytes() == before


def test_a_note_to_send(plan: Path) -> None:
    asked = ("--ask", "call me\r\nBcc: all@example.org", "--note", "eml", "-o", "note.eml", "--to", "sam@example.org")
    assert run(["review", *asked, *AS_OF]) == 0
    data = Path("note.eml").read_bytes()
    assert run(["review", "--note", "eml", "-o", "again.eml", "--to", "sam@example.org", *AS_OF]) == 0
    assert Path("again.eml").read_bytes() == data
    message = email.message_from_bytes(data, policy=default)
    assert (message["To"], message["Bcc"]) == ("Sam Okafor <sam@example.org>", None)
    assert message["Subject"] == "Check-in, 1 November 2026: A road"
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
    assert "call me Bcc: all@example.org" in message.get_body(("plain",)).get_content()  # type: ignore[union-attr]


@pytest.mark.parametrize("address", ["", "no", "a@b\nBcc: c@d", "<a@b>, <c@d>"])
def test_what_is_no_address(plan: Path, address: str) -> None:
    assert run(["review", "--note", "eml", "--to", address]) == 2


def test_an_address_without_a_message(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", "--to", "sam@example.org", "--said", "a good week", *AS_OF]) == 2
    assert "write `--note eml` with it" in capsys.readouterr().err
    assert plan.read_bytes() == PLAN.encode()


@pytest.mark.parametrize("out", ["plan.md", "./plan.md", "next.plan.md", "todo.txt"])
def test_a_note_never_replaces_a_plan(plan: Path, out: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("todo.txt").write_bytes(PLAN.encode())
    assert run(["review", "--said", "a good week", "-o", out, *AS_OF]) == 2
    assert "is a plan: name another file with `-o`" in capsys.readouterr().err
    assert plan.read_bytes() == Path("todo.txt").read_bytes() == PLAN.encode()
    assert not Path("next.plan.md").exists()


@pytest.mark.parametrize("form", ["text", "html", "eml"])
def test_a_note_takes_the_place_of_the_last_one(plan: Path, form: str) -> None:
    for said in ("a good week", "a better one"):
        assert run(["review", "--said", said, "--note", form, "-o", "note.md", *AS_OF]) == 0
    assert "a better one" in plan.read_text("utf-8")
    assert b"A road" in Path("note.md").read_bytes()


def test_a_note_to_standard_output(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", "-o", "-", *AS_OF]) == 0
    assert "Check-in, 1 November 2026: A road" in capsys.readouterr().out
    assert list(plan.parent.iterdir()) == [plan]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--done", "nothing"),
        ("--delay", "2w"),
        ("--barrier", "exam", "late", "--delay", "soon"),
        ("--barrier", "exam", "late", "--takes", "1"),
        ("--done", "exam", "--still", "e"),
    ],
)
def test_what_cannot_be_answered_so(plan: Path, wrong: tuple[str, ...]) -> None:
    before = plan.read_bytes()
    assert run(["review", *wrong, *AS_OF]) == 2
    assert plan.read_bytes() == before


def test_a_file_that_changes_meanwhile_is_never_overwritten(plan: Path) -> None:
    from plainplan.cli.console import Console
    from plainplan.cli.conversation import Conversation
    from plainplan.cli.editing import open_plan
    from plainplan.errors import FileTrouble

    talk = Conversation(Console(), open_plan(None, date(2026, 11, 1)), ())
    talk.say("begun")
    theirs = plan.read_bytes() + b"\nTheirs.\n"
    plan.write_bytes(theirs)
    with pytest.raises(FileTrouble, match="changed by another program"):
        talk.say("mine")
    assert plan.read_bytes() == theirs


# A review at a real terminal


QUESTIONS = (
    ("dropped", "s"),
    ("in the way", "too tired"),
    ("barrier", "y"),
    ("hold things up", "soon\r2w"),
    ("do about it", "sleep more"),
    ("take, such as", "1w"),
    ("dropped", "d"),
    ("which day", "2027-01-01\r"),
    ("dropped", "n"),
    ("in the way", ""),
    ("dropped", "n"),
    ("in the way", ""),
    ("write down", "a good week"),
    ("ask of Sam", "call me"),
)


@pytest.mark.parametrize("stop", [*range(len(QUESTIONS)), None])
def test_a_review_can_be_left_at_every_question(plan: Path, stop: int | None) -> None:
    pexpect = pytest.importorskip("pexpect")
    import sys

    child = pexpect.spawn(
        sys.executable, ["-m", "plainplan", "review", *AS_OF], encoding="utf-8", timeout=10, dimensions=(40, 200)
    )
    for number, (question, answer) in enumerate(QUESTIONS[:stop]):
        child.expect(question)
        child.sendline(answer)
        assert number < len(QUESTIONS)
    if stop is None:
        child.expect("Next:")
        child.expect(pexpect.EOF)
    else:
        child.expect(QUESTIONS[stop][0])
        leave = child.sendintr if stop % 2 else partial(child.sendline, "q")
        for _ in range(5):  # what comes between a question and the wait for its answer is seen at the next key only
            leave()
            if child.expect(["goes on from there", pexpect.TIMEOUT], timeout=3) == 0:
                break
        child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == (130 if stop is not None and stop % 2 else 0)
    text = plan.read_text("utf-8")
    assert not compile_text("plan.md", text, today()).has_errors
    asked = len(QUESTIONS) if stop is None else stop
    for after, written in (
        (1, "still at it: Prepare for the exam"),
        (2, "in the way of Prepare for the exam: too tired"),
        (6, "   - Barrier: too tired ~2w\n     - ["),
        (8, "- [x] Solution: sleep more ~1w start:2026-11-01 done:2026-11-01"),
        (9, "not begun: Sell the car"),
        (11, "not begun: Set money aside"),
        (13, "noted: a good week"),
        (14, "asked: call me"),
    ):
        assert (written in text) == (asked >= after), (written, asked)


# The next plan


def test_the_next_plan() -> None:
    from datetime import date

    text = PLAN.replace("~3w\n\n### Save", "~3w after:exam\n\n### Save").replace("### Arrive ~1m", "### [x] Arrive ~1m")
    text = text.replace("2. [/] Prepare", "2. [x] Prepare") + ENTRIES
    day = date(2027, 2, 1)
    following = next_plan(compile_text("old.md", text, day), day)
    compilation = compile_text("new.md", following, day)
    assert not compilation.has_errors
    titles = [thing.title for thing in compilation.plan.things]
    assert titles == [
        "Get in",
        "Apply to three programmes",
        "Save",
        "Sell the car",
        "Set money aside",
        "What I want next",
    ]
    assert "after:start" in following
    assert "2026-09-06" not in following
    assert "- Visit two campuses, 2026-09-12\n- Prepare for the exam" in following
    assert following.startswith("---\nstart: 2027-02-01\n")
    assert "\n- Values:\n" in following


def test_the_next_plan_is_written_to_a_new_file(plan: Path) -> None:
    assert run(["new", "next.plan.md", "--from", "plan.md", *AS_OF]) == 0
    assert Path("next.plan.md").read_text("utf-8").startswith("---\nstart: 2026-11-01\n")
    assert plan.read_bytes() == PLAN.encode()
    assert run(["new", "plan.md", "--from", "plan.md"]) == 2
    assert plan.read_bytes() == PLAN.encode()


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parent.parent / "example-plans").glob("*.plan.md")), ids=lambda path: path.name
)
def test_the_next_plan_of_each_example(path: Path) -> None:
    from datetime import date

    day = date(2027, 6, 1)
    text = path.read_text("utf-8")
    for kept in (text, text.replace("[ ]", "[x]", 6), text.replace("[ ]", "[x]"), text.replace("[ ]", "[-]", 3)):
        compilation = compile_text("new.md", next_plan(compile_text(path.name, kept, day), day), day)
        assert not compilation.has_errors
        assert not any(one.state.value in ("done", "dropped") for one in compilation.schedule.things)
