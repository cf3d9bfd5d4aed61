"""Thirty invented plans of every state, the words in them that nobody else may see, and the roster of their people."""

from __future__ import annotations

from pathlib import Path

TODAY = "2026-11-02"

PEOPLE = (
    "Ana Sousa", "Ben Roth", "Cleo Adams", "Dario Conti", "Elif Kaya", "Femi Okoye", "Grete Holm", "Hugo Lang",
    "Ida Brandt", "Jonas Weber", "Kira Novak", "Leo Marsh", "Mona Haddad", "Nils Berg", "Olga Petrova", "Pia Keller",
    "Quinn Doyle", "Rosa Vidal", "Sami Aalto", "Tess Moran", "Umar Shah", "Vera Lind", "Wim Peeters", "Xenia Popa",
    "Yara Costa", "Zoe Hart", "Åsa Öberg", "Bo O'Neill",
)  # fmt: skip
NEVER_CAME = ("Noah Finch", "Mia Stone")
"""On the roster, and have handed in nothing."""
NOT_EXPECTED = "Bo O'Neill"
"""Has handed in a plan, and is not on the roster."""

AIMS = (
    "Become a midwife", "Open a repair shop", "Move to Lisbon", "Finish school", "Learn to weld", "Run a marathon",
    "A place at the academy", "Work with horses", "Build a boat", "Find an apprenticeship", "Learn sign language",
    "Start a choir", "Become a paramedic", "Get the forklift licence", "Write a first novel", "Bake for a living",
    "Teach swimming", "Study architecture", "Repair clocks", "Play in an orchestra", "Become a pilot",
    "Grow vegetables", "Drive a crane", "Design games", "Work as a gardener", "Be a dental nurse", "Keep bees",
    "A year abroad",
)  # fmt: skip

PROSE, BARRIER, SOLUTION, WHY, CHECK_IN, NOTE = (
    "secretprose", "secretbarrier", "secretsolution", "secretwhy", "secretcheckin", "secretnote",
)  # fmt: skip
PRIVATE_WORDS = (PROSE, BARRIER, SOLUTION, WHY, CHECK_IN, NOTE)
"""What every plan says and only its own page may show; each plan has them with its number."""


def words_of(number: int) -> tuple[str, ...]:
    return tuple(f"{word}{number:02}" for word in PRIVATE_WORDS)


USUAL = "1. [x] Ask around ~2w done:2026-09-{day}\n2. [/] Learn the basics ~9w since:2026-09-{day}\n3. [ ] Apply ~3w"


def plan_text(number: int, author: str, title: str, *, front: str = "", done: str = "", steps: str = "") -> str:
    """A plan with something private in each place where a person writes."""
    prose, barrier, solution, why, check_in, note = words_of(number)
    steps = steps or USUAL.format(day=f"1{number % 9}")
    return f"""---
author: {author}
start: 2026-09-01
review: every 2 weeks
{front}---

# {title}

Why: {why} matters to me.

{prose} stands here.

## Goals

### The first half

{steps}
- Barrier: {barrier} gets in the way ~1w
  - Solution: {solution} helps

### The second half

- [ ] Carry on ~9w start:2026-12-01

## Check-ins

- {done or "2026-10-28"}: {check_in} went well

## Notes

{note} for nobody.
"""


LATE = (
    "1. [x] Ask around ~2w done:2026-09-20"
    "\n2. [/] Learn the basics ~6w since:2026-09-21\n3. [ ] Apply ~3w due:2026-11-06"
)
OVERDUE = "1. [x] Ask around ~2w done:2026-09-20\n2. [ ] Learn the basics ~3w\n3. [ ] Apply ~3w"
UNBEGUN = "1. [ ] Ask around ~2w start:2026-11-20\n2. [ ] Learn the basics ~9w"
OVER = "1. [x] Ask around ~2w done:2026-09-10\n2. [x] Apply ~3w done:2026-10-01"
WRONG = "1. [ ] Ask around ~2w after:nobody-there\n2. [ ] Apply ~3w"
GERMAN = """---
author: Jonas Weber
lang: de
start: 2026-09-01
review: alle 2 wochen
---

# Einen Ausbildungsplatz finden

## Kurzfristige Ziele

### Bewerben

1. [x] Zeugnisse sammeln ~2w done:2026-09-12
2. [/] Anschreiben üben ~9w since:2026-09-14
- Hindernis: secretbarrier09 steht im Weg ~1w
  - Lösung: secretsolution09 hilft

## Rückblicke

- 2026-10-27: secretcheckin09 lief gut
"""


def thirty_plans() -> dict[str, str]:
    """The plans by their paths."""
    special: dict[int, dict[str, str]] = {
        0: {"steps": LATE}, 1: {"steps": OVERDUE}, 2: {"done": "2026-09-13"}, 3: {"steps": UNBEGUN},
        4: {"steps": WRONG}, 5: {"steps": OVER}, 6: {"front": "visibility: private\n"},
        7: {"front": "visibility: overview\n"}, 8: {"front": "visibility: full\n"}, 10: {"steps": OVERDUE},
        11: {"done": "2026-09-06"}, 12: {"steps": UNBEGUN}, 13: {"front": "partner: Dana Weiss\n"},
        16: {"steps": LATE}, 19: {"front": "finish: 2026-12-01\n"},
    }  # fmt: skip
    plans = {}
    for number, (author, title) in enumerate(zip(PEOPLE, AIMS, strict=True)):
        name = author.split()[0].lower().replace("å", "a")
        folder = ("north", "south")[number % 2]
        plans[f"{folder}/{name}.plan.md"] = plan_text(number, author, title, **special.get(number, {}))
    plans["south/jonas.plan.md"] = GERMAN
    plans["north/ana-2.plan.md"] = plan_text(28, "Ana Sousa", "Learn to drive")
    plans["south/empty.plan.md"] = "---\nauthor: Yara Costa\n---\n\n# Think about it\n\nsecretprose29, no more.\n"
    return plans


def roster() -> str:
    """The people as a table, some of them the other way round."""
    people = [name for name in (*PEOPLE, *NEVER_CAME) if name != NOT_EXPECTED]
    rows = [
        f'"{name.split()[1]}, {name.split()[0]}",{"b" if place % 2 else "a"}'
        if place % 3 == 0
        else f"{name},{'b' if place % 2 else 'a'}"
        for place, name in enumerate(people)
    ]
    return "\n".join(["name,group", *rows]) + "\n"


def write_thirty(folder: Path) -> Path:
    """Write the plans into a folder, the roster beside it; the roster's path."""
    for name, text in thirty_plans().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    people = folder.parent / "people.csv"
    people.write_text(roster(), "utf-8")
    return people
