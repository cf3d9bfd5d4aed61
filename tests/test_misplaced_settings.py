"""Settings that are almost the front matter are told, and the fix makes them the front matter."""

from __future__ import annotations

from datetime import date

import pytest

from plainplan.compile import Compilation, compile_bytes
from plainplan.diagnostics import Severity
from plainplan.fixes import mended

AS_OF = date(2026, 11, 1)
TITLE = "# T\n\n"
GOALS = "## Goals\n\n### A\n\n- [ ] thing ~10d\n"
BODY = TITLE + GOALS
KEYS = "start: 2026-11-02\npace: 8h/week\n"


def between(opener: str, closer: str | None = None) -> str:
    return f"{opener}\n{KEYS}{opener if closer is None else closer}\n\n{BODY}"


def compiled(text: str) -> Compilation:
    return compile_bytes("a.plan.md", text.encode(), AS_OF)


def told(text: str) -> set[str]:
    """What is found in a plan, hints about what it could have besides left out."""
    return {one.code for one in compiled(text).diagnostics} - {"P205", "P404", "P501"}


ABOVE = {
    "an empty line": "\n" + between("---"),
    "blanks": "  \n\t\n" + between("---"),
    "a comment": "<!-- mine -->\n" + between("---"),
    "a long comment": "<!-- mine\n\nall mine -->\n\n" + between("---"),
    "a blank without width": "\u200b" + between("---"),
    "two byte order marks": "\ufeff\ufeff" + between("---"),
    "a blank before the hyphens": between(" ---"),
    "the title": TITLE + "---\n" + KEYS + "---\n\n" + GOALS,
}
OTHER_LINES = {
    opener: between(opener)
    for opener in ("+++", "----", "--", "—", "—-", "–––", "———", "- - -", "***", "~~~", "===", "−−−", "-----------")
}
WITHOUT_LINES = {
    "none": KEYS + "\n" + BODY,
    "no first line": KEYS + "---\n\n" + BODY,
    "no last line": "\n---\n" + KEYS + "\n" + BODY,
    "below the title": TITLE + KEYS + "\n" + GOALS,
    "in another case": TITLE + "Start: 2026-11-02\nPace : 8h/week\n\n" + GOALS,
    "as TOML": '+++\nstart = 2026-11-02\npace = "8h/week"\n+++\n\n' + BODY,
    "as code": between("```yaml", "```"),
    "with CRLF": ("\n" + between("---")).replace("\n", "\r\n"),
}
FURTHER_DOWN = {
    "below all": BODY + "\n---\n" + KEYS + "---\n",
    "below an introduction": TITLE + "What this is about.\n\n---\n" + KEYS + "---\n\n" + GOALS,
    "below the goals' heading": BODY.replace("## Goals\n", "## Goals\n\n---\n" + KEYS + "---\n"),
    "long dashes below all": BODY + "\n———\n" + KEYS + "---\n",
}
MISPLACED = {**FURTHER_DOWN, **ABOVE, **OTHER_LINES, **WITHOUT_LINES}


@pytest.mark.parametrize("text", MISPLACED.values(), ids=MISPLACED.keys())
def test_misplaced_settings_are_told_and_moved(text: str) -> None:
    assert told(text) == {"P126"}
    after = mended(compiled(text), text.encode(), AS_OF).compilation
    assert told(after.source.text) == set()
    assert after.plan.settings.start is not None
    assert (after.plan.settings.start.first, after.plan.settings.pace) == (date(2026, 11, 2), 8)
    assert [thing.title for thing in after.plan.things] == ["A", "thing"]
    assert after.plan.title == "T"


