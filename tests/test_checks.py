"""Every rule is a document with two samples: the bad one gives its code, the good one doesn't."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from plainplan.checks import run_checks
from plainplan.checks.all_rules import ALL_CHECKS, ALL_RULES
from plainplan.checks.context import CheckContext
from plainplan.companions import Companion
from plainplan.compile import Compilation, compile_text, near_misses
from plainplan.defaults import FILE_NAME, NO_DEFAULTS, Defaults
from plainplan.diagnostics import Rule, Severity
from plainplan.lower.folder import read_defaults
from plainplan.source import Source

# The codes that the language fixes, with their names: these never change.
FIXED = {
    "P101": "unreadable-duration", "P102": "unreadable-date", "P103": "near-miss", "P104": "unknown-key",
    "P105": "repeated-tag", "P106": "repeated-name", "P107": "unreadable-front-matter",
    "P108": "unknown-front-matter-key", "P109": "unknown-box", "P110": "not-nested", "P111": "unread-text",
    "P112": "unreadable-value", "P113": "raw-html", "P114": "unreadable-bytes", "P115": "out-of-range",
    "P201": "no-title", "P202": "no-goals", "P203": "goal-without-steps", "P204": "barrier-without-solution",
    "P205": "no-primary-objective", "P206": "wrong-horizon", "P207": "goal-too-long", "P301": "unknown-name",
    "P302": "cycle", "P303": "ambiguous-name", "P304": "waits-for-dropped", "P305": "waits-for-unscheduled",
    "P401": "goal-too-short", "P402": "due-missed", "P403": "finish-missed", "P404": "no-duration",
    "P405": "overdue", "P406": "done-in-the-future", "P407": "out-of-order", "P408": "over-pace",
    "P409": "no-start", "P501": "no-rhythm", "P502": "missed-check-in", "P503": "nothing-ticked",
    "P504": "objective-reached",
}  # fmt: skip


# What can't be had alone: a goal without answers has barriers without, and what may not begin in time,
# or on its day, is late.
COMPANY = {"P214": {"P204"}, "P410": {"P402"}}

# Told by what reads other files than the plan, or knows the fonts of the machine, and tested with it.
OF_FILES = {"P121", "P151", "P152", "P153", "P235", "P236"}


def beside(rule: Rule) -> dict[str, Companion]:
    """The files beside a rule's samples."""
    return {name: Companion(text.encode()) for name, text in rule.beside if name != FILE_NAME}


def folder_of(rule: Rule) -> Defaults:
    """The settings of the folder of a rule's samples."""
    text = dict(rule.beside).get(FILE_NAME, "") if rule.code not in OF_FILES else ""
    return read_defaults(Source(FILE_NAME, text))[0] if text else NO_DEFAULTS


def compiled(rule: Rule, text: str) -> Compilation:
    return compile_text(
        "sample.plan.md", text, date.fromisoformat(rule.as_of), companions=beside(rule), defaults=folder_of(rule)
    )


def grave(made: Compilation) -> Counter[str]:
    return Counter(found.code for found in made.diagnostics if found.severity is not Severity.HINT)


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_bad_sample_gives_exactly_this_code(rule: Rule) -> None:
    made = compiled(rule, rule.bad)
    assert (rule.code in {found.code for found in made.diagnostics}) == (rule.code not in OF_FILES)
    others = set(grave(made)) - {rule.code} - COMPANY.get(rule.code, set())
    assert not others, [found.message for found in made.diagnostics if found.code in others]


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_good_sample_is_clean(rule: Rule) -> None:
    made = compiled(rule, rule.good)
    assert rule.code not in {found.code for found in made.diagnostics}
    assert not grave(made), [found.message for found in made.diagnostics]


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in ALL_RULES}) == len(ALL_RULES)
    assert len({rule.name for rule in ALL_RULES}) == len(ALL_RULES)


def test_fixed_codes_keep_their_names() -> None:
    names = {rule.code: rule.name for rule in ALL_RULES}
    assert {code: names.get(code) for code in FIXED} == FIXED


def test_time_and_conduct_are_never_errors() -> None:
    assert {rule.code for rule in ALL_RULES if rule.code >= "P4" and rule.severity is Severity.ERROR} == set()


def test_every_check_is_listed_once() -> None:
    assert len(set(ALL_CHECKS)) == len(ALL_CHECKS)


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_rule_is_written_out(rule: Rule) -> None:
    assert rule.title.strip()
    assert rule.title[0].isupper()
    assert rule.title.endswith(".")
    assert len(rule.why) > 80


FIVE_LINES = (
    "# Learn to swim\n\n## Goals\n\n- Find a course\n- Learn the crawl\n- Swim a kilometre\n",
    "# Learn to swim\n\n### Crawl ~3m\n- Find a course\n- Go twice a week\n- Barrier: afraid of deep water\n",
    "# Learn to swim\n- [ ] Find a course\n- [ ] Go twice a week\n- [ ] Swim a kilometre\n",
    "# Learn to swim\n\n## Long-term goals\n### Swim across the lake ~2y\n- Barrier: it is cold\n",
    "# Learn to swim\nI want to swim.\n\nSoon.\n",
)


@pytest.mark.parametrize("text", FIVE_LINES)
def test_first_plan_is_not_shouted_at(text: str) -> None:
    made = compile_text("first.plan.md", text, date(2026, 11, 1))
    assert sum(grave(made).values()) <= 2, [found.message for found in made.diagnostics]


@pytest.mark.parametrize(
    ("heading", "length", "told"),
    [
        ("Long-term goals", "800h", set()),  # by 7 hours a week, 800 days
        ("Short-term goals", "800h", {"P206"}),
        ("Long-term goals", "300h", {"P206"}),
        ("Goals", "2000h", {"P207"}),
        ("Short-term goals", "300d", {"P206"}),  # of five a week, 420 days
        ("Short-term goals", "200d", set()),
    ],
)
def test_lengths_of_hours_and_workdays_are_compared_as_days_of_the_calendar(
    heading: str, length: str, told: set[str]
) -> None:
    front = "---\nstart: 2026-11-01\nworkdays: mon-fri\n---\n" if length.endswith("d") else ""
    text = f"{front}# P\n\n## {heading}\n\n### Learn ~{length}\n\n- [ ] Read\n"
    made = compile_text("a.plan.md", text, date(2026, 11, 1))
    assert {found.code for found in made.diagnostics} & {"P206", "P207"} == told


def test_a_step_of_many_hours_is_long() -> None:
    for length, told in (("300h", True), ("100h", False)):
        made = compile_text("a.plan.md", f"# P\n\n## Goals\n\n### Learn\n\n- [ ] Read ~{length}\n", date(2026, 11, 1))
        assert any(found.code == "P208" for found in made.diagnostics) == told


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_the_checks_not_loaded_would_find_nothing(rule: Rule) -> None:
    """A plan is asked only what it can answer: the checks of barriers where it has some, and so on."""
    for text in (rule.bad, rule.good):
        made = compiled(rule, text)
        asked = run_checks(made.document, made.plan, made.schedule, near_misses(made.parsed), made.defaults.programme)
        context = CheckContext(
            made.document, made.plan, made.schedule, near_misses(made.parsed), made.defaults.programme
        )
        assert set(asked) == {found for module in ALL_CHECKS for found in module.check(context)}
