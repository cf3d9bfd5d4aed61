"""A first plan is written to be filled in: what stands in it only as an example says nothing about its writer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.lower.vocabulary import words_of
from plainplan.messages import msg_count
from plainplan.source import Span

RULE = Rule(
    "P240",
    "unfilled-starter",
    Severity.HINT,
    "A plan still has words of the first plan that `plan new` writes.",
    "`plan new` writes a plan to fill in. Some of its lines only say what belongs there, such as *Your name*; a page "
    "that is handed over with them reads like a form that nobody has filled in.",
    "---\nauthor: Your name\n---\n\n# The thing I want to make\n\n## Goals\n\n### Try it ~5w\n\n- [ ] A model ~3w\n",
    "---\nauthor: Ann\n---\n\n# A kite\n\n## Goals\n\n### Try it ~5w\n\n- [ ] A model ~3w\n",
)

_SHOWN = 8


def check(context: CheckContext) -> Iterator[Diagnostic]:
    text = context.document.source.text
    known = words_of(context.plan.settings.lang, lambda known: known.placeholders)
    placeholders = [words for words in known if words in text]
    if not placeholders:
        return
    # As lines or cells of a table, and as nothing else: nobody else would write them so.
    written = rf"(?m)(?:^[-*+# \t]*|\|[ \t]*)({'|'.join(map(re.escape, placeholders))})(?=[ \t]*(?:[|\r\n]|\Z))"
    found = [Span(*match.span(1)) for match in re.finditer(written, text)]
    if not found:
        return
    lines = list(dict.fromkeys(context.line(span) for span in found))
    shown = ", ".join(map(str, lines[:_SHOWN])) + (", …" if len(lines) > _SHOWN else "")
    yield finding(
        RULE,
        found[0],
        msg_count(
            "“{words}” stands as `plan new` wrote it, one of {n} place to fill in",
            "“{words}” stands as `plan new` wrote it, one of {n} places to fill in",
            len(found),
            words=text[slice(*found[0])],
        ),
        help=msg_count(
            "write your own there, or delete it (line {lines})",
            "write your own there, or delete it (lines {lines})",
            len(lines),
            lines=shown,
        ),
    )
