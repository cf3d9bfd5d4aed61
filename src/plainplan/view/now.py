"""What do I do now? Next steps, overdue work, the next check-in and fixed day, and who is waited for."""

from __future__ import annotations

from datetime import date
from math import ceil

from plainplan.facts.agenda import WEEK, ahead
from plainplan.facts.check_ins import kept
from plainplan.facts.coming import fixed_ahead, held_up_by, opens_next, waited_for
from plainplan.facts.days_off import days_off_ahead
from plainplan.facts.lateness import late_days, overdue_days, overrun
from plainplan.facts.latest import begin_by
from plainplan.facts.load import hours_in
from plainplan.facts.timeless import says_no_time
from plainplan.model import Kind, Thing
from plainplan.prose import plain
from plainplan.view.context import BOXES, ViewContext, sentence, spelled
from plainplan.view.parts import Aside, Now, NowGroup, NowItem

_MOST, _MOST_NEXT = 8, 4


def now(context: ViewContext) -> Now:
    """What to do this week, what comes after it, and what can be begun at any time."""
    found, words = ahead(context), context.words
    week, overdue = found.week, sum(1 for index in found.week if overdue_days(context, index))
    rest = len(week) - _MOST
    groups = (_group(context, "now.next", found.next), _group(context, "now.any time", found.any_time))
    return Now(
        _summary(context, len(week), overdue, bool(found.any_time)),
        tuple(_item(context, index) for index in week[:_MOST]),
        _looking_back(context)
        if _is_over(context)
        else tuple(
            aside for aside in (_check_in(context), _fixed(context), _free(context), _waiting(context)) if aside
        ),
        _more(context, rest),
        words.say("now.one each" if says_no_time(context.plan) else "now.week") if week else "",
        tuple(group for group in groups if group.items),
        _hours(context),
    )


def _is_over(context: ViewContext) -> bool:
    progress = context.schedule.progress
    return bool(progress.total) and progress.done == progress.total


def _looking_back(context: ViewContext) -> tuple[Aside, ...]:
    """Of a plan that is done: how it went against the plan, what slipped most, the check-ins, and what may follow."""
    words, schedule, found = context.words, context.schedule, kept(context)
    asides = []
    if schedule.planned_finish is not None and schedule.finish is not None:
        text = f"{sentence(words.against_plan(schedule.slip or 0))}."
        asides.append(
            Aside(words.say("back.planned"), words.date(schedule.planned_finish, "long"), "", (), text, False)
        )
    slips = [(context.dated(one.index).slip or 0, -one.index) for one in context.leaves]
    slip, place = max(slips, default=(0, 0))
    if slip > 0:
        href = context.shown[-place].href
        asides.append(
            Aside(
                words.say("back.slipped"),
                words.plainly(slip),
                href,
                context.alone(-place),
                words.say("back.late"),
                False,
            )
        )
    if found is not None and found.past:
        done = sum(1 for _, was_kept in found.past if was_kept)
        said = words.say("done of", done=words.number(done), total=words.number(len(found.past)))
        asides.append(Aside(words.say("back.check-ins"), said, "", (), words.say("back.kept"), False))
    following = words.say("back.command", file=context.compilation.source.file)
    asides.append(Aside(words.say("back.next"), words.say("back.again"), "", (), following, True))
    return tuple(asides)


def _group(context: ViewContext, key: str, indexes: tuple[int, ...]) -> NowGroup:
    items = tuple(
        NowItem(
            shown.href, BOXES[shown.found.state], shown.alone, "", shown.behind, "", _dates(context, shown.thing.index)
        )
        for shown in [context.shown[index] for index in indexes[:_MOST_NEXT]]
    )  # fmt: skip
    return NowGroup(context.words.say(key), items, _more(context, len(indexes) - _MOST_NEXT))


def _more(context: ViewContext, rest: int) -> str:
    return sentence(context.words.count("and more", rest)) + "." if rest > 0 else ""


def _hours(context: ViewContext) -> str:
    """The hours of this week against the pace, where the plan gives any in hours."""
    hours = hours_in(context, context.today, context.today + WEEK - 1)
    if not hours:
        return ""
    pace, number = context.plan.settings.pace, context.words.number
    key = "now.too many hours" if hours > pace else "now.hours"
    return context.words.say(key, hours=number(ceil(hours)), pace=number(pace))


def _summary(context: ViewContext, total: int, overdue: int, later: bool) -> str:
    words = context.words
    if not total:
        if later:
            return words.say("now.nothing this week")
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
    shown = context.shown[index]
    return NowItem(
        shown.href,
        BOXES[shown.found.state],
        shown.alone,
        "",
        shown.behind,
        " ".join(_reason(context, shown.thing)),
        _dates(context, index),
    )


