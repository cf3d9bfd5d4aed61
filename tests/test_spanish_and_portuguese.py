"""What Spanish and Portuguese say otherwise than English: no pronouns, feminine numbers, the first of a month."""

from __future__ import annotations

from datetime import date

import pytest

from compiling import compiled
from plainplan.lower.calendar_words import read_review, read_workdays
from plainplan.prose import plain
from plainplan.source import Span
from plainplan.syntax.document import Scalar
from plainplan.values import Rhythm
from plainplan.view import build_view
from plainplan.view.context import sentence, spelled
from plainplan.view.parts import GoalView
from plainplan.words import words_for

PLAN = "---\nlang: {lang}\nstart: 2026-11-01\n---\n# A\n\n{why}: b c.\n\n## Goals\n\n### G ~3m\n\n- [ ] s ~2w\n"


@pytest.mark.parametrize(
    ("lang", "why", "says"),
    [
        ("es", "Por qué", "Empieza el 1 nov 2026 porque "),
        ("pt", "Por quê", "Começa em 1º nov 2026 porque "),
        ("pt-BR", "Motivo", "Começa em 1º nov 2026 porque "),
    ],
)
def test_a_reason_begins_with_its_verb(lang: str, why: str, says: str) -> None:
    view = build_view(compiled(PLAN.format(lang=lang, why=why)))
    assert plain(view.masthead.why) == "b c."
    (goal,) = (part for group in view.goals for part in group.parts if isinstance(part, GoalView))
    assert goal.why.startswith(says)


def test_weeks_are_feminine_and_days_are_not() -> None:
    spanish, portuguese = words_for("es"), words_for("pt")
    assert [portuguese.about(days) for days in (1, 2, 14, 61)] == ["um dia", "dois dias", "duas semanas", "dois meses"]
    assert (portuguese.about(0), spanish.about(7)) == ("nenhum dia", "una semana")
    assert [spelled(portuguese, length) for length in ("2 semanas", "2 horas", "2 dias")] == [
        "duas semanas", "duas horas", "dois dias",
    ]  # fmt: skip


def test_questions_begin_with_a_capital_behind_their_mark() -> None:
    assert sentence("¿cuál sería el primero?") == "¿Cuál sería el primero?"


def test_y_is_e_before_its_own_sound() -> None:
    spanish = words_for("es")
    assert [spanish.listed(("Ana", name)) for name in ("Inés", "Hilda", "Yolanda", "hielo")] == [
        "Ana e Inés", "Ana e Hilda", "Ana y Yolanda", "Ana y hielo",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "text", "rhythm"),
    [
        ("es", "cada semana", ("week", 1, None)),
        ("es", "cada 2 semanas", ("week", 2, None)),
        ("es", "todos los domingos", ("week", 1, 6)),
        ("es", "semanal los viernes", ("week", 1, 4)),
        ("pt", "a cada 2 semanas", ("week", 2, None)),
        ("pt", "toda sexta-feira", ("week", 1, 4)),
        ("pt", "todas as segundas", ("week", 1, 0)),
        ("pt", "semanal no domingo", ("week", 1, 6)),
    ],
)
def test_rhythms_are_read(lang: str, text: str, rhythm: tuple[object, ...]) -> None:
    found = read_review([Scalar(text, Span(0, len(text)))], lang)
    assert isinstance(found, Rhythm)
    assert (found.unit, found.count, found.weekday) == rhythm


def test_days_with_a_hyphen_in_their_names_are_days() -> None:
    text = "segunda-feira, qua-sex"
    assert read_workdays([Scalar(text, Span(0, len(text)))], "pt") == (0, 2, 3, 4)


def test_the_first_of_a_month() -> None:
    first = date(2027, 1, 1).toordinal()
    assert words_for("pt").date(first, "long") == "1º de janeiro de 2027"
    assert words_for("es").date(first, "long") == "1 de enero de 2027"
