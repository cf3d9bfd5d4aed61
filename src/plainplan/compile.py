"""The whole pipeline on one screen: text in, a `Compilation` out. No files, no clock."""

from __future__ import annotations

from datetime import date

from plainplan.checks import of_folder, run_checks, without_ignored
from plainplan.companions import NONE, Companions
from plainplan.defaults import NO_DEFAULTS, Defaults
from plainplan.diagnostics import Diagnostic, Severity
from plainplan.facts import Facts
from plainplan.facts.timeless import as_told
from plainplan.lower import lower, without_doubling, without_false_near_misses
from plainplan.model import Plan
from plainplan.schedule import Schedule, schedule
from plainplan.source import Source, Span
from plainplan.syntax import Document, Parsed, decode, read, unfinished_merges
from plainplan.syntax.rules import NEAR_MISS, NO_LENGTH, UNFINISHED_MERGE
from plainplan.tuples import NamedTuple


class Compilation(NamedTuple):
    """Everything known about one plan.

    Diagnostics are sorted by place, without duplicates. `companions` are the files beside it that it was compiled with,
    `defaults` the settings of its folder.
    """

    source: Source
    parsed: Parsed
    facts: Facts
    diagnostics: tuple[Diagnostic, ...]
    companions: Companions = NONE
    defaults: Defaults = NO_DEFAULTS

    @property
    def document(self) -> Document:
        return self.parsed.document

    @property
    def plan(self) -> Plan:
        return self.facts.plan

    @property
    def schedule(self) -> Schedule:
        return self.facts.schedule

    @property
    def lang(self) -> str:
        """The language of the plan."""
        return self.plan.settings.lang

    @property
    def has_errors(self) -> bool:
        return any(found.severity is Severity.ERROR for found in self.diagnostics)

    @property
    def is_unmerged(self) -> bool:
        """Whether the text has git's conflict markers: then nothing may be written into it."""
        return any(found.rule is UNFINISHED_MERGE for found in self.diagnostics)


def facts_of(compilation: Compilation) -> Facts:
    """The facts about a compiled plan as of its day."""
    return compilation.facts


def compile_bytes(
    name: str,
    data: bytes,
    today: date,
    before: Compilation | None = None,
    companions: Companions = NONE,
    defaults: Defaults = NO_DEFAULTS,
) -> Compilation:
    """Compile a file's bytes as of a day. Never raises: whatever is wrong becomes a diagnostic.

    `companions` are the files that the plan names, such as its holidays, `defaults` the settings of its folder.
    `before` is an earlier compilation of a similar text, which makes this one faster and changes nothing else.
    """
    source, unreadable = decode(name, data)
    if before:
        from plainplan.syntax.incremental import read_again  # only those that stay running get here

        parsed = read_again(source, before.parsed)
    else:
        parsed = read(source)
    return _compile(parsed, unreadable, today, companions, defaults)


def compile_text(
    name: str,
    text: str,
    today: date,
    before: Compilation | None = None,
    companions: Companions = NONE,
    defaults: Defaults = NO_DEFAULTS,
) -> Compilation:
    """Compile a plan's text as of a day."""
    return compile_bytes(name, text.encode("utf-8", "surrogatepass"), today, before, companions, defaults)


_TOLD = (NEAR_MISS, NO_LENGTH)
"""What tells of the words of a length already."""


def near_misses(parsed: Parsed) -> tuple[Span, ...]:
    """Where words are told as tags that are not quite written as some."""
    return tuple(one.span for one in parsed.found if one.rule in _TOLD)


def _compile(
    parsed: Parsed, unreadable: tuple[Diagnostic, ...], today: date, companions: Companions, defaults: Defaults
) -> Compilation:
    document, of_syntax = parsed.document, parsed.found
    plan, of_meaning = lower(document, companions, defaults)
    dates, of_time = schedule(plan, today)
    dates = as_told(plan, dates)
    of_checks = run_checks(document, plan, dates, near_misses(parsed), defaults.programme)
    of_text = without_doubling(document, (*without_false_near_misses(document, plan, of_syntax), *of_meaning))
    found = (*unreadable, *of_text, *of_time, *of_checks)
    left = of_folder(defaults, without_ignored(document, plan, found))
    told = unfinished_merges(document) or in_order(left)
    return Compilation(document.source, parsed, Facts(plan, dates), told, companions, defaults)


def in_order(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Diagnostics sorted by place, then code, without duplicates."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda one: (one.span, one.code, one.message)))
