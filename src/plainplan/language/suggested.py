"""All that may stand in a plan at a kind of place: from its table of tags, its language's words and what it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from plainplan.compile import Compilation
from plainplan.following.telling import STATE_NAMES
from plainplan.language.loops import closing
from plainplan.lower.slugs import slug
from plainplan.lower.vocabulary import own_word, section_name, with_capital
from plainplan.messages import Measure, msg, msg_count, msg_day, msg_join
from plainplan.model import Thing
from plainplan.pattern import pattern
from plainplan.syntax.readers import RISKS
from plainplan.syntax.tags import TAGS
from plainplan.ticking import BOXES
from plainplan.tuples import NamedTuple
from plainplan.values import days_in_month
from plainplan.words import plan_words, words_for

_H2 = pattern(r"^ {0,3}##[ \t]+(?P<title>.*?)[ \t]*#*[ \t]*$", 8)
_LENGTHS = ("1d", "3d", "1w", "2w", "1m", "3m", "6m", "1y")
_RHYTHMS = ("day", "week", "2w", "month", "3m")
_MOST_NAMES = 150


class Suggestion(NamedTuple):
    """Something that can be written: `kind` is `name`, `tag`, `value`, `date`, `person`, `label`, `section`, `setting`
    or `mark`. `text` is what is written where that is not the `label`; by `words` it can be found too. `detail`
    and `words` may be messages."""

    label: str
    kind: str
    detail: str = ""
    text: str = ""
    words: str = ""

    @property
    def written(self) -> str:
        return self.text or self.label


# Names


def names(compilation: Compilation, thing: Thing | None, key: str, named: Iterable[str]) -> Iterator[Suggestion]:
    """What a thing can name in `after:`, `with:` or `before:`: not itself, nor what holds it, nor what would close a
    loop, nor what it names already."""
    facts = compilation.facts
    out = _out_of_place(compilation, thing, key)
    left = {*named, *_unclear(compilation)}
    if key != "before" and "start" not in left:
        yield Suggestion("start", "value", msg("the start of what holds it"))
    for one in _near_first(compilation, thing):
        if one.index not in out and one.id not in left and facts.is_work(one.index):
            dates = facts.projected(one.index)
            detail = msg_join(", ", filter(None, (one.title, "" if dates is None else msg_day(dates.finish))))
            yield Suggestion(one.id, "name", detail, words=one.title)


def _out_of_place(compilation: Compilation, thing: Thing | None, key: str) -> frozenset[int]:
    if thing is None:
        return frozenset()
    around, parent = {thing.index}, thing.parent
    while parent is not None:
        around.add(parent)
        parent = compilation.plan.things[parent].parent
    return closing(compilation, thing.index, key) | around


def _unclear(compilation: Compilation) -> set[str]:
    """The names that titles give to several things, each of which may be meant."""
    counts = Counter(slug(one.title) for one in compilation.plan.things if not one.named)
    return {name for name, count in counts.items() if count > 1}


def _near_first(compilation: Compilation, thing: Thing | None) -> list[Thing]:
    """The plan's things, those of the same goal first."""
    things = compilation.plan.things
    if thing is None:
        return list(things)
    top = compilation.facts.top_goal
    mine = top(thing.index)
    return sorted(things, key=lambda one: top(one.index) != mine)


# Tags


def tag_keys(line: str) -> Iterator[Suggestion]:
    """The keys of tags that a line has not yet."""
    for kind in TAGS:
        if kind.has_key and (kind.many or kind.sign not in line):
            yield Suggestion(kind.sign, "tag", kind.meaning)


def values(compilation: Compilation, thing: Thing | None, key: str, today: date) -> Iterator[Suggestion]:
    """The values that a tag of a key may have."""
    if key in _VALUES:
        yield from _VALUES[key](compilation, thing, today)
    elif any(kind.key == key and kind.dated for kind in TAGS):
        yield from days(compilation, thing, key, today)


def _risks(compilation: Compilation, thing: Thing | None, today: date) -> Iterator[Suggestion]:
    for word, percent in RISKS.items():
        yield Suggestion(word, "value", msg("{percent} % likely", percent=percent))
    yield Suggestion("30%", "value", msg("how likely it is"))
    yield Suggestion("40%->10%", "value", msg("before and after its solution"))


def _rhythms(compilation: Compilation, thing: Thing | None, today: date) -> Iterator[Suggestion]:
    return (Suggestion(one, "value", msg("how often")) for one in _RHYTHMS)


