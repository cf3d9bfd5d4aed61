"""What notes mean as a plan: which of their sections are goals, which items are steps, what stands in the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from plainplan.importing.draft import Draft, Risk, Told, Work
from plainplan.importing.outline import Block, Item, Listed, Notes, Prose, Rows, Section
from plainplan.importing.raw import raw_blocks, raw_item, raw_section
from plainplan.importing.tables import PlanTable, plan_table
from plainplan.pattern import pattern
from plainplan.readings import Lexicon, Reading, read_words
from plainplan.readings.dates import Moment, find_dates
from plainplan.readings.labels import Label, is_label, read_label, split_arrow
from plainplan.readings.lengths import days_of
from plainplan.readings.sections import Period, is_conditional, names_answers, plain_title, read_period, section_role
from plainplan.readings.straight import straight
from plainplan.source import Span

_HORIZONS = {"short": "short", "long": "long", "primary": "primary"}
_CONTAINERS = ("short", "long", "primary", "goals", "smart")
_ASIDE = ("notes", "done", "assessment")
_EVIDENCE = {
    **dict.fromkeys((*_CONTAINERS, "barriers", "occupations"), 3.0),
    **dict.fromkeys(("work", "habits", "solutions"), 1.5),
}
_TAGGED = pattern(
    r"(?<!\S)(?:(?P<duration>~)[0-9]|(?P<key>due|start|since|done|on|every|cost|after|with|before|risk):\S|\^)",
    re.IGNORECASE,
)
_BRACKETS = pattern(r"[(（]([^()（）]*)[)）]")
_FIELDS = ("duration", "due", "start", "cost", "status", "done", "after", "every", "on")
_NOTED = (*_FIELDS, "note", "who")
_TAGS = ("duration", "due", "start", "on", "every", "cost")
_ASKED = 2.5
_NOWHERE = Span(0, 0)


def draft_of(notes: Notes, words: Lexicon, day: date) -> Draft:
    """The plan that notes hold; `day` is the one from which years that are left out are counted."""
    sense = _Sense(words, day)
    sense.read(notes)
    return sense.draft


def is_plan(draft: Draft) -> bool:
    """Whether notes say enough of work to be done to be a plan."""
    return draft.evidence >= _ASKED and bool(draft.works())


class _Sense:
    def __init__(self, words: Lexicon, day: date) -> None:
        self.words = words
        self.day = day
        self.draft = Draft()
        self.has_boxes = False
        self.has_open_boxes = False
        self.is_structured = False
        self.open_risks: list[Risk] = []
        self.known: dict[str, tuple[Reading, ...]] = {}

    # Reading words

    def readings(self, text: str) -> tuple[Reading, ...]:
        """What words say; the same are asked for by whoever judges a list, and by who reads it."""
        if text not in self.known:
            self.known[text] = read_words(text, self.words, self.day)
        return self.known[text]

    def tell(self, line: int, text: str, reading: Reading) -> None:
        written = text[reading.span.start : reading.span.end].strip()
        became = f"[{reading.value}]" if reading.kind == "state" else reading.tag
        self.draft.told.append(Told(line, written, became, reading.sure))

    def work(self, text: str, line: int, mark: str | None = None, *, numbered: bool = False, without: str = "") -> Work:
        """A goal or step of these words, with the tags that they tell; of the kind `without` none."""
        work = Work(text, line, mark or " ", numbered=numbered)
        self.take(work, text, [one for one in self.readings(text) if one.kind != without], may_tick=mark in (None, " "))
        return work

    def take(self, work: Work, text: str, found: Sequence[Reading], *, may_tick: bool = True) -> None:
        """Give a thing what was read in its words; sure readings first, one of a kind."""
        written = {match["key"] or "duration" for match in _TAGGED.finditer(text) if match["key"] or match["duration"]}
        about = list(text)
        for one in sorted(found, key=lambda one: not one.sure):
            if one.kind != "state":
                about[one.span.start : one.span.end] = " " * (one.span.end - one.span.start)
            if one.kind == "after":
                if "after" not in written:
                    work.waits.append((one.value, text[one.span.start : one.span.end].strip(), one.sure))
            elif one.kind == "state":
                if may_tick and work.mark == " ":
                    work.mark = one.value
                    self.tell(work.line, text, one)
                    self.draft.evidence += 0.5
            elif one.kind not in work.tags and one.kind not in written and self.fits(work, one):
                work.tags[one.kind] = one.value
                self.tell(work.line, text, one)
                self.draft.evidence += (
                    0 if one.kind == "cost" or (one.kind == "duration" and days_of(one.value) < 1) else 0.5
                )
        work.about = "".join(about)
        _consistent(work, self.day)

    def fits(self, work: Work, one: Reading) -> bool:
        """Whether a reading goes with what else is known of a thing."""
        if one.kind == "done":
            work.mark = ("/" if one.value.endswith("%") else "x") if work.mark in " /" else work.mark
            return work.mark in "x/"
        if one.kind == "on" and not one.sure and ("due" in work.tags or "start" in work.tags):
            return False
        return not (one.kind in ("start", "due") and "on" in work.tags and not one.sure)

    # The whole

    def read(self, notes: Notes) -> None:
        everything = list(_all_sections(notes.sections))
        roles = [self.role(one) for one in everything]
        periods = [one.title for one in everything if read_period(one.title, self.words)]
        lists = [block for block in _blocks(notes) if isinstance(block, Listed)]
        periods += [item.text for block in lists for item in self.periods(block.items)]
        marks = [item.mark for item in _all_items(notes) if item.mark is not None]
        self.has_boxes, self.has_open_boxes = bool(marks), any(mark in " /" for mark in marks)
        self.is_structured = self.has_open_boxes or len(periods) > 1 or any(role in _CONTAINERS for role in roles)
        self.draft.title = notes.title
        self.weigh(notes, everything, roles, len(periods))
        self.title(notes)
        self.intro(notes)
        self.sections(notes.sections, "", None)

    def weigh(self, notes: Notes, everything: Sequence[Section], roles: Sequence[str], periods: int) -> None:
        """How much of a plan the notes' headings and boxes are."""
        draft, words = self.draft, self.words
        draft.evidence += sum(_EVIDENCE.get(role, 0) for role in dict.fromkeys(roles))
        draft.evidence += 2.0 * min(periods, 3) if periods > 1 else 0
        draft.evidence += 3.0 if self.has_boxes else 0
        heads = [notes.title, *(one.title for one in everything)]
        if not notes.title and notes.blocks and isinstance(notes.blocks[0], Prose):
            heads[0] = notes.blocks[0].text[:80]
        plan, none = (_said(words, row) for row in ("plan", "not"))
        draft.evidence += 1.5 if plan.search(straight(heads[0])) else 0
        draft.evidence += _EVIDENCE["smart"] if section_role(notes.title, words) == "smart" else 0
        if none.search(straight(heads[0])):
            draft.evidence -= 5.0
        strange = sum(plain_title(one) in words.words("title", "not") for one in heads[1:])
        draft.evidence -= 2.5 * min(strange, 3)
        labels = [read_label(one.text, words) for one in notes.blocks if isinstance(one, Prose)]
        draft.evidence -= 2.5 * sum(
            one is not None and plain_title(one.name) in words.words("title", "not") for one in labels
        )

    def periods(self, items: Sequence[Item]) -> list[Item]:
        """The items of a list that are numbered periods with a length, `Weeks 1-3: hills`; one alone is none."""
        found = [item for item in items if (period := read_period(item.text, self.words)) and period.length]
        return found if len(found) > 1 else []

    def role(self, section: Section) -> str:
        if read_period(section.title, self.words):
            return ""
        role = self.said_role(section)
        is_work = role == "occupations" and any(
            item.mark is not None or self.is_timed(item) for item in _items(section)
        )
        if is_work:
            return ""  # `Winter jobs` with boxes
        return "barriers" if not role and self.are_answered(_items(section)) else role

    def are_answered(self, items: Sequence[Item]) -> bool:
        """Whether each item of a list is a barrier with its solution: `rain -> a tent`, `Rain. Solution: a tent`."""
        return len(items) > 1 and all(
            item.mark is None and _split_solution(item.text, self.words)[1] and not self.is_timed(item)
            for item in items
        )

    def said_role(self, section: Section) -> str:
        label = read_label(section.title, self.words)
        if label and label.kind == "goal" and label.value.start < label.value.end:
            return ""
        role = section_role(section.title, self.words)
        return "barriers" if role in ("", "work") and self.tells_answers(section) else role

    def tells_answers(self, section: Section) -> bool:
        """Whether most items of a list tell what is done about them: by a word for it, or below `What if …`; or all do
        by an arrow, without a time."""
        items = _items(section)
        if not items or any(item.mark is not None for item in items):
            return False
        by_sign = is_conditional(section.title, self.words)
        told = 0
        for item in items:
            _, answer, name = _split_solution(item.text, self.words, by_colon=by_sign)
            told += bool(answer and (name or by_sign)) or self.has_answer_below(item)
        all_arrows = all(split_arrow(item.text) and not self.is_timed(item) for item in items)
        return told * 2 > len(items) or (
            all_arrows
            and len(items) > 1
            and not by_sign
            and not section_role(section.title, self.words)
            and not read_period(section.title, self.words)
        )

    def has_answer_below(self, item: Item) -> bool:
        below = [one.text for block in item.children if isinstance(block, Listed) for one in block.items]
        return any((label := read_label(one, self.words)) and label.kind == "solution" for one in below)

    def title(self, notes: Notes) -> None:
        for one in self.readings(notes.title):
            if one.kind == "due" and "finish" not in notes.settings:
                self.draft.settings.setdefault("finish", one.value)
                self.tell(notes.title_line, notes.title, one._replace(kind="finish", sure=False))

    # What stands above the headings

    def intro(self, notes: Notes) -> None:
        goal = Work(notes.title or "Plan", notes.title_line)
        goal.is_heading = True
        for block in notes.blocks:
            if isinstance(block, Prose):
                self.intro_prose(block)
            elif isinstance(block, Listed):
                rest = [item for item in block.items if not self.setting(item.text, item.line)]
                self.draft.intro += ["\n".join(f"- {item.text}" for item in block.items if item not in rest)]
                goal.steps += self.steps(rest, goal) if rest and self.may_be_work(rest, "") else self.as_prose(rest)
            elif isinstance(block, Rows):
                goal.steps += self.table(block, "")
        if goal.steps:
            self.draft.goals[""].append(goal)
        else:
            self.draft.intro += goal.notes

    def as_prose(self, items: Iterable[Item]) -> list[Work]:
        self.draft.intro += ["\n".join(raw_item(item) for item in items)]
        return []

    def intro_prose(self, block: Prose) -> None:
        kept = []
        for number, line in enumerate(block.text.split("\n")):
            label = read_label(line, self.words) if block.is_paragraph else None
            value = line[slice(*label.value)].strip(" *_") if label else ""
            if label and label.kind in ("primary", "goal") and value and not self.is_setting(label, value):
                work = self.work(value, block.line + number)
                work.is_heading = True
                self.draft.goals["primary" if label.kind == "primary" else ""].append(work)
                self.draft.evidence += 2
                work.words = line.strip().replace("*", "")
            elif block.is_paragraph and self.problem(line, block.line + number, None):
                continue
            else:
                kept.append(line)
                if not self.setting(line, block.line + number):
                    self.sentence(line, block.line + number)
        if "".join(kept).strip():
            self.draft.intro.append("\n".join(kept))

    def is_setting(self, label: Label, value: str) -> bool:
        return is_label(label.name, "finish", self.words) and bool(self.dates(value)) and len(value) < 24

    def dates(self, text: str) -> list[Moment]:
        found = find_dates(straight(text), self.words, self.day)
        return [one if isinstance(one, Moment) else one.last for one in found]

    def setting(self, line: str, number: int) -> bool:
        """Whether a line is a field of the whole plan: when it starts, what it leads to."""
        label = read_label(line, self.words)
        if label is None:
            return False
        value = line[slice(*label.value)]
        dates = self.dates(value)
        if not dates:
            return False
        if is_label(label.name, "start", self.words):
            key, said = "start", dates[0].from_text
        elif is_label(label.name, "finish", self.words) or label.kind == "due":
            key, said = "finish", dates[-1].until_text
        else:
            return False
        self.draft.settings[key] = said
        self.draft.told.append(Told(number, line.strip(), f"{key}: {said}", dates[0].clear))
        self.draft.evidence += 1
        return True

    def sentence(self, line: str, number: int) -> None:
        """A sentence above all headings may tell when the plan starts or is to be finished."""
        for one in self.readings(line):
            key = {"start": "start", "due": "finish"}.get(one.kind)
            if key and key not in self.draft.settings and one.sure and len(line) < 160:
                self.draft.settings[key] = one.value
                self.tell(number, line, one._replace(kind=key))
                self.draft.evidence += 0.5

    # Sections

    def sections(self, sections: Sequence[Section], horizon: str, goal: Work | None) -> None:
        before: tuple[Period, Work] | None = None
        for section in sections:
            period = read_period(section.title, self.words)
            made = self.section(section, horizon, goal, period)
            if made is None or period is None:
                continue
            if before and before[0].unit == period.unit and before[0].last < period.first:
                made.after.append(before[1])
            before = (period, made)

    def section(self, section: Section, horizon: str, goal: Work | None, period: Period | None) -> Work | None:
        """Take in a section; the goal that it becomes, if it does."""
        role = self.role(section)
        if role in _READ_BY_ROLE and not (role == "log" and goal):
            _READ_BY_ROLE[role](self, section, goal)
            return None
        if goal is not None and (section.level == 8 or (role in ("work", "goals", "notes") and section.level > 3)):
            self.part(section, role, goal)
            return None
        self.field_below(section, goal)
        if role in _ASIDE and not self.is_boxed(section):
            self.aside(section, goal)
            return None
        if role in _CONTAINERS or (role == "work" and section.sections and not _has_lists(section)):
            self.container(section, _HORIZONS.get(role, horizon))
            return None
        if role == "habits":
            return self.habits(section, horizon, goal)
        if self.is_goal(section, role, horizon, period, goal):
            return self.goal(section, horizon, goal, period)
        if section.sections and any(
            self.is_goal(one, self.role(one), horizon, read_period(one.title, self.words), goal)
            or self.role(one) in _READ_BY_ROLE
            for one in section.sections
        ):
            self.draft.notes.append(section.title)
            self.prose_of(section)
            self.sections(section.sections, horizon, goal)
            return None
        self.aside(section, goal)
        return None

    def field_below(self, section: Section, goal: Work | None) -> None:
        """A heading may be the name of a field, and the text below it what it says: `Time-bound`."""
        texts = [block.text for block in section.blocks if isinstance(block, Prose) and block.is_paragraph]
        if len(texts) != 1 or len(section.blocks) > 1 or section.sections or "\n" in texts[0]:
            return
        line = f"{section.title.rstrip(':： ')}: {texts[0]}"
        if goal is None:
            self.setting(line, section.line)
        elif section.level < 7:
            self.field(line, section.line, goal)

    def is_boxed(self, section: Section) -> bool:
        return any(item.mark in (" ", "/") for item in _items(section)) and self.role(section) == "notes"

    def is_goal(self, section: Section, role: str, horizon: str, period: Period | None, goal: Work | None) -> bool:
        """Whether a heading is a goal: by what it says, or by the list below it."""
        if period or section.mark is not None:
            return True
        label = read_label(section.title, self.words)
        if label and label.kind in ("goal", "primary", "step") and label.value.start < label.value.end:
            return True
        if horizon or goal is not None:
            return role != "notes"
        if role in ("notes", "done"):
            return False
        items = _items(section)
        tables = [block for block in section.blocks if isinstance(block, Rows) and plan_table(block, self.words)]
        if tables or any(item.mark is not None for item in items):
            return True
        said = {one.kind for one in self.readings(section.title)}
        if said & {"due", "duration", "start", "on"} and (items or section.blocks):
            return True
        if items:
            return self.may_be_work(items, role)
        subs = section.sections
        return bool(subs) and sum(
            self.is_goal(one, self.role(one), "", read_period(one.title, self.words), None) for one in subs
        ) * 2 > len(subs)

    def may_be_work(self, items: Sequence[Item], role: str) -> bool:
        """Whether a list without boxes is work: where nothing else is, or its items say when or how long."""
        if role == "work" or any(item.mark is not None for item in items) or self.periods(items):
            return True
        timed = sum(
            any(
                (one.kind in _TAGS and one.kind != "cost") or one.kind in ("state", "after")
                for one in self.readings(item.text)
            )
            for item in items
        )
        if timed:
            return not self.has_open_boxes or timed * 2 >= len(items)
        if self.is_structured:
            return not self.has_open_boxes and all(item.numbered for item in items)
        return not _are_links(items)

    def container(self, section: Section, horizon: str) -> None:
        """A section of goals: each item or heading in it is one."""
        self.draft.sections.append((horizon, [section.title]))
        for block in section.blocks:
            if isinstance(block, Listed):
                for work in self.listed_goals(block.items, horizon):
                    self.draft.goals[horizon].append(work)
            elif isinstance(block, Rows):
                self.draft.goals[horizon] += self.table(block, section.title)
            elif isinstance(block, Prose):
                self.container_prose(block, horizon)
        self.sections(section.sections, horizon, None)

    def container_prose(self, block: Prose, horizon: str) -> None:
        """Text in a section of goals: of a primary objective it is the goal, else prose."""
        text = " ".join(block.text.split())
        if horizon == "primary" and block.is_paragraph and len(text) < 160 and not self.draft.goals["primary"]:
            work = self.work(text, block.line)
            self.draft.goals["primary"].append(work)
        elif not (block.is_paragraph and self.problem(block.text, block.line, None)):
            self.draft.sections.append((horizon, [block.text]))

    def listed_goals(self, items: Sequence[Item], horizon: str) -> list[Work]:
        made: list[Work] = []
        periods = self.periods(items)
        for item in items:
            if self.problem(item.text, item.line, made[-1] if made else None, item.children):
                continue
            if made and self.field(item.text, item.line, made[-1]):
                made[-1].notes.append(item.text)
                continue
            work = self.item(item, is_period=item in periods)
            self.children(item.children, work, as_steps=True)
            work.is_heading = bool(work.notes) and not work.steps  # in a list, its notes would be its steps
            made.append(work)
        return made

    def goal(self, section: Section, horizon: str, parent: Work | None, period: Period | None) -> Work:
        """The goal that a heading is, with the steps under it."""
        work = self.work(
            section.title, section.line, section.mark, without="duration" if period and period.length else ""
        )
        work.is_heading = True
        if period:
            self.period(work, section.title, period)
        self.fill(work, section.blocks)
        if parent is not None:
            parent.goals.append(work)
        else:
            self.draft.goals[horizon].append(work)
        self.sections(section.sections, horizon, work)
        return work

    def period(self, work: Work, title: str, period: Period) -> None:
        """How long a numbered period is, by its unit or by what stands in brackets."""
        length = period.length
        for inner in _BRACKETS.findall(title):
            within = read_period(inner.strip(), self.words)
            if within and not length:
                length = within.length
        if length and "duration" not in work.tags:
            work.tags["duration"] = length
            self.draft.told.append(Told(work.line, period.words, f"~{length}", True))

    def fill(self, work: Work, blocks: Sequence[Block]) -> None:
        """What stands under a goal's heading: fields, steps, notes."""
        for block in blocks:
            if isinstance(block, Prose):
                for number, line in enumerate(block.text.split("\n") if block.is_paragraph else [block.text]):
                    if block.is_paragraph and self.problem(line, block.line + number, work):
                        continue
                    if block.is_paragraph:
                        self.field(line, block.line + number, work)
                work.notes += [] if block.is_paragraph and self.is_problem(block.text) else [block.text]
            elif isinstance(block, Listed):
                work.steps += self.steps(block.items, work)
            elif isinstance(block, Rows):
                work.steps += self.table(block, work.words)

    def steps(self, items: Sequence[Item], goal: Work | None) -> list[Work]:
        """The steps that a list's items are; fields of their goal and barriers aside."""
        made: list[Work] = []
        boxed = any(item.mark is not None for item in items)
        periods = self.periods(items)
        is_outline = sum(any(isinstance(one, Listed) for one in item.children) for item in items) > max(
            1, len(items) // 2
        )
        for item in items:
            if self.problem(item.text, item.line, goal, item.children):
                continue
            if goal is not None and self.field(item.text, item.line, goal):
                goal.notes.append(raw_item(item))
                continue
            if boxed and item.mark is None and self.has_open(items):
                (made[-1].notes if made else goal.notes if goal else self.draft.intro).append(item.text)
                continue
            work = self.item(item, is_period=item in periods)
            self.children(item.children, work, as_steps=item in periods or (is_outline and not self.has_open_boxes))
            made.append(work)
        return made

    def item(self, item: Item, *, is_period: bool) -> Work:
        """The step or goal that an item is; that of a period takes as long as it says."""
        period = read_period(item.text, self.words) if is_period else None
        without = "duration" if period else ""
        work = self.work(item.text, item.line, item.mark, numbered=item.numbered, without=without)
        if period:
            self.period(work, item.text, period)
        return work

    def has_open(self, items: Sequence[Item]) -> bool:
        """Whether some box in a list is open: then an item without one is meant to have none."""
        return sum(item.mark is not None for item in items) * 2 > len(items)

    def children(self, blocks: Sequence[Block], work: Work, *, as_steps: bool) -> None:
        """What is nested in an item: fields, barriers, steps of a goal, sub-steps with boxes, else notes."""
        for block in blocks:
            if not isinstance(block, Listed):
                work.notes += raw_blocks([block])
                if isinstance(block, Prose):
                    self.field(block.text, block.line, work)
                continue
            timed = [item for item in block.items if self.is_timed(item)] if not self.has_open_boxes else []
            all_timed = len(timed) * 2 >= len(block.items) and len(timed) > 1
            for item in block.items:
                if self.problem(item.text, item.line, work, item.children):
                    continue
                if self.field(item.text, item.line, work):
                    work.notes.append(raw_item(item))
                elif item.mark is not None or as_steps or all_timed or item in timed:
                    step = self.work(item.text, item.line, item.mark, numbered=item.numbered)
                    self.children(item.children, step, as_steps=False)
                    work.steps.append(step)
                else:
                    work.notes.append(raw_item(item))

    def is_timed(self, item: Item) -> bool:
        return any(one.kind in ("duration", "due", "on", "start", "every") for one in self.readings(item.text))

    # Fields

    def field(self, text: str, line: int, work: Work) -> bool:
        """Whether a line is a field of a thing (`Deadline: …`), which then has what it says."""
        label = read_label(text, self.words)
        if label is None or label.kind not in _NOTED:
            return False
        value = text[slice(*label.value)].strip(" *_")
        if label.kind in ("note", "who"):
            return True
        if label.kind == "on" and plain_title(label.name) not in self.words.own("labels", "on")[:2]:
            return False  # `Exam: 12 May` is a step
        found = self.field_readings(label, value)
        if not found and not (label.kind == "status" or not value):
            return label.kind in ("cost", "due", "duration")
        for one in found:
            if one.kind == "after":
                work.waits.append((one.value, text.strip(), one.sure))
            elif one.kind == "state":
                work.mark = one.value if work.mark == " " else work.mark
                self.draft.told.append(Told(line, text.strip(), f"[{one.value}]", True))
            elif one.kind not in work.tags and self.fits(work, one):
                work.tags[one.kind] = one.value
                self.draft.told.append(Told(line, text.strip(), one.tag, one.sure))
                self.draft.evidence += 0.5 if one.kind != "cost" else 0
        _consistent(work, self.day)
        return True

    def field_readings(self, label: Label, value: str) -> list[Reading]:
        """What a field says, by its name: a day after `Deadline:` is one whatever else it may be."""
        found = list(self.readings(value))
        kind = label.kind
        if kind in ("due", "start", "on", "done") and (
            dates := [one for one in found if one.kind in ("due", "start", "on", "done")]
        ):
            if {one.kind for one in dates} >= {"due", "start"} and kind != "done":
                return [one for one in dates if one.kind in ("start", "due")][:2]
            if kind == "due" and {one.kind for one in dates} == {"start"}:
                return dates[:1]  # `When: from June`
            one = dates[-1] if kind == "due" else dates[0]
            moments = self.dates(value)
            if not moments:
                return [one._replace(kind="due")]
            moment = moments[-1] if kind == "due" else moments[0]
            if kind == "on" and moment.whole != "day":
                kind = "due"
            said = (
                one.value
                if kind == "due" and one.kind == "due"
                else moment.until_text
                if kind == "due"
                else moment.from_text
            )
            return [one._replace(kind=kind, value=said)] + (
                [one._replace(kind="state", value="x")] if kind == "done" else []
            )
        if kind in ("duration", "due"):
            return [one for one in found if one.kind in ("duration", "due", "start", "every")][:2]
        if kind == "cost":
            costs = [one for one in found if one.kind == "cost"]
            number = re.fullmatch(r"[^\d]{0,4}(\d[\d.,' ]*)[^\d]{0,6}", straight(value))
            if costs or not number:
                return costs[:1]
            return [one for one in self.readings(f"{number[1].strip()} €") if one.kind == "cost"]
        if kind == "status":
            marks = [one for one in found if one.kind in ("state", "done")]
            return marks or [one for one in self.readings(f"x - {value}") if one.kind in ("state", "done")]
        if kind == "after":
            return [Reading("after", part.strip(), one_span, sure=True) for part, one_span in _listed(value)]
        if kind == "every":
            return [one for one in found if one.kind == "every"][:1]
        return []

    # Barriers

    def is_problem(self, text: str) -> bool:
        label = read_label(text, self.words)
        return label is not None and label.kind == "barrier"

    def problem(self, text: str, line: int, of: Work | None, children: Sequence[Block] = ()) -> bool:
        """Whether a line is `Obstacle: …`, with what is done about it, or `Solution: …` after one."""
        label = read_label(text, self.words)
        if label is None or label.kind not in ("barrier", "solution"):
            return False
        value = text[slice(*label.value)].strip()
        if label.kind == "solution":
            if not self.open_risks or not is_label(label.name, "solution", self.words) or not value:
                return False
            if (
                plain_title(label.name) not in self.words.words("labels", "solution")[:3]
                and self.open_risks[-1].of is not of
            ):
                return False
            self.open_risks[-1].solutions.append(value)
            self.said(label.name)
            return True
        if is_conditional(label.name, self.words) and not split_arrow(value):
            return False
        self.said(label.name)
        risk = self.risk(value, line, of)
        self.solve(risk, children)
        return bool(value)

    def said(self, name: str) -> None:
        """Keep the word that a barrier or solution was called by: it stands among the notes."""
        if plain_title(name) not in ("barrier", "solution"):
            self.draft.called[name.strip(" *_")] = None

    def risk(self, text: str, line: int, of: Work | None, *, by_colon: bool = False) -> Risk:
        """A barrier, and the solution that stands on its line; `by_colon`, where a colon stands between the two."""
        words, solution, name = _split_solution(text, self.words, by_colon=by_colon)
        self.said(name or "solution")
        risk = Risk(words, line, of)
        if solution:
            risk.solutions.append(solution)
        self.draft.risks.append(risk)
        self.open_risks = [*self.open_risks, risk] if self.open_risks and self.open_risks[-1].of is of else [risk]
        self.draft.told.append(Told(line, text, "Barrier:" + (" and Solution:" if solution else ""), True))
        return risk

    def solve(self, risk: Risk, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if isinstance(block, Listed):
                for item in block.items:
                    label = read_label(item.text, self.words)
                    is_solution = label is not None and label.kind == "solution"
                    text = item.text[slice(*label.value)] if label and is_solution else item.text
                    if label and is_solution:
                        self.said(label.name)
                    if label is not None and label.kind in ("note", "who", "cost", "due"):
                        risk.notes.append(item.text)
                    else:
                        risk.solutions.append(text.strip())
                    risk.notes += [line for line in raw_blocks(item.children) if line]
            else:
                risk.notes += raw_blocks([block])

    def barriers(self, section: Section, goal: Work | None) -> None:
        """A section of obstacles: each item, row or line is one."""
        self.draft.notes.append(section.title)
        self.open_risks = []
        in_pairs = names_answers(section.title, self.words)
        for block in section.blocks:
            if isinstance(block, Listed):
                for item in block.items:
                    if not self.problem(item.text, item.line, goal, item.children):
                        by_colon = in_pairs or is_conditional(item.text, self.words)
                        self.solve(self.risk(item.text, item.line, goal, by_colon=by_colon), item.children)
            elif isinstance(block, Rows):
                self.risk_rows(block, goal)
            else:
                lines = block.text.split("\n") if isinstance(block, Prose) and block.is_paragraph else []
                told = [
                    line
                    for line in lines
                    if self.problem(line, block.line, goal) or self.arrowed(line, block.line, goal)
                ]
                self.draft.notes += [] if told and len(told) == len(lines) else raw_blocks([block])
        for sub in section.sections:
            if self.role(sub) == "solutions":
                self.solutions(sub, goal)
                continue
            risk = self.risk(sub.title, sub.line, goal)
            self.solve(risk, sub.blocks)

    def arrowed(self, line: str, number: int, goal: Work | None) -> bool:
        if split_arrow(line) is None:
            return False
        self.risk(line.strip(), number, goal)
        return True

    def risk_rows(self, rows: Rows, goal: Work | None) -> None:
        """A table of risks: the barrier, and the column that tells what is done about it."""
        kinds = [
            "" if not one else (read_label(f"{one}: x", self.words) or Label("", "", _NOWHERE)).kind
            for one in rows.header
        ]
        of = kinds.index("barrier") if "barrier" in kinds else 0
        answer = kinds.index("solution") if "solution" in kinds else (len(kinds) - 1 if len(kinds) > 1 else None)
        self.draft.notes.append(" | ".join(rows.header))
        for row, line in zip(rows.rows, rows.lines, strict=True):
            if of >= len(row) or not row[of]:
                continue
            risk = self.risk(row[of], line, goal)
            for place, cell in enumerate(row):
                if place == answer and cell:
                    risk.solutions.append(cell)
                elif place != of and cell:
                    risk.notes.append(f"{rows.header[place]}: {cell}" if rows.header[place] else cell)

    def solutions(self, section: Section, goal: Work | None) -> None:
        """A section of solutions: of as many barriers in turn, else of the last ones."""
        self.draft.notes.append(section.title)
        items = [item for block in section.blocks if isinstance(block, Listed) for item in block.items]
        self.draft.notes += raw_blocks([block for block in section.blocks if not isinstance(block, Listed)])
        risks = [one for one in self.open_risks if not one.solutions] or self.open_risks or self.draft.risks
        if not risks:
            self.draft.notes += [raw_item(item) for item in items]
            return
        for place, item in enumerate(items):
            label = read_label(item.text, self.words)
            text = item.text[slice(*label.value)] if label and label.kind == "solution" else item.text
            if label and label.kind == "solution":
                self.said(label.name)
            arrow = split_arrow(text)
            risk = self.named_risk(text[slice(*arrow[0])]) if arrow else risks[min(place, len(risks) - 1)]
            (risk or risks[0]).solutions.append(text.strip())
            (risk or risks[0]).notes += raw_blocks(item.children)

    def named_risk(self, text: str) -> Risk | None:
        wanted = set(plain_title(text).split())
        return next((one for one in self.draft.risks if wanted & set(plain_title(one.words).split())), None)

    # The others

    def part(self, section: Section, role: str, goal: Work) -> None:
        """`Steps:`, `Why:` below a goal: its steps, or notes."""
        goal.notes.append(section.title + (":" if section.level == 8 else ""))
        if (
            role in ("notes", "done")
            or (read_label(section.title + ":", self.words) or Label("", "", _NOWHERE)).kind == "note"
        ):
            goal.notes += raw_blocks(section.blocks)
        else:
            self.fill(goal, section.blocks)
        self.sections(section.sections, "", goal)

    def habits(self, section: Section, horizon: str, goal: Work | None) -> Work:
        """Things done again and again, as often as the heading says where they don't."""
        work = Work(section.title, section.line)
        work.is_heading = True
        often = next((one for one in self.readings(section.title) if one.kind == "every"), None)
        self.fill(work, section.blocks)
        for step in work.steps:
            if often and "every" not in step.tags:
                step.tags["every"] = often.value
                self.draft.told.append(Told(section.line, section.title, often.tag, False))
        if goal is not None:
            goal.goals.append(work)
        else:
            self.draft.goals[horizon].append(work)
        self.sections(section.sections, horizon, work)
        return work

    def log(self, section: Section, goal: Work | None) -> None:
        """Dated notes are check-ins; what has no date stays a note."""
        kept: list[str] = []
        for block in section.blocks:
            if isinstance(block, Listed):
                kept += [
                    raw_item(item)
                    for item in block.items
                    if not self.entry(item.text, item.line, raw_blocks(item.children))
                ]
            elif isinstance(block, Prose) and block.is_paragraph:
                kept += [line for line in block.text.split("\n") if not self.entry(line, block.line, [])]
            else:
                kept += raw_blocks([block])
        for sub in section.sections:
            text = raw_blocks(sub.blocks)
            if not text or not self.entry(f"{sub.title}: {' '.join(' '.join(text).split())}", sub.line, []):
                kept += raw_section(sub, 4)
        self.draft.notes += [section.title, "\n".join(kept)]

    def entry(self, text: str, line: int, more: list[str]) -> bool:
        """Whether a line begins with a day that is past: then it is a check-in."""
        plain = straight(text)
        moment = next(iter(find_dates(plain, self.words, date(self.day.year - 1, self.day.month, 1))), None)
        if not isinstance(moment, Moment) or moment.whole != "day" or moment.span.start > 4:
            return False
        then = moment.first if moment.dated else _latest(moment.first, self.day)
        rest = text[moment.span.end :].lstrip(" :-–—*_.,：").strip()
        if not rest:
            return False
        in_words = any(map(str.isalpha, plain[: moment.span.end]))  # the name of a month is a word to keep
        self.draft.checkins.append((then.isoformat(), text.strip() if in_words else rest, more))
        self.draft.told.append(Told(line, text[: moment.span.end], f"check-in on {then.isoformat()}", moment.dated))
        return True

    def occupations(self, section: Section, goal: Work | None) -> None:
        """A list of careers is a table of them; one that is chosen in words is so there."""
        chosen = " ".join(block.text for block in section.blocks if isinstance(block, Prose))
        lines: list[str] = []
        for block in section.blocks:
            if isinstance(block, Listed):
                lines += ["| Occupation | Stage |", "| --- | --- |"]
                for item in block.items:
                    name = item.text.replace("|", "\\|")
                    picked = (
                        item.mark == "x"
                        or re.search(r"[✓✔✅⭐★]|\bchosen\b", item.text)
                        or plain_title(item.text) in plain_title(chosen)
                    )
                    lines.append(f"| {name} | {'chosen' if picked else 'candidate'} |")
                    lines += []
                lines.append("")
                extra = [line for item in block.items for line in raw_blocks(item.children)]
                lines += [*extra, ""] if extra else []
            else:
                lines += [*raw_blocks([block]), ""]
        self.draft.sections.append(("occupations", [section.title, "\n".join(lines)]))

    def someday(self, section: Section, goal: Work | None) -> None:
        self.draft.sections.append(
            (
                "someday",
                [
                    section.title,
                    "\n\n".join(
                        [
                            *raw_blocks(section.blocks),
                            *(line for sub in section.sections for line in raw_section(sub, 3)),
                        ]
                    ),
                ],
            )
        )

    def aside(self, section: Section, goal: Work | None) -> None:
        """A section that is no plan: it stays as it is, among the notes."""
        if goal is not None and section.level >= 7:
            goal.notes += ["\n\n".join([section.title, *raw_blocks(section.blocks)])]
            return
        self.draft.notes += raw_section(section, 3)
        self.draft.prose[section.title] = self.draft.prose.get(section.title, 0) + _lines(section)

    def prose_of(self, section: Section) -> None:
        self.draft.notes += raw_blocks(section.blocks)

    # Tables

    def table(self, rows: Rows, title: str) -> list[Work]:
        """The steps that a table's rows are; none, and prose, where it is no plan."""
        found = plan_table(rows, self.words)
        if found is None:
            self.draft.notes.append(rows.text)
            return []
        self.draft.evidence += 2
        self.draft.notes.append(" | ".join(one for one in rows.header if one))
        return [
            work
            for work in (self.row(found, row, line, rows) for row, line in zip(rows.rows, rows.lines, strict=True))
            if work
        ]

    def row(self, table: PlanTable, row: tuple[str, ...], line: int, rows: Rows) -> Work | None:
        title = ": ".join(row[place].rstrip(":") for place in table.titles if place < len(row) and row[place])
        period = row[table.period] if table.period is not None and table.period < len(row) else ""
        if not title and not period:
            return None
        work = self.work(title or period, line)
        hidden = []
        for place, cell in enumerate(row):
            kind = table.kinds[place] if place < len(table.kinds) else ""
            if place in table.titles or not cell:
                continue
            if kind == "who" and re.fullmatch(r"[^\W\d_]+", cell):
                work.tags["who"] = cell
            elif kind in _FIELDS:
                self.field(f"{table.names[kind]}: {cell}", line, work)
                hidden.append(cell)
            elif kind == "period":
                number = read_period(cell, self.words) or read_period(f"{rows.header[place]} {cell}", self.words)
                if number and number.length and "duration" not in work.tags:
                    work.tags["duration"] = number.length
                    self.draft.told.append(Told(line, cell, f"~{number.length}", False))
                elif dates := self.dates(cell):
                    self.take(work, cell, [one for one in self.readings(cell) if one.kind in ("start", "due", "on")])
                    del dates
                hidden.append(cell)
            elif kind in ("barrier", "solution"):
                if kind == "barrier":
                    self.risk(cell, line, work)
                elif self.open_risks:
                    self.open_risks[-1].solutions.append(cell)
            else:
                header = rows.header[place] if place < len(rows.header) else ""
                work.notes.append(f"{header}: {cell}" if header else cell)
        work.about = title
        work.comment = " ".join(hidden)
        return work


_READ_BY_ROLE: dict[str, Callable[[_Sense, Section, Work | None], None]] = {
    "barriers": _Sense.barriers,
    "solutions": _Sense.solutions,
    "log": _Sense.log,
    "occupations": _Sense.occupations,
    "someday": _Sense.someday,
}


def _said(words: Lexicon, row: str) -> re.Pattern[str]:
    return re.compile(words.pattern("title", row))


def _consistent(work: Work, day: date) -> None:
    """Leave out what contradicts itself: an end before the beginning, an appointment that is past."""
    tags = work.tags
    if work.mark == "x" and "on" in tags and "done" not in tags and tags["on"] <= day.isoformat():
        tags["done"] = tags.pop("on")
    if work.mark != "x" and "on" in tags and tags["on"] < day.isoformat():
        tags.pop("on")
    if "done" in tags and tags["done"][:4].isdigit() and tags["done"] > day.isoformat():
        tags.pop("done")
    if work.mark != "x" and "done" in tags and not tags["done"].endswith("%"):
        tags.pop("done")
    if "start" in tags and "due" in tags and tags["start"] > tags["due"] and not tags["start"].startswith(tags["due"]):
        tags.pop("start")


def _latest(then: date, day: date) -> date:
    """The last such day before another, of one whose year is left out."""
    is_earlier = (then.month, then.day) <= (day.month, day.day)
    year = day.year if is_earlier else day.year - 1
    return then.replace(year=year) if (then.month, then.day) != (2, 29) else then


def _split_solution(text: str, words: Lexicon, *, by_colon: bool = False) -> tuple[str, str, str]:
    """A barrier and what is done about it: after an arrow or `Solution:`; `by_colon`, after any colon."""
    arrow = split_arrow(text)
    if arrow:
        after = text[slice(*arrow[1])].strip()
        label = read_label(after, words)
        if label and label.kind == "solution":
            return text[slice(*arrow[0])].strip(), after[slice(*label.value)].strip(), label.name
        return text[slice(*arrow[0])].strip(), after, ""
    names = words.pattern("labels", "solution")
    match = re.search(rf"[\s.;,!?。；，—-]\s*[*_]*{names}[*_]*\s*:[*_]*\s*", _as_plain(text))
    if match and text[match.end() :].strip():
        name = text[match.start() : match.end()].strip(" .;,!?:*_-。；，：—")
        return text[: match.start() + 1].rstrip(" ;,-—"), text[match.end() :].strip(), name
    before, colon, after = text.partition(": ")
    if by_colon and colon and before.strip() and after.strip():
        return before.rstrip(), after.strip(), ""
    return text, "", ""


def _as_plain(text: str) -> str:
    return straight(text)


def _all_sections(sections: Sequence[Section]) -> Iterable[Section]:
    for section in sections:
        yield section
        yield from _all_sections(section.sections)


def _items(section: Section) -> list[Item]:
    return [item for block in section.blocks if isinstance(block, Listed) for item in block.items]


def _has_lists(section: Section) -> bool:
    return any(isinstance(block, (Listed, Rows)) for block in section.blocks)


def _all_items(notes: Notes) -> Iterable[Item]:
    blocks = [block for section in _all_sections(notes.sections) for block in section.blocks]
    waiting: list[Block] = [*notes.blocks, *blocks]
    while waiting:
        block = waiting.pop()
        if isinstance(block, Listed):
            for item in block.items:
                yield item
                waiting += item.children


def _blocks(notes: Notes) -> Iterable[Block]:
    yield from notes.blocks
    for section in _all_sections(notes.sections):
        yield from section.blocks


def _are_links(items: Sequence[Item]) -> bool:
    """Whether most of a list are links or quotations."""
    strange = sum(bool(re.search(r"https?://|\]\(|^[\"“„«『《].*[\"”“»』》]?$", item.text)) for item in items)
    return strange * 2 > len(items)


def _lines(section: Section) -> int:
    return sum(text.count("\n") + 1 for text in raw_section(section, 3)) - 1


def _listed(value: str) -> list[tuple[str, Span]]:
    return [(part, Span(0, 0)) for part in re.split(r"[,;、，]|\s(?:and|und|y|et|e|и)\s", value) if part.strip()]
