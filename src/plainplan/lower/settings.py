"""The front matter: known keys parsed into `Settings`, and diagnostics for the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from plainplan.companions import NONE, Companions
from plainplan.defaults import NO_DEFAULTS, Defaults
from plainplan.diagnostics import Diagnostic, Severity, finding, replace
from plainplan.lower.calendar_words import read_review, read_workdays
from plainplan.lower.reading import Problem
from plainplan.lower.rules import UNKNOWN_FRONT_MATTER_KEY
from plainplan.messages import msg
from plainplan.model import Away, Settings
from plainplan.pattern import pattern
from plainplan.source import Span
from plainplan.syntax.dates import read_period
from plainplan.syntax.document import Document, Entry, Scalar
from plainplan.syntax.numbers import is_unsure, plain_signs, read_number, settled
from plainplan.syntax.outcome import Unread
from plainplan.syntax.rules import UNREADABLE_FRONT_MATTER
from plainplan.values import Period, Reminder
from plainplan.words import all_plan_words, plan_words, words_for
from plainplan.words.reading import PlanWords

if TYPE_CHECKING:
    from fractions import Fraction

Values = Sequence[Scalar]
Reader = Callable[[Values, str], Any]
"""From the values of a key and the plan's language to what `Settings` holds, or to the problem with them."""

_WEEK, _DAY = ("w", "wk"), ("d",)
_USUAL = "h/week"
"""How nearly every pace ends; it needs no pattern of all that people write instead."""

