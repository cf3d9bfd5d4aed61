"""Lists of tasks of other programs as plans: Obsidian, todo.txt, Taskwarrior, to-dos of calendars."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import needs
from plainplan.cli import run
from plainplan.compile import Compilation
from plainplan.exchange.incoming import Incoming, Request, Unread, Unreadable
from plainplan.exchange.making import Made, plan_from
from plainplan.exchange.readers import read_file, reader_of
from plainplan.exchange.rows import ExchangeRow, rows_of
from plainplan.render import Options, render
from plans import TODAY, Shape
from test_exchange_networks import sound
from test_exchange_todos import AS_OF, EXAMPLES, LIST, compiled, harmful, letters, plan_of, taskwarrior


def read(format: str, text: str | bytes, day: date = AS_OF) -> tuple[Incoming, Made]:
    data = text.encode() if isinstance(text, str) else text
    incoming = read_file(format, data, Request("x", day))
    made = plan_from(incoming, "x.plan.md", "x", day)
    assert not made.compilation.has_errors
    return incoming, made


def returned(name: str, compilation: Compilation, day: date = AS_OF) -> Made:
    format = {"dataview": "obsidian"}.get(name, name)
    return read(format, render(compilation, name, Options()), day)[1]


def by_title(made: Made) -> dict[str, ExchangeRow]:
    return {row.title: row for row in rows_of(made.compilation)}


def days(compilation: Compilation) -> dict[str, tuple[object, ...]]:
    return {row.title: (row.state, row.start, row.finish, row.due) for row in rows_of(compilation)}


def untold(incoming: Incoming) -> set[tuple[int, str, str]]:
    return {(one.line, one.field, one.text) for one in incoming.unread}


# Obsidian

NOTE = """---
tags: [home]
---

# The garden

Some words.

## Shed 🏡

- [ ] Buy **wood** #shop 🔼 🛫 2026-11-03 ⏳ 2026-11-05 📅 2026-11-20 ^wood
- [/] Dig [[the hole]] ➕ 2026-10-01 🛫 2026-10-20 ⏳ 2026-11-10 🆔 dig
    - [x] Borrow a spade ✅ 2026-10-22
    - spades are in the cellar
- [ ] Build ⛔ wood,dig,nothing ⏳ 2026-11-30 🔁 every 2 weeks
- [-] Paint it ❌ 2026-10-30
- [>] Ask @sam [due:: 2026-12-01] [effort:: big]
- [ ] Sit  (scheduled:: 2026-12-24)  [repeat:: every month on the 3rd]

```tasks
not done
```

### Roof

