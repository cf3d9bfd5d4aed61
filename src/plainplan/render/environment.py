"""The sandbox that templates run in; fields of our own values, and plain text, take a short way through it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache, partial
from keyword import iskeyword
from pathlib import Path
from types import FunctionType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from plainplan import __version__
from plainplan.render.compiled import cache_folder


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


_LONG = 512
"""Letters of a piece of a page that is rather handed on than copied."""


class DirectCode(CodeGenerator):
    """Writes templates as Python that reads a field of one of our values, prints text without special letters and
    calls a plain function where it stands. All else goes through the sandbox; what a template may see stays the same.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.read: set[str] = set()
        super().visit_Template(node, frame)
        self.writeline("_special, _texts, _function = environment.special, environment.texts, environment.function")
        for name in sorted(self.read):
            self.writeline(f"_with_{name} = environment.records({name!r})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if iskeyword(node.attr) or node.attr.startswith("_"):  # no field of ours, nor a name that Python could read
            super().visit_Getattr(node, frame)
            return
        self.read.add(node.attr)
        self.write("(_of." + node.attr + " if type(_of := ")
        self.visit(node.node, frame)
        self.write(f") in _with_{node.attr} else environment.getattr(_of, {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if node.kwargs or node.dyn_args or node.dyn_kwargs or forward_caller or not _escapes(frame):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(_call if type(_call := ")
        self.visit(node.node, frame)
        self.write(") is _function and not _call.__dict__ else environment.checked(context, _call")
        self.write(", _loop_vars=_loop_vars" if frame.loop_frame else "")
        self.write(", _block_vars=_block_vars" if frame.block_frame else "")
        self.write("))(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def enter_frame(self, frame: Frame) -> None:
        super().enter_frame(frame)
        if frame.rootlevel:  # a whole template at once costs less than piece by piece
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        if frame.rootlevel:
            self.writeline(f"yield from environment.pieces({frame.buffer})")
        super().leave_frame(frame, with_python_scope)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not _escapes(frame):
            super()._output_child_pre(node, frame, finalize)
            return
        if isinstance(node, nodes.CondExpr) and node.expr2 is None:
            node.expr2 = nodes.Const("")  # nothing is printed, and nothing undefined has to be made for it
        self.write("(" if _is_plain(node) else "(_said if type(_said := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        super()._output_child_post(node, frame, finalize)
        if _escapes(frame) and not _is_plain(node):
            self.write(" is str and _special(_said) is None else _texts[type(_said)](_said))")


def _escapes(frame: Frame) -> bool:
    """Whether what is printed here is escaped, as it is unless a template says otherwise."""
    return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile


def _is_plain(node: nodes.Expr | None) -> bool:
    """Whether it is text that a template says itself, without special letters: one of two, or the one."""
    if isinstance(node, nodes.CondExpr):
        return _is_plain(node.expr1) and _is_plain(node.expr2)
    return isinstance(node, nodes.Const) and isinstance(node.value, str) and not Sandbox.special(node.value)


class Texts(dict[type, Callable[[Any], str]]):
    """By kind of a value, what makes text of a page of it: all is escaped that isn't known to need it not."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        return escape


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with what the short ways of `DirectCode` ask for."""

    code_generator_class = DirectCode
    function = FunctionType
    special = staticmethod(re.compile("[&<>\"']").search)
    texts = Texts({int: str, float: str, Markup: lambda markup: markup})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._records: dict[str, set[type]] = {}

    def records(self, field: str) -> set[type]:
        """The kinds of our own records with such a public field that were met so far; they hold nothing that acts."""
        return self._records.setdefault(field, set())

    def getattr(self, obj: Any, attribute: str) -> Any:
        kind = type(obj)
        is_field = kind.__module__.startswith("plainplan.") and attribute in getattr(kind, "_fields", ())
        if is_field and not attribute.startswith("_"):
            self.records(attribute).add(kind)
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def pieces(self, parts: list[str]) -> list[str]:
        """What a template says: as one piece, or in its parts where those are long already."""
        return parts if sum(map(len, parts)) > _LONG * len(parts) else [self.concat(parts)]

    def checked(self, context: Context, obj: Any, **variables: Any) -> Callable[..., Any]:
        """What may have to be refused, or be given more than what the template gives it, for a call."""
        if type(obj) is Macro:
            return partial(obj, context.eval_ctx)
        return partial(self.call, context, obj, **variables)


def _kept_templates() -> jinja2.BytecodeCache | None:
    """Templates compiled by earlier runs of this version; what cannot be kept is compiled again next time."""

    class Kept(jinja2.FileSystemBytecodeCache):
        def dump_bytecode(self, bucket: Bucket) -> None:
            with suppress(OSError):
                super().dump_bytecode(bucket)

    folder = cache_folder()
    written = Path(__file__).stat().st_mtime_ns  # what this module made of templates before it was changed is not run
    names = f"%s-{__version__}-{jinja2.__version__}-{written:x}.template"
    return None if folder is None else Kept(str(folder), names)