SECOND = {
    "right below": "---\nauthor: Jo\n---\n---\n" + KEYS + "---\n\n" + BODY,
    "an empty line between": "---\nauthor: Jo\n---\n\n" + between("---"),
    "below the title": "---\nauthor: Jo\n---\n\n" + TITLE + "---\n" + KEYS + "---\n\n" + GOALS,
    "ended by dots": "---\nauthor: Jo\n...\n\n" + between("---"),
    "other lines": "---\nauthor: Jo\n---\n\n" + between("+++"),
    "an empty one above": "---\n---\n\n" + between("---"),
    "with CRLF": ("---\nauthor: Jo\n---\n\n" + between("---")).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", SECOND.values(), ids=SECOND.keys())
def test_a_second_front_matter_is_told_and_joins_the_first(text: str) -> None:
    assert told(text) == {"P126"}
    after = mended(compiled(text), text.encode(), AS_OF).compilation
    assert told(after.source.text) == set()
    assert after.plan.settings.start is not None
    assert (after.plan.settings.start.first, after.plan.settings.pace) == (date(2026, 11, 2), 8)
    assert (after.plan.settings.author is not None) == ("author" in text)
    assert [thing.title for thing in after.plan.things] == ["A", "thing"]


def test_a_second_front_matter_that_says_otherwise_is_told_and_left() -> None:
    text = "---\nstart: 2026-11-05\n---\n\n" + between("---")
    assert told(text) == {"P126"}
    assert mended(compiled(text), text.encode(), AS_OF).compilation.source.text == text


@pytest.mark.parametrize(
    "below", ["---\n\nStart: slowly\n\n---\n", "start: 2026-11-02\n", "---\nWhy: I want to\n---\n", "***\n"]
)
def test_lines_below_a_front_matter_that_are_none_are_left_alone(below: str) -> None:
    assert "P126" not in told("---\nauthor: Jo\n---\n\n" + TITLE + below + "\n" + GOALS)


UNREAD = {
    "never closed": "---\n" + KEYS + "\n" + BODY,
    "closed by four": "---\n" + KEYS + "----\n\n" + BODY,
    "closed by a long dash": "---\n" + KEYS + "—\n\n" + BODY,
    "no blank after the colon": "---\nstart:2026-11-02\npace:8h/week\n---\n\n" + BODY,
    "a no-break space": "---\nstart:\u00a02026-11-02\npace: 8h/week\n---\n\n" + BODY,
    "a wide colon": "---\nstart：2026-11-02\npace： 8h/week\n---\n\n" + BODY,
    "tabs": "---\n\tstart: 2026-11-02\n\tpace: 8h/week\n---\n\n" + BODY,
    "another case": "---\nStart: 2026-11-02\nPACE: 8h/week\n---\n\n" + BODY,
    "other blanks": "---\nstart : 2026-11-02\nPace : 8h/week\n---\n\n" + BODY,
}


@pytest.mark.parametrize("text", UNREAD.values(), ids=UNREAD.keys())
def test_front_matter_that_is_almost_right_is_mended(text: str) -> None:
    assert told(text) & {"P107", "P108"}
    assert "P409" not in told(text)
    after = mended(compiled(text), text.encode(), AS_OF).compilation
    assert told(after.source.text) == set()
    assert after.plan.settings.start is not None
    assert (after.plan.settings.start.first, after.plan.settings.pace) == (date(2026, 11, 2), 8)


@pytest.mark.parametrize("key", ["Work days", "work-days", "WORKDAYS", "Work_Days"])
def test_a_key_in_other_letters_is_mended(key: str) -> None:
    text = f"---\nstart: 2026-11-02\n{key}: mon-fri\n---\n\n{BODY}"
    after = mended(compiled(text), text.encode(), AS_OF).compilation
    assert after.plan.settings.workdays == (0, 1, 2, 3, 4)


def test_a_key_is_never_written_twice() -> None:
    for text in (
        f"---\nStart: 2026-11-02\nSTART: 2026-11-03\n---\n\n{BODY}",
        f"---\nstart: 2026-11-02\nStart: 2026-11-03\n---\n\n{BODY}",
    ):
        after = mended(compiled(text), text.encode(), AS_OF).compilation
        assert not after.has_errors
        assert told(after.source.text) == {"P108"}


@pytest.mark.parametrize(
    "line", ["start: soon", "pace: 999999h/week", "away: whenever", "start: 2026-11-02\nstart: 2026-11-03"]
)
def test_what_could_not_be_read_is_told_and_not_moved(line: str) -> None:
    text = f"\n---\nlang: en\n{line}\n---\n\n{BODY}"
    [found] = [one for one in compiled(text).diagnostics if one.code == "P126"]
    assert found.fix is None


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "---\n\n" + BODY,
        "# T\n\nWhy: steady work.\n\n" + GOALS,
        "# T\n\nAuthor: Jo Rivera\n\n" + GOALS,
        "# T\n\nStart: early in the morning.\n\n" + GOALS,
        "# T\n\nNote: this\nstart: 2026-11-02\n\n" + GOALS,
        "# T\n\n---\n\nFirst: this\n\n---\n\n" + GOALS,
        "---\nstart: 2026-11-02\n---\n\n---\n\n" + BODY,
        "# T\n\n- start: 2026-11-02 is a day\n\n" + GOALS,
        "https://example.org/start\n\n" + BODY,
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert "P126" not in told(text)


@pytest.mark.parametrize("text", [*MISPLACED.values(), *UNREAD.values()])
def test_no_fix_makes_a_plan_worse(text: str) -> None:
    before = compiled(text)
    errors = sum(one.severity is Severity.ERROR for one in before.diagnostics)
    after = mended(before, text.encode(), AS_OF).compilation
    assert sum(one.severity is Severity.ERROR for one in after.diagnostics) <= errors


@pytest.mark.parametrize("end", ["---\nReview: good\n---\n", "---\n\nWhat: ever\n---\n", f"```\n---\n{KEYS}---\n```\n"])
def test_headings_between_lines_and_code_are_left_alone(end: str) -> None:
    assert "P126" not in told(BODY + "\n" + end)
