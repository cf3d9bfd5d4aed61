"""`plan site`: what the overview answers, what it tells of nobody, and what a second run leaves as it was."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from cohort_plans import (
    AIMS,
    NEVER_CAME,
    NOT_EXPECTED,
    PEOPLE,
    PRIVATE_WORDS,
    TODAY,
    plan_text,
    thirty_plans,
    words_of,
    write_thirty,
)
from plainplan.cli import run
from plainplan.site.manifest import NAME, Manifest, read_manifest

DAY = ("--as-of", TODAY)
WEEK_LATER = ("--as-of", "2026-12-08")
"""A week after the day on which most of them want to go on."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr("plainplan.cli.site.workers_for", lambda plans: 0)
    return tmp_path


@pytest.fixture(name="thirty")
def _thirty() -> Path:
    write_thirty(Path("plans"))
    return Path("plans")


def site(*words: str, status: int | None = None, day: tuple[str, ...] = DAY) -> int:
    ended = run(["site", *words, *day])
    if status is not None:
        assert ended == status
    return ended


def everything(folder: str) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()
    }


def said_in(folder: str) -> str:
    """All that stands in a site, the names of files too; fonts aside, which are of no plan."""
    parts = [f"{name}\n{re.sub(r'base64,[^)]*', '', data.decode())}" for name, data in everything(folder).items()]
    return "\n".join(parts)


def index(folder: str = "site") -> str:
    return Path(folder, "index.html").read_text("utf-8")


def group(name: str, folder: str = "site") -> str:
    found = re.search(rf'<section class="block" id="{name}".*?</section>', index(folder), re.DOTALL)
    assert found
    return found[0]


# What the overview answers


def test_every_question_is_answered(thirty: Path) -> None:
    site("plans", "-o", "site", "--roster", "people.csv", status=1)
    helped = re.findall(r'<b class="who">(.*?)</b>', group("help"))
    assert helped == ["Elif Kaya", "Tess Moran", "Ana Sousa", "Quinn Doyle", "Ben Roth", "Kira Novak"]
    assert "1 error" in group("help")
    assert "“Apply” will be" in group("help")
    silent = re.findall(r'<b class="who">(.*?)</b>', group("silent"))
    assert silent == ["Cleo Adams", "Leo Marsh"]
    unbegun = group("unbegun")
    assert re.findall(r'<b class="who">(.*?)</b>', unbegun) == ["Dario Conti", "Mona Haddad", "Yara Costa"]
    assert all(name in unbegun for name in NEVER_CAME)
    assert unbegun.count("<li>") == 5
    assert f"Not on the roster: {NOT_EXPECTED.replace(chr(39), '&#39;')}." in index()
    assert "1 plan is private and not shown." in index()
    assert index().count("<tr style=") == 29


def test_groups_come_in_the_order_of_the_questions(thirty: Path) -> None:
    site("plans", "-o", "site")
    places = [index().index(f'id="{name}"') for name in ("help", "silent", "unbegun", "late", "all")]
    assert places == sorted(places)


def test_later_is_said_against_the_last_overview(thirty: Path) -> None:
    site("plans", "-o", "site")
    assert "later than planned" in group("late")
    site("plans", "-o", "site", day=WEEK_LATER)
    later = group("late")
    assert "than the overview of 2 Nov 2026 said" in later
    assert "7 days later than on 2 Nov 2026" in later
    again = everything("site")
    site("plans", "-o", "site", day=WEEK_LATER)
    assert everything("site") == again, "the last overview is that of another day"


def test_words_of_a_plan_are_in_its_language(thirty: Path) -> None:
    site("plans", "-o", "site")
    assert 'lang="de">Einen Ausbildungsplatz finden' in index()
    assert 'lang="de">Anschreiben üben' in index()


