"""The top of the page: where am I going, and when do I get there?"""

from __future__ import annotations

from plainplan.facts.lateness import late_goals, plan_promise
from plainplan.model import SectionKind
from plainplan.pattern import pattern
from plainplan.prose import Inline, Paragraph, Text, plain
from plainplan.schedule.calendar import LAST_DAY
from plainplan.values import State
from plainplan.view.context import ViewContext, blocks, sentence
from plainplan.view.parts import Fact, Masthead, Prose, Tick, Title
from plainplan.words import all_plan_words, plan_words
from plainplan.words.reading import PlanWords

_KEYED = pattern(r"\s*([^\W\d]+)\s*:\s*")
_MOST_TICKS = 60


def masthead(context: ViewContext) -> Masthead:
    words = context.words
    author = context.plan.settings.author
    why, intro = why_and_intro(context)
    before, title, middle, date, after = _lede(context)
    work = [thing.index for thing in context.leaves]
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
    against = context.against(finish, slip) or words.say("on the day")
    head, _, after = words.say(key, title="\0", date="\1", against=against).partition("\1")
    before, _, middle = head.partition("\0")
    return before, title, middle if title else "", words.kept(words.date(finish, "long")), after


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
    facts = []
    if schedule.finish is not None and schedule.finish >= context.today:
        facts.append(Fact(words.say("still to go"), words.distance(context.today, schedule.finish)))
    elif schedule.finish is not None:
        facts.append(Fact(words.say("still to go"), words.say("nothing to go")))
    promise = plan_promise(context)
    if promise is not None:
        note = sentence(words.against_plan(schedule.slip)) + "." if schedule.slip else ""
        value = sentence(words.against_promise(promise.late))
        facts.append(Fact(words.say("against the promise"), value, " ".join(filter(None, (note, _late_goal(context))))))
    elif schedule.slip is not None:
        against = (
            sentence(words.against_plan(schedule.slip)) if schedule.slip else words.say("on the day it was planned")
        )
        facts.append(Fact(words.say("against the plan"), against, _late_goal(context)))
    return tuple(facts)


def _late_goal(context: ViewContext) -> str:
    """The fact about the goal that is latest against its plan or due day, if one is late."""
    late = late_goals(context)
    if not late:
        return ""
    worst, found = late[0], context.dated(late[0])
    if found.slack is None:
        return context.words.count("runs late", len(late), title=context.text(worst))
    return context.words.say(
        "late with room",
        title=context.text(worst),
        length=context.words.about(found.slip or 0),
        room=context.words.room(found.slack),
    )


def _done(context: ViewContext, work: list[int]) -> Fact:
    words, progress = context.words, context.schedule.progress
    under_way = sum(1 for index in work if context.is_under_way(index))
    note = sentence(words.count("under way now", under_way)) if under_way else ""
    value = words.say("done of", done=words.number(progress.done), total=words.number(progress.total))
    return Fact(words.say("done"), value, note)


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
