"""`plan check`: findings in the chosen format, and safe fixes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from plainplan.cli.command import TROUBLE, Command
from plainplan.cli.console import Console
from plainplan.cli.options import as_of, common, in_language, paths
from plainplan.cli.settings import settings_findings
from plainplan.cli.sharing import workers_for
from plainplan.compile import Compilation
from plainplan.diagnostics import Severity
from plainplan.errors import PlainplanError, UsageError
from plainplan.finding_data import count, has_safe_fix
from plainplan.messages import msg, msg_count
from plainplan.project import PlanFile, compile_plan, find_plans
from plainplan.report import FORMATS, report
from plainplan.safe_text import safe_text
from plainplan.tuples import NamedTuple

if TYPE_CHECKING:
    from plainplan.assertions import Condition
    from plainplan.finding_data import Judged


class _Checked(NamedTuple):
    """A plan before and after its fixes."""

    plan: PlanFile
    data: bytes
    before: Compilation
    after: Compilation
    fixed: int


@click.command(
    "check",
    cls=Command,
    epilog="""\b
Examples:
  plan check                       the plan in this folder
  plan check plans/                every plan in a folder and below
  plan check nurse.plan.md --fix   mend what can be mended without a doubt
  plan check --format concise      a line for each finding, for editors
  plan check --strict              fail on warnings too, for an automatic check
  plan check --fail-if "P80 > 2031-06-30" --fail-if "slack(teas) < 7d"
  plan explain P204                what a finding means

