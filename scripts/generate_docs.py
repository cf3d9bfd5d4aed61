"""Writes the reference pages from the code: findings, tags, front-matter keys, section names, commands,
what a template may use.

python scripts/generate_docs.py            write them
python scripts/generate_docs.py --check    say which are out of date, and fail if any is
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

import click
from view_reference import view_page

from plainplan.checks.all_rules import ALL_RULES
from plainplan.cli import group
from plainplan.diagnostics import Rule
from plainplan.exchange.columns import COLUMNS, SETTINGS, SETTINGS_SAYS
from plainplan.exchange.losses import KINDS
from plainplan.exchange.readers import NOTES
from plainplan.exchange.readers import READERS as FILE_READERS
from plainplan.exchange.readers.headings import KEYS as READ_KEYS
from plainplan.exchange.readers.table import DERIVED
from plainplan.lower.settings import READERS
from plainplan.lower.vocabulary import SECTIONS
from plainplan.model import SectionKind
from plainplan.render import FORMATS
from plainplan.syntax.tags import RESERVED, TAGS
from plainplan.values import Horizon
from plainplan.words import LANGUAGES, plan_words
from plainplan.words.reading import PlanWords

DOCS = Path(__file__).parent.parent / "docs"
NOTE = "<!-- Made by `make docs` from the code. Change it there. -->"

FAMILIES = {
    "P1": ("What is written", "The text itself: tags, dates, names, front matter, bytes."),
    "P2": ("What is missing", "The plan as a plan: goals, steps, barriers, solutions, choices."),
    "P3": ("What waits for what", "Names and the order of things."),
    "P4": ("Time", "Dates that do not fit together. Never an error: a late plan builds, and says so."),
    "P5": ("Keeping at it", "Check-ins and what happens after the plan is written. Never an error either."),
    "X1": ("What a programme asks for", "Told where [`plan.toml`](../cohorts.md#a-programmes-own-rules) asks for it."),
}

MEANINGS = {
    (SectionKind.ASSESSMENT, None): "self-assessment",
    (SectionKind.OCCUPATIONS, None): "the table of occupations",
    (SectionKind.GOALS, Horizon.SHORT): "short-term goals",
    (SectionKind.GOALS, Horizon.LONG): "long-term goals",
    (SectionKind.GOALS, Horizon.PRIMARY): "primary objective",
    (SectionKind.GOALS, None): "goals, each as far off as its length says",
    (SectionKind.SOMEDAY, None): "ideas without dates",
    (SectionKind.CHECKINS, None): "check-ins",
    (SectionKind.NOTES, None): "notes, never read as goals",
}


KEYS = {
    "format": ("the version of the plan format", "1"),
    "title": ("the plan's title; else the first `#` heading", "From barista to nurse"),
    "author": ("whose plan it is", "Jo Rivera"),
    "start": ("the first day of the plan", "2026-09-01"),
    "finish": (
        "the day by which all must be finished; without `start`, the plan is laid backward from it",
        "2031-03-31",
    ),
    "review": (
        "how often you look at the plan: `daily`, `weekly on sunday`, `every 2 weeks`, `monthly`",
        "weekly on sunday",
    ),
    "partner": ("who looks at it with you", "Sam Okafor"),
    "pace": ("hours a week that you have for it; 7 unless you say otherwise", "8h/week"),
    "focus": ("how many goals are open at once; no limit unless you say so", "2"),
    "workdays": ("days on which work in hours and days is done; every day unless you say otherwise", "mon-fri"),
    "away": (
        "days off for everything: a date, a range, a calendar file beside the plan, or a list of them",
        "2026-12-19..2027-01-03",
    ),
    "holidays": ("a calendar file beside the plan, or a list: days off like those outside `workdays`", "de-by.ics"),
    "remind": (
        "how long before due days, fixed days and check-ins the calendar reminds, in days or weeks; `off` unless you"
        " say otherwise",
        "[1w, 1d]",
    ),
    "currency": ("what `cost:` is counted in", "EUR"),
    "lang": ("the language of the page, and of section names beside the English ones", "de"),
    "paper": ("the size of the PDF's pages: `a4` (unless you say otherwise) or `letter`", "letter"),
    "ignore": ("codes of findings that you do not want to hear", "[P204, P207]"),
    "visibility": (
        "the most that an overview of many plans may show of it: `private`, `overview` or `full`",
        "overview",
    ),
}


def pages() -> Iterator[tuple[str, str]]:
    """Every generated page: its path below `docs/`, and its text."""
    rules = sorted(ALL_RULES, key=lambda rule: rule.code)
    yield "findings/index.md", _joined(_findings_index(rules))
    for rule in rules:
        yield f"findings/{rule.code}.md", _joined(_finding(rule))
    yield "reference/tags.md", _joined(_tags())
    yield "reference/keys.md", _joined(_keys())
    yield "reference/sections.md", _joined(_sections())
    yield "reference/commands.md", _joined(_commands())
    yield "reference/view.md", _joined(("# The view", "", NOTE, "", *view_page()))
    yield "exchange.md", _joined(_exchange())


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _findings_index(rules: list[Rule]) -> Iterator[str]:
    yield from ("# Findings", "", NOTE, "")
    yield "What plainplan can tell you about a plan. `plan explain P204` says the same in the terminal."
    yield "An **error** keeps the page from being written, since the text could not be understood;"
    yield "**warnings** and **hints** never do."
    for family, (title, about) in FAMILIES.items():
        yield from ("", f"## {title}", "", about, "", "| Code | Name | Severity | |", "| --- | --- | --- | --- |")
        for rule in rules:
            if rule.code.startswith(family):
                yield _row(f"[{rule.code}]({rule.code}.md)", rule.name, rule.severity.value, rule.title)


def _finding(rule: Rule) -> Iterator[str]:
    yield from (f"# {rule.code}: {rule.name}", "", NOTE, "")
    yield from (f"*{rule.severity.value.capitalize()}.* {rule.title}", "", rule.why.strip(), "")
    folder = dict(rule.beside).get("plan.toml")
    if folder:
        yield from ("With this `plan.toml`:", "", *_fenced(folder, "toml"), "")
    for heading, sample in (("This has it", rule.bad), ("This has not", rule.good)):
        if not (folder and rule.bad == rule.good):
            yield from (f"## {heading}", "", *_fenced(sample), "")
    yield "[All findings](index.md)"


def _fenced(text: str, kind: str = "markdown") -> Iterator[str]:
    fence = "```"
    while fence in text:
        fence += "`"
    yield from (f"{fence}{kind}", text.strip("\n"), fence)


def _tags() -> Iterator[str]:
    yield from ("# Tags", "", NOTE, "")
    yield "Words with a meaning, in a heading or in the first paragraph of an item."
    yield "[The plan format](../format.md#tags) tells how they work; this is the table."
    yield from ("", "| Tag | Meaning | For example |", "| --- | --- | --- |")
    for kind in TAGS:
        yield _row(kind.pattern, kind.meaning, f"`{kind.example}`")
    yield from ("", "A `DATE` is a day (`2027-01-15`), a month (`2027-01`) or a year (`2027`).", "")
    yield "Kept free for later: " + "; ".join(f"`{key}:` (write `{use}`)" for key, use in RESERVED.items()) + "."


def _keys() -> Iterator[str]:
    yield from ("# Front-matter keys", "", NOTE, "")
    yield from ("Settings between two lines of `---` at the top of a plan. All are optional.", "")
    yield from ("| Key | Meaning | For example |", "| --- | --- | --- |")
    for key in READERS:
        meaning, example = KEYS[key]
        yield _row(f"`{key}`", meaning, f"`{key}: {example}`")


def _sections() -> Iterator[str]:
    yield from ("# Section names", "", NOTE, "")
    yield "Headings that mean something. They are compared by their letters alone: case, hyphens, spaces,"
    yield "emoji, brackets and a colon make no difference. Any other heading is prose, or a goal if there is"
    yield "work below it. Below each table are the words that mean something in items, tables and settings."
    for code, language in LANGUAGES.items():
        title = language if code == "en" else f"{language} (`lang: {code}`)"
        yield from ("", f"## {title}", "", "| Section | Written |", "| --- | --- |")
        for key, names in plan_words(code)[-1].sections.items():
            name = SECTIONS[key]
            yield _row(MEANINGS[name.kind, name.horizon], _codes(names))
        yield from _words(plan_words(code)[-1])


def _words(known: PlanWords) -> Iterator[str]:
    """The words that mean something elsewhere than in a section's heading."""
    tables = {
        "an item that is a barrier": [f"{word}:" for word in known.barrier],
        "an item that is its solution": [f"{word}:" for word in known.solution],
        "the paragraph that the masthead shows": [f"{word}:" for word in known.why],
        **{f"trait: {key}": names for key, names in known.traits.items()},
        "the column of stages": known.stage,
        **{f"stage: {key}": names for key, names in known.stages.items()},
        **{f"column: {key}": names for key, names in known.criteria.items()},
        "the row of weights": known.weight,
        **{f"rhythm: every {key}": names for key, names in known.adverbs.items()},
    }
    yield from ("", "| Elsewhere | Written |", "| --- | --- |")
    yield from (_row(meaning, _codes(names)) for meaning, names in tables.items() if names)


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{one}`" for one in names)


def _exchange() -> Iterator[str]:
    yield from ("# To and from other programs", "", NOTE, "", "## Out", "")
    partial = {name: import_module(format.module) for name, format in FORMATS.items() if format.is_partial}
    yield "`plan build --to FORMAT` makes a plan into what other programs read; several have commas between them."
    yield "What an output has no place for is counted on standard error, and with `--strict` fails the build. No"
    yield "output replaces a plan."
    yield from ("", "| Output | Ending | Is | Read by | Leaves out |", "| --- | --- | --- | --- | --- |")
    for name, module in partial.items():
        left = ", ".join(KINDS[kind].told(2).removeprefix("2 ") for kind in module.LEAVES_OUT) or "nothing"
        yield _row(f"`{name}`", f"`{FORMATS[name].ending}`", module.IS, module.READERS, left)
    yield from _planners()
    yield from _inputs()
    yield from ("", "## Columns of our tables", "")
    yield "CSV and the sheets Steps and Goals of a workbook have the same columns, and new ones come last. Dates are"
    yield "days such as `2027-01-15`, in a workbook real ones. A table that `plan import` reads again comes to the same"
    yield "dates:"
    derived = [f"`{name}`" for name in DERIVED]
    yield f"{', '.join(derived[:-1])} and {derived[-1]} follow from the other columns,"
    yield "and what is changed in them is not read. Excel reads letters in CSV right with `--excel`."
    yield ""
    yield from ("| Column | Says |", "| --- | --- |")
    for column in COLUMNS:
        yield _row(f"`{column.name}`", column.says)
    yield _row(f"`{SETTINGS}`", SETTINGS_SAYS)
    yield from ("", "Text that a spreadsheet would take for a formula has a `'` before it.", "")
    yield from ("## A Word document", "", "```sh", "plan build nurse.plan.md --to md -o nurse-report.md")
    yield from ("pandoc nurse-report.md -o nurse.docx", "```")


