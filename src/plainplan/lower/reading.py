"""What a reader of a front-matter value needs to know and can say."""

from __future__ import annotations

from plainplan.diagnostics import Diagnostic, Rule, Severity, finding, replace
from plainplan.source import Span
from plainplan.syntax.outcome import Unread
from plainplan.syntax.rules import UNREADABLE_VALUE
from plainplan.tuples import NamedTuple


class Problem(NamedTuple):
    """Something wrong with a value: where, in which words, what would work; `severity` where it is not its rule's."""

    span: Span
    message: str
    help: str
    instead: str | None = None
    rule: Rule = UNREADABLE_VALUE
    severity: Severity | None = None
    safe: bool = False

    @staticmethod
    def of(unread: Unread, span: Span) -> Problem:
        """The trouble that a value reader had."""
        help = unread.help
        if unread.instead:
            help = f"did you mean `{unread.instead}`? {help[:1].upper()}{help[1:]}"
        return Problem(span, unread.message, help, unread.instead, unread.rule, safe=unread.safe)

    def told(self) -> Diagnostic:
        fix = None if self.instead is None else replace(self.span, self.instead, safe=self.safe)
        return finding(self.rule, self.span, self.message, help=self.help, fix=fix, severity=self.severity)
