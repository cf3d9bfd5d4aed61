"""What a reader of a front-matter value needs to know and can say."""

from __future__ import annotations

from typing import NamedTuple

from plainplan.diagnostics import Diagnostic, Rule, Severity, finding, replace
from plainplan.source import Span
from plainplan.syntax.outcome import Unread
from plainplan.syntax.rules import UNREADABLE_VALUE


class Problem(NamedTuple):
    """Something wrong with a value: where, in which words, what would work; `severity` where it is not its rule's."""

    span: Span
    message: str
    help: str
    instead: str | None = None
    rule: Rule = UNREADABLE_VALUE
    severity: Severity | None = None

    @staticmethod
    def of(unread: Unread, span: Span) -> Problem:
        """The trouble that a value reader had."""
        return Problem(span, unread.message, unread.help, unread.instead, unread.rule)

    def told(self) -> Diagnostic:
        fix = None if self.instead is None else replace(self.span, self.instead, safe=False)
        return finding(self.rule, self.span, self.message, help=self.help, fix=fix, severity=self.severity)