Exit status: 0 no errors, 1 errors (with --strict: or warnings; or what --fail-if asks for), 2 a plan
could not be read or written.""",
)
@paths
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="full", help="The form of the findings. [default: full]"
)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--fail-if",
    "conditions",
    metavar="EXPR",
    multiple=True,
    help='Fail if this holds, such as "finish > 2031-06-30". May be given more than once.',
)
@click.option("--fix", is_flag=True, help="Apply the safe fixes to the files, until none is left.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also those that are likely, and not sure.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@as_of
@common
@in_language
def command(
    console: Console,
    paths: tuple[str, ...],
    form: str,
    strict: bool,
    conditions: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    as_of: date,
) -> int:
    """Say what is wrong with plans, and write nothing.

    PATH is a plan, a folder with plans, or - for standard input.
    """
    _refuse(form, fix, diff, paths)
    if unsafe_fixes and not (fix or diff):
        raise UsageError("`--unsafe-fixes` goes with `--fix`, or with `--diff` to see them first")
    asked = _conditions(conditions)
    found = find_plans(paths)
    settings = settings_findings(found.plans)
    troubles: list[PlainplanError] = list(found.troubles)
    if not (fix or diff or asked) and (workers := workers_for(found.plans)):
        from plainplan.cli.check_many import judge_many

        judged: Sequence[Judged] = tuple(judge_many(found.plans, as_of, workers, troubles))
        _tell(console, (*settings, *judged), form)
        return _status(console, troubles, fails=_fails((*settings, *judged), strict))
    checked = tuple(_checked(found.plans, as_of, mend=fix or diff, write=fix, unsafe=unsafe_fixes, troubles=troubles))
    if diff:
        from plainplan.cli.changes import changes

        console.answer(
            line for one in checked for line in changes(one.plan.name, one.before.source, one.after.source, console)
        )
    plans = tuple(one.after if fix else one.before for one in checked)
    _tell(console, (*settings, *plans), form, aside=diff)
    if fix and (fixed := sum(one.fixed for one in checked)):
        told = msg_count("fixed {n} finding", "fixed {n} findings", fixed)
        console.note(console.words_of(*plans).tell(told))
    failed = [_failed(console, plan, asked, troubles) for plan in plans if asked and not plan.has_errors]
    return _status(console, troubles, fails=_fails((*settings, *plans), strict) or any(failed))


def _tell(console: Console, plans: Sequence[Judged], form: str, *, aside: bool = False) -> None:
    """Print the report; to standard error (`aside`) where standard output has another answer."""
    if plans or form in ("json", "sarif"):
        style = console.err if aside else console.out
        lines = report(plans, form, style, verbose=console.verbose, quiet=console.quiet, words_for=console.words_for)
        (console.say if aside else console.answer)(lines)


def _status(console: Console, troubles: Sequence[PlainplanError], *, fails: bool) -> int:
    """The exit status, after all failures to read plans are printed."""
    for trouble in troubles:
        console.trouble(trouble)
    return TROUBLE if troubles else int(fails)


def _conditions(written: Sequence[str]) -> tuple[Condition, ...]:
    if not written:
        return ()
    from plainplan.assertions import read_condition

    return tuple(map(read_condition, written))


def _failed(
    console: Console, plan: Compilation, conditions: Sequence[Condition], troubles: list[PlainplanError]
) -> bool:
    """Whether one of the conditions holds; each that does is printed."""
    from plainplan.assertions import failures

    forecast = None
    if any(one.needs_forecast for one in conditions):
        from plainplan.forecast.forecast import forecast as ask
        from plainplan.forecast.result import Question

        forecast = ask(plan.plan, plan.schedule.today, Question(drivers=False))
    told: list[str] = []
    words = console.words_of(plan)
    for condition in conditions:
        try:
            told += map(words.tell, failures(plan, condition, forecast))
        except PlainplanError as error:
            troubles.append(error)
    fails = console.err.paint(f"{words.tell(msg('fails'))}{words.catalogue.colon}", "bold", "red")
    console.say(f"{fails} {safe_text(f'{plan.source.name}: {one}')}" for one in told)
    return bool(told)


def _refuse(form: str, fix: bool, diff: bool, paths: tuple[str, ...]) -> None:
    if fix and diff:
        raise UsageError("`--fix` changes the files and `--diff` only shows how: leave one of them out")
    if diff and form in ("json", "sarif"):
        raise UsageError(f"`--diff` is text, and `--format {form}` has the fixes in it: leave one of them out")
    if fix and "-" in paths:
        raise UsageError("`--fix` writes to files, and standard input is none: `--diff` shows the fixes")


def _checked(
    plans: Sequence[PlanFile], today: date, *, mend: bool, write: bool, unsafe: bool, troubles: list[PlainplanError]
) -> Iterator[_Checked]:
    for plan in plans:
        try:
            before, data = compile_plan(plan, today)
            before = _vetted(before, today)
            after, fixed = _mended(plan, before, data, today, write=write, unsafe=unsafe) if mend else (before, 0)
        except PlainplanError as error:
            troubles.append(error)
        else:
            yield _Checked(plan, data, before, after, fixed)


def _vetted(compilation: Compilation, today: date) -> Compilation:
    """The compilation with only those fixes told as safe that are."""
    if not any(map(has_safe_fix, compilation.diagnostics)):
        return compilation
    from plainplan.fixes import vetted

    return vetted(compilation, today)


def _mended(
    plan: PlanFile, before: Compilation, data: bytes, today: date, *, write: bool, unsafe: bool
) -> tuple[Compilation, int]:
    """The plan with its safe fixes and their number; written to its file if asked for."""
    from plainplan.fixes import mended, vetted
    from plainplan.project import told_of_pictures
    from plainplan.source import source_bytes

    after, fixed = mended(before, data, today, unsafe=unsafe)
    after = told_of_pictures(plan, vetted(after, today)) if fixed else before
    if write and fixed and plan.path:
        from plainplan.project import write_plan

        write_plan(plan, source_bytes(after.source), unless_changed_from=data)
    return after, fixed


def _fails(plans: Sequence[Judged], strict: bool) -> bool:
    return any(
        count(plan.diagnostics, Severity.ERROR)
        or ((strict or _is_strict(plan)) and count(plan.diagnostics, Severity.WARNING))
        for plan in plans
    )


def _is_strict(plan: Judged) -> bool:
    """Whether the folder of a plan wants warnings to fail."""
    defaults = getattr(plan, "defaults", None)
    return bool(defaults and defaults.strict)
