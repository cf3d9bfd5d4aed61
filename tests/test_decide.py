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
from plainplan.decide import Decision, decide, scores_of, value_of
from plainplan.model import Criterion
from plainplan.report.decision import sentences
from plainplan.source import Span

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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("86000", 86000), ("86,000", 86000), ("86.000", 86000), ("86'000", 86000), ("86 000", 86000),
        ("$86k", 86000), ("€ 52,5", Fraction(105, 2)), ("USD 86000", 86000), ("52.5", Fraction(105, 2)),
        ("+6%", 6), ("-3 %", -3), ("−3 %", -3), ("about 40", 40), ("4/5", 4), ("1,234,567", 1234567),
        ("good", None), ("", None), ("B2", None), ("12kg", 12),
    ],
)  # fmt: skip
def test_numbers(text: str, value: object) -> None:
    assert value_of(Criterion("Fit", None, None, Span(0, 0)), text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("BSN, 4y", 4), ("certificate, 6m", Fraction(1, 2)), ("1.5 years", Fraction(3, 2)), ("3", 3), ("BSN", None),
     ("3y + 6m", 3)],
)  # fmt: skip
def test_years_of_study(text: str, value: object) -> None:
    assert value_of(Criterion("Education", "education", None, Span(0, 0)), text) == value


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
