"""What a folder's `plan.toml` says to the plans below it: read by whoever calls the compiler, and an argument of it."""

from __future__ import annotations

from plainplan.tuples import NamedTuple

FILE_NAME = "plan.toml"


class Programme(NamedTuple):
    """What a programme asks of each plan: sections that hold something, a partner, a check-in in every so many days, a
    `due:` on every goal that is not the primary objective."""

    sections: tuple[str, ...] = ()
    partner: bool = False
    check_in_days: int | None = None
    due: bool = False


NO_PROGRAMME = Programme()


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
    programme: Programme = NO_PROGRAMME
    has_errors: bool = False

    def texts(self, key: str) -> tuple[str, ...]:
        """What the folder says for a key of the front matter."""
        return next((texts for name, texts in self.values if name == key), ())


NO_DEFAULTS = Defaults()
"""No `plan.toml` at all."""
