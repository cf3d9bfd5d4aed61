"""The language of a plan is one that is known: its dates are told in it, and its page says so."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import CheckContext
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.messages import msg
from plainplan.words import is_known

RULE = Rule(
    "P119",
    "unknown-language",
    Severity.WARNING,
    "The plan's language is not known.",
    "`lang` says in which language a plan is written. Its dates and numbers are told in that language, and a reader "
    "that speaks aloud takes its voice from it. A language that nobody knows gives English ones. Write the code of the "
    "language, with its country where that matters: `fr`, `pt-BR`, `ar-EG`, `de-CH`.",
    "---\nlang: zz\n---\n# Apprendre le piano\n\n## Goals\n\n### Jouer une valse ~6m\n\n- [ ] Jouer chaque jour ~6m\n",
    "---\nlang: fr\n---\n# Apprendre le piano\n\n## Goals\n\n### Jouer une valse ~6m\n\n- [ ] Jouer chaque jour ~6m\n",
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    settings = context.plan.settings
    if not is_known(settings.lang):
        yield finding(
            RULE,
            settings.span_of("lang"),
            msg("nothing is known of a language `{lang}`, so dates are in English", lang=settings.lang),
            help=msg("write its two letters, such as `fr`, or leave `lang` out"),
        )