def _lengths(compilation: Compilation, thing: Thing | None, today: date) -> Iterator[Suggestion]:
    """Lengths as they stand in the plan, the usual ones first where they stand in it too."""
    used = Counter(one.estimate.text.lstrip("~") for one in compilation.plan.things if one.estimate is not None)
    for text in dict.fromkeys((*(text for text, _ in used.most_common(8)), *_LENGTHS)):
        yield Suggestion(f"~{text}", "value", _times(used[text]))


def _own_name(compilation: Compilation, thing: Thing | None, today: date) -> Iterator[Suggestion]:
    if thing is not None and not thing.named:
        yield Suggestion(f"^{thing.id}", "name", msg("the name that its title gives it"))


_VALUES: dict[str, Callable[[Compilation, Thing | None, date], Iterator[Suggestion]]] = {
    "risk": _risks,
    "every": _rhythms,
    "duration": _lengths,
    "name": _own_name,
}
"""What values a tag may have that are no days, by its key."""


def days(compilation: Compilation, thing: Thing | None, key: str, today: date) -> Iterator[Suggestion]:
    """Days that a tag may name: today, in a week, the month's end, and the one that is worked out."""
    month_end = date(today.year, today.month, days_in_month(today.year, today.month))
    known = [(today, msg("today"))]
    if key not in ("since", "done"):
        known += [
            (_later(today, 7), msg("in a week")),
            (month_end, msg("the end of the month")),
            (_later(today, 28), msg("in 4 weeks")),
        ]
    if thing is not None and (worked_out := _worked_out(compilation, thing, key, today)):
        known.insert(0, (worked_out, msg("the day that is worked out")))
    for place, (day, said) in enumerate(known):
        if day not in [one for one, _ in known[:place]]:
            yield Suggestion(day.isoformat(), "date", msg_join(", ", (said, _in_full(day))), words=said)
    if key == "done":
        yield Suggestion("50%", "value", msg("how much of it is done"))


def _later(day: date, days: int) -> date:
    return day + timedelta(days) if day <= date.max - timedelta(days) else day


def _in_full(day: date) -> Measure:
    ordinal = day.toordinal()
    return Measure(words_for("en").full_date(ordinal), "full_date", ordinal)


def _worked_out(compilation: Compilation, thing: Thing, key: str, today: date) -> date | None:
    dates = compilation.facts.projected(thing.index)
    if dates is None:
        return None
    day = date.fromordinal(dates.start if key in ("start", "since") else dates.finish)
    return None if key in ("since", "done") and day > today else day


# People, labels, marks


def people(compilation: Compilation) -> Iterator[Suggestion]:
    plan = compilation.plan
    named = (
        *(one.who for one in plan.things),
        *(one.who for one in plan.barriers),
        *(one.who for one in plan.checkins),
    )
    found = Counter(who for some in named for who in some)
    for who, count in found.most_common():
        yield Suggestion(f"@{who}", "person", _times(count))


def labels(compilation: Compilation) -> Iterator[Suggestion]:
    plan = compilation.plan
    named = (*(one.labels for one in plan.things), *(one.labels for one in plan.barriers))
    found = Counter(label for some in named for label in some)
    for label, count in found.most_common():
        yield Suggestion(f"#{label}", "label", _times(count))
    if "primary" not in found:
        yield Suggestion("#primary", "label", msg("makes a goal primary"))


def _times(count: int) -> str:
    return msg_count("{n} time in this plan", "{n} times in this plan", count) if count > 1 else ""


def boxes() -> Iterator[Suggestion]:
    return (Suggestion(box, "mark", STATE_NAMES[state], text=f"{box} ") for state, box in BOXES.items())


def markers(compilation: Compilation) -> Iterator[Suggestion]:
    """The words that begin a barrier and a solution, in the plan's language."""
    lang = compilation.plan.settings.lang
    yield Suggestion(f"{own_word(lang, lambda known: known.barrier)}:", "mark", msg("what may get in the way"))
    yield Suggestion(f"{own_word(lang, lambda known: known.solution)}:", "mark", msg("what is done about a barrier"))


def sections(compilation: Compilation, text: str) -> Iterator[Suggestion]:
    """The sections that are not there yet, by the words of the plan's language."""
    lang = compilation.plan.settings.lang
    titles = (match["title"] for match in _H2.finditer(text.replace("\r\n", "\n").replace("\r", "\n")))
    there = {section_name(title, lang) for title in titles}
    for key in plan_words("en")[0].sections:
        word = next(known.sections[key][0] for known in reversed(plan_words(lang)) if key in known.sections)
        if section_name(word, lang) not in there:
            yield Suggestion(with_capital(word), "section")