1. [ ] Beams 📅 2026-02-30
2. [ ] Tiles
"""


def test_a_note_of_obsidian_becomes_a_plan() -> None:
    incoming, made = read("obsidian", NOTE)
    rows = by_title(made)
    assert incoming.title == "The garden"
    wood, dig, build = rows["Buy wood"], rows["Dig [[the hole]]"], rows["Build"]
    assert (wood.start, wood.finish, wood.due, wood.labels) == (
        date(2026, 11, 3), date(2026, 11, 5), date(2026, 11, 20), ("shop",),
    )  # fmt: skip
    assert (dig.state.value, rows["Borrow a spade"].parent, rows["Borrow a spade"].done) == (
        "under way", dig.id, date(2026, 10, 22),
    )  # fmt: skip
    assert {link.id for link in build.links} == {"wood", "dig"}
    assert (build.every, build.start) == ("2w", date(2026, 11, 30))
    assert rows["Paint it"].state.value == "dropped"
    assert (rows["Ask"].who, rows["Ask"].due) == (("sam",), date(2026, 12, 1))
    assert rows["Sit"].start == date(2026, 12, 24)
    assert [rows[name].parent for name in ("Beams", "Tiles")] == [rows["Roof"].id] * 2
    assert rows["Roof"].parent == rows["Shed 🏡"].id
    assert rows["Beams"].numbered
    assert "  - spades are in the cellar" in made.text


def test_what_a_plan_has_no_place_for_is_told_with_its_line() -> None:
    incoming, made = read("obsidian", NOTE)
    assert untold(incoming) == {
        (1, "", "--- tags: [home] ---"), (7, "", "Some words."), (11, "priority", "medium"),
        (12, "created", "2026-10-01"), (15, "dependsOn", "nothing"), (16, "cancelled", "2026-10-30"),
        (17, "box", "[>]"), (17, "effort", "big"), (18, "repeat", "every month on the 3rd"),
        (20, "", "```tasks not done ```"), (26, "due", "2026-02-30"),
    }  # fmt: skip
    notes = made.text.partition("## Notes")[2]
    assert all(text.strip("`-[] ").split()[0] in notes for _, _, text in untold(incoming))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", ["obsidian", "dataview"])
def test_an_example_comes_back_with_its_days(name: str, path: Path) -> None:
    compilation = compiled(path.read_text("utf-8"))
    made = returned(name, compilation)
    assert days(made.compilation) == days(compilation)
    assert made.unread == ()
    ids = {row.title: row.id for row in rows_of(made.compilation)}
    named = {thing.title: thing.id for thing in compilation.plan.things if thing.named and thing.scheduled}
    assert {title: ids[title] for title in named} == named


@pytest.mark.parametrize("seed", range(needs.stress(40, 400)))
def test_a_random_plan_comes_back_with_its_days(seed: int) -> None:
    for compilation in sound(range(seed, seed + 1), Shape(facts=False)):
        made = returned("obsidian", compilation, date.fromisoformat(TODAY))
        assert days(made.compilation) == days(compilation)


def test_a_note_of_obsidian_is_known_by_its_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reader_of("a.md", NOTE.encode()) == "obsidian"
    assert reader_of("a.md", b"# A\n\n- [ ] read\n") == "md"
    assert reader_of("a.tasks.md", b"") == "obsidian"
    note = tmp_path / "garden.md"
    note.write_text(NOTE, "utf-8")
    assert run(["import", str(note), "-o", str(tmp_path / "garden.plan.md"), "--as-of", "2026-11-01"]) == 0
    told = capsys.readouterr()
    assert f"{note}:17: effort: “big”" in told.out + told.err


# todo.txt

TODO = """(A) 2026-10-01 Call the bank @phone +Flat due:2026-11-10 t:2026-11-05
x 2026-10-20 2026-10-01 Read the lease +Flat pri:B
Sign it +Flat id:sign p:move note:two-copies
Move +Flat +Family id:move rec:+2y due:2026-13-01
Water plants rec:3d
see https://example.org/x:y
"""


def test_a_todo_txt_becomes_a_plan() -> None:
    incoming, made = read("todotxt", TODO)
    rows = by_title(made)
    call, lease, move = rows["Call the bank"], rows["Read the lease"], rows["Move"]
    assert (call.start, call.finish, call.due, call.who) == (
        date(2026, 11, 5), date(2026, 11, 10), date(2026, 11, 10), ("phone",),
    )  # fmt: skip
    assert (lease.state.value, lease.done) == ("done", date(2026, 10, 20))
    assert {rows[name].parent for name in ("Call the bank", "Read the lease", "Move")} == {rows["Flat"].id}
    assert [link.id for link in move.links if link.kind == "after"] == [rows["Sign it note:two-copies"].id]
    assert (move.every, move.labels) == ("24m", ("Family",))
    assert rows["Water plants"].every == "3d"
    assert "see https://example.org/x:y" in rows
    assert untold(incoming) == {
        (1, "priority", "A"), (1, "created", "2026-10-01"), (2, "priority", "B"), (2, "created", "2026-10-01"),
        (4, "due", "2026-13-01"),
    }  # fmt: skip


# Taskwarrior

TASKS = [
    {"uuid": "a", "description": "Call", "status": "pending", "project": "flat.bank", "due": "20261110T050000Z",
     "scheduled": "20261105T050000Z", "tags": ["phone"], "priority": "H", "urgency": 3.1,
     "annotations": [{"entry": "20261101T000000Z", "description": "ask for Kim"}]},
    {"uuid": "b", "description": "Sign", "status": "waiting", "project": "flat", "depends": ["a", "zz"],
     "wait": "20261115T050000Z", "due": "20261119T230000Z"},
    {"uuid": "c", "description": "Read", "status": "completed", "end": "20261020T141503Z", "depends": "a,b"},
    {"uuid": "d", "description": "Water", "status": "recurring", "recur": "weekly", "due": "20261107T045959Z"},
    {"uuid": "e", "description": "Water", "status": "pending", "parent": "d", "imask": 0, "due": "20261107T045959Z"},
    {"uuid": "f", "description": "Sell", "status": "deleted", "due": "2026-02-31"},
]  # fmt: skip


@pytest.mark.parametrize("text", [json.dumps(TASKS), "\n".join(map(json.dumps, TASKS))], ids=["array", "lines"])
def test_an_export_of_taskwarrior_becomes_a_plan(text: str) -> None:
    incoming, made = read("taskwarrior", text)
    rows = by_title(made)
    call, sign, done = rows["Call"], rows["Sign"], rows["Read"]
    assert (call.start, call.due, call.labels) == (date(2026, 11, 5), date(2026, 11, 10), ("phone",))
    assert (call.parent, rows["bank"].parent) == (rows["bank"].id, rows["flat"].id)
    assert [link.id for link in sign.links] == [call.id]
    assert sign.due == date(2026, 11, 20), "midnight an hour east of Greenwich"
    assert (done.done, rows["Sell"].state.value) == (date(2026, 10, 20), "dropped")
    assert rows["Water"].every == "week"
    assert [row.title for row in rows_of(made.compilation)].count("Water") == 1
    assert "ask for Kim" in made.text
    assert untold(incoming) == {(1, "priority", "H"), (2, "wait", "20261115T050000Z"), (6, "due", "2026-02-31")}
    assert ("after", "zz") in {(one.field, one.text) for one in made.unread}


@pytest.mark.slow
@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin", "Asia/Tokyo", "UTC"])
def test_what_taskwarrior_itself_exports_comes_back(tmp_path: Path, zone: str) -> None:
    compilation = compiled(LIST)
    text = render(compilation, "taskwarrior", Options()).decode()
    exported = list(taskwarrior(tmp_path, text, zone).values())
    rows = by_title(read("taskwarrior", json.dumps(exported))[1])
    for row in rows_of(compilation):
        again = rows[row.title]
        assert (again.state, again.done) == (row.state, row.done)
        if row.start and not row.every and row.title != "Move house" and row.title != "Stay fit":
            assert again.due == (row.due or row.finish)


# Calendars

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
X-WR-CALNAME:Home
BEGIN:VTODO
UID:1
SUMMARY:Paint the hall
DESCRIPTION:Two coats\\, white
DTSTART;VALUE=DATE:20261103
DUE;VALUE=DATE:20261106
CATEGORIES:house,diy
PRIORITY:1
RRULE:FREQ=WEEKLY;INTERVAL=2
END:VTODO
BEGIN:VEVENT
UID:9
SUMMARY:A party
DTSTART:20261110T180000Z
END:VEVENT
BEGIN:VTODO
UID:2
SUMMARY:Tape the edges
STATUS:COMPLETED
COMPLETED:20261020T120000Z
RELATED-TO:1
END:VTODO
BEGIN:VTODO
UID:3
SUMMARY:Hang pictures
DTSTART:20261120T090000Z
DURATION:P2D
PERCENT-COMPLETE:40
RELATED-TO;RELTYPE=DEPENDS-ON:1
RELATED-TO;RELTYPE=SIBLING:2
RELATED-TO:nobody
END:VTODO
END:VCALENDAR
"""