def _reason(context: ViewContext, thing: Thing) -> list[str]:
    words, dates = context.words, context.projected(thing.index)
    said = []
    if context.is_under_way(thing.index) and dates:
        since = thing.since.first.toordinal() if thing.since else dates.start
        said.append(words.say("now.since", date=words.near(since, context.today)))
        left = dates.finish + 1 - context.today
        if longer := overrun(context, thing.index):
            length, taken = map(words.about, longer)
            said.append(sentence(words.say("now.overrun", length=length, taken=taken)))
        elif left > 0:
            said.append(sentence(words.say("now.left", length=words.about(left))))
    elif thing.every is not None and dates:
        every = words.say("now.habit", every=context.rhythm(thing.every), date=words.date(dates.finish, "month-year"))
        said.append(sentence(every))
    elif thing.estimate is not None and dates and not dates.days:
        said.append(f"{sentence(words.say('milestone'))}.")
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
    day = words.say("today") if found.next == context.today else _full_day(context, found.next)
    fact = words.say("today.with", date=day, partner=settings.partner) if settings.partner else day
    said = [sentence(context.rhythm(settings.review)) + "."]
    last = None if found.last is None else words.near(found.last, context.today)
    said.append(words.say("last check-in", date=last) if last else words.say("no check-in yet"))
    if found.missed:
        said.append(sentence(words.count("missed since", found.missed)))
    return Aside(words.say("next check-in"), sentence(fact), "", (), " ".join(said), False)


def _fixed(context: ViewContext) -> Aside | None:
    """The next appointment or due date, and by how much it will be missed."""
    words, days = context.words, fixed_ahead(context)
    if not days:
        return None
    day, index = days[0]
    text = words.until(day - context.today)
    if late := late_days(context, index):
        text = words.say("missed as it stands", when=text, length=words.plainly(late))
    href = context.shown[index].href
    label = words.say("next due day" if context.fixed_day(index) is None else "next fixed day")
    return Aside(label, sentence(_full_day(context, day)), href, context.alone(index), f"{text}.", False)


def _full_day(context: ViewContext, day: int) -> str:
    """A day with its weekday, and with its year where that is another one."""
    same = date.fromordinal(day).year == date.fromordinal(context.today).year
    return context.words.date(day, "full-day" if same else "full")


def _free(context: ViewContext) -> Aside | None:
    """The next day off from a calendar file."""
    words = context.words
    one = next((one for one in days_off_ahead(context) if one.name), None)
    if one is None:
        return None
    day = max(one.first.toordinal(), context.today)
    text = f"{one.name}, {words.until(day - context.today)}."
    return Aside(words.say("next day off"), sentence(_full_day(context, day)), "", (), text, True)


def _waiting(context: ViewContext) -> Aside | None:
    """Who is waited for: steps under way or next that are assigned to somebody."""
    words, held = context.words, waited_for(context)
    if not held:
        return _waiting_later(context)
    finish, index = held[0]
    title = plain(context.alone(index))
    text = words.say("waiting until", title=title, date=words.near(finish, context.today))
    if len(held) > 1:
        text = f"{text[:-1]}, {words.count('and more', len(held) - 1)}."
    return Aside(words.say("waiting for others"), _people(context, context.plan.things[index]), "", (), text, False)


def _people(context: ViewContext, thing: Thing) -> str:
    return context.words.listed(tuple(map(sentence, thing.who)))


def _waiting_later(context: ViewContext) -> Aside | None:
    """If nobody is waited for yet: the next step that somebody does, and who, or that says `Wait for …`."""
    words, begins = context.words, context.words.say("waiting begins")
    coming = []
    for shown in context.shown:
        thing, dates = shown.thing, shown.dates
        if not dates or dates.start <= context.today or thing.kind is Kind.GOAL:
            continue
        if (thing.who or shown.text.casefold().startswith(begins)) and context.is_leaf(thing.index):
            coming.append((dates.start, thing.index))
    if not coming:
        return None
    start, index = min(coming)
    thing, href = context.plan.things[index], context.shown[index].href
    text = words.say("waiting from", date=words.near(start, context.today))
    if thing.who:
        return Aside(words.say("others next"), _people(context, thing), href, context.alone(index), text, False)
    nothing = words.say("waiting for nothing")
    return Aside(words.say("waiting for others"), nothing, href, context.alone(index), text, True)
