"""Commands start fast: what each of them loads, found out in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import plainplan

HEAVY = {
    "jinja2",
    "weasyprint",
    "watchdog",
    "markdown_it",
    "yaml",
    "numpy",
    "icalendar",
    "babel",
    "holidays",
    "xlsxwriter",
    "openpyxl",
    "pygls",
    "lsprotocol",
    "cattrs",
    "asyncio",
    "http",
}

# What a command may load of it.
ALLOWED = {
    ("--version",): set(),
    ("-h",): set(),
    ("check", "-h"): {"markdown_it", "yaml"},
    ("check", "PLAN"): {"markdown_it", "yaml"},
    ("check", "PLAN", "--format", "json"): {"markdown_it", "yaml"},
    ("check", "PLAN", "--fail-if", "finish > 2999-01-01"): {"markdown_it", "yaml"},
    ("decide", "-f", "PLAN"): {"markdown_it", "yaml"},
    ("forecast", "-f", "PLAN", "--runs", "10"): {"markdown_it", "yaml", "numpy"},
    ("build", "PLAN", "--to", "json", "-o", "-"): {"markdown_it", "yaml"},
    ("build", "PLAN", "--to", "html", "-o", "-"): {"markdown_it", "yaml", "jinja2"},
    ("holidays", "-h"): {"markdown_it", "yaml"},
    ("build", "HOLIDAYS", "--to", "json", "-o", "-"): {"markdown_it", "yaml"},
    ("done", "read", "-f", "PLAN"): {"markdown_it", "yaml"},
    ("checkin", "all well", "-f", "PLAN"): {"markdown_it", "yaml"},
    ("review", "--no-questions", "-f", "PLAN"): {"markdown_it", "yaml"},
    ("diff", "-h"): {"markdown_it", "yaml"},
    ("history", "-h"): {"markdown_it", "yaml"},
    ("build", "PLAN", "--to", "ics", "-o", "-"): {"markdown_it", "yaml", "icalendar"},
    ("build", "PLAN", "--to", "csv", "-o", "-"): {"markdown_it", "yaml"},
    ("build", "PLAN", "--to", "xlsx", "-o", "-"): {"markdown_it", "yaml", "xlsxwriter"},
    ("import", "-h"): {"markdown_it", "yaml"},
}

LOADED = f"""
import json, sys
sys.path.insert(0, {str(Path(plainplan.__file__).parent.parent)!r})  # an isolated start sees no `PYTHONPATH`
from plainplan.cli import run
status = run(sys.argv[1:])
sys.stdout.flush()
sys.stderr.write("\\n" + json.dumps([status, sorted(name for name in sys.modules)]))
"""


def modules_of(*command: str) -> list[str]:
    """The modules that a command has loaded in the end, by name."""
    ran = subprocess.run([sys.executable, "-I", "-c", LOADED, *command], capture_output=True, check=True)
    status, modules = json.loads(ran.stderr.decode("utf-8").rpartition("\n")[2])
    assert status == 0, ran.stderr
    return list(modules)


@pytest.mark.parametrize("arguments", ALLOWED, ids=" ".join)
def test_what_a_command_loads(arguments: tuple[str, ...], tmp_path: Path) -> None:
    plan = tmp_path / "small.plan.md"
    plan.write_text("# A plan\n\n## Goals\n\n### Learn ~2w\n\n- [ ] Read ~1w\n", "utf-8")
    free = tmp_path / "free.ics"
    free.write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20991225\nEND:VEVENT\nEND:VCALENDAR\n", "utf-8")
    off = tmp_path / "off.plan.md"
    off.write_text("---\nholidays: free.ics\n---\n\n# A plan\n\n## Goals\n\n### Learn ~2w\n\n- [ ] Read ~1w\n", "utf-8")
    command = [{"PLAN": str(plan), "HOLIDAYS": str(off)}.get(part, part) for part in arguments]
    assert HEAVY & {name.split(".")[0] for name in modules_of(*command)} <= ALLOWED[arguments]


def test_version_loads_only_the_command_line() -> None:
    ours = [name for name in modules_of("--version") if name.startswith("plainplan")]
    assert ours == [
        "plainplan",
        "plainplan.cli",
        "plainplan.cli.command",
        "plainplan.cli.console",
        "plainplan.diagnostics",
        "plainplan.pattern",
        "plainplan.plain",
        "plainplan.report",
        "plainplan.report.style",
        "plainplan.safe_text",
        "plainplan.source",
        "plainplan.tuples",
    ]


def test_options_load_nothing(tmp_path: Path) -> None:
    plan = tmp_path / "small.plan.md"
    plan.write_text("# A plan\n\n## Goals\n\n### Learn ~2w\n\n- [ ] Read ~1w\n", "utf-8")
    loaded = modules_of("check", str(plan), "-q", "--as-of", "2026-11-01")
    # Click loads the first two to find out what was meant and to translate it; fractions bring `decimal` with them.
    assert not {"difflib", "locale", "fractions"} & set(loaded)


OF_PLAIN_WORDS = {"", ".first_look", ".first_words", ".language", ".signs", ".straight"}
"""What is looked into where no title says a time in words: it needs no table of a language."""


def test_plain_words_are_read_only_where_some_are(tmp_path: Path) -> None:
    plan = tmp_path / "small.plan.md"
    plan.write_text(
        "# A plan\n\n## Goals\n\n### Goal number 2 ~2w\n\n- [ ] Read the book ~1w\n"
        "  - Barrier: no time ~1w\n    - Solution: ask for help\n",
        "utf-8",
    )
    modules = modules_of("check", str(plan), "-q")
    ours = {name.removeprefix("plainplan.readings") for name in modules if name.startswith("plainplan.readings")}
    assert ours <= OF_PLAIN_WORDS
    assert "tomllib" not in modules
    plan.write_text("# A plan\n\n## Goals\n\n### Learn ~2w\n\n- [ ] Read until 20 June 2027 ~1w\n", "utf-8")
    assert "plainplan.readings.dates" in modules_of("check", str(plan), "-q")


# What a start loads of ours: each package with what is loaded of it. A module takes about a tenth of a millisecond, of
# the 70 that a start takes: add one only if there is no way without.
CHECK_LOADS = """
companions compile defaults diagnostics errors finding_data folder_settings messages model pattern plain prose
safe_text source tuples values
checks: context goal_too_long goal_without_steps idle_tag ignore in_words minutes_meant misplaced_settings mixed_boxes
  no_barriers no_goals no_primary_objective no_rhythm no_start no_title nothing_ticked numbered_periods
  obstacles_outside of_gaps one_horizon order_unsaid other_language outside_goals overdue plan_language
  reads_like_a_goal standing step_too_long unfilled_starter wrong_horizon
