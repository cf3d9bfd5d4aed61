"""Calendars: what is in them, names that stay the same, and what real calendar programs make of them."""

from __future__ import annotations

import subprocess
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

import needs
from plainplan.compile import compile_text
from plainplan.render import Options, render

PLAN = """---
start: 2026-09-01
review: weekly on sunday
partner: Sam Okafor
author: Jo
---

# A road; with, everything

## Goals

### Get in ~4m ^in

1. [x] Visit two campuses ~2w done:2026-09-12
2. [/] Prepare for the exam ~8w since:2026-09-14 done:40% ^exam #study
3. [ ] Sit the exam ~1d on:2026-12-05
4. [ ] Apply ~3w due:2027-01-15 @sam
5. [-] Ask again ~1w
6. [ ] Be told

### Save ~5m

- [ ] Set money aside ~4m every:month
- Barrier: repairs ~1w
  - Solution: sell the car
"""
WITH_REMINDERS = PLAN.replace("start:", "remind: [1w, 1d]\nstart:", 1)
DAY = date(2026, 11, 1)


def components(text: str = PLAN, day: date = DAY, *, todos: bool = False) -> list[Any]:
    """Its events and to-dos; icalendar knows the types of their values only when it runs."""
    data = render(compile_text("a.plan.md", text, day), "ics", Options(todos=todos))
    return list(Calendar.from_ical(data).subcomponents)


def by_summary(found: list[Any]) -> dict[str, Any]:
    return {str(one["summary"]): one for one in found}


def days(one: Any) -> tuple[str, str]:
    """The first and the last day."""
    return one["dtstart"].dt.isoformat(), (one["dtend"].dt - timedelta(days=1)).isoformat()


def test_what_is_in_it() -> None:
    found = by_summary(components())
    assert {title: days(one) for title, one in found.items()} == {
        "Goal: Get in": ("2027-01-25", "2027-01-25"),
        "Visit two campuses": ("2026-09-01", "2026-09-12"),
        "Prepare for the exam": ("2026-09-14", "2026-12-04"),
        "Sit the exam": ("2026-12-05", "2026-12-05"),
        "Apply": ("2026-12-06", "2026-12-26"),
        "Due: Apply": ("2027-01-15", "2027-01-15"),
        "Be told": ("2026-12-27", "2027-01-25"),
        "Goal: Save": ("2027-03-31", "2027-03-31"),
        "Set money aside": ("2026-11-01", "2026-11-01"),
        "Check-in: A road; with, everything, with Sam Okafor": ("2026-09-06", "2026-09-06"),
    }
    assert found["Set money aside"]["rrule"] == {
        "FREQ": ["MONTHLY"], "INTERVAL": [1], "BYMONTHDAY": [1], "UNTIL": [date(2027, 2, 28)],
    }  # fmt: skip
    rhythm = found["Check-in: A road; with, everything, with Sam Okafor"]["rrule"]
    assert (rhythm["FREQ"], rhythm["BYDAY"]) == (["WEEKLY"], ["SU"])


def test_names_stay_and_versions_rise() -> None:
    before, later = components(), components(PLAN.replace("~8w", "~9w"), DAY + timedelta(days=3))
    names = [str(one["uid"]) for one in before]
    assert len(set(names)) == len(names)
    versions = {str(one["uid"]): int(one["sequence"]) for one in later}
    assert set(names) <= set(versions)
    assert all(versions[str(old["uid"])] > int(old["sequence"]) for old in before)
    another = components(PLAN.replace("author: Jo", "author: Lee"))
    assert not set(names) & {str(one["uid"]) for one in another}


def test_to_dos() -> None:
    found = by_summary(components(todos=True))
    exam, visit = found["Prepare for the exam"], found["Visit two campuses"]
    assert [one.name for one in (exam, visit, found["Goal: Save"])] == ["VTODO", "VTODO", "VEVENT"]
    assert (exam["status"], exam["percent-complete"]) == ("IN-PROCESS", 40)
    assert (visit["status"], visit["completed"].dt.date()) == ("COMPLETED", date(2026, 9, 12))
    assert found["Apply"]["due"].dt == date(2027, 1, 15)
    assert "Due: Apply" not in found


