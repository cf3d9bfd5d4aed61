"""One plan's part of a site, made from bytes alone: its row in the overview, and its page where it has one."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b32encode
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from urllib.parse import quote

from plainplan import __version__
from plainplan.checks.ignore import of_folder
from plainplan.checks.picture_not_shown import not_shown
from plainplan.cohort.roster import folded
from plainplan.cohort.rows import DETAILS, PRIVATE, PUBLIC, Row, row_of, shows_page
from plainplan.cohort.standing import standing_of
from plainplan.companions import Companions
from plainplan.compile import Compilation, compile_bytes, in_order
from plainplan.defaults import Defaults
from plainplan.render.options import Options
from plainplan.tuples import NamedTuple

PAGES = "plans"
"""The folder of a site for the pages of plans."""


class SiteJob(NamedTuple):
    """What is the same for every plan of a site. `look` stands for the look as it is, `salt` makes pseudonyms. A look
    that `is_chosen` wins over those of folders."""

    day: date
    level: str
    template: str = "default"
    look: str = ""
    salt: bytes = b""
    is_chosen: bool = False

    @property
    def digest(self) -> str:
        """What stands for all of this; with another nothing of an earlier run is as it would be now."""
        parts = (__version__, self.day.isoformat(), self.level, self.template, self.look, str(self.is_chosen))
        return hashlib.sha256("\0".join(parts).encode() + b"\0" + self.key_of("")[:8].encode()).hexdigest()

    def key_of(self, place: str) -> str:
        """What stands for a plan by its place; without the salt nobody can tell which of a public site's it is."""
        salt = self.salt if self.level == PUBLIC else b"plan"
        return hmac.new(salt, place.encode("utf-8", "surrogateescape"), "sha256").hexdigest()[:24]

    def called(self, name: str) -> str:
        """What a person is called on the site."""
        if self.level != PUBLIC or not name:
            return name
        digest = hmac.new(self.salt, f"name {folded(name)}".encode(), "sha256").digest()
        letters = b32encode(digest).decode()[:8]
        return f"Person {letters[:4]}-{letters[4:]}"


class Picture(NamedTuple):
    """A picture that a plan names: its bytes, or why it cannot be shown."""

    data: bytes | None
    why_not: str = ""


class PlanInput(NamedTuple):
    """A plan's bytes, and those of all files that it was made with. `place` is where it lies in the folder of all
    plans, `name` what it is called in messages."""

    place: str
    name: str
    data: bytes
    companions: Companions
    defaults: Defaults
    pictures: Mapping[str, Picture]

    def digest(self, job: SiteJob) -> str:
        """What stands for all that a plan's part of the site is made from."""
        said = self.defaults._replace(name="", template=_look(self.defaults.template))
        found = hashlib.sha256(f"{job.digest}\0{self.place}\0{said!r}".encode("utf-8", "surrogatepass"))
        found.update(self.data)
        for name, companion in sorted(self.companions.items()):
            found.update(f"\0{name}\0{companion.trouble}\0".encode("utf-8", "surrogatepass") + companion.data)
        for name, picture in sorted(self.pictures.items()):
            found.update(f"\0{name}\0{picture.why_not}\0".encode("utf-8", "surrogatepass") + (picture.data or b""))
        return found.hexdigest()


@lru_cache(maxsize=16)
def _look(template: str | None) -> str | None:
    """What stands for the look of a folder, wherever it lies on this machine."""
    if template is None:
        return None
    from plainplan.render.overview import look_digest

    return look_digest(template)


class Made(NamedTuple):
    """What was made of a plan: its row, None where nothing of it is shown; its page and the styles that shares.

    `person` is what its person is called on the site, though the plan be private. With `has_errors` an earlier page
    stays as it was.
    """

    key: str
    digest: str
    row: Row | None
    person: str
    page: bytes | None = None
    styles: tuple[tuple[str, bytes], ...] = ()
    errors: int = 0
    keeps_page: bool = False


def make(job: SiteJob, plan: PlanInput) -> Made:
    """Compile a plan and make its part of the site. Nothing is read: the same bytes give the same part anywhere."""
    compilation = compile_input(job, plan)
    settings, key, digest = compilation.plan.settings, job.key_of(plan.place), plan.digest(job)
    person = job.called(settings.author or "")
    if settings.visibility == PRIVATE:
        return Made(key, digest, None, folded_person(person))
    standing = standing_of(compilation)
    has_page = shows_page(job.level, settings.visibility)
    row = row_of(standing, key, job.level, person)
    made = Made(key, digest, row, folded_person(person), errors=standing.errors)
    if not has_page:
        return made
    if compilation.has_errors:
        return made._replace(keeps_page=True)
    return _with_page(job, plan, compilation, made)


def folded_person(person: str) -> str:
    return folded(person) if person else ""


def _with_page(job: SiteJob, plan: PlanInput, compilation: Compilation, made: Made) -> Made:
    from plainplan.render.overview import shared_page

    assert made.row is not None
    address = page_of(plan.place)
    shown = {name: picture.data for name, picture in plan.pictures.items()}
    look = job.template if job.is_chosen else plan.defaults.template or job.template
    options = Options(look, None, shown.get)
    page = shared_page(compilation, options, "../" * address.count("/"))
    wanted = [
        one for one in (page.style, page.fonts) if one and (one is page.style or options.template != job.template)
    ]
    styles = tuple((one.name, one.data) for one in wanted)
    return made._replace(row=made.row._replace(page=quote(address)), page=page.page, styles=styles)


def compile_input(job: SiteJob, plan: PlanInput) -> Compilation:
    """The plan compiled as of the site's day, with what is to be said about its pictures."""
    made = compile_bytes(plan.name, plan.data, job.day, None, plan.companions, plan.defaults)
    if not plan.pictures or made.is_unmerged:
        return made
    found = not_shown(made.document, made.plan, lambda address: _why_not(plan.pictures, address))
    found = of_folder(made.defaults, found) if found else ()
    return made._replace(diagnostics=in_order((*made.diagnostics, *found))) if found else made


def _why_not(pictures: Mapping[str, Picture], address: str) -> str:
    found = pictures.get(address)
    return found.why_not if found else ""


def page_of(place: str) -> str:
    """The address of a plan's page in the site: where the plan lies among the plans."""
    folder, slash, name = place.rpartition("/")
    stem = "plan" if name == "plan.md" else name.removesuffix(".plan.md")
    stem = "plan.plan" if stem == "plan" and name != "plan.md" else stem
    return f"{PAGES}/{folder}{slash}{stem}.html"


__all__ = ["DETAILS", "PAGES", "Made", "Picture", "PlanInput", "SiteJob", "make", "page_of"]
