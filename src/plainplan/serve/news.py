"""What a tick in the page did to the dates, as a page says it: the finish, and which other steps moved."""

from __future__ import annotations

from plainplan.compile import Compilation
from plainplan.facts import Facts, anchor_of
from plainplan.schedule.result import Dates
from plainplan.words import Words, words_for

_MOST_NAMES = 3


def told(before: Compilation, now: Compilation, anchor: str) -> tuple[str, ...]:
    """Lines in the plan's language about a tick of the thing with this anchor; none where it is not there any more."""
    words, facts = words_for(now.plan.settings.lang), now.facts
    ticked = next((one.index for one in now.plan.things if anchor_of(one) == anchor), None)
    if ticked is None:
        return ()
    state = words.say(f"state.{facts.dated(ticked).state.value}")
    moved = _moved(before, now, anchor)
    said = (
        words.say("live.ticked", title=facts.text(ticked), state=state),
        _finish(before, now, words),
        _counted(words, facts, moved) if moved else "",
    )
    return tuple(filter(None, said))


def _finish(before: Compilation, now: Compilation, words: Words) -> str:
    old, new = before.schedule.finish, now.schedule.finish
    if old is None or new is None:
        return ""
    day = words.date(new)
    if old == new:
        return words.say("live.finish same", date=day)
    key = "live.finish later" if new > old else "live.finish earlier"
    return words.say(key, date=day, length=words.plainly(abs(new - old)))


def _moved(before: Compilation, now: Compilation, anchor: str) -> tuple[int, ...]:
    """The pieces of work, other than what was ticked, that start or end on another day than before."""
    old = {anchor_of(one): before.facts.projected(one.index) for one in before.plan.things}
    work = ((one.index, anchor_of(one)) for one in now.facts.leaves)
    return tuple(
        index
        for index, at in work
        if at != anchor and at in old and _ends(old[at]) != _ends(now.facts.projected(index))
    )


def _ends(dates: Dates | None) -> tuple[int, int] | None:
    return None if dates is None else (dates.start, dates.finish)


def _counted(words: Words, facts: Facts, moved: tuple[int, ...]) -> str:
    named = [facts.text(index) for index in moved[:_MOST_NAMES]]
    names = words.listed(tuple(named)) if len(moved) <= _MOST_NAMES else f"{', '.join(named)}, …"
    return words.count("live.moved", len(moved), names=names)
