"""A plan as a PDF for paper: the print template laid out by WeasyPrint, which may fetch nothing but our own fonts."""

from __future__ import annotations

import re
from typing import Any

from plainplan.compile import Compilation
from plainplan.render import Options
from plainplan.render.html import font_files, render_template, scripts_in
from plainplan.render.pdf_layout import SCHEME
from plainplan.render.pdf_press import press, start
from plainplan.view import PlanView, build_view
from plainplan.view.parts import GoalView

PRINT = "print.html"

_MOST_SPACED = 40
"""Up to so many steps each has its dates in a column of their own; more stand closer, dates in their line."""

_MARKS = ("marks.ttf", "Plainplan Marks", "normal", 400)
"""Boxes as letters: a drawing for each costs more than the step's words."""


def render_pdf(compilation: Compilation, options: Options | None = None) -> bytes:
    """The PDF of a plan: the same plan and day give the same bytes."""
    options = options or Options()
    start()
    view = build_view(compilation, options.forecast)
    scripts = scripts_in(compilation.source.text + compilation.source.file)
    text = render_template(
        PRINT,
        view,
        options,
        fonts=_font_css(scripts),
        paper=options.paper or view.paper,
        pages=_page_words(view.labels["page of"]),
        dense=_steps(view) > _MOST_SPACED,
    )
    return press(only_used_anchors(text), options.progress)


def _steps(view: PlanView) -> int:
    goals = [part for group in view.goals for part in group.parts if isinstance(part, GoalView)]
    return sum(len(part.steps) for goal in goals for part in goal.parts)


def only_used_anchors(text: str) -> str:
    """The document without the anchors that no link leads to: each one costs as much as a line of text."""
    used = {match[1] for match in re.finditer(r'href="#([^"]*)"', text)}
    return re.sub(r' id="([^"]*)"', lambda match: match[0] if match[1] in used else "", text)


def _page_words(message: str) -> tuple[str, str, str]:
    """`Page {page} of {pages}` as what stands before, between and after the numbers."""
    before, _, rest = message.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return before, between, after


def _font_css(scripts: tuple[str, ...]) -> Any:
    from markupsafe import Markup

    return Markup(
        "".join(
            f'@font-face{{font-family:"{family}";font-style:{style};font-weight:{weight};src:url({SCHEME}{plain_file(file)})}}\n'
            for file, family, style, weight in (*font_files(scripts), _MARKS)
        )
    )


def plain_file(file: str) -> str:
    """A font's file that needs no unpacking, which takes longer than the page."""
    return file.replace(".woff2", ".ttf")
