"""What a folder's `plan.toml` says to the plans below it: read by whoever calls the compiler, and an argument of it."""

from __future__ import annotations

from plainplan.tuples import NamedTuple

FILE_NAME = "plan.toml"


class Defaults(NamedTuple):
    """The settings of a folder; what a plan says itself wins over them.

    `name` is the file as people know it, "" without one. `values` are the texts of front-matter keys, those that
    name files as seen from the plan. `ignore` and `select` are codes of findings, or how these begin.
    With `has_errors` some of it could not be read.
    """

    name: str = ""
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ignore: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    template: str | None = None
    strict: bool = False
    exclude: tuple[str, ...] = ()
    has_errors: bool = False

    def texts(self, key: str) -> tuple[str, ...]:
        """What the folder says for a key of the front matter."""
        return next((texts for name, texts in self.values if name == key), ())


NO_DEFAULTS = Defaults()
"""No `plan.toml` at all."""
