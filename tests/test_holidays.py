"""Calendar files beside a plan: which of their days are read, what these do to dates, and what is said of them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from needs import stress
from plainplan.companions import Companion
from plainplan.compile import Compilation, compile_text
from plainplan.diagnostics import Severity
from plainplan.forecast.days import constant, day_table, same
from plainplan.model import Away, Settings
from plainplan.project import PlanFile, companion_files, compile_plan
from plainplan.render import render
from plainplan.render.json import plan_data
from plainplan.render.options import Options
from plainplan.schedule.calendar import Length, calendar_of
from plainplan.syntax.calendars import LAST_YEAR, CalendarFile, read_calendar
from plainplan.values import Duration, Lag
from plainplan.why import why, why_end

# As three programs write such files; nobody's own.
GOOGLE = """BEGIN:VCALENDAR\r
PRODID:-//Google Inc//Google Calendar 70.9054//EN\r
VERSION:2.0\r
X-WR-CALNAME:Feiertage in Bayern\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20260604\r
DTEND;VALUE=DATE:20260605\r
DTSTAMP:20260101T000000Z\r
UID:20260604_a1b2c3@google.com\r
CLASS:PUBLIC\r
DESCRIPTION:Gesetzlicher Feiertag\\, nur in einigen Ländern. Um ihn auszublen\r
 den\\, die Einstellungen öffnen\r
STATUS:CONFIRMED\r
SUMMARY:Fronleichnam (nur in einigen Ländern\\, darunter Bay\r
 ern)\r