def exported(text: str, earlier: bytes | None = None, day: date = DAY) -> bytes:
    return render(compile_text("a.plan.md", text, day), "ics", Options(earlier=earlier))


def entries(data: bytes) -> dict[str, Any]:
    return by_summary(list(Calendar.from_ical(data).subcomponents))


def occurrences(one: Any) -> list[date]:
    """The days of an entry, by a reading of its rule that is not ours."""
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # it has no types of its own

    start = one["dtstart"].dt
    if "rrule" not in one:
        return [start]
    rule = rrulestr(one["rrule"].to_ical().decode(), dtstart=datetime.combine(start, time()))
    without = {each.dt for each in one["exdate"].dts} if "exdate" in one else set()
    return [day for found in rule if (day := found.date()) not in without]


def all_days(text: str, title: str) -> list[date]:
    return sorted(day for one in components(text) if title in str(one["summary"]) for day in occurrences(one))


def repeating(front: str, step: str) -> str:
    return f"---\nstart: 2027-02-01\n{front}\n---\n\n# T\n\n## Goals\n\n### A\n\n- [ ] {step}\n"


@pytest.mark.parametrize(
    ("every", "count"),
    [("day", 30), ("2d", 15), ("3d", 12), ("week", 6), ("2w", 3), ("month", 2)],
)
def test_habits_skip_days_off(every: str, count: int) -> None:
    text = repeating("workdays: mon-fri\naway: 2027-03-01..2027-03-10", f"Practise ~30d every:{every}")
    found = all_days(text, "Practise")
    assert len(found) <= count
    assert len(found) >= count // 2
    away = (date(2027, 3, 1), date(2027, 3, 10))
    assert all(day.weekday() < 5 and not away[0] <= day <= away[1] for day in found)
    assert found[0] == date(2027, 2, 1)
    if every == "day":
        assert (len(found), found[-1]) == (30, date(2027, 3, 24))


@pytest.mark.parametrize("review", ["daily", "weekly", "every 2 weeks", "monthly", "every 3 days"])
@pytest.mark.parametrize("start", ["2027-01-30", "2027-02-01"])
def test_check_ins_skip_days_off(review: str, start: str) -> None:
    front = f"workdays: mon-fri\naway: [2027-03-01..2027-03-10]\nreview: {review}"
    found = all_days(repeating(front, "Work ~120d").replace("2027-02-01", start), "Check-in")
    assert len(found) > 3
    assert all(day.weekday() < 5 and not date(2027, 3, 1) <= day <= date(2027, 3, 10) for day in found)


def test_a_weekday_that_is_named_is_kept_though_it_is_no_workday() -> None:
    front = "workdays: mon-fri\naway: 2027-02-08..2027-02-14\nreview: weekly on sunday"
    found = all_days(repeating(front, "a ~20d"), "Check-in")
    assert found == [date(2027, 2, 7), date(2027, 2, 21), date(2027, 2, 28)]


@pytest.mark.parametrize("start", ["2026-10-28", "2026-10-29", "2026-10-30", "2026-10-31", "2028-01-31"])
@pytest.mark.parametrize("front", ["lang: en", "workdays: mon-fri", "away: 2027-02-20..2027-03-02"])
def test_once_a_month(start: str, front: str) -> None:
    text = f"---\nstart: {start}\n{front}\n---\n\n# P\n\n## Goals\n\n### G\n\n- [ ] Save ~1y every:month\n"
    data = render(compile_text("a.plan.md", text, date.fromisoformat(start)), "ics", Options())
    found = [one for one in Calendar.from_ical(data).subcomponents if str(one["summary"]) == "Save"]
    months = [(day.year, day.month) for one in found for day in occurrences(one)]
    assert len(months) == len(set(months)) >= 11
    assert len({str(one["uid"]) for one in found}) == len(found)
    assert b"BYSETPOS" not in data