def test_to_dos_of_a_calendar_become_a_plan() -> None:
    incoming, made = read("vtodo", CALENDAR)
    rows = by_title(made)
    paint, tape, hang = rows["Paint the hall"], rows["Tape the edges"], rows["Hang pictures"]
    assert incoming.title == "Home"
    assert (paint.due, paint.labels, paint.every) == (date(2026, 11, 6), ("house", "diy"), "2w")
    assert (tape.parent, tape.done) == (paint.id, date(2026, 10, 20))
    assert (hang.due, hang.percent, hang.state.value, hang.since) == (
        date(2026, 11, 21),
        40,
        "under way",
        date(2026, 11, 20),
    )
    assert [link.id for link in hang.links] == [paint.id]
    assert "Two coats, white" in made.text
    told = untold(incoming)
    assert told == {
        (5, "PRIORITY", "1"), (15, "VEVENT", "A party"), (27, "RELATED-TO", "2"), (27, "RELATED-TO", "nobody"),
    }  # fmt: skip


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_our_to_dos_come_back(path: Path) -> None:
    compilation = compiled(path.read_text("utf-8"))
    data = render(compilation, "ics", Options(todos=True))
    incoming, made = read("vtodo", data)
    rows = by_title(made)
    assert not any(one.field == "VEVENT" for one in incoming.unread)
    for row in rows_of(compilation):
        if row.leaf and row.start:
            again = rows[row.title]
            assert (again.state, again.done, again.due) == (row.state, row.done, row.due or row.finish)
            assert again.percent in (row.percent, None) or row.done


