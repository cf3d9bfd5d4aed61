"""Pictures beside a plan: which of them may be shown, and why others are not."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from plainplan.checks.ignore import of_folder
from plainplan.checks.picture_not_shown import not_shown
from plainplan.compile import Compilation, in_order
from plainplan.errors import FileTrouble
from plainplan.folder_settings import template_in
from plainplan.messages import msg
from plainplan.project.paths import file_inside, real_path
from plainplan.project.plan_file import PlanFile
from plainplan.project.trouble import reason_of

if TYPE_CHECKING:
    from plainplan.render import Options

LARGEST_PICTURE = 2 * 1024 * 1024


def output_options(plan: PlanFile, template: str | None, paper: str | None) -> Options:
    """The options for rendering a plan, with a loader of pictures in the plan's folder and below; without a `template`
    the look is the one of its folder's settings."""
    from plainplan.render import Options  # to check a plan needs none

    if plan.path is None:
        return Options(template or "default", paper)
    folder = Path(real_path(plan.path)).parent
    return Options(template or template_in(str(folder)) or "default", paper, partial(_picture, folder))


def told_of_pictures(plan: PlanFile, compilation: Compilation) -> Compilation:
    """A plan with the findings about pictures beside it that cannot be shown."""
    if plan.path is None or compilation.is_unmerged:
        return compilation
    why_not = partial(_why_not_shown, Path(real_path(plan.path)).parent)
    found = not_shown(compilation.document, compilation.plan, why_not)
    found = of_folder(compilation.defaults, found) if found else ()
    return compilation._replace(diagnostics=in_order((*compilation.diagnostics, *found))) if found else compilation


def _picture(folder: Path, address: str) -> bytes | None:
    """The bytes of a picture in the folder or below; None if it is not there, elsewhere, or too large."""
    try:
        return _picture_file(folder, address).read_bytes()
    except (OSError, ValueError, FileTrouble):
        return None


def _why_not_shown(folder: Path, address: str) -> str:
    """Why a picture becomes a link in page and PDF: empty where it is shown, and for web addresses (always links)."""
    from plainplan.render.markup import is_on_the_web, kind_of_picture, safe_url

    local = safe_url(address)
    if local is None or local.startswith("#"):
        return msg("that is no address of a file")
    if is_on_the_web(local):
        return ""
    try:
        with _picture_file(folder, local).open("rb") as file:
            if kind_of_picture(file.read(16)):
                return ""
    except FileTrouble as trouble:
        return trouble.text
    except (OSError, ValueError) as error:
        return reason_of(error)
    return msg("it is none of PNG, JPEG, GIF and WebP")


def _picture_file(folder: Path, address: str) -> Path:
    """The file of a picture that may be shown; else a `FileTrouble` that says why not."""
    from urllib.parse import unquote

    return file_inside(folder, unquote(address), LARGEST_PICTURE, msg("a picture"))


def picture_trouble(plan: PlanFile, address: str) -> str:
    """Why a picture that a plan names cannot be shown; empty where it can."""
    return "" if plan.path is None else _why_not_shown(Path(real_path(plan.path)).parent, address)
