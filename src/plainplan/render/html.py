"""A plan as one self-contained page: the view through a look's templates, which run in a sandbox."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plainplan.compile import Compilation
from plainplan.errors import TemplateTrouble
from plainplan.render import Options
from plainplan.render.assets import templates_dir
from plainplan.render.compiled import cache_folder
from plainplan.render.kept import by_goal, made_anew
from plainplan.render.looks import font_face, font_files, look_folders
from plainplan.render.markup import LoadImage, capitalised, inline_html, prose_html, safe_url
from plainplan.view import PlanView, build_view
from plainplan.view.record import Record

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment

PAGE = "page.html"
RECORD = "record.html"


def render_html(compilation: Compilation, options: Options | None = None) -> str:
    """The page of a plan."""
    options = options or Options()
    view = build_view(compilation, options.forecast)
    if options.pieces:
        options.pieces.begin((view.labels, view.lang, view.writer_lang))
    return render_template(
        PAGE, view, options, fonts=_font_css(options.template, letters_of(compilation)), curve=options.history
    )


def letters_of(compilation: Compilation) -> str:
    """Every letter that may come from outside: fonts are chosen by them."""
    return compilation.source.text + compilation.source.file


def render_template(name: str, view: PlanView, options: Options, **more: object) -> str:
    """One template of a look, with the view as `plan`."""
    foreign = "" if view.writer_lang == view.lang else view.writer_lang
    return _rendered(name, options, foreign, plan=view, t=view.labels, **more)


def render_record(record: Record, options: Options | None = None) -> str:
    """A page beside the plan's: a diff, a history, a note."""
    return _rendered(RECORD, options or Options(), "", record=record)


def _rendered(name: str, options: Options, foreign: str, **values: object) -> str:
    import jinja2

    folders = look_folders(options.template)
    environment = _environment(folders)
    filters = _callables(folders, options, foreign)
    try:
        return environment.get_template(name).render(**values, **filters)
    except jinja2.TemplateNotFound as missing:
        raise TemplateTrouble(f"the look `{options.template}` has no template `{missing.name}`") from missing
    except jinja2.TemplateSyntaxError as wrong:
        raise TemplateTrouble(f"{wrong.filename or name}:{wrong.lineno}: {wrong.message}") from wrong
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, RecursionError, MemoryError) as wrong:
        raise TemplateTrouble(f"the template `{name}` of `{options.template}` does not work: {wrong}") from wrong


@lru_cache(maxsize=4)
def _environment(folders: tuple[str, ...]) -> Environment:
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class InsideLoader(jinja2.FileSystemLoader):
        """Templates by name; a link that leads out of its folder is not followed."""

        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
            source, path, uptodate = super().get_source(environment, template)
            real = Path(path).resolve()
            if not any(real.is_relative_to(Path(folder).resolve()) for folder in self.searchpath):
                raise jinja2.TemplateNotFound(template)
            return source, path, uptodate

    class Sandbox(ImmutableSandboxedEnvironment):
        """Asks once for each of our types and names whether a template may look: fields hold nothing that acts."""

        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            self.fields: set[tuple[type, str]] = set()

        def getattr(self, obj: Any, attribute: str) -> Any:
            field = (type(obj), attribute)
            if field in self.fields:
                return getattr(obj, attribute)
            found = super().getattr(obj, attribute)
            if _is_field(obj, attribute):
                self.fields.add(field)
            return found

    return Sandbox(
        loader=InsideLoader(list(folders)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_kept_templates(),
    )


def _is_field(obj: Any, name: str) -> bool:
    """Whether it is a value in one of our own records, and so the same for all of its kind."""
    fields: Any = getattr(type(obj), "__dataclass_fields__", None) or getattr(type(obj), "_fields", ())
    return type(obj).__module__.startswith("plainplan.") and name in fields and not name.startswith("_")


def _kept_templates() -> BytecodeCache | None:
    """Templates compiled by earlier runs; what cannot be kept is compiled again next time."""
    import jinja2
    from jinja2.bccache import Bucket

    class Kept(jinja2.FileSystemBytecodeCache):
        def dump_bytecode(self, bucket: Bucket) -> None:
            with suppress(OSError):
                super().dump_bytecode(bucket)

    folder = cache_folder()
    return None if folder is None else Kept(str(folder), "%s.template")


def _callables(folders: tuple[str, ...], options: Options, foreign: str) -> dict[str, Any]:
    """All that templates may call, with pieces kept from the last time where there are any."""
    pieces = options.pieces
    if pieces is None or _has_own_templates(folders):
        return _filters(options.load_image, foreign)
    asked = 0

    def counted(address: str) -> bytes | None:
        nonlocal asked
        asked += 1
        return options.load_image(address) if options.load_image else None

    return _filters(counted, foreign) | {"kept": lambda make, shown: pieces.piece(make, shown, lambda: asked)}


def _has_own_templates(folders: tuple[str, ...]) -> bool:
    """Whether a look brings templates: then a piece of its page may show more than what it is made of."""
    own = [Path(folder) for folder in folders if Path(folder) != templates_dir() / "default"]
    return any(path.suffix == ".html" for folder in own for path in folder.iterdir())


def _filters(load_image: LoadImage | None, foreign: str) -> dict[str, Any]:
    """What templates may call: the writer's prose as safe HTML, and a check for addresses. The writer's words bear
    their language where it is `foreign` to the page; `said` is for words that are not the writer's."""
    from markupsafe import Markup

    def own(html: str) -> Markup:
        return Markup(f'<span lang="{foreign}">{html}</span>' if foreign and html else html)

    return {
        "kept": made_anew,
        "by_goal": by_goal,
        "inline": lambda words: own(inline_html(words, load_image)),
        "cap": lambda words: own(inline_html(capitalised(words), load_image)),
        "words": lambda words: own(inline_html(words, load_image, links=False)),
        "said": lambda words: Markup(inline_html(words, load_image)),
        "prose": lambda blocks, level=3: Markup(prose_html(blocks, load_image, level=level, lang=foreign)),
        "safe_url": lambda address: safe_url(address) or "",
        "dated": Markup(f' lang="{foreign}"') if foreign else "",
    }


def _font_css(look: str, text: str) -> Any:
    from markupsafe import Markup

    return Markup("".join(font_face(file) for file in font_files(look, "page", text)))
