"""`plan fmt`: the same plan in its canonical layout, where that is safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from plainplan.cli.changes import changes
from plainplan.cli.command import TROUBLE, Command
from plainplan.cli.console import Console
from plainplan.cli.options import common, paths
from plainplan.errors import PlainplanError, UsageError
from plainplan.fmt import formatted
from plainplan.project import PlanFile, compile_plan, find_plans, today, write_plan
from plainplan.source import Source, source_bytes
from plainplan.tuples import NamedTuple

_SHOWN = 8


class _Layout(NamedTuple):
    """A plan and its canonical layout."""

    plan: PlanFile
    data: bytes
    before: Source
    after: Source
    left: tuple[int, ...]

    @property
    def changed(self) -> bool:
        return self.before.text != self.after.text


@click.command(
    "fmt",
    cls=Command,
    epilog="""\b
Examples:
  plan fmt                   lay out the plan in this folder
  plan fmt plans/ --check    say which plans are not laid out so, and fail if any
  plan fmt --diff            show what would change, and change nothing
  plan fmt - < nurse.md      the layout of standard input, to standard output

Exit status: 0 done, 1 with --check when a plan would change, 2 a plan could not be read, laid out or written.""",
)
@paths
@click.option("--check", is_flag=True, help="Write nothing; fail when a plan would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@common
def command(console: Console, paths: tuple[str, ...], check: bool, diff: bool) -> int:
    """Give plans their canonical layout: tags at the end, tables in line, one empty line between blocks.

    What a plan means stays the same, to the day; lines for which that cannot be shown are named, and left as they are.
    Code, quotes, comments and the front matter are left alone.
    """
    if "-" in paths and len(paths) > 1:
        raise UsageError("`-` stands alone: its layout goes to standard output")
    found = find_plans(paths)
    troubles: list[PlainplanError] = list(found.troubles)
    layouts = tuple(_layouts(found.plans, troubles))
    for one in layouts:
        if diff:
            console.answer(changes(one.plan.name, one.before, one.after, console))
        elif check:
            console.answer([f"would change {one.plan.name}"] if one.changed else [])
        elif one.plan.path is None:
            console.answer_bytes(source_bytes(one.after))
        elif one.changed:
            _write(console, one, troubles)
        if one.left:
            console.note(_about_left(one))
    for trouble in troubles:
        console.trouble(trouble)
    return TROUBLE if troubles else int(check and any(one.changed for one in layouts))


def _layouts(plans: Sequence[PlanFile], troubles: list[PlainplanError]) -> Iterator[_Layout]:
    day = today()
    for plan in plans:
        try:
            compilation, data = compile_plan(plan, day)
        except PlainplanError as error:
            troubles.append(error)
            continue
        source, trouble, left = formatted(compilation, data, day)
        if trouble:
            troubles.append(PlainplanError(f"`{plan.name}` is left as it is: {trouble}"))
        yield _Layout(plan, data, compilation.source, source, left)


def _about_left(one: _Layout) -> str:
    """A message about which lines stay as they are, and why; of many only the first."""
    *some, last = map(str, one.left[:_SHOWN])
    more = f" and {len(one.left) - _SHOWN} more" if len(one.left) > _SHOWN else ""
    lines = ", ".join([*some, last]) if more or not some else f"{', '.join(some)} and {last}"
    if len(one.left) == 1:
        return f"`{one.plan.name}`: line {lines} is left as it is: laid out, it would not mean the same"
    return f"`{one.plan.name}`: lines {lines}{more} are left as they are: laid out, they would not mean the same"


def _write(console: Console, one: _Layout, troubles: list[PlainplanError]) -> None:
    try:
        write_plan(one.plan, source_bytes(one.after), unless_changed_from=one.data)
    except PlainplanError as error:
        troubles.append(error)
    else:
        console.note(f"laid out {one.plan.name}")
