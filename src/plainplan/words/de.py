"""German: the names of its days and numbers, and the words that are read in a plan."""

from __future__ import annotations

from plainplan.words.reading import PlanWords
from plainplan.words.speech import Catalogue, Region

CATALOGUE = Catalogue(
    messages={},
    months=(
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ),
    short_months=("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    short_weekdays=("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    numbers=("keine", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
    group=".",
    decimal=",",
    joins=((r"\.\.(?<=[^\W\d]\.\.)(?=\s|$)", "."),),  # a month with its full stop at the end of a sentence
)  # fmt: skip

_SIGN_FIRST = dict.fromkeys(("money.sign", "money.code"), "{currency} {amount}")
# Austria has a January of its own, a gap between thousands, and the sign before the amount.
_AUSTRIA = Region(
    messages=_SIGN_FIRST,
    fields={
        "months": ("Jänner", *CATALOGUE.months[1:]),
        "short_months": ("Jän.", *CATALOGUE.short_months[1:]),
        "group": "\u202f",
    },
)
# Switzerland and Liechtenstein know no sharp s.
_SWITZERLAND = Region(messages=_SIGN_FIRST, letters=(("ß", "ss"),), fields={"group": "’", "decimal": "."})

REGIONS = {"AT": _AUSTRIA, "CH": _SWITZERLAND, "LI": _SWITZERLAND}

PLAN_WORDS = PlanWords(
    sections={
        "assessment": ("selbsteinschätzung", "über mich"),
        "occupations": ("berufe", "berufswahl", "optionen"),
        "short": ("kurzfristige Ziele", "kurzfristig"),
        "long": ("langfristige Ziele", "langfristig"),
        "primary": ("hauptziel", "hauptziele"),
        "goals": ("ziele",),
        "someday": ("irgendwann",),
        "checkins": ("rückblicke", "rückblick", "standortbestimmungen"),
        "notes": ("notizen",),
    },
    near_sections=(
        "selbsteinschätzung", "berufswahl", "kurzfristige Ziele", "langfristige Ziele", "hauptziel", "irgendwann",
        "rückblicke", "standortbestimmungen",
    ),
    barrier=("hindernis", "hürde"),
    solution=("lösung",),
    why=("warum",),
    risk=("risiko", "risiken"),
    traits={
        "values": ("werte",), "interests": ("interessen",), "aptitudes": ("fähigkeiten", "eignung", "stärken"),
        "personality": ("persönlichkeit",),
    },
    stage=("stand", "stufe"),
    stages={
        "candidate": ("kandidat",), "shortlist": ("engere Wahl",), "chosen": ("gewählt",), "dropped": ("verworfen",),
    },
    criteria={
        "duties": ("aufgaben",), "education": ("ausbildung",), "earnings": ("verdienst", "einkommen"),
        "outlook": ("aussichten",), "pros": ("vorteile",), "cons": ("nachteile",),
    },
    weight=("gewicht", "gewichtung"),
    less=(
        "kosten", "gebühr", "preis", "schulden", "kredit", "darlehen", "pendel", "arbeitsweg", "anfahrt", "fahrzeit",
        "fahrtzeit", "entfernung", "stress", "risik", "gefahr", "belastung", "überstunden", "arbeitslosigkeit",
        "schulgeld",
    ),
    not_less=(
        "gering", "niedrig", "wenig", "kein", "frei", "ohne", "toleranz", "resistenz", "resilienz", "schutz",
        "ersparnis", "erstattung", "übernahme", "zuschuss", "bereitschaft", "freude",
    ),
    compounds=True,
    adverbs={"day": ("täglich",), "week": ("wöchentlich",), "month": ("monatlich",)},
    units={"day": ("tag", "tage"), "week": ("woche", "wochen"), "month": ("monat", "monate")},
    every=("alle", "jede", "jeden", "jeder", "jedes"),
    on_day=("am",),
    never=("keine",),
    hours=("std", "stunde", "stunden"),
    per=("pro",),
    and_=("und",),
    beside_names=(
        "frau", "herr", "mein", "meine", "meinem", "meiner", "unser", "unsere", "der", "die", "das", "dem", "den",
        "und", "von",
    ),
    placeholders=(
        "author: Dein Name",
        "partner: Jemand, dem du vertraust",
        "partner: Jemand, mit dem du lernst",
        "partner: Jemand, der fragt, wie es läuft",
        "partner: Jemand, der es fertig sehen will",
        "Von dem, was ich tue, zu dem, was ich tun will",
        "Was ich machen will",
        "Warum: ein oder zwei Sätze, die du an einem schlechten Tag lesen willst.",
        "Warum: ein oder zwei Sätze, die du in der letzten Woche lesen willst.",
        "Was ich suche, in einem Satz. Was ich nicht tun will, in einem anderen.",
        "Was es ist, und wer sich darüber freuen wird.",
        "Werte: was an deiner Arbeit stimmen muss",
        "Interessen: worüber du liest, ohne dass es jemand verlangt",
        "Fähigkeiten: wofür andere zu dir kommen",
        "Persönlichkeit: wie du am besten arbeitest",
        "Den ich wähle",
        "Der nächstbeste",
        "Eine ganz andere Richtung",
        "Etwas, das ich angesehen habe",
        "ein Tag darin",
        "was es dazu braucht",
        "was dafür spricht",
        "was dagegen spricht",
        "Was du als Nächstes lernen willst",
        "Was eine zweite Fassung könnte",
        "Was ich als Nächstes will ~1y",
    ),
)  # fmt: skip
