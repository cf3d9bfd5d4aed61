"""`plan explain`: what a finding means, from its rule."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from textwrap import indent, wrap

import click

from plainplan.checks.all_rules import ALL_RULES
from plainplan.cli.command import Command
from plainplan.cli.console import Console
from plainplan.cli.options import common
from plainplan.defaults import FILE_NAME
from plainplan.diagnostics import Rule
from plainplan.errors import UsageError
from plainplan.report.style import Style

_WIDTH = 88


@click.command(
    "explain",
    cls=Command,
    epilog="""\b
Examples:
  plan explain         the list of all findings
  plan explain P204    one of them
  plan explain barrier-without-solution""",
)
@click.argument("code", required=False)
@common
def command(console: Console, code: str | None) -> int:
    """Tell what a finding means, why it matters, and show a bad and a good example.

    Without a CODE, the list of all findings.
    """
    style = console.out
    console.answer(_explained(_rule(code), style) if code else _list(style))
    return 0


def _rule(wanted: str) -> Rule:
    """The rule with that code or name, in either case."""
    by_word = {word.lower(): rule for rule in ALL_RULES for word in (rule.code, rule.name)}
    if rule := by_word.get(wanted.lower()):
        return rule
    near = get_close_matches(wanted.lower(), by_word, 1, 0.7)
    help = f"did you mean `{by_word[near[0]].code}` ({by_word[near[0]].name})?" if near else "`plan explain` lists them"
    raise UsageError(f"there is no finding `{wanted}`: {help}")


def _list(style: Style) -> Iterator[str]:
    width = max(len(rule.name) for rule in ALL_RULES)
    for rule in sorted(ALL_RULES, key=lambda one: one.code):
        severity = style.severity(f"{rule.severity.value:<7}", rule.severity)
        yield f"{style.paint(rule.code, 'bold')}  {severity}  {rule.name:<{width}}  {rule.title}"


def _explained(rule: Rule, style: Style) -> Iterator[str]:
    yield f"{style.severity(f'{rule.severity.value}[{rule.code}]', rule.severity)} {style.paint(rule.name, 'bold')}"
    yield ""
    yield rule.title
    for paragraph in rule.why.strip().split("\n\n"):
        yield ""
        yield from wrap(" ".join(paragraph.split()), _WIDTH)
    folder = dict(rule.beside).get(FILE_NAME, "")
    samples = (("Bad", rule.bad), ("Good", rule.good)) if rule.bad != rule.good or not folder else ()
    for title, sample in ((f"With this {FILE_NAME}", folder), *samples):
        if not sample:
            continue
        yield ""
        yield style.paint(f"{title}:", "bold")
        yield ""
        yield from indent(sample.strip("\n"), "    ", lambda line: bool(line.strip())).split("\n")
