"""The words that have a meaning in a plan: names of sections, `Barrier:` and the rest, in each language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from plainplan.model import SectionKind
from plainplan.pattern import pattern
from plainplan.tuples import NamedTuple
from plainplan.values import Horizon

_BRACKETS = pattern(r"\([^()]*\)|\[[^\[\]]*\]")


class SectionName(NamedTuple):
    """What a named section is: its kind, and for a goals section its horizon if it has one."""

    kind: SectionKind
    horizon: Horizon | None = None


_ASSESSMENT = SectionName(SectionKind.ASSESSMENT)
_OCCUPATIONS = SectionName(SectionKind.OCCUPATIONS)
_SHORT = SectionName(SectionKind.GOALS, Horizon.SHORT)
_LONG = SectionName(SectionKind.GOALS, Horizon.LONG)
_PRIMARY = SectionName(SectionKind.GOALS, Horizon.PRIMARY)
_GOALS = SectionName(SectionKind.GOALS)
_SOMEDAY = SectionName(SectionKind.SOMEDAY)
_CHECKINS = SectionName(SectionKind.CHECKINS)
_NOTES = SectionName(SectionKind.NOTES)

# Names are compared by their letters alone, so these are written without spaces and hyphens.
SECTIONS: dict[str, dict[str, SectionName]] = {
    "en": {
        "selfassessment": _ASSESSMENT,
        "assessment": _ASSESSMENT,
        "aboutme": _ASSESSMENT,
        "occupations": _OCCUPATIONS,
        "occupation": _OCCUPATIONS,
        "options": _OCCUPATIONS,
        "careers": _OCCUPATIONS,
        "careeroptions": _OCCUPATIONS,
        "shorttermgoals": _SHORT,
        "shorttermgoal": _SHORT,
        "shortterm": _SHORT,
        "longtermgoals": _LONG,
        "longtermgoal": _LONG,
        "longterm": _LONG,
        "primaryobjective": _PRIMARY,
        "primaryobjectives": _PRIMARY,
        "primarygoal": _PRIMARY,
        "primarygoals": _PRIMARY,
        "objective": _PRIMARY,
        "goals": _GOALS,
        "goal": _GOALS,
        "someday": _SOMEDAY,
        "somedaymaybe": _SOMEDAY,
        "checkins": _CHECKINS,
        "checkin": _CHECKINS,
        "reviews": _CHECKINS,
        "review": _CHECKINS,
        "notes": _NOTES,
        "note": _NOTES,
    },
    "de": {
        "selbsteinschätzung": _ASSESSMENT,
        "übermich": _ASSESSMENT,
        "berufe": _OCCUPATIONS,
        "berufswahl": _OCCUPATIONS,
        "optionen": _OCCUPATIONS,
        "kurzfristigeziele": _SHORT,
        "kurzfristig": _SHORT,
        "langfristigeziele": _LONG,
        "langfristig": _LONG,
        "hauptziel": _PRIMARY,
        "hauptziele": _PRIMARY,
        "ziele": _GOALS,
        "irgendwann": _SOMEDAY,
        "rückblicke": _CHECKINS,
        "rückblick": _CHECKINS,
        "standortbestimmungen": _CHECKINS,
        "notizen": _NOTES,
    },
}

BARRIER = {"en": ("barrier",), "de": ("hindernis", "hürde")}
SOLUTION = {"en": ("solution",), "de": ("lösung",)}

TRAITS = {
    "en": {"values": "values", "interests": "interests", "aptitudes": "aptitudes", "personality": "personality"},
    "de": {
        "werte": "values",
        "interessen": "interests",
        "fähigkeiten": "aptitudes",
        "eignung": "aptitudes",
        "stärken": "aptitudes",
        "persönlichkeit": "personality",
    },
}

STAGE = {"en": ("stage",), "de": ("stand", "stufe")}
STAGES = {
    "en": {name: name for name in ("candidate", "shortlist", "chosen", "dropped")} | {"shortlisted": "shortlist"},
    "de": {
        "kandidat": "candidate",
        "engerewahl": "shortlist",
        "gewählt": "chosen",
        "verworfen": "dropped",
    },
}
CRITERIA = {
    "en": {name: name for name in ("duties", "education", "earnings", "outlook", "pros", "cons")},
    "de": {
        "aufgaben": "duties",
        "ausbildung": "education",
        "verdienst": "earnings",
        "einkommen": "earnings",
        "aussichten": "outlook",
        "vorteile": "pros",
        "nachteile": "cons",
    },
}
WEIGHT = {"en": ("weight", "weights"), "de": ("gewicht", "gewichtung")}
LESS = {
    "en": (
        "cost", "tuition", "fee", "fees", "price", "expense", "debt", "loan", "commut", "distance", "stress", "risk",
        "danger", "hazard", "overtime", "burnout", "unemployment", "drawback",
    ),
    "de": (
        "kosten", "gebühr", "preis", "schulden", "kredit", "darlehen", "pendel", "arbeitsweg", "anfahrt", "fahrzeit",
        "fahrtzeit", "entfernung", "stress", "risik", "gefahr", "belastung", "überstunden", "arbeitslosigkeit",
        "schulgeld",
    ),
}  # fmt: skip
"""How words begin that name what is better the less there is of it; in German they may stand at a word's end."""

