"""`plan fmt`: one layout for every plan, the same meaning, and nothing to do the second time."""

from __future__ import annotations

import json
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
from plainplan.fmt import Formatted, formatted, laid_out
from plainplan.fmt.sameness import same_meaning
from plainplan.source import Span, source_bytes
from plans import TODAY, random_plan
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
    assert laid_out(compiled(found.source.text.encode(), day), day).source.text == found.source.text
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


@given(TEXTS)
def test_any_text_is_laid_out_or_left(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    before = compiled(data)
    found = formatted(before, data, DAY)
    if found.trouble:
        assert found.source == before.source
    else:
        assert same_meaning(before, compiled(source_bytes(found.source)))


def test_markdown_of_every_kind_is_laid_out() -> None:
    """Of the examples of CommonMark, all but these few, whose layout is their meaning."""
    left = {one["number"] for one in EXAMPLES if layout(one["markdown"]).trouble}
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


def test_a_byte_order_mark_and_line_endings_stay() -> None:
    data = b"\xef\xbb\xbf# Plan\r\n\r\n\r\n## Goals\r\n### Goal ^g ~6m\r\n"
    found = formatted(compiled(data), data, DAY)
    assert source_bytes(found.source) == b"\xef\xbb\xbf# Plan\r\n\r\n## Goals\r\n\r\n### Goal ~6m ^g\r\n"


@pytest.mark.parametrize(
    ("edit", "trouble"),
    [
        (lambda made: [Edit(Span(0, 0), "Before it.\n\n")], "it would not mean the same in its canonical layout"),
        (lambda made: [Edit(Span(0, 0), "<!-- x -->\n\n")], "it would not mean the same in its canonical layout"),
        (lambda made: [Edit(Span(0, 0), "\n")], "its canonical layout does not stay as it is"),
    ],
)
def test_what_fails_its_own_check_is_left(
    edit: Callable[[Compilation], list[Edit]], trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plainplan.fmt._PASSES", (edit,))
    found = layout("# Plan\n")
    assert found.trouble == trouble
    assert found.source.text == "# Plan\n"


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


def test_fmt_says_what_it_leaves(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_bytes(b"# Plan \xff\n\n\n")
    (tmp_path / "other.plan.md").write_bytes(UNTIDY.encode())
    done = plan_fmt(tmp_path, ".")
    assert done.returncode == 2
    assert b"`plan.md` is left as it is: it is not plain UTF-8 text" in done.stderr
    assert (tmp_path / "plan.md").read_bytes() == b"# Plan \xff\n\n\n"
    assert (tmp_path / "other.plan.md").read_bytes() == TIDY.encode()
