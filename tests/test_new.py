"""`plan new`: every kind builds clean and vanishes into a page; nothing is ever overwritten."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from plainplan.cli import run
from plainplan.compile import Compilation, compile_text
from plainplan.diagnostics import Severity
from plainplan.render import Options, render
from plainplan.starters import LANGUAGES, STARTERS, starter_text
from plainplan.words import plan_words

KINDS = [starter.kind for starter in STARTERS]
TODAY = date(2026, 11, 1)


def new(*arguments: str) -> int:
    return run(["new", *arguments])


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("day", [TODAY, date(2028, 2, 29)])
def test_every_kind_is_clean(kind: str, day: date, lang: str) -> None:
    made = compile_text("plan.md", starter_text(kind, day, lang), day)
    assert [(one.code, one.message) for one in made.diagnostics if one.severity is not Severity.HINT] == []
    assert made.plan.settings.lang == lang


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_all_languages_say_the_same(kind: str, lang: str) -> None:
    """Sections, goals, dates and barriers: only the words differ."""
    english, other = (compile_text("plan.md", starter_text(kind, TODAY, one), TODAY) for one in ("en", lang))
    assert _bones(english) == _bones(other)
    assert not {thing.title for thing in english.plan.things} & {thing.title for thing in other.plan.things}


def _bones(made: Compilation) -> list[object]:
    plan = made.plan
    return [
        [(section.kind, section.horizon) for section in plan.sections],
        [(dated.projected, dated.state) for dated in made.schedule.things],
        [barrier.risk for barrier in plan.barriers],
        [trait.key for trait in plan.assessment],
        [occupation.stage for occupation in plan.occupations],
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_to_be_filled_in_is_counted_once(kind: str, lang: str) -> None:
    text = starter_text(kind, TODAY, lang)
    (found,) = (one for one in compile_text("plan.md", text, TODAY).diagnostics if one.code == "P240")
    (number,) = re.findall(r"one of (\d+) places", found.message)
    placeholders = plan_words(lang)[-1].placeholders
    assert int(number) == sum(text.count(one) for one in placeholders) >= 3
    filled = text
    for one in placeholders:
        key, colon, _ = one.partition(": ")
        filled = filled.replace(one, f"{key}{colon}my own words" if colon and " " not in key else "my own words")
    assert "P240" not in [one.code for one in compile_text("plan.md", filled, TODAY).diagnostics]


def test_what_is_left_to_be_filled_in_is_counted_down() -> None:
    text = starter_text("study", TODAY).replace("Your name", "Ann")
    (found,) = (one for one in compile_text("plan.md", text, TODAY).diagnostics if one.code == "P240")
    assert "one of 3 places" in found.message
    assert "(lines 5, 14, 47)" in found.help


@pytest.mark.parametrize(
    "line",
    ["- [ ] Read what it takes ~1w", "It is the next best thing.", "- the thing I want to make", "author: Your name?"],
)
def test_words_of_ones_own_are_no_placeholders(line: str) -> None:
    found = compile_text("plan.md", f"# A\n\n## Goals\n\n### B ~1w\n\n{line}\n", TODAY).diagnostics
    assert "P240" not in [one.code for one in found]


def test_a_plan_in_german() -> None:
    assert new("--lang", "de", "--as-of", "2026-11-01") == 0
    assert Path("plan.md").read_text("utf-8") == starter_text("career", TODAY, "de")
    assert "\nlang: de\n" in Path("plan.md").read_text("utf-8")


def test_the_language_of_an_old_plan_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    new("old.md", "--lang", "de", "--as-of", "2026-11-01")
    text = Path("old.md").read_text("utf-8").replace("[ ]", "[x]")
    Path("old.md").write_text(text, "utf-8")
    assert new("next.md", "--from", "old.md", "--as-of", "2028-11-01") == 0
    following = Path("next.md").read_text("utf-8")
    assert "# Nach „Von dem, was ich tue, zu dem, was ich tun will“" in following
    assert "\n## Selbsteinschätzung\n" in following
    assert "\n- Fähigkeiten:\n" in following
    assert "\n## Notizen\n\n### Erreicht in „" in following
    assert "lang: de\n" in following
    assert not re.search(r"Self-assessment|Notes|Reached|After|Last time", following)
    made = compile_text("next.md", following, date(2028, 11, 1))
    assert [trait.key for trait in made.plan.assessment] == ["values", "interests", "aptitudes", "personality"]
    capsys.readouterr()
    assert new("third.md", "--from", "old.md", "--lang", "en") == 2
    assert "keeps the language of `old.md`" in capsys.readouterr().err


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_comments_teach_and_vanish(kind: str, lang: str) -> None:
    text = starter_text(kind, TODAY, lang)
    comments = re.findall(r"<!--\s*(.*?)\s*-->", text, re.DOTALL)
    assert len(comments) >= 3
    page = render(compile_text("plan.md", text, TODAY), "html", Options()).decode()
    assert [comment for comment in comments if comment[:30] in page] == []


@pytest.mark.parametrize("kind", KINDS)
def test_writes_the_kind_that_was_asked_for(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert new("--kind", kind, "--as-of", "2026-11-01") == 0
    assert Path("plan.md").read_text("utf-8") == starter_text(kind, TODAY)
    assert "plan build plan.md" in capsys.readouterr().out


def test_career_unless_asked() -> None:
    assert new("first.plan.md", "--as-of", "2026-11-01") == 0
    assert Path("first.plan.md").read_text("utf-8") == starter_text("career", TODAY)


def test_a_folder_gets_a_plan_of_the_usual_name() -> None:
    Path("here").mkdir()
    assert new("here") == 0
    assert Path("here/plan.md").exists()


def test_standard_output_gets_the_text_alone(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert new("-", "--as-of", "2026-11-01") == 0
    assert capsysbinary.readouterr().out == starter_text("career", TODAY).encode()
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("existing", ["plan.md", "elsewhere/plan.md"])
def test_never_overwrites(existing: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(existing)
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", "utf-8")
    assert new(existing) == 2
    assert "already there" in capsys.readouterr().err
    assert path.read_text("utf-8") == "mine"


def test_never_writes_through_a_dangling_link() -> None:
    Path("plan.md").symlink_to("gone.md")
    assert new() == 2
    assert not Path("gone.md").exists()


def test_never_overwrites_what_appears_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("plan.md").write_text("mine", "utf-8")
    monkeypatch.setattr("os.path.lexists", lambda path: False)
    assert new() == 2
    assert Path("plan.md").read_text("utf-8") == "mine"


def test_a_missing_folder_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert new("nowhere/plan.md") == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_unknown_kind_names_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert new("--kind", "carrier") == 2
    assert "career" in capsys.readouterr().err


def test_list_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert new("--list") == 0
    listed = capsys.readouterr().out
    assert [kind for kind in KINDS if kind not in listed] == []
    assert list(Path().iterdir()) == []


def test_notes_are_imported_instead(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("# My plan\n\n## Next steps\n\n- Call the school (2 weeks)\n- Enrol by 1 March 2027\n", "utf-8")
    assert run(["new", str(tmp_path / "a.plan.md"), "--from", str(notes), "--as-of", "2026-11-28"]) == 0
    made = (tmp_path / "a.plan.md").read_text("utf-8")
    assert "- [ ] Call the school (2 weeks) ~2w\n- [ ] Enrol by 1 March 2027 due:2027-03-01\n" in made
    said = capsys.readouterr()
    assert "plan import" in said.out + said.err


def test_what_holds_no_plan_at_all_is_followed_as_before(tmp_path: Path) -> None:
    recipe = tmp_path / "soup.md"
    recipe.write_text("# Soup\n\n## Ingredients\n\n- 2 onions\n- salt\n", "utf-8")
    assert run(["new", str(tmp_path / "b.plan.md"), "--from", str(recipe), "--as-of", "2026-11-28"]) == 0
    assert "[ ] salt" not in (tmp_path / "b.plan.md").read_text("utf-8")
