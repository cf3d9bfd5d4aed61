"""The whole way from notes to a plan that compiles, with an account of what was read in them."""

from __future__ import annotations

from datetime import date
from itertools import islice

from plainplan.compile import Compilation, compile_text
from plainplan.diagnostics import Diagnostic, Severity
from plainplan.fmt import formatted
from plainplan.importing.draft import Draft, Told, Work
from plainplan.importing.markdown import read_markdown
from plainplan.importing.naming import with_orders
from plainplan.importing.outline import Notes
from plainplan.importing.plain_headings import with_plain_headings
from plainplan.importing.sense import draft_of, is_plan
from plainplan.importing.write import written
from plainplan.readings import Lexicon, told_language, words_of
from plainplan.readings.dates import Moment, find_dates
from plainplan.readings.impossible import impossible_days
from plainplan.readings.sections import plain_title
from plainplan.source import source_bytes
from plainplan.tuples import NamedTuple

_ROUNDS = 12
_MOST_ASKED = 10
_LARGEST_LAID_OUT = 200_000


class Imported(NamedTuple):
    """A plan's text, what was read in the notes line by line, what stayed prose by section, and what is to be asked."""

    text: str
    compilation: Compilation
    told: tuple[Told, ...]
    prose: tuple[tuple[str, int], ...]
    asked: tuple[str, ...]


class Refused(NamedTuple):
    """Why notes are not made a plan."""

    why: str


def imported(
    name: str, data: bytes, today: date, *, start: date | None = None, lang: str | None = None
) -> Imported | Refused:
    """The plan that notes hold, or why there is none. The same notes and day give the same bytes."""
    notes, before = read_markdown(name, data, today)
    if before.is_unmerged:
        return Refused("two versions of the notes stand in them, an unfinished merge: finish it first")
    if _is_plan_already(before):
        return Refused("is a plan already: `plan check` and `plan build` take it as it is")
    language = lang or _language(notes, before)
    words = words_of(language)
    notes = with_plain_headings(notes, words)
    draft = draft_of(notes, words, start or _said_start(notes, words, today) or today)
    if not is_plan(draft):
        return Refused("holds no plan: no goals, steps or times to come are told in it")
    with_orders(draft, words)
    draft.asked += _no_days(notes, words)
    _place_risks(draft)
    _settle(draft, notes, today, start, language)
    text, compilation = _compiled(name, draft, notes, language, today)
    told = tuple(sorted(dict.fromkeys(draft.told), key=lambda one: one.line))
    return Imported(text, compilation, told, tuple(draft.prose.items()), tuple(draft.asked))


def _is_plan_already(compilation: Compilation) -> bool:
    """Whether the text has goals with dates or lengths in tags, and nothing that stands outside of them."""
    plan = compilation.plan
    tagged = sum(thing.estimate is not None or thing.due is not None for thing in plan.things)
    return bool(plan.goals) and tagged * 2 > len(plan.things) and tagged > 1


def _language(notes: Notes, compilation: Compilation) -> str:
    if any(key == "lang" for key in notes.settings):
        return compilation.plan.settings.lang
    return told_language(notes.text) or "en"


def _said_start(notes: Notes, words: Lexicon, today: date) -> date | None:
    """The day from which years are counted: that on which the notes say that it begins."""
    first = draft_of(notes._replace(sections=()), words, today).settings.get("start")
    if not first:
        return None
    found = next(iter(find_dates(first, words, today)), None)
    return found.first if isinstance(found, Moment) else None


def _no_days(notes: Notes, words: Lexicon) -> list[str]:
    """Questions about days that there are not."""
    found = (
        f"line {number}: there is no day “{said}”"
        for number, line in enumerate(notes.text.splitlines(), 1)
        for said in impossible_days(line, words)
    )
    return list(islice(found, _MOST_ASKED))


