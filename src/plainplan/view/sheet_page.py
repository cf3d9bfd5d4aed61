"""The plan on one page for the wall: its facts in a sentence each, strips of stations, a board of what is next."""

from __future__ import annotations

from collections.abc import Mapping

from plainplan.facts import letter_of
from plainplan.facts.check_ins import kept
from plainplan.facts.coming import day_of, fixed_ahead, offered
from plainplan.facts.lateness import late_goals, plan_promise
from plainplan.facts.timeless import ends_untold
from plainplan.model import Thing
from plainplan.typography import printed
from plainplan.view.context import BOXES, ViewContext, sentence, works
from plainplan.view.sheet_parts import Departure, Saying, Strip, Wall
from plainplan.view.sheet_timeline import key_of, months, whole

_MOST_DEPARTURES = 4
_MOST_STATIONS = 12
_SOON = 300


def wall(context: ViewContext) -> Wall:
    letters = {goal: letter_of(place) for place, goal in enumerate(context.schedule.timeline)}
    departures, more = _departures(context, letters)
    large = months(context, letters)
    far = whole(context, letters, large.window)
    pictures = tuple(picture for picture in (far, large.picture) if picture)
    return Wall(
        finish=_finish(context),
        missed=_missed(context),
        late=_late(context),
        done=_done(context),
        strips=tuple(_strip(context, goal, letter) for goal, letter in letters.items()),
        check_in=_check_in(context),
        departures=departures,
        more=more,
        whole=far,
        months=large.picture,
        key=key_of(context, pictures),
    )


# The facts of the top


def _finish(context: ViewContext) -> Saying | None:
    """Whether the finish is as planned, and how far away it is."""
    words, schedule = context.words, context.schedule
    if schedule.finish is None or ends_untold(context):
        return None
    if schedule.progress.total and schedule.progress.done == schedule.progress.total:
        return Saying(words.say("wall.reached"), text=words.date(schedule.finish, "long"))
    slip = schedule.slip or 0
    against, promise = context.against(schedule.finish, slip), plan_promise(context)
    strong = words.say("wall.against", against=sentence(against)) if against else words.say("wall.on the day")
    length = words.distance(context.today, schedule.finish)
    if words.lang == "en":  # other languages go on in small letters after the colon
        length = sentence(length)
    text = words.say("wall.from today", length=length) if schedule.finish > context.today else ""
    return Saying(strong, text=text, alarm=(slip if promise is None else promise.late) > 0)


def _missed(context: ViewContext) -> Saying | None:
    """The promised days that are missed."""
    told = context.missed()
    return Saying(f"{sentence(told)}.", alarm=True) if told else None


def _late(context: ViewContext) -> Saying | None:
    """What runs late, and the latest of it."""
    words = context.words
    late = late_goals(context)
    if not late:
        return None
    worst = late[0]
    text = words.say("wall.late text", against=words.against_plan(context.dated(worst).slip or 0))
    if context.schedule.slip == 0:
        text = f"{text} {words.say('wall.end stays')}"
    strong = sentence(words.count("wall.late", len(late)))
    return Saying(strong, context.title(worst), _row_of(context, worst), text, alarm=True)


def _done(context: ViewContext) -> Saying:
    words, progress = context.words, context.schedule.progress
    counted = words.say("done of", done=words.number(progress.done), total=words.number(progress.total))
    return Saying(counted, text=words.say("wall.done"))


def _strip(context: ViewContext, goal: int, letter: str) -> Strip:
    words, thing = context.words, context.plan.things[goal]
    parts = [part for part in works(context, goal) if not context.is_dropped(part)] or [goal]
    stations = tuple(BOXES[context.dated(part).state] for part in parts) if len(parts) <= _MOST_STATIONS else ()
    progress = context.dated(goal).progress
    text = context.shown[goal].state
    if context.has_steps(thing):
        text = words.say("none done of", done=words.number(progress.done), total=words.number(progress.total))
    joined = len(parts) > 1 and all(context.plan.things[part].numbered for part in thing.contents)
    return Strip(letter, _row_of(context, goal), stations, joined, text)


def _check_in(context: ViewContext) -> Saying | None:
    """The next check-in, with whom, and what was missed."""
    settings, words, found = context.plan.settings, context.words, kept(context)
    if settings.review is None or found is None:
        return None
    date = words.say("today") if found.next == context.today else words.date(found.next, "full-day")
    fact = words.say("today.with", date=date, partner=settings.partner) if settings.partner else date
    every = sentence(context.rhythm(settings.review))
    text = f"{every}. {words.say('no check-in yet')}"
    if found.last is not None:
        text = words.say("wall.last check-in", every=every, date=words.near(found.last, context.today))
    missed = sentence(words.count("missed since", found.missed)) if found.missed else ""
    return Saying(sentence(fact), text=text, remark=missed)


# What is next


def _departures(context: ViewContext, letters: Mapping[int, str]) -> tuple[tuple[Departure, ...], str]:
    """What can be done now, earliest due first, then the next appointment; and whether more was left out."""
    days = {index: day_of(context, index) for index in offered(context)}

    def when(index: int) -> tuple[bool, int, int]:
        return days[index] is None, days[index] or 0, index

    found = sorted(days, key=when)
    shown, rest = found[:_MOST_DEPARTURES], len(found[_MOST_DEPARTURES:])
    appointment = _appointment(context, shown)
    if appointment is not None:
        days[appointment] = day_of(context, appointment)
        shown.append(appointment)
    lines = tuple(_departure(context, letters, index, days[index]) for index in sorted(shown, key=when))
    return lines, sentence(context.words.count("wall.more", rest)) if rest else ""


def _departure(context: ViewContext, letters: Mapping[int, str], index: int, day: int | None) -> Departure:
    thing = context.plan.things[index]
    goal = context.top_goal(index)
    return Departure(
        _by(context, day),
        letters.get(goal, ""),
        context.alone(index),
        _row_of(context, goal),
        _reason(context, thing, day),
        context.behind(index),
        context.words.say("wall.fixed") if thing.on is not None else "",
    )


def _by(context: ViewContext, day: int | None) -> str:
    if day is None:
        return ""
    return context.words.date(day, "day" if abs(day - context.today) < _SOON else "date")


def _reason(context: ViewContext, thing: Thing, day: int | None) -> str:
    """Why it is listed now; if nothing special, the goal that it belongs to."""
    words, dates = context.words, context.projected(thing.index)
    if thing.on is not None and day is not None:
        weekday, when = words.weekday((day - 1) % 7), words.until(day - context.today)
        return words.say("wall.appointment", weekday=weekday, when=when)
    if thing.every is not None and dates:
        return sentence(
            words.say("wall.habit", every=context.rhythm(thing.every), date=words.date(dates.finish, "long"))
        )
    if context.is_under_way(thing.index) and dates:
        since = thing.since.first.toordinal() if thing.since else dates.start
        return words.say("wall.under way", date=words.near(since, context.today))
    barrier = context.answers.get(thing.index)
    if barrier is not None:
        return words.say("wall.solution", title=printed(barrier.title, context.marks))
    return context.text(context.top_goal(thing.index))


def _appointment(context: ViewContext, shown: list[int]) -> int | None:
    """The next fixed day from today on among things not listed yet."""
    index = next((one for _, one in fixed_ahead(context) if context.plan.things[one].on is not None), None)
    return None if index in shown else index


def _row_of(context: ViewContext, goal: int) -> str:
    """The anchor of a goal's row in the pictures; empty for a goal without dates, which has no row."""
    return f"#road-{context.plan.things[goal].id}" if context.projected(goal) else ""
