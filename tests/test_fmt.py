"""`plan fmt`: one layout for every plan, the same meaning, and nothing to do the second time."""

from __future__ import annotations

import itertools
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainplan.compile import Compilation, compile_bytes, compile_text
from plainplan.diagnostics import Edit
from plainplan.fmt import Formatted, formatted
from plainplan.fmt.sameness import same_meaning
from plainplan.source import Span, source_bytes
from plans import TODAY, random_plan
from plausible import plausible_plan
from test_syntax_properties import TEXTS

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 1)
EXAMPLES = json.loads((ROOT / "tests" / "corpora" / "commonmark.json").read_text("utf-8"))
PLANS = [*ROOT.glob("example-plans/*.plan.md"), *ROOT.glob("src/plainplan/starters/*.md")]


def compiled(data: bytes, day: date = DAY) -> Compilation:
    return compile_bytes("layout.plan.md", data, day)


def layout(text: str, day: date = DAY) -> Formatted:
    data = text.encode("utf-8", "surrogatepass")
    return formatted(compiled(data, day), data, day)


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "layouts").glob("*.md")), ids=lambda path: path.stem)
def test_layouts(path: Path, update: bool) -> None:
    """A case is a heading, the text as written in a block of five backticks, and as laid out in another."""
    parts = path.read_text("utf-8").split("`````")
    assert len(parts) > 8
    for index in range(1, len(parts), 4):
        before, after = (parts[at].split("\n", 1)[1] for at in (index, index + 2))
        found = layout(before)
        assert found.trouble == ""
        if update:
            parts[index + 2] = "markdown\n" + found.source.text
        else:
            assert found.source.text == after, parts[index - 1].strip()
    if update:
        path.write_text("`````".join(parts), "utf-8")


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_plans_that_we_show_are_laid_out(path: Path) -> None:
    text = path.read_text("utf-8")
    assert layout(text) == Formatted(compiled(text.encode()).source)


@settings(max_examples=settings().max_examples // 2)
@given(st.integers(0, 100_000), st.sampled_from(["\n", "\r\n"]))
def test_random_plans_keep_their_meaning(seed: int, ending: str) -> None:
    text = ruffled(random_plan(seed), random.Random(seed)).replace("\n", ending)
    day = date.fromisoformat(TODAY)
    found = layout(text, day)
    assert found.trouble == ""
    assert same_meaning(compiled(text.encode(), day), compiled(found.source.text.encode(), day))
    assert found.left == ()
    assert layout(found.source.text, day) == found
    assert found.source.text.count(ending) == found.source.text.count("\n")


def ruffled(text: str, pick: random.Random) -> str:
    """A plan in no layout: tags anywhere, more blanks, more empty lines."""
    lines = []
    body = False
    for line in text.split("\n"):
        mark, _, words = line.partition("] ") if "] " in line else line.partition(" ")
        if body and words and ("~" in words or "^" in words) and not line.lstrip().startswith("- Barrier"):
            tags = words.split(" ")
            pick.shuffle(tags)
            line = mark + ("] " if "] " in line else " ") + pick.choice([" ", "  "]).join(tags)
        body = body or line.startswith("# ")
        lines += [line + pick.choice(["", "", "  "]), *([""] * pick.choice([0, 0, 0, 2]) if not line else [])]
    return "\n".join(lines) + pick.choice(["", "\n\n"])


def laid_out_or_left(text: str) -> Formatted:
    """The layout, which means the same, is not laid out again otherwise, and says what it leaves."""
    data = text.encode("utf-8", "surrogatepass")
    before = compiled(data)
    found = formatted(before, data, DAY)
    if found.trouble:
        assert found.source == before.source
    else:
        assert same_meaning(before, compiled(source_bytes(found.source))), text
        assert layout(found.source.text) == found, text
    return found


@given(TEXTS)
def test_any_text_is_laid_out_or_left(text: str) -> None:
    laid_out_or_left(text)


def test_plausible_plans_are_laid_out() -> None:
    """None is refused, and few have lines that must stay as they are."""
    count = 20_000 if os.environ.get("PLAINPLAN_STRESS") else 400
    layouts = [laid_out_or_left(plausible_plan(seed)) for seed in range(count)]
    assert [one.trouble for one in layouts if one.trouble] == []
    assert sum(1 for one in layouts if one.left) < count / 20


def test_markdown_of_every_kind_is_laid_out() -> None:
    """Of the examples of CommonMark, all but these few, whose layout is their meaning."""
    left = {one["number"] for one in EXAMPLES if layout(one["markdown"])[1:] != ("", ())}
    assert len(EXAMPLES) > 600
    assert left == set()


def test_sameness_sees_every_difference() -> None:
    plan = "# Plan\n\n## Goals\n\n### Goal ~6m ^g\n\n- [ ] Step *one* ~2w\n- [ ] Step two ~3w @sam\n"
    before = compile_text("x", plan, DAY)
    same = (plan.replace("## Goals\n", "## Goals\n\n"), plan.replace("~3w @sam", "@sam ~3w"))
    for other in same:
        assert same_meaning(before, compile_text("x", other, DAY))
    for old, new in [("*one*", "one"), ("~2w", "~3w"), ("~2w", "~14d"), ("@sam", "@sa"), ("Goals", "Goal"),
                     ("[ ]", "[x]"), ("^g", ""), ("\n- [ ] Step two ~3w @sam", ""), ("two", "t wo")]:  # fmt: skip
        assert not same_meaning(before, compile_text("x", plan.replace(old, new, 1), DAY)), (old, new)


ORDER = (
    "~2w", "every:week", "after:b", "with:c", "start:2026-01", "on:2027-01-15", "due:2027-02", "since:2026-01-02",
    "done:2026-02-03", "risk:low", "cost:12", "@sam", "#x", "^a",
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(ORDER, 2)))
def test_every_two_tags_have_an_order(one: str, other: str) -> None:
    head = "# P\n\n## Goals\n\n### G\n\n"
    assert layout(f"{head}- [ ] Read {other} {one}\n").source.text == f"{head}- [ ] Read {one} {other}\n"