def _planners() -> Iterator[str]:
    """What is worth knowing of outputs for programs that plan by themselves, and for lists of tasks."""
    yield from ("", "### Programs that plan by themselves", "")
    yield "A TaskJuggler project comes to the planned dates, as if nothing had happened: its lengths are the"
    yield "calendar days that each came to, its links and gaps stand for order, tags, focus and days off, and a day"
    yield "stands where no link explains it. A goal that is longer than all in it has a task of its own length."
    yield ""
    yield "In a project of MS Project tasks stand at their projected days, with what has happened as actual dates"
    yield "and the plan as the baseline; a day ends at midnight, so that a finish on the 14th is shown as the 15th,"
    yield "00:00. The field Text1 (`plainplan`) holds what has no field there, such as `~4/6/9m every:month @sam`,"
    yield "and `plan import` makes the same plan of it again; what was changed in between is taken as it is there."
    yield from ("", "### Lists of tasks", "")
    yield "In Obsidian a task runs from its start (🛫) to the day for which it is scheduled (⏳), its last; due (📅)"
    yield "is its `due:` alone. todo.txt and Taskwarrior have one day for both: `due` is the `due:`, else the last"
    yield "day."


_FROM = (
    ("Excel, LibreOffice, Numbers, Google Sheets", "`.xlsx` or `.csv`; each sheet with known headings is read"),
    ("MS Project", "XML; or `.csv` or `.xlsx`, with the columns for outline and predecessors"),
    ("GanttProject, Smartsheet", "`.csv` or `.xlsx`, with the columns for outline and predecessors"),
    ("Asana, Trello, Notion, Jira, Todoist, Monday", "`.csv`, from the export of a project, board or database"),
    ("GitHub, GitLab, Obsidian, Notion pages with a chart", "the chart's text as `.mmd`"),
)


