"""What the live page says besides the plan's own page, in the plan's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from plainplan.compile import Compilation
from plainplan.diagnostics import Diagnostic, Severity
from plainplan.messages import msg, msg_capital, msg_count
from plainplan.words import Words, sentences_for


def words_of(compilation: Compilation | None) -> Words:
    """The words to speak of a plan in; English where it was never built."""
    return sentences_for(compilation.lang if compilation else "en")


def says(compilation: Compilation | None) -> dict[str, str]:
    """The sentences of the page's script; it fills in the names that are in braces."""
    words = words_of(compilation)
    told = {
        "line": msg("Line {line}: {text}", line="{line}", text="{text}"),
        "open": msg("Open in the editor"),
        "close": msg("Close"),
        "silent": msg("The plan was not changed: `plan serve` does not answer."),
        "lost": msg("Not connected to `plan serve`: trying again. This page is as it was."),
        "again": msg("If it was started again, open the address that it has printed."),
    }
    hints = {key: words.say(f"live.hint {key}") for key in ("boxes", "rows", "steps")}
    return hints | {key: words.tell(message) for key, message in told.items()}


def errors_of(compilation: Compilation) -> tuple[dict[str, Any], ...]:
    """The plan's errors for the page: code and place, and in `says` the lines to show of it."""
    grave = [found for found in compilation.diagnostics if found.severity is Severity.ERROR]
    return tuple(_error(compilation, found, grave) for found in grave)


def _error(compilation: Compilation, found: Diagnostic, grave: Sequence[Diagnostic]) -> dict[str, Any]:
    line, column = compilation.source.position(found.span.start)
    words = words_of(compilation)
    lines = [words.tell(one) for one in _lines(found, line, len(grave) - 1)]
    return {"code": found.code, "line": line, "column": column, "says": lines}


def _lines(found: Diagnostic, line: int, others: int) -> Iterator[str]:
    told = msg("Line {line}: {text}", line=line, text=found.message)
    more = msg_count("{finding} (and {n} more)", "{finding} (and {n} more)", others, finding=told)
    yield more if others else told
    if found.help:
        yield msg_capital(found.help)
    yield msg("This page is as it was before.")