def test_a_byte_order_mark_and_line_endings_stay() -> None:
    data = b"\xef\xbb\xbf# Plan\r\n\r\n\r\n## Goals\r\n### Goal ^g ~6m\r\n"
    found = formatted(compiled(data), data, DAY)
    assert source_bytes(found.source) == b"\xef\xbb\xbf# Plan\r\n\r\n## Goals\r\n\r\n### Goal ~6m ^g\r\n"


PASS = Callable[[Compilation], list[Edit]]


def of(find: PASS) -> tuple[PASS, Callable[[Compilation, list[Edit]], list[list[Edit]]]]:
    return find, lambda made, edits: [[edit] for edit in edits]


@pytest.mark.parametrize("brought", ["Before it.\n\n", "<!-- x -->\n\n", "- [ ] Step\n"])
def test_what_would_mean_something_else_is_left_and_the_rest_done(
    brought: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# Plan\n\nWords.   \n\n## Goals\n"
    passes = (
        of(lambda made: [Edit(Span(8, 8), brought), *([Edit(Span(14, 17), "")] if "   " in made.source.text else [])]),
    )
    monkeypatch.setattr("plainplan.fmt._PASSES", passes)
    assert layout(text) == Formatted(compiled(b"# Plan\n\nWords.\n\n## Goals\n").source, left=(3,))


def test_a_layout_that_never_stays_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plainplan.fmt._PASSES", (of(lambda made: [Edit(Span(0, 0), "\n")]),))
    assert layout("# Plan\n") == Formatted(compiled(b"# Plan\n").source, "its canonical layout does not stay as it is")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- a <!-- b -->\n", "- a <!-- b -->\n"),
        ("-  a <!-- b -->", "- a <!-- b -->\n"),
        ("-  a <!-- b --> c\n    d\n", "- a <!-- b --> c\n  d\n"),
        ("-  [ ] a <!-- b\n   c --> d\n", "- [ ] a <!-- b\n  c --> d\n"),
        ("-   a\n\n    more <!-- b -->\n    and more\n", "- a\n\n  more <!-- b -->\n  and more\n"),
        ("-   a <!-- b -->\n    - [ ] c <!-- d --> <!-- e -->\n", "- a <!-- b -->\n  - [ ] c <!-- d --> <!-- e -->\n"),
        ("-   a\n    <!-- b -->\n    - [ ] c\n", "- a\n  <!-- b -->\n  - [ ] c\n"),
        ("-\ta\n\t- [ ] b\n\t\t- [ ] c\n", "- a\n  - [ ] b\n    - [ ] c\n"),
        ("- a ~2w\n> quoted\n-  b\n", "- a ~2w\n\n> quoted\n\n- b\n"),
        ("- ~2w a\nWords: after it\n", "- a\n  Words: after it ~2w\n"),
        ("- every:week Read after:start + 2w\n", "- Read after:start + 2w every:week\n"),
    ],
)
def test_what_stands_in_items_goes_with_them(before: str, after: str) -> None:
    head = "# P\n\n## Goals\n\n### G\n\n"
    for ending in ("\n", "\r\n", "\r"):
        found = laid_out_or_left((head + before).replace("\n", ending))
        assert (found.trouble, found.left) == ("", ())
        assert found.source.text == (head + after).replace("\n", ending)


