"""Lists of tasks of other programs as plans: Obsidian, todo.txt, Taskwarrior, to-dos of calendars."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import needs
from plainplan.cli import run
from plainplan.compile import Compilation
from plainplan.exchange.incoming import Incoming, Request, Unread
from plainplan.exchange.making import Made, plan_from
from plainplan.exchange.readers import read_file, reader_of
from plainplan.exchange.rows import ExchangeRow, rows_of
from plainplan.render import Options, render
from plans import TODAY, Shape
from test_exchange_networks import sound
from test_exchange_todos import AS_OF, EXAMPLES, LIST, compiled, harmful, letters, plan_of


def read(format: str, text: str | bytes, day: date = AS_OF) -> tuple[Incoming, Made]:
    data = text.encode() if isinstance(text, str) else text
    incoming = read_file(format, data, Request("x", day))
    made = plan_from(incoming, "x.plan.md", "x", day)
    assert not made.compilation.has_errors
    return incoming, made


def returned(name: str, compilation: Compilation, day: date = AS_OF) -> Made:
    format = {"dataview": "obsidian"}.get(name, name)
    return read(format, render(compilation, name, Options()), day)[1]


def by_title(made: Made) -> dict[str, ExchangeRow]:
    return {row.title: row for row in rows_of(made.compilation)}


def days(compilation: Compilation) -> dict[str, tuple[object, ...]]:
    return {row.title: (row.state, row.start, row.finish, row.due) for row in rows_of(compilation)}


def untold(incoming: Incoming) -> set[tuple[int, str, str]]:
    return {(one.line, one.field, one.text) for one in incoming.unread}


# Obsidian

NOTE = """---
tags: [home]
---

# The garden

Some words.

## Shed 🏡

- [ ] Buy **wood** #shop 🔼 🛫 2026-11-03 ⏳ 2026-11-05 📅 2026-11-20 ^wood
- [/] Dig [[the hole]] ➕ 2026-10-01 🛫 2026-10-20 ⏳ 2026-11-10 🆔 dig
    - [x] Borrow a spade ✅ 2026-10-22
    - spades are in the cellar
- [ ] Build ⛔ wood,dig,nothing ⏳ 2026-11-30 🔁 every 2 weeks
- [-] Paint it ❌ 2026-10-30
- [>] Ask @sam [due:: 2026-12-01] [effort:: big]
- [ ] Sit  (scheduled:: 2026-12-24)  [repeat:: every month on the 3rd]

```tasks
not done
```

### Roof

1. [ ] Beams 📅 2026-02-30
2. [ ] Tiles
"""


def test_a_note_of_obsidian_becomes_a_plan() -> None:
    incoming, made = read("obsidian", NOTE)
    rows = by_title(made)
    assert incoming.title == "The garden"
    wood, dig, build = rows["Buy wood"], rows["Dig [[the hole]]"], rows["Build"]
    assert (wood.start, wood.finish, wood.due, wood.labels) == (
        date(2026, 11, 3), date(2026, 11, 5), date(2026, 11, 20), ("shop",),
    )  # fmt: skip
    assert (dig.state.value, rows["Borrow a spade"].parent, rows["Borrow a spade"].done) == (
        "under way", dig.id, date(2026, 10, 22),
    )  # fmt: skip
    assert {link.id for link in build.links} == {"wood", "dig"}
    assert (build.every, build.start) == ("2w", date(2026, 11, 30))
    assert rows["Paint it"].state.value == "dropped"
    assert (rows["Ask"].who, rows["Ask"].due) == (("sam",), date(2026, 12, 1))
    assert rows["Sit"].start == date(2026, 12, 24)
    assert [rows[name].parent for name in ("Beams", "Tiles")] == [rows["Roof"].id] * 2
    assert rows["Roof"].parent == rows["Shed 🏡"].id
    assert rows["Beams"].numbered
    assert "  - spades are in the cellar" in made.text


def test_what_a_plan_has_no_place_for_is_told_with_its_line() -> None:
    incoming, made = read("obsidian", NOTE)
    assert untold(incoming) == {
        (1, "", "--- tags: [home] ---"), (7, "", "Some words."), (11, "priority", "medium"),
        (12, "created", "2026-10-01"), (15, "dependsOn", "nothing"), (16, "cancelled", "2026-10-30"),
        (17, "box", "[>]"), (17, "effort", "big"), (18, "repeat", "every month on the 3rd"),
        (20, "", "```tasks not done ```"), (26, "due", "2026-02-30"),
    }  # fmt: skip
    notes = made.text.partition("## Notes")[2]
    assert all(text.strip("`-[] ").split()[0] in notes for _, _, text in untold(incoming))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", ["obsidian", "dataview"])
def test_an_example_comes_back_with_its_days(name: str, path: Path) -> None:
    compilation = compiled(path.read_text("utf-8"))
    made = returned(name, compilation)
    assert days(made.compilation) == days(compilation)
    assert made.unread == ()
    ids = {row.title: row.id for row in rows_of(made.compilation)}
    named = {thing.title: thing.id for thing in compilation.plan.things if thing.named and thing.scheduled}
    assert {title: ids[title] for title in named} == named


@pytest.mark.parametrize("seed", range(needs.stress(40, 400)))
def test_a_random_plan_comes_back_with_its_days(seed: int) -> None:
    for compilation in sound(range(seed, seed + 1), Shape(facts=False)):
        made = returned("obsidian", compilation, date.fromisoformat(TODAY))
        assert days(made.compilation) == days(compilation)


def test_a_note_of_obsidian_is_known_by_its_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reader_of("a.md", NOTE.encode()) == "obsidian"
    assert reader_of("a.md", b"# A\n\n- [ ] read\n") == "md"
    assert reader_of("a.tasks.md", b"") == "obsidian"
    note = tmp_path / "garden.md"
    note.write_text(NOTE, "utf-8")
    assert run(["import", str(note), "-o", str(tmp_path / "garden.plan.md"), "--as-of", "2026-11-01"]) == 0
    told = capsys.readouterr()
    assert f"{note}:17: effort: “big”" in told.out + told.err


# All of them

FORMATS = ("obsidian", "dataview")


@pytest.mark.parametrize("name", FORMATS)
def test_harmful_words_come_back_as_words(name: str) -> None:
    compilation = compiled(plan_of(harmful()))
    made = returned(name, compilation)
    ours = [letters(row.title) for row in rows_of(compilation)]
    assert [letters(row.title) for row in rows_of(made.compilation)] == ours


def test_unread_is_a_place_and_a_text() -> None:
    incoming, _ = read("obsidian", "- [ ] a 🔼\n")
    assert incoming.unread == (Unread(1, "priority", "medium", id="line 1"),)


@pytest.mark.parametrize("text", ["- [ ] a 🆔 x ⛔ y\n- [ ] b 🆔 y ⛔ x\n", "- [ ] a 🆔 x\n- [ ] b 🆔 x ⛔ x\n"])
def test_loops_and_doubled_ids_become_a_plan_without_errors(text: str) -> None:
    _, made = read("obsidian", text)
    assert {row.title for row in rows_of(made.compilation)} >= {"a", "b"}


def test_the_list_comes_back() -> None:
    compilation = compiled(LIST)
    for name in FORMATS:
        again = by_title(returned(name, compilation))
        assert again["Run"].every == "2w"
        assert again["Sign"].who == ("sam",)
        assert again["Pack the books"].labels == ("home",)
        assert again["Sell the sofa"].state.value == "dropped"
