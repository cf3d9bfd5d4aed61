"""Numbers as people write them, in tags, in the front matter and in tables: separators, digits, languages, minutes."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction

import pytest

from needs import stress
from plainplan.compile import Compilation, compile_text
from plainplan.syntax.numbers import is_unsure, plain_signs, read_money, read_number, settled

DAY = date(2026, 11, 1)

# What is written; what it is with a decimal point, with a decimal comma, and as money.
READ: tuple[tuple[str, object, object, object], ...] = (
    ("6", 6, 6, 6),
    ("1.5", Fraction(3, 2), Fraction(3, 2), Fraction(3, 2)),
    ("1,5", Fraction(3, 2), Fraction(3, 2), Fraction(3, 2)),
    ("1,000", 1000, 1, 1000),
    ("1.000", 1, 1000, 1000),
    ("38,000", 38000, 38, 38000),
    ("3.125", Fraction(25, 8), 3125, 3125),
    ("0.125", Fraction(1, 8), Fraction(1, 8), None),
    ("0,125", Fraction(1, 8), Fraction(1, 8), None),
    ("1,0000", 1, 1, None),
    ("1000.125", Fraction(8001, 8), Fraction(8001, 8), None),
    ("1.200.000", 1200000, 1200000, 1200000),
    ("1,200,000", 1200000, 1200000, 1200000),
    ("12,34,567", 1234567, 1234567, 1234567),
    ("1.200,50", Fraction(2401, 2), Fraction(2401, 2), Fraction(2401, 2)),
    ("1,200.50", Fraction(2401, 2), Fraction(2401, 2), Fraction(2401, 2)),
    ("1,200.500", Fraction(2401, 2), Fraction(2401, 2), None),
    ("1'000", 1000, 1000, 1000),
    ("1’000.50", Fraction(2001, 2), Fraction(2001, 2), Fraction(2001, 2)),
    ("1_000", 1000, 1000, 1000),
    ("1 000", 1000, 1000, 1000),
    ("1\u00a0000", 1000, 1000, 1000),
    ("1\u202f000\u202f000,5", Fraction(2000001, 2), Fraction(2000001, 2), Fraction(2000001, 2)),
    ("1\u2009200.50", Fraction(2401, 2), Fraction(2401, 2), Fraction(2401, 2)),
    ("٦", 6, 6, 6),
    ("१२", 12, 12, 12),
    ("１０００", 1000, 1000, 1000),
    ("١٬٠٠٠", 1000, 1000, 1000),
    ("١٫٥", Fraction(3, 2), Fraction(3, 2), Fraction(3, 2)),
    *(
        (text, None, None, None)
        for text in (
            "", ".", "1.", ",5", "1..2", "1.,2", "1,2,3", "1.2.3", "1'00", "1 00", "1,000.000.000", "1.000 000", "x",
            "1x", "²", "-1", "9" * 31,
        )
    ),
)  # fmt: skip


@pytest.mark.parametrize(("text", "point", "comma", "money"), READ)
def test_a_number_is_read_by_its_signs(text: str, point: object, comma: object, money: object) -> None:
    assert read_number(text, ".") == point
    assert read_number(text, ",") == comma
    assert read_money(text) == money
    assert point is None or is_unsure(plain_signs(text)) == (point != comma)


@pytest.mark.parametrize(
    ("text", "point", "comma"),
    [("~1,000h", "~1000h", "~1h"), ("~1.200h", "~1.2h", "~1200h"), ("~1,250-1,500h", "~1250-1500h", "~1.25-1.5h"),
     ("~1.125w", "~1.1250w", "~1125w"), ("~1.5w", "~1.5w", "~1.5w"), ("~1.200.000h", "~1.200.000h", "~1.200.000h")],
)  # fmt: skip
def test_what_is_settled_can_be_read_in_one_way(text: str, point: str, comma: str) -> None:
    assert (settled(text, "."), settled(text, ",")) == (point, comma)
    assert not is_unsure(point)
    assert not is_unsure(comma)


def written(pick: random.Random, whole: int, cents: int) -> str:
    """An amount as some language writes it, in some script."""
    group, mark = pick.choice([(",", "."), (".", ","), ("'", "."), ("’", ","), (" ", ","), ("\u202f", "."), ("", ",")])
    text = f"{whole:,}".replace(",", group) + (f"{mark}{cents:02}" if cents else "")
    zero = pick.choice([0x30, 0x660, 0x6F0, 0x966, 0xFF10])
    return "".join(chr(zero + int(one)) if one.isdecimal() else one for one in text)


@pytest.mark.parametrize("seed", range(stress(300, 30_000)))
def test_an_amount_is_the_same_in_every_language_and_script(seed: int) -> None:
    pick = random.Random(seed)
    whole, cents = pick.randint(0, 10 ** pick.randint(1, 9)), pick.choice([0, pick.randint(1, 99)])
    text = written(pick, whole, cents)
    assert read_money(text) == whole + Fraction(cents, 100), text
    if cents:
        assert read_number(text, ".") == read_number(text, ",") == whole + Fraction(cents, 100), text


def plan(item: str, *front: str) -> Compilation:
    head = "".join(f"{line}\n" for line in ("start: 2026-11-01", *front))
    return compile_text("n.plan.md", f"---\n{head}---\n\n# T\n\n## Goals\n\n### A\n\n- [ ] {item}\n- [ ] b ~1w\n", DAY)


def codes(made: Compilation) -> list[str]:
    return sorted({one.code for one in made.diagnostics if one.code.startswith("P1")})


@pytest.mark.parametrize(
    ("tag", "lang", "hours"),
    [("~1,000h", "en", 1000), ("~1,000h", "de", 1), ("~1.200h", "en", Fraction(6, 5)), ("~1.200h", "de", 1200),
     ("~1.200h", "fr", 1200), ("~1,000h", "de-CH", 1000), ("~1.200h", "es", 1200)],
)  # fmt: skip
def test_the_plans_language_decides_and_both_readings_are_told(tag: str, lang: str, hours: object) -> None:
    made = plan(f"Work {tag}", f"lang: {lang}")
    estimate = made.plan.things[1].estimate
    assert estimate is not None
    assert estimate.likely is not None
    assert estimate.likely.hours == hours
    [found] = [one for one in made.diagnostics if one.code == "P123"]
    assert f"`{settled(tag, '.')}`" in found.message
    assert f"`{settled(tag, ',')}`" in found.message
    assert found.fix
    assert not found.fix.safe


def test_lags_and_barriers_are_read_by_the_language_too() -> None:
    text = "# T\n\n## Goals\n\n### A\n\n- [ ] a ~1w ^a\n- [ ] b ~1w after:a+1.200h\n- Barrier: c ~1.200h\n"
    made = compile_text("n.plan.md", f"---\nstart: 2026-11-01\nlang: de\n---\n\n{text}", DAY)
    assert [one.code for one in made.diagnostics].count("P123") == 2
    delay, lag = made.plan.barriers[0].delay, made.plan.things[2].after
    assert delay is not None
    assert delay.likely is not None
    assert delay.likely.hours == 1200
    assert lag is not None
    assert lag[0].lag is not None
    assert lag[0].lag.duration.hours == 1200


@pytest.mark.parametrize("tag", ["~1'000h", "~1’000h", "~1000h", "~1,000,000h"])
def test_one_reading_is_read_without_a_word(tag: str) -> None:
    made = plan(f"Work {tag}")
    assert codes(made) == []
    assert made.plan.things[1].estimate is not None


@pytest.mark.parametrize(
    ("tag", "cost"),
    [("cost:1,200", 1200), ("cost:1.200", 1200), ("cost:1'200", 1200), ("cost:1.200,50", Fraction(2401, 2)),
     ("cost:12,50", Fraction(25, 2)), ("cost:1200", 1200)],
)  # fmt: skip
def test_money_has_two_decimals_at_most(tag: str, cost: object) -> None:
    for lang in ("en", "de"):
        made = plan(f"Pay {tag}", f"lang: {lang}")
        assert made.plan.things[1].cost == cost
        assert codes(made) == []


@pytest.mark.parametrize(
    ("pace", "lang", "hours"),
    [("٨h/week", "en", 8), ("7,5h/week", "en", Fraction(15, 2)), ("1,500h/week", "de", Fraction(3, 2)),
     ("８ h", "en", 8), ("1.500 h/week", "en", Fraction(3, 2))],
)  # fmt: skip
def test_a_pace_is_read_by_the_same_reader(pace: str, lang: str, hours: object) -> None:
    made = plan("Work ~1w", f"pace: {pace}", f"lang: {lang}")
    assert made.plan.settings.pace == hours
    assert "P112" not in codes(made)


@pytest.mark.parametrize("pace", ["1,000h/week", "1 000h/week", "1'000 hours a week"])
def test_a_pace_of_a_thousand_hours_is_refused(pace: str) -> None:
    made = plan("Work ~1w", f"pace: {pace}")
    [found] = [one for one in made.diagnostics if one.code == "P112"]
    assert "168 hours" in found.message
    assert ("`1h/week`" in (found.help or "")) == ("," in pace)


@pytest.mark.parametrize(("tag", "part"), [("done:33,333%", 33.333), ("done:33.333%", 33.333), ("done:40%", 40)])
def test_a_share_is_no_more_than_all(tag: str, part: float) -> None:
    for lang in ("en", "de"):
        made = plan(f"Work ~9w {tag}", f"lang: {lang}")
        assert float(made.plan.things[1].done_part or 0) == pytest.approx(part / 100)
        assert codes(made) == []


@pytest.mark.parametrize(
    "word", ["~17h/week", "~6w/week", "~30min", "~3x", "~500words", "~3-4x", "~1h30min", "~2reps", "~10pages/day"]
)
def test_what_is_no_length_is_prose_with_a_warning(word: str) -> None:
    made = plan(f"Read {word}")
    assert codes(made) == ["P125"]
    assert made.plan.things[1].title == f"Read {word}"
    assert made.plan.things[1].estimate is None


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("~17 h/week", None), ("~17 hours per week", None), ("~5 h/day", None), ("~2 days per week", None),
        ("~3-4 h/week", None), ("~1.5 h pro Woche", None), ("~an hour a day", None), ("(~17 h/week)", None),
        ("~17h per week", 17), ("~17h a week", 17), ("~17h / week", 17), ("~2h each Sunday", 2), ("~4h every day", 4),
        ("~17h per week, with Ann", 17),
    ],
)  # fmt: skip
def test_how_often_is_told_with_its_reading(words: str, days: int | None) -> None:
    made = plan(f"Read {words}")
    assert codes(made) == ["P125"]
    [told] = [one.message for one in made.diagnostics if one.code == "P125"]
    assert ("in all" in told) == (days is not None)
    estimate = made.plan.things[1].estimate
    assert (estimate.likely.hours if estimate and estimate.likely else None) == days


@pytest.mark.parametrize(
    "words", ["~3m every day", "~2h a week before the exam", "~6w, an hour a day", "~2w every:week", "~1d a day trip"]
)
def test_how_long_beside_how_often_is_left_alone(words: str) -> None:
    assert codes(plan(f"Read {words}")) == []


@pytest.mark.parametrize("words", ["~5 people", "~/thesis", "~10km", "~40,000", "~2,000 km", "~3rd place", "~5' high"])
def test_other_prose_is_left_alone(words: str) -> None:
    made = plan(f"Read {words}")
    assert codes(made) == []
    assert made.plan.things[1].title == f"Read {words}"


def asked(*items: str) -> list[str]:
    lines = "\n".join(f"- [ ] Do {item}" for item in items)
    text = f"---\nstart: 2026-11-01\n---\n\n# T\n\n## Goals\n\n### A\n\n{lines}\n"
    made = compile_text("n.plan.md", text, DAY)
    return [one.message for one in made.diagnostics if "minutes" in one.message]


@pytest.mark.parametrize("tag", ["~15m", "~20m", "~30m", "~45m", "~90m", "~15-30m", "~5-20m", "~1h 30m", "~1 h 30 min"])
def test_it_is_asked_whether_minutes_are_meant(tag: str) -> None:
    assert len(asked(f"a call {tag}", "b ~1w")) == 1


def test_small_numbers_beside_minutes_are_asked_too() -> None:
    assert len(asked("a call ~15m", "a form ~5m", "a course ~3m")) == 2


@pytest.mark.parametrize(
    "tag", ["~3m", "~6m", "~18m", "~5m", "~10m", "~12m", "~24m", "~4/6/9m", "~15mo", "~15months", "~30m every:month",
            "~5-8m", "~12-15m", "~1y6m", "30m"],
)  # fmt: skip
def test_months_are_not_asked_about(tag: str) -> None:
    assert asked(f"a course {tag}", "b ~1w") == []


def test_a_goal_in_months_is_not_asked_about() -> None:
    made = compile_text("n.plan.md", "# T\n\n## Goals\n\n### A ~15m\n\n- [ ] a ~1w\n", DAY)
    assert "P124" not in {one.code for one in made.diagnostics}


def test_a_step_that_is_asked_about_is_not_told_to_be_broken_down() -> None:
    made = plan("Call ~15m")
    assert {one.code for one in made.diagnostics} & {"P124", "P208"} == {"P124"}
