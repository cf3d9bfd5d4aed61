"""The sandbox that templates run in; fields of our own values, and plain text, take a short way through it."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from functools import lru_cache
from keyword import iskeyword
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from plainplan import __version__
from plainplan.render.compiled import cache_folder

_special = re.compile("[&<>\"']").search


@lru_cache(maxsize=4)
def environment_of(folders: tuple[str, ...]) -> jinja2.Environment:
    """The environment of a look, whose templates are looked for in these folders, one after the other."""
    return Sandbox(
        loader=InsideLoader(list(folders)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_kept_templates(),
    )


class InsideLoader(jinja2.FileSystemLoader):
    """Templates by name; a link that leads out of its folder is not followed."""

    def __init__(self, folders: list[str]) -> None:
        super().__init__(folders)
        self.roots = [os.path.join(os.path.realpath(folder), "") for folder in folders]  # noqa: PTH118 - as text

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Any]:
        source, path, uptodate = super().get_source(environment, template)
        if not os.path.realpath(path).startswith(tuple(self.roots)):
            raise jinja2.TemplateNotFound(template)
        return source, path, uptodate


class DirectCode(CodeGenerator):
    """Writes templates as Python that reads a field of one of our values where it stands, and takes text without
    special letters as it is. All else goes through the sandbox; what a template may see stays the same."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if iskeyword(node.attr) or node.attr.startswith("_"):  # no field of ours, nor a name that Python could read
            super().visit_Getattr(node, frame)
            return
        self.write(f"(_of.{node.attr} if {node.attr!r} in environment.fields.get(type(_of := ")
        self.visit(node.node, frame)
        self.write(f"), ()) else environment.getattr(_of, {node.attr!r}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.text(")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox; `fields` names the public fields of our own records met so far, which hold nothing that acts."""

    code_generator_class = DirectCode

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.fields: dict[type, frozenset[str]] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        kind = type(obj)
        if kind not in self.fields and kind.__module__.startswith("plainplan."):
            names: tuple[str, ...] = getattr(kind, "_fields", ())
            self.fields[kind] = frozenset(name for name in names if not name.startswith("_"))
            if attribute in self.fields[kind]:
                return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    @staticmethod
    def text(value: Any) -> str:
        """A value as text of a page."""
        kind = type(value)
        if kind is Markup or (kind is str and _special(value) is None):
            return value  # type: ignore[no-any-return]
        return escape(value)


def _kept_templates() -> jinja2.BytecodeCache | None:
    """Templates compiled by earlier runs of this version; what cannot be kept is compiled again next time."""

    class Kept(jinja2.FileSystemBytecodeCache):
        def dump_bytecode(self, bucket: Bucket) -> None:
            with suppress(OSError):
                super().dump_bytecode(bucket)

    folder = cache_folder()
    return None if folder is None else Kept(str(folder), f"%s-{__version__}-{jinja2.__version__}.template")
