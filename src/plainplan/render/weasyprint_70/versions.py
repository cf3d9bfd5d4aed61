"""The guard: the versions whose insides were read. With any other, the long way leads to the same pages."""

from __future__ import annotations

from collections.abc import Mapping

from plainplan.plain import is_used

READ = {"weasyprint": "70.0", "pydyf": "0.13.0", "tinyhtml5": "2.1.0"}
"""What lays out and writes."""
FONTTOOLS, CFFI = {"fonttools": "4.68.0"}, {"cffi": "2.1.1"}
"""What is only loaded in another way."""


def is_read(more: Mapping[str, str] | None = None) -> bool:
    """Whether the versions that are here are those that were read, WeasyPrint's and those of others."""
    versions = {**READ, **(more or {})}
    return is_used("weasyprint") and all(_version(name) == version for name, version in versions.items())


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""