cli: check command console options settings sharing
facts: facts lateness timeless
lower: astray calendar_words draft finish inlines items names near_sections near_words notes outline reading
  references rules settings slugs vocabulary
project: finding paths plan_file reading trouble
readings: first_look first_words language signs straight
report: excerpt style text
schedule: backward calendar chain forward horizons network result rules schedule search shares slack start states
  upcoming waiting
syntax: boxes dates decoding document durations edit_distance frontmatter inline markdown near_blocks near_keys
  nesting nodes numbers outcome read readers rules tags tree unread visible words
words: en languages reading speech
"""
BUILD_LOADS = """
building costs exchange spoken typography why
checks: picture_not_shown
cli: build build_one
draw: axis lanes letters links picture
facts: agenda check_ins coming days_off delays latest load people places reasons
project: attributes outputs pictures writing
render: assets environment fragment_cache html looks markup options pictures template_cache
view: agenda anchors cards contents context goals headings keeping masthead now parts sheet_parts timeline waits whole
"""


def listed(*texts: str) -> set[str]:
    """The modules that such a list names."""
    names, package = {"plainplan"}, ""
    for line in "\n".join(texts).splitlines():
        package = package if line.startswith("  ") else ""
        for word in line.split():
            if word.endswith(":"):
                package = f".{word[:-1]}"
                names.add(f"plainplan{package}")
            else:
                names.add(f"plainplan{package}.{word}")
    return names


@pytest.mark.parametrize(
    ("command", "known"), [("check", listed(CHECK_LOADS)), ("build", listed(CHECK_LOADS, BUILD_LOADS))]
)
def test_a_start_loads_no_more_of_ours(command: str, known: set[str], tmp_path: Path) -> None:
    plan = tmp_path / "small.plan.md"
    plan.write_text("# A plan\n\n## Goals\n\n### Learn ~2w\n\n- [ ] Read ~1w\n", "utf-8")
    loaded = {name for name in modules_of(command, str(plan), "-q") if name.split(".")[0] == "plainplan"}
    assert loaded - known == set(), "load it where it is needed, or add it to the list above if every start needs it"
    assert len(known & loaded) > 100
