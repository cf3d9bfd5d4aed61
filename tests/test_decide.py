"""The occupations as a decision: values, scores, ranking, the smallest flip, linked plans."""

from __future__ import annotations

import json
import random
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from needs import stress
from plainplan.cli import run
from plainplan.compile import Compilation, compile_text
from plainplan.decide import Decision, decide, scores_of
from plainplan.report.decision import sentences
from plainplan.syntax.quantities import read_column

TODAY = date(2026, 11, 1)


def compiled(*rows: str) -> Compilation:
    head, *rest = rows
    columns = head.count("|") + 1
    table = "\n".join(f"| {row} |" for row in (head, " | ".join(["---"] * columns), *rest))
    text = f"# T\n\n## Occupations\n\n{table}\n\n## Goals\n\n### Goal\n\n- [ ] One ~1w\n"
    return compile_text("t.plan.md", text, TODAY)


def decided(*rows: str) -> Decision:
    return decide(compiled(*rows).plan)


def scores(found: Decision) -> list[float | None]:
    return [None if score is None else round(float(score), 2) for score in found.scores]


QUANTITIES = (
    ("86000", 86000), ("86,000", 86000), ("86'000", 86000), ("86 000", 86000), ("$86k", 86000), ("€86.000", 86000),
    ("€ 52,5", Fraction(105, 2)), ("USD 86000", 86000), ("52.5", Fraction(105, 2)), ("38,000", 38000),
    ("3.125", Fraction(25, 8)), ("1.2M", 1200000), ("$1.2m", 1200000), ("3 Mio", 3000000), ("1.5 million", 1500000),
    ("+6%", 6), ("-3 %", -3), ("−3 %", -3), ("decline 3%", -3), ("a decline of 3 %", -3), ("3% decline", -3),
    ("falls by 3 percent", -3), ("Rückgang um 3 %", -3), ("grows 3%", 3), ("-3% decline", -3),
    ("2023-33: +6%", 6), ("2022–2032 6%", 6), ("6% (2023-33)", 6), ("in 2024 45000", 45000), ("2024: 45000", 45000),
    ("2000-2500", 2250), ("2030", 2030),
    ("40-60k", 50000), ("40–60k", 50000), ("40k-60k", 50000), ("$40 to 60k", 50000), ("40 bis 60 Tsd.", 50000),
    ("40,000-60,000", 50000), ("40.000–60.000 €", 50000), ("40 - 60", 50), ("+3 to +6%", Fraction(9, 2)),
    ("-3 to -1%", -2),
    ("40k + 5k", 45000), ("5+", 5),
    ("$40k + 5 weeks off", 40000), ("about 40", 40), ("4/5", 4), ("8/10", 8), ("1,234,567", 1234567), ("12kg", 12),
    ("good", None), ("", None), ("B2", None), ("٤٥٠٠٠", 45000), ("$41/h", 41), ("41 € pro Stunde", 41),
)  # fmt: skip


@pytest.mark.parametrize(("text", "value"), QUANTITIES)
def test_a_quantity_is_read_as_people_write_it(text: str, value: object) -> None:
    assert read_column("Fit", [text], mark=".").values == (value,)


@pytest.mark.parametrize(
    ("text", "years"),
    [("BSN, 4y", 4), ("certificate, 6m", Fraction(1, 2)), ("1.5 years", Fraction(3, 2)), ("3", 3), ("BSN", None),
     ("3y + 6m", Fraction(7, 2)), ("3y + 1y", 4), ("1y6m", Fraction(3, 2)), ("18 months", Fraction(3, 2)),
     ("1 year 6 months", Fraction(3, 2)), ("3-4 years", Fraction(7, 2)), ("1,5–2 Jahre", Fraction(7, 4)),
     ("certificate 1y or BSN 4y", 4), ("2 years and 6 months", Fraction(5, 2)), ("BA (3 yrs) + 1 yr", 4),
     ("BS 4y + MS 2y", 6),
     ("BS 4 years, then MS 2 years", 4)],
)  # fmt: skip
def test_years_of_study(text: str, years: object) -> None:
    assert read_column("Education", [text], mark=".", study=True).values == (years,)


