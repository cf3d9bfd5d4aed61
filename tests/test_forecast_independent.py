"""The forecast against another program's Monte Carlo: networks of three-point steps, without barriers."""

from __future__ import annotations

import random
from datetime import date

import pytest

from plainplan.compile import compile_text
from plainplan.forecast.forecast import forecast
from plainplan.forecast.result import Question

pmcontrols = pytest.importorskip("pmcontrols", reason="needs pmcontrols, which `pip install -e '.[dev]'` brings")

START = date(2026, 11, 2)


def network(seed: int) -> list[dict[str, object]]:
    pick = random.Random(seed)
    found: list[dict[str, object]] = []
    for number in range(pick.randint(4, 25)):
        least = pick.randint(20, 90)
        likely = least + pick.randint(0, 60)
        before = pick.sample(range(number), min(number, pick.choice([0, 1, 1, 2, 3])))
        found.append(
            {
                "id": f"s{number}",
                "predecessors": [f"s{one}" for one in before],
                "a": least,
                "m": likely,
                "b": likely + pick.randint(1, 120),
            }
        )
    return found


def as_plan(activities: list[dict[str, object]]) -> str:
    lines = [f"---\nstart: {START}\n---\n# T\n\n## Goals\n\n### Goal\n"]
    for one in activities:
        waits = ",".join(one["predecessors"]) if one["predecessors"] else "start"  # type: ignore[arg-type]
        lines.append(f"- [ ] Do {one['id']} ~{one['a']}/{one['m']}/{one['b']}d ^{one['id']} after:{waits}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("seed", range(5))
def test_percentiles_agree_within_one_percent(seed: int) -> None:
    activities = network(seed)
    theirs = pmcontrols.pert(activities, n_sim=40_000, seed=seed).stats
    made = compile_text("network.plan.md", as_plan(activities), START)
    found = forecast(made.plan, START.toordinal(), Question(runs=40_000))
    assert found is not None
    for percent in (50, 80, 95):
        ours = found.finish.day(percent) - START.toordinal() + 1
        assert ours == pytest.approx(theirs[f"mc_p{percent}"], rel=0.01)
    shares = {f"s{one.thing - 1}": one.critical for one in found.drivers}
    for row in pmcontrols.pert(activities, n_sim=20_000, seed=seed).table.itertuples():
        assert shares.get(row.activity, 0.0) == pytest.approx(row.criticality_index, abs=0.04)
