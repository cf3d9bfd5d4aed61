"""Italian: the names of its days and numbers, and the words that are read in a plan."""

from __future__ import annotations

from plainplan.words.reading import PlanWords
from plainplan.words.speech import Catalogue, Region

# Eight and eleven begin with a vowel: l’8 marzo, dall’11 aprile, l’80%.
_FROM_A_VOWEL = r"(?:8|11) (?:gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic)|(?:8\d?|11)%"

CATALOGUE = Catalogue(
    messages={},
    months=(
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
        "novembre", "dicembre",
    ),
    short_months=("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"),
    weekdays=("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    short_weekdays=("lun", "mar", "mer", "gio", "ven", "sab", "dom"),
    numbers=(
        "zero", "un", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici",
    ),
    group=".",
    decimal=",",
    and_length=" e ",
    first_day="1º",
    drops_pronouns=True,
    feminine={1: "una"},
    joins=(
        (rf"l (?={_FROM_A_VOWEL})(?:(?<=\b[Dd][ae]l )|(?<=\b[Nn]el )|(?<=\b[Aa]l ))", "ll’"),
        (rf"il (?<=\bil )(?={_FROM_A_VOWEL})", "l’"),
        (r"a (?<=\ba )(?=a(?:prile|gosto)\b)", "ad "),
    ),
)  # fmt: skip

# Switzerland has the sign of a currency before the amount.
_SWITZERLAND = Region(
    messages=dict.fromkeys(("money.sign", "money.code"), "{currency} {amount}"), fields={"group": "’", "decimal": "."}
)

REGIONS = {"CH": _SWITZERLAND}

# The words of the field, in the catalogue as here:
#
# goal obiettivo, primary objective obiettivo principale, horizon breve termine and lungo termine, step passo,
# milestone tappa, habit abitudine, barrier ostacolo, solution soluzione, check-in verifica, partner partner,
# rhythm of check-ins cadenza, pace ritmo, due and deadline scadenza, fixed day data fissa, promised day data promessa,
# planned previsto, projected stimato, slack margine (`12 giorni di margine`), day off giorno libero,
# forecast previsione, odds probabilità (`80% di probabilità`), run of a forecast simulazione, finding segnalazione,
# error errore, warning avviso, hint suggerimento, occupation professione, shortlist preselezione, outlook prospettive,
# to do da fare, under way in corso, done fatto, dropped abbandonato, to tick spuntare, the road il percorso.
#
# The reader is told *tu*.
PLAN_WORDS = PlanWords(
    sections={
        "assessment": ("autovalutazione", "su di me"),
        "occupations": ("professioni", "professione", "mestieri", "lavori possibili"),
        "short": ("obiettivi a breve termine", "obiettivo a breve termine", "a breve termine", "breve termine"),
        "long": ("obiettivi a lungo termine", "obiettivo a lungo termine", "a lungo termine", "lungo termine"),
        "primary": ("obiettivo principale", "obiettivi principali"),
        "goals": ("obiettivi", "obiettivo"),
        "someday": ("un giorno", "un giorno forse", "prima o poi"),
        "checkins": ("verifiche", "verifica"),
        "notes": ("note", "appunti"),
    },
    near_sections=(
        "autovalutazione", "professioni", "obiettivi a breve termine", "obiettivi a lungo termine",
        "obiettivo principale", "obiettivi", "verifiche",
    ),
    barrier=("ostacolo",),
    solution=("soluzione",),
    why=("perché", "perchè"),
    risk=("rischio", "rischi", "impedimento", "impedimenti", "difficoltà"),
    traits={
        "values": ("valori",), "interests": ("interessi",),
        "aptitudes": ("attitudini", "capacità", "competenze", "punti di forza"),
        "personality": ("personalità",),
    },
    stage=("stato", "fase"),
    stages={
        "candidate": ("possibile", "candidata", "candidato"),
        "shortlist": ("preselezione", "preselezionata", "preselezionato"),
        "chosen": ("scelta", "scelto"),
        "dropped": ("scartata", "scartato"),
    },
    criteria={
        "duties": ("mansioni", "compiti", "attività"), "education": ("formazione", "studi"),
        "earnings": ("stipendio", "guadagno", "reddito", "retribuzione"), "outlook": ("prospettive", "sbocchi"),
        "pros": ("vantaggi", "pro"), "cons": ("svantaggi", "contro"),
    },
    weight=("peso", "pesi"),
    less=(
        "costo", "costi", "spesa", "spese", "prezz", "tariff", "tassa", "tasse", "retta", "rette", "debit", "mutuo",
        "mutui", "prestit", "tragitt", "pendolar", "distanz", "stress", "rischi", "pericol", "straordinar",
        "disoccupazion", "svantagg",
    ),
    not_less=(
        "basso", "bassa", "bassi", "basse", "poco", "poca", "pochi", "poche", "meno", "ridotto", "ridotta", "ridotti",
        "ridotte", "senza", "nessun", "nessuna", "gratuito", "gratuita", "tolleranza", "resistenza", "resilienza",
        "protezione", "controllo", "risparmio", "rimborso", "indennità", "propensione",
    ),
    compounds=False,
    adverbs={
        "day": ("quotidiano", "quotidiana", "giornaliero", "giornaliera"), "week": ("settimanale",),
        "month": ("mensile",),
    },
    units={"day": ("giorno", "giorni"), "week": ("settimana", "settimane"), "month": ("mese", "mesi")},
    every=("ogni", "tutti i", "tutte le"),
    on_day=("di", "il", "la"),
    never=("nessuno", "mai"),
    hours=("ora", "ore"),
    per=("per", "a"),
    and_=("e", "ed"),
    beside_names=(
        "signor", "signora", "sig", "dott", "dottoressa", "mio", "mia", "miei", "mie", "nostro", "nostra", "il", "lo",
        "la", "gli", "le", "un", "una", "di", "del", "della", "dei", "ed", "con",
    ),
    placeholders=(
        "author: Il tuo nome",
        "partner: Una persona di cui ti fidi",
        "partner: Una persona con cui studi",
        "partner: Una persona che chiede come va",
        "partner: Una persona che lo vuole vedere finito",
        "Da quello che faccio a quello che voglio fare",
        "Quello che voglio realizzare",
        "Perché: una o due frasi che vorrai leggere in una giornata storta.",
        "Perché: una o due frasi che vorrai leggere nell’ultima settimana.",
        "Quello che cerco, in una frase. Quello che non voglio fare, in un’altra.",
        "Che cos’è, e chi ne sarà contento.",
        "Valori: che cosa non deve mancare nel tuo lavoro",
        "Interessi: quello che leggi senza che nessuno te lo chieda",
        "Attitudini: per che cosa gli altri si rivolgono a te",
        "Personalità: come lavori meglio",
        "Quella che scelgo",
        "La seconda scelta",
        "Tutt’altra direzione",
        "Una che ho guardato",
        "una giornata tipo",
        "che cosa ci vuole",
        "che cosa parla a favore",
        "che cosa parla contro",
        "Quello che vuoi imparare dopo",
        "Che cosa potrebbe fare una seconda versione",
        "Quello che voglio dopo ~1y",
    ),
)  # fmt: skip