def test_sorting_needs_no_script(thirty: Path) -> None:
    site("plans", "-o", "site")
    page = index()
    assert "<script" not in page
    for name in ("name", "progress", "finish", "slip", "check-in"):
        assert f'href="#by-{name}"' in page
        assert f'id="by-{name}"' in page
    rows = re.findall(r"--n:(\d+);--p:(\d+);--f:(\d+);--s:(\d+);--c:(\d+)", page)
    for places in zip(*rows, strict=True):
        assert sorted(map(int, places)) == list(range(29))
    names = re.findall(r'<tr style="--n:(\d+).*?<b class="who">(.*?)</b>', page)
    by_name = [name for _, name in sorted(names, key=lambda one: int(one[0]))]
    assert by_name == sorted(by_name, key=str.casefold)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("name\nAda Low\nBea Moe\n", ["Bea Moe"]),
        ('Name;Class\n"Low, Ada";4a\nBea Moe;4b\n', ["Bea Moe (4b)"]),
        ("last name,first name\nLow,Ada\nMoe,Bea\n", ["Bea Moe"]),
        ("\ufeffid\tstudent\n1\tADA  LOW\n2\tBéa Moe\n\n", ["Béa Moe"]),
        ("name\n", []),
    ],
)
def test_rosters_as_people_have_them(text: str, missing: list[str]) -> None:
    Path("plans").mkdir()
    Path("plans/a.plan.md").write_text(plan_text(1, "Ada Low", "Swim"), "utf-8")
    Path("people.csv").write_text(text, "utf-8")
    site("plans", "-o", "site", "--roster", "people.csv", status=0)
    names = re.search(r'<ul class="names">(.*?)</ul>', group("unbegun"), re.DOTALL)
    assert (re.findall(r"<li>(.*?)</li>", names[1]) if names else []) == missing