def _place_risks(draft: Draft) -> None:
    """Each barrier goes to the goal that it is about: where it stands, whose name it has, else the first."""
    tops = draft.tops()
    for risk in draft.risks:
        of = risk.of or _named(risk.words, draft.works()) or (tops[0] if tops else None)
        if of is not None:
            of.barriers.append(risk)


def _named(text: str, works: list[Work]) -> Work | None:
    """The thing whose whole name a barrier has."""
    said = f" {plain_title(text)} "
    found = [one for one in works if len(plain_title(one.about)) > 5 and f" {plain_title(one.about)} " in said]
    return found[0] if len(found) == 1 else None


def _settle(draft: Draft, notes: Notes, today: date, start: date | None, language: str) -> None:
    """The front matter: the language, and the day on which the plan begins."""
    settings = {key: value for key, value in draft.settings.items() if key not in notes.settings}
    if language != "en" and "lang" not in notes.settings:
        settings = {"lang": language, **settings}
    if start is not None:
        settings["start"] = start.isoformat()
    if "start" not in settings and "start" not in notes.settings:
        earlier = [
            one.tags[kind]
            for one in draft.works()
            for kind in ("start", "done")
            if one.tags.get(kind, "9")[:4].isdigit() and len(one.tags.get(kind, "")) >= 4
        ]
        if not any(day < today.isoformat() for day in earlier):
            settings["start"] = today.isoformat()
            draft.asked.append(f"nothing says when this begins: it is laid from {today.isoformat()}")
    if "finish" not in settings and "finish" not in notes.settings and (end := _last_day(draft, settings, today)):
        settings["finish"] = end
    if "finish" in settings and "start" in settings and settings["finish"] < settings["start"]:
        settings.pop("finish")
    draft.settings = settings
    lengths = any("duration" in one.tags or "due" in one.tags or "on" in one.tags for one in draft.works())
    if not lengths:
        draft.asked.append("no step says how long it takes: write `~2w` behind each, or give its goal a length")


def _last_day(draft: Draft, settings: dict[str, str], today: date) -> str:
    """The one day that stands above all headings, where no other day in the notes is later: the plan's finish."""
    if len(draft.ends) != 1:
        return ""
    line, words, day = draft.ends[0]
    days = [one.tags.get(kind, "") for one in draft.works() for kind in ("due", "on", "start", "done")]
    if day <= max(today.isoformat(), settings.get("start", "")) or any(one[:10] > day for one in days):
        return ""
    draft.told.append(Told(line, words, f"finish: {day}", sure=False))
    return day


def _compiled(name: str, draft: Draft, notes: Notes, language: str, today: date) -> tuple[str, Compilation]:
    """The text of a plan without errors: what would be one is taken back to words."""
    text = written(draft, notes.front, language)
    compilation = compile_text(name, text, today)
    for _ in range(_ROUNDS):
        errors = [one for one in compilation.diagnostics if one.severity is Severity.ERROR]
        if not errors:
            break
        text = _without(text, notes, errors)
        compilation = compile_text(name, text, today, compilation)
    if len(text) <= _LARGEST_LAID_OUT:
        source, trouble, _ = formatted(compilation, source_bytes(compilation.source), today)
        if not trouble and source.text != text:
            text = source.text
            compilation = compile_text(name, text, today)
    return text, compilation


def _without(text: str, notes: Notes, errors: list[Diagnostic]) -> str:
    """The text with each wrong word kept as a word, behind a backslash; of a loop, an order is left out."""
    for found in sorted(errors, key=lambda one: one.span, reverse=True):
        start, end = found.span
        word = text[start:end]
        if found.code.startswith("P30") and f"after:{word.removeprefix('after:')}" not in notes.text:
            line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
            line = text[line_start : line_end if line_end >= 0 else len(text)]
            kept = " ".join(part for part in line.split(" ") if not part.startswith("after:"))
            text = text[:line_start] + kept + text[line_start + len(line) :]
            break
        if word and text[max(0, start - 1) : start] != "\\":
            begin = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
            begin = start if text[begin:start].strip("([") else begin
            text = text[:begin] + "\\" + text[begin:]
    return text