TRANSP:TRANSPARENT\r
END:VEVENT\r
END:VCALENDAR\r
"""
OUTLOOK = """BEGIN:VCALENDAR\r
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\r
VERSION:2.0\r
BEGIN:VTIMEZONE\r
TZID:W. Europe Standard Time\r
BEGIN:STANDARD\r
DTSTART:16011028T030000\r
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
END:STANDARD\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
DTEND;TZID="W. Europe Standard Time":20261227T000000\r
DTSTART;TZID="W. Europe Standard Time":20261224T000000\r
SUMMARY;LANGUAGE=de:Betriebsruhe\r
UID:040000008200E00074C5B7101A82E008\r
X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\r
BEGIN:VALARM\r
TRIGGER:-PT15M\r
DURATION:P9D\r
SUMMARY:Reminder\r
END:VALARM\r
END:VEVENT\r
BEGIN:VEVENT\r
DTEND;TZID="W. Europe Standard Time":20261201T100000\r
DTSTART;TZID="W. Europe Standard Time":20261201T090000\r
SUMMARY:Dentist\r
END:VEVENT\r
END:VCALENDAR\r
"""


def event(*lines: str) -> bytes:
    return "\r\n".join(("BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", "")).encode()


def days(data: bytes) -> list[tuple[str, str]]:
    found = read_calendar(data)
    assert isinstance(found, CalendarFile)
    return [(one.first.isoformat(), one.last.isoformat()) for one in found.days]


def test_a_file_as_google_writes_it() -> None:
    found = read_calendar(GOOGLE.encode())
    assert isinstance(found, CalendarFile)
    [day] = found.days
    assert day == (date(2026, 6, 4), date(2026, 6, 4), "Fronleichnam (nur in einigen Ländern, darunter Bayern)")


def test_a_file_as_outlook_writes_it() -> None:
    found = read_calendar(OUTLOOK.encode())
    assert isinstance(found, CalendarFile)
    assert found.days == ((date(2026, 12, 24), date(2026, 12, 26), "Betriebsruhe"),)
    assert found.left == ("Dentist",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_of_a_calendar_program(encoding: str) -> None:
    found = read_calendar(OUTLOOK.replace("Betriebsruhe", "Betriebsruhe für alle").encode(encoding))
    assert isinstance(found, CalendarFile)
    assert [one.name for one in found.days] == ["Betriebsruhe für alle"]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["DTSTART:20260604"], [("2026-06-04", "2026-06-04")]),
        (["DTSTART:20260604", "DTEND:20260604"], [("2026-06-04", "2026-06-04")]),
        (["DTSTART:20260604", "DTEND:20260607"], [("2026-06-04", "2026-06-06")]),
        (["DTSTART:20260604", "DURATION:P1W"], [("2026-06-04", "2026-06-10")]),
        (["DTSTART:20260604", "DURATION:P3D"], [("2026-06-04", "2026-06-06")]),
        (["DTSTART:20260604", "STATUS:CANCELLED"], []),
        (["DTSTART:20260604", "RDATE;VALUE=DATE:20270527"], [("2026-06-04",) * 2, ("2027-05-27",) * 2]),
        (["DTSTART:20260604T000000Z", "DTEND:20260605T000000Z"], []),
        (["DTSTART:20260604T080000", "DTEND:20260604T100000"], []),
        (["DTSTART:20260604T000000"], []),
        (["DTSTART:20260230"], []),
        (["SUMMARY:nothing else"], []),
    ],
)
def test_which_days_an_event_has(lines: list[str], wanted: list[tuple[str, str]]) -> None:
    assert days(event(*lines)) == wanted


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("FREQ=YEARLY;COUNT=3", ["2026-11-26", "2027-11-26", "2028-11-26"]),
        ("FREQ=YEARLY;UNTIL=20271126", ["2026-11-26", "2027-11-26"]),
        ("FREQ=YEARLY;UNTIL=20271125T000000Z", ["2026-11-26"]),
        ("FREQ=YEARLY;INTERVAL=2;COUNT=2", ["2026-11-26", "2028-11-26"]),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=3", ["2026-11-26", "2027-11-25", "2028-11-23"]),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=-1TH;COUNT=2", ["2026-11-26", "2027-11-25"]),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25,26;COUNT=2", ["2026-11-26", "2026-12-25", "2026-12-26"]),
        ("FREQ=YEARLY;BYMONTHDAY=-1;COUNT=1", ["2026-11-26", "2026-11-30"]),
    ],
)
def test_yearly_rules(rule: str, wanted: list[str]) -> None:
    assert [first for first, _ in days(event("DTSTART;VALUE=DATE:20261126", f"RRULE:{rule}"))] == wanted


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY", "FREQ=YEARLY;BYWEEKNO=20", "FREQ=SECONDLY", "FREQ=YEARLY;COUNT=x", ""])
def test_other_rules_are_left_and_told(rule: str) -> None:
    found = read_calendar(event("SUMMARY:Club", "DTSTART:20261126", f"RRULE:{rule}"))
    assert isinstance(found, CalendarFile)
    assert found.left == (("Club",) if rule else ())


def test_a_yearly_day_without_an_end_goes_on_and_leaves_out_what_is_excepted() -> None:
    found = days(event("DTSTART:20240229", "RRULE:FREQ=YEARLY", "EXDATE:20280229"))
    assert [first for first, _ in found[:2]] == ["2024-02-29", "2032-02-29"]
    assert found[-1][0].startswith(str(LAST_YEAR - 3))


def test_a_moved_occurrence_stands_in_the_place_of_the_old_one() -> None:
    first = "BEGIN:VEVENT\nUID:1\nDTSTART:20260504\nRRULE:FREQ=YEARLY;COUNT=2\nEND:VEVENT\n"
    moved = "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20270504\nDTSTART:20270507\nEND:VEVENT\n"
    assert [one for one, _ in days(f"BEGIN:VCALENDAR\n{first}{moved}END:VCALENDAR\n".encode())] == [
        "2026-05-04",
        "2027-05-07",
    ]


@pytest.mark.parametrize("data", [b"", b"hello", b"\x00\xff\xfe", b"<html>", b"BEGIN:VEVENT\nDTSTART:20260101\n"])
def test_what_is_no_calendar_is_told(data: bytes) -> None:
    assert isinstance(read_calendar(data), str)


def test_a_file_of_too_many_days_is_told() -> None:
    many = "".join(f"BEGIN:VEVENT\nDTSTART:1900{i:04}\nRRULE:FREQ=YEARLY\nEND:VEVENT\n" for i in range(101, 132)) * 6
    assert "more than 50,000 days" in str(read_calendar(f"BEGIN:VCALENDAR\n{many}END:VCALENDAR\n".encode()))


# What they do to dates


PLAN = """---
start: {start}
workdays: mon-fri
{key}: free.ics
---

