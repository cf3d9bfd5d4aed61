"""The top of the page: where am I going, and when do I get there?"""

from __future__ import annotations

from plainplan.diagnostics import Diagnostic, Severity
from plainplan.facts.lateness import late_goals, plan_promise, planned_by
from plainplan.facts.timeless import ends_untold, without_length
from plainplan.model import SectionKind
from plainplan.pattern import pattern
from plainplan.prose import Inline, Paragraph, Text, plain
from plainplan.schedule.calendar import LAST_DAY
from plainplan.typography import printed
from plainplan.values import State
from plainplan.view.context import ViewContext, blocks, sentence
from plainplan.view.parts import Fact, Masthead, Prose, Tick, Title
from plainplan.words import all_plan_words, plan_words
from plainplan.words.reading import PlanWords

_KEYED = pattern(r"\s*([^\W\d]+(?: [^\W\d]+)?)\s*:\s*")
_MOST_TICKS = 60
_AS_NOT = 0.5  # as likely as not
_READING = "P1"  # how the codes of what was not understood begin


def masthead(context: ViewContext) -> Masthead:
    words = context.words
    author = printed(context.plan.settings.author or "", context.marks)
    why, intro = why_and_intro(context)
    before, title, middle, date, after = _lede(context)
    work, progress = [thing.index for thing in context.leaves], context.schedule.progress
    return Masthead(
        byline=words.say("plan by", author=author) if author else "",
        as_of=words.say("as of", date=words.date(context.today, "full")),
        before=before,
        title=title,
        middle=middle,
        date=date,
        after=after,
        why=why,
        intro=intro,
        facts=_facts(context),
        done=_done(context, work),
        ticks=_ticks(context, work),
        unread=sentence(_unread(context)),
        share=round(100 * progress.done / progress.total) if progress.total and len(work) > _MOST_TICKS else None,
    )


def _lede(context: ViewContext) -> tuple[str, Title, str, str, str]:
    """The first sentence in five pieces, so that the objective's title and the date can be emphasised."""
    words, schedule = context.words, context.schedule
    primary = [index for index in schedule.primary if context.projected(index)]
    finish, slip = schedule.finish, schedule.slip or 0
    title: Title = ()
    key = "lede.plan"
    if primary:
        last = max(primary, key=lambda index: context.schedule.things[index].projected or ())
        dates = context.projected(last)
        assert dates is not None
        finish, slip, title = dates.finish, context.dated(last).slip or 0, context.title(last)
        reached = context.is_done(last)
        key = "lede.reached" if reached else "lede.several" if len(primary) > 1 else "lede.objective"
    if finish is None or finish > LAST_DAY:
        return context.undated(), (), "", "", ""
    if ends_untold(context):
        return f"{_without_length(context)}.", (), "", "", ""
    against = context.against(finish, slip) or words.say("on the day")
    told = {"odds": _odds(context, finish), "against": against, "more": _more(context)}
    head, _, after = words.say(key, title="\0", date="\1", **told).partition("\1")
    before, _, middle = head.partition("\0")
    return before, title, middle if title else "", words.date(finish, "long"), after


def _odds(context: ViewContext, finish: int) -> str:
    """How likely the arrival is, where a forecast says so, and the day that is as likely as not where it is not."""
    found, words = context.forecast, context.words
    if found is None or found.scheduled != finish or len(found.objective.counts) < 2:
        return ""
    chance = found.objective.chance(finish)
    if chance >= _AS_NOT:
        return words.say("lede.odds", percent=words.chance(chance))
    middle = words.date(found.objective.day(50), "long")
    return words.say("lede.odds and median", percent=words.chance(chance), date=middle)


def _more(context: ViewContext) -> str:
    """What is missed besides, or else what runs late."""
    clause = context.missed() or context.running_late()
    return context.words.say("lede.more", clause=clause) if clause else ""


def _unread(context: ViewContext) -> str:
    """How many things in the plan were not understood, and how many steps say no length where most of them do not."""
    words, told = context.words, []
    silent, work = without_length(context)
    if silent * 2 > work and context.schedule.finish is not None and not ends_untold(context):
        told.append(_without_length(context))
    if number := sum(1 for one in context.compilation.diagnostics if one.code.startswith(_READING) and _matters(one)):
        told.append(words.count("top.unread", number))
    return words.apart(told)


