"""Calendars: what is in them, names that stay the same, and what real calendar programs make of them."""

from __future__ import annotations

import subprocess
from datetime import date, timedelta
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
    assert names == [str(one["uid"]) for one in later]
    assert all(int(new["sequence"]) > int(old["sequence"]) for old, new in zip(before, later, strict=True))
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


def test_a_rhythm_on_the_last_day_of_a_month() -> None:
    text = "---\nstart: 2026-10-31\nreview: monthly\n---\n\n# P\n\n## Goals\n\n### G ~1y\n"
    (rhythm,) = [one for one in components(text) if "Check-in" in str(one["summary"])]
    starts = rhythm["dtstart"].dt
    assert rhythm["rrule"].to_ical().decode().startswith("FREQ=MONTHLY")
    assert ("BYSETPOS" in rhythm["rrule"]) == (starts.day > 28)


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


# Real programs


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    path = tmp_path / "plan.ics"
    path.write_bytes(render(compile_text("a.plan.md", PLAN, DAY), "ics", Options()))
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
    for number, one in enumerate(one for one in components(todos=True) if one.name == "VTODO"):
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
        "for (const e of c.getAllSubcomponents('vevent')) console.log(new I.Event(e).summary) })"
    )
    printed = program("node", "-e", script, str(calendar))
    assert printed.split("\n")[:-1] == [str(one["summary"]) for one in components()]
