"""The program `plan`: what `python -m plainplan` and the installed command start."""

from __future__ import annotations

import gc
import sys

INTERRUPTED = 130


def main() -> None:
    """Run one command and leave with its exit status."""
    try:
        gc.disable()  # a command makes one plan's values and ends; those that stay running switch it on again
        from plainplan.cli import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)


if __name__ == "__main__":
    main()
