"""Context and errors of readers of front-matter values."""

from __future__ import annotations

from plainplan.diagnostics import Diagnostic, Rule, Severity, finding, replace
from plainplan.messages import msg, msg_capital
from plainplan.source import Span
from plainplan.syntax.outcome import Unread
from plainplan.syntax.rules import UNREADABLE_VALUE
from plainplan.tuples import NamedTuple


class Problem(NamedTuple):
    """An invalid value: its span, message and help; `severity` where it differs from the rule's."""

    span: Span
    message: str
    help: str
    instead: str | None = None
    rule: Rule = UNREADABLE_VALUE
    severity: Severity | None = None
    safe: bool = False

    @staticmethod
    def of(unread: Unread, span: Span) -> Problem:
        """The problem for a value that a tag's reader rejected."""
        help = unread.help
        if unread.instead:
            help = msg("did you mean `{tag}`? {help}", tag=unread.instead, help=msg_capital(help))
        return Problem(span, unread.message, help, unread.instead, unread.rule, safe=unread.safe)

    def told(self) -> Diagnostic:
        fix = None if self.instead is None else replace(self.span, self.instead, safe=self.safe)
        return finding(self.rule, self.span, self.message, help=self.help, fix=fix, severity=self.severity)