@pytest.mark.parametrize(
    ("title", "cells", "values", "unit"),
    [
        ("Commute", ("20 min", "1h 10min", "1h"), (20, 70, 60), "in minutes"),
        ("Commute", ("20m", "1h 10m", "1h10"), (20, 70, 70), "in minutes"),
        ("Commute, minutes", ("20", "1h 10min", ""), (20, 70, None), "in minutes"),
        ("Notice", ("3 months", "1y6m", "1y"), (3, 18, 12), "in months"),
        ("Pay", ("$41/h", "$86,000", "$7k a month"), (85280, 86000, 84000), "a year of 2,080 hours or 12 months"),
        ("Pay", ("$41/h", "$38-40/h"), (41, 39), ""),
        ("Monthly pay", ("3500", "4000"), (3500, 4000), ""),
        ("Monthly pay", ("3500", "€60k a year"), (42000, 60000), "a year of 12 months"),
        ("Outlook", ("+6%", "3"), (6, 3), ""),
        ("Mark", ("8/10", "7"), (8, 7), ""),
    ],
)  # fmt: skip
def test_a_column_is_brought_to_one_unit(title: str, cells: list[str], values: object, unit: str) -> None:
    found = read_column(title, cells, mark=".")
    assert found.values == values
    assert found.unit == unit
    assert not found.misfits


@pytest.mark.parametrize(
    ("title", "cells", "place"),
    [
        ("Pay", ("$86k", "$70k", "€50k"), 2),
        ("Outlook", ("+6%", "3 years", "5%"), 1),
        ("Mark", ("8/10", "4/5", "7/10"), 1),
        ("Commute", ("20", "45 min", "1h"), 0),
        ("Travel", ("2h/week", "30 min/day", "3h/week"), 1),
    ],
)
def test_what_cannot_be_brought_to_one_unit_decides_nothing(title: str, cells: list[str], place: int) -> None:
    assert [one.place for one in read_column(title, cells, mark=".").misfits] == [place]
    rows = [f"{letter} | {cell} | {at}" for at, (letter, cell) in enumerate(zip("ABC", cells, strict=True))]
    made = compiled(f"Job | {title} | Fit", *rows, "Weight | 1 | 1")
    [found] = [one for one in made.diagnostics if one.code == "P237"]
    assert f"“{cells[place]}” of “{'ABC'[place]}”" in found.message
    assert [(one.title, one.reason) for one in decide(made.plan).unused] == [(title, "units")]


def test_a_cells_number_is_read_by_the_plans_language() -> None:
    for lang, value in (("en", Fraction(25, 8)), ("de", 3125)):
        text = compiled("Job | Points", "A | 3.125", "B | 1").source.text
        made = compile_text("t.plan.md", f"---\nlang: {lang}\n---\n{text}", TODAY)
        assert decide(made.plan).scales[0].values == (Fraction(value), Fraction(1))
        assert ("P123" in {one.code for one in made.diagnostics}) == (lang == "en")


@pytest.mark.parametrize("seed", range(stress(200, 20_000)))
def test_a_length_is_the_same_in_every_unit_and_script(seed: int) -> None:
    pick = random.Random(seed)
    years, months = pick.randint(1, 9), pick.randint(1, 11)
    whole = 12 * years + months
    ways = [f"{years}y{months}m", f"{years}y + {months}m", f"{whole} months", f"{years} years and {months} months",
            f"{whole - 1}-{whole + 1} months", f"{whole}mo", f"{years} Jahre {months} Monate"]  # fmt: skip
    text = pick.choice(ways)
    zero = pick.choice([0x30, 0x660, 0x966, 0xFF10])
    written = "".join(chr(zero + int(one)) if one.isdecimal() else one for one in text)
    assert read_column("Education", [written], mark=".", study=True).values == (Fraction(whole, 12),), written


PIECES = (
    "1", "40", "1,000", "1.2.3", "9" * 40, "٤", "１", "½", "k", "M", "m", "y", "h", "min", "years", "%", "$", "€",
    "USD", "-", "–", "+", "to", "and", "…", "..", "/", "/h", "a year", "per", "(", ")", "'", "2023-33", "decline",
    "COVID-19",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(stress(300, 30_000)))
def test_any_cells_can_be_read(seed: int) -> None:
    pick = random.Random(seed)
    cells = [" ".join(pick.choice(PIECES) for _ in range(pick.randint(0, 7))) for _ in range(3)]
    cells = [cell.replace(" ", pick.choice(["", " "])) for cell in cells]
    title = pick.choice(["Pay", "Commute, minutes", "Pay per hour", "Monthly", cells[0]])
    for study, pay in ((False, False), (True, False), (False, True)):
        found = read_column(title, cells, mark=pick.choice(".,"), study=study, pay=pay)
        assert len(found.values) == len(cells)
        assert all(found.values[misfit.place] is not None for misfit in found.misfits)
        known = [cell for cell, value in zip(cells, found.values, strict=True) if value is not None]
        assert all(any(letter.isdecimal() for letter in cell) for cell in known)


