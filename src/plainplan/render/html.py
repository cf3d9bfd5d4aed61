"""A plan as one self-contained page: the view through a look's templates, which run in a sandbox."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plainplan.compile import Compilation
from plainplan.errors import TemplateTrouble
from plainplan.pattern import pattern
from plainplan.prose import capitalised
from plainplan.render.assets import templates_dir
from plainplan.render.fragment_cache import by_goal, made_anew
from plainplan.render.looks import font_face, font_files, look_folders
from plainplan.render.markup import CutTable, ShowPicture, inline_html, led, prose_html, safe_url
from plainplan.render.options import Options
from plainplan.render.pictures import Pictures
from plainplan.typography import marks_of, printed_html
from plainplan.view import PlanView, build_view
from plainplan.view.anchors import anchors_of

if TYPE_CHECKING:
    from plainplan.view.record import Record

PAGE = "page.html"
PRINT = "print.html"
RECORD = "record.html"


def render_html(compilation: Compilation, options: Options | None = None) -> str:
    """The page of a plan."""
    return "".join(_page(compilation, options or Options()))


def encoded_html(compilation: Compilation, options: Options | None = None) -> bytes:
    """The page of a plan as bytes; as one text a long page would take twice as much memory first."""
    return b"".join([piece.encode() for piece in _page(compilation, options or Options())])


def _page(compilation: Compilation, options: Options) -> list[str]:
    """A page in pieces."""
    options = options._replace(anchors=anchors_of(compilation))
    view = build_view(compilation, options.forecast, look=options.template)
    if options.pieces:
        options.pieces.begin((view.labels, view.lang, view.writer_lang, dict(options.anchors)))
    fonts = font_css(options.template, letters_of(compilation))
    pictures = Pictures(options.load_image)
    return pictures.inlined(_pieces(PAGE, view, options, pictures, fonts=fonts, curve=options.history))


def letters_of(compilation: Compilation) -> str:
    """All text that may come from the plan: fonts are chosen by its characters."""
    return compilation.source.text + compilation.source.file


def render_template(name: str, view: PlanView, options: Options, pictures: Pictures, **more: object) -> str:
    """One template of a look, with the view as `plan`; what it shows is in `pictures`, by its addresses."""
    return "".join(_pieces(name, view, options, pictures, **more))


def _pieces(name: str, view: PlanView, options: Options, pictures: Pictures, **more: object) -> list[str]:
    return _rendered(name, options, pictures, (view.lang, view.writer_lang), plan=view, t=view.labels, **more)


def render_record(record: Record, options: Options | None = None, *, fonts: bool = True) -> str:
    """A page beside the plan's: a diff, a history, a note; without `fonts` a small one, for a message."""
    options = options or Options()
    pictures = Pictures(options.load_image)
    css = font_css(options.template, repr(record)) if fonts else ""
    return "".join(pictures.inlined(_rendered(RECORD, options, pictures, (record.lang,) * 2, record=record, fonts=css)))


def render_named(name: str, options: Options, **values: object) -> str:
    """Any other template of a look, with these values and no plan."""
    return "".join(_rendered(name, options, Pictures(None), ("", ""), **values))


def _rendered(name: str, options: Options, pictures: Pictures, langs: tuple[str, str], **values: object) -> list[str]:
    """A template with these values, in pieces; `langs` are the language of the page and that of the writer."""
    import jinja2

    folders = look_folders(options.template)
    from plainplan.render.environment import environment_of

    environment = environment_of(folders)
    cut: CutTable | None = None
    if name == PRINT:
        from plainplan.render.paper_tables import narrow_tables

        cut = narrow_tables
    filters = _callables(folders, options, pictures, langs, cut)
    try:
        return list(environment.get_template(name).generate(**values, **filters))
    except TemplateTrouble:
        raise
    except jinja2.TemplateNotFound as missing:
        place = _place(missing, folders)
        told = f"the look `{options.template}` has no template `{missing.name}`"
        raise TemplateTrouble(f"{place}: {told}" if place else told) from missing
    except jinja2.TemplateSyntaxError as wrong:
        raise TemplateTrouble(f"{wrong.filename or name}:{wrong.lineno}: {wrong.message}") from wrong
    except OSError as error:
        raise TemplateTrouble(f"{error.filename or name}: cannot be read: {error.strerror}") from error
    except Exception as wrong:
        if not isinstance(wrong, (jinja2.TemplateError, *_OF_TEMPLATES)) and not _has_own_templates(folders):
            raise  # a bug
        place = _place(wrong, folders) or f"the template `{name}` of `{options.template}`"
        kind = "" if isinstance(wrong, jinja2.TemplateError) else f"{type(wrong).__name__}: "
        raise TemplateTrouble(f"{place}: does not work: {kind}{wrong}") from wrong


