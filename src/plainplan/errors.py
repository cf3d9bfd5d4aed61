"""Trouble with the world: what is wrong outside of any plan. Only `cli` turns these into messages."""

from __future__ import annotations


class PlainplanError(Exception):
    """Something outside the plan stands in the way; the text says what, and what would help."""


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


class OutputTrouble(PlainplanError):
    """Standard output does not take the answer."""
