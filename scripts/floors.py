"""The lowest versions that `pyproject.toml` allows, one a line, as pip reads them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def floors(dependencies: list[str]) -> list[str]:
    """`name==version` for each `name>=version`; a dependency without a floor is a mistake."""
    found = [re.fullmatch(r"([A-Za-z0-9._-]+)\s*>=\s*([0-9.]+)", one) for one in dependencies]
    without = [one for one, match in zip(dependencies, found, strict=True) if match is None]
    if without:
        raise SystemExit(f"no floor: {', '.join(without)}")
    return [f"{match[1]}=={match[2]}" for match in found if match]


if __name__ == "__main__":
    print("\n".join(floors(tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"])))
