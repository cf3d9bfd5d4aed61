"""Random plans as text, of all that the language can say about time; the same seed gives the same plan."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from plainplan.companions import Companion, Companions

TODAY = "2026-04-05"
"""The day as of which random plans are compiled: some of what they say has happened by then."""

_FREE = (
    ("20260406", "20260407", ""), ("20260501", "20260502", "FREQ=YEARLY"), ("20260514", "20260518", ""),
    ("20260803", "20260804", ""), ("20261003", "20261004", "FREQ=YEARLY"), ("20261224", "20270102", "FREQ=YEARLY"),
)  # fmt: skip
BESIDE: Companions = {
    "free.ics": Companion(
        "\n".join(
            [
                "BEGIN:VCALENDAR",
                *(f"BEGIN:VEVENT\nDTSTART:{one}\nDTEND:{end}\nRRULE:{rule}\nEND:VEVENT" for one, end, rule in _FREE),
                "END:VCALENDAR",
            ]
        ).encode()
    )
}
"""The holidays of random plans: single days and stretches, some on weekends, some next to days away."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a random plan may contain."""

    calendar: bool = True  # months, years, hours, `workdays`, `away`
    facts: bool = True  # boxes, `since:`, `done:`
    depth: int = 2
    after: float = 0.22
    with_: float = 0.06
    fixed: float = 0.1  # `due:` and `on:`
    not_before: float = 0.07  # `start:`
    solutions: float = 0.18
    focus: float = 0.3
    shared: float = 0.25  # steps without a duration
    own: float = 0.45  # goals with one
    before: float = 0.02
    finish: float = 0.2
    backward: float = 0.1  # `finish:` and no `start:`
    primary: float = 0.7
    holidays: float = 0.0  # a calendar file, which has to be handed on: `BESIDE`