_PACE_HELP = msg("write the hours a week, such as `8h/week`")
_LANG = pattern(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")
_CODE = pattern(r"[A-Z]\d{3}")


def read_settings(
    document: Document, companions: Companions = NONE, defaults: Defaults = NO_DEFAULTS
) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings of a plan, with defaults, first those of its folder, for keys that are missing or invalid."""
    known = {entry.key: entry for entry in document.front_matter if entry.key in READERS}
    written = set(known)
    found = [_unknown(entry, written) for entry in document.front_matter if entry.key not in READERS]
    lang = _lang(known, defaults)
    read: dict[str, Any] = {}
    for key, entry in known.items():
        if entry.nested or (entry.is_list and key not in LISTS):
            found.append(_wrong_shape(entry))
            continue
        values = [scalar for scalar in entry.values if scalar.text.strip()]
        if not values:
            continue
        outcome = READERS[key](values, lang)
        if key == "away":
            outcome, problems = outcome
            found.extend(problem.told() for problem in problems)
        if isinstance(outcome, Problem):
            found.append(outcome.told())
        elif key not in ("format", "holidays"):  # whose days are read below
            read[key] = outcome
    for key in inherited(document, defaults):
        if key != "holidays":
            outcome = READERS[key](_unwritten(defaults.texts(key)), lang)
            read |= {} if isinstance(outcome, Problem) else {key: outcome}  # told where it stands
    settings = Settings(**read, spans=tuple((key, _place(entry)) for key, entry in known.items()))
    of_folder = defaults.texts("holidays") if "holidays" in inherited(document, defaults) else ()
    if of_folder or "holidays" in known or "away" in known or settings.away:
        from plainplan.lower.holidays import with_calendar_files

        settings, of_files = with_calendar_files(settings, document, companions, _unwritten(of_folder))
        found.extend(of_files)
    _tell_if_all_away(settings, found)
    return settings, tuple(found)


def _place(entry: Entry) -> Span:
    """The span of a key's value."""
    return Span(entry.values[0].span.start, entry.values[-1].span.end) if entry.values else entry.span


def inherited(document: Document, defaults: Defaults) -> tuple[str, ...]:
    """The keys that a plan leaves to its folder: what it says itself wins, though it be unreadable."""
    if not defaults.values:
        return ()
    own = {one.key for one in document.front_matter if one.nested or any(value.text.strip() for value in one.values)}
    return tuple(key for key, _ in defaults.values if key not in own)


def _unwritten(texts: Sequence[str]) -> tuple[Scalar, ...]:
    """Values that do not stand in the plan itself."""
    return tuple(Scalar(text, Span(0, 0)) for text in texts)


def _lang(known: dict[str, Entry], defaults: Defaults) -> str:
    entry = known.get("lang")
    if entry is None:
        return next(iter(defaults.texts("lang")), "en")
    return entry.values[0].text if len(entry.values) == 1 else "en"


def _text(values: Values, lang: str) -> str:
    return values[0].text.strip()


def _format(values: Values, lang: str) -> Problem | None:
    if values[0].text.strip() == "1":
        return None
    return Problem(
        values[0].span,
        msg("`{text}` is no format that is read here", text=values[0].text),
        msg("write `1`, or leave it out"),
    )


def _period(values: Values, lang: str) -> Period | Problem:
    found = read_period(values[0].text.strip())
    return Problem.of(found, values[0].span) if isinstance(found, Unread) else found


def _pace(values: Values, lang: str) -> Fraction | int | Problem:
    text, span = values[0].text.strip(), values[0].span
    written, per = _number_and_unit(text, plan_words(lang)) or _number_and_unit(text, all_plan_words()) or ("", "")
    mark = _mark(lang) if is_unsure(text) else "."
    number = read_number(written, mark) if written and len(text) <= 40 else None
    if number is None:
        return Problem(span, msg("`{text}` can't be read as a pace", text=text[:40]), _PACE_HELP)
    hours = number
    if per == "day":
        weekly = f"{_shown(hours * 7)}h/week"
        return Problem(
            span,
            msg("`{text}` is counted by the day, and a pace by the week", text=text),
            msg("write `{weekly}`", weekly=weekly),
            weekly,
        )
    if not hours:
        return Problem(span, msg("with a pace of no hours nothing would ever be finished"), _PACE_HELP)
    if hours > 168:
        other = settled(text, "," if mark == "." else ".")
        help = (
            msg("{help}; with another decimal mark it would be `{other}`", help=_PACE_HELP, other=other)
            if is_unsure(text)
            else _PACE_HELP
        )
        return Problem(span, msg("`{text}` is more than the 168 hours that a week has", text=text), help)
    return hours.numerator if hours.denominator == 1 else hours


def _number_and_unit(text: str, known: tuple[PlanWords, ...]) -> tuple[str, str] | None:
    """The number of a pace as written, and whether it is per `week` or per `day`."""
    usual = text.removesuffix(_USUAL)
    if usual != text and usual.isascii() and usual.isdecimal():
        return usual, "week"
    hours = "|".join(word for one in known for word in one.hours)
    per = "|".join(word for one in known for word in one.per)
    pace = rf"(?P<number>[0-9](?:[0-9.,'’_ ]*[0-9])?)\s*(?:{hours})?(?:\s*(?:/|{per})\s*(?P<per>[^\W\d_]+))?"
    match = re.fullmatch(pace, plain_signs(text), re.IGNORECASE)
    unit = (match["per"] or "w").casefold() if match else ""
    for name, short in (("week", _WEEK), ("day", _DAY)):
        if match and (unit in short or any(unit in one.units.get(name, ()) for one in known)):
            return match["number"], name
    return None


def _mark(lang: str) -> str:
    return words_for(lang).decimal_mark


def _shown(number: Fraction | int) -> str:
    return f"{float(number):g}"


def _focus(values: Values, lang: str) -> int | Problem:
    text = plain_signs(values[0].text.strip())
    if text.isascii() and text.isdigit() and len(text) <= 9 and int(text):
        return int(text)
    message = msg("`{text}` is no number of goals", text=text[:40])
    if text == "0":
        message = msg("with a focus of no goals none would ever begin")
    return Problem(
        values[0].span, message, msg("write how many goals may be open at once, such as `2`, or leave it out")
    )


def _language(values: Values, lang: str) -> str | Problem:
    text = values[0].text.strip()
    if _LANG.fullmatch(text):
        return text
    instead = text.replace("_", "-") if _LANG.fullmatch(text.replace("_", "-")) else None
    help = msg("write `{instead}`", instead=instead) if instead else msg("write two letters, such as `en` or `de`")
    return Problem(values[0].span, msg("`{text}` is no language code", text=text[:40]), help, instead)


def _paper(values: Values, lang: str) -> str | Problem:
    text = values[0].text.strip().casefold()
    if text in ("a4", "letter"):
        return text
    return Problem(
        values[0].span,
        msg("`{text}` is no paper size known here", text=values[0].text[:40]),
        msg("write `a4` or `letter`"),
    )


def _ignore(values: Values, lang: str) -> tuple[str, ...] | Problem:
    codes: list[str] = []
    for scalar in values:
        for code in re.split(r"[\s,]+", scalar.text.strip()):
            if not _CODE.fullmatch(code.upper()):
                return Problem(
                    scalar.span,
                    msg("`{code}` is no code of a finding", code=code[:40]),
                    msg("write codes such as `P204`"),
                )
            codes.append(code.upper())
    return tuple(dict.fromkeys(codes))


def _visibility(values: Values, lang: str) -> str | Problem:
    text = values[0].text.strip().casefold()
    if text in VISIBILITIES:
        return text
    help = msg("write `private`, `overview` or `full`")
    return Problem(
        values[0].span, msg("`{text}` is none of the ways to be seen among other plans", text=values[0].text[:40]), help
    )


def _away(values: Values, lang: str) -> tuple[tuple[Away, ...], list[Problem]]:
    from plainplan.lower.away import read_away  # each of these three is in few plans

    return read_away(values, lang)


def _holidays(values: Values, lang: str) -> tuple[str, ...] | Problem:
    from plainplan.lower.holidays import read_holidays

    return read_holidays(values, lang)


def _remind(values: Values, lang: str) -> tuple[Reminder, ...] | Problem:
    from plainplan.lower.reminders import read_remind

    return read_remind(values, lang)


VISIBILITIES = ("private", "overview", "full")
"""What may be shown of a plan where others are shown too, from the least on."""


READERS: dict[str, Reader] = {
    "format": _format,
    "title": _text,
    "author": _text,
    "start": _period,
    "finish": _period,
    "review": read_review,
    "partner": _text,
    "pace": _pace,
    "focus": _focus,
    "workdays": read_workdays,
    "away": _away,
    "holidays": _holidays,
    "remind": _remind,
    "currency": _text,
    "lang": _language,
    "paper": _paper,
    "ignore": _ignore,
    "visibility": _visibility,
}
"""Every key of the front matter, with what reads it."""

LISTS = ("workdays", "away", "holidays", "remind", "ignore")


def setting_meant(key: str) -> str | None:
    """The setting that a key equals but for case, blanks and hyphens."""
    bare = "".join(filter(str.isalnum, key)).casefold()
    return bare if bare in READERS else None


def _unknown(entry: Entry, written: set[str]) -> Diagnostic:
    """The diagnostic for an unknown key; the setting that it probably means is added to `written`."""
    from plainplan.lower.closest import closest  # few plans have one

    same = setting_meant(entry.key)
    near = [same] if same else closest(entry.key, READERS)
    if len(near) != 1:
        return finding(
            UNKNOWN_FRONT_MATTER_KEY,
            entry.key_span,
            msg("`{key}` is no setting of a plan; it is left alone", key=entry.key),
            help=msg("other programs may read it"),
            severity=Severity.HINT,
        )
    fix = None if near[0] in written else replace(entry.key_span, near[0], safe=same is not None)
    if same:
        written.add(same)
    return finding(
        UNKNOWN_FRONT_MATTER_KEY,
        entry.key_span,
        msg("`{key}` is no setting of a plan", key=entry.key),
        help=msg("write `{same}`", same=same) if same else msg("did you mean `{near}`?", near=near[0]),
        fix=fix,
    )


def _wrong_shape(entry: Entry) -> Diagnostic:
    message = msg("`{key}` takes one value", key=entry.key)
    if entry.key in LISTS:
        message = msg("`{key}` takes one value or a list of values", key=entry.key)
    return finding(
        UNREADABLE_FRONT_MATTER,
        entry.span,
        message,
        help=msg("write it on one line: `{key}: …`", key=entry.key),
    )


def _tell_if_all_away(settings: Settings, diagnostics: list[Diagnostic]) -> None:
    """Report days off that leave no day between start and finish."""
    start, finish = settings.start, settings.finish
    if start is None or finish is None:
        return
    if any(away.first <= start.first and finish.last <= away.last for away in settings.away):
        message = msg("every day between `start` and `finish` is a day off")
        help = msg("leave some days between them for the work")
        diagnostics.append(Problem(settings.span_of("away"), message, help).told())
