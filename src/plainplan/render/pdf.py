"""A plan as a PDF for paper: the print template laid out by WeasyPrint, which may fetch nothing but our own fonts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from plainplan.compile import Compilation
from plainplan.errors import TemplateTrouble
from plainplan.render.html import PRINT, letters_of, render_template
from plainplan.render.looks import FontFile, built_in_looks, font_face, font_files, scripts_in
from plainplan.render.options import Options
from plainplan.render.pdf_layout import SCHEME
from plainplan.render.pdf_worker import press, start, warm_up
from plainplan.render.pictures import Pictures
from plainplan.view import PlanView, build_view
from plainplan.view.anchors import anchors_of
from plainplan.view.parts import GoalView

_LONG_WORD = 24
"""Words up to that long fit wherever they stand; longer ones may break where their line is full."""

_RULES = "-=_*|:"
"""What lines across a text and a table are drawn with, which are no words."""

_MOST_AIRY = 12
"""More steps than that stand a little closer, so that a plan of twenty has four pages."""

_MOST_SPACED = 40
"""Up to so many steps each has its dates in a column of their own; more stand closer, dates in their line."""


_TAKES_TIME = 300
"""From so many goals and steps on, the document takes longer to make than its layout to warm up."""


def render_pdf(compilation: Compilation, options: Options | None = None) -> bytes:
    """The PDF of a plan: the same plan and day give the same bytes."""
    return _pressed(compilation, options or Options(), lambda text: text)


def render_sheet(compilation: Compilation, options: Options | None = None) -> bytes:
    """The check-in sheet of a plan alone, on one page with its title, for printing those of a whole group."""
    options = options or Options()
    look = options.template if options.template not in built_in_looks() else "default"  # which has one
    return _pressed(compilation, options._replace(template=look, forecast=None), sheet_alone)


def sheet_alone(text: str) -> str:
    """Of a plan's document the sheet at its end, under the plan's own first line and title."""
    body, sheet = _BODY.search(text), text.find('<section class="sheet">')
    if body is None or sheet < 0:
        raise TemplateTrouble('this look has no check-in sheet: its `print.html` lacks `<section class="sheet">`')
    top, title = _TOP.search(text, body.end()), _TITLE.search(text, body.end())
    head = (top[0] if top else "") + (f'<p class="lede">{title[1]}</p>' if title else "")
    start = text[: body.end()].replace("</style>", ".sheet{break-before:auto}</style>", 1)
    return f"{start}\n{head}\n{text[sheet:]}"


_BODY = re.compile(r"<body[^>]*>")
_TOP = re.compile(r'<p class="top">.*?</p>', re.DOTALL)
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


def _pressed(compilation: Compilation, options: Options, cut: Callable[[str], str]) -> bytes:
    """What is left of a plan's document after a cut, as a PDF."""
    options = options._replace(anchors=anchors_of(compilation))
    if len(compilation.plan.things) > _TAKES_TIME:
        warm_up()
    else:
        start()
    view = build_view(compilation, options.forecast, options.paper or compilation.plan.settings.paper, options.template)
    letters = letters_of(compilation)
    pictures = Pictures(options.load_image)
    text = render_template(
        PRINT,
        view,
        options,
        pictures,
        fonts=_font_css(options.template, letters),
        parts=tuple(script.title() for script in scripts_in(letters)),
        paper=view.paper,
        long_words=any(len(word) > _LONG_WORD and word.strip(_RULES) for word in letters.split()),
        pages=_page_words(view.labels["page of"]),
        dense=_steps(view) > _MOST_SPACED,
        snug=_steps(view) > _MOST_AIRY,
    )
    made = press(with_breaks(only_used_anchors(cut(text))), options.progress, pictures.by_address)
    if made.unprinted and options.unprinted:
        options.unprinted(made.unprinted)
    return made.pdf


def _steps(view: PlanView) -> int:
    goals = [part for group in view.goals for part in group.parts if isinstance(part, GoalView)]
    return sum(len(part.steps) for goal in goals for part in goal.parts)


def only_used_anchors(text: str) -> str:
    """The document without the anchors that no link leads to: each one costs as much as a line of text."""
    used = {match[1] for match in re.finditer(r'href="#([^"]*)"', text)}
    return re.sub(
        r'<a id="([^"]*)"></a>| id="([^"]*)"', lambda match: match[0] if (match[1] or match[2]) in used else "", text
    )


def with_breaks(text: str) -> str:
    """The document with places in very long words where a line may end: many in a table, whose columns are as wide
    as what cannot be broken in them."""
    head, end, body = text.partition("</style>")
    cells = _CELLS.sub(lambda cell: _broken(cell[0], _SHORT_PIECE), body)
    return head + end + _broken(cells, _PIECE)


def _broken(html: str, piece: re.Pattern[str]) -> str:
    def pieces(word: re.Match[str]) -> str:
        return _APART.sub("\\g<0><span></span>", piece.sub("\\g<0>\u200b", word[0]))

    return _TEXTS.sub(lambda text: _WORD.sub(pieces, text[0]), html)


_CELLS = re.compile(r"<t[dh][ >].*?</t[dh]>", re.DOTALL)
_TEXTS = re.compile(r">[^<]*[^\s<>]{25}[^<]*<")
_WORD = re.compile(r"[^\s<>\u200b]{25,}")
_PIECE = re.compile(r"[^\s<>&;]{24}(?=[^\s<>&;])")
_APART = re.compile(r"(?:[^\u200b]{,24}\u200b){40}")  # a text by itself: each of its lines takes all that follows
_SHORT_PIECE = re.compile(r"[^\s<>&;]{10}(?=[^\s<>&;])")


def _page_words(message: str) -> tuple[str, str, str]:
    """`Page {page} of {pages}` as what stands before, between and after the numbers."""
    before, _, rest = message.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return before, between, after


def _font_css(look: str, text: str) -> Any:
    """Our own fonts by their address, since the layout reads them where they are; a user's in themselves."""
    from markupsafe import Markup

    files = font_files(look, "print", text)
    return Markup("".join(font_face(file, address_of(file) if file.is_ours else "") for file in files))


def address_of(file: FontFile) -> str:
    return f"{SCHEME}{file.path.parent.parent.name}/{file.path.name}"
