"""Random plausible plans as text: every tag, right and slipped, in headings, items, notes, quotes and tables, in two
languages, with tabs, with every line end; the same seed gives the same text."""

from __future__ import annotations

import random

TAGS = (
    "~6w", "~4days", "~8weeks", "~1-5y", "~2/3/5d", "~0week", "~3-7Wochen", "~2,5 week", "~1 y 6 m", "(6 weeks)",
    "[two months]", "～3m", "~12week", "^{n}", "after:{n}", "after:{n},{m}-3d", "after: {n}", "After: {n}, {m}",
    "after:{n} + 2w", "after {n} and {m}", "with:{n}", "with: {n}", "after:start", "start:2026-07", "start: 2026-12-01",
    "start=2026-12-01", "since:2026-09-14", "since 2026-09-14", "done:2026-09-27", "done:40%", "done: 40%",
    "done:27.09.2026", "on:2027-01-15", "on:2027/01/15", "due:2026-07-07", "due: 2027-01-15", "dve:2027-01-15",
    "deu:2027-02", "due 2027-01-15", "@due(2027-01-15)", "[due:: 2027-01-15]", "due: 15 January 2027", "due:1.2.2027",
    "📅 2027-01-15", "🛫 2026-11-05", "⏳ 2026-11-07", "✅ 2026-10-01", "DEADLINE: <2027-01-15 Fri>", "every:day",
    "every:week", "every: 2w", "risk:30%", "risk:high", "risk:30", "risk:40% -> 10%", "cost:1200", "cost: 1200",
    "@sam", "@Ms.Lopez", "#primary", "#x-y", "(~6w)", "{{due:2027-01-15}}", "~6w,^{n}", "wait:{n}", "~15m",
)  # fmt: skip
WORDS = (
    "read", "a", "the exam", "*often*", "**Sam**", "`code`", "über", "(maybe)", "[here](https://example.org)", "3", "x",
    "two weeks", "<!-- later -->", "\\*", "https://example.org/a:b", "Woche", "–", "1.", "-", "[1]", "&amp;",
)  # fmt: skip
BULLETS = ("-", "-", "-", "*", "+", "1.", "2.", "3)", "10.", "-  ", "-   ", "-\t")
BOXES = ("", "", "[ ] ", "[ ] ", "[x] ", "[/] ", "[-] ", "[?] ", "[X] ", "[ x ] ", "[]", "[✓] ")
LABELS = ("", "", "", "", "Barrier: ", "Solution: ", "barrier: ", "Hürde: ", "Lösung: ", "Barrier ")
INDENTS = ("", "", "", "", " ", "  ", "  ", "   ", "    ", "      ", "\t", "        ")
SECTIONS = (
    "Goals", "Short-term goals", "Long-term goals", "Primary objective", "Langfristige Ziele", "Notes", "Someday",
    "Check-ins", "Self-assessment", "Occupations", "Reading list",
)  # fmt: skip
FRONTS = (
    "", "", "---\nstart: 2026-11-01\n---\n", "---\nstart: 2026-09-01\npace: 8h/week\nlanguage: de\n---\n",
    "---\nstrat: 2026-09-01\nauthor: Sam\n---\n", "---\nStart: 2026-11-01\n\n---\n", "---\n\n\n---\n",
    "---\nfinish: 2028-01-31\nworkdays: mon-fri\naway:\n  - 2026-12-20..2027-01-06\n---\n",
)  # fmt: skip
LINES = (
    "> quoted ~6w", "> - [ ] quoted step", "Words: after a list ~2w", "Why: it matters", "Note: due: 2027-01-15",
    "| a | b ~6w |\n|---|:-:|\n| 1 | **2** |", "```\n- [ ] code\n```", "    - code", "---", "<!-- a comment -->",
    "<!-- plan: ignore P103 -->", "- 2026-10-01 @sam: met", "- Strengths: patient", "<b>", "Setext\n---", "[^1]: word",
    "[ref]: https://example.org", "![picture](a.png)", "\\", "plain words", "Woche 1:", "1) one", "a\\",
)  # fmt: skip
NAMES = ("n", "m", "b", "c", "read", "the-exam")
ENDINGS = ("\n", "\n", "\n", "\r\n", "\r")


def plausible_plan(seed: int) -> str:
    """A plan of one to a dozen lines, of the kind that people write, with their slips."""
    pick = random.Random(seed)
    lines = ["# A plan", ""] if pick.random() < 0.4 else []
    if pick.random() < 0.6:
        lines += [f"## {pick.choice(SECTIONS)}", ""][: pick.choice((1, 2))]
    indent = ""
    for _ in range(pick.choice((1, 2, 3, 4, 6, 9, 14))):
        indent = pick.choice((indent, indent, pick.choice(INDENTS)))
        lines += _line(pick, indent).split("\n")
        if pick.random() < 0.25:
            lines += [""] * pick.choice((1, 1, 2, 3))
    text = pick.choice(FRONTS) + "\n".join(lines) + pick.choice(("\n", "\n", "", "\n\n\n"))
    return text.replace("\n", pick.choice(ENDINGS))


def _line(pick: random.Random, indent: str) -> str:
    chance = pick.random()
    if chance < 0.14:
        return pick.choice((indent, "", "")) + pick.choice(LINES)
    if chance < 0.26:
        return f"{pick.choice(('##', '###', '###', '####'))} {_box(pick, 0.2)}{_words(pick)}"
    if chance < 0.36:
        return indent + _words(pick)
    label = pick.choice(LABELS)
    return f"{indent}{pick.choice(BULLETS)} {_box(pick, 0.8)}{label}{_words(pick)}".rstrip(" ")


def _box(pick: random.Random, chance: float) -> str:
    return pick.choice(BOXES) if pick.random() < chance else ""


def _words(pick: random.Random) -> str:
    words = [pick.choice(WORDS) for _ in range(pick.choice((0, 1, 1, 2, 3)))]
    tags = [
        pick.choice(TAGS).format(n=pick.choice(NAMES), m=pick.choice(NAMES))
        for _ in range(pick.choice((0, 1, 1, 2, 3)))
    ]
    parts = [*words, *tags]
    if pick.random() < 0.2:
        pick.shuffle(parts)
    return pick.choice((" ", " ", " ", " ", "  ", "\t")).join(parts)