@dataclass(slots=True)
class _Writer:
    shape: Shape
    random: random.Random
    lines: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)  # what stands in the goals above
    count: int = 0

    def front_matter(self) -> None:
        pick = self.random
        backward = pick.random() < self.shape.backward
        lines = ["---"]
        if not backward:
            lines.append(f"start: 2026-0{pick.randint(1, 3)}-{pick.randint(10, 28)}")
        if self.shape.calendar:
            lines.append(f"pace: {pick.choice(['7', '5', '8', '2.5'])}h/week")
            if pick.random() < 0.4:
                lines.append(f"workdays: {pick.choice(['mon-fri', 'mon,wed,sat', 'tue'])}")
            if self.shape.holidays and pick.random() < self.shape.holidays:
                lines.append("holidays: free.ics")
            if pick.random() < 0.3:
                lines += ["away:", "  - 2026-05-01..2026-05-20", "  - 2026-08-03", "  - 2027-12-20..2028-01-06"]
        if pick.random() < self.shape.focus:
            lines.append(f"focus: {pick.randint(1, 3)}")
        if backward or pick.random() < self.shape.finish:
            lines.append("finish: 2028-01-31")
        self.lines += [*lines, "---", "", "# A random plan", ""]

    def name(self, letter: str) -> str:
        self.count += 1
        return f"{letter}{self.count}"

    def duration(self) -> str:
        pick = self.random
        unit = pick.choice("ddwwmmyh" if self.shape.calendar else "ddww")
        if unit == "m":
            return pick.choice([f"~{pick.randint(1, 5)}m", "~1.5m", "~1-2m", "~2/3/5w"])
        if unit == "y":
            return "~1y"
        return f"~{pick.randint(0, 30)}d" if unit == "d" else f"~{pick.randint(1, 9 if unit == 'w' else 60)}{unit}"

    def lag(self) -> str:
        lags = ["", "", "", "+3d", "+1w", "-4d", "-1w"] + (["+1m"] if self.shape.calendar else [])
        return self.random.choice(lags)

    def waits(self) -> str:
        pick, shape, chance = self.random, self.shape, self.random.random()
        if self.names and chance < shape.after:
            chosen = pick.sample(self.names, min(len(self.names), pick.randint(1, 2)))
            return " after:" + ",".join(name + self.lag() for name in chosen)
        if shape.after and 0.9 < chance < 0.94:
            return f" after:start{pick.choice(['', '+5d'])}"
        if self.names and chance < shape.after + shape.with_:
            return f" with:{pick.choice(self.names)}{self.lag()}"
        if self.elsewhere and chance < shape.after + shape.with_ + shape.before:
            return f" before:{pick.choice(self.elsewhere)}{self.lag()}"
        return ""

    def days(self, *, goal: bool = False) -> str:
        pick, tags = self.random, ""
        if pick.random() < self.shape.not_before:
            tags += f" start:2026-0{pick.randint(2, 9)}-{pick.randint(10, 28)}"
        if pick.random() < self.shape.fixed:
            kind = "due" if goal or pick.random() < 0.7 else "on"
            day = pick.randint(10, 24)
            tags += f" {kind}:2026-{pick.randint(4, 12):02d}-{day}"
            if kind == "on" and pick.random() < 0.3:
                tags += f"..{tags[-10:-2]}{day + pick.randint(1, 4)}"
        return tags

    def box(self, *, leaf: bool = True) -> tuple[str, str]:
        pick, chance = self.random, self.random.random()
        if not self.shape.facts or chance < 0.62:
            return "[ ] ", ""
        if chance < 0.72:
            return "[x] ", pick.choice(["", f" done:2026-0{pick.randint(1, 3)}-{pick.randint(10, 28)}"])
        if chance < 0.82:
            since = f" since:2026-0{pick.randint(1, 3)}-{pick.randint(10, 28)}"
            return "[/] ", pick.choice(["", since, *([" done:40%"] if leaf else [])])
        return ("[-] ", "") if chance < 0.88 else ("[ ] ", "")

    def solution(self, indent: str, name: str) -> str:
        box, facts = self.box()
        tags = self.waits() if self.random.random() < 0.2 else ""
        self.lines.append(f"{indent}- {box}Solution: way {name} {self.duration()} ^{name}{tags}{facts}")
        return name

    def step(self, indent: str, depth: int) -> None:
        pick, name = self.random, self.name("s")
        nested = depth < self.shape.depth and pick.random() < 0.2
        box, facts = self.box(leaf=not nested)
        length = "" if pick.random() < self.shape.shared else f" {self.duration()}"
        self.lines.append(f"{indent}- {box}Step {name}{length} ^{name}{self.waits()}{self.days()}{facts}")
        names = [name]
        if pick.random() < self.shape.solutions:
            self.lines.append(f"{indent}  - Barrier: in the way of {name} ~1w risk:20%")
            names += [self.solution(f"{indent}    ", self.name("v")) for _ in range(pick.randint(1, 2))]
        for _ in range(pick.randint(1, 3) if nested else 0):
            self.step(f"{indent}  ", depth + 1)
        self.names += names

    def goal(self, level: int, depth: int) -> None:
        pick, name = self.random, self.name("g")
        if depth == 0:
            self.elsewhere = self.names[:]
        box, facts = self.box(leaf=False) if pick.random() < 0.12 else ("", "")
        length = ""
        if pick.random() < self.shape.own:
            length = f" ~{pick.randint(4, 30)}w" if pick.random() < 0.6 else f" {self.duration()}"
        heading = "#" * level
        self.lines += [f"{heading} {box}Goal {name}{length} ^{name}{self.waits()}{self.days(goal=True)}{facts}", ""]
        for _ in range(pick.randint(0 if level == 3 else 1, 5)):
            self.step("", 0)
        if pick.random() < self.shape.solutions:
            self.lines.append(f"- Barrier: in the way of {name} ~1w risk:20%")
            self.names.append(self.solution("  ", self.name("v")))
        self.lines.append("")
        if depth < self.shape.depth and pick.random() < 0.25:
            self.goal(level + 1, depth + 1)
        self.names.append(name)


def random_plan(seed: int, shape: Shape | None = None) -> str:
    """A plan of a few goals in two or three sections."""
    writer = _Writer(shape or Shape(), random.Random(seed))
    writer.front_matter()
    sections = ["Short-term goals", "Long-term goals"]
    writer.random.shuffle(sections)
    if writer.random.random() < writer.shape.primary:
        sections.append("Primary objective")
    for section in sections:
        writer.lines += [f"## {section}", ""]
        for _ in range(writer.random.randint(1, 3)):
            writer.goal(3, 0)
    return "\n".join(writer.lines) + "\n"
