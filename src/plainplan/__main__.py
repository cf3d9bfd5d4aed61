"""The program `plan`: what `python -m plainplan` and the installed command start."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run one command and leave with its exit status."""
    gc.disable()  # a command makes one plan's values and ends; those that stay running switch it on again
    from plainplan.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