def _inputs() -> Iterator[str]:
    """What `plan import` reads, and what it makes of it."""
    yield from ("", "## In", "")
    yield "`plan import FILE` makes a plan of it: the format is told by the ending, else by what is in the file, and"
    yield "`--from` says it outright. Nothing is written over, and the plan has no errors."
    yield from ("", "| Format | Ending | Is |", "| --- | --- | --- |")
    yield _row(f"`{NOTES}`", "`.md`", "[notes in Markdown](words.md), by the words in them")
    for name, reader in FILE_READERS.items():
        yield _row(f"`{name}`", ", ".join(f"`{ending}`" for ending in reader.endings), reader.noun)
    yield from (
        "",
        "A note in Markdown with fields of Obsidian's Tasks plugin is read as such.",
        "",
        "Durations and links stay what they are. A day becomes a tag only where neither a link nor the order",
    )
    yield from ("of lines explains it. Hierarchy becomes goals and steps, what is finished has its `done:`.", "")
    yield "Each cell or field for which a plan has no place is told with its line, and its text stands under Notes."
    yield "Read are at most 32 MiB and 100,000 rows."
    yield from ("", "| From | Save or export it as |", "| --- | --- |")
    for program, way in _FROM:
        yield _row(program, way)
    yield from ("", "### Columns that are read", "")
    yield "Headings are known in ten languages and as other programs write them: MS Project, Asana, Trello, Notion,"
    yield "Jira, Todoist, Google Sheets. For any other, `--map COLUMN=KEY` says what it is; COLUMN is its heading, its"
    yield "letter or its number. Behind a column of days may stand `:day-first` or `:month-first`."
    yield from ("", "```sh", 'plan import tasks.csv --map "Was=title" --map "Bis=due:day-first"', "```", "")
    yield from ("| Key | Such a column says |", "| --- | --- |")
    for key, says in READ_KEYS.items():
        yield _row(f"`{key}`", says)


