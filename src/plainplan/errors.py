"""Trouble with the world: what is wrong outside of any plan. Only `cli` turns these into messages."""

from __future__ import annotations


class PlainplanError(Exception):
    """Something outside the plan stands in the way; the text says what, and what would help."""

    @property
    def text(self) -> str:
        """The text as it was made: `str` loses the message that other languages are told from."""
        made = self.args[0] if self.args else ""
        return made if isinstance(made, str) else str(made)


class UsageError(PlainplanError):
    """What was asked for does not make sense as it was asked."""


class FileTrouble(PlainplanError):
    """A file or folder that cannot be found, read or written."""


class MissingLibrary(PlainplanError):
    """A system library that an output needs is not on this machine."""


class TemplateTrouble(PlainplanError):
    """A template that is missing or does not work."""


class LayoutTrouble(PlainplanError):
    """A PDF that could not be laid out within what it may take."""


class OwnMistake(PlainplanError):
    """A mistake of plainplan's own, which a command that stays running outlives."""

    def __init__(self, name: str, wrong: Exception, done: str = "built") -> None:
        what = f"{type(wrong).__name__}: {wrong}".rstrip(": ")
        super().__init__(
            f"`{name}` could not be {done}: {what}, a mistake in plainplan, not in the plan; please report it with "
            f"what `plan build {name}` says"
        )


class OutputTrouble(PlainplanError):
    """Standard output does not take the answer."""