def test_an_appointment_stands_on_its_own_day() -> None:
    text = repeating("lang: en", "Read ~9w") + "- [ ] Exam ~1d on:2027-02-20\n"
    found = by_summary(components(text))
    assert days(found["Exam"]) == ("2027-02-20", "2027-02-20")
    assert days(found["As it stands: Exam"]) == ("2027-04-05", "2027-04-05")
    on_time = by_summary(components(text.replace("~9w", "~1w")))
    assert days(on_time["Exam"]) == ("2027-02-20", "2027-02-20")
    assert "As it stands: Exam" not in on_time


def test_the_plans_language() -> None:
    text = PLAN.replace("author: Jo", "author: Jo\nlang: de")
    found = by_summary(components(text))
    assert {"Ziel: Get in", "Fällig: Apply", "Rückblick: A road; with, everything, mit Sam Okafor"} <= set(found)
    told = "\n".join(str(one["description"]) for one in found.values())
    assert "weil" in told
    assert "because" not in told
    assert "planned" not in told


def test_versions_rise_with_what_changed_only() -> None:
    first = exported(PLAN)
    assert exported(PLAN, first) == first
    assert exported(PLAN, first, DAY) == exported(PLAN, first, DAY)
    second = exported(PLAN.replace("Apply ~3w", "Apply ~4w"), first)
    third = exported(PLAN, second)
    versions = [
        {title: (int(one["sequence"]), one["dtstamp"].dt) for title, one in entries(data).items()}
        for data in (first, second, third)
    ]
    assert versions[0]["Apply"] < versions[1]["Apply"] < versions[2]["Apply"]
    assert versions[0]["Apply"][1] < versions[1]["Apply"][1] < versions[2]["Apply"][1]
    assert versions[0]["Visit two campuses"] == versions[2]["Visit two campuses"]


def test_what_is_gone_is_cancelled_and_can_come_back() -> None:
    first = exported(PLAN)
    gone = PLAN.replace("6. [ ] Be told\n", "")
    second = exported(gone, first)
    told = by_summary(list(Calendar.from_ical(second).subcomponents))
    before = by_summary(components())
    assert told["Be told"]["status"] == "CANCELLED"
    assert int(told["Be told"]["sequence"]) > int(before["Be told"]["sequence"])
    assert exported(gone, second) == second
    back = by_summary(list(Calendar.from_ical(exported(PLAN, second)).subcomponents))
    assert "status" not in back["Be told"]
    assert int(back["Be told"]["sequence"]) > int(told["Be told"]["sequence"])


def test_what_another_program_wrote_otherwise_is_no_change() -> None:
    """Lines in another order, not folded, ended as on Unix."""
    first = exported(PLAN)
    unfolded = first.replace(b"\r\n ", b"")
    lines = unfolded.split(b"\r\n")
    turned: list[bytes] = []
    entry: list[bytes] = []
    for line in lines:
        if line.startswith(b"BEGIN:VEVENT"):
            entry = [line]
        elif line == b"END:VEVENT":
            turned += [entry[0], *reversed(entry[1:]), line]
            entry = []
        elif entry:
            entry.append(line)
        else:
            turned.append(line)
    assert turned != lines
    assert exported(PLAN, b"\n".join(turned)) == first


@pytest.mark.parametrize("kind", ["event", "to-do"])
def test_what_is_gone_keeps_its_kind(kind: str) -> None:
    options = Options(todos=kind == "to-do")
    first = render(compile_text("a.plan.md", PLAN, DAY), "ics", options)
    gone = compile_text("a.plan.md", PLAN.replace("6. [ ] Be told\n", ""), DAY)
    found = entries(render(gone, "ics", options._replace(earlier=first)))["Be told"]
    assert (found.name, found["status"]) == ("VTODO" if kind == "to-do" else "VEVENT", "CANCELLED")


@pytest.mark.parametrize("line", [b"DTSTART;VALUE=DATE:never", b"no line of a calendar", b"SEQUENCE:many"])
def test_an_entry_that_cannot_be_read_is_made_anew(line: bytes) -> None:
    first = exported(PLAN)
    broken = first.replace(b"SUMMARY:Be told", line + b"\r\nSUMMARY:Be told")
    assert broken != first
    assert entries(exported(PLAN, broken)).keys() == entries(first).keys()
    gone = entries(exported(PLAN.replace("6. [ ] Be told\n", ""), broken))
    assert gone.get("Be told", {"status": "CANCELLED"})["status"] == "CANCELLED"


