"""What can be said about a plan: rules, and the diagnostics that name them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from plainplan.source import Source, Span
from plainplan.tuples import NamedTuple


class Severity(Enum):
    """How much a diagnostic matters: an error keeps outputs from being written."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Rule(NamedTuple):
    """A kind of finding, told once: docs, `plan explain` and tests all come from here.

    `why` is one or two plain paragraphs; `bad` and `good` are whole small plans: the bad one gives
    this rule's code, the good one does not. `as_of` is the day on which both samples are compiled, `beside` the names
    and texts of the files that lie beside them.
    """

    code: str
    name: str
    severity: Severity
    title: str
    why: str
    bad: str
    good: str
    as_of: str = "2026-11-01"
    beside: tuple[tuple[str, str], ...] = ()


class Edit(NamedTuple):
    """Replace the text at `span` by `text`; an empty span inserts."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that mend a finding; safe when they cannot change what the writer meant."""

    edits: tuple[Edit, ...]
    safe: bool = True


class Diagnostic(NamedTuple):
    """One finding: a rule, a place, a sentence; where possible a label under the place, help and a fix.

    `severity` is the rule's own unless a finding of a milder or graver kind says otherwise. `also` are the other places
    of a finding that is told once for many.
    """

    rule: Rule
    span: Span
    message: str
    label: str = ""
    help: str = ""
    fix: Fix | None = None
    severity: Severity = Severity.WARNING
    also: tuple[Span, ...] = ()

    @property
    def code(self) -> str:
        return self.rule.code


def finding(
    rule: Rule,
    span: Span,
    message: str,
    *,
    label: str = "",
    help: str = "",
    fix: Fix | None = None,
    severity: Severity | None = None,
    also: tuple[Span, ...] = (),
) -> Diagnostic:
    """A diagnostic with its rule's severity unless another is given."""
    return Diagnostic(rule, span, message, label, help, fix, severity or rule.severity, also)


def replace(span: Span, text: str, *, safe: bool = True) -> Fix:
    """The fix that writes `text` at `span`."""
    return Fix((Edit(span, text),), safe)


def with_edits(source: Source, edits: Iterable[Edit]) -> Source:
    """The source with edits made, which do not overlap; line ends that they bring are the file's own."""
    parts: list[str] = []
    place = 0
    for edit in sorted(edits, key=lambda one: one.span):
        text = edit.text.replace("\r\n", "\n").replace("\n", source.line_end)
        parts += [source.text[place : edit.span.start], text]
        place = edit.span.end
    return Source(source.name, "".join((*parts, source.text[place:])), source.bom)