def _commands() -> Iterator[str]:
    yield from ("# Commands", "", NOTE, "", "What `plan --help` and `plan COMMAND --help` print.", "")
    context = click.Context(group, info_name="plan", terminal_width=100, **group.context_settings)
    yield from _help(context)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None and not command.hidden:
            yield from ("", f"## plan {name}", "")
            yield from _help(click.Context(command, info_name=name, parent=context, terminal_width=100))


def _help(context: click.Context) -> Iterator[str]:
    yield from ("```text", context.command.get_help(context).rstrip(), "```")


def write(root: Path) -> None:
    """Write every page that differs, and remove those whose rule has gone."""
    wanted = dict(pages())
    for name, text in wanted.items():
        path = root / name
        if _read(path) != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            print(f"wrote {path.name}")
    for path in (root / "findings").glob("*.md"):
        if f"findings/{path.name}" not in wanted:
            path.unlink()


def stale(root: Path) -> list[str]:
    """The pages that are not as the code says."""
    wanted = dict(pages())
    written = {f"findings/{path.name}" for path in (root / "findings").glob("*.md")}
    differing = {name for name, text in wanted.items() if _read(root / name) != text}
    return sorted(differing | (written - wanted.keys()))


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        write(DOCS)
        return 0
    old = stale(DOCS)
    for name in old:
        print(f"docs/{name} is out of date: `make docs` writes it", file=sys.stderr)
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main())
