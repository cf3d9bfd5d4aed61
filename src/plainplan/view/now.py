"""What do I do now? Next steps, overdue work, the next check-in and fixed day, and who is waited for."""

from __future__ import annotations

from plainplan.facts import anchor_of
from plainplan.facts.check_ins import kept
from plainplan.facts.coming import fixed_ahead, held_up_by, offered, opens_next, waited_for
from plainplan.facts.days_off import days_off_ahead
from plainplan.facts.lateness import overdue_days
from plainplan.facts.latest import begin_by
from plainplan.model import Kind, Thing
from plainplan.prose import plain
from plainplan.view.context import BOXES, ViewContext, sentence, spelled
from plainplan.view.parts import Aside, Now, NowItem

_MOST = 8


def now(context: ViewContext) -> Now:
    indexes = sorted(offered(context), key=lambda index: _urgency(context, index))
    overdue = sum(1 for index in indexes if overdue_days(context, index))
    return Now(
        _summary(context, len(indexes), overdue),
        tuple(_item(context, index) for index in indexes[:_MOST]),
        tuple(aside for aside in (_check_in(context), _fixed(context), _free(context), _waiting(context)) if aside),
    )


def _urgency(context: ViewContext, index: int) -> tuple[int, int, int]:
    dates = context.projected(index)
    return (not context.is_under_way(index), dates.start if dates else 0, index)


def _summary(context: ViewContext, total: int, overdue: int) -> str:
    words = context.words
    if not total:
        progress = context.schedule.progress
        following = opens_next(context)
        if following is not None:
            day, index = following
            said = words.say("now.opens", title=context.text(index), date=words.near(day, context.today))
            start = begin_by(context)
            return said if start is None else f"{said} {words.say('begin by', date=words.date(start, 'long'))}"
        return words.say("now.done" if progress.total and progress.done == progress.total else "now.none")
    count = sentence(words.count("now.count", total))
    if not overdue:
        return count
    if overdue == total:
        return words.say("now.all overdue", count=count.rstrip("."))
    return words.count("now.overdue", overdue, count=count.rstrip("."))


def _item(context: ViewContext, index: int) -> NowItem:
    thing = context.plan.things[index]
    return NowItem(
        "#" + anchor_of(thing),
        BOXES[context.dated(index).state],
        context.title(index),
        "",
        context.behind(index),
        " ".join(_reason(context, thing)),
        _dates(context, index),
    )


def _reason(context: ViewContext, thing: Thing) -> list[str]:
    words, dates = context.words, context.projected(thing.index)
    said = []
    if context.is_under_way(thing.index) and dates:
        since = thing.since.first.toordinal() if thing.since else dates.start
        said.append(words.say("now.since", date=words.near(since, context.today)))
        left = dates.finish + 1 - context.today
        if left > 0:
            said.append(sentence(words.say("now.left", length=words.about(left))))
    elif thing.every is not None and dates:
        every = words.say("now.habit", every=context.rhythm(thing.every), date=words.date(dates.finish, "month-year"))
        said.append(sentence(every))
    elif thing.estimate is not None:
        said.append(sentence(words.say("now.takes", length=spelled(words, words.estimate(thing.estimate)))))
    barrier = context.answers.get(thing.index)
    if barrier is not None:
        said.append(words.say("now.answers", letter=context.letter(barrier)))
        if context.plan.things[barrier.of].kind is not Kind.GOAL:
            said.append(words.say("now.holds", title=context.text(barrier.of)))
    elif overdue_days(context, thing.index) and (next_one := held_up_by(context, thing.index)) is not None:
        said.append(words.say("now.holds", title=context.text(next_one)))
    return said


def _dates(context: ViewContext, index: int) -> str:
    dates = context.projected(index)
    if dates is None:
        return ""
    if context.is_under_way(index):
        return context.words.say("until", date=context.words.date(dates.finish, "day"))
    if context.plan.things[index].every is not None:
        return context.words.say("from", date=context.words.date(dates.start, "day"))
    return context.words.short_range(dates.start, dates.finish)


def _check_in(context: ViewContext) -> Aside | None:
    """The next check-in, with whom, and whether the last ones were kept."""
    settings, words, found = context.plan.settings, context.words, kept(context)
    if settings.review is None or found is None:
        return None
    date = words.say("today") if found.next == context.today else words.date(found.next, "full-day")
    fact = words.say("today.with", date=date, partner=settings.partner) if settings.partner else date
    said = [sentence(context.rhythm(settings.review)) + "."]
    last = None if found.last is None else words.near(found.last, context.today)
    said.append(words.say("last check-in", date=last) if last else words.say("no check-in yet"))
    if found.missed:
        said.append(sentence(words.count("missed since", found.missed)))
    return Aside(words.say("next check-in"), fact, "", (), " ".join(said), False)


def _fixed(context: ViewContext) -> Aside | None:
    """The next appointment or due date."""
    words, days = context.words, fixed_ahead(context)
    if not days:
        return None
    day, index = days[0]
    text = f"{words.until(day - context.today)}."
    href = "#" + anchor_of(context.plan.things[index])
    return Aside(words.say("next fixed day"), words.date(day, "full-day"), href, context.title(index), text, False)


def _free(context: ViewContext) -> Aside | None:
    """The next day off from a calendar file."""
    words = context.words
    one = next((one for one in days_off_ahead(context) if one.name), None)
    if one is None:
        return None
    day = max(one.first.toordinal(), context.today)
    text = f"{one.name}, {words.until(day - context.today)}."
    return Aside(words.say("next day off"), words.date(day, "full-day"), "", (), text, True)


def _waiting(context: ViewContext) -> Aside | None:
    """Who is waited for: steps under way or next that are assigned to somebody."""
    words, held = context.words, waited_for(context)
    if not held:
        return _waiting_later(context)
    finish, index = held[0]
    title = plain(context.title(index))
    text = words.say("waiting until", title=title, date=words.near(finish, context.today))
    if len(held) > 1:
        text = f"{text[:-1]}, {words.count('and more', len(held) - 1)}."
    return Aside(words.say("waiting for others"), words.listed(context.plan.things[index].who), "", (), text, False)


def _waiting_later(context: ViewContext) -> Aside | None:
    """If nobody is waited for yet: the next step that somebody else does, or that says `Wait for …`."""
    words, begins = context.words, context.words.say("waiting begins")
    coming = []
    for thing in context.plan.things:
        dates = context.projected(thing.index)
        if not dates or dates.start <= context.today or not context.is_leaf(thing.index) or thing.kind is Kind.GOAL:
            continue
        if thing.who or context.text(thing.index).casefold().startswith(begins):
            coming.append((dates.start, thing.index))
    if not coming:
        return None
    start, index = min(coming)
    text = words.say("waiting from", date=words.near(start, context.today))
    href = "#" + anchor_of(context.plan.things[index])
    nothing = words.say("waiting for nothing")
    return Aside(words.say("waiting for others"), nothing, href, context.title(index), text, True)