def test_an_entry_without_an_end_takes_none_along() -> None:
    changed = PLAN.replace("Apply ~3w", "Apply ~4w")
    second = exported(changed, exported(PLAN))
    assert second != exported(changed)
    begun = b"BEGIN:VEVENT\r\nUID:cut@plainplan\r\nSUMMARY:Cut\r\n"
    assert exported(changed, second.replace(b"BEGIN:VEVENT", begun + b"BEGIN:VEVENT")) == second
    assert exported(changed, second.replace(b"END:VCALENDAR", begun)) == second


@pytest.mark.parametrize("earlier", [b"", b"\x00", b"BEGIN:VCALENDAR\r\nEND", b"no calendar", PLAN.encode()])
def test_what_is_no_calendar_is_replaced(earlier: bytes) -> None:
    assert exported(PLAN, earlier) == exported(PLAN)


def test_entries_of_others_are_not_taken_over() -> None:
    theirs = exported(PLAN).replace(b"@plainplan", b"@else.org")
    assert exported(PLAN, theirs) == exported(PLAN)


def test_building_again_goes_on_from_the_file(tmp_path: Path) -> None:
    from plainplan.cli import run

    plan, out = tmp_path / "a.plan.md", tmp_path / "a.ics"
    plan.write_text(PLAN, "utf-8")
    build = ["build", "-q", str(plan), "--to", "ics", "--as-of", "2026-11-01"]
    assert run(build) == 0
    first = out.read_bytes()
    assert run(build) == 0
    assert out.read_bytes() == first
    plan.write_text(PLAN.replace("Be told", "Hear"), "utf-8")
    assert run(build) == 0
    assert b"STATUS:CANCELLED" in out.read_bytes()


def test_names_are_escaped() -> None:
    assert b"X-WR-CALNAME:A road\\; with\\, everything\r\n" in exported(PLAN)


@pytest.mark.parametrize(
    "title",
    [
        "a\u2028b", "BEGIN:VALARM", "\\",
        "x\\nATTACH:file:///etc/passwd", 'quo"te; and, comma: colon', "é" * 90, "a\x0bb",
    ],
)  # fmt: skip
def test_no_title_brings_in_anything(title: str) -> None:
    usual = len(components(PLAN.replace("Sit the exam", "Sit it")))
    found = components(PLAN.replace("Sit the exam", title))
    assert len(found) == usual
    for one in found:
        assert "\n" not in str(one["summary"])
        assert not one.subcomponents
        assert "attach" not in one


def test_the_same_bytes_every_time() -> None:
    data = [render(compile_text("a.plan.md", PLAN, DAY), "ics", Options()) for _ in range(2)]
    assert data[0] == data[1]
    assert all(len(line) <= 75 for line in data[0].split(b"\r\n"))


# Reminders


def reminded(text: str = PLAN, *, todos: bool = False, remind: str | None = None) -> dict[str, list[tuple[int, str]]]:
    """How many days before each entry reminds, and of which of its ends."""
    front = text if remind is None else text.replace("start:", f"remind: {remind}\nstart:", 1)
    return {
        title: [(-alarm["trigger"].dt.days, alarm["trigger"].params.get("RELATED", "START")) for alarm in alarms]
        for title, one in by_summary(components(front, todos=todos)).items()
        if (alarms := one.subcomponents)
    }


def test_nothing_reminds_unless_it_is_asked_for() -> None:
    assert reminded() == reminded(remind="off") == {}
    assert b"VALARM" not in exported(PLAN)


@pytest.mark.parametrize(
    ("remind", "before"),
    [("1w", [7]), ("[1w, 1d]", [7, 1]), ("1w, 1d", [7, 1]), ("7 days", [7]), ("[1d, 1w, 7d]", [1, 7]), ("0d", [0])],
)
def test_due_days_fixed_days_and_check_ins_remind(remind: str, before: list[int]) -> None:
    wanted = [(days, "START") for days in before]
    assert reminded(remind=remind) == {
        "Sit the exam": wanted,
        "Due: Apply": wanted,
        "Check-in: A road; with, everything, with Sam Okafor": wanted,
    }