@pytest.mark.parametrize("text", ["", "id;class\n1;2\n", "\n\n"])
def test_a_roster_without_names_is_told(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("plans").mkdir()
    Path("plans/a.plan.md").write_text(plan_text(1, "Ada Low", "Swim"), "utf-8")
    Path("people.csv").write_text(text, "utf-8")
    site("plans", "-o", "site", "--roster", "people.csv", status=2)
    assert "`name`" in capsys.readouterr().err
    assert not Path("site").exists()


# What is told of nobody


def private(number: int) -> bool:
    return number == 6


def test_the_overview_shows_nothing_that_people_wrote_for_themselves(thirty: Path) -> None:
    site("plans", "-o", "site", "--roster", "people.csv")
    said = said_in("site")
    assert not Path("site/plans").exists()
    for number in range(30):
        assert [word for word in words_of(number) if word in said] == []
    assert "secret" not in said
    assert "Grete Holm" not in said
    assert AIMS[6] not in said
    assert "grete" not in said
    for number, (name, title) in enumerate(zip(PEOPLE, AIMS, strict=True)):
        if not private(number) and number != 9:
            assert name.split()[0] in said
            assert title in said


def test_details_show_pages_and_a_plan_can_take_that_away(thirty: Path) -> None:
    site("plans", "-o", "site", "--details")
    said = said_in("site")
    for number in (6, 7):  # private, overview
        assert [word for word in words_of(number) if word in said] == []
    assert "Grete Holm" not in said
    assert "grete" not in said
    assert f">{AIMS[7]}<" in index()
    assert 'href="plans/north/ida.html">Build a boat</a>' in index()
    page = Path("site/plans/north/ida.html").read_text("utf-8")
    assert all(word in page for word in words_of(8))
    pages = {name for name in everything("site") if name.startswith("plans/")}
    assert len(pages) == 30 - 3  # the private one, the one for the overview only, the one with errors
    assert 'href="../../index.html">All plans</a>' in page


@pytest.mark.parametrize("level", ["--details", ""])
@pytest.mark.parametrize("visibility", ["private", "overview"])
def test_what_a_plan_takes_back_goes(thirty: Path, visibility: str, level: str) -> None:
    site("plans", "-o", "site", "--details")
    path = Path("plans/north/ana.plan.md")
    path.write_text(path.read_text("utf-8").replace("review:", f"visibility: {visibility}\nreview:", 1), "utf-8")
    site("plans", "-o", "site", *([level] if level else []))
    said = said_in("site")
    assert [word for word in words_of(0) if word in said] == []
    assert not Path("site/plans/north/ana.html").exists()
    assert (AIMS[0] in said) == (visibility == "overview")


def test_visibility_can_only_take_away(thirty: Path) -> None:
    for path in Path("plans").rglob("*.md"):
        text = path.read_text("utf-8")
        if "visibility" not in text:
            path.write_text(text.replace("---\n", "---\nvisibility: full\n", 1), "utf-8")
    site("plans", "-o", "site")
    assert not [word for word in PRIVATE_WORDS if word in said_in("site")]


def test_public_has_no_names_and_no_words(thirty: Path) -> None:
    site("plans", "-o", "site", "--public", "--roster", "people.csv", status=1)
    said = said_in("site")
    for name in (*PEOPLE, *NEVER_CAME):
        for part in name.split():
            assert len(part) < 3 or part not in said.replace("Sorted", ""), part
    for number, title in enumerate(AIMS):
        assert title not in said
        assert not [word for word in words_of(number) if word in said]
    for text in ("secret", "Apply", "Learn the basics", "Ausbildungsplatz", "Dana", ".plan", *thirty_plans()):
        assert text not in said, text
    for path in thirty_plans():
        assert Path(path).stem.removesuffix(".plan") not in re.sub(r"<[^>]*>", "", said).casefold().split()
    assert len(set(re.findall(r"Person [A-Z2-7]{4}-[A-Z2-7]{4}", said))) == 27
    assert "Of the roster, 2 people handed in nothing." in said
    assert "/" not in {name[0] for name in everything("site")}


def test_two_plans_of_a_person_have_one_pseudonym_and_runs_agree(thirty: Path) -> None:
    site("plans", "-o", "site", "--public")
    first = everything("site")
    found = re.findall(r"Person [A-Z2-7-]+", re.sub(r'.*id="all"', "", index(), count=1, flags=re.DOTALL))
    assert len(found) == 29
    assert len(set(found)) == 27
    shutil.rmtree("site")
    site("plans", "-o", "site", "--public")
    assert everything("site") == first
    shutil.rmtree("site")
    Path("other-salt").write_text("0123456789abcdef0123", "utf-8")
    site("plans", "-o", "site", "--public", "--salt", "other-salt")
    assert not set(found) & set(re.findall(r"Person [A-Z2-7-]+", index()))


def test_the_salt_is_not_in_the_site(thirty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site("plans", "-o", "site", "--public")
    (salt,) = Path("state").rglob("site-salt")
    assert salt.stat().st_mode & 0o077 == 0
    assert salt.read_text("utf-8").strip() not in said_in("site")
    site("plans", "-o", "site", "--public", "--salt", "site/salt", status=2)
    assert "for everybody to read" in capsys.readouterr().err
    Path("short").write_text("abc", "utf-8")
    site("plans", "-o", "site", "--public", "--salt", "short", status=2)


def test_public_refuses_few(capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(5):
        path = Path(f"plans/{number}.plan.md")
        path.parent.mkdir(exist_ok=True)
        path.write_text(plan_text(number, PEOPLE[min(number, 3)], AIMS[number]), "utf-8")
    site("plans", "-o", "site", "--public", status=2)
    assert "at least 5 people, and there are 4" in capsys.readouterr().err
    assert not Path("site/index.html").exists()
    Path("plans/5.plan.md").write_text(plan_text(5, PEOPLE[5], AIMS[5]), "utf-8")
    site("plans", "-o", "site", "--public", status=0)
    Path("people.csv").write_text("name,group\n" + "".join(f"{name},a\n" for name in PEOPLE[:6]) + "Eve Day,b\n")
    site("plans", "-o", "site", "--public", "--roster", "people.csv", status=2)
    assert "`b`" in capsys.readouterr().err
    site("plans", "-o", "site", "--public", "--details", status=2)


# Pages and assets


def test_fonts_and_styles_are_there_once(thirty: Path) -> None:
    steps = "\n".join(f"{number}. [ ] Step number {number} of many ~1w" for number in range(1, 21))
    Path("plans/north/long.plan.md").write_text(plan_text(40, "Lou Reed", "Twenty steps", steps=steps), "utf-8")
    site("plans", "-o", "site", "--details")
    pages = {name: data for name, data in everything("site").items() if name.endswith(".html")}
    assert len(pages["plans/north/long.html"]) < 120 * 1024
    assets = {name for name in everything("site") if name.startswith("assets/")}
    for name, data in pages.items():
        text = data.decode()
        assert "base64" not in text
        assert max(map(len, re.findall(r"<style.*?</style>", text)), default=0) < 300  # where a card stands
        links = re.findall(r'<link rel="stylesheet" href="([^"]+)">', text)
        assert len(links) == 2
        for link in links:
            assert os.path.normpath(os.path.join(os.path.dirname(name), link)) in assets  # noqa: PTH118, PTH120 - as text
        assert not re.findall(r'(?:src|href)="(?:https?:)?//', text)
        assert "default-src 'none'" in text
    assert {name.partition("/")[2] for name in assets} == set(_manifest().assets)


def _manifest(folder: str = "site") -> Manifest:
    found = read_manifest(Path(folder, NAME).read_bytes())
    assert found is not None
    return found


def test_a_look_of_ones_own(thirty: Path) -> None:
    Path("look").mkdir()
    Path("look/overview.css").write_text("body{color:purple}", "utf-8")
    site("plans", "-o", "site", "--template", "look")
    assert any(b"purple" in data for data in everything("site").values())


def test_a_look_of_a_folder_and_one_that_is_chosen(thirty: Path) -> None:
    Path("plans/south/look").mkdir()
    Path("plans/south/look/extra.css").write_text("body{color:purple}", "utf-8")
    Path("plans/south/plan.toml").write_text('template = "look"\n', "utf-8")
    site("plans", "-o", "site", "--details")
    styles = {page: styles_of(page) for page in ("plans/south/ben.html", "plans/north/ida.html")}
    assert "purple" in styles["plans/south/ben.html"]
    assert "purple" not in styles["plans/north/ida.html"]
    site("plans", "-o", "site", "--details", "--template", "default")
    assert "purple" not in styles_of("plans/south/ben.html")


def styles_of(page: str) -> str:
    """The styles that a page of the site links to."""
    text = Path("site", page).read_text("utf-8")
    links = re.findall(r'<link rel="stylesheet" href="(?:\.\./)*([^"]+)">', text)
    return "".join(Path("site", link).read_text("utf-8") for link in links)


def test_odd_names_of_files(tmp_path: Path) -> None:
    names = ("a b", "100%", 'quo"te', "<i>", "plan", "ü")
    for number, name in enumerate(names):
        path = Path("plans", "sub folder" if number % 2 else "", f"{name}.plan.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(plan_text(number, PEOPLE[number], f"Aim <b>{number}</b> & more"), "utf-8")
    Path("plans/plan.md").write_text(plan_text(9, PEOPLE[9], "Top"), "utf-8")
    site("plans", "-o", "site", "--details", status=0)
    from urllib.parse import unquote

    pages = {name for name in everything("site") if name.startswith("plans/")}
    assert {unquote(link) for link in re.findall(r'href="(plans/[^"]+)"', index())} == pages
    assert len(pages) == 7
    assert "Aim <b>" not in index()
    assert "Aim &lt;b&gt;0&lt;/b&gt; &amp; more" in index()


# What a second run does


def stamps(folder: str = "site") -> dict[str, int]:
    return {path.as_posix(): path.stat().st_mtime_ns for path in Path(folder).rglob("*") if path.is_file()}


def changed(before: dict[str, int], folder: str = "site") -> set[str]:
    now = stamps(folder)
    return {name for name in now if before.get(name) != now[name]} | (before.keys() - now.keys())


def test_a_second_run_writes_nothing(thirty: Path) -> None:
    site("plans", "-o", "site", "--details", "--roster", "people.csv")
    before = stamps()
    site("plans", "-o", "site", "--details", "--roster", "people.csv", status=1)
    assert changed(before) == set()


def test_one_changed_plan_writes_two_files(thirty: Path) -> None:
    site("plans", "-o", "site", "--details")
    before = stamps()
    path = Path("plans/south/wim.plan.md")
    path = path if path.exists() else Path("plans/north/wim.plan.md")
    path.write_text(path.read_text("utf-8").replace("Learn the basics", "Learn it all"), "utf-8")
    site("plans", "-o", "site", "--details")
    place = path.relative_to("plans").as_posix().removesuffix(".plan.md")
    assert changed(before) == {f"site/plans/{place}.html", "site/index.html", f"site/{NAME}"} or changed(before) == {
        f"site/plans/{place}.html",
        f"site/{NAME}",
    }


@pytest.mark.parametrize(
    "change",
    ["companion", "settings", "day", "level", "look", "picture", "page gone", "style gone", "manifest gone", "torn"],
)
def test_what_a_page_is_made_of_makes_it_anew(thirty: Path, change: str) -> None:
    Path("plans/free.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "utf-8")
    Path("plans/plan.toml").write_text('holidays = "free.ics"\n', "utf-8")
    picture = Path("plans/north/a.png")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 20)
    ana = Path("plans/north/ana.plan.md")
    ana.write_text(ana.read_text("utf-8").replace("stands here", "![one](a.png)"), "utf-8")
    site("plans", "-o", "site", "--details")
    clean = Path("site/plans/north/ana.html").read_bytes()
    words, day = ["--details"], DAY
    if change == "companion":
        event = "BEGIN:VEVENT\nDTSTART:20261103\nDTEND:20270103\nSUMMARY:Free\nEND:VEVENT"
        Path("plans/free.ics").write_text(f"BEGIN:VCALENDAR\n{event}\nEND:VCALENDAR\n", "utf-8")
    elif change == "settings":
        Path("plans/plan.toml").write_text('partner = "Dana Weiss"\n', "utf-8")
    elif change == "day":
        day = WEEK_LATER
    elif change == "level":
        words = []
    elif change == "look":
        Path("look").mkdir()
        Path("look/extra.css").write_text("body{color:purple}", "utf-8")
        words += ["--template", "look"]
    elif change == "picture":
        picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\1" * 20)
    elif change == "page gone":
        Path("site/plans/north/ana.html").unlink()
    elif change == "style gone":
        for path in Path("site/assets").iterdir():
            path.unlink()
    elif change == "manifest gone":
        Path("site", NAME).unlink()
    else:
        Path("site", NAME).write_bytes(Path("site", NAME).read_bytes()[:-40])
    site("plans", "-o", "site", *words, day=day)
    fresh = "fresh"
    site("plans", "-o", fresh, *words, day=day)
    mine, new = everything("site"), everything(fresh)
    if change in ("day", "level"):  # what the last overview said is known only where there was one
        mine, new = ({name: one for name, one in of.items() if name.startswith("plans/")} for of in (mine, new))
    assert mine == new
    if change not in ("level", "page gone", "style gone", "manifest gone", "torn"):
        assert Path("site/plans/north/ana.html").read_bytes() != clean


def test_what_is_gone_goes(thirty: Path) -> None:
    site("plans", "-o", "site", "--details")
    Path("site/plans/mine.txt").write_text("mine", "utf-8")
    Path("site/plans/own.html").write_text("<p>my own page</p>", "utf-8")
    shutil.rmtree("plans/north")
    site("plans", "-o", "site", "--details")
    assert not Path("site/plans/north").exists()
    assert Path("site/plans/mine.txt").exists()
    assert Path("site/plans/own.html").exists()
    assert "Ana Sousa" not in said_in("site")


def test_a_plan_with_errors_keeps_its_last_page(thirty: Path) -> None:
    site("plans", "-o", "site", "--details")
    page = Path("site/plans/north/ana.html").read_bytes()
    path = Path("plans/north/ana.plan.md")
    path.write_text(path.read_text("utf-8").replace("3. [ ] Apply ~3w", "3. [ ] Apply ~3w after:nobody"), "utf-8")
    site("plans", "-o", "site", "--details", status=1)
    assert Path("site/plans/north/ana.html").read_bytes() == page
    assert "1 error" in group("help")
    assert 'href="plans/north/ana.html"' in group("help")


def test_nothing_of_others_is_replaced(thirty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine").mkdir()
    Path("mine/index.html").write_text("<h1>My own</h1>", "utf-8")
    site("plans", "-o", "mine", status=2)
    assert "another page" in capsys.readouterr().err
    assert Path("mine/index.html").read_text("utf-8") == "<h1>My own</h1>"
    site("plans", "-o", "plans", status=2)
    site("plans/north/ana.plan.md", "-o", "site", status=2)
    site("plans", "people.csv", "-o", "site", status=2)


def test_no_plans_no_site(capsys: pytest.CaptureFixture[str]) -> None:
    Path("none").mkdir()
    site("none", "-o", "site", status=2)
    assert "without plans" in capsys.readouterr().err
    assert not Path("site").exists()


def test_a_site_among_its_plans(thirty: Path) -> None:
    """Nothing in the site is a plan, and no link leads out of it."""
    site("plans", "-o", "plans/site", "--details")
    before = stamps("plans/site")
    site("plans", "-o", "plans/site", "--details")
    assert changed(before, "plans/site") == set()
    elsewhere = Path("elsewhere")
    elsewhere.mkdir()
    shutil.rmtree("plans/site/plans")
    Path("plans/site/plans").symlink_to(elsewhere.resolve())
    site("plans", "-o", "plans/site", "--details", status=2)
    assert list(elsewhere.iterdir()) == []


# Parts


def parts(count: int, *words: str) -> list[str]:
    for number in range(1, count + 1):
        site("plans", "-o", f"part{number}", "--shard", f"{number}/{count}", *words)
    return [f"part{number}" for number in range(1, count + 1)]


@pytest.mark.parametrize("words", [(), ("--details",), ("--public",)])
@pytest.mark.parametrize("count", [1, 3])
def test_the_union_of_shards_is_the_whole(thirty: Path, count: int, words: tuple[str, ...]) -> None:
    site("plans", "-o", "whole", "--roster", "people.csv", *words)
    made = parts(count, *words)
    public = tuple(word for word in words if word == "--public")
    site("--merge", *reversed(made), "-o", "joined", "--roster", "people.csv", *public, status=1, day=())
    assert everything("joined") == everything("whole")
    assert not any(Path(part, "index.html").exists() for part in made)


def test_shards_share_plans_out(thirty: Path) -> None:
    made = parts(3, "--details")
    pages = [{name for name in everything(part) if name.startswith("plans/")} for part in made]
    assert all(pages)
    assert sum(map(len, pages)) == len(set.union(*pages)) == 27
    Path("plans/north/new.plan.md").write_text(plan_text(50, "New One", "Be new"), "utf-8")
    before = [everything(part) for part in made]
    parts(3, "--details")
    grown = [number for number, part in enumerate(made) if everything(part).keys() != before[number].keys()]
    assert len(grown) == 1, "a new plan changes one part"


def test_a_missing_part_is_named(thirty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = parts(4)
    site("--merge", made[0], made[3], "-o", "joined", status=2, day=())
    assert "parts 2, 3 of 4 are missing" in capsys.readouterr().err
    site("--merge", *made[:3], "-o", "joined", status=2, day=())
    assert "part 4 of 4 is missing" in capsys.readouterr().err
    site("--merge", *made, made[0], "-o", "joined", status=2, day=())
    assert "twice" in capsys.readouterr().err
    site("--merge", *made, "nowhere", "-o", "joined", status=2, day=())
    assert "nowhere" in capsys.readouterr().err
    assert not Path("joined").exists()


@pytest.mark.parametrize("other", ["day", "level", "number"])
def test_parts_of_different_sites_are_not_joined(thirty: Path, other: str, capsys: pytest.CaptureFixture[str]) -> None:
    made = parts(2)
    shutil.rmtree("part2")
    words = {"day": ["2/2"], "level": ["2/2", "--details"], "number": ["2/3"]}[other]
    site("plans", "-o", "part2", "--shard", *words, day=WEEK_LATER if other == "day" else DAY)
    site("--merge", *made, "-o", "joined", status=2, day=())
    assert "no parts of one site" in capsys.readouterr().err


@pytest.mark.parametrize("written", ["0/3", "4/3", "1", "a/b", "1/0", "-1/2", "1/2/3", ""])
def test_what_is_no_part(thirty: Path, written: str) -> None:
    site("plans", "-o", "part", "--shard", written, status=2)


def test_a_part_cannot_name_files_outside(thirty: Path) -> None:
    made = parts(1, "--details")
    Path("secret.txt").write_text("mine", "utf-8")
    manifest = Path(made[0], NAME)
    lines = manifest.read_text("utf-8").splitlines()
    one = json.loads(next(line for line in lines[1:] if "north/ana.html" in line))
    one[3] = "../secret.txt"
    manifest.write_text("\n".join([lines[0], json.dumps(one)]) + "\n", "utf-8")
    site("--merge", *made, "-o", "joined", status=2, day=())
    assert "mine" not in said_in("joined") if Path("joined").exists() else True