@pytest.mark.parametrize(
    ("title", "better"),
    [
        ("Cost", -1), ("Tuition ($)", -1), ("Commute, minutes", -1), ("Stress (1-5)", -1), ("Automation risk", -1),
        ("Student loans", -1), ("Studienkosten", -1), ("Fahrzeit", -1), ("Risiko", -1), ("Arbeitsweg", -1),
        ("Stressbelastung", -1), ("Education", -1), ("Cost +", 1), ("Fit -", -1), ("Low stress", 1),
        ("Risk tolerance", 1), ("Stressresistenz", 1), ("Earnings", 1), ("Fit", 1), ("Coffee", 1),
        ("Tuition covered", 1),
    ],
)  # fmt: skip
def test_the_heading_says_which_way_is_better(title: str, better: int) -> None:
    text = compiled(f"Job | {title}", "A | 1", "B | 2").source.text
    found = decide(compile_text("t.plan.md", f"---\nlang: de\n---\n{text}", TODAY).plan)
    assert [scale.better for scale in found.scales] == [better]


def test_changes_that_are_as_small_are_told_as_ties() -> None:
    level = compiled("Job | P | Q | R", "A | 9 | 9 | 1", "B | 1 | 9 | 9", "C | 9 | 1 | 9", "Weight | 4 | 4 | 3")
    both = decide(level.plan)
    assert both.flip is not None
    assert len({flip.change(both.scales) for flip in (both.flip, *both.ties)}) == 1
    told = next(sentences(level, both))
    assert told.count("instead of") == 1 + len(both.ties) > 1
    assert "as small a change" in told


def test_a_lead_that_ends_at_a_weight_of_nothing_never_turns() -> None:
    found = decided("Job | P | Q", "A | 5 | 3", "B | 1 | 3", "C | 1 | 1", "Weight | 2 | 1")
    assert found.first == (0,)
    assert found.flip is None  # without P they would be level, and no weight is below that


def test_scores_by_weight() -> None:
    found = decided("Job | Pay | Fit", "A | 100 | 1", "B | 50 | 5", "C | 75 | 3", "Weight | 1 | 3")
    assert scores(found) == [25, 75, 50]
    assert found.ranking == (1, 2, 0)
    assert [scale.better for scale in found.scales] == [1, 1]


def test_missing_weights_are_equal() -> None:
    assert scores(decided("Job | Pay | Fit", "A | 100 | 1", "B | 50 | 5")) == [50, 50]
    assert scores(decided("Job | Pay | Fit", "A | 100 | 1", "B | 50 | 5", "Weight | 3 | ")) == [75, 25]


def test_directions() -> None:
    found = decided(
        "Job | Commute - | Education | Education years + | Earnings", "A | 10 | 4y | 4 | 10", "B | 60 | 1y | 1 | 20"
    )
    assert [(scale.title, scale.better) for scale in found.scales] == [
        ("Commute", -1), ("Education", -1), ("Education years", 1), ("Earnings", 1),
    ]  # fmt: skip
    assert scores(found) == [50, 50]


def test_what_is_not_known_is_the_middle() -> None:
    found = decided("Job | Pay | Fit", "A | 100 | 1", "B | 50 | ", "C | | 5", "D | | ")
    assert scores(found) == [50, 25, 75, None]
    assert found.missing(1) == ("Fit",)


def test_dropped_ones_are_left_out() -> None:
    found = decided("Job | Stage | Pay", "A | dropped | 1000", "B | | 50", "C | chosen | 100")
    assert found.candidates == (1, 2)
    assert scores(found) == [0, 100]


def test_what_decides_nothing() -> None:
    found = decided(
        "Job | Duties | Same | Empty | Off | Fit", "A | x | 3 | | 1 | 1", "B | y | 3 | | 2 | 2", "Weight | | | | 0 | 1"
    )
    assert [(one.title, one.reason) for one in found.unused] == [
        ("Duties", "text"), ("Same", "equal"), ("Empty", "missing"), ("Off", "weight"),
    ]  # fmt: skip


def test_weights_that_are_all_zero_count_as_equal() -> None:
    found = decided("Job | Pay | Fit", "A | 100 | 1", "B | 50 | 5", "Weight | 0 | 0")
    assert found.no_weights
    assert scores(found) == [50, 50]


def test_one_candidate_and_equal_ones() -> None:
    one = compiled("Job | Pay", "A | 100", "B |", "Weight | 2")
    assert decide(one.plan).ranking == ()
    level = compiled("Job | Pay | Fit", "A | 100 | 1", "B | 50 | 5", "Weight | 1 | 1")
    assert decide(level.plan).flip is None
    assert "come out the same" in next(sentences(level, decide(level.plan)))
    assert "P234" in {found.code for found in level.diagnostics}