# T

## Goals

### A

- [ ] One {one} ^one
- [ ] Two ~1d ^two
"""
TODAY = date(2026, 1, 1)
CORPUS_CHRISTI = event("DTSTART;VALUE=DATE:20260604", "DTEND;VALUE=DATE:20260605", "SUMMARY:Fronleichnam")


def compiled(
    start: str = "2026-06-03", one: str = "~1d", key: str = "holidays", free: bytes = CORPUS_CHRISTI
) -> Compilation:
    text = PLAN.format(start=start, one=one, key=key)
    return compile_text("a.plan.md", text, TODAY, companions={"free.ics": Companion(free)})


def dates(made: Compilation, name: str) -> tuple[str, str]:
    index = next(thing.index for thing in made.plan.things if thing.id == name)
    found = made.schedule.things[index].projected
    assert found is not None
    return date.fromordinal(found.start).isoformat(), date.fromordinal(found.finish).isoformat()


@pytest.mark.parametrize(
    ("one", "key", "wanted"),
    [
        ("~1d", "holidays", ("2026-06-03", "2026-06-03")),
        ("~2d", "holidays", ("2026-06-03", "2026-06-05")),  # over the holiday on Thursday
        ("~3d", "holidays", ("2026-06-03", "2026-06-08")),  # and over the weekend
        ("~14h", "holidays", ("2026-06-03", "2026-06-17")),  # ten workdays at the default pace
        ("~1w", "holidays", ("2026-06-03", "2026-06-09")),  # weeks do not skip
        ("~1w", "away", ("2026-06-03", "2026-06-10")),  # days away are skipped by everything
        ("~1m", "holidays", ("2026-06-03", "2026-07-02")),
        ("~2d on:2026-06-04", "holidays", ("2026-06-04", "2026-06-05")),  # an appointment is a fact
    ],
)
def test_what_a_holiday_does_to_a_length(one: str, key: str, wanted: tuple[str, str]) -> None:
    assert dates(compiled(one=one, key=key), "one") == wanted


def test_nothing_starts_on_a_holiday() -> None:
    assert dates(compiled(one="~1d"), "two") == ("2026-06-05", "2026-06-05")
    assert dates(compiled(start="2026-06-04"), "one")[0] == "2026-06-05"


def test_lags_of_days_skip_holidays_and_those_of_weeks_do_not() -> None:
    text = PLAN.format(start="2026-06-03", one="~1d", key="holidays")
    for lag, wanted in (("+1d", "2026-06-08"), ("+1w", "2026-06-11")):
        made = compile_text(
            "a.plan.md", text.replace("~1d ^two", f"~1d after:one{lag} ^two"), TODAY,
            companions={"free.ics": Companion(CORPUS_CHRISTI)},
        )  # fmt: skip
        assert dates(made, "two")[0] == wanted


def test_why_names_the_day_off() -> None:
    made = compiled()
    told = why(made.facts, 2)
    assert told is not None
    assert told.rule == "day off"
    assert "day off: Fronleichnam" in told.text
    longer = compiled(one="~2d")
    assert "day off: Fronleichnam" in str(why_end(longer.facts, 1))
    assert "day off" not in str(why_end(made.facts, 1))


def test_why_names_no_holiday_that_is_free_anyway() -> None:
    saturday = event("DTSTART:20260606", "SUMMARY:Nobody notices")
    made = compiled(one="~3d", free=saturday)
    assert dates(made, "one")[1] == "2026-06-05"
    assert "Nobody" not in f"{why(made.facts, 2)} {why_end(made.facts, 1)}"


def test_the_json_has_the_files_and_their_days_in_the_plans_time() -> None:
    free = event("DTSTART:20000604", "RRULE:FREQ=YEARLY", "SUMMARY:Free")
    data = plan_data(compiled(one="~2y", free=free))
    assert data["settings"]["holidays"] == ["free.ics"]
    assert [one["start"] for one in data["days_off"]] == ["2026-06-04", "2027-06-04", "2028-06-04"]


# Findings


def codes(made: Compilation) -> set[str]:
    return {one.code for one in made.diagnostics if one.severity is not Severity.HINT or one.code >= "P410"} - {"P205"}


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.plan.md"
    path.write_text(PLAN.format(start="2026-06-03", one="~1d", key="holidays"))
    made, _ = compile_plan(PlanFile(str(path), path), TODAY)
    [error] = [one for one in made.diagnostics if one.severity is Severity.ERROR]
    assert "`free.ics` cannot be read: there is no such file" in error.message
    assert "plan holidays" in error.help
    assert companion_files(PlanFile(str(path), path), made) == {
        str(tmp_path / name) for name in ("free.ics", "plan.toml")
    }


@pytest.mark.parametrize("name", ["../free.ics", "link.ics"])
def test_a_file_outside_of_the_folder_is_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "free.ics").write_bytes(CORPUS_CHRISTI)
    path = tmp_path / "inner" / "a.plan.md"
    path.parent.mkdir()
    (path.parent / "link.ics").symlink_to(tmp_path / "free.ics")
    path.write_text(PLAN.format(start="2026-06-03", one="~1d", key="holidays").replace("free.ics", name))
    made, _ = compile_plan(PlanFile(str(path), path), TODAY)
    assert ["outside of the plan's folder" in one.message for one in made.diagnostics if one.code == "P112"] == [True]


def test_several_files_in_folders_below(tmp_path: Path) -> None:
    path = tmp_path / "a.plan.md"
    (tmp_path / "days").mkdir()
    (tmp_path / "days" / "one.ics").write_bytes(CORPUS_CHRISTI)
    (tmp_path / "two.ics").write_bytes(event("DTSTART:20260605", "SUMMARY:Bridge"))
    text = PLAN.format(start="2026-06-03", one="~1d", key="holidays").replace("free.ics", "[days/one.ics, two.ics]")
    path.write_text(text)
    made, _ = compile_plan(PlanFile(str(path), path), TODAY)
    assert dates(made, "two")[0] == "2026-06-08"
    assert "days off: Fronleichnam, Bridge" in str(why(made.facts, 2))


@pytest.mark.parametrize("value", ["de-by", "2026-12-24", "DE-BY", "free.txt"])
def test_what_names_no_calendar_file_is_an_error(value: str) -> None:
    text = PLAN.format(start="2026-06-03", one="~1d", key="holidays").replace("free.ics", value)
    made = compile_text("a.plan.md", text, TODAY)
    [error] = [one for one in made.diagnostics if one.severity is Severity.ERROR]
    assert "no name of a calendar file" in error.message


def test_holidays_that_end_before_the_plan() -> None:
    assert "P413" in codes(compiled(one="~8m"))
    assert "P413" not in codes(compiled(one="~6m"))
    assert "P413" not in codes(compiled(one="~8m", key="away"))
    [found] = [one for one in compiled(one="~8m").diagnostics if one.code == "P413"]
    assert "plan holidays CODE --years 2026-2027 -o free.ics" in found.help


def test_days_of_months_are_asked_about() -> None:
    def lasting(count: int) -> bytes:
        after = date(2026, 2, 1) + timedelta(count)
        return event("DTSTART:20260201", f"DTEND:{after:%Y%m%d}", "SUMMARY:Abroad")

    assert "P414" in codes(compiled(free=lasting(61)))
    assert "P414" not in codes(compiled(free=lasting(60)))


def test_the_plan_ends_only_when_its_holidays_are_away_for_ever() -> None:
    forever = event("DTSTART:20260201", "DTEND:20560201", "SUMMARY:Abroad")
    assert "P112" in codes(compiled(free=forever))


# Any plan


def free_days(settings: Settings) -> tuple[set[int], set[int]]:
    """The days that everything skips, and those that days and hours skip, one by one."""
    away = {day for one in settings.away for day in range(one.first.toordinal(), one.last.toordinal() + 1)}
    free = {day for one in settings.holidays for day in range(one.first.toordinal(), one.last.toordinal() + 1)}
    week = {day for day in range(FIRST - 400, FIRST + 2000) if (day - 1) % 7 not in settings.workdays}
    return away, away | free | week


def counted(day: int, count: int, free: set[int]) -> int:
    """The first day before which so many days are not free, one day after the other."""
    while count:
        count -= day not in free
        day += 1
    return day


FIRST = date(2026, 1, 1).toordinal()


@pytest.mark.parametrize("seed", range(stress(60, 3000)))
def test_the_calendar_counts_as_a_person_would(seed: int) -> None:
    pick = Random(seed)

    def stretches(most: int) -> tuple[Away, ...]:
        days = sorted(pick.sample(range(FIRST, FIRST + 500), pick.randint(0, most)))
        return tuple(Away(date.fromordinal(day), date.fromordinal(day + pick.choice([0, 0, 1, 9]))) for day in days)

    workdays = pick.choice([(0, 1, 2, 3, 4), (0, 2, 5), (6,), tuple(range(7))])
    settings = Settings(workdays=workdays, away=stretches(4), holidays=stretches(30))
    calendar, (away, free) = calendar_of(settings), free_days(settings)
    for _ in range(60):
        day, calm, work = FIRST + pick.randint(0, 500), pick.choice([0, 0, 7, 30]), pick.choice([0, 1, 2, 25])
        assert calendar.lay(day, Length(0, calm, work)) == counted(counted(day, calm, away), work, free)
        assert calendar.skip(day) == next(one for one in range(day, day + 999) if one not in free)
        assert calendar.skip_back(day) == next(one for one in range(day, day - 999, -1) if one not in free)
        assert calendar.has_date(day) == any(one.first.toordinal() <= day <= one.last.toordinal()
                                             for one in (*settings.away, *settings.holidays))  # fmt: skip
        later = Lag(Duration(0, 0, work, 0), lead=False, text="")
        assert calendar.lagged(day, later) == (counted(day, work, free) if work else day)
        earlier = calendar.lagged(day, later._replace(lead=True))
        assert sum(one not in free for one in range(earlier, day)) == work
        assert not work or earlier not in free
        end, length = day + 40, Length(0, calm, work)
        found = calendar.latest_start(end, length)
        fits = [one for one in range(day - 300, end + 1) if one not in free and calendar.lay(one, length) <= end]
        assert found == max(fits)
        table = day_table(calendar, FIRST - 300, FIRST + 1500)
        assert int(table.lay(constant(day), same(length))[0]) == calendar.lay(day, length)
        assert int(table.skip(constant(day))[0]) == calendar.skip(day)


# What the page and the paper show


def test_page_and_sheet_show_days_off_and_the_next_one() -> None:
    made = compiled(one="~3d")
    page = render(made, "html", Options()).decode()
    assert page.count('class="off"') == 1
    assert "Next day off" in page
    assert "Thursday 4 June" in page
    assert "Fronleichnam, in" in page
    assert "<li>4 Jun 2026: Fronleichnam</li>" in page
    assert 'class="off"' in render(made, "html", Options("sheet")).decode()


def test_a_page_of_a_plan_without_days_off_has_nothing_of_it() -> None:
    made = compile_text("a.plan.md", PLAN.format(start="2026-06-03", one="~3d", key="#"), TODAY)
    page = render(made, "html", Options()).decode()
    assert "day off" not in page.lower()
    assert 'class="off"' not in page


def test_what_is_estimated_is_shown_so() -> None:
    eid = event("DTSTART:20260604", "SUMMARY:Eid al-Fitr (estimated)")
    assert "Eid al-Fitr (estimated)" in render(compiled(free=eid), "html", Options()).decode()


def test_days_off_are_bands_of_the_picture_where_they_can_be_seen() -> None:
    many = event("DTSTART:20260604", "RRULE:FREQ=YEARLY", "SUMMARY:Free")
    assert 'class="off"' in render(compiled(one="~3d", free=many), "html", Options()).decode()
    assert 'class="off"' not in render(compiled(one="~9y", free=many), "html", Options()).decode()