def test_what_is_no_text_is_left() -> None:
    data = b"# Plan \xff\n\n\n## Goals\n"
    assert formatted(compiled(data), data, DAY).trouble == "it is not plain UTF-8 text"


UNTIDY = "# Plan\n\n\n## Goals\n\n### ^g Goal ~6m\n"
TIDY = "# Plan\n\n## Goals\n\n### Goal ~6m ^g\n"


def plan_fmt(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "plainplan", "fmt", *arguments]
    return subprocess.run(command, cwd=folder, input=stdin, capture_output=True, check=False, timeout=60)


def test_fmt_writes_the_layout_once(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes(UNTIDY.encode())
    assert plan_fmt(tmp_path).stderr == b"laid out plan.md\n"
    assert path.read_bytes() == TIDY.encode()
    again = plan_fmt(tmp_path)
    assert (again.returncode, again.stdout, again.stderr) == (0, b"", b"")


def test_check_and_diff_write_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes(UNTIDY.encode())
    checked, shown = plan_fmt(tmp_path, "--check"), plan_fmt(tmp_path, "--diff")
    assert (checked.returncode, checked.stdout) == (1, b"would change plan.md\n")
    assert shown.returncode == 0
    assert b"\n-### ^g Goal ~6m\n+### Goal ~6m ^g\n" in shown.stdout
    assert plan_fmt(tmp_path, "--check", "--diff").returncode == 1
    assert path.read_bytes() == UNTIDY.encode()
    path.write_bytes(TIDY.encode())
    assert plan_fmt(tmp_path, "--check", "--diff").returncode == 0


def test_fmt_of_standard_input_goes_to_standard_output(tmp_path: Path) -> None:
    assert plan_fmt(tmp_path, "-", stdin=UNTIDY.encode()).stdout == TIDY.encode()


def test_fmt_names_the_lines_that_it_leaves(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(UNTIDY + "\n   -\t [ ] b\n\n## Notes\n\n   -\t [ ] c\n", "utf-8")
    done = plan_fmt(tmp_path)
    about = "`plan.md`: lines 7 and 11 are left as they are: laid out, they would not mean the same"
    assert (done.returncode, done.stderr.decode()) == (0, f"laid out plan.md\n{about}\n")
    assert plan_fmt(tmp_path, "--check").returncode == 0
    assert plan_fmt(tmp_path, "-q").stderr == b""
    (tmp_path / "plan.md").write_text("# P\n\n## Goals\n\n### G\n\n   -\t [ ] b\n", "utf-8")
    about = "`plan.md`: line 7 is left as it is: laid out, it would not mean the same\n"
    assert plan_fmt(tmp_path).stderr.decode() == about


def test_fmt_says_what_it_leaves(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_bytes(b"# Plan \xff\n\n\n")
    (tmp_path / "other.plan.md").write_bytes(UNTIDY.encode())
    done = plan_fmt(tmp_path, ".")
    assert done.returncode == 2
    assert b"`plan.md` is left as it is: it is not plain UTF-8 text" in done.stderr
    assert (tmp_path / "plan.md").read_bytes() == b"# Plan \xff\n\n\n"
    assert (tmp_path / "other.plan.md").read_bytes() == TIDY.encode()
