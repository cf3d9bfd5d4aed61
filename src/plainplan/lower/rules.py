"""What can be found while working out what a plan means."""

from __future__ import annotations

from plainplan.diagnostics import Rule, Severity


def calendar_text(first: str, after: str, name: str) -> str:
    """A calendar file with one event, for samples."""
    event = ("BEGIN:VEVENT", f"DTSTART:{first}", f"DTEND:{after}", f"SUMMARY:{name}", "END:VEVENT")
    return "\n".join(("BEGIN:VCALENDAR", *event, "END:VCALENDAR", ""))


REPEATED_NAME = Rule(
    code="P106",
    name="repeated-name",
    severity=Severity.ERROR,
    title="Two things have the same written name.",
    why="""\
A name written with `^` is how other things wait for this one. If two have the same, nobody can tell which is meant,
so each written name stands once in a plan.""",
    bad="""\
# Become a nurse

## Goals

### Get in ~6m ^admission

- [ ] Sit the entrance exam ~8w ^exam
- [ ] Sit the language exam ~8w ^exam
""",
    good="""\
# Become a nurse

## Goals

### Get in ~6m ^admission

- [ ] Sit the entrance exam ~8w ^exam
- [ ] Sit the language exam ~8w ^language
""",
)

UNKNOWN_FRONT_MATTER_KEY = Rule(
    code="P108",
    name="unknown-front-matter-key",
    severity=Severity.WARNING,
    title="The front matter has a key that means nothing here.",
    why="""\
Keys of other programs (`tags`, `layout`) do no harm and get a hint. But a key that is a letter or two away from one
that counts was probably meant to be that one, and without it the plan goes by its default.""",
    bad="""\
---
strat: 2026-11-02
start: 2026-11-01
---

# Become a nurse

## Primary objective

### Get in ~6m

- [ ] Prepare for the exam ~8w
""",
    good="""\
---
start: 2026-11-01
---

# Become a nurse

## Primary objective

### Get in ~6m

- [ ] Prepare for the exam ~8w
""",
)

UNMARKED_SOLUTION = Rule(
    code="P225",
    name="unmarked-solution",
    severity=Severity.WARNING,
    title="Work stands in a barrier and isn't called a solution.",
    why="""\
What is nested in a barrier is a note about it, unless it starts with `Solution:`. With a box in front, a solution is
work and gets dates; without that word an item with a box or a duration would only look as if it did.""",
    bad="""\
# Run a half marathon

## Goals

### Run ten kilometres ~10w

- [ ] Run three times a week ~8w
- Barrier: my knee hurts ~2w
  - Solution: swim for a while ~2w
  - [ ] see a physiotherapist ~1w
""",
    good="""\
# Run a half marathon

## Goals

### Run ten kilometres ~10w

- [ ] Run three times a week ~8w
- Barrier: my knee hurts ~2w
  - Solution: swim for a while ~2w
  - [ ] Solution: see a physiotherapist ~1w
""",
)

LONE_SOLUTION = Rule(
    code="P226",
    name="lone-solution",
    severity=Severity.WARNING,
    title="A solution answers no barrier.",
    why="""\
A solution is nested in its barrier, or stands right below it at the same depth, without anything between. Anywhere else
it is a step or a note like any other, and the barrier goes without an answer.""",
    bad="""\
# Run a half marathon

## Goals

### Run ten kilometres ~10w

- [ ] Run three times a week ~8w
- [ ] Solution: see a physiotherapist ~1w
""",
    good="""\
# Run a half marathon

## Goals

### Run ten kilometres ~10w

- [ ] Run three times a week ~8w
- Barrier: my knee hurts ~2w
- [ ] Solution: see a physiotherapist ~1w
""",
)

EMPTY_BOX = Rule(
    code="P127",
    name="empty-box",
    severity=Severity.WARNING,
    title="A box has no words behind it.",
    why="""\
An item with a box and nothing else says nothing that could be done, so it is no step: it takes no time, and counts for
nothing. With a duration or another tag it is a step without a name, which nobody could tell from the next one.""",
    bad="""\
# Learn to swim

## Goals

### Take the course ~8w

- [ ] Find a pool ~1w
- [ ]
""",
    good="""\
# Learn to swim

## Goals

### Take the course ~8w

- [ ] Find a pool ~1w
""",
)

UNKNOWN_NAME = Rule(
    code="P301",
    name="unknown-name",
    severity=Severity.ERROR,
    title="A tag names something that the plan doesn't have.",
    why="""\
`after:` and `with:` wait for a goal, a step or a solution of this plan. Something is called by the name written on it
with `^`, else by its title in small letters with hyphens: *Sit the exam* is `sit-the-exam`. A name that nothing has
can't be waited for, so no date that depends on it could be trusted.""",
    bad="""\
# Become a nurse

## Goals

### Get in ~6m

- [ ] Prepare for the exam ~8w ^teas
- [ ] Book a seat ~1d after:taes
""",
    good="""\
# Become a nurse

## Goals

### Get in ~6m

- [ ] Prepare for the exam ~8w ^teas
- [ ] Book a seat ~1d after:teas
""",
)

