"""An overview of many plans, as a template sees it: who needs help now, who is quiet, who is missing, who is late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import inf

from plainplan.cohort.need import HELP_NOW, NEEDS, STUCK, UNBEGUN
from plainplan.cohort.rows import PUBLIC, Row
from plainplan.tuples import NamedTuple
from plainplan.words import Words, words_for

BAR = 72
"""The width of a bar of progress in pixels."""


class Line(NamedTuple):
    """A plan in one of the overview's lists. `reason` is why it stands there, `lacks` what its programme asks for in
    vain.

    `order` are its places by name, progress, finish, slip and check-in, beside that by need, in which lines stand.
    """

    name: str
    title: str
    lang: str
    page: str
    reason: str
    is_grave: bool
    next: str
    next_when: str
    done: str
    percent: int
    finish: str
    slip: str
    is_late: bool
    check_in: str
    lacks: str
    order: tuple[int, ...] = ()
    key: str = ""


class Group(NamedTuple):
    """One of the overview's questions with its answer: a sentence under the title, and lines or names; `number` is how
    many that are where names are not told. The lines of one that `is_short` say no next step."""

    id: str
    title: str
    sentence: str
    lines: tuple[Line, ...] = ()
    names: tuple[str, ...] = ()
    number: int = 0
    is_short: bool = False


class Overview(NamedTuple):
    """All that the overview shows."""

    title: str
    day: str
    lede: str
    number: str
    groups: tuple[Group, ...]
    all: tuple[Line, ...]
    has_names: bool
    has_titles: bool
    footer: tuple[str, ...]
    lang: str = "en"


class Seen(NamedTuple):
    """What an overview is made of: the plans' rows, how many are private, what the last overview said of their
    finishes, who is missing and who was not expected (None without a roster; `missing` are names, or a number)."""

    rows: tuple[Row, ...]
    private: int = 0
    last_day: int | None = None
    last_finish: tuple[tuple[str, int], ...] = ()
    missing: tuple[str, ...] | int | None = None
    strangers: tuple[str, ...] = ()


def overview(seen: Seen, title: str, today: int, level: str) -> Overview:
    """The overview as a template sees it."""
    words = words_for("en")
    rows = tuple(sorted(seen.rows, key=_by_need))
    orders = _orders(rows)
    shown = _Shown(words, today, dict(seen.last_finish), seen.last_day)
    groups = tuple(_groups(rows, seen, shown))
    lines = tuple(
        shown.line(row, shown.state(row), row.need in HELP_NOW)._replace(order=orders[row.key]) for row in rows
    )
    return Overview(
        title=title,
        day=words.date(today, "full"),
        lede=_lede(rows, groups, shown),
        number=_many(len(rows), "plan"),
        groups=groups,
        all=lines,
        has_names=any(row.name for row in rows),
        has_titles=level != PUBLIC,
        footer=tuple(_footer(seen, level)),
    )


_ASKED = {"X101": "a section", "X102": "a partner", "X103": "a check-in in time", "X104": "a day on every goal"}
"""What a programme asks for, by the codes of what is said where it is missing."""


def _lacks(row: Row) -> str:
    """What a plan lacks that its programme asks for."""
    said = [f"{_ASKED.get(code, 'something')} ({code})" for code in row.rules]
    return f"lacks {', '.join(said)}" if said else ""


def _by_need(row: Row) -> tuple[int, int, str, str]:
    return (NEEDS.index(row.need), -row.amount, row.name.casefold(), row.key)


def _orders(rows: Sequence[Row]) -> dict[str, tuple[int, ...]]:
    """Of each row its places in the other orders in which people want to see them."""
    keys: tuple[Callable[[Row], tuple[float | str, ...]], ...] = (
        lambda row: (row.name.casefold() or "\uffff", row.title.casefold()),
        lambda row: (row.done / row.total if row.total else -1.0,),
        lambda row: (inf if row.finish is None else row.finish,),
        lambda row: (-(row.slip or 0),),
        lambda row: (-1 if row.last is None else row.last,),
    )
    places: dict[str, list[int]] = {row.key: [] for row in rows}
    for key in keys:
        for place, row in enumerate(sorted(rows, key=key)):
            places[row.key].append(place)
    return {key: tuple(found) for key, found in places.items()}


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


class _Shown:
    """How facts of a row are said."""

    def __init__(self, words: Words, today: int, before: dict[str, int], last_day: int | None) -> None:
        self.words, self.today, self.before, self.last_day = words, today, before, last_day

    def line(self, row: Row, reason: str, is_grave: bool) -> Line:
        when = "" if row.next_day is None else f"from {self.words.date(row.next_day)}"
        return Line(
            name=row.name,
            title=row.title,
            lang=row.lang,
            page=row.page,
            reason=reason,
            is_grave=is_grave,
            next=row.next,
            next_when=when,
            done=f"{row.done} of {row.total}" if row.total else "no steps",
            percent=row.done * 100 // row.total if row.total else 0,
            finish="" if row.finish is None else self.words.date(row.finish),
            slip=self.slip(row),
            is_late=(row.slip or 0) > 0,
            check_in=self.check_in(row),
            lacks=_lacks(row),
            key=row.key,
        )

    def slip(self, row: Row) -> str:
        if row.slip is None:
            return ""
        if not row.slip:
            return "as planned"
        return f"{_many(abs(row.slip), 'day')} {'later' if row.slip > 0 else 'earlier'}"

    def check_in(self, row: Row) -> str:
        if row.last is None:
            return "none yet" if row.has_rhythm else "no rhythm"
        days = self.today - row.last
        return "today" if not days else f"{_many(days, 'day')} ago"

    def state(self, row: Row) -> str:
        """What a plan needs most, in a few words."""
        if row.is_lost:
            return "cannot be read"
        if row.errors:
            return _many(row.errors, "error")
        said = [self.lateness(row)] if row.late else []
        said += [self.overdue(row)] if row.overdue else []
        if row.need == STUCK:
            said.append("no next step")
        if said:
            return "; ".join(said)
        if row.owed is not None:
            return f"check-in due since {self.words.date(row.owed)}"
        if row.is_over:
            return "done"
        if row.need == UNBEGUN:
            return "not begun" if row.total else "nothing to do in it yet"
        return self.slip(row) if (row.slip or 0) > 0 else "on its way"

    def lateness(self, row: Row) -> str:
        days = _many(row.late, "day")
        return f"“{row.late_what}” will be {days} late" if row.late_what else f"will miss its finish by {days}"

    def overdue(self, row: Row) -> str:
        if not row.overdue_what or row.overdue_what == row.late_what:
            return f"{row.overdue} overdue"
        more = f" and {row.overdue - 1} more" if row.overdue > 1 else ""
        return f"“{row.overdue_what}”{more} overdue"

    def silence(self, row: Row) -> str:
        last = "none so far" if row.last is None else f"the last one {self.check_in(row)}"
        return f"due since {self.words.date(row.owed or self.today)}, {last}"

    def moved(self, row: Row) -> int:
        """By how many days the finish is later than when the last overview was made; without one, than planned."""
        if row.finish is None or row.errors:
            return 0
        if self.last_day is not None:
            return row.finish - self.before.get(row.key, row.finish)
        return row.slip or 0

    def movement(self, row: Row) -> str:
        days = _many(self.moved(row), "day")
        if self.last_day is None:
            return f"{days} later than planned"
        planned = f", {self.slip(row)} than planned" if (row.slip or 0) > 0 and row.slip != self.moved(row) else ""
        return f"{days} later than on {self.words.date(self.last_day)}{planned}"


def _groups(rows: Sequence[Row], seen: Seen, shown: _Shown) -> Iterable[Group]:
    help_now = [row for row in rows if row.need in HELP_NOW]
    yield Group(
        "help",
        "Help now",
        "Errors, a promised day that will be missed, overdue work, or no next step.",
        tuple(shown.line(row, shown.state(row), True) for row in help_now),
    )
    silent = sorted((row for row in rows if row.owed is not None and not row.errors), key=lambda row: row.owed or 0)
    yield Group(
        "silent",
        "No check-in",
        "A check-in was missed that the plan's own rhythm asks for. Longest first.",
        tuple(shown.line(row, shown.silence(row), False) for row in silent),
        is_short=True,
    )
    yield _not_begun(rows, seen, shown)
    late = sorted((row for row in rows if shown.moved(row) > 0), key=lambda row: -shown.moved(row))
    since = "than planned" if seen.last_day is None else f"than the overview of {shown.words.date(seen.last_day)} said"
    yield Group(
        "late",
        "Later",
        f"Will be finished later {since}.",
        tuple(shown.line(row, shown.movement(row), False) for row in late),
        is_short=True,
    )


def _not_begun(rows: Sequence[Row], seen: Seen, shown: _Shown) -> Group:
    waiting = [row for row in rows if not row.has_begun and not row.errors and not row.is_over]
    missing = seen.missing
    number = 0 if missing is None else missing if isinstance(missing, int) else len(missing)
    said = "Plans in which nothing has been begun" + ("." if missing is None else ", and people without one.")
    if isinstance(missing, int):
        said += f" Of the roster, {_many(number, 'person').replace('persons', 'people')} handed in nothing."
    lines = tuple(shown.line(row, "not begun" if row.total else "nothing to do in it yet", False) for row in waiting)
    names = missing if isinstance(missing, tuple) else ()
    return Group("unbegun", "Not begun, not there", said, lines, names, len(waiting) + number)


def _lede(rows: Sequence[Row], groups: Sequence[Group], shown: _Shown) -> str:
    """The answer in one sentence."""
    people = len({row.name for row in rows if row.name})
    who = f" by {_many(people, 'person').replace('persons', 'people')}" if people and people != len(rows) else ""
    helped = len(groups[0].lines)
    needs = "nobody needs help now" if not helped else f"{helped:,} {'needs' if helped == 1 else 'need'} help now"
    return f"{_many(len(rows), 'plan')}{who}: {needs}."


def _footer(seen: Seen, level: str) -> Iterable[str]:
    if seen.private:
        one = seen.private == 1
        yield f"{_many(seen.private, 'plan')} {'is' if one else 'are'} private and not shown."
    if seen.strangers:
        yield f"Not on the roster: {', '.join(seen.strangers)}."
    if level == PUBLIC:
        yield "Names stand for people without saying who they are; no words of any plan are shown."
    yield "Dates after today follow from what has been ticked."