def _without_length(context: ViewContext) -> str:
    silent, work = without_length(context)
    return sentence(context.words.count("top.without length", silent, total=context.words.number(work)))


def _matters(one: Diagnostic) -> bool:
    return one.severity is not Severity.HINT


def why_and_intro(context: ViewContext) -> tuple[Title, Prose]:
    """The paragraph under the title that starts with `Why:`, and the other blocks there."""
    intro = [section for section in context.plan.sections if section.kind is SectionKind.INTRO]
    found = [block for section in intro for block in blocks(section.body)]
    for place, block in enumerate(found):
        if isinstance(block, Paragraph) and _says_why(plain(block.children), context.plan.settings.lang):
            return _without_why(block.children), tuple(found[:place] + found[place + 1 :])
    return (), tuple(found)


def _says_why(text: str, lang: str) -> bool:
    found = _KEYED.match(text)
    return found is not None and (_is_why(found[1], plan_words(lang)) or _is_why(found[1], all_plan_words()))


def _is_why(word: str, known: tuple[PlanWords, ...]) -> bool:
    return any(word.casefold() in one.why for one in known)


def _without_why(children: tuple[Inline, ...]) -> Title:
    first = children[0]
    if isinstance(first, Text):
        return (Text(_KEYED.sub("", first.text, count=1)), *children[1:])
    rest = children[1:]
    if rest and isinstance(rest[0], Text):
        return (Text(rest[0].text.lstrip(" :")), *rest[1:])
    return rest


def _facts(context: ViewContext) -> tuple[Fact, ...]:
    words, schedule = context.words, context.schedule
    facts = list[Fact]()
    if ends_untold(context):
        return ()
    if schedule.finish is not None and schedule.finish >= context.today:
        facts.append(Fact(words.say("still to go"), sentence(words.distance(context.today, schedule.finish))))
    elif schedule.finish is not None:
        facts.append(Fact(words.say("still to go"), words.say("nothing to go")))
    promise = plan_promise(context)
    if promise is not None:
        note = sentence(words.against_plan(schedule.slip)) + "." if schedule.slip else ""
        value = sentence(words.against_promise(promise.late))
        facts.append(
            Fact(words.say("against the promise"), value, " ".join(filter(None, (note, _late_goals(context)))))
        )
    elif schedule.slip is not None:
        against = (
            sentence(words.against_plan(schedule.slip)) if schedule.slip else words.say("on the day it was planned")
        )
        facts.append(Fact(words.say("against the plan"), against, _late_goals(context)))
    return tuple(facts)


def _late_goals(context: ViewContext) -> str:
    """How many goals run late, and which by most, with its room where it is the only one."""
    late = late_goals(context)
    if not late:
        return ""
    found = context.dated(late[0])
    if len(late) > 1 or found.slack is None:
        return sentence(context.running_late()) + "."
    return context.words.say(
        "late with room",
        title=context.short(late[0]),
        length=context.words.about(found.slip or 0),
        room=context.words.room(found.slack),
    )


def _done(context: ViewContext, work: list[int]) -> Fact:
    words, progress = context.words, context.schedule.progress
    under_way = sum(1 for index in work if context.is_under_way(index))
    notes = [sentence(words.count("under way now", under_way))] if under_way else []
    if (planned := planned_by(context, context.today)) > progress.done:
        notes.append(words.say("planned by today", n=words.number(planned)))
    value = words.say("done of", done=words.number(progress.done), total=words.number(progress.total))
    return Fact(words.say("done"), value, " ".join(notes))


def _ticks(context: ViewContext, work: list[int]) -> tuple[Tick, ...]:
    """A square for each step, grouped by goal; empty above a number of steps that would not be readable."""
    if len(work) > _MOST_TICKS:
        return ()
    ticks: list[Tick] = []
    last = None
    for index in work:
        goal = context.top_goal(index)
        state = {State.DONE: "done", State.UNDER_WAY: "half"}.get(context.dated(index).state, "open")
        ticks.append(Tick(state, bool(ticks) and goal != last))
        last = goal
    return tuple(ticks)
