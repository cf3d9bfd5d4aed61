"""`plan holidays`: what it writes, that calendars read it, and what it says where it cannot."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import icalendar
import pytest

import needs
from plainplan.syntax.calendars import CalendarFile, read_calendar
from test_cli import Plan


@pytest.fixture(autouse=True)
def _library() -> None:
    needs.library("holidays")


@pytest.fixture
def plan(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Plan:
    return Plan(capsys, monkeypatch)


def test_it_writes_what_is_read_again(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "de-by.ics"
    assert plan("holidays", "DE-BY", "--years", "2026-2027", "-o", str(file)).status == 0
    found = read_calendar(file.read_bytes())
    assert isinstance(found, CalendarFile)
    assert (date(2026, 6, 4), date(2026, 6, 4), "Fronleichnam") in found.days
    assert {one.first.year for one in found.days} == {2026, 2027}
    assert found.left == ()


def test_the_same_question_has_the_same_bytes_whatever_the_day(plan: Plan, tmp_path: Path) -> None:
    texts = []
    for day in ("2030-01-01", "2031-01-01"):
        file = tmp_path / f"{day}.ics"
        assert plan("holidays", "de-by", "--years", "2026", "-o", str(file), "--as-of", day).status == 0
        texts.append(file.read_bytes())
    assert texts[0] == texts[1]
    assert texts[0].decode().splitlines() == plan("holidays", "DE-BY", "--years", "2026").out.splitlines()
    assert b"COMMENT:plan holidays DE-BY --years 2026-2026\\, holidays 0" in texts[0]


def test_days_are_in_order_and_have_names_of_their_own(plan: Plan) -> None:
    events = icalendar.Calendar.from_ical(plan("holidays", "DE-BY", "--years", "2026-2028").out).walk("VEVENT")
    days = [one.decoded("DTSTART") for one in events]
    assert len(days) > 30
    assert days == sorted(days)
    assert len({str(one["UID"]) for one in events}) == len(events)


def test_names_are_in_the_countrys_language_or_in_the_one_asked_for(plan: Plan) -> None:
    assert "SUMMARY:Neujahr" in plan("holidays", "CH", "--years", "2027").out
    assert "SUMMARY:Nouvel An" in plan("holidays", "CH", "--years", "2027", "--lang", "fr").out
    assert "SUMMARY:New Year's Day" in plan("holidays", "CH", "--years", "2027", "--lang", "en").out


def test_what_is_estimated_stays_so(plan: Plan) -> None:
    assert "(estimated)" in plan("holidays", "AE", "--years", "2031", "--lang", "en").out


def test_every_line_is_short_enough_for_any_program(plan: Plan) -> None:
    out = plan("holidays", "TR", "--years", "2026-2031", "--lang", "uk").out
    assert max(len(line.encode()) for line in out.splitlines()) <= 75


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["DE-BX"], "`DE-BY`"),
        (["germany"], "did you mean `DE`"),
        (["UK"], "did you mean `GB`"),
        (["DEBY"], "did you mean `DE-BY`"),
        (["US-Californa"], "did you mean `US-CA`"),
        (["QQ"], "`plan holidays --list`"),
        (["MC-XX"], "it has no parts"),
        ([], "`plan holidays --list`"),
        (["US", "--lang", "fr"], "en_US"),
        (["US", "--category", "publik"], "did you mean `public`"),
        (["DE", "--years", "26"], "`2026-2031`"),
        (["DE", "--years", "2031-2026"], "no years that go on"),
        (["DE", "--years", "0001-9999"], "more than 200"),
        (["DE", "--diff", "no-such.ics"], "cannot be compared"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(plan: Plan, arguments: list[str], said: str) -> None:
    ran = plan("holidays", *arguments)
    assert ran.status == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_a_file_of_somebody_else_is_not_replaced(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "mine.ics"
    file.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    assert plan("holidays", "DE", "-o", str(file)).status == 2
    assert file.read_text() == "BEGIN:VCALENDAR\nEND:VCALENDAR\n"
    file.unlink()
    for years in ("2026", "2026-2027"):
        assert plan("holidays", "DE", "--years", years, "-o", str(file)).status == 0
    assert b"20271225" in file.read_bytes()


def test_the_difference_between_two_regions(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "x.ics"
    plan("holidays", "DE-BY", "--years", "2026", "-o", str(file))
    assert plan("holidays", "DE-BY", "--diff", str(file)).out == ""
    out = plan("holidays", "DE-BE", "--diff", str(file)).out.splitlines()
    assert "- 2026-06-04  Fronleichnam" in out
    assert "+ 2026-03-08  Frauentag" in out


def test_the_lists(plan: Plan) -> None:
    assert "DE\n" in plan("holidays", "--list").out
    assert "BY" in plan("holidays", "DE-BY", "--list").out


def test_khal_reads_it(plan: Plan, tmp_path: Path) -> None:
    needs.programs("khal")
    (tmp_path / "calendar").mkdir()
    config = tmp_path / "config"
    config.write_text(
        f"[calendars]\n[[all]]\npath = {tmp_path}/calendar\n[sqlite]\npath = {tmp_path}/khal.db\n"
        "[locale]\nlocal_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\ntimeformat = %H:%M\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n[default]\ndefault_calendar = all\n"
    )
    file = tmp_path / "de-by.ics"
    plan("holidays", "DE-BY", "--years", "2026", "-o", str(file))
    khal = ["khal", "-c", str(config)]
    subprocess.run([*khal, "import", "--batch", str(file)], check=True, capture_output=True)
    listed = [*khal, "list", "--format", "{start-date} {title}", "--day-format", "", "2026-01-01", "365d"]
    shown = subprocess.run(listed, check=True, capture_output=True, text=True).stdout.split("\n")
    found = read_calendar(file.read_bytes())
    assert isinstance(found, CalendarFile)
    assert [line.strip() for line in shown if line.strip()] == [f"{one.first} {one.name}" for one in found.days]
