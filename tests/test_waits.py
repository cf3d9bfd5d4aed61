"""Arrows between rows: what directly waits for what, and where the arrow runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plainplan.compile import compile_text
from plainplan.draw.picture import Arrow, Lane, Picture
from plainplan.prose import plain
from plainplan.view import build_view

NURSE = (Path(__file__).parent.parent / "example-plans" / "nurse.plan.md").read_text()


def pictures(text: str) -> tuple[Picture, ...]:
    return build_view(compile_text("a.plan.md", text, date(2026, 11, 1))).road.pictures


def named(lane: Lane) -> str:
    return plain(lane.title)


def arrows(text: str) -> set[tuple[str, str]]:
    """The upper and the lower end of every arrow."""
    return {
        (named(picture.lanes[link.first - 1]), named(picture.lanes[link.last - 1]))
        for picture in pictures(text)
        for lane in picture.lanes
        for link in lane.links
    }


def test_the_nurse() -> None:
    assert arrows(NURSE) == {
        ("Visit two campuses", "Prepare for the TEAS exam"),
        ("ask for extended time", "Prepare for the TEAS exam"),
        ("Visit two campuses", "ask for extended time"),
        ("Prepare for the TEAS exam", "Sit the exam"),
        ("Sit the exam", "Apply to three programmes"),
        ("Apply to three programmes", "Wait for the decision"),
        ("Move to the early shift", "Set aside 600 a month"),
        ("Get into a nursing programme", "Earn the BSN"),
        ("Years one and two", "Clinical rotations"),
        ("Get into a nursing programme", "Work as a paediatric nurse"),
        ("Save the first year's fees", "Work as a paediatric nurse"),
        ("Earn the BSN", "Work as a paediatric nurse"),
    }


HEAD = "---\nstart: 2026-11-01\n---\n# A\n\n## Goals\n\n### B\n\n"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("- [ ] c ~2w ^c\n- [ ] d ~2w\n- [ ] e ~2w after:c\n", {("c", "d"), ("c", "e")}),
        ("- [ ] c ~2w ^c\n- [ ] d ~2w with:c\n", {("c", "d")}),
        ("- [ ] c ~2w after:e\n- [ ] e ~2w ^e after:start\n", {("c", "e")}),
        ("- [ ] c ~2w\n- [-] d ~2w\n- [ ] e ~2w\n", {("c", "e")}),
        ("- [ ] c ~2w\n", set()),
    ],
)
def test_what_waits_for_what(steps: str, expected: set[tuple[str, str]]) -> None:
    assert arrows(HEAD + steps) == expected


def test_an_arrow_is_known_at_both_of_its_ends() -> None:
    [picture] = pictures(HEAD + "- [ ] c ~2w\n- [ ] d ~2w\n")
    one, other = picture.lanes[-2:]
    assert one.links == other.links
    assert other.bar is not None
    place = len(picture.lanes)
    assert one.links == (Arrow(place - 1, place, other.bar.x, 0.0, "d"),)


def test_an_arrow_may_go_up_and_stays_inside() -> None:
    [picture] = pictures(HEAD + "- [ ] c ~2w after:e+3w\n- [ ] e ~2w ^e after:start\n")
    [link] = picture.lanes[-1].links
    assert link.kind == "u"
    assert link.width > 0
    assert 0 <= link.x <= link.x + link.width <= 100


def test_the_table_names_what_is_waited_for() -> None:
    rows = build_view(compile_text("a.plan.md", NURSE, date(2026, 11, 1))).road.rows
    assert {plain(row.title): row.waits for row in rows}["Prepare for the TEAS exam"] == (
        "Visit two campuses, ask for extended time"
    )


def test_a_long_road_has_no_arrows() -> None:
    drawn = pictures(HEAD + "- [ ] c ~1d\n" * 200)
    assert max(len(picture.lanes) for picture in drawn) > 150
    assert not any(lane.links for picture in drawn for lane in picture.lanes)
