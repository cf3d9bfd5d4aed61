"""A first plan is written to be filled in: what stands in it only as an example says nothing about its writer."""

from __future__ import annotations

from collections.abc import Iterator

from plainplan.checks.context import Context, count
from plainplan.diagnostics import Diagnostic, Rule, Severity, finding
from plainplan.pattern import pattern
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

# As lines or cells of a table, and as nothing else: nobody else would write them so.
PLACEHOLDERS = (
    "author: Your name",
    "partner: Somebody you trust",
    "partner: Somebody you study with",
    "partner: Somebody who asks how it goes",
    "partner: Somebody who wants it done",
    "From what I do to what I want to do",
    "The thing I want to make",
    "Why: one or two sentences that you will want to read on a bad day.",
    "Why: one or two sentences that you will want to read in the last week.",
    "What I look for, in one sentence. What I will not do, in another.",
    "What it is, and who will be glad of it.",
    "Values: what must be true of your work",
    "Interests: what you read about without being asked",
    "Aptitudes: what others come to you for",
    "Personality: how you work best",
    "The one I choose",
    "The next best",
    "Quite another direction",
    "Something I looked at",
    "a day in it",
    "what it takes",
    "what speaks for it",
    "what speaks against it",
    "What you would like to learn next",
    "What a second version could do",
    "What I want next ~1y",
    "author: Dein Name",
    "partner: Jemand, dem du vertraust",
    "partner: Jemand, mit dem du lernst",
    "partner: Jemand, der fragt, wie es läuft",
    "partner: Jemand, der es fertig sehen will",
    "Von dem, was ich tue, zu dem, was ich tun will",
    "Was ich machen will",
    "Warum: ein oder zwei Sätze, die du an einem schlechten Tag lesen willst.",
    "Warum: ein oder zwei Sätze, die du in der letzten Woche lesen willst.",
    "Was ich suche, in einem Satz. Was ich nicht tun will, in einem anderen.",
    "Was es ist, und wer sich darüber freuen wird.",
    "Werte: was an deiner Arbeit stimmen muss",
    "Interessen: worüber du liest, ohne dass es jemand verlangt",
    "Fähigkeiten: wofür andere zu dir kommen",
    "Persönlichkeit: wie du am besten arbeitest",
    "Den ich wähle",
    "Der nächstbeste",
    "Eine ganz andere Richtung",
    "Etwas, das ich angesehen habe",
    "ein Tag darin",
    "was es dazu braucht",
    "was dafür spricht",
    "was dagegen spricht",
    "Was du als Nächstes lernen willst",
    "Was eine zweite Fassung könnte",
    "Was ich als Nächstes will ~1y",
)

_WORDS = "|".join(one.replace(".", r"\.") for one in PLACEHOLDERS)
_WRITTEN = pattern(rf"(?m)(?:^[-*+# \t]*|\|[ \t]*)({_WORDS})(?=[ \t]*(?:[|\r\n]|\Z))")
_SHOWN = 8


def check(context: Context) -> Iterator[Diagnostic]:
    text = context.document.source.text
    found = [Span(*match.span(1)) for match in _WRITTEN.finditer(text)]
    if not found:
        return
    lines = list(dict.fromkeys(context.line(span) for span in found))
    shown = ", ".join(map(str, lines[:_SHOWN])) + (", …" if len(lines) > _SHOWN else "")
    first = f"“{text[slice(*found[0])]}”"
    yield finding(
        RULE,
        found[0],
        f"{first} stands as `plan new` wrote it, one of {count(len(found), 'place')} to fill in",
        help=f"write your own there, or delete it ({'lines' if len(lines) > 1 else 'line'} {shown})",
    )