def test_a_to_do_says_what_it_waits_for() -> None:
    text = "# T\n\n## Goals\n\n### A\n\n- [ ] z ~1w before:x\n- [ ] x ~1w ^x\n- [ ] y ~1w after:x\n"
    rows = by_title(read("vtodo", render(compiled(text), "ics", Options(todos=True)))[1])
    assert [link.id for link in rows["y"].links if link.kind == "after"] == [rows["x"].id]
    assert [link.id for link in rows["x"].links if link.kind == "after"] == [rows["z"].id]


# All of them

FORMATS = ("obsidian", "dataview", "todotxt", "taskwarrior")


@pytest.mark.parametrize("name", FORMATS)
def test_harmful_words_come_back_as_words(name: str) -> None:
    compilation = compiled(plan_of(harmful()))
    made = returned(name, compilation)
    ours = sorted(letters(row.title) for row in rows_of(compilation))
    assert sorted(letters(row.title) for row in rows_of(made.compilation)) == ours


def test_unread_is_a_place_and_a_text() -> None:
    incoming, _ = read("obsidian", "- [ ] a 🔼\n")
    assert incoming.unread == (Unread(1, "priority", "medium", id="line 1"),)


@pytest.mark.parametrize("text", ["- [ ] a 🆔 x ⛔ y\n- [ ] b 🆔 y ⛔ x\n", "- [ ] a 🆔 x\n- [ ] b 🆔 x ⛔ x\n"])
def test_loops_and_doubled_ids_become_a_plan_without_errors(text: str) -> None:
    _, made = read("obsidian", text)
    assert {row.title for row in rows_of(made.compilation)} >= {"a", "b"}


def test_the_list_comes_back() -> None:
    compilation = compiled(LIST)
    for name in FORMATS:
        again = by_title(returned(name, compilation))
        assert again["Run"].every == "2w"
        assert again["Sign"].who == ("sam",)
        assert again["Pack the books"].labels == ("home",)
        assert again["Sign"].done == date(2026, 10, 30)
        assert {again[one].parent for one in ("Run", "Sign")} == {again["Stay fit"].id, again["Move house"].id}
        assert name == "todotxt" or again["Sell the sofa"].state.value == "dropped"


@pytest.mark.parametrize(
    ("format", "data", "why"),
    [
        ("taskwarrior", b"", "no tasks"),
        ("taskwarrior", b"[{]", "sound JSON"),
        ("taskwarrior", b"[" * 100_000, "too deep|sound JSON"),
        ("taskwarrior", b'{"format": "plainplan/1"}', "no list of tasks"),
        ("taskwarrior", b"[1, 2]", "no list of tasks"),
        ("vtodo", b"", "no to-dos|sound"),
        ("vtodo", b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\n", "sound|no to-dos"),
        ("vtodo", b"\xff\xfe\x00", "sound|no to-dos"),
        ("vtodo", CALENDAR.replace("20261103", "20261399").encode(), "Wrong date"),
        ("vtodo", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "no to-dos"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(
    format: str, data: bytes, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Unreadable, match=why):
        read_file(format, data, Request("x", AS_OF))
    (tmp_path / "bad.x").write_bytes(data or b" ")
    assert run(["import", "--from", format, str(tmp_path / "bad.x")]) == 2
    assert "bad.x" in capsys.readouterr().err


def test_odd_values_are_told_and_no_trouble() -> None:
    odd = [
        {
            "uuid": 3,
            "description": 5,
            "status": [],
            "due": 20261110,
            "tags": "x",
            "depends": 7,
            "project": 9,
            "n": {"a": 1},
        }
    ]
    incoming, _ = read("taskwarrior", json.dumps(odd))
    assert (1, "n", '{"a": 1}') in untold(incoming)


def test_formats_are_known_by_name_or_first_words() -> None:
    assert reader_of("todo.txt", b"") == reader_of("nurse.todo.txt", b"") == reader_of("-", TODO.encode()) == "todotxt"
    assert reader_of("notes.txt", b"# Notes\n\n- [ ] a\n") == "md"
    assert reader_of("-", json.dumps(TASKS).encode()) == reader_of("a.json", b"") == "taskwarrior"
    assert reader_of("-", CALENDAR.encode()) == reader_of("a.ics", b"") == "vtodo"