def test_the_choice_is_told_without_judgement() -> None:
    made = compiled("Job | Stage | Pay", "A | | 100", "B | chosen | 50")
    assert list(sentences(made, decide(made.plan)))[1] == (
        "The plan has chosen “B”, which comes 2nd here; no table holds every reason."
    )


def random_table(seed: int) -> Decision:
    pick = random.Random(seed)
    columns, count = pick.randint(1, 5), pick.randint(2, 7)
    head = "Job | " + " | ".join(f"C{one}{pick.choice(['', ' -'])}" for one in range(columns))
    rows = [
        f"J{row} | " + " | ".join(str(pick.randint(1, 9)) if pick.random() < 0.9 else "" for _ in range(columns))
        for row in range(count)
    ]
    return decided(head, *rows, "Weight | " + " | ".join(str(pick.randint(0, 5)) for _ in range(columns)))


def first(found: Decision, scale: int, weight: Fraction) -> set[int]:
    changed = list(found.scales)
    changed[scale] = changed[scale]._replace(weight=weight)
    scored = scores_of(changed, len(found.candidates))
    best = max(score for score in scored if score is not None)
    return {place for place, score in enumerate(scored) if score == best}


@pytest.mark.parametrize("seed", range(stress(40, 3000)))
def test_the_smallest_flip_flips_and_nothing_smaller_does(seed: int) -> None:
    found = random_table(seed)
    if len(found.ranking) < 2 or len(found.first) > 1:
        assert found.flip is None
        return
    winner, step = found.ranking[0], Fraction(1, 10**6)
    if found.flip is not None:
        scale, to, rival = found.flip
        now = found.scales[scale].weight
        way = 1 if to > now or (to == now) else -1
        if to != now:
            assert winner in first(found, scale, to)
            assert rival in first(found, scale, to)
            assert first(found, scale, to - way * step) == {winner}
        beyond = first(found, scale, to + way * step)
        assert winner not in beyond
    reach = found.flip.change(found.scales) if found.flip else Fraction(1000)
    for place, one in enumerate(found.scales):
        for part in (Fraction(1, 3), Fraction(9, 10), Fraction(999_999, 1_000_000)):
            for weight in (one.weight - reach * part, one.weight + reach * part):
                if weight > 0:
                    assert first(found, place, weight) == {winner}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    road = "---\nstart: 2026-11-02\n---\n# A\n\n## Goals\n\n### Goal\n\n- [ ] One ~10-30d\n"
    (tmp_path / "a.plan.md").write_text(road, "utf-8")
    (tmp_path / "broken.plan.md").write_text("# B\n\n## Goals\n\n### Goal\n\n- [ ] One ~10d after:nothing\n", "utf-8")
    (tmp_path / "empty.plan.md").write_text("# C\n", "utf-8")
    (tmp_path / "plan.md").write_text(
        "# T\n\n## Occupations\n\n| Job | Fit |\n| --- | --- |\n| [A](a.plan.md) | 4 |\n| [B](broken.plan.md) | 3 |\n"
        "| [C](empty.plan.md) | 2 |\n| [D](missing.plan.md) | 1 |\n| [E](https://example.org/e.plan.md) | 1 |\n"
        "\n## Goals\n\n### Goal\n\n- [ ] One ~1w\n",
        "utf-8",
    )
    return tmp_path


def test_candidates_with_plans_of_their_own(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "--as-of", "2026-11-02", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    data = json.loads(out)
    roads = {one["name"]: one["plan"] for one in data["candidates"]}
    assert roads["A"]["file"] == "a.plan.md"
    assert roads["A"]["p50"] < roads["A"]["p80"]
    assert [roads[name] for name in "BCDE"] == [None] * 4
    assert err.count("P235") == 3
    assert "plan.md:8:" in err
    assert data["first"] == ["A"]


def test_text_has_the_dates(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "--as-of", "2026-11-02"]) == 0
    out = capsys.readouterr().out
    assert "50 %" in out.splitlines()[0]
    assert "Nov 2026" in out.splitlines()[1]
    assert "“A” comes first. No change of a single weight would put another first." in out


def test_no_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.plan.md"
    path.write_text("# T\n\n## Goals\n\n### Goal\n\n- [ ] One ~1w\n", "utf-8")
    assert run(["decide", "-f", str(path)]) == 0
    assert "no table of occupations" in capsys.readouterr().out
