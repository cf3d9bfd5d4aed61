"""A task of Microsoft Project as a row: what its fields say, and which of them a plan has no place for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from plainplan.exchange.incoming import IncomingBarrier, Unread
from plainplan.exchange.links import Wait
from plainplan.exchange.msproject import LINK_TYPES, OWN_ALIAS, TENTHS_OF_MINUTES
from plainplan.exchange.msproject_tasks import links_sum
from plainplan.exchange.readers.msproject_fields import READ, WORKED_OUT
from plainplan.exchange.readers.msproject_time import (
    Moment,
    Week,
    code,
    lag_of,
    length_of,
    read_moment,
)
from plainplan.exchange.readers.own_tags import OwnTags, read_own_tags
from plainplan.exchange.readers.xml import Element
from plainplan.exchange.rows import ExchangeRow, RowLink
from plainplan.model import Kind
from plainplan.pattern import pattern
from plainplan.tuples import NamedTuple
from plainplan.values import State

_USUAL = {"Priority": "500", "FixedCost": "0"}
_LINKS = {1: "after", 3: "with"}
_OTHER_LINKS = {0: "finish to finish", 2: "start to finish"}
_ON, _NOT_BEFORE, _BY = 2, 4, 7
_CONSTRAINTS = {
    1: "as late as possible", 3: "must finish on", 5: "start no later than", 6: "finish no earlier than",
    7: "finish no later than",
}  # fmt: skip
_BARRIER = pattern(r"Barrier: (?P<title>.*?)(?P<delay> ~\S+)?(?: risk:(?P<risk>\S+))?")
_ANSWER, _OF = "  Solution: ", "Answers: "


class Reading(NamedTuple):
    """What the reading of a task needs to know of its project. `alias` are the names of own fields by their number;
    `is_ours` tells that we wrote the file: then the baseline is the plan."""

    week: Week
    alias: Mapping[str, str]
    is_ours: bool = False


class ReadTask(NamedTuple):
    """A task as it stands in its file. `row` knows nothing yet of what holds it; its links name tasks by their `uid`.
    `days` is its length where that is in calendar days; `is_intact` tells that we wrote its links and nobody changed
    them since."""

    uid: str
    level: int
    row: ExchangeRow
    own: OwnTags
    days: int | None
    is_intact: bool
    barriers: tuple[IncomingBarrier, ...]
    unread: tuple[Unread, ...]


def read_task(element: Element, reading: Reading) -> ReadTask:
    """A task with all that its fields say."""
    return _Reader(element, reading).task()


class _Reader:
    def __init__(self, element: Element, reading: Reading) -> None:
        self.element = element
        self.reading = reading
        self.own = OwnTags()
        self.unread: list[Unread] = []
        self.id = f"task {element.get('UID')}"

    def task(self) -> ReadTask:
        element = self.element
        self._own_fields()
        self.id = self.own.name or self.id
        word, days = length_of(element, self.reading.week)
        title, note, barrier, barriers = self._words()
        begun, done = self._moment("ActualStart"), self._moment("ActualFinish")
        row = ExchangeRow(
            id=self.id,
            title=title,
            horizon=self.own.horizon,
            state=self._state(),
            links=tuple(self._links()),
            since=begun.day if begun else None,
            done=done.last_day if done else None,
            percent=max(0, min(100, code(element.get("PercentComplete")))),
            every=self.own.every,
            numbered=self.own.is_numbered,
            labels=self.own.labels,
            cost=self._cost(),
            line=element.line,
            note=note,
            barrier=barrier,
        )
        row = self._with_constraint(self._with_length(row, word, days))
        self._rest()
        level = max(1, code(element.get("OutlineLevel")))
        return ReadTask(element.get("UID"), level, row, self.own, days, self._is_intact(), barriers, tuple(self.unread))

    def _tell(self, field: str, text: str, why: str = "") -> None:
        self.unread.append(Unread(self.element.line, field, text, why, self.id))

    def _moment(self, field: str) -> Moment | None:
        text = self.element.get(field)
        found = read_moment(text)
        if text and found is None:
            self._tell(field, text, "there is no such day")
        return found

    def _own_fields(self) -> None:
        for attribute in self.element.all("ExtendedAttribute"):
            number, value = attribute.get("FieldID"), attribute.get("Value")
            alias = self.reading.alias.get(number) or f"field {number}"
            if alias == OWN_ALIAS and self.reading.is_ours:
                self.own = read_own_tags(value)
                value = self.own.rest
            if value:
                self._tell(alias, value)

    def _state(self) -> State:
        percent = code(self.element.get("PercentComplete"))
        if self.element.get("Active") == "0":
            return State.DROPPED
        if percent >= 100:
            return State.DONE
        return State.UNDER_WAY if percent > 0 or self.element.get("ActualStart") else State.TO_DO

    def _cost(self) -> Decimal | None:
        """Its cost, of which the file holds hundredths."""
        if self.reading.is_ours:
            return self.own.cost
        try:
            cost = Decimal(self.element.get("Cost") or 0) / 100
        except InvalidOperation:
            return None
        return cost if cost.is_finite() and cost > 0 else None

    # Words

    def _words(self) -> tuple[str, str, str, tuple[IncomingBarrier, ...]]:
        """The title, the notes, and what we wrote into them: the barrier that it answers, and its own barriers."""
        title, notes = self.element.get("Name"), self.element.get("Notes")
        lines = notes.splitlines()
        if not self.reading.is_ours:
            return title, notes, "", ()
        if lines and title.endswith("…") and lines[0].startswith(title[:-1]):
            title = lines.pop(0)
        barriers: list[IncomingBarrier] = []
        rest, of = list[str](), ""
        for line in lines:
            if line.startswith(_OF) and self.own.kind is Kind.SOLUTION:
                of = line.removeprefix(_OF)
            elif barriers and line.startswith(_ANSWER):
                barriers[-1] = barriers[-1]._replace(answers=(*barriers[-1].answers, line.removeprefix(_ANSWER)))
            elif match := _BARRIER.fullmatch(line):
                delay, risk = (match["delay"] or "").strip(), match["risk"] or ""
                barriers.append(IncomingBarrier(self.id, match["title"], delay, risk, line=self.element.line))
            else:
                rest.append(line)
        return title, "\n".join(rest), of, tuple(barriers)

    # Links

    def _links(self) -> Iterator[RowLink]:
        for link in self.element.all("PredecessorLink"):
            uid, kind = link.get("PredecessorUID"), code(link.get("Type") or "1")
            lag = lag_of(link, self.reading.week)
            if link.get("CrossProject") == "1":
                self._tell("PredecessorLink", link.get("CrossProjectName") or uid, "it waits for another project")
            elif kind in _LINKS and lag is not None:
                yield RowLink(_LINKS[kind], uid, lag)
            else:
                kinds = _OTHER_LINKS.get(kind, "unknown") if lag is not None else "with a lag in percent"
                self._tell("PredecessorLink", f"task {uid}", f"a plan has no such link: {kinds}")

    def _is_intact(self) -> bool:
        waits = []
        for link in self.element.all("PredecessorLink"):
            uid, lag = code(link.get("PredecessorUID")), link.get("LinkLag") or "0"
            if not lag.lstrip("-").isdigit() or len(lag) > 12 or int(lag) % TENTHS_OF_MINUTES:
                return False
            waits.append(
                (uid, Wait("", int(lag) // TENTHS_OF_MINUTES, code(link.get("Type") or "1") == LINK_TYPES[True]))
            )
        return self.own.sum == links_sum(waits)

    # Days

    def _with_length(self, row: ExchangeRow, word: str, days: int | None) -> ExchangeRow:
        """Its length and days. Where we wrote the file the links say its days, and its length are the words of its
        writer while it is as long as they came to."""
        own = self.own
        if self.reading.is_ours:
            if (own.duration or own.is_shared) and own.days in (None, days):
                return row._replace(duration=own.duration)
            if not days and not own.duration:
                return row._replace(duration="")
            return row._replace(duration=word)
        start, finish = self._moment("Start"), self._moment("Finish")
        is_milestone = word in ("~0d", "~0w")
        return row._replace(
            duration=word,
            start=start.day if start else None,
            finish=finish.last_day if finish and not is_milestone else None,
        )

    def _with_constraint(self, row: ExchangeRow) -> ExchangeRow:
        kind, own = code(self.element.get("ConstraintType")), self.own
        moment = self._moment("ConstraintDate")
        deadline = self._moment("Deadline")
        if deadline:
            row = row._replace(due=deadline.last_day if self.reading.is_ours else deadline.day)
        row = row._replace(on=own.on, not_before=own.not_before)
        if moment is None or kind <= 0:
            return row
        if kind == _NOT_BEFORE:
            return row if moment.day in (own.held, own.not_before) else row._replace(not_before=moment.day)
        if kind == _ON:
            return row if own.on.startswith(moment.day.isoformat()) else row._replace(on=moment.day.isoformat())
        if kind == _BY and row.due is None:
            return row._replace(due=moment.last_day)
        why = f"a plan has no such constraint: {_CONSTRAINTS.get(kind, 'unknown')}"
        self._tell("ConstraintDate", moment.day.isoformat(), why)
        return row

    def _rest(self) -> None:
        """Every other field in which somebody wrote something."""
        for child in self.element.children:
            text = _flat(child)
            if child.name not in READ and child.name not in WORKED_OUT and text:
                usual = _USUAL.get(child.name)
                if usual is None or text.split(".")[0] != usual:
                    self._tell(child.name, text)


def _flat(element: Element) -> str:
    """All texts in an element, in their order."""
    texts, waiting = [], [element]
    while waiting:
        one = waiting.pop()
        texts.append(one.text.strip())
        waiting += reversed(one.children)
    return " ".join(filter(None, texts))
