"""A plan that is plainly in another language, and does not say so."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan import readings
from plainplan.checks.context import CheckContext
from plainplan.diagnostics import Diagnostic, Edit, Fix, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.source import Span

RULE = Rule(
    "P142",
    "other-language",
    Severity.HINT,
    "The plan is in another language, and does not say in which.",
    "`lang` in the front matter makes the page's words and dates those of the plan's language, lets the language's own "
    "names of sections count where they are known, and tells programs that read aloud which voice to take.",
    "# Ausbildung zur Tischlerin\n\n## Goals\n\n### Einen Platz finden und die Prüfung bestehen ~6m\n\n"
    "- [ ] Praktikum bei der Tischlerei und ein Zeugnis für die Mappe ~4w\n",
    "---\nlang: de\n---\n\n# Ausbildung zur Tischlerin\n\n## Goals\n\n"
    "### Einen Platz finden und die Prüfung bestehen ~6m\n\n"
    "- [ ] Praktikum bei der Tischlerei und ein Zeugnis für die Mappe ~4w\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    document = context.document
    if any(entry.key.casefold() == "lang" for entry in document.front_matter):
        return
    lang = readings.told_language(document.source.text)
    if lang is None or lang == "en":
        return
    front = document.front_matter_span
    text = document.source.text
    if front is None:
        edit = Edit(Span(0, 0), f"---\nlang: {lang}\n---\n\n")
    else:
        at = text.find("\n", front.start) + 1
        edit = Edit(Span(at, at), f"lang: {lang}\n")
    yield finding(
        RULE,
        context.title_place,
        msg("this reads like another language (`{lang}`), and the plan says of none that it is its own", lang=lang),
        help=msg("write `lang: {lang}` in the front matter", lang=lang),
        fix=Fix((edit,)),
    )
