"""Imports go down only, and each outside library has one place."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

SRC = Path(__file__).parent.parent / "src" / "plainplan"

# From the bottom up. What stands on one line does not import each other; what a line imports stands on lines above it.
LAYERS = (
    ("__init__",),
    ("plain", "errors"),
    ("pattern", "tuples"),
    ("source", "safe_text", "companions", "defaults", "messages", "workers"),
    ("cluster",),
    ("diagnostics",),
    ("finding_data", "values"),
    ("prose", "words", "typography"),
    ("model", "syntax"),
    ("readings",),
    ("lower", "schedule", "decide"),
    ("facts",),
    ("checks",),
    ("compile",),
    ("edited",),
    ("why", "fixes", "ticking", "naming", "forecast", "fit", "costs", "spoken", "public_holidays"),
    ("assertions", "fmt", "following", "cohort"),
    ("importing",),
    ("draw",),
    ("view",),
    ("render", "report", "starters"),
    ("exchange", "language"),
    ("git",),
    ("folder_settings",),
    ("project",),
    ("past", "kept_ticks"),
    ("building",),
    ("site",),
    ("watch",),
    ("serve", "lsp"),
    ("cli",),
    ("__main__",),
)

# Who may import what is not ours: a folder or file in `src/plainplan`.
ONLY = {
    "markdown_it": ("syntax/",),
    "mdit_py_plugins": ("syntax/",),
    "yaml": ("syntax/",),
    "jinja2": ("render/html.py", "render/environment.py"),
    "weasyprint": ("render/pdf", "render/weasyprint_70/"),
    "pydyf": ("render/weasyprint_70/",),
    "tinyhtml5": ("render/weasyprint_70/",),
    "cffi": ("render/weasyprint_70/",),
    "watchdog": ("watch",),
    "click": ("cli/",),
    "numpy": ("forecast/",),
    "icalendar": ("render/ics.py", "exchange/readers/vtodo.py"),
    "babel": ("words/foreign.py", "readings/cldr.py"),
    "holidays": ("public_holidays.py",),
    "distributed": ("cluster.py",),
    "pygls": ("lsp/",),
    "lsprotocol": ("lsp/",),
    "xlsxwriter": ("exchange/xlsx.py",),
    "openpyxl": ("exchange/readers/xlsx.py",),
}

# A whole package about one library may import it at the top of its modules: who asks for the package comes late.
LATE = {"numpy": "forecast/", "babel": "words/foreign.py", "jinja2": "render/environment.py"}

# Imports a heavy library throughout, and is itself imported in functions only (its results aside, which are plain).
LOADED_WHEN_NEEDED = "forecast/"
PLAIN = ("plainplan.forecast.result",)

# Below `project`, nothing touches the world.
WORLDLY = {"os", "io", "sys", "time", "random", "secrets", "socket", "subprocess", "tempfile", "shutil", "locale"}
WORLDLY_CALLS = {"print", "open", "input"}
CLOCK = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow")}
READS_THE_SWITCH = "plain.py"  # what exists for speed only is left out before anybody could hand it on
STARTS_PROCESSES = "workers.py"  # and does nothing with the world besides
READS_OWN_DATA = ("render/", "starters/", "readings/", "words/")  # their own assets, and the pictures that a plan names
IN_MEMORY = {"io.BytesIO", "io.StringIO"}  # a file that is none
MAY_TOUCH_IT = (READS_THE_SWITCH, STARTS_PROCESSES, *READS_OWN_DATA)

# Not on every system: only inside the function that needs them.
POSIX_ONLY = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "readline", "syslog", "crypt"}


class Import(NamedTuple):
    file: str
    line: int
    module: str
    top: bool


def files() -> list[Path]:
    return sorted(SRC.rglob("*.py"))


def test_there_is_something_to_look_at() -> None:
    assert len(files()) > 30


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imports_of(path: Path) -> tuple[Import, ...]:
    return tuple(_imports_of(path, tree_of(path)))


def _imports_of(path: Path, tree: ast.Module) -> Iterator[Import]:
    at_top = set(_run_on_import(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are written out from the top"
            assert node.module is not None
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            yield Import(path.relative_to(SRC).as_posix(), node.lineno, name, node in at_top)


def _run_on_import(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node that runs when the module is imported: all but the insides of functions and of type checks."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        yield from _run_on_import(node)


def layer_of(module: str) -> int:
    """The line of `LAYERS` on which a module of ours stands."""
    part = module.split(".")[1] if "." in module else "__init__"
    for level, names in enumerate(LAYERS):
        if part in names:
            return level
    if part.startswith("__"):
        return 0
    raise AssertionError(f"`{part}` has no place in LAYERS")


def ours() -> Iterator[tuple[str, Import]]:
    for path in files():
        module = "plainplan." + path.relative_to(SRC).with_suffix("").as_posix().replace("/", ".")
        for one in imports_of(path):
            if one.module.split(".")[0] == "plainplan":
                yield module, one


def test_imports_go_down() -> None:
    wrong = []
    for module, one in ours():
        same = module.split(".")[1] == one.module.split(".")[1]
        if module == "plainplan.__init__" and not one.top:  # what it offers, for type checkers
            continue
        if not same and layer_of(one.module) >= layer_of(module):
            wrong.append(f"{one.file}:{one.line} imports {one.module}")
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Not by way of others either, nor inside functions, for types alone, or by the name in a table."""
    modules = {module_of(path): path for path in files()}
    below = {module: known_in(modules, path) - {module} for module, path in modules.items()}
    below["plainplan"] = set()  # what it offers to others is loaded when they ask for it, never by what it offers
    while free := [module for module, needs in below.items() if not needs & below.keys()]:
        for module in free:
            del below[module]
    assert {module: needs & below.keys() for module, needs in below.items()} == {}


