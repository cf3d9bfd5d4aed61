"""Spanish: the names of its days and numbers, and the words that are read in a plan."""

from __future__ import annotations

from plainplan.words.reading import PlanWords
from plainplan.words.speech import Catalogue, Region

CATALOGUE = Catalogue(
    messages={},
    months=(
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
        "diciembre",
    ),
    short_months=("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"),
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    short_weekdays=("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
    numbers=("cero", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"),
    group=".",
    decimal=",",
    group_from=10_000,
    feminine={1: "una"},
    and_length=" y ",
    drops_pronouns=True,
    joins=((r"y (?<=\by )(?=[Hh]?[IiÍí](?![aeo]))", "e "),),
)  # fmt: skip

# The sign before the amount in America; from Mexico to Peru a comma between thousands, and in all numbers.
_SIGN_FIRST = {"money.sign": "{currency}{amount}"}
_SOUTH = Region(messages=_SIGN_FIRST, fields={"group_from": 1_000})
_NORTH = Region(messages=_SIGN_FIRST, fields={"group": ",", "decimal": ".", "group_from": 1_000})

REGIONS = {
    **dict.fromkeys(("AR", "BO", "CL", "CO", "CR", "EC", "PY", "UY", "VE"), _SOUTH),
    **dict.fromkeys(("419", "DO", "GT", "HN", "MX", "NI", "PA", "PE", "PR", "SV", "US"), _NORTH),
}

# Which words stand for what, here and in the catalogue:
# goal meta, step paso, barrier obstáculo, solution solución, check-in revisión, horizon plazo (a corto, a largo plazo),
# primary objective objetivo principal, slack margen, finding observación (error, advertencia, sugerencia), partner
# acompañante, milestone hito, habit hábito, deadline and due fecha límite (vence el …), fixed day fecha fija, day off
# día libre, promised prometido, planned planeado, projected previsto, forecast pronóstico, odds probabilidad,
# occupation profesión, candidate candidata, shortlist finalista, chosen elegida, dropped descartado, outlook (of work)
# perspectivas, pace ritmo, rhythm frecuencia, length duración, late con retraso, to do por hacer, open pendiente,
# under way en curso, done hecho, tag etiqueta, front matter cabecera, check-box casilla.
PLAN_WORDS = PlanWords(
    sections={
        "assessment": ("autoevaluación", "sobre mí"),
        "occupations": ("profesiones", "ocupaciones", "opciones"),
        "short": ("metas a corto plazo", "meta a corto plazo", "objetivos a corto plazo", "a corto plazo"),
        "long": ("metas a largo plazo", "meta a largo plazo", "objetivos a largo plazo", "a largo plazo"),
        "primary": ("objetivo principal", "objetivos principales", "meta principal", "metas principales"),
        "goals": ("metas", "objetivos"),
        "someday": ("algún día", "algún día/quizás"),
        "checkins": ("revisiones", "revisión", "seguimiento"),
        "notes": ("notas",),
    },
    near_sections=(
        "autoevaluación", "profesiones", "ocupaciones", "metas a corto plazo", "metas a largo plazo",
        "objetivo principal", "meta principal", "revisiones", "seguimiento",
    ),
    barrier=("obstáculo", "barrera"),
    solution=("solución",),
    why=("por qué", "por que", "motivo"),
    risk=("riesgo", "riesgos"),
    traits={
        "values": ("valores",), "interests": ("intereses",), "aptitudes": ("aptitudes", "capacidades", "fortalezas"),
        "personality": ("personalidad",),
    },
    stage=("fase", "etapa", "estado"),
    stages={
        "candidate": ("candidata", "candidato"), "shortlist": ("finalista", "preseleccionada", "preseleccionado"),
        "chosen": ("elegida", "elegido"), "dropped": ("descartada", "descartado"),
    },
    criteria={
        "duties": ("tareas", "funciones"), "education": ("formación", "estudios"),
        "earnings": ("ingresos", "sueldo", "salario"), "outlook": ("perspectivas", "salidas"),
        "pros": ("ventajas", "a favor"), "cons": ("desventajas", "inconvenientes", "en contra"),
    },
    weight=("peso", "pesos"),
    less=(
        "coste", "costo", "precio", "gasto", "cuota", "matrícula", "deuda", "préstamo", "desplazamiento", "distancia",
        "estrés", "riesgo", "peligro", "agotamiento", "desempleo", "paro",
        "inconveniente", "desventaja",
    ),
    not_less=(
        "bajo", "baja", "poco", "poca", "sin", "no", "gratis", "tolerancia", "resistencia", "resiliencia", "protección",
        "control", "ahorro", "cobertura", "reembolso", "ayuda",
    ),
    compounds=False,
    adverbs={
        "day": ("diario", "diaria", "diariamente"), "week": ("semanal", "semanalmente"),
        "month": ("mensual", "mensualmente"),
    },
    units={"day": ("día", "días"), "week": ("semana", "semanas"), "month": ("mes", "meses")},
    every=("cada", "todos los", "todas las"),
    on_day=("en", "el", "los"),
    never=("ninguno", "nunca"),
    hours=("h", "hora", "horas"),
    per=("por", "a la", "a"),
    and_=("y", "e"),
    beside_names=(
        "señor", "señora", "sr", "sra", "don", "doña", "mi", "mis", "nuestro", "nuestra", "el", "la", "los", "las",
        "un", "una", "de", "del", "y", "e",
    ),
    placeholders=(
        "author: Tu nombre",
        "partner: Alguien de confianza",
        "partner: Alguien con quien estudias",
        "partner: Alguien que pregunta cómo va",
        "partner: Alguien que quiere verlo terminado",
        "De lo que hago a lo que quiero hacer",
        "Lo que quiero crear",
        "Por qué: una o dos frases que querrás leer en un mal día.",
        "Por qué: una o dos frases que querrás leer la última semana.",
        "Lo que busco, en una frase. Lo que no haré, en otra.",
        "Qué es y quién se alegrará de tenerlo.",
        "Valores: lo que tu trabajo tiene que respetar",
        "Intereses: sobre qué lees sin que nadie te lo pida",
        "Aptitudes: para qué te buscan los demás",
        "Personalidad: cómo trabajas mejor",
        "La que elijo",
        "La segunda mejor",
        "Una dirección muy distinta",
        "Algo que miré",
        "un día en ella",
        "qué hace falta",
        "lo que la favorece",
        "lo que la perjudica",
        "Lo que te gustaría aprender después",
        "Lo que podría hacer una segunda versión",
        "Lo siguiente que quiero ~1y",
    ),
)  # fmt: skip
