"""The sandbox that templates run in."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from plainplan import __version__
from plainplan.errors import TemplateTrouble
from plainplan.plain import is_used
from plainplan.render.template_cache import cache_folder


@lru_cache(maxsize=4)
def environment_of(folders: tuple[str, ...]) -> jinja2.Environment:
    """The environment of a look, whose templates are looked for in these folders, one after the other."""
    environment = Sandbox(
        loader=InsideLoader(list(folders)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_kept_templates(),
    )
    environment.filters |= {name: _filter(name) for name in FILTERS}
    return environment


FILTERS = ("words", "inline", "cap", "prose", "said", "printed")
"""What turns words into HTML on a page: it can be called as well, which takes four times as long."""


def _filter(name: str) -> Callable[..., Any]:
    """The page's function of this name, as a filter."""

    @jinja2.pass_context
    def apply(page: Context, *given: Any) -> Any:
        return page[name](*given)

    return apply


class InsideLoader(jinja2.FileSystemLoader):
    """Loads templates by name; links that lead out of their folder are not followed."""

    def __init__(self, folders: list[str]) -> None:
        super().__init__(folders)
        self.roots = [os.path.join(os.path.realpath(folder), "") for folder in folders]  # noqa: PTH118 - as text

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Any]:
        try:
            source, path, uptodate = super().get_source(environment, template)
        except UnicodeDecodeError as error:
            file = next(file for root in self.roots if (file := Path(root, template)).is_file())
            line = error.object[: error.start].count(b"\n") + 1
            raise TemplateTrouble(f"{file}:{line}: is no UTF-8 text") from error
        may_lead_out = "/" in template or os.path.islink(path)  # noqa: PTH114 - a Path is dearer than the question
        if may_lead_out and not os.path.realpath(path).startswith(tuple(self.roots)):
            raise jinja2.TemplateNotFound(template)
        return source, path, uptodate


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with a shortcut for public fields of our own named tuples.

    They hold only data. Jinja's check of each attribute takes an eleventh of the time of a build of 100 steps, a
    quarter at 1,000.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        return getattr(obj, attribute) if attribute in _FIELDS[type(obj)] else super().getattr(obj, attribute)


class _Fields(dict[type, frozenset[str]]):
    """The fields of each named tuple of ours, and none of any other type. A page asks some thousand times for those of
    fifty types."""

    def __missing__(self, kind: type) -> frozenset[str]:
        ours = kind.__module__.startswith("plainplan.")
        fields = self[kind] = frozenset(getattr(kind, "_fields", ()) if ours else ())
        return fields


_FIELDS = _Fields()


class KeptTemplates(jinja2.BytecodeCache):
    """Compiled templates in a folder, each after the checksum of its source; what cannot be written is not kept.

    Jinja's own reads a file in small pieces, which takes four times as long as at once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made_by = f"{__version__}-{jinja2.__version__}-{sys.implementation.cache_tag}"

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}-{self._made_by}.template"

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum = bucket.checksum.encode()
        with suppress(OSError, EOFError, ValueError, TypeError):
            kept = self._file(bucket).read_bytes()
            if kept.startswith(checksum):
                bucket.code = marshal.loads(kept[len(checksum) :])

    def dump_bytecode(self, bucket: Bucket) -> None:
        import tempfile

        with suppress(OSError), tempfile.TemporaryDirectory(dir=self._folder) as folder:
            made = Path(folder, "made")
            made.write_bytes(bucket.checksum.encode() + marshal.dumps(bucket.code))
            made.replace(self._file(bucket))


def _kept_templates() -> jinja2.BytecodeCache | None:
    folder = cache_folder() if is_used("templates") else None
    return None if folder is None else KeptTemplates(folder)