def module_of(path: Path) -> str:
    return ".".join(("plainplan", *path.relative_to(SRC).with_suffix("").parts)).removesuffix(".__init__")


def known_in(modules: Container[str], path: Path) -> set[str]:
    """The modules of ours that one imports, or names in a text, as tables do with what is loaded late."""
    found = set()
    for one in imports_of(path):
        parts = one.module.split(".")
        ours = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
        found.add(next((module for module in ours if module in modules), ""))
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
            module = node.value.partition(":")[0]
            found.add(module if module in modules else "")
    return found - {""}


@pytest.mark.parametrize("library", sorted(ONLY))
def test_each_library_has_one_place(library: str) -> None:
    places = [
        f"{one.file}:{one.line}"
        for path in files()
        for one in imports_of(path)
        if one.module.split(".")[0] == library and not one.file.startswith(ONLY[library])
    ]
    assert places == []


HEAVY = (
    "weasyprint",
    "jinja2",
    "watchdog",
    "numpy",
    "icalendar",
    "babel",
    "holidays",
    "xlsxwriter",
    "openpyxl",
    "distributed",
)


@pytest.mark.parametrize("library", HEAVY)
def test_heavy_libraries_are_imported_where_they_are_needed(library: str) -> None:
    tops = [
        f"{one.file}:{one.line}"
        for path in files()
        for one in imports_of(path)
        if one.top and one.module.split(".")[0] == library and not one.file.startswith(LATE.get(library, "-"))
    ]
    assert tops == []


def test_nothing_posix_only_at_the_top_of_a_module() -> None:
    tops = [
        f"{one.file}:{one.line}"
        for path in files()
        for one in imports_of(path)
        if one.top and one.module.split(".")[0] in POSIX_ONLY
    ]
    assert tops == []


def below_project() -> Iterator[tuple[str, Path]]:
    limit = layer_of("plainplan.git")
    for path in files():
        name = path.relative_to(SRC).as_posix()
        if layer_of("plainplan." + name.removesuffix(".py").replace("/", ".")) < limit:
            yield name, path


def test_below_project_nothing_touches_the_world() -> None:
    wrong = []
    for name, path in below_project():
        for one in imports_of(path):
            is_worldly = one.module.split(".")[0] in WORLDLY and one.module not in IN_MEMORY
            if is_worldly and not name.startswith(MAY_TOUCH_IT):
                wrong.append(f"{name}:{one.line} imports {one.module}")
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and _is_worldly(node.func):
                wrong.append(f"{name}:{node.lineno} calls {ast.unparse(node.func)}")
    assert wrong == []


def _is_worldly(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id in WORLDLY_CALLS
    if isinstance(called, ast.Attribute):
        owner = ast.unparse(called.value).split(".")[-1]
        return (owner, called.attr) in CLOCK
    return False


def test_every_module_says_what_it_is_for() -> None:
    silent = [path.name for path in files() if not ast.get_docstring(tree_of(path))]
    assert silent == []
