"""Why a thing starts and ends when it does, as one sentence for each kind of reason, and true in every plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from plainplan.compile import Compilation, compile_text
from plainplan.facts.reasons import ASSUMED, ENDS, STARTS, Cause, end_cause, start_cause
from plainplan.model import Plan, Thing
from plainplan.render import Options
from plainplan.render.ics import render_ics
from plainplan.render.json import plan_data
from plainplan.report.reasons import why_data, why_lines
from plainplan.schedule import Dates, Schedule
from plainplan.schedule.calendar import calendar_of
from plainplan.schedule.result import REASONS
from plainplan.values import State
from plainplan.view import build_view
from plainplan.view.parts import GoalView
from plainplan.why import why, why_end, why_in_short
from plainplan.words import words_for
from plans import TODAY, random_plan

AS_OF = date(2026, 11, 1)
TWO = "### Learn\n\n- [ ] Read ~1w\n- [ ] Write ~1w"

# A plan below `start: 2026-11-02`, the name of a thing in it, and why it starts when it does.
CASES = {
    "plan start": ("### Learn ~1w", "learn", "starts on 2 Nov 2026 because the plan starts then"),
    "opening": ("### Learn\n\n- [ ] Read ~1w", "read",
                "starts on 2 Nov 2026 because it is part of “Learn”, which starts then"),
    "opening of what has begun": (
        "### A ~3w\n\n### Learn after:a\n\n- [x] Read done:2026-10-20\n- [ ] Write ~1w after:start",
                                  "write", "starts on 23 Nov 2026 because its `after:start` has it start with “Learn”"),
    "after:start": (f"{TWO} after:start", "write",
        "starts on 2 Nov 2026 because its `after:start` has it start with “Learn”"),
    "after:start, a lag": (f"{TWO} after:start+2w", "write",
                           "starts on 16 Nov 2026 because its `after:start` has it start with “Learn”, 2 weeks later"),
    "after:start of a goal": ("### Learn ~1w after:start+1w", "learn",
                                  "starts on 9 Nov 2026 because its `after:start` has it start with the plan, 1 "
                                  "week later"),
    "with:start": (f"{TWO} with:start", "write",
        "starts on 2 Nov 2026 because its `with:start` has it start with “Learn”"),
    "order": (TWO, "write", "starts on 9 Nov 2026 because it comes after “Read”, which ends on 8 Nov 2026"),
    "order, a day": ("### Learn\n\n- [ ] Sit the exam on:2026-12-05\n- [ ] Apply ~1w", "apply",
                     "starts on 6 Dec 2026 because it comes after “Sit the exam”, which is on 5 Dec 2026"),
    "order, a milestone": ("### Learn\n\n- [ ] Read ~1w\n- [ ] Ready", "ready",
                           "starts on 8 Nov 2026 because it comes after “Read”, which ends then"),
    "after": ("### Learn ~1w\n\n### Work ~1w after:learn", "work",
              "starts on 9 Nov 2026 because it waits for “Learn”, which ends on 8 Nov 2026"),
    "after, a lag": ("### Learn ~1w\n\n### Work ~1w after:learn+2w", "work",
                         "starts on 23 Nov 2026 because it waits for “Learn”, which ends on 8 Nov 2026, "
                         "and for 2 weeks more"),
    "after, a lead": ("### Learn ~1w\n\n### Work ~1w after:learn-3d", "work",
                      "starts on 6 Nov 2026 because it waits for “Learn”, which ends on 8 Nov 2026, less 3 days"),
    "after, a lead too long": ("### Learn ~1w\n\n### Work ~1w after:learn-3w", "work",
                               "starts on 2 Nov 2026 because the plan starts then"),
    "after what is dropped": ("### Learn\n\n- [ ] Read ~1w\n- [-] Write ~1w\n- [ ] Sit ~1d after:write", "sit",
                              "starts on 9 Nov 2026 because it waits for what “Write”, which is dropped, waited for"),
    "after what is dropped and had to wait": (
        "### Learn\n\n- [ ] Read ~1w ^r\n\n### Go\n\n- [-] Write ~1w after:r+1w\n- [ ] Sit ~1d after:write", "sit",
        "starts on 16 Nov 2026 because it waits for what “Write”, which is dropped, waited for"),
    "with": ("### Learn ~1w start:2026-12-01\n\n### Work ~1w with:learn", "work",
             "starts on 1 Dec 2026 because its `with:` has it start with “Learn”, which starts then"),
    "with, a lag": ("### Learn ~1w start:2026-12-01\n\n### Work ~1w with:learn+1w", "work",
                        "starts on 8 Dec 2026 because its `with:` has it start with “Learn”, which "
                        "starts on 1 Dec 2026, 1 week later"),
    "with what is dropped": ("### Learn\n\n- [ ] Read ~1w\n- [-] Write ~1w\n- [ ] Sit ~1d with:write", "sit",
                                 "starts on 9 Nov 2026 because its `with:` names “Write”, which is dropped and "
                                 "could have started then"),
    "primary": ("### Learn ~1w\n\n### Work ~1w #primary", "work",
                "starts on 9 Nov 2026 because the primary objective comes after “Learn”, which ends on 8 Nov 2026"),
    "solution": ("### Learn\n\n- [ ] Read ~1w\n  - Barrier: tired\n    - [ ] Solution: sleep ~1w", "read",
                 "starts on 9 Nov 2026 because its solution comes first: “sleep”, which ends on 8 Nov 2026"),
    "start tag": ("### Learn ~1w start:2027", "learn", "starts on 1 Jan 2027 because its `start:` says not before"),
    "on tag": ("### Learn on:2026-12-05", "learn", "starts on 5 Dec 2026 because its `on:` sets the day"),
    "since": ("### Learn ~9w since:2026-10-20", "learn", "started on 20 Oct 2026 because its `since:` says so"),
    "the first in it is held": ("### Learn\n\n- [ ] Read ~1w start:2026-12-01", "learn",
                                "starts on 1 Dec 2026 because the first thing in it does: “Read”"),
    "the first in it waits": ("### A ~1w\n\n### Learn\n\n- [ ] Read ~1w after:a", "learn",
                              "starts on 9 Nov 2026 because the first thing in it does: “Read”"),
    "the first in it has begun": ("### Learn\n\n- [/] Read ~9w since:2026-10-20", "learn",
                                  "started on 20 Oct 2026 because the first thing in it did: “Read”"),
    "begun on its planned day": (
        "### Learn\n\n- [x] Look ~1d done:2026-10-30\n- [/] Read ~1w", "read",
            "is taken to have started on 2 Nov 2026 because it is under way without a "
            "`since:`, and was to start only later"),
}  # fmt: skip


def compiled(text: str, *, start: str = "2026-11-02", more: str = "", day: date = AS_OF) -> Compilation:
    found = compile_text("a.plan.md", f"---\nstart: {start}\n{more}---\n\n# A\n\n## Goals\n\n{text}\n", day)
    assert not found.has_errors
    return found


def index_of(compilation: Compilation, name: str) -> int:
    return next(thing.index for thing in compilation.plan.things if thing.id == name)


def told(text: str, name: str, *, start: str = "2026-11-02", planned: bool = False, more: str = "") -> str:
    plan = compiled(text, start=start, more=more)
    index = index_of(plan, name)
    found = why(plan.facts, index, planned=planned)
    assert found is not None
    subject = f"“{plan.plan.things[index].title}” "
    assert found.text.startswith(subject)
    return found.text.removeprefix(subject).removesuffix(".")


@pytest.mark.parametrize("case", CASES)
def test_the_sentence(case: str) -> None:
    text, name, sentence = CASES[case]
    assert told(text, name) == sentence


# Workdays from Monday to Friday: the day that days off move a start from, and what is said of it.
OFF = {
    "a start": ("### Learn ~1d start:2026-12-05", "learn",
        "starts on 7 Dec 2026 because its `start:2026-12-05` begins on a day off"),
    "a month that starts on one": ("### Learn ~1d start:2027-05", "learn",
                                   "starts on 3 May 2027 because its `start:2027-05` begins on a day off"),
    "all between": ("### Learn\n\n- [ ] Read ~5d\n- [ ] Write ~1d", "write",
                        "starts on 9 Nov 2026 because it comes after “Read”, which ends on 6 Nov 2026, "
                        "and the days between are days off"),
    "a lag first": ("### Learn\n\n- [ ] Read ~1d\n- [ ] Write ~1d after:read+5w", "write",
                    "starts on 8 Dec 2026 because it waits for “Read”, which is on 2 Nov 2026, and for 5 weeks more"),
    "a lag, then days off": ("### Learn\n\n- [ ] Read ~4d\n- [ ] Write ~1d after:read+1w", "write",
                                 "starts on 13 Nov 2026 because it waits for “Read”, which ends on 5 Nov 2026, "
                                 "and for 1 week more"),
    "a lag to a day off": ("### Learn\n\n- [ ] Read ~5d\n- [ ] Write ~1d after:read+1w", "write",
                               "starts on 16 Nov 2026 because it waits for “Read”, which ends on 6 Nov 2026, "
                               "and for 1 week more, "
                           "and then come days off"),
    "none between": ("### Learn\n\n- [ ] Read ~2d\n- [ ] Write ~1d", "write",
                     "starts on 4 Nov 2026 because it comes after “Read”, which ends on 3 Nov 2026"),
}  # fmt: skip


@pytest.mark.parametrize("case", OFF)
def test_days_off_are_told_where_they_are(case: str) -> None:
    text, name, sentence = OFF[case]
    assert told(text, name, more="workdays: mon-fri\n") == sentence


def test_the_plan_and_today_on_a_day_off() -> None:
    week = "workdays: mon-fri\n"
    assert told("### Learn ~1d", "learn", start="2026-11-07", more=week) == (
        "starts on 9 Nov 2026 because the plan starts on 7 Nov 2026, a day off"
    )
    assert told("### Learn ~1d", "learn", start="2026-09-01", more=week) == (
        "starts on 2 Nov 2026 because it is still to do, and today is a day off"
    )


def test_what_is_late_starts_no_earlier_than_today() -> None:
    text = "### Learn ~1w"
    assert told(text, "learn", start="2026-09-01") == (
        "starts on 1 Nov 2026 because it is still to do, and cannot start before today"
    )
    assert told(text, "learn", start="2026-09-01", planned=True) == (
        "is planned to start on 1 Sep 2026 because the plan starts then"
    )


def test_under_way_without_since_is_said_to_be_taken() -> None:
    steps = "### Learn\n\n- [x] Look ~1w done:2026-10-05\n- [/] Read ~1w\n- [/] Write ~1w"
    assert told("### Learn ~9w\n\n- [/] Read ~1w", "read", start="2026-09-01") == (
        "is taken to have started on 1 Sep 2026 because it is under way without a "
        "`since:`, and that was its planned start"
    )
    assert told(steps, "read", start="2026-09-01") == (
        "is taken to have started on 6 Oct 2026 because it is under way without a `since:`, "
        "and what it waits for let it start then"
    )
    assert told(steps, "write", start="2026-09-01") == (
        "is taken to have started on 1 Nov 2026 because it is under way without a `since:`, and was to start only later"
    )


# Something done, and what is told of it: its end first, never `under way since`.
DONE = {
    "on a day": ("### Learn ~1w done:2026-09-20", "was done on 20 Sep 2026: its `done:2026-09-20` says so"),
    "in a month": ("### Learn ~1w done:2026-10", "was done on 31 Oct 2026: its `done:2026-10` says so"),
    "this year": ("### Learn ~1w done:2026", "was done on 1 Nov 2026: its `done:2026` goes on until after today"),
    "next year": ("### Learn ~1w done:2027", "was done on 1 Jan 2027: its `done:2027` begins then"),
    "some day": ("### [x] Learn ~1w", "was done on 7 Sep 2026: it has no `done:`, and that was its planned finish"),
    "before its plan": ("### [x] Learn ~9m",
        "was done on 1 Nov 2026: it has no `done:`, and was planned to be finished only later"),
    "with the last in it": ("### Learn\n\n- [x] Read ~1w done:2026-09-20",
        "was done on 20 Sep 2026: the last thing in it was: “Read”"),
}  # fmt: skip


@pytest.mark.parametrize("case", DONE)
def test_what_is_done_says_when(case: str) -> None:
    text, sentence = DONE[case]
    found = told(text, "learn", start="2026-09-01")
    assert found.startswith(sentence + ". It ")
    plan = compiled(text, start="2026-09-01")
    assert why_in_short(plan.facts, 0, words_for("en")).startswith("done ")


def test_a_step_in_a_done_goal_was_done_with_it() -> None:
    assert told("### Learn done:2026-09-20\n\n- [ ] Read ~9w", "read", start="2026-09-01").startswith(
        "was done on 20 Sep 2026: “Learn”, which it is in, was done then. It is taken to have started on 1 Sep 2026"
    )


def test_a_done_thing_with_since_never_says_that_it_is_under_way() -> None:
    text = "### Learn\n\n- [x] Read ~1w since:2026-10-01 done:2026-10-12\n- [ ] Write ~1w"
    for lang, word in (("en", "under way"), ("de", "läuft")):
        compilation = compiled(text, more=f"lang: {lang}\n")
        views = [part for group in build_view(compilation).goals for part in group.parts if isinstance(part, GoalView)]
        step = views[0].parts[0].steps[0]
        assert "12" in step.why_short
        assert word not in step.why_short + step.why


# What a thing's end rests on.
ENDINGS = {
    "its length": ("### Learn ~1w", "learn", "ends on 8 Nov 2026: it takes `~1w`"),
    "its day": ("### Learn on:2026-12-05", "learn", "ends on 5 Dec 2026: its `on:` takes that day"),
    "a share": ("### Learn ~2w\n\n- [ ] Read\n- [ ] Write", "read",
        "ends on 8 Nov 2026: it takes its share of the duration of “Learn”"),
    "nothing": ("### Learn\n\n- [ ] Read\n- [ ] Write ~1d", "read", "ends on 2 Nov 2026: it takes no time of its own"),
    "what is left": ("### Learn\n\n- [/] Read ~10d since:2026-10-20 done:40%", "read",
        "ends on 7 Nov 2026: 60 % of it is left"),
    "still open": ("### Learn\n\n- [/] Read ~1w since:2026-10-01", "read",
        "ends on 2 Nov 2026: it is still open"),
    "the last in it": ("### Learn\n\n- [ ] Read ~1w", "learn", "ends on 8 Nov 2026: the last thing in it does, “Read”"),
    "its own length": ("### Learn ~6m\n\n- [ ] Read ~1w", "learn",
        "ends on 1 May 2027: its own duration, `~6m`, says so"),
}  # fmt: skip


@pytest.mark.parametrize("case", ENDINGS)
def test_why_something_ends_when_it_does(case: str) -> None:
    text, name, sentence = ENDINGS[case]
    plan = compiled(text)
    index = index_of(plan, name)
    title = plan.plan.things[index].title
    assert why_end(plan.facts, index) == f"“{title}” {sentence}."
    assert f"“{title}” {sentence}." in list(why_lines(plan, index))
    assert why_data(plan, index)["ends"] == f"“{title}” {sentence}."


def test_room_for_one_goal_at_a_time() -> None:
    assert told("### Learn ~1w\n\n### Swim ~1w", "swim", more="focus: 1\n") == (
        "starts on 9 Nov 2026 because there is room for it after “Learn”, which ends on 8 Nov 2026"
    )


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_cause_has_its_clauses(lang: str) -> None:
    messages = words_for(lang).catalogue.messages
    assert {key.removeprefix("because.") for key in messages if key.startswith("because.")} == set(STARTS)
    assert {key.removeprefix("ends.") for key in messages if key.startswith("ends.")} == set(ENDS)
    assert {f"short.{key}" for key in STARTS if not key.startswith("done ")} <= set(messages)
    assert set(ASSUMED) < set(STARTS)
    assert {rule for rule in REASONS if rule not in ("day off", "done")} <= set(STARTS)


def test_terminal_page_calendar_and_programs_say_the_same() -> None:
    plan = compiled("### Learn ~1w\n\n### Work ~1w after:learn+2w")
    because = "because it waits for “Learn”, which ends on 8 Nov 2026, and for 2 weeks more."
    sentence = f"starts on 23 Nov 2026 {because}"
    assert f"“Work” {sentence}" in list(why_lines(plan, 1))
    assert plan_data(plan)["goals"][1]["why"] == {"rule": "after", "ref": "learn", "text": f"“Work” {sentence}"}
    calendar = render_ics(plan, Options()).decode().replace("\r\n ", "").replace("\\,", ",")
    assert f"“Work” {sentence}" in calendar
    views = [part for group in build_view(plan).goals for part in group.parts if isinstance(part, GoalView)]
    assert views[1].why.startswith(f"It {sentence}")


def test_what_is_dropped_has_no_reason() -> None:
    plan = compile_text("a.plan.md", "# A\n\n## Goals\n\n### [-] Learn ~1w\n", AS_OF)
    assert why(plan.facts, 0) is None
    assert why_end(plan.facts, 0) is None


# In every plan, what is said of a start is so.


@pytest.mark.parametrize("seed", range(60))
def test_each_cause_holds(seed: int) -> None:
    compilation = compile_text("a.plan.md", random_plan(seed), date.fromisoformat(TODAY))
    plan, schedule = compilation.plan, compilation.schedule
    for thing in plan.things:
        for planned in (True, False):
            cause = start_cause(compilation.facts, thing.index, planned=planned)
            dates = schedule.things[thing.index].planned if planned else schedule.things[thing.index].projected
            assert (cause is None) == (dates is None)
            if cause is not None and dates is not None:
                assert cause.key in STARTS
                assert _holds(plan, schedule, thing, dates, cause, planned), (thing.title, planned, cause)
        ending = end_cause(compilation.facts, thing.index)
        assert ending is None or ending.key in ENDS
        for lang in ("en", "de"):
            why_end(compilation.facts, thing.index, words=words_for(lang))
            why(compilation.facts, thing.index, words=words_for(lang))


def _holds(plan: Plan, schedule: Schedule, thing: Thing, dates: Dates, cause: Cause, planned: bool) -> bool:
    """Whether a cause is so, as far as dates alone can tell."""
    calendar = calendar_of(plan.settings)
    skip: Callable[[int], int] = calendar.skip if thing.on is None else int  # an appointment stays on a day off
    of_other = None if cause.ref is None else schedule.things[cause.ref]
    other = None if of_other is None else of_other.planned if planned else of_other.projected
    begun = not planned and schedule.things[thing.index].state is not State.TO_DO
    if cause.key in ("plan start", "plan start off"):
        return dates.start == skip(schedule.plan_start)
    if cause.key in ("start tag", "start tag off"):
        moved = skip(thing.start.first.toordinal()) if thing.start else 0
        return dates.start == moved and (dates.start > thing.start.first.toordinal()) == cause.key.endswith("off")  # type: ignore[union-attr]
    if cause.key == "since":
        return begun and thing.since is not None and dates.start == thing.since.first.toordinal()
    if cause.key in ("first", "first begun"):
        return other is not None and other.start == dates.start
    if cause.key in ("as-of", "as-of off"):
        return not begun and dates.start == skip(max(schedule.today, schedule.plan_start))
    if cause.key in ASSUMED:
        return begun and (thing.since is None or thing.since.first.toordinal() != dates.start)
    if cause.off == "between":
        return other is not None and all(calendar.is_off(day) for day in range(other.finish + 1, dates.start))
    if cause.lag is not None or cause.off or other is None:
        return True
    if cause.key == "with":
        return dates.start == other.start
    if cause.key in ("order", "after", "primary", "focus", "solution"):
        return dates.start in (other.finish, other.finish + 1) or other.end == dates.start
    return True
