"""French: the names of its days and numbers, and the words that are read in a plan."""

from __future__ import annotations

from plainplan.words.reading import PlanWords
from plainplan.words.speech import Catalogue, Region

CATALOGUE = Catalogue(
    messages={},
    months=(
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ),
    short_months=(
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
    ),
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    short_weekdays=("lun", "mar", "mer", "jeu", "ven", "sam", "dim"),  # their full stop is in the messages
    numbers=(
        "aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    ),
    group="\u202f",
    decimal=",",
    and_length=" et ",
    first_day="1er",
    feminine={0: "aucune", 1: "une"},
    joins=((r"\.\.(?<=[^\W\d]\.\.)(?=\s|$)", "."),),  # a month with its full stop at the end of a sentence
    colon="\u00a0:",
    semicolon="\u202f;",
)  # fmt: skip

# Canada has a gap before the colon, and none before the other signs.
_CANADA = Region(
    letters=(("\u202f;", ";"), ("\u202f!", "!"), ("\u202f?", "?"), ("\u202f%", "\u00a0%")),
    fields={"semicolon": ";"},
)

REGIONS = {"CA": _CANADA}

# The words of the field, in the catalogue as here:
#
# goal objectif, primary objective objectif principal, horizon court terme and long terme, step étape,
# milestone jalon, habit habitude, barrier obstacle, solution solution, check-in bilan, partner partenaire,
# rhythm of check-ins fréquence, pace rythme, due échéance, deadline of the plan date limite, fixed day date fixe,
# promised day date promise, planned prévu, projected estimé, slack marge (`12 jours de marge`), day off jour de congé,
# forecast prévision, odds chances (`80 % de chances`), run of a forecast simulation, finding remarque,
# error erreur, warning avertissement, hint conseil, occupation métier, shortlist présélection, outlook perspectives,
# to do à faire, under way en cours, done fait, dropped abandonné, to tick cocher, the road le parcours.
#
# The reader is told *vous*.
PLAN_WORDS = PlanWords(
    sections={
        "assessment": ("auto-évaluation", "à propos de moi"),
        "occupations": ("métiers", "métier", "professions", "pistes de métiers"),
        "short": ("objectifs à court terme", "objectif à court terme", "à court terme", "court terme"),
        "long": ("objectifs à long terme", "objectif à long terme", "à long terme", "long terme"),
        "primary": ("objectif principal", "objectifs principaux", "but principal"),
        "goals": ("objectifs", "objectif", "buts"),
        "someday": ("un jour", "un jour peut-être", "plus tard peut-être"),
        "checkins": ("bilans", "bilan", "points d’étape"),
        "notes": ("notes", "note"),
    },
    near_sections=(
        "auto-évaluation", "métiers", "professions", "objectifs à court terme", "objectifs à long terme",
        "objectif principal", "objectifs",
    ),
    barrier=("obstacle",),
    solution=("solution",),
    why=("pourquoi",),
    risk=("risque", "risques", "frein", "freins", "difficulté", "difficultés"),
    traits={
        "values": ("valeurs",), "interests": ("intérêts", "centres d’intérêt"),
        "aptitudes": ("aptitudes", "compétences", "points forts", "talents"),
        "personality": ("personnalité",),
    },
    stage=("statut", "état"),
    stages={
        "candidate": ("envisagé", "envisagée", "candidat"),
        "shortlist": ("présélection", "présélectionné", "présélectionnée"),
        "chosen": ("choisi", "choisie", "retenu", "retenue"),
        "dropped": ("écarté", "écartée", "abandonné", "abandonnée"),
    },
    criteria={
        "duties": ("tâches", "missions", "activités"), "education": ("formation", "études"),
        "earnings": ("salaire", "revenus", "revenu", "rémunération"), "outlook": ("perspectives", "débouchés"),
        "pros": ("avantages", "atouts"), "cons": ("inconvénients",),
    },
    weight=("poids", "pondération"),
    less=(
        "coût", "frais", "prix", "tarif", "dépense", "dette", "endettement", "emprunt", "prêt", "trajet", "transport",
        "distance", "éloignement", "stress", "risque", "danger", "pénibilité", "chômage", "inconvénient", "surmenage",
    ),
    not_less=(
        "faible", "faibles", "bas", "peu", "moins", "réduit", "réduits", "sans", "aucun", "aucune", "gratuit",
        "gratuits", "tolérance", "résistance", "résilience", "protection", "maîtrise", "économie", "économies",
        "remboursement", "remboursés", "indemnité", "prime", "goût",
    ),
    compounds=False,
    adverbs={
        "day": ("quotidien", "quotidienne", "quotidiennement"), "week": ("hebdomadaire", "hebdo"),
        "month": ("mensuel", "mensuelle", "mensuellement"),
    },
    units={"day": ("jour", "jours"), "week": ("semaine", "semaines"), "month": ("mois",)},
    every=("chaque", "tous les", "toutes les"),
    on_day=("le",),
    never=("aucun", "jamais"),
    hours=("heure", "heures"),
    per=("par",),
    and_=("et",),
    beside_names=(
        "monsieur", "madame", "mademoiselle", "mme", "mlle", "mon", "ma", "mes", "notre", "nos", "le", "la", "les",
        "un", "une", "de", "du", "des", "et", "avec",
    ),
    placeholders=(
        "author: Votre nom",
        "partner: Une personne de confiance",
        "partner: La personne avec qui vous étudiez",
        "partner: Quelqu’un qui demande des nouvelles",
        "partner: Quelqu’un qui veut le voir fini",
        "De ce que je fais à ce que je veux faire",
        "Ce que je veux réaliser",
        "Pourquoi : une ou deux phrases que vous aurez envie de lire un jour sans.",
        "Pourquoi : une ou deux phrases que vous aurez envie de lire la dernière semaine.",
        "Ce que je cherche, en une phrase. Ce que je ne veux pas faire, en une autre.",
        "Ce que c’est, et à qui cela fera plaisir.",
        "Valeurs : ce que votre travail doit respecter",
        "Intérêts : ce que vous lisez sans qu’on vous le demande",
        "Aptitudes : ce pour quoi on vient vous voir",
        "Personnalité : comment vous travaillez le mieux",
        "Celui que je choisis",
        "Le deuxième meilleur",
        "Une tout autre voie",
        "Un que j’ai regardé",
        "une journée type",
        "ce qu’il faut pour y arriver",
        "ce qui parle pour",
        "ce qui parle contre",
        "Ce que vous aimeriez apprendre ensuite",
        "Ce que pourrait faire une deuxième version",
        "Ce que je veux ensuite ~1y",
    ),
)  # fmt: skip