def test_to_dos_remind_of_the_day_they_are_due() -> None:
    found = reminded(remind="1w", todos=True)
    assert found["Apply"] == [(7, "END")]
    assert found["Sit the exam"] == [(7, "END")]
    long = PLAN.replace("~1d on:2026-12-05", "on:2026-12-05..2026-12-08")
    assert reminded(long, remind="1w", todos=True)["Sit the exam"] == [(7, "START")]


def test_what_is_done_or_past_does_not_remind() -> None:
    done = PLAN.replace("3. [ ] Sit", "3. [x] Sit").replace("4. [ ] Apply", "4. [x] Apply")
    past = PLAN.replace("2026-12-05", "2026-10-05").replace("2027-01-15", "2026-10-31")
    for text in (done, past):
        assert list(reminded(text, remind="1w")) == ["Check-in: A road; with, everything, with Sam Okafor"]
    today = PLAN.replace("2027-01-15", "2026-11-01")
    assert reminded(today, remind="1w")["Due: Apply"] == [(7, "START")]


def test_an_appointment_reminds_of_its_own_day_and_not_of_when_the_plan_comes_to_it() -> None:
    text = repeating("remind: 1w", "Read ~9w") + "- [ ] Exam ~1d on:2027-02-20\n"
    assert list(reminded(text)) == ["Exam"]


def test_a_reminder_that_changes_is_a_later_version() -> None:
    first = exported(PLAN)
    second = exported(PLAN.replace("start:", "remind: 1w\nstart:", 1), first)
    versions = [{title: int(one["sequence"]) for title, one in entries(data).items()} for data in (first, second)]
    changed = {title for title in versions[0] if versions[0][title] < versions[1][title]}
    assert changed == {"Sit the exam", "Due: Apply", "Check-in: A road; with, everything, with Sam Okafor"}


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("12h", "1d"), ("36h", "2d"), ("30min", "1d"), ("1m", "31d"), ("1y", "366d"), ("13m", None), ("1.5w", "11d"),
        ("5", "5d"),
        ("yes", "1w"), ("never", "off"), ("false", "off"), ("1 week before", "1week"), ("-1d", "1d"), ("~1w", "1w"),
        ("1w 1d", "1w, 1d"), ("1w, 12h", "1w, 1d"), ("1w, off", None), ("soon", None), ("400d", None),
        ("1d, 2d, 3d, 4d, 5d, 6d, 7d, 8d, 9d, 10d, 11d", None), ("99999999999999999999d", None), (",", None),
    ],
)  # fmt: skip
def test_what_is_no_time_before_a_day_is_told(written: str, instead: str | None) -> None:
    text = PLAN.replace("start:", f'remind: "{written}"\nstart:', 1)
    made = compile_text("a.plan.md", text, DAY)
    told = [one for one in made.diagnostics if one.rule.code == "P112"]
    assert [made.source.text[slice(*one.span)].strip('"') for one in told] == [written]
    assert made.plan.settings.remind == ()
    edits = told[0].fix.edits if told[0].fix else ()
    assert [edit.text for edit in edits] == ([] if instead is None else [instead])
    if edits:
        mended = PLAN.replace("start:", f"remind: {edits[0].text}\nstart:", 1)
        assert not compile_text("a.plan.md", mended, DAY).has_errors


@pytest.mark.parametrize(("option", "alarms"), [("1w", 3), ("[1w, 1d]", 6), ("1w,1d", 6), ("off", 0)])
def test_the_command_line_reminds_otherwise(tmp_path: Path, option: str, alarms: int) -> None:
    from plainplan.cli import run

    plan, out = tmp_path / "a.plan.md", tmp_path / "a.ics"
    plan.write_text(PLAN.replace("start:", "remind: 3d\nstart:", 1), "utf-8")
    build = ["build", "-q", str(plan), "--to", "ics", "--as-of", "2026-11-01"]
    assert run([*build, "--remind", option]) == 0
    assert out.read_bytes().count(b"BEGIN:VALARM") == alarms
    assert run(build) == 0
    assert out.read_bytes().count(b"TRIGGER:-P3D") == 3
    assert run([*build, "--remind", "often"]) == 2


