"""A plan as it is being made of notes: goals with steps and barriers, by the section that they will stand in."""

from __future__ import annotations

from plainplan.tuples import NamedTuple


class Told(NamedTuple):
    """A reading that became a tag or a place in the plan: its line, the words, and what they became."""

    line: int
    words: str
    became: str
    sure: bool


class Work:
    """A goal or a step. `words` are as they were written, `tags` what was read in them, `notes` lines that stay notes,
    `waits` the words of what it waits for."""

    def __init__(self, words: str, line: int, mark: str = " ", *, numbered: bool = False) -> None:
        self.words = words
        self.line = line
        self.mark = mark
        self.numbered = numbered
        self.tags: dict[str, str] = {}
        self.notes: list[str] = []
        self.steps: list[Work] = []
        self.goals: list[Work] = []
        self.barriers: list[Risk] = []
        self.waits: list[tuple[str, str, bool]] = []
        self.after: list[Work] = []
        self.name = ""
        self.comment = ""
        self.is_heading = False
        self.about = words

    def all(self) -> list[Work]:
        """It and all that is in it."""
        found, waiting = list[Work](), [self]
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting += [*reversed(one.goals), *reversed(one.steps)]
        return found


class Risk:
    """A barrier and its solutions, with the goal that it is known to be about."""

    def __init__(self, words: str, line: int, of: Work | None = None) -> None:
        self.words = words
        self.line = line
        self.of = of
        self.solutions: list[str] = []
        self.notes: list[str] = []


class Draft:
    """All that a plan will hold; `open_risks` are the last barriers, which a solution below them is for. `ends` are
    days above all headings that may be the plan's last: line, words, day."""

    def __init__(self) -> None:
        self.settings: dict[str, str] = {}
        self.title = ""
        self.intro: list[str] = []
        self.goals: dict[str, list[Work]] = {"": [], "short": [], "long": [], "primary": []}
        self.risks: list[Risk] = []
        self.open_risks: list[Risk] = []
        self.checkins: list[tuple[str, str, list[str]]] = []
        self.sections: list[tuple[str, list[str]]] = []
        self.notes: list[str] = []
        self.told: list[Told] = []
        self.prose: dict[str, int] = {}
        self.asked: list[str] = []
        self.evidence = 0.0
        self.ends: list[tuple[int, str, str]] = []
        self.called: dict[str, None] = {}

    def works(self) -> list[Work]:
        """All goals and steps, in the order of the plan."""
        return [one for goals in self.goals.values() for goal in goals for one in goal.all()]

    def tops(self) -> list[Work]:
        return [goal for goals in self.goals.values() for goal in goals]