AMBIGUOUS_NAME = Rule(
    code="P303",
    name="ambiguous-name",
    severity=Severity.ERROR,
    title="A tag names something of which the plan has several.",
    why="""\
When two things have the same title and no name of their own, the second one is called `…-2`, the third `…-3`. The bare
name means the one in the same goal. Where that doesn't decide, the compiler will not guess.""",
    bad="""\
# Become a nurse

## Goals

### Get in ~6m

- [ ] Ask for leave ~1w

### Pass the first year ~9m

- [ ] Ask for leave ~1w

### Travel ~1m after:ask-for-leave

- [ ] Go ~2w
""",
    good="""\
# Become a nurse

## Goals

### Get in ~6m

- [ ] Ask for leave ~1w

### Pass the first year ~9m

- [ ] Ask for leave ~1w

### Travel ~1m after:ask-for-leave-2

- [ ] Go ~2w
""",
)

WAITS_FOR_DROPPED = Rule(
    code="P304",
    name="waits-for-dropped",
    severity=Severity.WARNING,
    title="Something waits for what has been dropped.",
    why="""\
What is dropped will never happen. So that the plan still has dates, what waits for it waits for what the dropped one
had waited for; but perhaps it should be dropped as well, or wait for something else now.""",
    bad="""\
# Become a nurse

## Goals

### Get in ~6m

- [-] Visit the campus ~1w
- [ ] Apply ~2w after:visit-the-campus
""",
    good="""\
# Become a nurse

## Goals

### Get in ~6m

- [-] Visit the campus ~1w
- [ ] Apply ~2w
""",
)

WAITS_FOR_UNSCHEDULED = Rule(
    code="P305",
    name="waits-for-unscheduled",
    severity=Severity.ERROR,
    title="Something waits for what has no date.",
    why="""\
A barrier, a solution without a box and an idea in *Someday* have no place in time: nothing can come after them. Give
the solution a box, so that it becomes work with dates, or wait for something else.""",
    bad="""\
# Become a nurse

## Goals

### Save the fees ~6m

- [ ] Set money aside ~5m
- Barrier: the car may need repairs ~6w
  - Solution: sell the car ~2w
- [ ] Pay the fees ~1d after:sell-the-car
""",
    good="""\
# Become a nurse

## Goals

### Save the fees ~6m

- [ ] Set money aside ~5m
- Barrier: the car may need repairs ~6w
  - [ ] Solution: sell the car ~2w
- [ ] Pay the fees ~1d after:sell-the-car
""",
)

START_MEANT = Rule(
    code="P129",
    name="start-meant",
    severity=Severity.WARNING,
    title="A tag says `start` where something is called that.",
    why="""\
`after:start` and `with:start` mean the start of the goal or step that holds the thing. Something with the title *Start*
is called `start-2` therefore, or by the name written on it with `^`.""",
    bad="""\
# Run a half marathon

## Goals

### Run ten kilometres ~10w

- [ ] Start ~1w
- [ ] Buy shoes ~1w
- [ ] Run three times a week ~8w after:start
""",
    good="""\
# Run a half marathon

## Goals

### Run ten kilometres ~10w

- [ ] Start ~1w
- [ ] Buy shoes ~1w
- [ ] Run three times a week ~8w after:start-2
""",
)

_OFF = """\
---
start: 2026-11-02
holidays: {file}
---

# Become a nurse

## Goals

### Get in ~6m

- [ ] Prepare for the exam ~40d
"""

LONG_DAYS_OFF = Rule(
    code="P414",
    name="long-days-off",
    severity=Severity.HINT,
    title="A calendar file has one event of more than 60 days.",
    why="""\
Nothing starts on a day off. An event that lasts for months, such as a school year or a stay abroad, is most likely in
the file for another reason than to keep a plan from going on.""",
    bad=_OFF.format(file="school.ics"),
    good=_OFF.format(file="de-by.ics"),
    beside=(
        ("school.ics", calendar_text("20270104", "20270410", "Second term")),
        ("de-by.ics", calendar_text("20271225", "20271226", "Christmas")),
    ),
)

LEFT_EVENTS = Rule(
    code="P416",
    name="no-day-off",
    severity=Severity.HINT,
    title="An event of a calendar file gives no day off.",
    why="""\
A day off is a whole day. An event with a time of day is an appointment of somebody's, and one that repeats by another
rule than every year is not read: both are left out, and the plan goes on through them.""",
    bad=_OFF.format(file="mine.ics"),
    good=_OFF.format(file="de-by.ics"),
    beside=(
        (
            "mine.ics",
            calendar_text("20270104T090000", "20270104T100000", "Dentist")
            + calendar_text("20271225", "20271226", "Christmas"),
        ),
        ("de-by.ics", calendar_text("20271225", "20271226", "Christmas")),
    ),
)

RULES = (
    REPEATED_NAME,
    UNKNOWN_FRONT_MATTER_KEY,
    UNMARKED_SOLUTION,
    LONE_SOLUTION,
    EMPTY_BOX,
    UNKNOWN_NAME,
    AMBIGUOUS_NAME,
    WAITS_FOR_DROPPED,
    WAITS_FOR_UNSCHEDULED,
    START_MEANT,
    LONG_DAYS_OFF,
    LEFT_EVENTS,
)
"""Every rule of this stage, by code. What its value readers can say has its rules beside the readers, in `syntax`."""
