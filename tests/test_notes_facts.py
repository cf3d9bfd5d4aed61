"""What the writers of the notes clearly said stands in the plans made of them, by a floor for each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from plainplan.importing import Imported, imported

DAY = date(2026, 11, 28)
NOTES = Path(__file__).parent / "notes"
LANGUAGES = sorted({path.stem.split("-")[0] for path in NOTES.glob("*.facts")})
FLOOR = 0.95
MOST_WRONG = 0.02
_WORD = re.compile(r"[^\W_]+")
_TAGS = {"due": "due", "on": "on", "start": "start", "cost": "cost", "every": "every", "done": "done"}


class Fact:
    """`line|about|kind|value`; more values than one, with a slash between them, are all right."""

    def __init__(self, text: str) -> None:
        line, self.about, self.kind, value = text.split("|")
        self.line = int(line)
        self.values = value.split("/")


def facts_of(path: Path) -> list[Fact]:
    return [Fact(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def plan_of(path: Path) -> str:
    found = imported(path.name, path.with_suffix(".md").read_bytes(), DAY)
    assert isinstance(found, Imported), path.name
    return found.text


def lines_about(text: str, about: str) -> list[str]:
    wanted = set(_WORD.findall(about.casefold()))
    found = [line for line in text.splitlines() if wanted <= set(_WORD.findall(line.casefold()))]
    return sorted(found, key=len) or [line for line in text.splitlines() if about.casefold() in line.casefold()]


def is_work(line: str) -> bool:
    return bool(re.match(r"\s*(?:#{2,6} |(?:[-*+]|[0-9]+[.)]) \[.\])", line))


def tags_of(line: str, kind: str) -> list[str]:
    if kind == "duration":
        return [tag[1:] for tag in line.split() if re.match(r"~[0-9]", tag)]
    return [tag.partition(":")[2] for tag in line.split() if tag.startswith(f"{_TAGS[kind]}:")]


def judged(text: str, fact: Fact) -> str:
    """`right`, `wrong` or `missed`: by the tags on the line that has the words."""
    setting = {"lang": "lang", "plan_start": "start", "finish": "finish"}.get(fact.kind)
    if setting:
        return "right" if any(f"\n{setting}: {value}" in text for value in fact.values) else "missed"
    lines = lines_about(text, fact.about)
    work = [line for line in lines if is_work(line)]
    if fact.kind == "not":
        return "wrong" if work and {"goal", "step"} & set(fact.values) else "right"
    if fact.kind in ("barrier", "solution"):
        return "right" if any(f"{fact.kind.title()}:" in line for line in lines) else "wrong" if work else "missed"
    if fact.kind in ("goal", "step"):
        return "right" if work else "missed"
    if fact.kind in ("done", "dropped", "underway") and fact.values == [""]:
        mark = {"done": "x", "dropped": "-", "underway": "/"}[fact.kind]
        return "right" if any(f"[{mark}]" in line for line in lines) or not work else "missed"
    if fact.kind == "checkin":
        return "right" if any(value in line for line in lines for value in fact.values) else "missed"
    if fact.kind not in (*_TAGS, "duration"):
        return "right"
    kinds = ("due", "on") if fact.kind in ("due", "on") else (fact.kind,)
    told = [tag for line in lines for kind in kinds for tag in tags_of(line, kind)]
    if any(tag.startswith(value) for tag in told for value in fact.values):
        return "right"
    return "wrong" if told else "missed"


def verdicts(lang: str) -> Iterator[tuple[str, str]]:
    for path in sorted(NOTES.glob(f"{lang}-*.facts")):
        text = plan_of(path)
        for fact in facts_of(path):
            yield judged(text, fact), f"{path.stem}:{fact.line}: {fact.kind} {fact.values} of {fact.about}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_writers_said_is_understood(lang: str) -> None:
    found = list(verdicts(lang))
    told = [f"{how} {what}" for how, what in found if how != "right"]
    assert len(found) - len(told) >= FLOOR * len(found), told
    assert sum(how == "wrong" for how, _ in found) <= MOST_WRONG * len(found), told


def test_the_judge_knows_right_from_wrong() -> None:
    text = "---\nlang: de\n---\n\n- [ ] Kurs buchen due:2027-03-31 ~2w\n- Barrier: Regen\n"
    facts = {
        "1|Kurs buchen|due|2027-03": "right",
        "1|Kurs buchen|due|2027-04": "wrong",
        "1|Kurs buchen|cost|4": "missed",
        "1|Kurs buchen|duration|2w": "right",
        "1|Regen|barrier|": "right",
        "1|Regen|not|goal/step": "right",
        "1|Kurs buchen|not|step": "wrong",
        "1||lang|fr": "missed",
    }
    assert {one: judged(text, Fact(one)) for one in facts} == facts