_OF_TEMPLATES = (TypeError, ValueError, ArithmeticError, RecursionError, MemoryError)
"""What a template can bring about by itself, beside what Jinja says."""


def _place(wrong: Exception, folders: Sequence[str]) -> str:
    """The file and line of the template in which something went wrong, as Jinja notes them in the traceback."""
    place, step = "", wrong.__traceback__
    while step is not None:
        file = step.tb_frame.f_code.co_filename
        if file.startswith(tuple(f"{folder}{os.sep}" for folder in folders)):
            place = f"{file}:{step.tb_lineno}"
        step = step.tb_next
    return place


def _callables(
    folders: tuple[str, ...], options: Options, pictures: Pictures, langs: tuple[str, str], cut: CutTable | None
) -> dict[str, Any]:
    """All that templates may call, with pieces kept from the last time where there are any."""
    filters = _filters(pictures.show, langs, options.anchors, cut)
    pieces = options.pieces
    if pieces is None or _has_own_templates(folders):
        return filters
    return filters | {"kept": lambda make, shown: pieces.piece(make, shown, lambda: pictures.asked)}


def _has_own_templates(folders: tuple[str, ...]) -> bool:
    """Whether a look brings templates: then a piece of its page may show more than what it is made of."""
    own = [Path(folder) for folder in folders if Path(folder) != templates_dir() / "default"]
    try:
        return any(path.suffix == ".html" for folder in own for path in folder.iterdir())
    except OSError:  # a folder may be closed to be listed, and its templates open to be read
        return True


_TAG = pattern("<[^>]*>")
_CODE = pattern("`([^`]+)`")


def _filters(
    show: ShowPicture | None, langs: tuple[str, str], anchors: Mapping[str, str], cut: CutTable | None = None
) -> dict[str, Any]:
    """What templates may call: the writer's prose as safe HTML, with printed marks, and a check for addresses. The
    writer's words bear their language where it is foreign to the page; `said` is for words that are ours."""
    from markupsafe import Markup

    page, writer = langs
    foreign = "" if page == writer else writer
    ours, marks = marks_of(page), marks_of(writer)

    def own(html: str) -> str:
        html = printed_html(html, marks)
        in_words = foreign and any(letter.isalpha() for letter in _TAG.sub("", html))
        return safe(f'<span lang="{foreign}">{html}</span>' if in_words else html)

    def safe(html: str) -> str:
        """HTML as such. Without a tag and an escaped letter it is the same as text, which is made faster."""
        return Markup(html) if "<" in html or "&" in html else html

    return {
        "kept": made_anew,
        "by_goal": by_goal,
        "inline": lambda words: own(led(inline_html(words, show), anchors)),
        "cap": lambda words: own(led(inline_html(capitalised(words), show), anchors)),
        "words": lambda words: own(inline_html(words, show, links=False)),
        "said": lambda words: safe(printed_html(inline_html(words, show), ours)),
        "prose": lambda blocks, level=3: safe(
            printed_html(led(prose_html(blocks, show, level=level, lang=foreign, cut=cut), anchors), marks)
        ),
        "printed": lambda text: safe(printed_html(_CODE.sub(r"<code>\1</code>", escape(text)), ours)),
        "safe_url": lambda address: safe_url(address) or "",
        "dated": Markup(f' lang="{foreign}"') if foreign else "",
    }


def font_css(look: str, text: str) -> Any:
    """The fonts that a page with this text needs, as the beginning of its style."""
    from markupsafe import Markup

    return Markup("".join(font_face(file) for file in font_files(look, "page", text)))