NOT_LESS = {
    "en": (
        "low", "free", "no", "without", "little", "tolerance", "resistance", "resilience", "protection", "control",
        "savings", "saving", "covered", "coverage", "paid", "reimbursement", "effectiveness", "appetite", "bonus",
        "support",
    ),
    "de": (
        "gering", "niedrig", "wenig", "kein", "frei", "ohne", "toleranz", "resistenz", "resilienz", "schutz",
        "ersparnis", "erstattung", "übernahme", "zuschuss", "bereitschaft", "freude",
    ),
}  # fmt: skip
"""Words beside them that turn this round: `Low stress`, `Risk tolerance`."""

DAYS = {
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "de": ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
}


def languages(lang: str) -> tuple[str, ...]:
    """The languages whose words are read: English always, and the plan's own where we know it."""
    own = lang.casefold().partition("-")[0]
    return ("en", own) if own in SECTIONS and own != "en" else ("en",)


def letters(text: str) -> str:
    """The letters of a text alone, in one case: digits, hyphens, spaces and emoji aside."""
    return "".join(filter(str.isalpha, unicodedata.normalize("NFC", text))).casefold()


def section_name(text: str, lang: str) -> SectionName | None:
    """The named section that a heading's text names, if it does; what stands in brackets is passed over."""
    keys = [letters(text)]
    if "(" in text or "[" in text:
        keys.insert(0, letters(_BRACKETS.sub("", text)))
    for key in keys:
        for code in languages(lang):
            if key in SECTIONS[code]:
                return SECTIONS[code][key]
    return None


def lookup(table: Mapping[str, Mapping[str, str]], text: str, lang: str) -> str | None:
    """What a word means by a table of this module, compared by letters."""
    key = letters(text)
    return next((table[code][key] for code in languages(lang) if key in table[code]), None)


def is_less_better(title: str, lang: str) -> bool:
    """Whether less is better of what a heading names: `Tuition`, `Commute, minutes`, `Studienkosten`."""
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", title).casefold())
    codes = languages(lang)
    turned = any(_has(word, code, NOT_LESS) for word in words for code in codes)
    return not turned and any(_has(word, code, LESS) for word in words for code in codes)


def _has(word: str, code: str, table: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a word is one of a table's: English ones begin it, so that `coffee` is no fee, German ones are in it."""
    if code == "en":
        return word in table[code] if table is NOT_LESS else word.startswith(table[code])
    return any(one in word for one in table[code])


def words_of(table: Mapping[str, tuple[str, ...]], lang: str) -> tuple[str, ...]:
    """All words of a table that count in a language."""
    return tuple(word for code in languages(lang) for word in table[code])


def weekday(text: str, lang: str) -> int | None:
    """0 for Monday to 6 for Sunday, from a day's name or the start of it (`mon`, `Mondays`; `mo` in German)."""
    word = text.casefold().rstrip(".")
    for code in languages(lang):
        shortest = 2 if code == "de" else 3
        for number, name in enumerate(DAYS[code]):
            if (len(word) >= shortest and name.startswith(word)) or word == name + "s":
                return number
    return None