# Real programs


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    path = tmp_path / "plan.ics"
    path.write_bytes(exported(WITH_REMINDERS))
    return path


def program(*command: str) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, stdin=subprocess.DEVNULL)
    return ran.stdout


def test_khal_updates_when_it_imports_again(calendar: Path, tmp_path: Path) -> None:
    needs.programs("khal")
    (tmp_path / "kept").mkdir()
    form = "\n".join(f"{key} = %Y-%m-%d" for key in ("dateformat", "longdateformat"))
    form += "\n" + "\n".join(f"{key} = %Y-%m-%d %H:%M" for key in ("datetimeformat", "longdatetimeformat"))
    (tmp_path / "khal.conf").write_text(
        f"[calendars]\n[[c]]\npath = {tmp_path}/kept\n[locale]\ntimeformat = %H:%M\n{form}\n"
        f"[sqlite]\npath = {tmp_path}/khal.db\n[default]\ndefault_calendar = c\n",
        "utf-8",
    )
    for _ in range(2):
        program("khal", "-c", f"{tmp_path}/khal.conf", "import", "--batch", str(calendar))
    assert len(list((tmp_path / "kept").iterdir())) == len(components())
    listed = program("khal", "-c", f"{tmp_path}/khal.conf", "list", "--format", "{title}", "2026-12-05", "2d")
    assert "Sit the exam" in listed
    assert "Check-in: A road; with, everything, with Sam Okafor" in listed


def test_calcurse_reads_every_event(calendar: Path, tmp_path: Path) -> None:
    needs.programs("calcurse")
    said = program("calcurse", "-D", str(tmp_path / "calcurse"), "-i", str(calendar))
    assert f"{len(components())} events" in said
    assert "0 skipped" in said


def test_todoman_lists_the_to_dos(tmp_path: Path) -> None:
    needs.programs("todoman")
    folder = tmp_path / "lists" / "plan"
    folder.mkdir(parents=True)
    for number, one in enumerate(one for one in components(WITH_REMINDERS, todos=True) if one.name == "VTODO"):
        alone = Calendar()
        alone.add("prodid", "-//test//test//EN")
        alone.add("version", "2.0")
        alone.add_component(one)
        (folder / f"{number}.ics").write_bytes(alone.to_ical())
    config = tmp_path / "todoman.py"
    config.write_text(
        f'path = "{tmp_path}/lists/*"\ndate_format = "%Y-%m-%d"\ntime_format = "%H:%M"\n'
        f'default_list = "plan"\ncache_path = "{tmp_path}/todo.db"\n',
        "utf-8",
    )
    listed = program("todoman", "--config", str(config), "--porcelain", "list", "--status", "ANY")
    for title in ("Prepare for the exam", "Visit two campuses", "Apply", "Set money aside"):
        assert f'"{title}"' in listed


def test_ical_js_reads_the_same(calendar: Path) -> None:
    needs.programs("node")
    library = needs.reader_of_calendars("ical.js/dist/ical.js").as_uri()
    script = (
        f"import('{library}').then(m => {{ const I = m.default || m; const c = new I.Component(I.parse("
        "require('fs').readFileSync(process.argv[1], 'utf8')));"
        "for (const e of c.getAllSubcomponents('vevent')) console.log([new I.Event(e).summary, "
        "...e.getAllSubcomponents('valarm').map(a => a.getFirstPropertyValue('trigger').toSeconds())].join('|')) })"
    )
    printed = program("node", "-e", script, str(calendar))
    told = reminded(WITH_REMINDERS)
    assert printed.split("\n")[:-1] == [
        "|".join([title, *(str(-86400 * days) for days, _ in told.get(title, ()))])
        for title in by_summary(components())
    ]
